/**
 * One action for every item of a filter. The same reckoning makes the preview and the action, and the token ties the
 * two: what was shown is what is done, or nothing is.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CaseDatabase } from '../db/case-database.ts';
import type { BulkChange, BulkPreview } from '../../../shared/contract/assessing.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { sha256Schema, type ItemId } from '../../../shared/domain/ids.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { readDetails } from '../store/case-details.ts';
import { describeView } from '../timeline/describe-view.ts';
import { filterConditions } from '../timeline/filter-sql.ts';
import { appendAssessments, assessmentSummary, Standing, type AssessedItem } from './assessments.ts';
import { requireCharges } from './charges.ts';
import { answerAfter, answerReader, appendDisclosures, disclosureSummary, type DisclosedItem } from './disclosures.ts';
import { appendExclusions, exclusionReader, exclusionSummary, type ExcludedItem } from './exclusions.ts';
import { appendTagChanges, beginAction, requireTag, tagChanges, tagSummary, type Reviewer } from './review-actions.ts';

/** One transaction and one undo must stay a matter of seconds. */
const mostItems = 100_000;

function itemsOf(db: CaseDatabase, filter: TimelineFilter): ItemId[] {
  const { where, values } = filterConditions(db, filter);
  const ids = db.prepare<(string | number)[], ItemId>(`SELECT item_id FROM item WHERE ${where} ORDER BY sort_ms, row_id LIMIT ${mostItems + 1}`).pluck().all(...values);
  if (ids.length > mostItems) throw new PlumblineError('invalid_input', `This view has more than ${mostItems.toLocaleString('en-GB')} items, which is more than one action may change. Narrow it, and do it in parts.`);
  return ids;
}

/** What a change comes to: how many it changes and leaves, and how it is stored. */
interface Reckoned {
  readonly changed: readonly ItemId[];
  readonly same: number; readonly kept: number; readonly own: number; readonly others: number;
  readonly summary: string;
  readonly append: (actionId: number) => void;
}

function reckonAssessments({ db, author }: Reviewer, itemIds: readonly ItemId[], change: Extract<BulkChange, { type: 'assess' }>): Reckoned {
  requireCharges(db, change.charges ?? []);
  const standing = new Standing(db, author);
  const assessed: AssessedItem[] = [];
  const counts = { same: 0, kept: 0, own: 0, others: 0, seconds: 0 };
  for (const itemId of itemIds) {
    const first = standing.first(itemId);
    const own = standing.own(itemId).state !== 'not-assessed';
    if (own) counts.own += 1;
    else if (first !== undefined) counts.others += 1;
    if (change.existing === 'keep' && (own || first !== undefined)) {
      counts.kept += 1;
      continue;
    }
    const words = standing.after(itemId, change);
    if (words === null) counts.same += 1;
    else {
      assessed.push({ itemId, words });
      if (first !== undefined && first.author !== author) counts.seconds += 1;
    }
  }
  return {
    ...counts, changed: assessed.map(({ itemId }) => itemId), summary: assessmentSummary(change.state, assessed.length, counts.seconds),
    append: (actionId) => appendAssessments(db, actionId, assessed),
  };
}

function reckonTags({ db }: Reviewer, itemIds: readonly ItemId[], { tag, on }: Extract<BulkChange, { type: 'tag' }>): Reckoned {
  const name = requireTag(db, tag, on);
  const changed = tagChanges(db, itemIds, tag, on);
  return {
    changed, same: itemIds.length - changed.length, kept: 0, own: 0, others: 0, summary: tagSummary(name, on, changed.length),
    append: (actionId) => appendTagChanges(db, actionId, changed.map((itemId) => ({ itemId, tag, added: on }))),
  };
}

function reckonDisclosures({ db }: Reviewer, itemIds: readonly ItemId[], { existing, relevance, handling, reason }: Extract<BulkChange, { type: 'disclose' }>): Reckoned {
  const read = answerReader(db);
  const items: DisclosedItem[] = [];
  const counts = { same: 0, kept: 0, own: 0, others: 0 };
  for (const itemId of itemIds) {
    const before = read(itemId);
    const answered = (relevance !== undefined && before.relevance !== 'not-set') || (handling !== undefined && before.handling !== 'normal');
    if (answered) counts.own += 1;
    const answer = existing === 'keep' && answered ? null : answerAfter(before, { relevance, handling, reason });
    if (answer !== null) items.push({ itemId, answer });
    else if (existing === 'keep' && answered) counts.kept += 1;
    else counts.same += 1;
  }
  return {
    ...counts, changed: items.map(({ itemId }) => itemId), summary: disclosureSummary({ relevance, handling }, items.length),
    append: (actionId) => appendDisclosures(db, actionId, items),
  };
}

function reckonExclusions({ db }: Reviewer, itemIds: readonly ItemId[], { excluded, reason }: Extract<BulkChange, { type: 'exclude' }>): Reckoned {
  const read = exclusionReader(db);
  const items: ExcludedItem[] = [];
  const counts = { same: 0, kept: 0 };
  for (const itemId of itemIds) {
    const stands = read(itemId);
    if ((stands !== null) !== excluded) items.push({ itemId, excluded, reason });
    else if (stands === null || stands === reason) counts.same += 1;
    else counts.kept += 1;
  }
  return {
    ...counts, own: 0, others: 0, changed: items.map(({ itemId }) => itemId), summary: exclusionSummary(excluded, reason, items.length),
    append: (actionId) => appendExclusions(db, actionId, items),
  };
}

function reckon(reviewer: Reviewer, itemIds: readonly ItemId[], change: BulkChange): Reckoned {
  switch (change.type) {
    case 'assess': return reckonAssessments(reviewer, itemIds, change);
    case 'tag': return reckonTags(reviewer, itemIds, change);
    case 'disclose': return reckonDisclosures(reviewer, itemIds, change);
    case 'exclude': return reckonExclusions(reviewer, itemIds, change);
  }
}

/** Over lists of any length, kept apart by an empty line. */
const hashOf = (...lists: readonly (readonly string[])[]): BulkPreview['token'] => {
  const hash = createHash('sha256');
  for (const list of lists) {
    for (const part of list) hash.update(part).update('\n');
    hash.update('\n');
  }
  return sha256Schema.parse(hash.digest('hex'));
};

function previewOf({ db, author }: Reviewer, filter: TimelineFilter, change: BulkChange, itemIds: readonly ItemId[], { changed, same, kept, own, others }: Reckoned): BulkPreview {
  const { displayZone } = readDetails(db);
  return {
    items: itemIds.length, changed: changed.length, same, kept, own, others, filterInWords: describeView(db, filter, (ms) => formatInstant(ms, displayZone)),
    token: hashOf([author, JSON.stringify(filter), JSON.stringify(change), [same, kept, own, others].join(' ')], itemIds, changed),
  };
}

/** What a bulk action would do. Changes nothing. Throws what the action throws. */
export function previewBulk(reviewer: Reviewer, filter: TimelineFilter, change: BulkChange): BulkPreview {
  const itemIds = itemsOf(reviewer.db, filter);
  return previewOf(reviewer, filter, change, itemIds, reckon(reviewer, itemIds, change));
}

/** Does what was previewed, as one action. Durable when it returns. Throws `invalid_input` when something has changed since the preview. */
export function bulk(reviewer: Reviewer, filter: TimelineFilter, change: BulkChange, token: string): Omit<BulkPreview, 'token' | 'changed'> & { readonly changed: ItemId[] } {
  const { db } = reviewer;
  return db.transaction(() => {
    const itemIds = itemsOf(db, filter);
    const reckoned = reckon(reviewer, itemIds, change);
    const { token: now, ...counts } = previewOf(reviewer, filter, change, itemIds, reckoned);
    if (now !== token) throw new PlumblineError('invalid_input', 'The case has changed since these numbers were worked out. Look at the new numbers, and do it again.');
    if (reckoned.changed.length > 0) {
      const actionId = beginAction(reviewer, reckoned.summary);
      reckoned.append(actionId);
      // The items themselves are found by the action; the log holds their number and a hash of their ids, so that none can be added or go unnoticed.
      reviewer.record({
        action: 'review.bulk', summary: `${reckoned.summary}, by filter: ${counts.filterInWords}`,
        details: { actionId, change: z.json().parse(JSON.parse(JSON.stringify(change))), filter: { ...filter }, ...counts, itemsSha256: hashOf(reckoned.changed) },
      });
    }
    return { ...counts, changed: [...reckoned.changed] };
  }).immediate();
}
