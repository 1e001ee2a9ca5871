/** The longest time surely without contact: from the last instant anything before can mean to the first anything after can. */
import type { Patterns } from '../../../shared/contract/patterns.ts';
import type { Precision } from '../../../shared/domain/evidence-time.ts';
import { gapBetween } from '../../../shared/domain/display-time.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { readRows } from '../timeline/read-rows.ts';

interface End { readonly rowId: number; readonly earliestMs: number; readonly latestMs: number }

export class LongestGap {
  /** Whatever lasts longest of the rows so far. */
  #latest: End | null = null;
  #longest: { readonly ms: number; readonly from: End; readonly to: End } | null = null;

  /** In order of the earliest instant. */
  add(rowId: number, earliestMs: number, latestMs: number): void {
    const to = { rowId, earliestMs, latestMs };
    if (this.#latest !== null) {
      const ms = earliestMs - this.#latest.latestMs;
      if (ms > 0 && (this.#longest === null || ms > this.#longest.ms)) this.#longest = { ms, from: this.#latest, to };
    }
    if (this.#latest === null || latestMs > this.#latest.latestMs) this.#latest = to;
  }

  /** With both ends as they stand in the case; null when there is no gap. */
  read(db: CaseDatabase): Patterns['longestGap'] {
    if (this.#longest === null) return null;
    const { from, to } = this.#longest;
    const rows = readRows(db, [from.rowId, to.rowId]);
    const [first, second] = [rows.get(from.rowId), rows.get(to.rowId)];
    if (first === undefined || second === undefined) return null;
    const spanned = (end: End, precision: Precision): { earliestMs: number; latestMs: number; precision: Precision } => ({ earliestMs: end.earliestMs, latestMs: end.latestMs, precision });
    const gap = gapBetween(spanned(from, first.time.precision), spanned(to, second.time.precision));
    return gap === null ? null : { ...gap, from: { itemId: first.id, time: first.time }, to: { itemId: second.id, time: second.time } };
  }
}
