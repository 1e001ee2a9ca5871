/** A display for a machine without one: Xvfb, started and stopped by us. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';

export interface Display {
  /** Environment to add so that windows open on this display. */
  readonly env: Readonly<Record<string, string>>;
  /** True when no person can see it. */
  readonly virtual: boolean;
  stop(): Promise<void>;
}

const startTimeoutMs = 20_000;

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  const set = (name: string): boolean => (process.env[name] ?? '') !== '';
  return set('DISPLAY') || set('WAYLAND_DISPLAY');
}

/** The person's own display when there is one; else a virtual one of 1600 × 1000 at 24 bits, listening on no network. */
export async function openDisplay(): Promise<Display> {
  if (hasDisplay()) return { env: {}, virtual: false, stop: () => Promise.resolve() };
  // `-displayfd 3`: Xvfb picks a free number itself and writes it there once it accepts clients.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset'], {
    // In a group of its own: Ctrl+C in the terminal must reach the app first, not take its display away.
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true,
  });
  const gone = new Promise<void>((settle) => { server.once('exit', () => settle()); });
  const stop = async (): Promise<void> => {
    server.ref();
    server.kill('SIGTERM');
    await gone;
  };
  const stopWithUs = (): void => { server.kill('SIGTERM'); };
  process.once('exit', stopWithUs);
  void gone.then(() => { process.off('exit', stopWithUs); });
  const number = await displayNumber(server);
  server.unref();
  return { env: { DISPLAY: `:${number}` }, virtual: true, stop };
}

function displayNumber(server: ChildProcess): Promise<string> {
  return new Promise((settle, fail) => {
    let complaint = '';
    let written = '';
    const timer = setTimeout(() => { server.kill('SIGKILL'); }, startTimeoutMs);
    // Both exist: they are declared as pipes above.
    const channel = server.stdio[3] as Readable;
    server.stderr?.setEncoding('utf8').on('data', (text: string) => { complaint += text; });
    channel.setEncoding('utf8').on('data', (text: string) => {
      written += text;
      const number = /^(\d+)\n/.exec(written)?.[1];
      if (number === undefined) return;
      clearTimeout(timer);
      settle(number);
    });
    server.once('error', (error) => { clearTimeout(timer); fail(new Error(`Xvfb could not be started (${error.message}). Run “node scripts/setup-system.ts”.`)); });
    server.once('close', (code) => { clearTimeout(timer); fail(new Error(`Xvfb ended (${String(code)}) before it was ready.\n${complaint.trim()}`)); });
  });
}
