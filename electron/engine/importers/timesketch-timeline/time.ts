/**
 * When a Timesketch row happened. `datetime` is preferred; `timestamp` counts microseconds since
 * 1970. The two are written by different programs and can disagree by a day or by decades: both
 * are kept, and the disagreement is said.
 */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { epochTime, isPlausibleInstant } from '../time/epoch-time.ts';
import { placeWrittenTime } from '../time/place-written-time.ts';
import { readWrittenTime } from '../time/written-time.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';

export type RowTime =
  | { readonly ok: true; readonly time: EvidenceTime; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly code: QuarantinedRow['code']; readonly reason: string };

/** More than this between the two columns is a contradiction, not a rounding. */
const toleranceMs = 1000;
const dashedClock = /^(\d{4}-\d{2}-\d{2}[T ])(\d{2})-(\d{2})-(\d{2})(?=$|[.,Z+ -])/;
const isoUtc = (ms: number): string => new Date(ms).toISOString();

/** `05-07-28` for the time is no ISO 8601; read with colons it still shows whether the columns agree. */
function readForComparison(datetime: string): number | null {
  const repaired = datetime.replace(dashedClock, '$1$2:$3:$4');
  if (repaired === datetime) return null;
  const placed = placeWrittenTime({ written: repaired, storedByExcel: false }, { order: null, zone: null, storedSeconds: true });
  return placed.ok ? placed.time.earliestMs : null;
}

function contradiction(otherMs: number | null, time: EvidenceTime, other: string): { readonly flags: EvidenceTime['flags']; readonly remarks: string[] } {
  if (otherMs === null || time.earliestMs === null || Math.abs(otherMs - time.earliestMs) <= toleranceMs) return { flags: [], remarks: [] };
  return {
    flags: ['contradicts-itself'],
    remarks: [`The row gives two times that disagree: ${isoUtc(time.earliestMs)} is used, and ${other} says ${isoUtc(otherMs)}.`],
  };
}

function withOther(time: EvidenceTime, otherMs: number | null, other: string, remarks: readonly string[]): RowTime {
  const found = contradiction(otherMs, time, other);
  return { ok: true, time: { ...time, flags: [...time.flags, ...found.flags] }, remarks: [...remarks, ...found.remarks] };
}

/** A count that only makes sense in another unit is still read as the format says, and the other reading is named. */
function unitRemark(timestamp: string, time: EvidenceTime): string[] {
  if (time.earliestMs === null || isPlausibleInstant(time.earliestMs)) return [];
  const remark = `The timestamp ${timestamp} was read as microseconds since 1970, as the format defines it, and gives ${isoUtc(time.earliestMs)}, which is not plausible; it is kept as written.`;
  for (const [unit, epoch] of [['seconds', 'unix-seconds'], ['milliseconds', 'unix-milliseconds']] as const) {
    const other = epochTime(timestamp, epoch).earliestMs;
    if (other !== null && isPlausibleInstant(other)) return [`${remark} Read as ${unit} it would be ${isoUtc(other)}.`];
  }
  return [remark];
}

/**
 * The time of a row from its two columns ('' = the column is empty or missing). `zone` is for a
 * `datetime` that states no offset where no `timestamp` settles it.
 */
export function rowTime(datetime: string, timestamp: string, zone: StatedZone | null): RowTime {
  const counted = epochTime(timestamp, 'unix-microseconds');
  const stampRemarks = timestamp !== '' && counted.earliestMs === null ? [`The timestamp “${timestamp.slice(0, 60)}” is not a time that was recorded.`] : [];
  if (datetime === '') {
    if (timestamp === '') return { ok: true, time: undated(), remarks: ['This row gives no time.'] };
    return { ok: true, time: counted, remarks: [...stampRemarks, ...unitRemark(timestamp, counted), 'The time is the timestamp column; there is no datetime.'] };
  }
  const reading = readWrittenTime(datetime);
  const stamped = counted.earliestMs !== null;
  if (stamped && reading !== null && reading.offset === null && zone === null) {
    return { ok: true, time: counted, remarks: [`The datetime “${datetime}” does not say which clock it uses; the timestamp column, which counts in UTC, was used.`] };
  }
  const placed = placeWrittenTime({ written: datetime, storedByExcel: false }, { order: null, zone, storedSeconds: true });
  if (placed.ok && placed.time.earliestMs !== null) return withOther(placed.time, counted.earliestMs, `the timestamp column (${timestamp})`, [...placed.remarks, ...stampRemarks]);
  if (!stamped) return placed.ok ? placed : { ...placed, reason: `${placed.reason} There is no timestamp to use instead.` };
  const remark = `The datetime “${datetime.slice(0, 80)}” is not a date and time in ISO 8601; the timestamp column was used.`;
  return withOther(counted, readForComparison(datetime), `the datetime (“${datetime.slice(0, 80)}”, its dashes read as colons)`, [remark, ...unitRemark(timestamp, counted)]);
}

/** Whether a row cannot be placed before a person says which clock its `datetime` uses. */
export function needsZone(datetime: string, timestamp: string): boolean {
  const reading = datetime === '' ? null : readWrittenTime(datetime);
  return reading !== null && reading.date.kind === 'settled' && reading.offset === null && epochTime(timestamp, 'unix-microseconds').earliestMs === null;
}
