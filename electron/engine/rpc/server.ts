/** Answers requests on a port: every request gets exactly one reply, whatever happens. */
import { randomUUID } from 'node:crypto';
import type { Progress } from '../../../shared/contract/case-file.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { wireMessageSchema, type WireMessage, type WirePort } from '../../../shared/contract/wire.ts';
import { fromFailure, toFailure, type ErrorLog } from './failure.ts';
import type { CallContext, HostCall } from './handler.ts';

/** Progress closer together than this tells nobody anything. */
const progressEveryMs = 80;

type Dispatch = (command: string, input: unknown, call: CallContext) => Promise<unknown>;

interface Options {
  readonly port: WirePort;
  readonly dispatch: Dispatch;
  readonly log: ErrorLog;
  readonly onShutdown: () => void;
}

function thinned(send: (progress: Progress) => void): (progress: Progress) => void {
  let lastAt = 0;
  let lastStage = '';
  return (progress) => {
    const now = Date.now();
    if (progress.stage === lastStage && now - lastAt < progressEveryMs && progress.done !== progress.total) return;
    lastAt = now;
    lastStage = progress.stage;
    send(progress);
  };
}

/** Serves a port until the process ends. Returns a way to ask the host at the other end. */
export function serve({ port, dispatch, log, onShutdown }: Options): { readonly host: HostCall } {
  const running = new Map<string, AbortController>();
  const asked = new Map<string, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

  const host: HostCall = async (request, input) => {
    const id = randomUUID();
    const given = await new Promise<unknown>((resolve, reject) => {
      asked.set(id, { resolve, reject });
      port.post({ type: 'hostRequest', id, request, input });
    });
    // The cast follows the parse: the schema for this very request has just accepted the value.
    return contract.host[request].output.parse(given) as Awaited<ReturnType<typeof host<typeof request>>>;
  };

  async function answer(id: string, command: string, input: unknown): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    const report = thinned((progress) => port.post({ type: 'progress', id, progress }));
    try {
      const value = await dispatch(command, input, { signal: controller.signal, report, host });
      port.post({ type: 'reply', id, ok: true, value });
    } catch (error) {
      port.post({ type: 'failure', id, ok: false, error: toFailure(error, log) });
    } finally {
      running.delete(id);
    }
  }

  function receive(message: WireMessage): void {
    switch (message.type) {
      case 'request': void answer(message.id, message.command, message.input); return;
      case 'cancel': running.get(message.id)?.abort(new PlumblineError('cancelled', 'Cancelled.')); return;
      case 'hostReply': asked.get(message.id)?.resolve(message.value); asked.delete(message.id); return;
      case 'hostFailure': asked.get(message.id)?.reject(fromFailure(message.error)); asked.delete(message.id); return;
      case 'shutdown':
        for (const controller of running.values()) controller.abort(new PlumblineError('cancelled', 'Plumbline is closing.'));
        onShutdown();
        return;
      case 'reply': case 'failure': case 'progress': case 'event': case 'hostRequest':
        log('wire', `a server received a ${message.type}`);
    }
  }

  port.onMessage((raw) => {
    const message = wireMessageSchema.safeParse(raw);
    if (message.success) receive(message.data);
    else log('wire', `an unreadable message was refused: ${message.error.message}`);
  });
  return { host };
}
