/** Counts, for the certificate, what a reader must be told about many rows, with the first places of each. */

const placeLimit = 5;
const kindLimit = 200;

export class CountedRemarks {
  readonly #counts = new Map<string, { count: number; readonly places: string[] }>();

  add(what: string, place: string): void {
    const known = this.#counts.get(what);
    if (known === undefined) {
      if (this.#counts.size < kindLimit) this.#counts.set(what, { count: 1, places: [place] });
      return;
    }
    known.count += 1;
    if (known.places.length < placeLimit) known.places.push(place);
  }

  /** One sentence each: `<What>: 2 rows (messages[3], messages[4]).` */
  warnings(): string[] {
    return [...this.#counts].map(([what, { count, places }]) =>
      `${what}: ${count.toLocaleString('en-GB')} row${count === 1 ? '' : 's'} (${places.join(', ')}${count > places.length ? ' and more' : ''}).`);
  }
}
