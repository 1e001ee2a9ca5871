/** Readings of pictures on disk: appended, never changed. A new reading stands in place of the one before. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { PictureReading, PictureText, PictureTextEntry } from '../../../shared/contract/pictures.ts';
import type { ItemId, Sha256 } from '../../../shared/domain/ids.ts';
import type { Picture } from './picture-list.ts';
import { readableOf } from './readable.ts';
import { engineFor, pageReadingDpi, readingEngine, type TextReading } from './reading-engine.ts';

interface Stored { engine: string; engineVersion: string; sha256: Sha256; words: string; text: string; remarks: string; madeAt: string }
const columns = 'engine, engine_version AS engineVersion, sha256, words, text, remarks, made_at AS madeAt';

/** As `ItemWriter`'s rows, readings were written from checked values and are taken at their word. */
function toReading(stored: Stored): PictureReading {
  return { ...stored, words: JSON.parse(stored.words) as PictureReading['words'], remarks: JSON.parse(stored.remarks) as string[] };
}

/** Call inside a transaction. */
export function keepReading(db: CaseDatabase, author: string, picture: Picture, sha256: Sha256, reading: TextReading): void {
  db.prepare(`INSERT INTO picture_text (item_id, attachment, sha256, engine, engine_version, words, text, remarks, made_at, author)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
    .run(picture.itemId, picture.attachment, sha256, engineFor(picture.page), reading.engineVersion, JSON.stringify(reading.words), reading.text, JSON.stringify(reading.remarks), new Date().toISOString(), author);
}

/** A function that says whether a picture has been read at all. Keep it for many. */
export function hasReading(db: CaseDatabase): (picture: Picture) => boolean {
  const find = db.prepare<[string, number]>('SELECT 1 FROM picture_text WHERE item_id = ? AND attachment = ? LIMIT 1');
  return ({ itemId, attachment }) => find.get(itemId, attachment) !== undefined;
}

/** What this very engine has read in the same bytes, wherever it found them; null when it has not. `page`: of a PDF. */
export function findReading(db: CaseDatabase, sha256: Sha256, page: number | null = null): TextReading | null {
  const found = db.prepare<[string, string], Stored>(`SELECT ${columns} FROM picture_text WHERE sha256 = ? AND engine = ? ORDER BY reading_id DESC LIMIT 1`).get(sha256, engineFor(page));
  return found === undefined ? null : toReading(found);
}

/** What it has read in pages of a PDF: words by page. */
export function pagesRead(db: CaseDatabase, sha256: Sha256): ReadonlyMap<number, TextReading['words']> {
  const [before, after] = [`${readingEngine}, page `, ` drawn at ${pageReadingDpi} dots an inch and turned as it reads`];
  const found = db.prepare<[string, string, string], Pick<Stored, 'engine' | 'words'>>('SELECT engine, words FROM picture_text WHERE sha256 = ? AND engine > ? AND engine < ? ORDER BY reading_id').all(sha256, before, `${before}\u{10ffff}`);
  return new Map(found.flatMap(({ engine, words }) => (engine.endsWith(after) ? [[Number(engine.slice(before.length, -after.length)), JSON.parse(words) as TextReading['words']] as const] : [])));
}

function standingReading(db: CaseDatabase, { itemId, attachment }: Picture): PictureReading | null {
  const found = db.prepare<[string, number], Stored>(`SELECT ${columns} FROM picture_text WHERE item_id = ? AND attachment = ? ORDER BY reading_id DESC LIMIT 1`).get(itemId, attachment);
  return found === undefined ? null : toReading(found);
}

/** What people have made of a picture's text, newest first. */
function historyOf(db: CaseDatabase, { itemId, attachment }: Picture): PictureTextEntry[] {
  return db.prepare<[string, number], PictureTextEntry>(
    `SELECT deed, text, author, made_at AS madeAt, signed_off_at AS signedOffAt, signed_off_by AS signedOffBy
     FROM picture_text_edit WHERE item_id = ? AND attachment = ? ORDER BY edit_id DESC`,
  ).all(itemId, attachment);
}

function textOf(db: CaseDatabase, picture: Picture): PictureText {
  const reading = standingReading(db, picture);
  const history = historyOf(db, picture);
  const persons = history[0]?.text ?? null;
  return {
    itemId: picture.itemId, attachment: picture.attachment, name: picture.name, page: picture.page, reading,
    text: persons ?? reading?.text ?? '', origin: persons !== null ? 'person' : reading === null ? 'none' : 'machine',
    signedOffAt: history[0]?.signedOffAt ?? null, signedOffBy: history[0]?.signedOffBy ?? null, history,
  };
}

/** The text of each picture of an item, and of its page when that is one, in the order of its attachments. Throws `not_found`. */
export function pictureTexts(db: CaseDatabase, itemId: ItemId): PictureText[] {
  return readableOf(db, [itemId]).map((picture) => textOf(db, picture));
}
