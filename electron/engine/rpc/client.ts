/** Asks a server at the other end of a port. When the other end goes, every pending call is rejected. */
import { randomUUID } from 'node:crypto';
import type { Progress } from '../../../shared/contract/case-file.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { wireMessageSchema, type WireMessage, type WirePort } from '../../../shared/contract/wire.ts';
import { fromFailure, toFailure, type ErrorLog } from './failure.ts';
import type { HostCall } from './handler.ts';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: (progress: Progress) => void;
}

export interface RpcClient {
  call(command: string, input: unknown, options: { signal: AbortSignal; onProgress: (progress: Progress) => void }): Promise<unknown>;
  rejectAll(error: PlumblineError): void;
  readonly pending: number;
}

/** `host` answers what the other end may ask of this one (setting pages). */
export function connect(port: WirePort, log: ErrorLog, host: HostCall): RpcClient {
  const calls = new Map<string, Pending>();

  async function answerHost(id: string, request: string, input: unknown): Promise<void> {
    try {
      if (request !== 'host.typeset') throw new PlumblineError('invalid_input', `The host answers no “${request}”.`);
      const value = await host(request, contract.host[request].input.parse(input));
      port.post({ type: 'hostReply', id, ok: true, value });
    } catch (error) {
      port.post({ type: 'hostFailure', id, ok: false, error: toFailure(error, log) });
    }
  }

  function receive(message: WireMessage): void {
    switch (message.type) {
      case 'reply': calls.get(message.id)?.resolve(message.value); calls.delete(message.id); return;
      case 'failure': calls.get(message.id)?.reject(fromFailure(message.error)); calls.delete(message.id); return;
      case 'progress': calls.get(message.id)?.onProgress(message.progress); return;
      case 'hostRequest': void answerHost(message.id, message.request, message.input); return;
      case 'request': case 'cancel': case 'event': case 'hostReply': case 'hostFailure': case 'shutdown':
        log('wire', `a client received a ${message.type}`);
    }
  }

  port.onMessage((raw) => {
    const message = wireMessageSchema.safeParse(raw);
    if (message.success) receive(message.data);
    else log('wire', `an unreadable message was refused: ${message.error.message}`);
  });

  return {
    call: (command, input, { signal, onProgress }) => new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new PlumblineError('cancelled', 'Cancelled.'));
        return;
      }
      const id = randomUUID();
      calls.set(id, { resolve, reject, onProgress });
      signal.addEventListener('abort', () => port.post({ type: 'cancel', id }), { once: true });
      port.post({ type: 'request', id, command, input });
    }),
    rejectAll: (error) => {
      for (const pending of calls.values()) pending.reject(error);
      calls.clear();
    },
    get pending() {
      return calls.size;
    },
  };
}
