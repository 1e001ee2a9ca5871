/**
 * The evidence engine as one object: it validates, dispatches, and tells of changes. The desktop
 * app, the command line and the tests all drive this and nothing beneath it.
 */
import { contract, isCommandName, type CommandInput, type CommandName, type CommandOutput, type EventName, type EventPayload, type InlineCommandName } from '../../shared/contract/contract.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import type { OpenCase } from './case/open-case.ts';
import { loadSigner, type Signer } from './continuity/signing-key.ts';
import { anchorHandlers } from './handlers/anchor-handlers.ts';
import { bundleHandlers } from './handlers/bundle-handlers.ts';
import { redactionHandlers } from './handlers/redaction-handlers.ts';
import { caseHandlers } from './handlers/case-handlers.ts';
import { conversationHandlers } from './handlers/conversation-handlers.ts';
import { dutyHandlers } from './handlers/duty-handlers.ts';
import { evidenceHandlers } from './handlers/evidence-handlers.ts';
import { pictureHandlers } from './handlers/picture-handlers.ts';
import { coverageHandlers } from './handlers/coverage-handlers.ts';
import { peopleHandlers } from './handlers/people-handlers.ts';
import { reviewHandlers } from './handlers/review-handlers.ts';
import { settingsHandlers } from './handlers/settings-handlers.ts';
import { timelineHandlers } from './handlers/timeline-handlers.ts';
import { welfareHandlers } from './handlers/welfare-handlers.ts';
import { WorkerHost } from './jobs/worker-host.ts';
import type { ErrorLog } from './rpc/failure.ts';
import type { CallContext, Emit, Handler, HostCall } from './rpc/handler.ts';
import { openSettingsFolder, type SettingsFolder } from './settings/settings-folder.ts';

/** Commands answered on the engine's own thread. */
export type InlineHandlers = { readonly [N in InlineCommandName]: Handler<N> };

/** What handlers share. */
export interface EngineState {
  readonly settings: SettingsFolder;
  readonly signer: Signer;
  readonly emit: Emit;
  openCase: OpenCase | null;
  /** The open case; throws `no_case_open`. */
  readonly requireCase: () => OpenCase;
  /** Stops work on the open case and closes it; nothing when none is open. */
  readonly closeCase: () => Promise<void>;
  /** Name under which the reviewer's work is recorded. */
  readonly reviewer: () => string;
  readonly onRecorded: () => void;
}

export interface EngineOptions {
  readonly settingsFolder: string;
  readonly host: HostCall;
  readonly log: ErrorLog;
  /** Overrides the name in the settings (the command line's `--author`). */
  readonly author?: string;
}

const quiet: Omit<CallContext, 'host'> = { signal: new AbortController().signal, report: () => undefined };

export class Engine {
  readonly #state: EngineState;
  readonly #worker: WorkerHost;
  readonly #handlers: InlineHandlers;
  readonly #listeners = new Set<(name: EventName, payload: unknown) => void>();
  readonly #work = new Set<AbortController>();
  readonly #host: HostCall;

  constructor(options: EngineOptions) {
    this.#host = options.host;
    this.#worker = new WorkerHost(options.log, options.host);
    const settings = openSettingsFolder(options.settingsFolder);
    const state: EngineState = {
      settings, signer: loadSigner(options.settingsFolder), openCase: null,
      emit: (name, payload) => {
        // What rosters say depends on items and on who the officer is, not on what is thought of them.
        if (name === 'case.changed' && 'what' in payload && ['items', 'exhibits', 'people', 'duty'].includes(payload.what)) this.#state.openCase?.forgetWorkedOut();
        for (const listener of this.#listeners) listener(name, payload);
      },
      requireCase: () => {
        if (state.openCase === null) throw new PlumblineError('no_case_open', 'No case is open. Open or create one first.');
        return state.openCase;
      },
      closeCase: () => this.#closeCase(),
      reviewer: () => options.author ?? settings.settings().reviewer,
      onRecorded: () => state.emit('case.changed', { what: 'continuity', itemIds: [] }),
    };
    this.#state = state;
    this.#handlers = { ...settingsHandlers(state), ...caseHandlers(state), ...timelineHandlers(state), ...reviewHandlers(state), ...peopleHandlers(state), ...coverageHandlers(state), ...anchorHandlers(state), ...dutyHandlers(state), ...evidenceHandlers(state), ...pictureHandlers(state), ...welfareHandlers(state), ...conversationHandlers(state), ...bundleHandlers(state), ...redactionHandlers(state) };
  }

  onEvent(listener: <N extends EventName>(name: N, payload: EventPayload<N>) => void): void {
    this.#listeners.add(listener as (name: EventName, payload: unknown) => void);
  }

  /** Validates and runs a command by name; what the wire calls. */
  async dispatch(name: string, input: unknown, call: CallContext): Promise<unknown> {
    if (!isCommandName(name) || contract.commands[name].home !== 'engine') throw new PlumblineError('invalid_input', `The engine knows no command “${name}”.`);
    const request = contract.commands[name].input.parse(input);
    if (contract.commands[name].runs === 'worker') return this.#inWorker(name, request, call);
    // The name is an inline command's: the two other kinds have just been ruled out, and the input was parsed for it.
    const handler = this.#handlers[name as InlineCommandName] as Handler<CommandName>;
    return handler(request, call);
  }

  /** Typed form of `dispatch`, for callers in the same process. */
  async call<N extends CommandName>(name: N, input: CommandInput<N>, options: Partial<Omit<CallContext, 'host'>> = {}): Promise<CommandOutput<N>> {
    const value = await this.dispatch(name, input, { ...quiet, ...options, host: this.#host });
    return contract.commands[name].output.parse(value) as CommandOutput<N>;
  }

  async #inWorker(name: CommandName, request: unknown, call: CallContext): Promise<unknown> {
    const opened = this.#state.requireCase();
    const controller = new AbortController();
    this.#work.add(controller);
    try {
      const order = { caseFolder: opened.paths.root, settingsFolder: this.#state.settings.folder, author: opened.author, input: request };
      const value = await this.#worker.run(name, order, { ...call, signal: AbortSignal.any([call.signal, controller.signal]) });
      if (name === 'exhibits.add') this.#state.emit('case.changed', { what: 'exhibits', itemIds: [] });
      if (name === 'imports.start') this.#state.emit('case.changed', { what: 'items', itemIds: [] });
      return value;
    } catch (error) {
      if (error instanceof PlumblineError && error.code === 'worker_gone') opened.clearUnfinished();
      throw error;
    } finally {
      this.#work.delete(controller);
      // Also after a cancel: pictures read until then are kept, and can be searched for.
      if (name === 'pictures.readText') this.#state.emit('case.changed', { what: 'items', itemIds: [] });
      if (this.#state.openCase !== null) this.#state.emit('case.changed', { what: 'continuity', itemIds: [] });
    }
  }

  async #closeCase(): Promise<void> {
    const opened = this.#state.openCase;
    if (opened === null) return;
    for (const controller of this.#work) controller.abort(new PlumblineError('cancelled', 'The case is being closed.'));
    await this.#worker.drained();
    this.#state.openCase = null;
    opened.close();
    this.#state.emit('case.closed', { reason: 'closed' });
  }

  /** Closes the case and stops the worker. */
  async close(): Promise<void> {
    await this.#closeCase();
    await this.#worker.stop();
  }
}
