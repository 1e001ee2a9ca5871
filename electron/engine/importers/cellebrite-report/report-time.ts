/** The time of a record: which of its fields gives it, and what that field says. */
import { undated, type EvidenceTime, type TimeFlag } from '../../../../shared/domain/evidence-time.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { isPlausibleInstant } from '../time/epoch-time.ts';
import { placeWrittenTime } from '../time/place-written-time.ts';
import { placeWallClock, type StatedZone } from '../time/wall-clock-time.ts';
import type { ReportModel, ReportValue } from './model.ts';
import { ownEntry } from '../text/own-entry.ts';

export type RecordTime =
  | { readonly ok: true; readonly time: EvidenceTime; readonly remarks: readonly string[]; readonly field: string }
  | { readonly ok: false; readonly code: QuarantinedRow['code']; readonly reason: string };

/** Fields that can be the time of a record, the most telling first. */
const timeFields = [
  'TimeStamp', 'Timestamp', 'StartTime', 'StartDate', 'Date', 'DateTime', 'TimeCreated', 'CreationTime', 'CreationDate', 'DateCreated',
  'LastVisited', 'LastConnected', 'LastActivity', 'LastLaunch', 'TimeModified', 'LastModified', 'LastModificationTime', 'PurchaseDate', 'InstallationTime', 'TimeContacted', 'EndTime',
];

const isoTime = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s?(Z|[+-]\d{2}:?\d{2})?$/;
/** Clocks that were never set, as programs write them. */
const neverSet: Readonly<Record<string, string>> = {
  '0001-01-01T00:00:00': 'the zero of .NET', '1601-01-01T00:00:00': 'the zero of Windows', '1970-01-01T00:00:00': 'the zero of Unix',
};
const appleZero = '2001-01-01T00:00:00';

interface Parts { readonly written: string; readonly match: RegExpExecArray; readonly offset: string | null }

function readParts(written: string): Parts | null {
  const match = isoTime.exec(written);
  if (match === null) return null;
  const zone = match[8];
  return { written, match, offset: zone === undefined ? null : zone === 'Z' ? '+00:00' : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone };
}

/** A fraction of zeros is how the report writes a whole second. */
function precisionOf({ match }: Parts): 'millisecond' | 'second' | 'minute' {
  if (match[6] === undefined) return 'minute';
  return match[7] === undefined || /^0+$/.test(match[7]) ? 'second' : 'millisecond';
}

function placeIso(parts: Parts, zone: StatedZone, flags: readonly TimeFlag[]) {
  const number = (group: number): number => Number(parts.match[group] ?? 0);
  const millisecond = Number((parts.match[7] ?? '').padEnd(3, '0').slice(0, 3));
  return placeWallClock({
    year: number(1), month: number(2), day: number(3), hour: number(4), minute: number(5), second: number(6), millisecond,
  }, precisionOf(parts), zone, parts.written, flags);
}

/** The copy made for display must mean the same second, when it states an offset too. */
function contradicts(time: EvidenceTime, written: string, { formatted }: ReportValue): boolean {
  // The same second of the same clock, as it nearly always is, cannot be another time.
  if (formatted === '' || time.earliestMs === null || formatted === written.slice(0, 19) + written.slice(19).replace(/^\.\d+/, '')) return false;
  const shown = readParts(formatted.trim());
  if (shown?.offset === null || shown === null) return false;
  const placed = placeIso(shown, { zone: shown.offset, basis: 'in-data', by: '' }, []);
  return placed.ok && placed.time.earliestMs !== null && Math.abs(placed.time.earliestMs - time.earliestMs) >= 1000;
}

/** Reads one written time. `zone` is for times that state no offset; null = nobody has said. */
export function readReportTime(value: ReportValue, zone: StatedZone | null): RecordTime {
  const written = value.text.trim();
  const field = '';
  const zero = ownEntry(neverSet, written.slice(0, 19));
  if (zero !== undefined && !/\.\d*[1-9]/.test(written)) {
    return { ok: true, field, time: undated(written), remarks: [`The report gives “${written}”, ${zero}: the time was not recorded.`] };
  }
  const parts = readParts(written);
  if (parts === null) {
    const placed = placeWrittenTime({ written, storedByExcel: false }, { order: null, zone, storedSeconds: true });
    return placed.ok ? { ...placed, field } : placed;
  }
  const stated = parts.offset === null ? zone : { zone: parts.offset, basis: 'in-data' as const, by: '' };
  if (stated === null) {
    return { ok: true, field, time: undated(written), remarks: ['The time states no offset, and nobody has said which clock it was; the record is kept undated.'] };
  }
  const placed = placeIso(parts, stated, []);
  if (!placed.ok) return placed;
  const { time } = placed;
  const flags = [...time.flags];
  const remarks: string[] = [];
  if (time.earliestMs !== null && !isPlausibleInstant(time.earliestMs)) flags.push('implausible');
  if (parts.offset !== null && contradicts(time, written, value)) {
    flags.push('contradicts-itself');
    remarks.push(`The report's copy of the time for display, “${value.formatted}”, is another time; the value itself was used.`);
  }
  if (written.startsWith(appleZero) && !/\.\d*[1-9]/.test(written)) remarks.push('The time is the zero of Apple’s clock; it may never have been recorded.');
  return { ok: true, field, time: { ...time, flags }, remarks };
}

function candidate(model: ReportModel): { readonly name: string; readonly value: ReportValue } | null {
  for (const name of timeFields) {
    for (const field of model.fields) {
      const value = field.name === name ? field.values.find(({ text }) => text.trim() !== '') : undefined;
      if (value !== undefined) return { name, value };
    }
  }
  return null;
}

/** The time of a record; undated when no field gives one. */
export function recordTime(model: ReportModel, zone: StatedZone | null): RecordTime {
  const found = candidate(model);
  if (found === null) return { ok: true, time: undated(), remarks: [], field: '' };
  const read = readReportTime(found.value, zone);
  if (!read.ok) return read;
  const remarks = /^time ?stamp$/i.test(found.name) || read.time.earliestMs === null ? read.remarks : [...read.remarks, `The time is the record's “${found.name}”.`];
  return { ...read, remarks, field: found.name };
}
