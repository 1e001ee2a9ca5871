/**
 * Sets pages for the command line: starts the app's own Chromium without a window (`--typesetter`)
 * and asks it over a channel of wire messages.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from '../../scripts/electron-runtime/display.ts';
import { resolveElectron } from '../../scripts/electron-runtime.ts';
import { ensureSystem } from '../../scripts/setup-system.ts';
import { contract } from '../../shared/contract/contract.ts';
import type { HostRequestInput, HostRequestName, HostRequestOutput } from '../../shared/contract/contract.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { wireMessageSchema } from '../../shared/contract/wire.ts';

export interface RunningTypesetter {
  /** Rejects with `typesetting_failed` when the pages cannot be set or the typesetter has gone. */
  call<N extends HostRequestName>(request: N, input: HostRequestInput<N>): Promise<HostRequestOutput<N>>;
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;

interface Waiting { readonly settle: (value: unknown) => void; readonly fail: (error: Error) => void }

/** Builds the app if needed, finds Electron, opens a virtual display if there is none, and waits until it is ready to set pages. */
export async function startTypesetter(): Promise<RunningTypesetter> {
  await ensureSystem({ tests: false });
  // Loaded only now: the bundlers behind it would slow down every command that sets no pages.
  const { buildApp } = await import('../../scripts/build.ts');
  await buildApp();
  const runtime = await resolveElectron();
  const display = await openDisplay();
  // A profile of its own, so that a running Plumbline is not disturbed; nothing of the case is written there.
  const profile = await mkdtemp(join(tmpdir(), 'plumbline-typesetter-'));
  const child = spawn(runtime.executable, [...runtime.launchArgs, '--typesetter', `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, ...runtime.env, ...display.env },
  });
  const gone = new Promise<void>((settle) => { child.once('exit', () => settle()); child.once('error', () => settle()); });
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await gone.finally(() => clearTimeout(timer));
    await display.stop();
    await rm(profile, { recursive: true, force: true });
  };
  try {
    return { ...(await connect(child)), stop };
  } catch (error) {
    child.kill('SIGKILL');
    await stop();
    throw error;
  }
}

async function connect(child: ChildProcess): Promise<Pick<RunningTypesetter, 'call'>> {
  const waiting = new Map<string, Waiting>();
  let complaint = '';
  let next = 1;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { complaint = (complaint + text).slice(-4000); });
  const lost = (why: string): void => {
    const error = failed(why, complaint);
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  child.once('error', (error) => lost(error.message));
  child.once('exit', (code, signal) => lost(`it ended (${signal ?? String(code)})`));
  // Being ready is waited for like an answer, so that an early end rejects it too.
  const ready = new Promise<unknown>((settle, fail) => { waiting.set('ready', { settle, fail }); });
  const timer = setTimeout(() => lost(`it was not ready after ${startTimeoutMs / 1000} seconds`), startTimeoutMs);
  child.on('message', (raw) => receive(raw, waiting));
  await ready.finally(() => clearTimeout(timer));
  return {
    call: async (request, input) => {
      const id = String(next++);
      const answer = new Promise<unknown>((settle, fail) => { waiting.set(id, { settle, fail }); });
      if (child.connected) child.send({ type: 'hostRequest', id, request, input });
      else lost('it has gone');
      // The schema of this request's output; TypeScript cannot see that it is the one for N.
      return contract.host[request].output.parse(await answer) as HostRequestOutput<typeof request>;
    },
  };
}

function receive(raw: unknown, waiting: Map<string, Waiting>): void {
  const message = wireMessageSchema.parse(raw);
  if (message.type === 'event' && message.name === 'typesetter.ready') waiting.get('ready')?.settle(undefined);
  if (message.type !== 'hostReply' && message.type !== 'hostFailure') return;
  const asked = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.type === 'hostReply') asked?.settle(message.value);
  else asked?.fail(new PlumblineError(message.error.code, message.error.message, message.error.details));
}

function failed(why: string, complaint: string): PlumblineError {
  const tail = complaint.trim();
  return new PlumblineError('typesetting_failed', `The typesetter (Electron) could not be used: ${why}.${tail === '' ? '' : ` It said:\n${tail}`}`);
}
