/**
 * Several typesetters as one. Chromium prints one document after another in a process, so that a long schedule is set twice as fast by
 * two. Each but the first is started when somebody has waited for a place, and ended when nothing was asked of it for a while.
 */
import type { HostRequestInput, HostRequestName, HostRequestOutput } from '../contract/contract.ts';
import type { RunningTypesetter, Typesetting } from './typesetter-link.ts';

/** A schedule of hours has pauses; a person who reads it has longer ones. */
const idleMs = 60_000;
/** Whoever has waited so long would gain by another: starting one takes longer than a short document. */
const patienceMs = 400;

interface Place { readonly start: () => Promise<RunningTypesetter>; running: RunningTypesetter | null; state: 'none' | 'starting' | 'free' | 'busy' | 'useless'; idle: ReturnType<typeof setTimeout> | undefined }

export class TypesetterPool implements Typesetting {
  readonly #places: readonly Place[];
  readonly #waiting: (() => void)[] = [];
  readonly #log: (words: string) => void;
  #stopped = false;

  /** `starts`: of each, how it is started. What goes wrong with one while another is there is told to `log`. */
  constructor(starts: readonly (() => Promise<RunningTypesetter>)[], log: (words: string) => void) {
    this.#places = starts.map((start) => ({ start, running: null, state: 'none', idle: undefined }));
    this.#log = log;
  }

  /** Rejects with `typesetting_failed` when the pages cannot be set. */
  async call<N extends HostRequestName>(request: N, input: HostRequestInput<N>): Promise<HostRequestOutput<N>> {
    const place = await this.#take();
    try {
      if (place.running === null) throw new Error('a typesetter was taken that is not there');
      return await place.running.call(request, input);
    } finally {
      this.#setFree(place);
    }
  }

  /** Ends all of them. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#places.map((place) => this.#end(place)));
  }

  async #take(): Promise<Place> {
    for (;;) {
      const free = this.#places.find(({ state }) => state === 'free');
      if (free !== undefined) {
        free.state = 'busy';
        clearTimeout(free.idle);
        return free;
      }
      const [first] = this.#places;
      // Without the first nothing can be done; with it, another only helps.
      if (first?.state === 'none') await this.#start(first);
      else {
        const patience = setTimeout(() => this.#startAnother(), patienceMs);
        await new Promise<void>((go) => { this.#waiting.push(go); });
        clearTimeout(patience);
      }
    }
  }

  #startAnother(): void {
    const another = this.#places.find(({ state }) => state === 'none');
    if (another === undefined || this.#stopped) return;
    this.#start(another).catch((error: unknown) => {
      // Once is enough: what keeps it from starting will be there the next time.
      another.state = 'useless';
      this.#log(`Another typesetter could not be started, so pages are set by one: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  async #start(place: Place): Promise<void> {
    place.state = 'starting';
    try {
      place.running = await place.start();
      if (this.#stopped) await this.#end(place);
      else this.#setFree(place);
    } catch (error) {
      place.state = 'none';
      this.#waiting.shift()?.();
      throw error;
    }
  }

  #setFree(place: Place): void {
    if (place.running?.gone === true) this.#endSoon(place);
    else {
      place.state = 'free';
      if (place !== this.#places[0]) place.idle = setTimeout(() => this.#endSoon(place), idleMs);
    }
    this.#waiting.shift()?.();
  }

  /** Nobody waits for it to end, so what goes wrong is told. */
  #endSoon(place: Place): void {
    this.#end(place).catch((error: unknown) => this.#log(`A typesetter did not end in order: ${error instanceof Error ? error.message : String(error)}`));
  }

  async #end(place: Place): Promise<void> {
    clearTimeout(place.idle);
    const { running } = place;
    [place.running, place.state] = [null, 'none'];
    await running?.stop();
  }
}
