/**
 * The window's typed line to the engine and the shell, derived from the contract. Every call ends
 * in a value or a PlumblineError; when the engine goes, everything pending is rejected at once.
 */
import type { BridgeMessage, PlumblineBridge } from '../../shared/contract/bridge.ts';
import type { Progress } from '../../shared/contract/case-file.ts';
import { contract, type CommandInput, type CommandName, type CommandOutput, type EventName, type EventPayload } from '../../shared/contract/contract.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';

declare global {
  interface Window { readonly plumbline: PlumblineBridge }
}

interface Pending { readonly reject: (error: PlumblineError) => void; readonly onProgress: (progress: Progress) => void; readonly home: 'engine' | 'shell' }
interface CallOptions { readonly signal?: AbortSignal; readonly onProgress?: (progress: Progress) => void }
type Listener<N extends EventName> = (payload: EventPayload<N>) => void;

function isEventName(name: string): name is EventName {
  return Object.hasOwn(contract.events, name);
}

export class EngineClient {
  readonly #bridge: PlumblineBridge;
  readonly #pending = new Map<string, Pending>();
  readonly #listeners = new Map<EventName, Set<Listener<EventName>>>();
  #count = 0;

  constructor(bridge: PlumblineBridge) {
    this.#bridge = bridge;
    bridge.onMessage((message) => this.#receive(message));
  }

  #receive(message: BridgeMessage): void {
    if (message.type === 'progress') {
      this.#pending.get(message.id)?.onProgress(message.progress);
      return;
    }
    if (!isEventName(message.name)) return;
    const payload = contract.events[message.name].parse(message.payload);
    if (message.name === 'engine.state') this.#engineChanged(payload as EventPayload<'engine.state'>);
    for (const listener of this.#listeners.get(message.name) ?? []) listener(payload);
  }

  #engineChanged({ state, message }: EventPayload<'engine.state'>): void {
    if (state === 'running') return;
    for (const [id, pending] of this.#pending) {
      if (pending.home !== 'engine') continue;
      this.#pending.delete(id);
      pending.reject(new PlumblineError('engine_gone', message));
    }
  }

  /** Runs a command of the contract. Rejects with a PlumblineError. */
  call<N extends CommandName>(name: N, input: CommandInput<N>, { signal, onProgress }: CallOptions = {}): Promise<CommandOutput<N>> {
    this.#count += 1;
    const id = `window-${this.#count}`;
    return new Promise<CommandOutput<N>>((resolve, reject) => {
      const settle = (act: () => void): void => {
        if (this.#pending.delete(id)) act();
      };
      this.#pending.set(id, { reject, onProgress: onProgress ?? (() => undefined), home: contract.commands[name].home });
      if (signal?.aborted === true) {
        settle(() => reject(new PlumblineError('cancelled', 'Cancelled.')));
        return;
      }
      signal?.addEventListener('abort', () => this.#bridge.cancel(id), { once: true });
      this.#bridge.call(id, name, input).then(
        (reply) => settle(() => {
          if (reply.ok) resolve(contract.commands[name].output.parse(JSON.parse(reply.json)) as CommandOutput<N>);
          else reject(new PlumblineError(reply.error.code, reply.error.message, reply.error.details));
        }),
      ).catch((error: unknown) => reject(error instanceof Error ? error : new Error(String(error))));
    });
  }

  /** Listens to an event; returns the function that stops. */
  on<N extends EventName>(name: N, listener: Listener<N>): () => void {
    const set = this.#listeners.get(name) ?? new Set<Listener<EventName>>();
    this.#listeners.set(name, set);
    // Listeners are kept by name, so each only ever receives its own event's payload.
    set.add(listener);
    return () => { set.delete(listener); };
  }

  /** Path of a file dropped on the window; '' when it is not a file from disk. */
  pathOf(file: File): string {
    return this.#bridge.pathForFile(file);
  }
}

export const engine = new EngineClient(window.plumbline);
