/** Choices that come out the same for the same seed. */

export interface Chance {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** One of the choices; they must not be empty. */
  pick<T>(choices: readonly T[]): T;
  /** True about once in `n`. */
  oneIn(n: number): boolean;
}

/** A stream of choices for one part of the sample, so that adding to one part leaves the others as they are. */
export function chanceFor(seed: number, part: string): Chance {
  let state = seed >>> 0;
  for (const character of part) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  // The mulberry32 generator: small, even enough for sample data, and the same on every machine.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    pick: (choices) => {
      const chosen = choices[between(0, choices.length - 1)];
      if (chosen === undefined) throw new Error(`The sample has nothing to choose from (${part}).`);
      return chosen;
    },
    oneIn: (n) => between(1, n) === 1,
  };
}
