/** Numbers that look random and are the same for the same seed on every machine. */

/** A generator of one sequence. */
export class Random {
  #state: number;

  /** @param seed any text: a sample's name and the number of the run. */
  constructor(seed: string) {
    // FNV-1a: names that differ in one letter begin far apart.
    let hash = 0x81_1c_9d_c5;
    for (let at = 0; at < seed.length; at += 1) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01_00_01_93);
    this.#state = hash >>> 0;
  }

  /** 0 to 1, without 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from 0, below `limit`; 0 when nothing is below it. */
  below(limit: number): number {
    return Math.floor(this.next() * Math.max(1, limit));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One of `all`, which must not be empty. */
  pick<T>(all: readonly T[]): T {
    return all[this.below(all.length)] as T; // the place is below the length
  }
}
