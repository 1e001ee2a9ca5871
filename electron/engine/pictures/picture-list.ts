/** The pictures of a case: every file of an item that is one, and how its bytes are come by. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { PictureFailure } from '../../../shared/contract/pictures.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { Item } from '../../../shared/domain/item.ts';
import { sha256Schema, type ExhibitId, type ItemId, type Sha256 } from '../../../shared/domain/ids.ts';
import { refuseStopped } from '../welfare/file-notes.ts';
import { withAttachmentFile } from '../evidence/attachment-bytes.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { detectPicture, type PictureMediaType } from '../importers/picture/detect.ts';
import { decodeFault } from '../importers/picture/decode.ts';
import { getExhibit } from '../store/exhibits.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems, rowsWithId } from '../store/item-keys.ts';
import { getItem } from '../timeline/item-detail.ts';

export interface Picture {
  readonly itemId: ItemId;
  readonly attachment: number;
  readonly exhibitId: ExhibitId;
  readonly exhibit: string;
  readonly member: string;
  readonly name: string;
  /** Null until the file has been hashed. */
  readonly sha256: Sha256 | null;
  /** Of a PDF whose page is a picture, counted from 1; null: the file is one. */
  readonly page: number | null;
}

/** What a file is called: by its source, else by its place in the exhibit, else as the exhibit. Join `exhibit USING (exhibit_id)`. */
export const fileName = `coalesce(nullif(item_attachment.name, ''), nullif(item_attachment.member, ''), exhibit.original_name)`;
const columns = `item_id AS itemId, attachment, exhibit_id AS exhibitId, exhibit.reference AS exhibit, member, ${fileName} AS name, item_attachment.sha256 AS sha256, NULL AS page`;
/** SQL that is true for files of the case that are pictures. */
export const isPicture = `item_attachment.media_type LIKE 'image/%' AND ${visibleRows('item_attachment')}`;

/** Every picture of the case, exhibit by exhibit. */
export function allPictures(db: CaseDatabase): Picture[] {
  return db.prepare<[], Picture>(`SELECT ${columns} FROM item_attachment JOIN exhibit USING (exhibit_id) WHERE ${isPicture} ORDER BY exhibit_id, row_id, attachment`).all();
}

/** The pictures of some items. Throws `not_found` for an item that is not there. */
export function picturesOf(db: CaseDatabase, itemIds: readonly ItemId[]): Picture[] {
  const exists = db.prepare<[string]>(`SELECT 1 FROM (${rowsOfItems('SELECT ? AS item_id')}) AS found WHERE ${visibleRows('found')}`);
  const find = db.prepare<[string], Picture>(`SELECT ${columns} FROM item_attachment JOIN exhibit USING (exhibit_id)
    WHERE row_id IN (${rowsWithId}) AND ${isPicture} ORDER BY attachment`);
  return [...new Set(itemIds)].flatMap((itemId) => {
    if (exists.get(itemId) === undefined) throw new PlumblineError('not_found', `There is no item ${itemId} in this case.`);
    return find.all(itemId);
  });
}

export interface PictureBytes { readonly path: string; readonly mediaType: PictureMediaType; readonly sha256: Sha256 }

async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** SHA-256 of a file, read in pieces. */
export async function hashOf(path: string, signal: AbortSignal): Promise<Sha256> {
  const hash = createHash('sha256');
  for await (const block of createReadStream(path, { highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>) hash.update(block);
  return sha256Schema.parse(hash.digest('hex'));
}

/** Opens pictures one after another; exhibits are looked up once. */
export class PictureSource {
  readonly #db: CaseDatabase;
  readonly #store: ExhibitStore;
  readonly #exhibits = new Map<ExhibitId, Exhibit>();

  constructor(work: { readonly db: CaseDatabase; readonly store: ExhibitStore }) {
    this.#db = work.db;
    this.#store = work.store;
  }

  #exhibit(id: ExhibitId): Exhibit {
    const known = this.#exhibits.get(id) ?? getExhibit(this.#db, id);
    this.#exhibits.set(id, known);
    return known;
  }

  /**
   * Lends the bytes of a picture to `use`, hashed, recognised by their content.
   * Throws `exhibit_altered` when they are no longer those that were imported, `damaged_input` when they are not a picture's,
   * `stopped` when work on it has stopped.
   */
  async with<T>(picture: Picture, signal: AbortSignal, use: (bytes: PictureBytes) => Promise<T>): Promise<T> {
    return this.withFile(picture, signal, async ({ path, sha256 }) => {
      const mediaType = detectPicture(await headOf(path));
      if (mediaType === null) throw new PlumblineError('damaged_input', 'Its first bytes are not those of a picture this program knows.');
      return use({ path, mediaType, sha256 });
    });
  }

  /** The item of a picture. Throws `stopped` when work on its file has stopped. */
  #itemOf(picture: Picture): Item {
    const item = getItem(this.#db, picture.itemId);
    refuseStopped(this.#db, item, picture.attachment);
    return item;
  }

  /** For a file that is held for long: throws `stopped` when work on it has stopped since it was opened. */
  refuseStopped(picture: Picture): void {
    this.#itemOf(picture);
  }

  /** The same of any file, whatever it is. */
  async withFile<T>(picture: Picture, signal: AbortSignal, use: (bytes: Omit<PictureBytes, 'mediaType'>) => Promise<T>): Promise<T> {
    const item = this.#itemOf(picture);
    return withAttachmentFile(this.#store, this.#exhibit(picture.exhibitId), item, picture.attachment, signal, async (path) => {
      const sha256 = await hashOf(path, signal);
      if (picture.sha256 !== null && picture.sha256 !== sha256) {
        throw new PlumblineError('exhibit_altered', `Its bytes are no longer those that were imported (SHA-256 now ${sha256.slice(0, 12)}…). Verify the case.`);
      }
      return use({ path, sha256 });
    });
  }
}

/** Keeps the hash of a file whose import did not work it out. Call inside a transaction. */
export function keepHash(db: CaseDatabase, picture: Pick<Picture, 'exhibitId' | 'member' | 'sha256'>, sha256: Sha256): void {
  if (picture.sha256 !== null || picture.member === '') return;
  db.prepare('INSERT INTO member_hash (exhibit_id, member, sha256) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(picture.exhibitId, picture.member, sha256);
}

/** A picture that could not be read or compared, with the reason in words. */
export function failureOf(picture: Picture, error: unknown): PictureFailure {
  const { itemId, attachment, exhibit, name } = picture;
  const reason = error instanceof PlumblineError ? error.message : `The picture could not be opened: ${decodeFault(error)}.`;
  return { itemId, attachment, exhibit, name, reason };
}

/** Throws `cancelled` in these words when the work has been stopped. */
export function stopIfCancelled(signal: AbortSignal, done: number, total: number): void {
  if (signal.aborted) throw new PlumblineError('cancelled', `Stopped after ${done} of ${total} pictures. What had been done is kept; the rest can be done later.`);
}
