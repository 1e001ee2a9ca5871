/** Relevance and handling of items. Appended; the latest answer stands, whoever gave it. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { handlingLabels, needsReason, relevanceLabels, type Disclosure, type Handling, type Relevance } from '../../../shared/domain/disclosure.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { beginAction, countWords, requireItems, type Reviewer } from './review-actions.ts';

export interface Answer { readonly relevance: Relevance; readonly handling: Handling; readonly reason: string }
const nothingSet: Answer = { relevance: 'not-set', handling: 'normal', reason: '' };

export interface DisclosedItem { readonly itemId: ItemId; readonly answer: Answer }
export type AnswerChange = { readonly [K in keyof Answer]?: Answer[K] | undefined };

const latest = `SELECT relevance, handling, reason FROM disclosure_entry WHERE item_id = ?`;

/** Reads what stands of an item. */
export function answerReader(db: CaseDatabase): (itemId: ItemId) => Answer {
  const find = db.prepare<[string], Answer>(`${latest} ORDER BY entry_id DESC LIMIT 1`);
  return (itemId) => find.get(itemId) ?? nothingSet;
}

/** What an item would say; null when it says so already. Throws `invalid_input` where a reason is needed and none is given. */
export function answerAfter(before: Answer, change: AnswerChange): Answer | null {
  const after: Answer = { relevance: change.relevance ?? before.relevance, handling: change.handling ?? before.handling, reason: (change.reason ?? before.reason).trim() };
  if (after.relevance === before.relevance && after.handling === before.handling && after.reason === before.reason) return null;
  if (needsReason(after.relevance, after.handling) && after.reason === '') {
    const what = after.relevance === 'not-relevant' ? relevanceLabels['not-relevant'].full : handlingLabels[after.handling].full;
    throw new PlumblineError('invalid_input', `Give the reason for “${what}”. It stays with the item.`);
  }
  return after;
}

export function appendDisclosures(db: CaseDatabase, actionId: number, items: readonly DisclosedItem[]): void {
  const insert = db.prepare('INSERT INTO disclosure_entry (action_id, item_id, relevance, handling, reason) VALUES (?, ?, ?, ?, ?)');
  for (const { itemId, answer } of items) insert.run(actionId, itemId, answer.relevance, answer.handling, answer.reason);
}

export function disclosureSummary(change: AnswerChange, count: number): string {
  const said = [change.relevance === undefined ? '' : relevanceLabels[change.relevance].full, change.handling === undefined ? '' : handlingLabels[change.handling].full].filter((part) => part !== '');
  return `${said.length === 0 ? 'Reason of the disclosure status' : said.join(', ')} on ${countWords(count)}`;
}

/** Sets relevance, handling or both. Durable when it returns. Returns the items changed. */
export function disclose(reviewer: Reviewer, { itemIds, ...change }: CommandRequest<'review.disclose'>): ItemId[] {
  const { db } = reviewer;
  return db.transaction((): ItemId[] => {
    requireItems(db, itemIds);
    const read = answerReader(db);
    const changed = itemIds.flatMap((itemId): DisclosedItem[] => {
      const answer = answerAfter(read(itemId), change);
      return answer === null ? [] : [{ itemId, answer }];
    });
    if (changed.length === 0) return [];
    const summary = disclosureSummary(change, changed.length);
    const actionId = beginAction(reviewer, summary);
    appendDisclosures(db, actionId, changed);
    reviewer.record({ action: 'review.disclosure', summary, details: { actionId, items: changed.map(({ itemId, answer }) => ({ itemId, ...answer })) } });
    return changed.map(({ itemId }) => itemId);
  }).immediate();
}

/** Every answer an item ever had, newest first. */
export function disclosureHistory(db: CaseDatabase, itemId: ItemId): Disclosure[] {
  return db.prepare<[string], Disclosure>(
    'SELECT relevance, handling, reason, author, made_at AS madeAt FROM disclosure_entry JOIN review_action USING (action_id) WHERE item_id = ? ORDER BY entry_id DESC',
  ).all(itemId);
}

/** Answers as they were before an action: what undoing it appends. */
export function disclosuresBefore(db: CaseDatabase, actionId: number): DisclosedItem[] {
  const before = db.prepare<[string, number], Answer>(`${latest} AND entry_id < ? ORDER BY entry_id DESC LIMIT 1`);
  return db.prepare<[number], { itemId: ItemId; entryId: number }>('SELECT item_id AS itemId, entry_id AS entryId FROM disclosure_entry WHERE action_id = ?').all(actionId)
    .map(({ itemId, entryId }) => ({ itemId, answer: before.get(itemId, entryId) ?? nothingSet }));
}
