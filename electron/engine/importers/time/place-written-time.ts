/** Places one row in time with the order and zone settled for the file, or says why it cannot be placed. */
import { undated, type EvidenceTime, type TimeFlag } from '../../../../shared/domain/evidence-time.ts';
import type { DateOrder } from '../../../../shared/domain/audit-row.ts';
import { dateOrderLabels } from '../../../../shared/domain/audit-row.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { offsetAt } from '../../../../shared/domain/zone.ts';
import { placeWallClock, type StatedZone } from './wall-clock-time.ts';
import { inOrder, readWrittenTime, type WrittenTime } from './written-time.ts';

export interface TimeCell { readonly written: string; readonly storedByExcel: boolean }

export interface TimeRules {
  readonly order: DateOrder | null;
  /** For rows that state no offset themselves; null when every row does. */
  readonly zone: StatedZone | null;
  /** False when the workbook's stored dates never hold seconds. */
  readonly storedSeconds: boolean;
}

export type PlacedTime =
  | { readonly ok: true; readonly time: EvidenceTime; readonly remarks: readonly string[] }
  | { readonly ok: false; readonly code: QuarantinedRow['code']; readonly reason: string };

const hourMs = 3_600_000;
/** Computers hardly recorded anything before 1980; a later century is a clock gone wrong. */
const plausibleYears: readonly [number, number] = [1980, 2099];

function calendarDate(reading: WrittenTime, order: DateOrder | null): { year: number; month: number; day: number } | 'no-order' | 'impossible' {
  const { date } = reading;
  switch (date.kind) {
    case 'settled': return date;
    case 'epoch': return 'impossible';
    case 'numbers': {
      if (order === null) return 'no-order';
      // A year of four digits at the end fits day and month only; year/month/day says nothing about those.
      return inOrder(date, order) ?? 'impossible';
    }
  }
}

function precisionOf(reading: WrittenTime, cell: TimeCell, rules: TimeRules): 'millisecond' | 'second' | 'minute' | 'day' {
  const { clock } = reading;
  if (clock === null) return 'day';
  if (clock.millisecond !== null) return 'millisecond';
  if (clock.second === null || (cell.storedByExcel && !rules.storedSeconds)) return 'minute';
  return 'second';
}

function epochTime(ms: number, unit: string, written: string): PlacedTime {
  const exact = unit !== 'seconds';
  return {
    ok: true,
    time: {
      written, earliestMs: ms, latestMs: ms + (exact ? 1 : 1000), precision: exact ? 'millisecond' : 'second',
      zone: 'UTC', zoneBasis: 'in-data', zoneBasisBy: '', flags: [],
    },
    remarks: [`The time is a number, read as ${unit} since 1970 in UTC.`],
  };
}

/** The time of a row. An empty cell makes an undated item; characters that are no time set the row aside. */
export function placeWrittenTime(cell: TimeCell, rules: TimeRules): PlacedTime {
  const { written } = cell;
  if (written === '') return { ok: true, time: undated(), remarks: ['This row gives no time.'] };
  const reading = readWrittenTime(written);
  if (reading === null) return { ok: false, code: 'unreadable-time', reason: `“${written.slice(0, 80)}” is not a date and time this program can read.` };
  if (reading.date.kind === 'epoch') return epochTime(reading.date.ms, reading.date.unit, written);
  const date = calendarDate(reading, rules.order);
  if (date === 'no-order') return { ok: false, code: 'undecided-date-order', reason: `“${written}” can be read day first or month first, and nobody has said which.` };
  if (date === 'impossible') return { ok: false, code: 'impossible-date', reason: `“${written}” is not a date when read as ${dateOrderLabels[rules.order ?? 'dmy']}.` };
  const stated: StatedZone | null = reading.offset === null ? rules.zone : { zone: reading.offset, basis: 'in-data', by: '' };
  if (stated === null) return { ok: false, code: 'unreadable-time', reason: `“${written}” does not say which clock was used, and nobody has said so.` };
  const clock = reading.clock;
  const flags: TimeFlag[] = clock?.contradictsItself === true ? ['contradicts-itself'] : [];
  const implausible = date.year < plausibleYears[0] || date.year > plausibleYears[1];
  const placed = placeWallClock(
    { year: date.year, month: date.month, day: date.day, hour: clock?.hour ?? 0, minute: clock?.minute ?? 0, second: clock?.second ?? 0, millisecond: clock?.millisecond ?? 0 },
    precisionOf(reading, cell, rules), stated, written, implausible ? [...flags, 'implausible'] : flags,
  );
  if (!placed.ok) return placed;
  const remarks = [
    ...(flags.length > 0 ? ['The time says both a 24-hour clock and am or pm; the 24-hour value was kept.'] : []),
    ...(implausible ? [`The year ${date.year} is not plausible for a record of this kind; it is kept as written.`] : []),
  ];
  return checkSummer(reading, placed.time, remarks);
}

/** `BST` on a winter's day contradicts itself: the offset is believed and the contradiction flagged. */
function checkSummer(reading: WrittenTime, time: EvidenceTime, remarks: readonly string[]): PlacedTime {
  const wrong = reading.saysBritishSummer && time.earliestMs !== null && offsetAt('Europe/London', time.earliestMs) !== hourMs;
  if (!wrong) return { ok: true, time, remarks };
  return {
    ok: true, time: { ...time, flags: [...time.flags, 'contradicts-itself'] },
    remarks: [...remarks, 'The row says BST on a day when British Summer Time was not in force; it was read as UTC+01:00.'],
  };
}
