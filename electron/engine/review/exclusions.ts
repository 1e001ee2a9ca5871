/**
 * Items left out of the review, for a reason: blocks nobody means to read. Left out is not read: what has been read stays
 * read, and what is left out unread is counted as such, with why.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { countWords } from './review-actions.ts';

export interface ExcludedItem { readonly itemId: ItemId; readonly excluded: boolean; readonly reason: string }

/** The reason an item stands left out for; null when it is not. */
export function exclusionReader(db: CaseDatabase): (itemId: ItemId) => string | null {
  const find = db.prepare<[string], string>('SELECT reason FROM current_exclusion WHERE item_id = ?').pluck();
  return (itemId) => find.get(itemId) ?? null;
}

export function appendExclusions(db: CaseDatabase, actionId: number, items: readonly ExcludedItem[]): void {
  const insert = db.prepare('INSERT INTO exclusion_entry (action_id, item_id, excluded, reason) VALUES (?, ?, ?, ?)');
  for (const { itemId, excluded, reason } of items) insert.run(actionId, itemId, excluded ? 1 : 0, reason);
}

export function exclusionSummary(excluded: boolean, reason: string, count: number): string {
  return `${excluded ? 'Left out of the review' : 'Put back into the review'}: ${countWords(count)}, because ${reason}`;
}

/** What stood of items before an action: what undoing it appends. */
export function exclusionsBefore(db: CaseDatabase, actionId: number): ExcludedItem[] {
  const before = db.prepare<[string, number], { excluded: number; reason: string }>('SELECT excluded, reason FROM exclusion_entry WHERE item_id = ? AND entry_id < ? ORDER BY entry_id DESC LIMIT 1');
  return db.prepare<[number], { itemId: ItemId; entryId: number }>('SELECT item_id AS itemId, entry_id AS entryId FROM exclusion_entry WHERE action_id = ?').all(actionId).map(({ itemId, entryId }) => {
    const stood = before.get(itemId, entryId);
    return { itemId, excluded: stood?.excluded === 1, reason: stood?.reason ?? '' };
  });
}
