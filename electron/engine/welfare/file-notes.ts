/**
 * What people say of a file that is hard to look at. A note is of the file, not of the row that names it: it holds wherever
 * the same bytes are known to be, in every exhibit.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { fileKeyOf, hashByNow, ofSameFile, type FileKey } from '../evidence/file-key.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { FileNotes, MediaCounts } from '../../../shared/contract/welfare.ts';
import type { Item } from '../../../shared/domain/item.ts';
import type { ExhibitId, ItemId } from '../../../shared/domain/ids.ts';
import type { Record as RecordDeed } from '../review/review-actions.ts';
import { visibleRows } from '../store/import-runs.ts';
import { getItem } from '../timeline/item-detail.ts';

type Kind = 'description' | 'stop';
interface NoteRow { readonly standing: 0 | 1; readonly text: string; readonly author: string; readonly madeAt: string }

function keyOf(db: CaseDatabase, { exhibitId, attachments }: Item, attachment: number): FileKey | null {
  const member = attachments[attachment]?.member ?? null;
  return member === null ? null : fileKeyOf(db, exhibitId, member);
}

function standing(db: CaseDatabase, key: FileKey, kind: Kind): { text: string; author: string; madeAt: string } | null {
  const row = db.prepare<[FileKey & { kind: Kind }], NoteRow>(
    `SELECT standing, text, author, made_at AS madeAt FROM file_note WHERE kind = @kind AND ${ofSameFile('file_note')} ORDER BY note_id DESC LIMIT 1`,
  ).get({ ...key, kind });
  return row === undefined || row.standing === 0 ? null : { text: row.text, author: row.author, madeAt: row.madeAt };
}

/** What stands of every file of an item. Throws `not_found`. */
export function fileNotes(db: CaseDatabase, itemId: ItemId): FileNotes[] {
  const item = getItem(db, itemId);
  return item.attachments.flatMap((_, attachment) => {
    const key = keyOf(db, item, attachment);
    return key === null ? [] : [{ attachment, description: standing(db, key, 'description'), stop: standing(db, key, 'stop') }];
  });
}

function stopOf(db: CaseDatabase, item: Item, attachment: number): ReturnType<typeof standing> {
  const key = keyOf(db, item, attachment);
  return key === null ? null : standing(db, key, 'stop');
}

/** Throws `stopped` when work on the file has stopped: nothing of it is shown to anybody. */
export function refuseStoppedFile(db: CaseDatabase, key: FileKey): void {
  const stop = standing(db, key, 'stop');
  if (stop === null) return;
  throw new PlumblineError('stopped', `Work on this file stopped on ${stop.madeAt.slice(0, 10)} (${stop.author}): it may show a person under 18. It cannot be opened here until it is released with a reason.`);
}

/** The same by an item that has the file. */
export function refuseStopped(db: CaseDatabase, item: Item, attachment: number): void {
  const key = keyOf(db, item, attachment);
  if (key !== null) refuseStoppedFile(db, key);
}

interface Writer { readonly db: CaseDatabase; readonly author: string; readonly record: RecordDeed }
interface Note { readonly itemId: ItemId; readonly attachment: number; readonly kind: Kind; readonly standing: boolean; readonly text: string; readonly action: string; readonly said: string }

function write({ db, author, record }: Writer, { itemId, attachment, kind, standing: stands, text, action, said }: Note): void {
  const item = getItem(db, itemId);
  const key = keyOf(db, item, attachment);
  if (key === null) throw new PlumblineError('not_found', 'This item has no such file in the case: the source names none, or its file was not supplied.');
  db.transaction(() => {
    db.prepare('INSERT INTO file_note (exhibit_id, member, sha256, kind, standing, text, author, made_at) VALUES (@exhibitId, @member, @sha256, @kind, @standing, @text, @author, @madeAt)')
      .run({ ...key, kind, standing: stands ? 1 : 0, text, author, madeAt: new Date().toISOString() });
    record({ action, summary: `${said}: attachment ${attachment + 1} of an item of ${item.exhibitReference}`, details: { itemId, attachment, exhibit: item.exhibitReference, text } });
  }).immediate();
}

/** Says what a file shows, so that others need not look; '' takes the words back. */
export function describeFile(writer: Writer, itemId: ItemId, attachment: number, text: string): void {
  const words = text.trim();
  write(writer, { itemId, attachment, kind: 'description', standing: words !== '', text: words, action: words === '' ? 'file.description-withdrawn' : 'file.described', said: words === '' ? 'Description taken back' : 'Described' });
}

/** Stops work on a file that may show a person under 18. Stopped already, it stays as it is. */
export function stopFile(writer: Writer, itemId: ItemId, attachment: number, reason: string): void {
  if (stopOf(writer.db, getItem(writer.db, itemId), attachment) !== null) return;
  write(writer, { itemId, attachment, kind: 'stop', standing: true, text: reason.trim(), action: 'file.stopped', said: 'Work stopped, may show a person under 18' });
}

/** Lets a stopped file be opened again, with a reason. Throws `not_found` when it was not stopped. */
export function releaseFile(writer: Writer, itemId: ItemId, attachment: number, reason: string): void {
  if (stopOf(writer.db, getItem(writer.db, itemId), attachment) === null) throw new PlumblineError('not_found', 'Work on this file was not stopped.');
  write(writer, { itemId, attachment, kind: 'stop', standing: false, text: reason.trim(), action: 'file.released', said: 'Released' });
}

/** Files of a conversation that can be opened; none when there is none. One file named by several rows counts once for each. */
export function mediaOfThread(db: CaseDatabase, exhibitId: ExhibitId, thread: string | null): MediaCounts {
  const none = { pictures: 0, films: 0, sounds: 0, others: 0, described: 0, stopped: 0 };
  if (thread === null) return none;
  const noted = (kind: Kind): string => `(SELECT standing FROM file_note WHERE kind = '${kind}' AND (
      (file_note.exhibit_id = item_attachment.exhibit_id AND file_note.member = item_attachment.member) OR (item_attachment.sha256 IS NOT NULL AND ${hashByNow('file_note')} = item_attachment.sha256)) ORDER BY note_id DESC LIMIT 1)`;
  const isFilm = "media_type LIKE 'video/%'";
  const isPicture = "media_type LIKE 'image/%'";
  const isSound = "media_type LIKE 'audio/%'";
  const sum = (condition: string): string => `coalesce(sum(${condition}), 0)`;
  const counts = db.prepare<[number, string], MediaCounts>(
    `SELECT ${sum(isPicture)} AS pictures, ${sum(isFilm)} AS films, ${sum(isSound)} AS sounds, ${sum(`NOT (${isPicture} OR ${isFilm} OR ${isSound})`)} AS others,
       ${sum(`${noted('description')} IS 1`)} AS described, ${sum(`${noted('stop')} IS 1`)} AS stopped
     FROM item_context CROSS JOIN item_row USING (context_id) CROSS JOIN item_attachment USING (row_id)
     WHERE item_context.exhibit_id = ? AND thread = ? AND ${visibleRows('item_attachment')}`,
  ).get(exhibitId, thread);
  return counts ?? none;
}
