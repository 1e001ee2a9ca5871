/** Rows of plaso's text tables: l2t CSV and TLN, as items. */
import { parse } from 'csv-parse/sync';
import { undated } from '../../../../shared/domain/evidence-time.ts';
import type { Field, Locator } from '../../../../shared/domain/item.ts';
import { offsetAt } from '../../../../shared/domain/zone.ts';
import { eventItem, setAside } from '../events/event-item.ts';
import type { SourceRow } from '../importer.ts';
import { epochTime } from '../time/epoch-time.ts';
import { placeWrittenTime } from '../time/place-written-time.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import type { TextLine } from '../text/text-lines.ts';
import { l2tColumns, tlnColumns } from './detect.ts';
import { zoneOf } from './zone-names.ts';

/** plaso writes a hyphen where it has nothing. */
const known = (value: string | undefined): string => (value === undefined || value.trim() === '-' || value.trim() === ':' ? '' : value.trim());
const fieldsOf = (names: readonly string[], cells: readonly string[]): Field[] =>
  cells.map((value, column) => ({ name: names[column] ?? `column ${column + 1}`, value })).filter(({ value }) => value !== '');

/** plaso puts no quotation marks around values and replaces the commas in them, so a line is cut at every comma; a copy saved by another program may be quoted. */
function l2tCells(text: string, quoted: boolean): readonly string[] | null {
  const plain = text.split(',');
  if (!quoted && plain.length === l2tColumns.length) return plain;
  if (!text.includes('"')) return null;
  try {
    const [row, another] = parse(text, { relax_column_count: true, max_record_size: 2_097_152 });
    return row !== undefined && another === undefined && row.length === l2tColumns.length ? row : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

const hourMs = 3_600_000;

function zoneRemark(written: string, zone: StatedZone, ms: number | null): { readonly remark: string | null; readonly contradicts: boolean } {
  if (zone.basis !== 'in-data') return { remark: `The row names the zone “${written}”, which is not one this program knows; the zone stated for the file, ${zone.zone}, was used.`, contradicts: false };
  if (written.trim().toUpperCase() !== 'BST' || ms === null || offsetAt('Europe/London', ms) === hourMs) return { remark: null, contradicts: false };
  return { remark: 'The row says BST on a day when British Summer Time was not in force; it was read as UTC+01:00.', contradicts: true };
}

/** A row of an l2t CSV. `stated` is for zone names this program does not know. */
export function l2tRow(line: TextLine, quoted: boolean, locator: Locator, stated: StatedZone | null): SourceRow {
  const fail = (code: 'malformed-row' | 'unreadable-time' | 'impossible-date', reason: string): SourceRow => setAside(locator, code, `Line ${line.line}: ${reason}`, line.text);
  const cells = l2tCells(line.text, quoted);
  if (cells === null) return fail('malformed-row', `it has ${line.text.split(',').length} values where an l2t row has ${l2tColumns.length}.`);
  const [date = '', time = '', zoneName = ''] = cells;
  const row = {
    text: cells[10] ?? '', from: known(cells[7]), account: known(cells[7]), thread: known(cells[8]), locator, verbatim: line.text, fields: fieldsOf(l2tColumns, cells),
  };
  if (date === '00/00/0000') return eventItem({ ...row, time: undated(`${date} ${time}`), remarks: ['plaso writes 00/00/0000 where the source gives no time.'] });
  if (!/^\d{1,2}\/\d{1,2}\/\d{4}$/.test(date)) return fail('unreadable-time', `“${date}” is not a date as l2t CSV writes it (MM/DD/YYYY).`);
  if (!/^\d{1,2}:\d{2}:\d{2}$/.test(time)) return fail('unreadable-time', `“${time}” is not a time as l2t CSV writes it (HH:MM:SS).`);
  const own = zoneOf(zoneName);
  const zone = own === null ? stated : { zone: own, basis: 'in-data' as const, by: '' };
  if (zone === null) return fail('unreadable-time', `the zone name “${zoneName}” is not one this program knows, or means several things. State the zone of the file and import again.`);
  const placed = placeWrittenTime({ written: `${date} ${time}`, storedByExcel: false }, { order: 'mdy', zone, storedSeconds: true });
  if (!placed.ok) return setAside(locator, placed.code, `Line ${line.line}: ${placed.reason}`, line.text);
  const { remark, contradicts } = zoneRemark(zoneName, zone, placed.time.earliestMs);
  const written = `${date} ${time} ${zoneName}`;
  return eventItem({
    ...row, time: { ...placed.time, written, flags: [...placed.time.flags, ...(contradicts ? ['contradicts-itself' as const] : [])] },
    remarks: [...placed.remarks, ...(remark === null ? [] : [remark])],
  });
}

/** The description of a TLN row begins with the same time, more finely: `2012-01-22T07:52:33+00:00; …`. */
function describedMs(description: string): number | null {
  const written = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}));/.exec(description)?.[1];
  if (written === undefined) return null;
  const placed = placeWrittenTime({ written, storedByExcel: false }, { order: null, zone: null, storedSeconds: true });
  return placed.ok ? placed.time.earliestMs : null;
}

/** Bars inside a description make more values than columns: they are put back together there. */
function tlnCells(text: string, columns: 5 | 7): { readonly cells: readonly string[]; readonly joined: boolean } | null {
  const parts = text.split('|');
  if (parts.length < columns) return null;
  const after = columns - 5;
  const description = parts.slice(4, parts.length - after).join('|');
  return { cells: [...parts.slice(0, 4), description, ...(after === 0 ? [] : parts.slice(-after))], joined: parts.length > columns };
}

/** A row of a TLN (5 columns) or L2TTLN (7 columns) file. */
export function tlnRow(line: TextLine, columns: 5 | 7, locator: Locator): SourceRow {
  const read = tlnCells(line.text, columns);
  if (read === null) return setAside(locator, 'malformed-row', `Line ${line.line} has ${line.text.split('|').length} values between bars where the format has ${columns}.`, line.text);
  const { cells, joined } = read;
  const [seconds = '', , host, user, description = ''] = cells;
  const stated = seconds.trim();
  if (!/^-?\d{1,18}(?:\.\d{1,9})?$/.test(stated)) return setAside(locator, 'unreadable-time', `Line ${line.line}: “${stated.slice(0, 60)}” is not a count of seconds since 1970.`, line.text);
  const time = epochTime(stated, 'unix-seconds');
  const described = describedMs(description);
  const contradicts = described !== null && time.earliestMs !== null && Math.abs(described - time.earliestMs) > 1000;
  const remarks = [
    ...(joined ? ['The line has more bars than the format has columns; those in the middle were taken for part of the description.'] : []),
    ...(time.earliestMs === null ? ['The time column holds no time that was recorded.'] : []),
    ...(contradicts ? [`The description gives another time, ${new Date(described).toISOString()}; the time column was used.`] : []),
  ];
  return eventItem({
    time: contradicts ? { ...time, flags: [...time.flags, 'contradicts-itself'] } : time, text: description, from: known(user), account: known(user), thread: known(host),
    locator, verbatim: line.text, fields: fieldsOf(tlnColumns, cells), remarks,
  });
}
