/**
 * Actions of a reviewer: everything is appended, undo appends too, and the database derives what is current, so a
 * reader never sees half an action. What an action does lies in the files beside this one; tags are here.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import type { Deed } from '../continuity/log.ts';
import { howMany } from '../../../shared/domain/how-many.ts';

/** Records a deed in the continuity log, in the transaction that does it. */
export type Record = (deed: Deed) => void;
export interface Reviewer { readonly db: CaseDatabase; readonly author: string; readonly record: Record }

export const countWords = (count: number): string => howMany(count, 'item');

/** Throws `not_found` for the first item that is not the case's. */
export function requireItems(db: CaseDatabase, itemIds: readonly ItemId[]): void {
  const find = db.prepare<[string]>(`SELECT 1 FROM (${rowsOfItems('SELECT ? AS item_id')}) AS found WHERE ${visibleRows('found')}`);
  for (const itemId of itemIds) if (find.get(itemId) === undefined) throw new PlumblineError('not_found', `There is no item ${itemId} in this case.`);
}

/** Begins an action, in the caller's transaction. `undoes` is the action it takes back. */
export function beginAction(reviewer: Reviewer, summary: string, undoes: number | null = null): number {
  return Number(reviewer.db.prepare('INSERT INTO review_action (summary, author, made_at, undoes) VALUES (?, ?, ?, ?)')
    .run(summary, reviewer.author, new Date().toISOString(), undoes).lastInsertRowid);
}

/** The name of a tag that can be put on. Throws `not_found`, and `invalid_input` for a retired tag that is to be put on. */
export function requireTag(db: CaseDatabase, code: string, on: boolean): string {
  const tag = db.prepare<[string], { name: string; retired: number }>('SELECT name, retired FROM tag WHERE code = ?').get(code);
  if (tag === undefined) throw new PlumblineError('not_found', `There is no tag “${code}” in this case.`);
  if (on && tag.retired === 1) throw new PlumblineError('invalid_input', `The tag “${tag.name}” has been taken out of the tag set. Put it back into the set first.`);
  return tag.name;
}

/** Items of a list on which setting the tag changes something. */
export function tagChanges(db: CaseDatabase, itemIds: readonly ItemId[], code: string, on: boolean): ItemId[] {
  const has = db.prepare<[string, string]>('SELECT 1 FROM current_tag WHERE tag = ? AND item_id = ?');
  return itemIds.filter((itemId) => (has.get(code, itemId) !== undefined) !== on);
}

export function tagSummary(name: string, on: boolean, count: number): string {
  return on ? `Tag “${name}” put on ${countWords(count)}` : `Tag “${name}” taken off ${countWords(count)}`;
}

export function appendTagChanges(db: CaseDatabase, actionId: number, changes: readonly { itemId: ItemId; tag: string; added: boolean }[]): void {
  const insert = db.prepare('INSERT INTO tag_change (action_id, item_id, tag, added) VALUES (?, ?, ?, ?)');
  for (const change of changes) insert.run(actionId, change.itemId, change.tag, change.added ? 1 : 0);
}

/** Puts a tag on items, or takes it off. Durable when it returns. Returns the items changed. Throws `not_found` for an unknown tag or item. */
export function setTag(reviewer: Reviewer, itemIds: readonly ItemId[], code: string, on: boolean): ItemId[] {
  const { db } = reviewer;
  return db.transaction((): ItemId[] => {
    const name = requireTag(db, code, on);
    requireItems(db, itemIds);
    const changed = tagChanges(db, itemIds, code, on);
    if (changed.length === 0) return [];
    const summary = tagSummary(name, on, changed.length);
    const actionId = beginAction(reviewer, summary);
    appendTagChanges(db, actionId, changed.map((itemId) => ({ itemId, tag: code, added: on })));
    reviewer.record({ action: on ? 'review.tagged' : 'review.untagged', summary, details: { actionId, tag: code, itemIds: changed } });
    return changed;
  }).immediate();
}
