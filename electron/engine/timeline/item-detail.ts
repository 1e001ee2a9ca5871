/** One item with everything known about it. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemDetail, ItemRow, Transcription } from '../../../shared/contract/timeline.ts';
import type { DutyTimes } from '../duty/duty-times.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ExhibitId, ItemId } from '../../../shared/domain/ids.ts';
import type { Item } from '../../../shared/domain/item.ts';
import { accountHistory, standingAccounts } from '../review/accounts.ts';
import { answerHistory, standingAnswers } from '../review/checklist.ts';
import { disclosureHistory } from '../review/disclosures.ts';
import { withheld } from '../review/privileged.ts';
import { transcribedFrom } from '../review/written-down.ts';
import { getExhibit } from '../store/exhibits.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems, rowsWithId } from '../store/item-keys.ts';
import { itemColumns, toItem, type ItemRecord } from '../store/items.ts';
import { assessmentHistory, firstAssessments, readRows, secondAssessments } from './read-rows.ts';

/** Row number of an item that is part of the case; null when it is not. */
export function rowOfItem(db: CaseDatabase, itemId: ItemId): number | null {
  return db.prepare<[string], { row_id: number }>(`SELECT row_id FROM (${rowsOfItems('SELECT ? AS item_id')}) AS found WHERE ${visibleRows('found')}`).get(itemId)?.row_id ?? null;
}

export function itemIdOfRow(db: CaseDatabase, rowId: number): ItemId {
  const row = db.prepare<[number], { item_id: ItemId }>('SELECT item_id FROM item WHERE row_id = ?').get(rowId);
  if (row === undefined) throw new PlumblineError('not_found', 'The timeline has changed since this view was opened; open it again.');
  return row.item_id;
}

/** Rows of items as they stand now, in no particular order; what is not part of the case is left out. */
export function rowsOfItemsNow(db: CaseDatabase, itemIds: readonly ItemId[]): ItemRow[] {
  const rowIds = itemIds.map((itemId) => rowOfItem(db, itemId)).filter((rowId) => rowId !== null);
  return [...readRows(db, rowIds).values()];
}

/** Throws `not_found`. */
export function getItem(db: CaseDatabase, itemId: ItemId): Item {
  const record = db.prepare<[string], ItemRecord>(`SELECT ${itemColumns} FROM item JOIN exhibit USING (exhibit_id) WHERE item.row_id IN (${rowsWithId}) AND ${visibleRows()}`).get(itemId);
  if (record === undefined) throw new PlumblineError('not_found', `There is no item ${itemId} in this case.`);
  return toItem(record);
}

const textListed = 200;

/** What people wrote down off the pictures of an item; an item that shows nothing tells of none. */
function transcriptionsOf(db: CaseDatabase, item: Item): Transcription[] {
  if (item.locator.type === 'region') return [];
  return item.attachments.flatMap(({ member, mediaType }, attachment) => (member === null || !mediaType.startsWith('image/') ? [] : transcribedFrom(db, item.exhibitId, member).flatMap((itemId) => {
    const stored = getItem(db, itemId);
    const entry = disclosureHistory(db, itemId)[0]?.handling === 'privileged' ? withheld(stored) : stored;
    if (entry.locator.type !== 'region') return [];
    const { x, y, width, height } = entry.locator;
    return [{ itemId, attachment, kind: entry.kind, text: entry.text.slice(0, textListed), written: entry.time.written, region: { x, y, width, height } }];
  })));
}

/** The first item of an exhibit that brings a file ('' = the exhibit itself); null when none does. */
export function firstWithFile(db: CaseDatabase, exhibitId: ExhibitId, member: string): { itemId: ItemId; attachment: number } | null {
  return db.prepare<[number, string], { itemId: ItemId; attachment: number }>(
    `SELECT item_id AS itemId, attachment FROM item_attachment WHERE exhibit_id = ? AND member = ? AND ${visibleRows('item_attachment')} ORDER BY row_id, attachment LIMIT 1`,
  ).get(exhibitId, member) ?? null;
}

/** The picture an entry was read off. */
function readOff(db: CaseDatabase, item: Item): ItemDetail['readOff'] {
  const member = item.attachments[0]?.member ?? null;
  return item.locator.type !== 'region' || member === null ? null : firstWithFile(db, item.exhibitId, member);
}

export function itemDetail(db: CaseDatabase, itemId: ItemId, duty: DutyTimes): ItemDetail {
  const disclosures = disclosureHistory(db, itemId);
  const stored = getItem(db, itemId);
  const item = disclosures[0]?.handling === 'privileged' ? withheld(stored) : stored;
  return {
    ...item, exhibit: getExhibit(db, item.exhibitId),
    tags: db.prepare<[string], { tag: string }>('SELECT tag FROM current_tag JOIN tag ON tag.code = current_tag.tag WHERE item_id = ? ORDER BY position').all(itemId).map((row) => row.tag),
    assessment: firstAssessments(db, [itemId]).get(itemId) ?? null,
    secondAssessments: secondAssessments(db, [itemId]).get(itemId) ?? [],
    accounts: standingAccounts(db, itemId), accountHistory: accountHistory(db, itemId),
    checklist: standingAnswers(db, itemId), checklistHistory: answerHistory(db, itemId),
    disclosure: disclosures[0] ?? null, disclosureHistory: disclosures,
    assessmentHistory: assessmentHistory(db, itemId),
    tagHistory: db.prepare<[string], { code: string; added: number; author: string; madeAt: string }>(
      `SELECT tag AS code, added, author, made_at AS madeAt FROM tag_change JOIN review_action USING (action_id) WHERE item_id = ? ORDER BY tag_change_id DESC`,
    ).all(itemId).map((row) => ({ ...row, added: row.added === 1 })),
    duty: duty.at(item.time.earliestMs, item.time.latestMs),
    transcriptions: transcriptionsOf(db, item), readOff: readOff(db, item),
  };
}
