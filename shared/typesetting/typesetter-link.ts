/** Talks to a typesetter in another process, over the channel it was started with (wire messages). */
import { contract, type HostRequestInput, type HostRequestName, type HostRequestOutput } from '../contract/contract.ts';
import { PlumblineError } from '../contract/errors.ts';
import { wireMessageSchema } from '../contract/wire.ts';

export interface Typesetting {
  /** Rejects with `typesetting_failed` when the pages cannot be set or the typesetter has gone. */
  readonly call: <N extends HostRequestName>(request: N, input: HostRequestInput<N>) => Promise<HostRequestOutput<N>>;
}
export interface RunningTypesetter extends Typesetting {
  /** It has ended, and answers nothing any more. */
  readonly gone: boolean;
  readonly stop: () => Promise<void>;
}

/** What is needed of the process that was started. */
export interface TypesetterProcess {
  readonly connected: boolean;
  readonly send: (message: { readonly type: 'hostRequest'; readonly id: string; readonly request: HostRequestName; readonly input: unknown }) => void;
  readonly onMessage: (take: (raw: unknown) => void) => void;
  /** Told once, in words, when it ends or cannot be started. */
  readonly onEnd: (take: (why: string) => void) => void;
  /** What it said last. */
  readonly complaint: () => string;
}

interface Waiting { readonly settle: (value: unknown) => void; readonly fail: (error: Error) => void }

const startTimeoutMs = 60_000;

function failed(why: string, complaint: string): PlumblineError {
  const tail = complaint.trim();
  return new PlumblineError('typesetting_failed', `The typesetter (Electron) could not be used: ${why}.${tail === '' ? '' : ` It said:\n${tail}`}`);
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

/** Waits until it is ready to set pages. Rejects with `typesetting_failed` when it never is. */
export async function linkTypesetter(started: TypesetterProcess): Promise<Typesetting & { readonly gone: () => boolean }> {
  const waiting = new Map<string, Waiting>();
  let next = 1;
  let ended = false;
  const lost = (why: string): void => {
    ended = true;
    const error = failed(why, started.complaint());
    for (const { fail } of waiting.values()) fail(error);
    waiting.clear();
  };
  started.onEnd(lost);
  // Being ready is waited for like an answer, so that an early end rejects it too.
  const ready = new Promise<unknown>((settle, fail) => { waiting.set('ready', { settle, fail }); });
  const timer = setTimeout(() => lost(`it was not ready after ${startTimeoutMs / 1000} seconds`), startTimeoutMs);
  started.onMessage((raw) => receive(raw, waiting));
  await ready.finally(() => clearTimeout(timer));
  waiting.delete('ready');
  return {
    gone: () => ended,
    call: async (request, input) => {
      const id = String(next++);
      const answer = new Promise<unknown>((settle, fail) => { waiting.set(id, { settle, fail }); });
      if (started.connected) started.send({ type: 'hostRequest', id, request, input });
      else lost('it has gone');
      // The schema of this request's output; TypeScript cannot see that it is the one for N.
      return contract.host[request].output.parse(await answer) as HostRequestOutput<typeof request>;
    },
  };
}
