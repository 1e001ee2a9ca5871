/** Takes back the reviewer's latest action that still stands, whole, by appending what stood before it. */
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { accountsBefore, appendAccounts } from './accounts.ts';
import { appendAssessments, assessmentsBefore } from './assessments.ts';
import { answersBefore, appendAnswers } from './checklist.ts';
import { appendDisclosures, disclosuresBefore } from './disclosures.ts';
import { appendExclusions, exclusionsBefore } from './exclusions.ts';
import { appendTagChanges, beginAction, type Reviewer } from './review-actions.ts';

/** Most items named in the log's entry; a bulk action's are found by its number. */
const namedInLog = 10_000;

/** Null when nothing of the reviewer's stands. */
export function undoLatest(reviewer: Reviewer): CommandOutput<'review.undo'> {
  const { db } = reviewer;
  return db.transaction(() => {
    const latest = db.prepare<[string], { action_id: number; summary: string }>(
      `SELECT action_id, summary FROM review_action WHERE author = ? AND undoes IS NULL
       AND action_id NOT IN (SELECT undoes FROM review_action WHERE undoes IS NOT NULL) ORDER BY action_id DESC LIMIT 1`,
    ).get(reviewer.author);
    if (latest === undefined) return null;
    const summary = `Undone: ${latest.summary}`;
    const actionId = beginAction(reviewer, summary, latest.action_id);
    const assessed = assessmentsBefore(db, latest.action_id, reviewer.author);
    appendAssessments(db, actionId, assessed);
    const tagged = db.prepare<[number], { itemId: ItemId; tag: string; added: number }>('SELECT item_id AS itemId, tag, added FROM tag_change WHERE action_id = ?').all(latest.action_id);
    appendTagChanges(db, actionId, tagged.map(({ itemId, tag, added }) => ({ itemId, tag, added: added === 0 })));
    const said = accountsBefore(db, latest.action_id);
    appendAccounts(db, actionId, said);
    const disclosed = disclosuresBefore(db, latest.action_id);
    appendDisclosures(db, actionId, disclosed);
    const answered = answersBefore(db, latest.action_id);
    appendAnswers(db, actionId, answered);
    const leftOut = exclusionsBefore(db, latest.action_id);
    appendExclusions(db, actionId, leftOut);
    const itemIds = [...new Set([...assessed, ...tagged, ...said, ...disclosed, ...answered, ...leftOut].map(({ itemId }) => itemId))];
    reviewer.record({ action: 'review.undone', summary, details: { actionId, undoes: latest.action_id, items: itemIds.length, ...(itemIds.length > namedInLog ? {} : { itemIds }) } });
    return { undone: latest.summary, itemIds };
  }).immediate();
}
