/** Reads what a picture says about itself: EXIF, GPS, text chunks. All of it becomes named values; some of it a capture time. */
import ExifReader from 'exifreader';
import type { Field } from '../../../../shared/domain/item.ts';
import type { WallClock } from '../../../../shared/domain/zone.ts';

// A CommonJS package: Node finds its functions only on the default export.
// oxlint-disable-next-line import/no-named-as-default-member
const { load, errors } = ExifReader;

export interface CaptureTime {
  /** As EXIF writes it, `2021:09:28 15:31:00`, with its offset when there is one. */
  readonly written: string;
  readonly clock: WallClock;
  readonly precision: 'second' | 'millisecond';
  /** From the offset beside the time, or worked out from the GPS time; null when neither is there. */
  readonly offset: { readonly zone: string; readonly inferred: boolean } | null;
}

export interface PictureFacts {
  readonly capture: CaptureTime | null;
  readonly fields: readonly Field[];
  readonly remarks: readonly string[];
}

const groups = { exif: 'EXIF', gps: 'GPS', iptc: 'IPTC', xmp: 'XMP', png: 'PNG', pngText: 'PNG text', makerNotes: 'Maker' } as const;
const skipped = /Pointer$|MakerNote$|Thumbnail|^_raw$|^Applications Notes$|JPEGInterchangeFormat/;
const maxFields = 300;
const maxValueLength = 2_000;
const quarterHourMs = 900_000;
/** How far a GPS fix may be from the moment of capture and still show the zone. */
const gpsToleranceMs = 120_000;

type Tags = ReadonlyMap<string, string>;

function describe(tag: unknown): string | null {
  if (typeof tag === 'number' || typeof tag === 'string') return String(tag);
  if (typeof tag !== 'object' || tag === null || !('description' in tag)) return null;
  const { description } = tag;
  return typeof description === 'string' || typeof description === 'number' ? String(description) : null;
}

function groupTags(expanded: Readonly<Record<string, unknown>>, group: string): Map<string, string> {
  const found = new Map<string, string>();
  const tags = expanded[group];
  if (typeof tags !== 'object' || tags === null) return found;
  for (const [name, tag] of Object.entries(tags)) {
    const value = skipped.test(name) ? null : describe(tag);
    if (value !== null && value.trim() !== '') found.set(name, value.replace(/\0+$/, ''));
  }
  return found;
}

function toFields(byGroup: ReadonlyMap<string, Tags>): Field[] {
  const fields: Field[] = [];
  for (const [group, label] of Object.entries(groups)) {
    for (const [name, value] of byGroup.get(group) ?? []) {
      const cut = value.length > maxValueLength ? `${value.slice(0, maxValueLength)}… (${value.length} characters in the file)` : value;
      if (fields.length < maxFields) fields.push({ name: `${label} ${name}`, value: cut });
    }
  }
  return fields;
}

function readClock(written: string): Omit<WallClock, 'millisecond'> | null {
  const match = /^\s*(\d{4})[:/-](\d{2})[:/-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(written);
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [number, number, number, number, number, number]; // six groups
  // A camera whose clock was never set writes zeros.
  return year === 0 || month === 0 || day === 0 ? null : { year, month, day, hour, minute, second };
}

const asIfUtc = (clock: WallClock): number => Date.UTC(clock.year, clock.month - 1, clock.day, clock.hour, clock.minute, clock.second);

function offsetText(ms: number): string {
  const minutes = Math.abs(ms) / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** GPS time is UTC. Its distance from the local time, if close to a quarter of an hour, is the zone. */
function offsetFromGps(exif: Tags, clock: WallClock): string | null {
  const day = readClock(`${exif.get('GPSDateStamp') ?? ''} 00:00:00`);
  const time = /^(\d{1,2}):(\d{1,2}):(\d{1,2})/.exec(exif.get('GPSTimeStamp') ?? '');
  if (day === null || time === null) return null;
  const gpsMs = asIfUtc({ ...day, millisecond: 0 }) + (Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3])) * 1000;
  const difference = asIfUtc(clock) - gpsMs;
  const offset = Math.round(difference / quarterHourMs) * quarterHourMs;
  const credible = Math.abs(difference - offset) <= gpsToleranceMs && offset >= -12 * 3_600_000 && offset <= 14 * 3_600_000;
  return credible ? offsetText(offset) : null;
}

function captureTime(exif: Tags): CaptureTime | null {
  const original = exif.get('DateTimeOriginal') ?? '';
  const read = readClock(original);
  if (read === null) return null;
  const fraction = (exif.get('SubSecTimeOriginal') ?? '').trim();
  const exact = /^\d{3,}$/.test(fraction);
  const clock: WallClock = { ...read, millisecond: exact ? Number(fraction.slice(0, 3)) : 0 };
  const stated = /^([+-]\d{2}:\d{2}|Z)/.exec((exif.get('OffsetTimeOriginal') ?? '').trim())?.[1];
  const inferred = stated === undefined ? offsetFromGps(exif, clock) : null;
  const offset = stated !== undefined ? { zone: stated === 'Z' ? '+00:00' : stated, inferred: false } : inferred === null ? null : { zone: inferred, inferred: true };
  return { written: stated === undefined ? original : `${original} ${stated}`, clock, precision: exact ? 'millisecond' : 'second', offset };
}

/** Everything a picture says about itself. Damaged metadata gives a remark, never an error. */
export async function readPictureFacts(bytes: Buffer): Promise<PictureFacts> {
  let expanded: Readonly<Record<string, unknown>>;
  try {
    expanded = { ...await load(bytes, { expanded: true, async: true, decompress: { maxDecompressedSize: 4 * 1_048_576 } }) };
  } catch (error) {
    if (error instanceof errors.MetadataMissingError) return { capture: null, fields: [], remarks: [] };
    return { capture: null, fields: [], remarks: ['The information the picture holds about itself is damaged and could not be read.'] };
  }
  const byGroup = new Map(Object.keys(groups).map((group) => [group, groupTags(expanded, group)]));
  const exif = byGroup.get('exif') ?? new Map<string, string>();
  const capture = captureTime(exif);
  const remarks: string[] = [];
  if (capture === null && exif.has('DateTimeOriginal')) remarks.push(`The capture time in the file, “${exif.get('DateTimeOriginal')}”, is not a date.`);
  if (capture?.offset?.inferred === true) remarks.push(`The picture gives its local time without a zone; the offset ${capture.offset.zone} was inferred from the GPS time (UTC) in the same file.`);
  return { capture, fields: toFields(byGroup), remarks };
}
