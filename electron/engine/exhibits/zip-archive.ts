/**
 * Opens a zip archive that is evidence: lists every member, and reads members with their size and
 * CRC-32 checked. Nothing is unpacked to disk, no link is followed, and one bad member never hides
 * the rest. Stored and deflated members are read; other methods and encryption are refused by name.
 */
import { open, type FileHandle } from 'node:fs/promises';
import type { Entry, ZipFile } from 'yauzl';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { listDirectory, type ListedEntry } from './zip-directory.ts';
import { findArchive } from './zip-end-record.ts';
import { DistinctPaths, readMemberName } from './zip-member-name.ts';
import { openMember, type OpenMember } from './zip-member-reading.ts';
import { ZipRangeReader } from './zip-range-reader.ts';

/** What an archive may cost. 600 to 1 is legitimate, so a ratio alone refuses nothing small. */
export interface ZipLimits {
  readonly members: number;
  readonly memberBytes: number;
  readonly totalBytes: number;
  /** Above this many unpacked bytes a member may not unpack to more than `ratio` times its packed size. */
  readonly ratioAboveBytes: number;
  readonly ratio: number;
}

export const defaultZipLimits: ZipLimits = {
  members: 200_000, memberBytes: 16 * 2 ** 30, totalBytes: 128 * 2 ** 30, ratioAboveBytes: 2 ** 28, ratio: 200,
};

export interface MemberRefusal { readonly code: 'refused-member' | 'unsupported-member' | 'unreadable-member'; readonly reason: string }

export interface ZipMember {
  /** The name as recorded, decoded for display, and its bytes. */
  readonly name: string;
  readonly nameBytes: Buffer;
  /** Path below the archive, distinct from every other member's: the member's name inside the exhibit. */
  readonly path: string;
  readonly pointsOutside: boolean;
  /** Unpacked and packed size as the directory states them. */
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly method: string;
  readonly encrypted: boolean;
  readonly symlink: boolean;
  readonly directory: boolean;
  /** Written by macOS beside the real members (`__MACOSX/`). */
  readonly systemMetadata: boolean;
  /** Why its bytes are not read; null when they can be. */
  readonly refusal: MemberRefusal | null;
  /** What is odd about it, for the reader. */
  readonly notes: readonly string[];
}

const methodNames: Readonly<Record<number, string>> = {
  0: 'stored', 1: 'Shrink', 6: 'Implode', 8: 'deflated', 9: 'Deflate64', 12: 'bzip2', 14: 'LZMA', 93: 'Zstandard', 94: 'MP3',
  95: 'xz', 96: 'JPEG variant', 97: 'WavPack', 98: 'PPMd', 99: 'AES encryption',
};
const madeOnUnix = new Set([3, 19]);
const fileTypeMask = 0o170000;
const symlinkType = 0o120000;
const regularType = 0o100000;
const folderType = 0o040000;
const encryptedFlag = 1;

interface EntryFacts {
  readonly nameBytes: Buffer; readonly flags: number; readonly method: number; readonly encrypted: boolean;
  readonly sizeBytes: number; readonly compressedBytes: number; readonly fileType: number; readonly fault: string | null;
}

function factsOf(listed: ListedEntry): EntryFacts {
  if (!listed.readable) return { ...listed, fileType: 0, fault: listed.reason };
  const { entry } = listed;
  const onUnix = madeOnUnix.has(entry.versionMadeBy >>> 8);
  return {
    nameBytes: entry.fileNameRaw, flags: entry.generalPurposeBitFlag, method: entry.compressionMethod,
    encrypted: (entry.generalPurposeBitFlag & encryptedFlag) !== 0 || entry.compressionMethod === 99,
    sizeBytes: entry.uncompressedSize, compressedBytes: entry.compressedSize,
    fileType: onUnix ? (entry.externalFileAttributes >>> 16) & fileTypeMask : 0, fault: null,
  };
}

function refusalOf(facts: EntryFacts, name: string, limits: ZipLimits, totalBefore: number): MemberRefusal | null {
  const refused = (reason: string): MemberRefusal => ({ code: 'refused-member', reason: `“${name}” ${reason}` });
  if (facts.encrypted) return refused('is encrypted. Its content was not read; ask the supplier for the password or an unencrypted copy.');
  if (facts.fault !== null) return { code: 'unreadable-member', reason: `“${name}” has a damaged entry in the list of contents (${facts.fault}).` };
  if (facts.fileType === symlinkType) return refused('is a symbolic link. Links are listed, never followed.');
  if (facts.fileType !== 0 && facts.fileType !== regularType && facts.fileType !== folderType) return refused('is a device, pipe or socket. It holds no content.');
  if (facts.method !== 0 && facts.method !== 8) {
    const method = methodNames[facts.method];
    return {
      code: 'unsupported-member',
      reason: `“${name}” is packed with method ${facts.method}${method === undefined ? '' : ` (${method})`}, which is not read. Ask for an ordinary zip, or unpack it with a tool you trust and add the files.`,
    };
  }
  const { sizeBytes, compressedBytes } = facts;
  if (sizeBytes > limits.memberBytes) return refused(`states ${sizeBytes.toLocaleString('en-GB')} bytes, above the limit for one member.`);
  if (totalBefore + sizeBytes > limits.totalBytes) return refused('would take the archive above the limit for its whole content.');
  if (sizeBytes > limits.ratioAboveBytes && sizeBytes > limits.ratio * Math.max(1, compressedBytes)) {
    return refused(`would unpack from ${compressedBytes.toLocaleString('en-GB')} to ${sizeBytes.toLocaleString('en-GB')} bytes: it is made to exhaust memory or disk.`);
  }
  return null;
}

function makeMember(listed: ListedEntry, paths: DistinctPaths, limits: ZipLimits, totalBefore: number): ZipMember {
  const facts = factsOf(listed);
  const named = readMemberName(facts.nameBytes, facts.flags, listed.readable ? listed.entry.extraFields : []);
  const notes = [...named.notes];
  const directory = /[/\\]$/.test(named.name) || facts.fileType === folderType;
  const path = directory ? named.path : paths.claim(named.path);
  if (path !== named.path) notes.push(`another member has the same name, or differs only in letter case: this one is kept as “${path}”`);
  const refusal = directory ? null : refusalOf(facts, named.name, limits, totalBefore);
  const method = methodNames[facts.method] ?? `method ${facts.method}`;
  return {
    name: named.name, nameBytes: facts.nameBytes, path, pointsOutside: named.pointsOutside,
    sizeBytes: facts.sizeBytes, compressedBytes: facts.compressedBytes, method, encrypted: facts.encrypted,
    symlink: facts.fileType === symlinkType, directory, refusal, notes,
    systemMetadata: named.path === '__MACOSX' || named.path.startsWith('__MACOSX/'),
  };
}

export class ZipArchive {
  readonly members: readonly ZipMember[];
  /** What is odd about the archive as a whole: bytes around it, a directory that breaks off. */
  readonly notes: readonly string[];
  readonly #file: FileHandle;
  readonly #zip: ZipFile;
  readonly #reader: ZipRangeReader;
  readonly #entries: ReadonlyMap<ZipMember, Entry>;
  readonly #byPath: ReadonlyMap<string, ZipMember>;

  constructor(file: FileHandle, zip: ZipFile, reader: ZipRangeReader, entries: ReadonlyMap<ZipMember, Entry>, members: readonly ZipMember[], notes: readonly string[]) {
    this.#file = file;
    this.#zip = zip;
    this.#reader = reader;
    this.#entries = entries;
    this.members = members;
    this.notes = notes;
    this.#byPath = new Map(members.filter(({ directory }) => !directory).map((member) => [member.path, member]));
  }

  /** The member with this contained path, as stored in an attachment's `member`. */
  find(path: string): ZipMember | null {
    return this.#byPath.get(path) ?? null;
  }

  /**
   * Opens a member. The bytes are checked as they are read: `damaged_input` is thrown when they do
   * not unpack, are not as many as stated, or do not match their CRC-32. Throws `refused_input` for
   * a member with a refusal, `cancelled` when stopped.
   */
  async open(member: ZipMember, signal: AbortSignal): Promise<OpenMember> {
    if (member.refusal !== null) throw new PlumblineError('refused_input', member.refusal.reason);
    const entry = this.#entries.get(member);
    if (entry === undefined) throw new PlumblineError('not_found', `“${member.name}” is not a readable member of this archive.`);
    return openMember({ zip: this.#zip, reader: this.#reader, entry, name: member.name, signal });
  }

  async close(): Promise<void> {
    this.#zip.close();
    await this.#file.close();
  }
}

/**
 * Opens an archive and lists it. Close it when done.
 * Throws `unrecognised_format` for a file that is no zip, `damaged_input` for one that is cut off or
 * whose list of contents cannot be read, `refused_input` for one beyond the limits.
 */
export async function openZipArchive(
  path: string,
  name: string,
  signal: AbortSignal,
  limits: ZipLimits = defaultZipLimits,
): Promise<ZipArchive> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const span = await findArchive(file, size, name);
    const reader = new ZipRangeReader(file, span);
    const { zip, entries, brokenOff } = await listDirectory(reader, name, limits.members, () => {
      if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${name} was stopped.`);
    });
    if (brokenOff !== null && entries.length === 0) throw new PlumblineError('damaged_input', `${name} cannot be read: ${brokenOff}.`);
    const paths = new DistinctPaths();
    const byMember = new Map<ZipMember, Entry>();
    const members: ZipMember[] = [];
    let totalBytes = 0;
    for (const listed of entries) {
      const member = makeMember(listed, paths, limits, totalBytes);
      members.push(member);
      if (listed.readable) byMember.set(member, listed.entry);
      if (member.refusal === null) totalBytes += member.sizeBytes;
    }
    return new ZipArchive(file, zip, reader, byMember, members, brokenOff === null ? span.notes : [...span.notes, brokenOff]);
  } catch (error) {
    await file.close();
    throw error;
  }
}
