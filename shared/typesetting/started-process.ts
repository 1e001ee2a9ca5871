/** A process that was started with a channel, as a typesetter is talked to. Only what is used of it is named: what lies here knows no Node. */
import type { TypesetterProcess } from './typesetter-link.ts';

const keptOfComplaint = 4_000;

interface Started {
  readonly connected: boolean;
  readonly stderr: { readonly setEncoding: (encoding: 'utf8') => { readonly on: (name: 'data', take: (text: string) => void) => unknown } } | null;
  readonly send: (message: { readonly type: string }) => unknown;
  once(name: 'error', take: (error: Error) => void): unknown;
  once(name: 'exit', take: (code: number | null, signal: string | null) => void): unknown;
  on(name: 'message', take: (raw: unknown) => void): unknown;
}

export function processOf(child: Started): TypesetterProcess {
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
