/**
 * Finds where a zip archive lies inside a file. Real archives carry bytes before them (a
 * self-extracting stub, padding) or after them (a cut-off upload's tail); the directory's offsets
 * then count from the archive's own start. Layout: PKWARE APPNOTE 4.3.14 to 4.3.16.
 */
import type { FileHandle } from 'node:fs/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';

const endSignature = 0x06054b50;
const wideLocatorSignature = 0x07064b50;
const wideEndSignature = 0x06064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const endBytes = 22;
const wideLocatorBytes = 20;
const wideEndBytes = 56;
/** The comment may take 65,535 bytes; as much again is allowed for foreign bytes after the archive. */
const searchBytes = 2 * 65_536 + endBytes;

/** The part of a file that is the archive: from `startByte`, `endByte` exclusive. */
export interface ArchiveSpan { readonly startByte: number; readonly endByte: number; readonly notes: readonly string[] }

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, length));
  if (length <= 0 || position < 0) return buffer.subarray(0, 0);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function signatureAt(file: FileHandle, position: number): Promise<number> {
  const four = await readAt(file, position, 4);
  return four.length === 4 ? four.readUInt32LE(0) : 0;
}

function lastEndRecord(tail: Buffer): number | null {
  for (let at = tail.length - endBytes; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== endSignature) continue;
    if (at + endBytes + tail.readUInt16LE(at + 20) <= tail.length) return at;
  }
  return null;
}

async function noEndRecord(file: FileHandle, sizeBytes: number, name: string): Promise<PlumblineError> {
  const size = `${sizeBytes.toLocaleString('en-GB')} bytes`;
  if ((await signatureAt(file, 0)) === localSignature) {
    return new PlumblineError(
      'damaged_input',
      `${name} begins as a zip archive but has no list of contents at its end: it looks cut off (${size} found). Ask the supplier for the file again.`,
    );
  }
  return new PlumblineError('unrecognised_format', `${name} is not a zip archive: no list of contents was found (${size}).`);
}

/** Bytes before the archive: where the directory is, less where its own record says it is. */
async function bytesBefore(file: FileHandle, tail: Buffer, tailStart: number, at: number): Promise<number> {
  const locatorAt = at - wideLocatorBytes;
  if (locatorAt >= 0 && tail.readUInt32LE(locatorAt) === wideLocatorSignature) {
    const stated = Number(tail.readBigUInt64LE(locatorAt + 8));
    if ((await signatureAt(file, stated)) === wideEndSignature) return 0;
    const found = tailStart + locatorAt - wideEndBytes;
    return found > stated && (await signatureAt(file, found)) === wideEndSignature ? found - stated : 0;
  }
  const directoryBytes = tail.readUInt32LE(at + 12);
  const stated = tail.readUInt32LE(at + 16);
  const shift = tailStart + at - directoryBytes - stated;
  if (shift <= 0 || directoryBytes === 0) return Math.max(0, shift);
  if ((await signatureAt(file, stated)) === entrySignature) return 0;
  return (await signatureAt(file, stated + shift)) === entrySignature ? shift : 0;
}

/**
 * Where the archive lies in the file.
 * Throws `damaged_input` for an archive without its end, `unrecognised_format` for a file that is no zip.
 */
export async function findArchive(file: FileHandle, sizeBytes: number, name: string): Promise<ArchiveSpan> {
  const tailStart = Math.max(0, sizeBytes - searchBytes);
  const tail = await readAt(file, tailStart, sizeBytes - tailStart);
  const at = lastEndRecord(tail);
  if (at === null) throw await noEndRecord(file, sizeBytes, name);
  const endByte = tailStart + at + endBytes + tail.readUInt16LE(at + 20);
  const startByte = await bytesBefore(file, tail, tailStart, at);
  const notes: string[] = [];
  if (startByte > 0) notes.push(`${startByte.toLocaleString('en-GB')} bytes stand before the archive and were not read`);
  if (endByte < sizeBytes) notes.push(`${(sizeBytes - endByte).toLocaleString('en-GB')} bytes stand after the archive and were not read`);
  return { startByte, endByte, notes };
}
