/**
 * Lists an archive's directory. yauzl ends the whole listing at the first entry it cannot make
 * sense of (strong encryption, a malformed extra field); one such entry must not hide the others,
 * so it is listed as unreadable and the listing resumes after it.
 */
import { once } from 'node:events';
import { ZipFile, fromRandomAccessReaderPromise, type Entry } from 'yauzl';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ZipRangeReader } from './zip-range-reader.ts';

const entrySignature = 0x02014b50;
const entryBytes = 46;
const strongEncryptionFlag = 0x40;
/** A directory larger than this is not a list of evidence: 400,000 members with long names need about 60 MB. */
const directoryBytesLimit = 256 * 1024 * 1024;

/** A directory entry as yauzl read it, or as much of one as can be named when yauzl cannot. */
export type ListedEntry =
  | { readonly readable: true; readonly entry: Entry }
  | { readonly readable: false; readonly nameBytes: Buffer; readonly flags: number; readonly method: number; readonly sizeBytes: number; readonly compressedBytes: number; readonly encrypted: boolean; readonly reason: string };

export interface Directory {
  readonly zip: ZipFile;
  readonly entries: readonly ListedEntry[];
  /** Set when the list of contents breaks off. */
  readonly brokenOff: string | null;
}

async function nextEntry(zip: ZipFile): Promise<Entry> {
  const arrived = once(zip, 'entry');
  zip.readEntry();
  const [entry] = (await arrived) as [Entry];
  return entry;
}

async function unreadableEntry(reader: ZipRangeReader, at: number, reason: string): Promise<{ entry: ListedEntry; next: number } | null> {
  const fixed = await reader.readBytes(at, entryBytes);
  if (fixed.length < entryBytes || fixed.readUInt32LE(0) !== entrySignature) return null;
  const flags = fixed.readUInt16LE(8);
  const nameLength = fixed.readUInt16LE(28);
  const next = at + entryBytes + nameLength + fixed.readUInt16LE(30) + fixed.readUInt16LE(32);
  if (next > reader.sizeBytes) return null;
  const entry: ListedEntry = {
    readable: false, flags, reason,
    method: fixed.readUInt16LE(10), compressedBytes: fixed.readUInt32LE(20), sizeBytes: fixed.readUInt32LE(24),
    nameBytes: Buffer.from(await reader.readBytes(at + entryBytes, nameLength)), encrypted: (flags & strongEncryptionFlag) !== 0,
  };
  return { entry, next };
}

/**
 * Lists every entry, in directory order. Throws `damaged_input` when the directory cannot be
 * started at all, `refused_input` when it has more than `memberLimit` entries.
 */
export async function listDirectory(reader: ZipRangeReader, name: string, memberLimit: number, checkStopped: () => void): Promise<Directory> {
  const options = { decodeStrings: false, validateEntrySizes: false, lazyEntries: true, autoClose: false };
  const zip = await fromRandomAccessReaderPromise(reader, reader.sizeBytes, options).catch((error: unknown) => {
    throw new PlumblineError('damaged_input', `${name} has a list of contents that cannot be read (${error instanceof Error ? error.message : String(error)}).`, undefined, { cause: error });
  });
  const stated = zip.entryCount;
  if (stated > memberLimit) {
    throw new PlumblineError('refused_input', `${name} lists ${stated.toLocaleString('en-GB')} members; at most ${memberLimit.toLocaleString('en-GB')} are read. Split the archive.`);
  }
  // yauzl's published types call this number a boolean.
  const start = Number(zip.readEntryCursor);
  const entries: ListedEntry[] = [];
  let at = start;
  let current = zip;
  while (entries.length < stated) {
    if (entries.length % 256 === 0) checkStopped();
    if (at - start > directoryBytesLimit) throw new PlumblineError('refused_input', `${name} has a list of contents larger than 256 MiB. It is not read.`);
    try {
      const entry = await nextEntry(current);
      entries.push({ readable: true, entry });
      at += entryBytes + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const unreadable = await unreadableEntry(reader, at, reason);
      if (unreadable === null) {
        return { zip, entries, brokenOff: `the list of contents breaks off after ${entries.length} of ${stated} members` };
      }
      entries.push(unreadable.entry);
      at = unreadable.next;
      current = new ZipFile(reader, at, reader.sizeBytes, stated - entries.length, '', false, true, false, false);
    }
  }
  return { zip, entries, brokenOff: null };
}
