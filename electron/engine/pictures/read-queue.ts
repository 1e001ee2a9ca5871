/**
 * Reads the text of many pictures, and of pages of PDFs that are pictures. Each is kept as soon as a few are done, so that a cancel or a crash
 * loses little; a picture that cannot be read is listed with its reason and never stops the rest.
 */
import { availableParallelism } from 'node:os';
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { PictureFailure, ReadTextResult } from '../../../shared/contract/pictures.ts';
import { howMany } from '../../../shared/domain/how-many.ts';
import type { Sha256 } from '../../../shared/domain/ids.ts';
import type { Deed } from '../continuity/log.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import type { CallContext } from '../rpc/handler.ts';
import { indexAgain } from './index-text.ts';
import { borrowReader, giveBack } from '../importers/contained/contained-reader.ts';
import { failureOf, keepHash, PictureSource, stopIfCancelled, type Picture } from './picture-list.ts';
import { preparePicture, preparePixels, type PreparedPicture } from './prepare.ts';
import { readTurned } from './read-turned.ts';
import { allReadable, readableOf } from './readable.ts';
import { TextReader } from './read-text.ts';
import { pageReadingDpi, readingEngine, type TextReading } from './reading-engine.ts';
import { findReading, hasReading, keepReading } from './text-store.ts';

export interface PictureWork { readonly db: CaseDatabase; readonly store: ExhibitStore; readonly author: string; readonly record: (deed: Deed) => void }

const failuresListed = 500;
const drawLimitMs = 60_000;
/** Pictures kept in one transaction, under one entry of the continuity log. */
const keptTogether = 20;
/** Readers side by side: each takes a core and about 150 MB. */
const readers = Math.min(2, Math.max(1, Math.floor(availableParallelism() / 2)));

interface Done { readonly picture: Picture; readonly sha256: Sha256; readonly reading: TextReading }

const isCancel = (error: unknown): boolean => error instanceof PlumblineError && error.code === 'cancelled';
const pictures = (count: number): string => howMany(count, 'picture');

/** Gathers what has been done and keeps it, a few pictures at a time. */
class Results {
  readonly #work: PictureWork;
  readonly #total: number;
  #waiting: Done[] = [];
  #failedSince: PictureFailure[] = [];
  readonly failures: PictureFailure[] = [];
  read = 0;
  words = 0;
  withoutWords = 0;
  failed = 0;

  constructor(work: PictureWork, total: number) {
    this.#work = work;
    this.#total = total;
  }

  get done(): number {
    return this.read + this.failed;
  }

  /** What was read a moment ago in the same bytes and is not kept yet. */
  find(sha256: Sha256, page: number | null): TextReading | null {
    return this.#waiting.find((done) => done.sha256 === sha256 && done.picture.page === page)?.reading ?? null;
  }

  add(done: Done): void {
    this.#waiting.push(done);
    this.read += 1;
    this.words += done.reading.words.length;
    if (done.reading.words.length === 0) this.withoutWords += 1;
    if (this.#waiting.length >= keptTogether) this.keep();
  }

  fail(failure: PictureFailure): void {
    this.failed += 1;
    this.#failedSince.push(failure);
    if (this.failures.length < failuresListed) this.failures.push(failure);
    if (this.#failedSince.length >= failuresListed) this.keep();
  }

  keep(): void {
    const [done, failed] = [this.#waiting, this.#failedSince];
    if (done.length + failed.length === 0) return;
    const { db, author, record } = this.#work;
    db.transaction(() => {
      for (const { picture, sha256, reading } of done) {
        keepHash(db, picture, sha256);
        keepReading(db, author, picture, sha256, reading);
        indexAgain(db, picture.itemId);
      }
      record({
        action: 'picture.text-read',
        summary: `Text read by machine in ${pictures(done.length)}${failed.length === 0 ? '' : `; ${pictures(failed.length)} could not be read`}`,
        details: {
          engine: readingEngine, ofPicturesAsked: this.#total,
          read: done.map(({ picture, sha256, reading }) => ({ itemId: picture.itemId, attachment: picture.attachment, exhibit: picture.exhibit, sha256, ...(picture.page === null ? {} : { page: picture.page }), words: reading.words.length })),
          failed: failed.map(({ itemId, attachment, exhibit, reason }) => ({ itemId, attachment, exhibit, reason })),
        },
      });
    }).immediate();
    this.#waiting = [];
    this.#failedSince = [];
  }
}

/** One reader that is started when it is first needed, and anew after a fault. */
class Lane {
  readonly #source: PictureSource;
  readonly #stopped: Promise<never>;
  readonly #signal: AbortSignal;
  #reader: TextReader | null = null;

  constructor(source: PictureSource, signal: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
    this.#stopped = new Promise((_resolve, reject) => { signal.addEventListener('abort', () => reject(new PlumblineError('cancelled', 'Cancelled.')), { once: true }); });
    this.#stopped.catch(() => undefined);
  }

  /** All of one file, whose bytes are come by once. `each` is given every one of them in turn, and what reads it. */
  async read([first, ...rest]: readonly Picture[], find: (sha256: Sha256, page: number | null) => TextReading | null, each: (picture: Picture, read: () => Promise<Done>) => Promise<void>): Promise<void> {
    if (first === undefined) return;
    const readOnce = async (picture: Picture, sha256: Sha256, prepare: () => Promise<PreparedPicture>): Promise<Done> => {
      const known = find(sha256, picture.page);
      return { picture, sha256, reading: known ?? await this.#readPrepared(await prepare(), picture.page !== null) };
    };
    if (first.page === null) {
      await each(first, () => this.#source.with(first, this.#signal, ({ path, mediaType, sha256 }) => readOnce(first, sha256, () => preparePicture(path, mediaType))));
      return;
    }
    await this.#source.withFile(first, this.#signal, async ({ path, sha256 }) => {
      for (const picture of [first, ...rest]) {
        await each(picture, async () => {
          this.#source.refuseStopped(picture);
          return readOnce(picture, sha256, () => this.#drawPage(path, picture.page ?? 1));
        });
      }
    });
  }

  async #drawPage(path: string, page: number): Promise<PreparedPicture> {
    const drawer = borrowReader('the page to be read', this.#signal);
    try {
      const { png, width, height } = await drawer.ask('pdf.draw', { path, page, dpi: pageReadingDpi }, drawLimitMs);
      return await preparePixels(png, width, height);
    } catch (error) {
      throw isCancel(error) ? error : new PlumblineError('damaged_input', `The page could not be drawn to be read: ${error instanceof Error ? error.message : String(error)}.`, undefined, { cause: error });
    } finally {
      await giveBack(drawer);
    }
  }

  async #readPrepared(prepared: PreparedPicture, isPage: boolean): Promise<TextReading> {
    this.#reader ??= await TextReader.start();
    try {
      return await Promise.race([isPage ? readTurned(this.#reader, prepared) : this.#reader.read(prepared), this.#stopped]);
    } catch (error) {
      await this.stop();
      throw isCancel(error) ? error : new PlumblineError('damaged_input', `The machine could not read the picture: ${error instanceof Error ? error.message : String(error)}.`, undefined, { cause: error });
    }
  }

  async stop(): Promise<void> {
    const reader = this.#reader;
    this.#reader = null;
    await reader?.stop();
  }
}

/** Pages of one file that are read from one copy of it; more are shared between the readers. */
const pagesTogether = 20;

/** Pages of the same file stand together: for each alone a file of hundreds would be copied and hashed anew. Every picture stands by itself. */
export function ofOneFile(queue: readonly Picture[]): Picture[][] {
  const files: Picture[][] = [];
  for (const picture of queue) {
    const last = files.at(-1);
    const [before] = last ?? [];
    const same = picture.page !== null && before?.page != null && before.exhibitId === picture.exhibitId && before.member === picture.member;
    if (last !== undefined && same && last.length < pagesTogether) last.push(picture);
    else files.push([picture]);
  }
  return files;
}

async function readEach(work: PictureWork, queue: readonly Picture[], again: boolean, results: Results, call: CallContext): Promise<void> {
  const source = new PictureSource(work);
  const find = (sha256: Sha256, page: number | null): TextReading | null => results.find(sha256, page) ?? (again ? null : findReading(work.db, sha256, page));
  const files = ofOneFile(queue);
  let next = 0;
  const lanes = Array.from({ length: Math.min(readers, files.length) }, () => new Lane(source, call.signal));
  const fail = (picture: Picture, error: unknown): void => {
    stopIfCancelled(call.signal, results.done, queue.length);
    if (error instanceof PlumblineError && error.code === 'runtime_unsupported') throw error;
    results.fail(failureOf(picture, error));
  };
  const run = async (lane: Lane): Promise<void> => {
    try {
      for (let file = files[next]; file !== undefined; file = files[next]) {
        next += 1;
        const left = new Set(file);
        await lane.read(file, find, async (picture, read) => {
          stopIfCancelled(call.signal, results.done, queue.length);
          left.delete(picture);
          try {
            results.add(await read());
          } catch (error) {
            fail(picture, error);
          }
          call.report({ stage: 'Reading text in pictures', done: results.done, total: queue.length, unit: 'pictures' });
        }).catch((error: unknown) => {
          // The file itself could not be had: none of what is left of it can be read.
          if (left.size === 0) throw error;
          for (const picture of left) fail(picture, error);
        });
      }
    } finally {
      await lane.stop();
    }
  };
  const ends = await Promise.allSettled(lanes.map(run));
  results.keep();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/**
 * Reads the pictures of the items given, or all of the case that have not been read; `again` reads
 * those that have. Throws `cancelled` (what was read is kept), `not_found`, `invalid_input` when
 * none of the items given has a picture.
 */
export async function readPictures(work: PictureWork, request: CommandRequest<'pictures.readText'>, call: CallContext): Promise<ReadTextResult> {
  const asked = request.itemIds.length === 0 ? allReadable(work.db) : readableOf(work.db, request.itemIds);
  if (request.itemIds.length > 0 && asked.length === 0) throw new PlumblineError('invalid_input', 'There is no picture in what was chosen, and no page without text, so there is nothing to read.');
  const isRead = hasReading(work.db);
  const queue = request.again ? asked : asked.filter((picture) => !isRead(picture));
  const results = new Results(work, queue.length);
  await readEach(work, queue, request.again, results, call);
  return {
    asked: asked.length, read: results.read, alreadyRead: asked.length - queue.length, failed: results.failed,
    withoutWords: results.withoutWords, words: results.words, failures: results.failures,
  };
}
