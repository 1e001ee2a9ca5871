/** Rows of the timeline as the window and the command line see them. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemLine, ItemRow } from '../../../shared/contract/timeline.ts';
import type { Account } from '../../../shared/domain/account.ts';
import type { Assessment, AssessmentState, SecondView } from '../../../shared/domain/assessment.ts';
import type { ChargeId } from '../../../shared/domain/charge.ts';
import type { Handling, Relevance } from '../../../shared/domain/disclosure.ts';
import type { StandardCode } from '../../../shared/domain/standard.ts';
import { formatUtc } from '../../../shared/domain/display-time.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { describeLocator, type Item } from '../../../shared/domain/item.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { accountsOfItems } from '../review/accounts.ts';
import { standingCharges } from '../review/charges.ts';
import { withheld } from '../review/privileged.ts';
import { undatedSortMs } from '../store/item-encoding.ts';
import { itemColumns, toItem, type ItemRecord } from '../store/items.ts';
import { filterConditions } from './filter-sql.ts';

/** What a grid row shows of a long text. */
const rowTextLength = 400;

interface ReviewRecord {
  tags: string | null; state: AssessmentState | null; reasons: string | null; innocentExplanation: string | null;
  charges: string | null; standards: string | null; author: string | null; madeAt: string | null;
  second: SecondView | null; relevance: Relevance | null; handling: Handling | null; disclosureReason: string | null; officersAccount: string | null;
}

const reviewColumns = `(SELECT json_group_array(tag) FROM current_tag WHERE current_tag.item_id = item.item_id) AS tags,
  assessment.state, assessment.reasons, assessment.innocent_explanation AS innocentExplanation, assessment.charges, assessment.standards,
  review_action.author, review_action.made_at AS madeAt,
  CASE WHEN assessment.state <> 'not-assessed' THEN
    (SELECT CASE max(state <> current_assessment.state) WHEN 1 THEN 'differs' WHEN 0 THEN 'agrees' END FROM second_assessment WHERE second_assessment.item_id = item.item_id) END AS second,
  current_disclosure.relevance, current_disclosure.handling, disclosure_entry.reason AS disclosureReason,
  (SELECT substr(standing_account.text, 1, 300) FROM standing_account WHERE standing_account.item_id = item.item_id AND whose = 'officer' ORDER BY account_id DESC LIMIT 1) AS officersAccount`;
const joins = `JOIN exhibit USING (exhibit_id)
  LEFT JOIN current_assessment ON current_assessment.item_id = item.item_id
  LEFT JOIN assessment USING (assessment_id)
  LEFT JOIN review_action ON review_action.action_id = assessment.action_id
  LEFT JOIN current_disclosure ON current_disclosure.item_id = item.item_id
  LEFT JOIN disclosure_entry ON disclosure_entry.entry_id = current_disclosure.entry_id`;

function tagsOf(record: ReviewRecord): string[] {
  return record.tags === null ? [] : (JSON.parse(record.tags) as string[]);
}

/** The item as it may be shown: without what it says when it is privileged. */
function shownItem(record: ItemRecord & ReviewRecord): Item {
  return record.handling === 'privileged' ? withheld(toItem(record)) : toItem(record);
}

function toRow(record: ItemRecord & ReviewRecord): ItemRow {
  const item = shownItem(record);
  return {
    id: item.id, kind: item.kind, time: item.time, direction: item.direction, from: item.from, to: item.to, thread: item.thread,
    text: item.text.length > rowTextLength ? item.text.slice(0, rowTextLength) : item.text, textCut: item.text.length > rowTextLength,
    status: item.status, attachments: item.attachments.map(({ name, mediaType, state }) => ({ name, mediaType, state })),
    exhibitId: item.exhibitId, exhibitReference: item.exhibitReference,
    tags: tagsOf(record), assessment: record.state ?? 'not-assessed', hasReasons: (record.reasons ?? '') !== '',
    second: record.second ?? 'none', relevance: record.relevance ?? 'not-set', handling: record.handling ?? 'normal',
    officersAccount: record.officersAccount ?? '',
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

/** What stands beside a page of items. */
interface Beside { readonly labels: ReadonlyMap<number, string>; readonly seconds: ReadonlyMap<ItemId, readonly Assessment[]>; readonly accounts: ReadonlyMap<ItemId, readonly Account[]> }

function beside(db: CaseDatabase, itemIds: readonly ItemId[]): Beside {
  return { labels: new Map(standingCharges(db).map(({ id, label }) => [id, label])), seconds: secondAssessments(db, itemIds), accounts: accountsOfItems(db, itemIds) };
}

/** An item as one line of the command line's output. */
function toItemLine(item: Item, review: ReviewRecord, { labels, seconds, accounts }: Beside): ItemLine {
  return {
    id: item.id, kind: item.kind, at: formatUtc(item.time.earliestMs), until: formatUtc(item.time.latestMs), written: item.time.written,
    zone: item.time.zone, zoneBasis: item.time.zoneBasis, precision: item.time.precision, timeFlags: item.time.flags,
    direction: item.direction, from: item.from, to: item.to, thread: item.thread, text: item.text, attachments: item.attachments,
    status: item.status, exhibit: item.exhibitReference, locator: item.locator, place: describeLocator(item.locator),
    fields: item.fields, identifiers: item.identifiers, remarks: item.remarks, tags: tagsOf(review),
    assessment: review.state === null || review.state === 'not-assessed' ? null : {
      state: review.state, reasons: review.reasons ?? '', innocentExplanation: review.innocentExplanation ?? '', author: review.author ?? '', madeAt: review.madeAt ?? '',
      charges: chargesOf(review).map((id) => labels.get(id) ?? `removed ${id}`), standards: standardsOf(review),
    },
    secondAssessments: (seconds.get(item.id) ?? []).map(({ state, reasons, innocentExplanation, author, madeAt }) => ({ state, agrees: state === review.state, reasons, innocentExplanation, author, madeAt })),
    accounts: [...accounts.get(item.id) ?? []],
    relevance: review.relevance ?? 'not-set', handling: review.handling ?? 'normal', disclosureReason: review.disclosureReason ?? '',
  };
}

function parseCursor(after: string): readonly [number, number] {
  const match = /^(-?\d+):(\d+)$/.exec(after);
  if (match === null) throw new PlumblineError('invalid_input', `“${after}” is not a place this list has given.`);
  return [Number(match[1]), Number(match[2])];
}

/** An item with everything that is kept of it. */
export interface WholeItem { readonly line: ItemLine; readonly item: Item }
interface Page<T> { readonly items: T[]; readonly next: string | null }

/** Which way a list goes: on from a place, or back from it. */
type Way = 'on' | 'back';

/** A page of items by key, with their source rows. `next` is null at the end. */
function pageFrom(db: CaseDatabase, filter: TimelineFilter, cursor: readonly [number, number], limit: number, way: Way): Page<WholeItem> {
  const { where, values } = filterConditions(db, filter);
  const [beyond, direction] = way === 'on' ? ['>', ''] : ['<', 'DESC'];
  const records = db.prepare<(string | number)[], ItemRecord & ReviewRecord & { sort_ms: number }>(
    `SELECT ${itemColumns}, item.sort_ms, ${reviewColumns} FROM item ${joins}
     WHERE ${where} AND (item.sort_ms, item.row_id) ${beyond} (?, ?) ORDER BY item.sort_ms ${direction}, item.row_id ${direction} LIMIT ?`,
  ).all(...values, ...cursor, limit);
  const last = records.at(-1);
  const items = records.map((record) => ({ item: shownItem(record), record }));
  const around = beside(db, items.map(({ item }) => item.id));
  return {
    items: items.map(({ item, record }) => ({ item, line: toItemLine(item, record, around) })),
    next: last === undefined || records.length < limit ? null : `${last.sort_ms}:${last.row_id}`,
  };
}

/** Items by number of row, in the order asked for, with everything that is kept of them. */
export function wholeItemsOf(db: CaseDatabase, rowIds: readonly number[]): WholeItem[] {
  const records = new Map(recordsOf(db, rowIds).map((record) => [record.row_id, record]));
  const found = rowIds.flatMap((rowId) => records.get(rowId) ?? []).map((record) => ({ item: shownItem(record), record }));
  const around = beside(db, found.map(({ item }) => item.id));
  return found.map(({ item, record }) => ({ item, line: toItemLine(item, record, around) }));
}

/** A page of items in timeline order, by key, with their source rows. `next` is null at the end. */
export function pageOfWholeItems(db: CaseDatabase, filter: TimelineFilter, after: string | null, limit: number): Page<WholeItem> {
  return pageFrom(db, filter, after === null ? [-Number.MAX_SAFE_INTEGER, 0] : parseCursor(after), limit, 'on');
}

const linesOf = ({ items, next }: Page<WholeItem>): Page<ItemLine> => ({ items: items.map(({ line }) => line), next });

/** A page of items in timeline order, by key. `next` is null at the end. */
export function pageOfItems(db: CaseDatabase, filter: TimelineFilter, after: string | null, limit: number): Page<ItemLine> {
  return linesOf(pageOfWholeItems(db, filter, after, limit));
}

/** A page of items that have a time, latest first. `next` is null at the end. */
export function pageOfLatest(db: CaseDatabase, filter: TimelineFilter, before: string | null, limit: number): Page<ItemLine> {
  return linesOf(pageFrom(db, filter, before === null ? [undatedSortMs, 0] : parseCursor(before), limit, 'back'));
}

/** The place behind the last item that has a time, for `pageOfItems`. */
export const beforeUndated = `${undatedSortMs}:0`;

interface HistoryRow { itemId: ItemId; state: AssessmentState; reasons: string; innocentExplanation: string; charges: string; standards: string; author: string; madeAt: string; byUndo: number }

// Written by the engine as JSON of exactly these.
const chargesOf = (row: { readonly charges: string | null }): ChargeId[] => JSON.parse(row.charges ?? '[]') as ChargeId[];
const standardsOf = (row: { readonly standards: string | null }): StandardCode[] => JSON.parse(row.standards ?? '[]') as StandardCode[];

const entryColumns = `assessment.item_id AS itemId, assessment.state, reasons, innocent_explanation AS innocentExplanation, assessment.charges, assessment.standards, review_action.author, made_at AS madeAt, undoes IS NOT NULL AS byUndo`;
const toAssessment = (row: HistoryRow): Assessment => ({ ...row, charges: chargesOf(row), standards: standardsOf(row), byUndo: row.byUndo === 1 });

/** Every assessment an item ever had, of every reviewer, newest first. */
export function assessmentHistory(db: CaseDatabase, itemId: ItemId): Assessment[] {
  return db.prepare<[string], HistoryRow>(`SELECT ${entryColumns} FROM assessment JOIN review_action USING (action_id) WHERE item_id = ? ORDER BY assessment_id DESC`).all(itemId).map(toAssessment);
}

/** The assessment of the first reviewer of each item that has one. */
export function firstAssessments(db: CaseDatabase, itemIds: readonly ItemId[]): ReadonlyMap<ItemId, Assessment> {
  return new Map(db.prepare<[string], HistoryRow>(
    `SELECT ${entryColumns} FROM current_assessment JOIN assessment USING (assessment_id) JOIN review_action USING (action_id)
     WHERE current_assessment.item_id IN (SELECT value FROM json_each(?)) AND current_assessment.state <> 'not-assessed'`,
  ).all(JSON.stringify(itemIds)).map((row) => [row.itemId, toAssessment(row)]));
}

/** What stands of other reviewers, by name. */
export function secondAssessments(db: CaseDatabase, itemIds: readonly ItemId[]): ReadonlyMap<ItemId, Assessment[]> {
  const rows = db.prepare<[string], HistoryRow>(
    `SELECT ${entryColumns} FROM second_assessment JOIN assessment USING (assessment_id) JOIN review_action USING (action_id)
     WHERE second_assessment.item_id IN (SELECT value FROM json_each(?)) ORDER BY review_action.author`,
  ).all(JSON.stringify(itemIds));
  const seconds = new Map<ItemId, Assessment[]>();
  for (const row of rows) seconds.set(row.itemId, [...seconds.get(row.itemId) ?? [], toAssessment(row)]);
  return seconds;
}
