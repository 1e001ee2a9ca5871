/** One row of a duty roster as an item: a duty from its start to its end, or a day without one. */
import type { Field, Identifier, ItemDraft, Locator } from '../../../../shared/domain/item.ts';
import { setAside } from '../events/event-item.ts';
import { mentionedIn, nameIdentifier } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import type { AnyRow } from '../table/table-row.ts';
import { placeWrittenTime, type PlacedTime, type TimeRules } from '../time/place-written-time.ts';
import { readWrittenTime } from '../time/written-time.ts';
import { offsetAt, readWallClock, wallClockAt } from '../../../../shared/domain/zone.ts';
import type { RosterColumns } from './roster-columns.ts';
import { wallClockOf, wallSeconds } from './wall-seconds.ts';

const cellOf = (cells: readonly string[], column: number | null): string => (column === null ? '' : (cells[column] ?? '').trim());
const isoUtc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
/** A cell that holds a time of day and nothing else. */
const clockOnly = /^(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\.?)?|[0-2]\d[0-5]\d)(?:\s*h(?:ou)?rs?)?$/i;

/** The characters that give a moment: the cell itself when it holds a date, otherwise the date's cell and it; '' when there is no time of day. */
export function momentOf(cells: readonly string[], column: number, dateColumn: number | null): string {
  const own = cellOf(cells, column);
  if (clockOnly.test(own)) {
    const date = cellOf(cells, dateColumn);
    return date === '' ? '' : `${date} ${own}`;
  }
  return readWrittenTime(own)?.clock == null ? '' : own;
}

interface End { readonly ms: number | null; readonly remarks: readonly string[] }

/** 22:00 to 07:00 on one date: the end is on the next day, on the same clock. */
function nextDay(ms: number, zone: string): number | null {
  const clock = wallClockAt(zone, ms);
  const later = readWallClock({ ...wallClockOf(wallSeconds(clock) + 86_400), millisecond: clock.millisecond }, zone);
  return later.kind === 'exact' ? later.ms : later.kind === 'repeated' ? later.earlierMs : null;
}

function endOf(cells: readonly string[], columns: RosterColumns, rules: TimeRules, start: { readonly ms: number; readonly zone: string }): End {
  const written = cellOf(cells, columns.end);
  if (written === '') return { ms: null, remarks: ['The row gives no end.'] };
  const moment = momentOf(cells, columns.end, columns.endDate ?? columns.date);
  const placed = moment === '' ? null : placeWrittenTime({ written: moment, storedByExcel: false }, rules);
  if (placed === null || !placed.ok || placed.time.earliestMs === null) return { ms: null, remarks: [`The end “${written.slice(0, 60)}” could not be read as a time; it is left out.`] };
  const ms = placed.time.earliestMs;
  if (ms > start.ms) return { ms, remarks: placed.remarks };
  if (ms === start.ms) return { ms: null, remarks: ['The row begins and ends at the same time; its end is left out.'] };
  const later = clockOnly.test(written) && columns.endDate === null ? nextDay(ms, start.zone) : null;
  if (later === null || later <= start.ms) return { ms: null, remarks: ['The row ends before it begins; its end is left out.'] };
  return { ms: later, remarks: ['The end is earlier on the clock than the start, so it was read as being on the next day.'] };
}

function identifiersOf(officer: string, collar: string, text: string): Identifier[] {
  return [
    ...(officer === '' ? [] : [nameIdentifier(officer, 'participant')]),
    ...(collar === '' ? [] : [{ kind: 'collar', role: 'participant', written: collar, normal: collar.replace(/\s+/g, ' ').toLowerCase(), certainty: 'certain' } as const]),
    ...mentionedIn(text),
  ];
}

interface RowStart { readonly placed: PlacedTime; readonly duty: boolean; readonly remarks: readonly string[] }

/** A row without a time of day (a rest day, leave) is dated by its day alone and is no duty. */
function startOf(cells: readonly string[], columns: RosterColumns, rules: TimeRules): RowStart {
  const moment = momentOf(cells, columns.start, columns.date);
  if (moment !== '') return { placed: placeWrittenTime({ written: moment, storedByExcel: false }, rules), duty: true, remarks: [] };
  const own = cellOf(cells, columns.start);
  const day = cellOf(cells, columns.date) || (readWrittenTime(own) === null ? '' : own);
  const why = own === '' ? 'The row gives no start: it is kept as a day without a duty.' : `The start “${own.slice(0, 60)}” is no time of day: the row is kept as a day without a duty.`;
  return { placed: placeWrittenTime({ written: day, storedByExcel: false }, rules), duty: false, remarks: [why] };
}

/** Every row gives exactly one result. */
export function rosterRow(row: AnyRow, columns: RosterColumns, rules: TimeRules, file: string): SourceRow {
  const locator: Locator = { type: 'row', file, sheet: null, row: row.row, byte: row.byte };
  if (row.type === 'unreadable') return setAside(locator, row.code, row.reason, row.verbatim);
  const { cells } = row;
  if (cells.every((cell) => cell.trim() === '')) return setAside(locator, 'no-content', `Row ${row.row} has only empty cells.`, row.verbatim);
  if (cells.length <= columns.start || (row.relaxed && cells.length !== columns.headings.length)) {
    return setAside(locator, 'malformed-row', `Row ${row.row} has ${cells.length} cells where the headings have ${columns.headings.length}.`, row.verbatim);
  }
  const { placed, duty, remarks } = startOf(cells, columns, rules);
  if (!placed.ok) return setAside(locator, placed.code, `Row ${row.row}: ${placed.reason}`, row.verbatim);
  const { time } = placed;
  const [officer, collar, shift] = [cellOf(cells, columns.officer), cellOf(cells, columns.collar), cellOf(cells, columns.shift)];
  const counts = duty && time.earliestMs !== null;
  const end = counts ? endOf(cells, columns, rules, { ms: time.earliestMs ?? 0, zone: time.zone ?? 'UTC' }) : { ms: null, remarks: [] };
  const fields: Field[] = [
    ...(counts ? [{ name: 'Duty start', value: isoUtc(time.earliestMs ?? 0) }] : []), ...(end.ms === null ? [] : [{ name: 'Duty end', value: isoUtc(end.ms) }]),
    ...(officer === '' ? [] : [{ name: 'Officer', value: officer }]), ...(shift === '' ? [] : [{ name: 'Shift', value: shift }]),
    ...cells.map((value, column) => ({ name: columns.headings[column] ?? `column ${column + 1}`, value })).filter(({ value, name }, column) => value !== '' && !((name === 'Officer' && column === columns.officer) || (name === 'Shift' && column === columns.shift))),
  ];
  const hours = end.ms === null ? '' : ` to ${clockText(end.ms, time.zone ?? 'UTC')}`;
  const text = counts ? [shift, `${clockText(time.earliestMs ?? 0, time.zone ?? 'UTC')}${hours}`].filter((part) => part !== '').join(' · ') : shift || cellOf(cells, columns.start);
  const ragged = cells.length === columns.headings.length ? [] : [`This row has ${cells.length} cells where the headings have ${columns.headings.length}; its values may stand under the wrong headings.`];
  const item: ItemDraft = {
    kind: 'event', time, direction: 'none', from: officer || collar, to: [], thread: '', text, status: 'live', locator, verbatim: row.verbatim, fields, attachments: [],
    identifiers: identifiersOf(officer, collar, shift), remarks: [...row.remarks, ...ragged, ...remarks, ...placed.remarks, ...end.remarks],
  };
  return { type: 'item', item };
}

/** `07:00`, on the clock of the row. */
function clockText(ms: number, zone: string): string {
  return new Date(ms + offsetAt(zone, ms)).toISOString().slice(11, 16);
}
