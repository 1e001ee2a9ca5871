/** Turns one row of a table into an item, or into a quarantined row with its reason. One row stays one item; nothing is merged. */
import { auditFieldLabels, type ColumnMapping } from '../../../../shared/domain/audit-row.ts';
import type { Direction, Field, ItemDraft, Locator } from '../../../../shared/domain/item.ts';
import type { SourceRow } from '../importer.ts';
import { timeOf, valueOf, type Columns } from './mapping.ts';
import { epochLabels, type Epoch } from '../../../../shared/domain/epoch.ts';
import { recipients, rowIdentifiers } from './row-identifiers.ts';
import { rowText } from './row-text.ts';
import { epochTime } from '../time/epoch-time.ts';
import { placeWrittenTime, type PlacedTime, type TimeRules } from '../time/place-written-time.ts';
import { maxRecordBytes, type AnyRow, type TableRow } from '../table/table-row.ts';

export interface RowRules {
  /** The table's path inside the exhibit. */
  readonly file: string;
  readonly mapping: ColumnMapping;
  readonly columns: Columns;
  readonly time: TimeRules;
  readonly sheet: string | null;
  /** How bare numbers in the time column count; null when it writes dates. */
  readonly epoch: Epoch | null;
  /** Name of the device's owner, where direction matters; null when not said. */
  readonly deviceOwner: string | null;
}

type Quarantined = Extract<SourceRow, { type: 'quarantined' }>['row'];

const locatorOf = (row: AnyRow, { file, sheet }: RowRules): Locator => row.locator ?? { type: 'row', file, sheet, row: row.row, byte: row.byte };

/** A row that cannot stand, with its place. */
export function setAside(row: AnyRow, rules: RowRules, code: Quarantined['code'], reason: string): SourceRow {
  return { type: 'quarantined', row: { locator: locatorOf(row, rules), code, reason, verbatim: row.verbatim } };
}

/** The meaning this force gives a code, kept beside the code and never in its place. */
function codeMeanings({ columns, mapping }: RowRules, cells: readonly string[]): Field[] {
  return (mapping.codes ?? []).flatMap(({ field, meanings }) => {
    const code = valueOf(columns, field, cells);
    const meaning = meanings[code];
    return meaning === undefined || meaning === '' ? [] : [{ name: `${auditFieldLabels[field]}, meaning given by ${mapping.force === '' ? mapping.name : mapping.force}`, value: `${code} = ${meaning}` }];
  });
}

/** Every column in file order, so nothing is lost: known ones under their field's name, the others under their heading. */
function fieldsOf(columns: Columns, cells: readonly string[]): Field[] {
  const count = Math.max(cells.length, columns.headings.length);
  return Array.from({ length: count }, (_, column) => {
    const field = columns.fieldAt(column);
    return { name: field === null ? columns.headings[column] ?? `column ${column + 1}` : auditFieldLabels[field], value: cells[column] ?? '' };
  });
}

function repeatsHeadings(columns: Columns, cells: readonly string[]): boolean {
  const clean = (cell: string | undefined): string => (cell ?? '').replace(/^\ufeff/, '').trim().toLowerCase();
  return cells.length === columns.headingCells.length && cells.every((cell, column) => clean(cell) === clean(columns.headingCells[column]));
}

/** Why the row cannot stand as it is, or null. Rows with too few cells stand if the mapped ones are there. */
function faultOf(row: TableRow, { columns }: RowRules): { code: Quarantined['code']; reason: string } | null {
  const expected = columns.headings.length;
  const found = row.cells.length;
  if (row.cells.every((cell) => cell.trim() === '')) return { code: 'no-content', reason: `Row ${row.row} has only empty cells.` };
  if (repeatsHeadings(columns, row.cells)) return { code: 'malformed-row', reason: `Row ${row.row} repeats the headings; it is not an entry of its own.` };
  const huge = row.cells.findIndex((cell) => cell.length > maxRecordBytes);
  if (huge !== -1) return { code: 'too-large', reason: `Row ${row.row}, column ${huge + 1}, holds more than 1 MiB of text.` };
  if (row.relaxed && found !== expected) {
    return { code: 'malformed-row', reason: `Row ${row.row} has a quotation mark that is not closed or not doubled; read as it stands it has ${found} cells where the headings have ${expected}.` };
  }
  const timeColumns = (['date-time', 'date'] as const).flatMap((field) => columns.of(field));
  if (row.byte !== null && found < expected && timeColumns.length > 0 && timeColumns.every((column) => column >= found)) {
    return { code: 'malformed-row', reason: `Row ${row.row} has ${found} cells where the headings have ${expected}, and none of them is its time.` };
  }
  return null;
}

/** A workbook does not store empty cells at the end of a row, so only text files can be ragged. */
function raggedRemark(row: TableRow, columns: Columns): string[] {
  const [found, expected] = [row.cells.length, columns.headings.length];
  if (found === expected || (row.byte === null && found < expected)) return [];
  return [`This row has ${found} cells where the headings have ${expected}; its values may stand under the wrong headings.`];
}

interface Parties { readonly from: string; readonly to: string[]; readonly thread: string; readonly direction: Direction }

function partiesOf({ mapping, columns, deviceOwner }: RowRules, cells: readonly string[]): Parties {
  const value = (field: Parameters<typeof valueOf>[1]): string => valueOf(columns, field, cells);
  const system = value('system') || mapping.system;
  const who = value('requested-by') || value('user-name') || value('user-id');
  if (mapping.kind === 'access') return { from: value('from') || who, to: system === '' ? [] : [system], thread: system, direction: 'none' };
  const from = value('from') || who;
  const to = recipients(value('to'));
  if (mapping.kind !== 'message' && mapping.kind !== 'call') return { from, to, thread: system, direction: 'none' };
  const same = (name: string): boolean => deviceOwner !== null && deviceOwner !== '' && name.toLowerCase() === deviceOwner.toLowerCase();
  const direction = same(from) ? 'outgoing' : to.some(same) ? 'incoming' : 'unknown';
  return { from, to, thread: system, direction };
}

function countedTime(written: string, epoch: Epoch): PlacedTime {
  const time = epochTime(written, epoch);
  return { ok: true, time, remarks: time.earliestMs === null ? ['No time is recorded for this row.'] : [`The time is a number, read as ${epochLabels[epoch]} in UTC.`] };
}

/** Maps one row. Every row gives exactly one result. */
export function mapRow(row: AnyRow, rules: RowRules): SourceRow {
  if (row.type === 'unreadable') return setAside(row, rules, row.code, row.reason);
  const fault = faultOf(row, rules);
  if (fault !== null) return setAside(row, rules, fault.code, fault.reason);
  const { columns, mapping } = rules;
  const written = timeOf(columns, row);
  const placed = rules.epoch === null || !/^-?\d+(?:\.\d+)?$/.test(written.written) ? placeWrittenTime(written, rules.time) : countedTime(written.written, rules.epoch);
  if (!placed.ok) return setAside(row, rules, placed.code, `Row ${row.row}: ${placed.reason}`);
  const hasTime = (['date-time', 'date', 'time'] as const).some((field) => columns.of(field).length > 0);
  const item: ItemDraft = {
    kind: mapping.kind, time: placed.time, ...partiesOf(rules, row.cells),
    text: rowText(mapping.kind, columns, row.cells), status: 'live',
    locator: locatorOf(row, rules), verbatim: row.verbatim,
    fields: [...fieldsOf(columns, row.cells), ...codeMeanings(rules, row.cells)], attachments: [], identifiers: rowIdentifiers(columns, row.cells),
    remarks: [...row.remarks, ...raggedRemark(row, columns), ...(hasTime ? placed.remarks : [])],
  };
  return { type: 'item', item };
}
