/** The first contact, the last, and the longest time surely without any: from the last instant anything before can mean to the first anything after can. */
import type { Patterns } from '../../../shared/contract/patterns.ts';
import { gapBetween } from '../../../shared/domain/display-time.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { readRows } from '../timeline/read-rows.ts';

interface Contact { readonly rowId: number; readonly latestMs: number }
type Told = NonNullable<Patterns['ends']>['first'];

export class Silence {
  #first: Contact | null = null;
  /** Whatever lasts longest of the rows so far. */
  #last: Contact | null = null;
  #longest: { readonly ms: number; readonly from: Contact; readonly to: Contact } | null = null;

  /** In order of the earliest instant. */
  add(rowId: number, earliestMs: number, latestMs: number): void {
    const contact = { rowId, latestMs };
    this.#first ??= contact;
    if (this.#last !== null) {
      const ms = earliestMs - this.#last.latestMs;
      if (ms > 0 && (this.#longest === null || ms > this.#longest.ms)) this.#longest = { ms, from: this.#last, to: contact };
    }
    if (this.#last === null || latestMs > this.#last.latestMs) this.#last = contact;
  }

  /** The rows as they stand in the case; null when there is no contact, or no time between two. */
  read(db: CaseDatabase): Pick<Patterns, 'ends' | 'longestGap'> {
    const [first, last, longest] = [this.#first, this.#last, this.#longest];
    if (first === null || last === null) return { ends: null, longestGap: null };
    const rows = readRows(db, [first, last, ...(longest === null ? [] : [longest.from, longest.to])].map(({ rowId }) => rowId));
    const told = ({ rowId }: Contact): Told => {
      const row = rows.get(rowId);
      if (row === undefined) throw new Error(`row ${rowId} was counted and is not there`);
      return { itemId: row.id, time: row.time };
    };
    const ends = { first: told(first), last: told(last) };
    if (longest === null) return { ends, longestGap: null };
    const [from, to] = [told(longest.from), told(longest.to)];
    const gap = gapBetween(from.time, to.time);
    return { ends, longestGap: gap === null ? null : { ...gap, from, to } };
  }
}
