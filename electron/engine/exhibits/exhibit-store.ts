/**
 * The one door to originals and derived files of a case. Nothing else in the engine opens a file
 * under `exhibits/` or `derived/`, so that encryption at rest can be put behind this door.
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Progress } from '../../../shared/contract/case-file.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { sha256Schema, type Sha256 } from '../../../shared/domain/ids.ts';
import { explainFileFault } from '../fs/file-faults.ts';
import { syncFolder } from '../fs/sync-folder.ts';
import type { CaseFolder } from '../case/case-folder.ts';

const blockBytes = 1 << 20;
const incomingPrefix = '.incoming-';
const workingPrefix = 'working-';
const readOnly = 0o444;

export interface TakenIn {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly originalName: string;
  readonly sourceModifiedAt: Date;
  readonly head: Uint8Array;
  /** Makes the copy an original of the case; until then it is not one. */
  readonly keep: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/**
 * A file made from originals; it can be made again. `name` is of hex digits and small letters.
 * What is in `working-members` is wanted only for a moment, and swept away after a crash.
 */
export interface Derived { readonly kind: 'derived'; readonly family: 'thumbnails' | 'members' | 'working-members'; readonly name: string }
/** Names a file of the case without saying where it is kept. */
export type Stored = Derived | { readonly kind: 'original'; readonly sha256: Sha256 };

interface Watch { readonly signal: AbortSignal; readonly report: (progress: Progress) => void }

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new PlumblineError('cancelled', 'Cancelled. Nothing was kept.');
}

async function openSource(sourcePath: string): Promise<{ file: FileHandle; sizeBytes: number; modifiedAt: Date; changedAtMs: number }> {
  let file: FileHandle;
  try {
    const facts = await stat(sourcePath);
    if (facts.isDirectory()) throw new PlumblineError('not_a_file', `${sourcePath} is a folder. Add the files inside it, or pack it as a zip.`);
    if (!facts.isFile()) throw new PlumblineError('not_a_file', `${sourcePath} is not an ordinary file (it is a device, pipe or socket).`);
    if (facts.size === 0) throw new PlumblineError('empty_file', `${basename(sourcePath)} has 0 bytes: there is nothing to keep. Ask the supplier for the file again.`);
    file = await open(sourcePath, 'r');
  } catch (error) {
    throw explainFileFault(error, sourcePath);
  }
  const facts = await file.stat();
  return { file, sizeBytes: facts.size, modifiedAt: facts.mtime, changedAtMs: facts.mtimeMs };
}

/** Copies and hashes in one pass. Returns what was written. */
async function copyHashing(source: FileHandle, target: FileHandle, totalBytes: number, stage: string, watch: Watch): Promise<{ sha256: Sha256; sizeBytes: number; head: Uint8Array }> {
  const hash = createHash('sha256');
  const block = Buffer.alloc(blockBytes);
  let head: Uint8Array = new Uint8Array();
  let done = 0;
  for (;;) {
    stopIfAborted(watch.signal);
    const { bytesRead } = await source.read(block, 0, blockBytes, done);
    if (bytesRead === 0) break;
    const bytes = block.subarray(0, bytesRead);
    if (done === 0) head = Uint8Array.prototype.slice.call(bytes, 0, 65_536);
    hash.update(bytes);
    await target.write(bytes, 0, bytesRead, done);
    done += bytesRead;
    watch.report({ stage, done, total: totalBytes, unit: 'bytes' });
  }
  return { sha256: sha256Schema.parse(hash.digest('hex')), sizeBytes: done, head };
}

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
    const source = await openSource(sourcePath);
    const incoming = join(this.#paths.exhibits, `${incomingPrefix}${randomUUID()}`);
    try {
      const target = await open(incoming, 'wx');
      let copied;
      try {
        copied = await copyHashing(source.file, target, source.sizeBytes, 'Copying and hashing', watch);
        await target.sync();
      } catch (error) {
        throw explainFileFault(error, incoming);
      } finally {
        await target.close();
      }
      const after = await stat(sourcePath).catch((error: unknown) => { throw explainFileFault(error, sourcePath); });
      if (copied.sizeBytes !== source.sizeBytes || after.size !== source.sizeBytes || after.mtimeMs !== source.changedAtMs) {
        throw new PlumblineError('file_vanished', `${sourcePath} changed while it was being copied (${source.sizeBytes} bytes at the start, ${after.size} at the end). Nothing was kept; make sure nothing is writing to it and add it again.`);
      }
      await chmod(incoming, readOnly);
      return {
        ...copied, originalName: basename(sourcePath), sourceModifiedAt: source.modifiedAt,
        keep: async () => {
          await rename(incoming, this.#original(copied.sha256));
          await syncFolder(this.#paths.exhibits);
        },
        discard: () => rm(incoming, { force: true }),
      };
    } catch (error) {
      await rm(incoming, { force: true });
      throw explainFileFault(error, sourcePath);
    } finally {
      await source.file.close();
    }
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

  async #hashOf(path: string, stage: string, watch: Watch): Promise<string> {
    const hash = createHash('sha256');
    const total = (await stat(path)).size;
    let done = 0;
    for await (const block of createReadStream(path, { highWaterMark: blockBytes }) as AsyncIterable<Buffer>) {
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
