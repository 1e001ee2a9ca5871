/**
 * Assessments and tags. Everything is appended; undo appends too. The database derives what is
 * current, so a reader never sees half an action.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { assessmentLabels, type AssessmentState } from '../../../shared/domain/assessment.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import type { Deed } from '../continuity/log.ts';

/** Records a deed in the continuity log, in the transaction that does it. */
export type Record = (deed: Deed) => void;
interface Reviewer { readonly db: CaseDatabase; readonly author: string; readonly record: Record }

interface Words { readonly state: AssessmentState; readonly reasons: string; readonly innocentExplanation: string; readonly officersAccount: string }
const nothingSaid: Words = { state: 'not-assessed', reasons: '', innocentExplanation: '', officersAccount: '' };

const countWords = (count: number): string => (count === 1 ? '1 item' : `${count} items`);

function requireItems(db: CaseDatabase, itemIds: readonly ItemId[]): void {
  const find = db.prepare<[string]>(`SELECT 1 FROM (${rowsOfItems('SELECT ? AS item_id')}) AS found WHERE ${visibleRows('found')}`);
  for (const itemId of itemIds) if (find.get(itemId) === undefined) throw new PlumblineError('not_found', `There is no item ${itemId} in this case.`);
}

function beginAction(reviewer: Reviewer, summary: string, undoes: number | null): number {
  return Number(reviewer.db.prepare('INSERT INTO review_action (summary, author, made_at, undoes) VALUES (?, ?, ?, ?)')
    .run(summary, reviewer.author, new Date().toISOString(), undoes).lastInsertRowid);
}

function appendAssessment(db: CaseDatabase, actionId: number, itemId: ItemId, words: Words): void {
  db.prepare(`INSERT INTO assessment (action_id, item_id, state, reasons, innocent_explanation, officers_account)
    VALUES (?, ?, ?, ?, ?, ?)`).run(actionId, itemId, words.state, words.reasons, words.innocentExplanation, words.officersAccount);
}

const wordsColumns = 'state, reasons, innocent_explanation AS innocentExplanation, officers_account AS officersAccount';

function currentWords(db: CaseDatabase, itemId: ItemId): Words {
  return db.prepare<[string], Words>(`SELECT ${wordsColumns} FROM assessment WHERE item_id = ? ORDER BY assessment_id DESC LIMIT 1`).get(itemId) ?? nothingSaid;
}

export interface AssessmentChange {
  readonly itemIds: readonly ItemId[];
  readonly state: AssessmentState;
  /** Undefined keeps what stands. */
  readonly reasons?: string | undefined;
  readonly innocentExplanation?: string | undefined;
  readonly officersAccount?: string | undefined;
}

/** Appends an assessment to each item that would change. Durable when it returns. Returns the items changed. */
export function assess(reviewer: Reviewer, change: AssessmentChange): ItemId[] {
  const { db } = reviewer;
  return db.transaction((): ItemId[] => {
    requireItems(db, change.itemIds);
    const changed = change.itemIds.map((itemId) => {
      const before = currentWords(db, itemId);
      const after: Words = {
        state: change.state, reasons: change.reasons ?? before.reasons,
        innocentExplanation: change.innocentExplanation ?? before.innocentExplanation, officersAccount: change.officersAccount ?? before.officersAccount,
      };
      return { itemId, after, differs: JSON.stringify([before.state, before.reasons, before.innocentExplanation, before.officersAccount]) !== JSON.stringify([after.state, after.reasons, after.innocentExplanation, after.officersAccount]) };
    }).filter((entry) => entry.differs);
    if (changed.length === 0) return [];
    const summary = `${assessmentLabels[change.state].full} on ${countWords(changed.length)}`;
    const actionId = beginAction(reviewer, summary, null);
    for (const { itemId, after } of changed) appendAssessment(db, actionId, itemId, after);
    reviewer.record({ action: 'review.assessed', summary, details: { actionId, assessments: changed.map(({ itemId, after }) => ({ itemId, ...after })) } });
    return changed.map(({ itemId }) => itemId);
  }).immediate();
}

/** Puts a tag on items, or takes it off. Durable when it returns. Returns the items changed. Throws `not_found` for an unknown tag or item. */
export function setTag(reviewer: Reviewer, itemIds: readonly ItemId[], code: string, on: boolean): ItemId[] {
  const { db } = reviewer;
  return db.transaction((): ItemId[] => {
    const tag = db.prepare<[string], { name: string }>('SELECT name FROM tag WHERE code = ?').get(code);
    if (tag === undefined) throw new PlumblineError('not_found', `There is no tag “${code}” in this case.`);
    requireItems(db, itemIds);
    const has = db.prepare<[string, string]>('SELECT 1 FROM current_tag WHERE tag = ? AND item_id = ?');
    const changed = itemIds.filter((itemId) => (has.get(code, itemId) !== undefined) !== on);
    if (changed.length === 0) return [];
    const summary = on ? `Tag “${tag.name}” put on ${countWords(changed.length)}` : `Tag “${tag.name}” taken off ${countWords(changed.length)}`;
    const actionId = beginAction(reviewer, summary, null);
    appendTagChanges(db, actionId, changed.map((itemId) => ({ itemId, tag: code, added: on })));
    reviewer.record({ action: on ? 'review.tagged' : 'review.untagged', summary, details: { actionId, tag: code, itemIds: changed } });
    return changed;
  }).immediate();
}

function appendTagChanges(db: CaseDatabase, actionId: number, changes: readonly { itemId: ItemId; tag: string; added: boolean }[]): void {
  const insert = db.prepare('INSERT INTO tag_change (action_id, item_id, tag, added) VALUES (?, ?, ?, ?)');
  for (const change of changes) insert.run(actionId, change.itemId, change.tag, change.added ? 1 : 0);
}

/** Takes back the reviewer's latest action that still stands, by appending its opposite. Null when there is none. */
export function undoLatest(reviewer: Reviewer): { readonly undone: string; readonly itemIds: ItemId[] } | null {
  const { db } = reviewer;
  return db.transaction(() => {
    const latest = db.prepare<[string], { action_id: number; summary: string }>(
      `SELECT action_id, summary FROM review_action WHERE author = ? AND undoes IS NULL
       AND action_id NOT IN (SELECT undoes FROM review_action WHERE undoes IS NOT NULL) ORDER BY action_id DESC LIMIT 1`,
    ).get(reviewer.author);
    if (latest === undefined) return null;
    const summary = `Undone: ${latest.summary}`;
    const actionId = beginAction(reviewer, summary, latest.action_id);
    const assessed = db.prepare<[number], { itemId: ItemId; assessmentId: number }>('SELECT item_id AS itemId, assessment_id AS assessmentId FROM assessment WHERE action_id = ?').all(latest.action_id);
    const before = db.prepare<[string, number], Words>(`SELECT ${wordsColumns} FROM assessment WHERE item_id = ? AND assessment_id < ? ORDER BY assessment_id DESC LIMIT 1`);
    for (const { itemId, assessmentId } of assessed) appendAssessment(db, actionId, itemId, before.get(itemId, assessmentId) ?? nothingSaid);
    const tagged = db.prepare<[number], { itemId: ItemId; tag: string; added: number }>('SELECT item_id AS itemId, tag, added FROM tag_change WHERE action_id = ?').all(latest.action_id);
    appendTagChanges(db, actionId, tagged.map(({ itemId, tag, added }) => ({ itemId, tag, added: added === 0 })));
    const itemIds = [...new Set([...assessed, ...tagged].map(({ itemId }) => itemId))];
    reviewer.record({ action: 'review.undone', summary, details: { actionId, undoes: latest.action_id, itemIds } });
    return { undone: latest.summary, itemIds };
  }).immediate();
}
