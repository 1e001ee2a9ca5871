/**
 * The one door to originals and derived files of a case. Nothing else in the engine opens a file
 * under `exhibits/` or `derived/`, so that encryption at rest can be put behind this door.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { sha256Schema, type Sha256 } from '../../../shared/domain/ids.ts';
import { explainFileFault } from '../fs/file-faults.ts';
import { syncFolder } from '../fs/sync-folder.ts';
import type { CaseFolder } from '../case/case-folder.ts';
import { blockBytes, copyIn, stopIfAborted, type Watch } from './copy-in.ts';
import { passingBytes } from './passing-bytes.ts';
import { readManifest, writeManifest, type FileCollection, type Manifest, type ManifestEntry } from './folder-manifest.ts';

const incomingPrefix = '.incoming-';
const workingPrefix = 'working-';
const readOnly = 0o444;
const emptySha256 = sha256Schema.parse(createHash('sha256').digest('hex'));

export interface TakenIn {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly originalName: string;
  readonly sourceModifiedAt: Date;
  readonly head: Uint8Array;
  /** `folder`: several files under a manifest, whose hash is `sha256`. */
  readonly kind: 'file' | 'folder';
  /** Makes the copy an original of the case; until then it is not one. */
  readonly keep: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** A file made from originals; it can be made again. `name` is of hex digits and small letters. */
export interface Derived { readonly kind: 'derived'; readonly family: 'thumbnails' | 'members'; readonly name: string }
/** Names a file of the case without saying where it is kept. A bundle that was served is among the originals: no exhibit, and it can as little be made again. */
export type Stored = Derived | { readonly kind: 'original'; readonly sha256: Sha256 };

export class ExhibitStore {
  readonly #paths: CaseFolder;

  constructor(paths: CaseFolder) {
    this.#paths = paths;
  }

  #original(sha256: Sha256): string {
    return join(this.#paths.exhibits, sha256);
  }

  /**
   * Takes in a copy of a file: hashed while it is copied, synced, not yet an original.
   * Throws `not_a_file`, `empty_file`, `file_vanished`, `permission_denied`, `disk_full`, `cancelled`; leaves nothing behind.
   */
  async takeIn(sourcePath: string, watch: Watch): Promise<TakenIn> {
    const incoming = this.#incoming();
    try {
      const copied = await copyIn(sourcePath, incoming, {
        mayBeEmpty: false, signal: watch.signal, onBytes: (done, total) => watch.report({ stage: 'Copying and hashing', done, total, unit: 'bytes' }),
      });
      await chmod(incoming, readOnly);
      return {
        ...copied, originalName: basename(sourcePath), sourceModifiedAt: copied.modifiedAt, kind: 'file',
        keep: () => this.#keep([{ incoming, sha256: copied.sha256 }]),
        discard: () => rm(incoming, { force: true }),
      };
    } catch (error) {
      await rm(incoming, { force: true });
      throw explainFileFault(error, sourcePath);
    }
  }

  /**
   * Takes in several files as one exhibit: each an original of its own, and a manifest that names them, whose
   * hash is the exhibit's. Throws as `takeIn` does; leaves nothing behind.
   */
  async takeInFiles(collection: FileCollection, watch: Watch): Promise<TakenIn> {
    const total = collection.files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const incoming: { incoming: string; sha256: Sha256 }[] = [];
    const discard = async (): Promise<void> => { for (const file of incoming) await rm(file.incoming, { force: true }); };
    try {
      let before = 0;
      const entries: ManifestEntry[] = [];
      for (const file of collection.files) {
        const target = this.#incoming();
        incoming.push({ incoming: target, sha256: emptySha256 });
        const copied = await copyIn(file.sourcePath, target, {
          mayBeEmpty: true, signal: watch.signal, onBytes: (done) => watch.report({ stage: `Copying and hashing ${collection.files.length} files`, done: before + done, total, unit: 'bytes' }),
        });
        before += copied.sizeBytes;
        await chmod(target, readOnly);
        incoming[incoming.length - 1] = { incoming: target, sha256: copied.sha256 };
        entries.push({ path: file.path, sizeBytes: copied.sizeBytes, sha256: copied.sha256, modifiedAt: copied.modifiedAt.toISOString() });
      }
      const manifest = this.#incoming();
      const text = writeManifest(entries, collection.unread);
      incoming.push({ incoming: manifest, sha256: sha256Schema.parse(createHash('sha256').update(text).digest('hex')) });
      await writeFile(manifest, text, { mode: readOnly, flush: true });
      return {
        sha256: incoming.at(-1)?.sha256 ?? emptySha256, sizeBytes: before, head: new Uint8Array(), kind: 'folder',
        originalName: collection.originalName, sourceModifiedAt: collection.modifiedAt, keep: () => this.#keep(incoming), discard,
      };
    } catch (error) {
      await discard();
      throw explainFileFault(error, collection.originalName);
    }
  }

  #incoming(): string {
    return join(this.#paths.exhibits, `${incomingPrefix}${randomUUID()}`);
  }

  /** Files first, the manifest that names them last: a crash in between leaves orphans, never a hole. */
  async #keep(files: readonly { readonly incoming: string; readonly sha256: Sha256 }[]): Promise<void> {
    for (const { incoming, sha256 } of files) {
      // The same bytes may already be an original, of this exhibit or another.
      if (await this.sizeOf({ kind: 'original', sha256 }) === null) await rename(incoming, this.#original(sha256));
      else await rm(incoming, { force: true });
    }
    await syncFolder(this.#paths.exhibits);
  }

  /** The manifest of an exhibit of several files. Throws `exhibit_altered` when it is missing or not what it was. */
  async manifestOf(exhibit: { readonly sha256: Sha256; readonly reference: string }): Promise<Manifest> {
    const bytes = await readFile(this.#original(exhibit.sha256)).catch(() => null);
    if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== exhibit.sha256) {
      throw new PlumblineError('exhibit_altered', `The list of files of ${exhibit.reference} is missing from the case folder or no longer has the hash it was taken in with. Restore it from a backup.`);
    }
    return readManifest(bytes.toString('utf8'));
  }

  /** Bytes of an original from its beginning, hashed on the way: throws `exhibit_altered` at the end when they are not what was taken in. */
  async *originalBytes(sha256: Sha256, name: string, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
    const hash = createHash('sha256');
    for await (const block of createReadStream(this.#original(sha256), { highWaterMark: blockBytes }) as AsyncIterable<Buffer>) {
      stopIfAborted(signal);
      hash.update(block);
      yield block;
    }
    if (hash.digest('hex') !== sha256) throw new PlumblineError('exhibit_altered', `The stored original of “${name}” no longer has the hash it was taken in with. Restore it from a backup.`);
  }

  /**
   * Makes a private working copy of an original, hashing it again on the way, and removes it afterwards.
   * Throws `exhibit_altered` when the original no longer has its hash.
   */
  async withWorkingCopy<T>(exhibit: { readonly sha256: Sha256; readonly reference: string }, watch: Watch, use: (path: string, scratchFolder: string) => Promise<T>): Promise<T> {
    const folder = join(this.#paths.derived, `${workingPrefix}${randomUUID()}`);
    const copy = join(folder, 'copy');
    try {
      await mkdir(join(folder, 'scratch'), { recursive: true });
      await copyFile(this.#original(exhibit.sha256), copy, constants.COPYFILE_FICLONE);
      const found = await this.#hashOf(copy, 'Checking the hash', watch);
      if (found !== exhibit.sha256) {
        throw new PlumblineError('exhibit_altered', `The stored original of ${exhibit.reference} no longer has the hash it was taken in with (now ${found.slice(0, 12)}…). It was not read. Restore it from a backup.`);
      }
      return await use(copy, join(folder, 'scratch'));
    } catch (error) {
      throw explainFileFault(error, copy);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Lends a folder of the case for files on their way, and removes it with all that is in it. */
  async withScratch<T>(use: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(this.#paths.derived, `${workingPrefix}${randomUUID()}`);
    await mkdir(folder, { recursive: true });
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #hashOf(path: string, stage: string, watch: Watch): Promise<string> {
    const hash = createHash('sha256');
    const total = (await stat(path)).size;
    let done = 0;
    for await (const block of passingBytes(path)) {
      stopIfAborted(watch.signal);
      hash.update(block);
      done += block.length;
      watch.report({ stage, done, total, unit: 'bytes' });
    }
    return hash.digest('hex');
  }

  /** The hash an original has now, or null when it is missing. */
  async presentHash(sha256: Sha256, watch: Watch): Promise<string | null> {
    const found = await stat(this.#original(sha256)).catch(() => null);
    return found === null ? null : this.#hashOf(this.#original(sha256), 'Hashing originals', watch);
  }

  #pathOf(stored: Stored): string {
    if (stored.kind === 'original') return this.#original(stored.sha256);
    if (!/^[0-9a-z.-]{1,200}$/.test(stored.name)) throw new RangeError(`unsafe derived name ${stored.name}`);
    return join(this.#paths.derived, stored.family, stored.name);
  }

  /**
   * Lends the path of a stored file to a library that can only open files by path, for reading only and
   * only until `use` ends. Parsers of evidence get a working copy instead.
   */
  async withPath<T>(stored: Stored, use: (path: string) => Promise<T>): Promise<T> {
    return use(this.#pathOf(stored));
  }

  /** Size of a stored file in bytes; null when it is not there. */
  async sizeOf(stored: Stored): Promise<number | null> {
    return (await stat(this.#pathOf(stored)).catch(() => null))?.size ?? null;
  }

  /** Bytes of a stored file from `start`, at most `length`; fewer at its end. */
  async read(stored: Stored, start: number, length: number): Promise<Buffer> {
    const file = await open(this.#pathOf(stored), 'r');
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /** Writes a derived file (thumbnail, unpacked member); it is there whole or not at all. Throws `disk_full`, `permission_denied`. */
  async putDerived(stored: Derived, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, signal: AbortSignal): Promise<void> {
    const target = this.#pathOf(stored);
    const unfinished = `${target}.${randomUUID()}`;
    try {
      await mkdir(join(this.#paths.derived, stored.family), { recursive: true });
      await pipeline(bytes, createWriteStream(unfinished, { mode: 0o600 }), { signal });
      await rename(unfinished, target);
    } catch (error) {
      throw explainFileFault(error, target);
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  /** Removes a derived file; nothing when it is not there. */
  async discardDerived(stored: Derived): Promise<void> {
    await rm(this.#pathOf(stored), { force: true });
  }

  /** Removes what a crash left: unfinished copies and working copies. Returns how many. */
  async sweep(): Promise<number> {
    const left: string[] = [];
    for (const name of await readdir(this.#paths.exhibits)) if (name.startsWith(incomingPrefix)) left.push(join(this.#paths.exhibits, name));
    for (const name of await readdir(this.#paths.derived)) if (name.startsWith(workingPrefix)) left.push(join(this.#paths.derived, name));
    for (const path of left) await rm(path, { recursive: true, force: true });
    return left.length;
  }
}
