/**
 * Keeps one engine running: starts it, carries calls to it, answers every pending call when it
 * goes, starts it again with growing pauses, and ends it in order.
 */
import type { CallReply } from '../../../shared/contract/bridge.ts';
import type { CommandName, EventName, EventPayload } from '../../../shared/contract/contract.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { wireMessageSchema } from '../../../shared/contract/wire.ts';
import type { WireMessage } from '../../../shared/contract/wire.ts';
import type { EngineProcess } from './engine-process.ts';
import { answerHostRequest } from './host-requests.ts';
import type { HostRequests } from './host-requests.ts';
import { openCaseAfterCommand, openCaseAfterEvent } from './open-case.ts';
import { createPendingCalls } from './pending-calls.ts';
import type { ProgressListener } from './pending-calls.ts';
import { restartDelayMs } from './restart-policy.ts';

export interface EngineHost {
  /** Never rejects. `id` must be unique among running calls; one is made when left out. */
  call(command: CommandName, input: unknown, options?: { readonly id?: string; readonly onProgress?: ProgressListener }): Promise<CallReply>;
  cancel(id: string): void;
  /** Asks the engine to close the case and exit; ends it after ten seconds if it has not. */
  stop(): Promise<void>;
}

export interface EngineHostParts {
  readonly start: () => EngineProcess;
  readonly emit: (name: string, payload: unknown) => void;
  readonly hostRequests: HostRequests;
  readonly log: (line: string) => void;
  /** Runs an action after a pause; returns what takes it back. */
  readonly after: (delayMs: number, action: () => void) => () => void;
  readonly now: () => number;
}

const stopTimeoutMs = 10_000;
const goneMessage = 'The evidence engine stopped before it could answer. What was already saved is safe; what was under way is not finished.';

type State = 'running' | 'restarting' | 'failed' | 'stopping' | 'stopped';

export function createEngineHost(parts: EngineHostParts): EngineHost {
  const pending = createPendingCalls();
  const exitTimes: number[] = [];
  const exitWaiters: (() => void)[] = [];
  let state: State = 'running';
  let engine: EngineProcess | null = null;
  let openCase: string | null = null;
  /** The case of an engine that went, until it is opened again or another is. */
  let lostCase: string | null = null;
  let takeBackRestart: (() => void) | null = null;
  let nextId = 1;

  const announce = (announced: EventPayload<'engine.state'>['state'], message: string): void => {
    const payload: EventPayload<'engine.state'> = { state: announced, message, caseWasOpen: lostCase };
    parts.emit('engine.state', payload);
  };

  const receive = (raw: unknown): void => {
    const read = wireMessageSchema.safeParse(raw);
    if (!read.success) {
      parts.log(`The engine sent a message that is not in the contract: ${read.error.message}`);
      return;
    }
    handle(read.data);
  };

  const handle = (message: WireMessage): void => {
    switch (message.type) {
      case 'reply': pending.settle(message.id, { ok: true, value: message.value }); return;
      case 'failure': pending.settle(message.id, { ok: false, error: message.error }); return;
      case 'progress': pending.progress(message.id, message.progress); return;
      case 'event': forwardEvent(message.name, message.payload); return;
      case 'hostRequest': {
        const asker = engine;
        void answerHostRequest(message, parts.hostRequests).then((answer) => { if (asker === engine) asker?.post(answer); });
        return;
      }
      case 'request': case 'cancel': case 'hostReply': case 'hostFailure': case 'shutdown':
        parts.log(`The engine sent a ${message.type} message, which only the shell may send.`);
    }
  };

  const forwardEvent = (name: string, payload: unknown): void => {
    const schema = Object.hasOwn(contract.events, name) ? contract.events[name as EventName] : undefined;
    const read = schema?.safeParse(payload);
    if (read?.success !== true) {
      parts.log(`The engine sent an event that is not in the contract: ${name}`);
      return;
    }
    openCase = openCaseAfterEvent(openCase, name);
    parts.emit(name, read.data);
  };

  const launch = (): EngineProcess => {
    const started = parts.start();
    started.onMessage((raw) => { if (engine === started) receive(raw); });
    started.onExit((how) => { if (engine === started) exited(how); });
    return started;
  };

  const exited = (how: string): void => {
    engine = null;
    lostCase = openCase ?? lostCase;
    openCase = null;
    pending.settleAll({ ok: false, error: { code: 'engine_gone', message: goneMessage } });
    for (const waiter of exitWaiters.splice(0)) waiter();
    if (state === 'stopping' || state === 'stopped') {
      state = 'stopped';
      return;
    }
    parts.log(`The engine went: ${how}.`);
    scheduleRestart();
  };

  const scheduleRestart = (): void => {
    exitTimes.push(parts.now());
    const delay = restartDelayMs(exitTimes, parts.now());
    if (delay === null) {
      state = 'failed';
      announce('failed', 'The evidence engine keeps stopping and was not started again. Close Plumbline and start it anew; the case on disk is as it was last saved.');
      return;
    }
    state = 'restarting';
    announce('restarting', goneMessage);
    takeBackRestart = parts.after(delay, () => { takeBackRestart = null; restart(); });
  };

  const restart = (): void => {
    engine = launch();
    state = 'running';
    void host.call('engine.status', {}).then((reply) => {
      if (!reply.ok || state !== 'running') return;
      announce('running', lostCase === null ? 'The evidence engine is running again.' : 'The evidence engine is running again. The case was closed when it stopped and can be opened again.');
    });
  };

  const host: EngineHost = {
    call: async (command, input, options = {}) => {
      if (engine === null || state !== 'running') return { ok: false, error: { code: 'engine_gone', message: whyNot(state) } };
      const id = options.id ?? `shell:${nextId++}`;
      if (pending.has(id)) return pending.add(id, () => undefined);
      const answered = pending.add(id, options.onProgress ?? (() => undefined));
      engine.post({ type: 'request', id, command, input });
      const reply = await answered;
      if (reply.ok) {
        openCase = openCaseAfterCommand(openCase, command, reply.value);
        if (openCase !== null || command === 'cases.close') lostCase = null;
      }
      return reply;
    },
    cancel: (id) => { if (pending.has(id)) engine?.post({ type: 'cancel', id }); },
    stop: async () => {
      takeBackRestart?.();
      if (engine === null) {
        state = 'stopped';
        return;
      }
      const stopping = engine;
      const gone = new Promise<void>((settle) => { exitWaiters.push(settle); });
      if (state !== 'stopping') stopping.post({ type: 'shutdown' });
      state = 'stopping';
      const takeBackKill = parts.after(stopTimeoutMs, () => {
        parts.log('The engine did not end within ten seconds of being asked and was stopped.');
        stopping.kill();
      });
      await gone;
      takeBackKill();
    },
  };
  engine = launch();
  return host;
}

function whyNot(state: State): string {
  switch (state) {
    case 'running': case 'restarting': return 'The evidence engine is starting again. Try once more in a moment.';
    case 'failed': return 'The evidence engine could not be kept running. Close Plumbline and start it anew.';
    case 'stopping': case 'stopped': return 'Plumbline is closing.';
  }
}
