/** Calls that wait for an answer from the engine. Each is answered exactly once. */
import type { CallReply } from '../../../shared/contract/bridge.ts';
import type { Progress } from '../../../shared/contract/case-file.ts';

export type ProgressListener = (progress: Progress) => void;

export interface PendingCalls {
  /** A promise that never rejects. An id in use is answered `invalid_input`. */
  add(id: string, onProgress: ProgressListener): Promise<CallReply>;
  has(id: string): boolean;
  progress(id: string, progress: Progress): void;
  /** Ignores an id that is not waiting: its call was already answered. */
  settle(id: string, reply: CallReply): void;
  settleAll(reply: CallReply): void;
}

export function createPendingCalls(): PendingCalls {
  const waiting = new Map<string, { settle: (reply: CallReply) => void; onProgress: ProgressListener }>();
  return {
    add: (id, onProgress) => {
      if (waiting.has(id)) return Promise.resolve({ ok: false, error: { code: 'invalid_input', message: `A call with the id ${id} is already running.` } });
      return new Promise((settle) => { waiting.set(id, { settle, onProgress }); });
    },
    has: (id) => waiting.has(id),
    progress: (id, progress) => { waiting.get(id)?.onProgress(progress); },
    settle: (id, reply) => {
      const call = waiting.get(id);
      waiting.delete(id);
      call?.settle(reply);
    },
    settleAll: (reply) => {
      const calls = [...waiting.values()];
      waiting.clear();
      for (const call of calls) call.settle(reply);
    },
  };
}
