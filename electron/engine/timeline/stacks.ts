/**
 * Pictures of one day that look alike, under the first of them. Only the order of lines is changed by it: every picture
 * stays an item of the view, counted, searched and exported. Pictures of two days are never put together, so that no day
 * seems empty on which one was sent again; and each is compared with the first itself, never through others.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { alikeDistance, distanceBetween, halvesOf, type Halves } from '../pictures/fingerprint.ts';
import { rowsOfItems } from '../store/item-keys.ts';

/** What a picture is compared by. Too plain to have a fingerprint (`halves` null), only the same bytes are alike. */
interface Print { readonly sha256: string; readonly halves: Halves | null }

/** Fingerprints by row, and the rows whose stacks are open. */
export interface Stacking { readonly prints: ReadonlyMap<number, Print>; readonly open: ReadonlySet<number> }

/** `position` counts from 1; `lead` is the first row. */
export interface StackPlace { readonly lead: number; readonly count: number; readonly position: number; readonly open: boolean }

/** A picture is compared with this many stacks of its day, the latest first: pictures alike are mostly near each other, and a view must open at once. */
const stacksCompared = 200;

/** Items that are pictures, with what has been worked out of them; of a privileged one nothing is said. Pictures not compared yet have no print and stand by themselves. */
export function readStacking(db: CaseDatabase, open: readonly ItemId[]): Stacking {
  const rows = db.prepare<[], { rowId: number; sha256: string; phash: string | null }>(
    `SELECT row_id AS rowId, sha256, phash FROM item_attachment JOIN picture_fingerprint USING (sha256) JOIN item_row USING (row_id) JOIN item_context USING (context_id)
     WHERE attachment = 0 AND item_context.kind = 'picture' AND item_attachment.item_id NOT IN (SELECT item_id FROM current_disclosure WHERE handling = 'privileged')`,
  ).all();
  const openRows = db.prepare<[string], { row_id: number }>(rowsOfItems('SELECT value AS item_id FROM json_each(?)')).all(JSON.stringify(open));
  return {
    prints: new Map(rows.map(({ rowId, sha256, phash }) => [rowId, { sha256, halves: phash === null ? null : halvesOf(phash) }])),
    open: new Set(openRows.map((row) => row.row_id)),
  };
}

function isAlike(one: Print, other: Print): boolean {
  if (one.sha256 === other.sha256) return true;
  return one.halves !== null && other.halves !== null && distanceBetween(one.halves, other.halves) <= alikeDistance;
}

export class Stacker {
  readonly #stacking: Stacking;
  /** First pictures of the day so far, in order. */
  #leads: { readonly rowId: number; readonly print: Print }[] = [];
  /** Rows of each stack, the first included, by its first row. */
  readonly #stacks = new Map<number, number[]>();
  /** First row of the stack a row lies in. */
  readonly #lead = new Map<number, number>();

  constructor(stacking: Stacking) {
    this.#stacking = stacking;
  }

  /** Nothing of the day before lies together with what comes. */
  newDay(): void {
    this.#leads = [];
  }

  #leadFor(rowId: number): { readonly lead: number | null; readonly print: Print } | null {
    const print = this.#stacking.prints.get(rowId);
    if (print === undefined) return null;
    const found = this.#leads.slice(-stacksCompared).findLast((lead) => isAlike(lead.print, print));
    return { lead: found?.rowId ?? null, print };
  }

  /** Whether a row, the next of its day, will lie under another. */
  folds(rowId: number): boolean {
    const lead = this.#leadFor(rowId)?.lead ?? null;
    return lead !== null && !this.#stacking.open.has(lead);
  }

  /** Takes up the next row of the day. True when it lies under another and has no line. */
  place(rowId: number): boolean {
    const found = this.#leadFor(rowId);
    if (found === null) return false;
    const { lead, print } = found;
    if (lead === null) {
      this.#leads.push({ rowId, print });
      return false;
    }
    const stack = this.#stacks.get(lead) ?? [lead];
    stack.push(rowId);
    this.#stacks.set(lead, stack);
    this.#lead.set(rowId, lead);
    return !this.#stacking.open.has(lead);
  }

  /** The first row of the closed stack a row lies in; null when it has a line of its own. */
  leadOf(rowId: number): number | null {
    const lead = this.#lead.get(rowId);
    return lead === undefined || this.#stacking.open.has(lead) ? null : lead;
  }

  foldedUnder(rowId: number): readonly number[] {
    return this.#stacking.open.has(rowId) ? [] : this.#stacks.get(rowId)?.slice(1) ?? [];
  }

  /** Of a row that has a line. */
  stackOf(rowId: number): StackPlace | null {
    const lead = this.#lead.get(rowId) ?? rowId;
    const stack = this.#stacks.get(lead);
    return stack === undefined ? null : { lead, count: stack.length, position: stack.indexOf(rowId) + 1, open: this.#stacking.open.has(lead) };
  }
}
