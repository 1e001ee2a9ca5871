/** A typesetter in a process that was started for it, with a channel to it. Only what is used of the process is named: what lies here knows no Node. */
import { linkTypesetter, type RunningTypesetter, type TypesetterProcess } from './typesetter-link.ts';

const keptOfComplaint = 4_000;
/** Whoever has not ended by then is ended. */
const stopTimeoutMs = 10_000;

interface Started {
  readonly connected: boolean;
  readonly disconnect: () => void;
  readonly kill: (signal: 'SIGKILL') => unknown;
  readonly stderr: { readonly setEncoding: (encoding: 'utf8') => { readonly on: (name: 'data', take: (text: string) => void) => unknown } } | null;
  readonly send: (message: { readonly type: string }) => unknown;
  once(name: 'error', take: (error: Error) => void): unknown;
  once(name: 'exit', take: (code: number | null, signal: string | null) => void): unknown;
  on(name: 'message', take: (raw: unknown) => void): unknown;
}

function processOf(child: Started): TypesetterProcess {
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => { said = (said + text).slice(-keptOfComplaint); });
  return {
    get connected() { return child.connected; },
    send: (message) => { child.send(message); },
    onMessage: (take) => { child.on('message', take); },
    onEnd: (take) => {
      child.once('error', (error) => take(error.message));
      child.once('exit', (code, signal) => take(`it ended (${signal ?? String(code)})`));
    },
    complaint: () => said,
  };
}

/** Waits until it is ready to set pages. `tidy` is done once it has ended. Rejects with `typesetting_failed` when it never is ready. */
export async function runTypesetter(child: Started, tidy: () => Promise<void>): Promise<RunningTypesetter> {
  const ended = new Promise<void>((settle) => {
    child.once('exit', () => settle());
    child.once('error', () => settle());
  });
  const stop = async (): Promise<void> => {
    if (child.connected) child.disconnect();
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await ended.finally(() => clearTimeout(timer));
    await tidy();
  };
  try {
    const { call, gone } = await linkTypesetter(processOf(child));
    return { call, stop, get gone() { return gone(); } };
  } catch (error) {
    child.kill('SIGKILL');
    await stop();
    throw error;
  }
}
