/**
 * What a person reads off a picture or out of an exhibit: an item of its own. Off a picture its place is a region of the
 * picture; the time visible in a screenshot is the person's statement, and the file's own time stays with the picture.
 * Out of a document (a statement, an interview, a policy) it is an entry with its page.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { wholePicture } from '../../../shared/domain/region.ts';
import { undated, type EvidenceTime } from '../../../shared/domain/evidence-time.ts';
import type { ExhibitId, ItemId, Sha256 } from '../../../shared/domain/ids.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Item, ItemDraft, Locator } from '../../../shared/domain/item.ts';
import { placeWallClock } from '../importers/time/wall-clock-time.ts';
import { nameIdentifier, phoneIdentifier } from '../importers/people/identifiers.ts';
import { rowsWithId } from '../store/item-keys.ts';
import { ItemWriter } from '../store/items.ts';
import type { Record } from './review-actions.ts';

type FromPicture = CommandRequest<'pictures.transcribe'>;
type FromExhibit = CommandRequest<'events.write'>;
type Entry = Omit<FromExhibit, 'exhibitId' | 'page' | 'kind'>;
/** Format of the run that holds what people wrote down of an exhibit. */
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
    `SELECT max(json_extract(details, '$.entry')) AS last FROM continuity_entry WHERE action IN ('picture.transcribed', 'event.written') AND json_extract(details, '$.exhibitId') = ?`,
  ).get(exhibitId);
  return (row?.last ?? 0) + 1;
}

interface About { readonly db: CaseDatabase; readonly author: string; readonly record: Record }

/** Where an entry was read, and how that is said. */
interface Source {
  readonly exhibitId: ExhibitId;
  readonly reference: string;
  readonly sha256: Sha256;
  readonly file: string;
  readonly region: FromPicture['region'];
  readonly kind: ItemDraft['kind'];
  readonly readFrom: string;
  /** The region in pixels; null when it is all there is. */
  readonly measured: string | null;
  readonly attachments: ItemDraft['attachments'];
  readonly remark: string;
  /** What the continuity log calls it. */
  readonly action: 'picture.transcribed' | 'event.written';
  /** For the continuity log. */
  readonly details: { readonly pictureItemId?: ItemId; readonly page?: number | null };
}

function writeDown(about: About, source: Source, entry: Entry): ItemId {
  const { db, author } = about;
  const time = timeOf(entry);
  return db.transaction((): ItemId => {
    const runId = transcriptionRun(db, source.exhibitId, author);
    const number = nextEntry(db, source.exhibitId);
    const locator: Locator = { type: 'region', file: source.file, entry: number, ...source.region };
    const draft: ItemDraft = {
      kind: source.kind, time, direction: 'unknown', from: entry.from, to: entry.to, thread: entry.thread, text: entry.text, status: 'live',
      locator, verbatim: [entry.written, entry.from, entry.to.join(', '), entry.text].filter((part) => part !== '').join('\n'),
      fields: [{ name: 'Read from', value: source.readFrom }, ...(source.measured === null ? [] : [{ name: 'Region', value: source.measured }]), { name: 'Read by', value: author }],
      attachments: source.attachments,
      identifiers: [...(entry.from === '' ? [] : [identifierOf(entry.from, 'from')]), ...entry.to.map((name) => identifierOf(name, 'to'))],
      remarks: [source.remark],
    };
    const itemId = new ItemWriter(db, { runId, exhibitId: source.exhibitId, sha256: source.sha256 }).write(draft);
    about.record({
      action: source.action, summary: `Entry ${number} written down from ${source.reference}`,
      details: { exhibitId: source.exhibitId, entry: number, itemId, ...source.details, written: entry.written, kind: source.kind, text: entry.text },
    });
    return itemId;
  }).immediate();
}

/** Makes an item of what a person read off a picture of an item. `measured` is the region in pixels; null = the whole picture. Throws `invalid_input` when the time cannot be. */
export function transcribe(about: About, source: Item, sha256: Sha256, measured: string | null, { kind, region, attachment, ...entry }: FromPicture): ItemId {
  const picture = source.attachments[attachment];
  if (source.locator.type === 'region' || picture?.member == null || !picture.mediaType.startsWith('image/')) {
    throw new PlumblineError('invalid_input', 'Only what a picture shows can be written down; this item has no such picture.');
  }
  const named = source.kind === 'picture' ? source.fields.find((field) => field.name === 'File name')?.value ?? source.text : picture.name;
  return writeDown(about, {
    exhibitId: source.exhibitId, reference: source.exhibitReference, sha256, file: picture.member, region, kind,
    readFrom: `${source.exhibitReference}, ${named}`, measured, attachments: [picture],
    remark: 'Written down by a person from a picture; check it against the picture.', details: { pictureItemId: source.id }, action: 'picture.transcribed',
  }, entry);
}

/** Makes an item of what a person read in an exhibit. Throws `invalid_input` when the time cannot be, or nothing is said. */
export function writeEvent(about: About, exhibit: Exhibit, { kind, page, exhibitId, ...entry }: FromExhibit): ItemId {
  if (entry.text.trim() === '') throw new PlumblineError('invalid_input', 'Say what happened, in the words of the source or your own.');
  return writeDown(about, {
    exhibitId, reference: exhibit.reference, sha256: exhibit.sha256, file: '', region: wholePicture, measured: null, kind, attachments: [], details: { page }, action: 'event.written',
    readFrom: `${exhibit.reference}${exhibit.description === '' ? '' : ` ${exhibit.description}`}${page === null ? '' : `, page ${page}`}`,
    remark: kind === 'note' ? 'A note of the investigator. It is no evidence of what it says.' : 'Written down by a person from the exhibit; check it against the exhibit.',
  }, entry);
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

/** Items written down off one file of an exhibit, in order of time. */
export function transcribedFrom(db: CaseDatabase, exhibitId: ExhibitId, member: string): ItemId[] {
  return db.prepare<[number, string], { item_id: ItemId }>(
    `SELECT lower(hex(item_row.id)) AS item_id FROM import_run JOIN item_context USING (run_id) JOIN item_row USING (context_id)
     WHERE import_run.exhibit_id = ? AND import_run.format = '${transcriptionFormat}' AND place IS NULL AND rest ->> '$.locator.file' = ? ORDER BY sort_ms, row_id`,
  ).all(exhibitId, member).map((row) => row.item_id);
}

/** Who wrote down what of an exhibit's pictures, and when, by the log. */
export function writtenDownIn(db: CaseDatabase, exhibitId: ExhibitId): ReadonlyMap<ItemId, { readonly author: string; readonly at: string }> {
  return new Map(db.prepare<[number], { itemId: ItemId; author: string; at: string }>(
    `SELECT details ->> '$.itemId' AS itemId, author, at FROM continuity_entry WHERE action = 'picture.transcribed' AND details ->> '$.exhibitId' = ? ORDER BY sequence`,
  ).all(exhibitId).map(({ itemId, ...deed }) => [itemId, deed]));
}
