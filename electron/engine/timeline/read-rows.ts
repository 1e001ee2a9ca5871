/** Rows of the timeline as the window and the command line see them. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemLine, ItemRow } from '../../../shared/contract/timeline.ts';
import type { Assessment, AssessmentState } from '../../../shared/domain/assessment.ts';
import { formatUtc } from '../../../shared/domain/display-time.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { describeLocator, type Item } from '../../../shared/domain/item.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { itemColumns, toItem, type ItemRecord } from '../store/items.ts';
import { filterConditions } from './filter-sql.ts';

/** What a grid row shows of a long text. */
const rowTextLength = 400;

export interface ReviewRecord {
  tags: string | null; state: AssessmentState | null; reasons: string | null; innocentExplanation: string | null;
  officersAccount: string | null; author: string | null; madeAt: string | null;
}

const reviewColumns = `(SELECT json_group_array(tag) FROM current_tag WHERE current_tag.item_id = item.item_id) AS tags,
  assessment.state, assessment.reasons, assessment.innocent_explanation AS innocentExplanation, assessment.officers_account AS officersAccount,
  review_action.author, review_action.made_at AS madeAt`;
const joins = `JOIN exhibit USING (exhibit_id)
  LEFT JOIN current_assessment ON current_assessment.item_id = item.item_id
  LEFT JOIN assessment USING (assessment_id)
  LEFT JOIN review_action USING (action_id)`;

function tagsOf(record: ReviewRecord): string[] {
  return record.tags === null ? [] : (JSON.parse(record.tags) as string[]);
}

function toRow(record: ItemRecord & ReviewRecord): ItemRow {
  const item = toItem(record);
  return {
    id: item.id, kind: item.kind, time: item.time, direction: item.direction, from: item.from, to: item.to, thread: item.thread,
    text: item.text.length > rowTextLength ? item.text.slice(0, rowTextLength) : item.text, textCut: item.text.length > rowTextLength,
    status: item.status, attachments: item.attachments.map(({ name, mediaType, state }) => ({ name, mediaType, state })),
    exhibitId: item.exhibitId, exhibitReference: item.exhibitReference,
    tags: tagsOf(record), assessment: record.state ?? 'not-assessed', hasReasons: (record.reasons ?? '') !== '',
  };
}

function recordsOf(db: CaseDatabase, rowIds: readonly number[]): (ItemRecord & ReviewRecord)[] {
  return db.prepare<[string], ItemRecord & ReviewRecord>(
    `SELECT ${itemColumns}, ${reviewColumns} FROM item ${joins} WHERE item.row_id IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(rowIds));
}

/** Rows by number, in no particular order. */
export function readRows(db: CaseDatabase, rowIds: readonly number[]): ReadonlyMap<number, ItemRow> {
  return new Map(recordsOf(db, rowIds).map((record) => [record.row_id, toRow(record)]));
}

/** Rows by number with the identifiers each carries. */
export function readRowsWithIdentifiers(db: CaseDatabase, rowIds: readonly number[]): ReadonlyMap<number, { readonly row: ItemRow; readonly identifiers: Item['identifiers'] }> {
  return new Map(recordsOf(db, rowIds).map((record) => [record.row_id, { row: toRow(record), identifiers: toItem(record).identifiers }]));
}

/** An item as one line of the command line's output. */
export function toItemLine(item: Item, review: ReviewRecord): ItemLine {
  return {
    id: item.id, kind: item.kind, at: formatUtc(item.time.earliestMs), until: formatUtc(item.time.latestMs), written: item.time.written,
    zone: item.time.zone, zoneBasis: item.time.zoneBasis, precision: item.time.precision, timeFlags: item.time.flags,
    direction: item.direction, from: item.from, to: item.to, thread: item.thread, text: item.text, attachments: item.attachments,
    status: item.status, exhibit: item.exhibitReference, locator: item.locator, place: describeLocator(item.locator),
    fields: item.fields, identifiers: item.identifiers, remarks: item.remarks, tags: tagsOf(review),
    assessment: review.state === null || review.state === 'not-assessed' ? null : {
      state: review.state, reasons: review.reasons ?? '', innocentExplanation: review.innocentExplanation ?? '',
      officersAccount: review.officersAccount ?? '', author: review.author ?? '', madeAt: review.madeAt ?? '',
    },
  };
}

function parseCursor(after: string): readonly [number, number] {
  const match = /^(-?\d+):(\d+)$/.exec(after);
  if (match === null) throw new PlumblineError('invalid_input', `“${after}” is not a place this list has given.`);
  return [Number(match[1]), Number(match[2])];
}

/** A page of items in timeline order, by key. `next` is null at the end. */
export function pageOfItems(db: CaseDatabase, filter: TimelineFilter, after: string | null, limit: number): { readonly items: ItemLine[]; readonly next: string | null } {
  const { where, values } = filterConditions(db, filter);
  const cursor = after === null ? [-Number.MAX_SAFE_INTEGER, 0] as const : parseCursor(after);
  const records = db.prepare<(string | number)[], ItemRecord & ReviewRecord & { sort_ms: number }>(
    `SELECT ${itemColumns}, item.sort_ms, ${reviewColumns} FROM item ${joins}
     WHERE ${where} AND (item.sort_ms, item.row_id) > (?, ?) ORDER BY item.sort_ms, item.row_id LIMIT ?`,
  ).all(...values, ...cursor, limit);
  const last = records.at(-1);
  return {
    items: records.map((record) => toItemLine(toItem(record), record)),
    next: last === undefined || records.length < limit ? null : `${last.sort_ms}:${last.row_id}`,
  };
}

interface HistoryRow { state: AssessmentState; reasons: string; innocentExplanation: string; officersAccount: string; author: string; madeAt: string; byUndo: number }

/** Every assessment an item ever had, newest first. */
export function assessmentHistory(db: CaseDatabase, itemId: ItemId): Assessment[] {
  return db.prepare<[string], HistoryRow>(
    `SELECT state, reasons, innocent_explanation AS innocentExplanation, officers_account AS officersAccount, author, made_at AS madeAt, undoes IS NOT NULL AS byUndo
     FROM assessment JOIN review_action USING (action_id) WHERE item_id = ? ORDER BY assessment_id DESC`,
  ).all(itemId).map((row) => ({ ...row, itemId, byUndo: row.byUndo === 1 }));
}
