/**
 * What a person reads off a picture: an item whose place is a region of the picture. The time
 * visible in a screenshot is the person's statement; the file's own time stays with the picture.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { undated, type EvidenceTime } from '../../../shared/domain/evidence-time.ts';
import type { ExhibitId, ItemId, Sha256 } from '../../../shared/domain/ids.ts';
import type { Item, ItemDraft, Locator } from '../../../shared/domain/item.ts';
import { placeWallClock } from '../importers/time/wall-clock-time.ts';
import { nameIdentifier, phoneIdentifier } from '../importers/people/identifiers.ts';
import { rowsWithId } from '../store/item-keys.ts';
import { ItemWriter } from '../store/items.ts';
import type { Record } from './review-actions.ts';

type Entry = CommandRequest<'pictures.transcribe'>;
/** Format of the run that holds what people wrote down of an exhibit's pictures. */
export const transcriptionFormat = 'transcription';

function timeOf(entry: Entry): EvidenceTime {
  if (entry.precision === 'unknown' || entry.precision === 'order' || entry.precision === 'range') return undated(entry.written);
  const [year = 0, month = 0, day = 0] = entry.date.split('-').map(Number);
  const [hour = 0, minute = 0, second = 0] = entry.clock === '' ? [] : entry.clock.split(':').map(Number);
  if (entry.precision !== 'day' && entry.clock === '') throw new PlumblineError('invalid_input', 'Give the time that is visible, or choose the precision “day”.');
  const outcome = placeWallClock(
    { year, month, day, hour, minute, second, millisecond: 0 }, entry.precision,
    { zone: entry.zone, basis: entry.zoneBasis, by: entry.zoneBasisBy }, entry.written === '' ? `${entry.date} ${entry.clock}`.trim() : entry.written,
  );
  if (!outcome.ok) throw new PlumblineError('invalid_input', outcome.reason);
  return outcome.time;
}

function identifierOf(name: string, role: 'from' | 'to'): ItemDraft['identifiers'][number] {
  return phoneIdentifier(name, role) ?? nameIdentifier(name, role);
}

function transcriptionRun(db: CaseDatabase, exhibitId: ExhibitId, author: string): number {
  const standing = db.prepare<[number, string], { run_id: number }>(`SELECT run_id FROM import_run WHERE exhibit_id = ? AND format = ? AND state = 'complete'`).get(exhibitId, transcriptionFormat);
  if (standing !== undefined) return standing.run_id;
  return Number(db.prepare(`INSERT INTO import_run (exhibit_id, format, importer_version, answers, state, started_at, author) VALUES (?, ?, '1', '{}', 'complete', ?, ?)`)
    .run(exhibitId, transcriptionFormat, new Date().toISOString(), author).lastInsertRowid);
}

/** Entry numbers are never reused, so an item withdrawn and written anew is another item. */
function nextEntry(db: CaseDatabase, exhibitId: ExhibitId): number {
  const row = db.prepare<[number], { last: number | null }>(
    `SELECT max(json_extract(details, '$.entry')) AS last FROM continuity_entry WHERE action = 'picture.transcribed' AND json_extract(details, '$.exhibitId') = ?`,
  ).get(exhibitId);
  return (row?.last ?? 0) + 1;
}

/** Makes an item of what a person read. Throws `invalid_input` when the time cannot be. */
export function transcribe(about: { db: CaseDatabase; author: string; record: Record }, picture: Item, sha256: Sha256, entry: Entry): ItemId {
  const { db, author } = about;
  if (picture.kind !== 'picture') throw new PlumblineError('invalid_input', 'Only what a picture shows can be written down; this item is not a picture.');
  const time = timeOf(entry);
  return db.transaction((): ItemId => {
    const runId = transcriptionRun(db, picture.exhibitId, author);
    const file = picture.locator.type === 'region' ? '' : picture.locator.file;
    const number = nextEntry(db, picture.exhibitId);
    const locator: Locator = { type: 'region', file, entry: number, ...entry.region };
    const draft: ItemDraft = {
      kind: entry.kind, time, direction: 'unknown', from: entry.from, to: entry.to, thread: entry.thread, text: entry.text, status: 'live',
      locator, verbatim: [entry.written, entry.from, entry.to.join(', '), entry.text].filter((part) => part !== '').join('\n'),
      fields: [{ name: 'Read from', value: `${picture.exhibitReference}, ${picture.fields.find((field) => field.name === 'File name')?.value ?? picture.text}` }, { name: 'Read by', value: author }],
      attachments: picture.attachments.slice(0, 1),
      identifiers: [...(entry.from === '' ? [] : [identifierOf(entry.from, 'from')]), ...entry.to.map((name) => identifierOf(name, 'to'))],
      remarks: ['Written down by a person from a picture; check it against the picture.'],
    };
    const itemId = new ItemWriter(db, { runId, exhibitId: picture.exhibitId, sha256 }).write(draft);
    about.record({
      action: 'picture.transcribed', summary: `Entry ${number} written down from ${picture.exhibitReference}`,
      details: { exhibitId: picture.exhibitId, entry: number, itemId, pictureItemId: picture.id, written: entry.written, kind: entry.kind, text: entry.text },
    });
    return itemId;
  }).immediate();
}

/** Takes a transcribed item off the timeline; the log keeps what it said and why it went. */
export function withdrawTranscription(about: { db: CaseDatabase; record: Record }, item: Item, reason: string): void {
  if (item.locator.type !== 'region') throw new PlumblineError('invalid_input', 'Only an entry a person wrote down can be withdrawn. Imported rows stay.');
  about.db.transaction(() => {
    about.db.prepare(`DELETE FROM item WHERE row_id IN (${rowsWithId})`).run(item.id);
    about.record({
      action: 'picture.transcription-withdrawn', summary: `Entry withdrawn from ${item.exhibitReference}: ${reason}`,
      details: { itemId: item.id, reason, text: item.text, written: item.time.written, from: item.from, to: item.to },
    });
  }).immediate();
}

/** Items written down from a picture. */
export function transcribedFrom(db: CaseDatabase, picture: Item): ItemId[] {
  if (picture.kind !== 'picture') return [];
  const file = picture.locator.type === 'region' ? '' : picture.locator.file;
  return db.prepare<[number, string], { item_id: ItemId }>(
    `SELECT lower(hex(item_row.id)) AS item_id FROM import_run JOIN item_context USING (run_id) JOIN item_row USING (context_id)
     WHERE import_run.exhibit_id = ? AND import_run.format = '${transcriptionFormat}' AND place IS NULL AND rest ->> '$.locator.file' = ? ORDER BY sort_ms, row_id`,
  ).all(picture.exhibitId, file).map((row) => row.item_id);
}
