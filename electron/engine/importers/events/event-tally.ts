/** Counts what became of the rows of a table of events, for its certificate. */
import type { ImportFacts, SourceRow } from '../importer.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';

export class EventTally {
  /** Rows the reader met; the importer counts them where it meets them. */
  seen = 0;
  #contradictions = 0;
  #implausible = 0;
  #undated = 0;
  #inData = 0;
  #stated = 0;

  add(row: SourceRow): void {
    if (row.type !== 'item') return;
    const { time } = row.item;
    if (time.flags.includes('contradicts-itself')) this.#contradictions += 1;
    if (time.flags.includes('implausible')) this.#implausible += 1;
    if (time.earliestMs === null) this.#undated += 1;
    else if (time.zoneBasis === 'in-data') this.#inData += 1;
    else this.#stated += 1;
  }

  warnings(): string[] {
    const rows = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;
    return [
      ...(this.#contradictions > 0 ? [`${rows(this.#contradictions)} whose own times contradict each other; both are kept with the row.`] : []),
      ...(this.#implausible > 0 ? [`${rows(this.#implausible)} with a time that is not plausible; kept as written.`] : []),
      ...(this.#undated > 0 ? [`${rows(this.#undated)} without a time: on the undated list.`] : []),
    ];
  }

  /** The zone a person stated, if any row rests on it; otherwise what the rows say themselves. */
  zoneFacts(stated: StatedZone | null): Pick<ImportFacts, 'zone' | 'basis' | 'basisBy'> {
    if (stated !== null && this.#stated > 0) return { zone: stated.zone, basis: stated.basis, basisBy: stated.by };
    return { zone: null, basis: this.#inData > 0 ? 'in-data' : 'none', basisBy: '' };
  }
}
