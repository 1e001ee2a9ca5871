/** Counts what a reader of the certificate must be told, with the first places of each. */

const placeLimit = 10;

interface Count { count: number; lines: number[] }

export class Tally {
  readonly #counts = new Map<string, Count>();

  add(what: string, line: number): void {
    const known = this.#counts.get(what);
    if (known === undefined) this.#counts.set(what, { count: 1, lines: [line] });
    else {
      known.count += 1;
      if (known.lines.length < placeLimit) known.lines.push(line);
    }
  }

  /** One warning each: `<What>: 2 records, lines 3, 4.` */
  warnings(): string[] {
    return [...this.#counts].map(([what, { count, lines }]) =>
      `${what}: ${count} record${count === 1 ? '' : 's'}, ${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ')}${count > lines.length ? ' and more' : ''}.`);
  }
}
