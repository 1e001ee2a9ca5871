/**
 * Names inside a zip are bytes, and hostile. This file decodes them for display and makes a path
 * that cannot leave the archive; the name as recorded is always kept beside it.
 * Real extraction zips use absolute names, so names are contained, not refused (formats reference, rule 4).
 */
import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, type ExtraField } from 'yauzl';

export interface MemberName {
  /** As recorded, decoded for display. */
  readonly name: string;
  /** Below the archive, always: no root, drive, `..`, backslash or control character. */
  readonly path: string;
  /** True when the recorded name points outside the archive. */
  readonly pointsOutside: boolean;
  readonly notes: readonly string[];
}

const utf8Flag = 0x800;
const unicodePathField = 0x7075;

function asUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** A UTF-8 name kept beside the plain one, valid only while its checksum matches the plain name. */
function unicodePath(raw: Buffer, extra: readonly ExtraField[], notes: string[]): string | null {
  const field = extra.find(({ id, data }) => id === unicodePathField && data.length >= 5);
  if (field === undefined) return null;
  if (field.data.readUInt32LE(1) === crc32(raw)) return asUtf8(field.data.subarray(5));
  notes.push('a second, Unicode name has a wrong checksum and was not used');
  return null;
}

function decodeName(raw: Buffer, flags: number, extra: readonly ExtraField[], notes: string[]): string {
  const second = unicodePath(raw, extra, notes);
  if (second !== null) return second;
  const utf8 = asUtf8(raw);
  if (utf8 !== null) {
    if ((flags & utf8Flag) === 0 && raw.some((byte) => byte > 0x7f)) notes.push('the encoding of its name is not declared; the bytes are valid UTF-8');
    return utf8;
  }
  notes.push(`the encoding of its name is not declared: shown as code page 437, recorded bytes ${raw.subarray(0, 100).toString('hex')}`);
  return getFileNameLowLevel(0, raw, [], true);
}

/** Makes any recorded name a path below the archive. */
export function containPath(name: string): { readonly path: string; readonly pointsOutside: boolean } {
  const slashed = name.replaceAll('\\', '/').replace(/[\u0000-\u001f\u007f]/g, '_');
  const rootless = slashed.replace(/^(?:[A-Za-z]:)?\/*/, '');
  let pointsOutside = rootless.length !== slashed.length;
  const segments: string[] = [];
  for (const segment of rootless.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') {
      if (segments.pop() === undefined) pointsOutside = true;
    } else if (segments.length === 0 && segment.startsWith('~')) {
      // A leading ~ means a home folder to a shell.
      pointsOutside = true;
      segments.push(segment === '~' ? 'home' : segment.slice(1));
    } else segments.push(segment);
  }
  return { path: segments.length === 0 ? 'unnamed' : segments.join('/'), pointsOutside };
}

/** Reads a recorded name. */
export function readMemberName(raw: Buffer, flags: number, extra: readonly ExtraField[]): MemberName {
  const notes: string[] = [];
  const name = decodeName(raw, flags, extra, notes);
  const { path, pointsOutside } = containPath(name);
  if (pointsOutside) notes.push(`its recorded name points outside the archive; it is kept inside as “${path}”`);
  else if (name.includes('\\')) notes.push(`its recorded name holds a backslash; it is kept as “${path}”`);
  return { name, path, pointsOutside, notes };
}

/**
 * Gives paths that differ at most in letter case or Unicode form a number of their own, so that
 * two members can never be taken for one another, whatever the disk.
 */
export class DistinctPaths {
  readonly #taken = new Set<string>();
  readonly #lastNumber = new Map<string, number>();

  /** The path itself, or with a number before its extension when it is already taken. */
  claim(path: string): string {
    const root = path.normalize('NFC').toLowerCase();
    for (let number = (this.#lastNumber.get(root) ?? 0) + 1; ; number += 1) {
      const candidate = number === 1 ? path : path.replace(/(?=(?:\.[^./]*)?$)/, ` (${number})`);
      const key = candidate.normalize('NFC').toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#lastNumber.set(root, number);
      this.#taken.add(key);
      return candidate;
    }
  }
}
