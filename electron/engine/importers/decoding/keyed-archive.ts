/**
 * Reads Apple's keyed archives (NSKeyedArchiver binary property lists) as plain values. The archive
 * is evidence and may be hostile: references are followed to a fixed depth and a fixed number of
 * times, and classes are never anything but a name.
 */
import { parseBuffer } from 'bplist-parser';

export type ArchiveValue = string | number | bigint | boolean | null | Date | Uint8Array | readonly ArchiveValue[] | { readonly [key: string]: ArchiveValue };

const maxDepth = 40;
const maxValues = 200_000;
const appleStartMs = 978_307_200_000;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array) && !(value instanceof Date);
}

function uidOf(value: unknown): number | null {
  if (!isRecord(value)) return null;
  const { UID } = value;
  return typeof UID === 'number' && Object.keys(value).length === 1 ? UID : null;
}

/** A time inside an archive: seconds since 2001, kept as stored so that the caller rounds it by its own rule. */
export const archivedTimeKey = 'NS.time';

class Unarchiver {
  readonly #objects: readonly unknown[];
  #left = maxValues;

  constructor(objects: readonly unknown[]) {
    this.#objects = objects;
  }

  read(value: unknown, depth: number): ArchiveValue {
    this.#left -= 1;
    if (this.#left < 0) throw new RangeError('the archive holds too many values');
    if (depth > maxDepth) throw new RangeError('the archive is nested too deeply, or refers to itself');
    const uid = uidOf(value);
    if (uid !== null) {
      const target = this.#objects[uid];
      return target === '$null' || target === undefined ? null : this.read(target, depth + 1);
    }
    if (Array.isArray(value)) return value.map((entry) => this.read(entry, depth + 1));
    if (!isRecord(value)) return this.#scalar(value);
    return this.#object(value, depth);
  }

  #scalar(value: unknown): ArchiveValue {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value;
    if (value instanceof Uint8Array || value instanceof Date) return value;
    return null;
  }

  #key(value: unknown, depth: number): string {
    const key = this.read(value, depth);
    return typeof key === 'string' || typeof key === 'number' ? String(key) : JSON.stringify(key);
  }

  #object(value: Record<string, unknown>, depth: number): ArchiveValue {
    const { 'NS.keys': keys, 'NS.objects': objects } = value;
    if (Array.isArray(keys) && Array.isArray(objects)) {
      return Object.fromEntries(keys.map((key, index) => [this.#key(key, depth + 1), this.read(objects[index], depth + 1)]));
    }
    if (Array.isArray(objects)) return objects.map((entry) => this.read(entry, depth + 1));
    if (typeof value['NS.string'] === 'string') return value['NS.string'];
    const named = Object.entries(value).filter(([key]) => key !== '$class');
    return Object.fromEntries(named.map(([key, entry]) => [key, this.read(entry, depth + 1)]));
  }
}

/**
 * The root value of a keyed archive, or the whole of an ordinary binary property list.
 * Throws RangeError for an archive beyond the limits, Error for what is no property list.
 */
export function readKeyedArchive(bytes: Uint8Array): ArchiveValue {
  const [top] = parseBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) as unknown[];
  if (isRecord(top) && Array.isArray(top['$objects']) && isRecord(top['$top'])) {
    const [root] = Object.values(top['$top']);
    return new Unarchiver(top['$objects']).read(root, 0);
  }
  return new Unarchiver([]).read(top, 0);
}

function isArchiveRecord(value: ArchiveValue): value is { readonly [key: string]: ArchiveValue } {
  return isRecord(value);
}

/** Follows keys into a value; null when a step is missing. */
export function archived(value: ArchiveValue, ...path: readonly string[]): ArchiveValue {
  let at: ArchiveValue = value;
  for (const key of path) {
    if (!isArchiveRecord(at)) return null;
    at = at[key] ?? null;
  }
  return at;
}

export function archivedText(value: ArchiveValue, ...path: readonly string[]): string {
  const found = archived(value, ...path);
  return typeof found === 'string' ? found : typeof found === 'number' || typeof found === 'bigint' ? String(found) : '';
}

/** Seconds since 2001 of an archived NSDate; null when there is none. */
export function archivedSeconds(value: ArchiveValue, ...path: readonly string[]): number | null {
  const found = archived(value, ...path);
  if (found instanceof Date) return (found.getTime() - appleStartMs) / 1000;
  const seconds = archived(found, archivedTimeKey);
  return typeof seconds === 'number' ? seconds : null;
}
