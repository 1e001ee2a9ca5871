/** The time of a row: text with its offset in a table, a count of seconds in the report's database. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { epochTime } from '../time/epoch-time.ts';
import { placeWrittenTime, type TimeRules } from '../time/place-written-time.ts';
import { readWrittenTime } from '../time/written-time.ts';
import type { Meaning } from './meaning.ts';
import { valueOf, type ReportRow, type ReportTable } from './report-row.ts';

/** What the tool writes for a time it does not have. */
const noTime = /^(?:|none|null|n\/a|-)$/i;

/** The characters of a row's time, and where they stand; '' when the row has none. */
export function writtenTime(table: ReportTable, meaning: Meaning, row: ReportRow): string {
  if (table.origin === 'timeline') {
    // The key is the first column of the table, whatever that is.
    const key = valueOf(row, 'key').trim();
    if (readWrittenTime(key) !== null) return key;
    return row.values.slice(1).map(({ value }) => value.trim()).find((value) => /^\d{4}-\d{2}-\d{2}[ T]\d{2}:/.test(value) && readWrittenTime(value) !== null) ?? '';
  }
  const written = valueOf(row, meaning.time).trim();
  return noTime.test(written) ? '' : written;
}

/** True when a person has to say in which zone the row's time was written. */
export function needsZone(table: ReportTable, written: string): boolean {
  return table.origin !== 'database' && readWrittenTime(written)?.offset === null;
}

export type RowTime =
  | { readonly ok: true; readonly time: EvidenceTime; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly code: QuarantinedRow['code']; readonly reason: string };

/** Places a row in time. Characters that are no time leave the row undated: the column may not be one. */
export function timeOfRow(table: ReportTable, meaning: Meaning, row: ReportRow, rules: TimeRules): RowTime {
  const written = writtenTime(table, meaning, row);
  if (written === '') return { ok: true, time: undated(), remarks: [] };
  if (table.origin === 'database' && /^-?\d{1,17}(?:\.\d{1,9})?$/.test(written)) return { ok: true, time: epochTime(written, 'unix-seconds'), remarks: [] };
  if (readWrittenTime(written) === null) return { ok: true, time: undated(written), remarks: [`“${written.slice(0, 80)}” stands in the time column and is not a time this program can read.`] };
  return placeWrittenTime({ written, storedByExcel: false }, rules);
}
