/** Which column is which: what we would suggest, and what a person decided. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { AuditField, ColumnMapping } from '../../../../shared/domain/audit-row.ts';
import { isZoneHeading, knownHeadings, meaningOfHeading, nameColumns } from '../table/headings.ts';
import type { AnyRow, TableRow } from '../table/table-row.ts';
import type { TimeCell } from '../time/place-written-time.ts';
import { readWrittenTime } from '../time/written-time.ts';

/** A mapping settled against the file it is for. */
export interface Columns {
  readonly headings: readonly string[];
  readonly headerRow: number;
  /** Columns (from 0) for a field, in file order; several may be given one field. */
  readonly of: (field: AuditField) => readonly number[];
  readonly fieldAt: (column: number) => AuditField | null;
  /** Heading cells exactly as they stand, to notice the headings being repeated. */
  readonly headingCells: readonly string[];
}

const rowsSearchedForHeadings = 40;

function isWord(cell: string): boolean {
  const text = cell.trim();
  return text !== '' && text.length <= 80 && /\p{L}/u.test(text) && readWrittenTime(text) === null;
}

/** How much a row looks like headings: different words, known names counting double. */
function headingScore(row: TableRow): number {
  const words = row.cells.filter(isWord);
  return new Set(words.map((word) => word.trim().toLowerCase())).size + 2 * knownHeadings(row.cells);
}

/**
 * The row that looks most like headings among the first forty: most cells that are different
 * words. Reports often have a title and a date range above their headings.
 */
export function suggestHeaderRow(rows: readonly AnyRow[]): TableRow | null {
  let best: TableRow | null = null;
  let bestScore = 0;
  for (const row of rows.slice(0, rowsSearchedForHeadings)) {
    if (row.type !== 'row') continue;
    const score = headingScore(row);
    if (score > bestScore) { best = row; bestScore = score; }
  }
  return best ?? rows.find((row) => row.type === 'row') ?? null;
}

function suggestKind(fields: ReadonlySet<AuditField>): ColumnMapping['kind'] {
  if (fields.has('from') && fields.has('to')) return fields.has('text') ? 'message' : 'call';
  if (fields.has('user-id') || fields.has('user-name') || fields.has('search-terms') || fields.has('record-reference')) return 'access';
  return 'event';
}

/** Our reading of the headings, each field given at most once, for a person to correct. */
export function suggestMapping(header: TableRow | null, sheet: string | null): ColumnMapping {
  const headings = header === null ? [] : nameColumns(header.cells, header.cells.length);
  const best = new Map<AuditField, { heading: string; rank: number }>();
  for (const heading of headings) {
    const meaning = meaningOfHeading(heading);
    if (meaning === null || meaning.rank >= (best.get(meaning.field)?.rank ?? Number.POSITIVE_INFINITY)) continue;
    best.set(meaning.field, { heading, rank: meaning.rank });
  }
  const taken = new Set(best.keys());
  const columns: ColumnMapping['columns'] = headings.flatMap((heading) => {
    const field = meaningOfHeading(heading)?.field;
    return field !== undefined && best.get(field)?.heading === heading ? [{ heading, field }] : [];
  });
  // `Date` beside `Time` are two halves; `Transaction Date` beside `Time` holds only the date.
  const stamp = columns.find((column) => column.field === 'date-time');
  if (stamp !== undefined && taken.has('time') && !taken.has('date')) stamp.field = 'date';
  // Two candidates and no clock column: the more usual name is the time of the row.
  const day = columns.find((column) => column.field === 'date');
  if (stamp !== undefined && day !== undefined && stamp !== day && !taken.has('time')) {
    const keepDay = (best.get('date')?.rank ?? 0) <= (best.get('date-time')?.rank ?? 0);
    columns.splice(columns.indexOf(keepDay ? stamp : day), 1);
    if (keepDay) day.field = 'date-time';
  }
  const zone = headings.find(isZoneHeading);
  if (zone !== undefined && (stamp !== undefined || day !== undefined || taken.has('time'))) columns.push({ heading: zone, field: 'time' });
  return { name: 'Suggested', kind: suggestKind(taken), force: '', system: '', sheet, headerRow: header?.row ?? 1, columns };
}

const same = (heading: string): string => heading.replace(/^\ufeff/, '').trim().toLowerCase();

/**
 * Settles a mapping against the headings found. Throws `invalid_input` naming a heading the file
 * does not have, and the headings it has.
 */
export function settleColumns(mapping: ColumnMapping, header: TableRow | null, originalName: string): Columns {
  if (header === null) {
    throw new PlumblineError('invalid_input', `The mapping “${mapping.name}” takes row ${mapping.headerRow} of “${originalName}” as its headings, but there are no cells in that row. Choose the row that holds the headings.`);
  }
  const headings = nameColumns(header.cells, header.cells.length);
  const position = new Map(headings.map((heading, column) => [same(heading), column]));
  const fields = new Map<number, AuditField>();
  for (const { heading, field } of mapping.columns) {
    const column = position.get(same(heading));
    if (column === undefined) {
      throw new PlumblineError('invalid_input', `The mapping “${mapping.name}” reads a column “${heading}”, which “${originalName}” does not have in row ${mapping.headerRow}. Its headings are: ${headings.map((name) => `“${name}”`).join(', ')}.`);
    }
    fields.set(column, field);
  }
  const columnsOf = new Map<AuditField, number[]>();
  for (const [column, field] of [...fields].sort(([a], [b]) => a - b)) columnsOf.set(field, [...(columnsOf.get(field) ?? []), column]);
  return {
    headings, headerRow: header.row, headingCells: header.cells,
    of: (field) => columnsOf.get(field) ?? [],
    fieldAt: (column) => fields.get(column) ?? null,
  };
}

/** The value of a field in a row: of several columns the first that is not empty; '' when there is none. */
export function valueOf(columns: Columns, field: AuditField, cells: readonly string[]): string {
  for (const column of columns.of(field)) {
    const value = (cells[column] ?? '').trim();
    if (value !== '') return value;
  }
  return '';
}

/**
 * The date and time as the row writes it: one column, or a date and its time joined by spaces.
 * Several columns may be the time (a clock, and the zone it is in).
 */
export function timeOf(columns: Columns, row: TableRow): TimeCell {
  const text = (column: number): string => (row.cells[column] ?? '').trim();
  const filled = (field: AuditField): readonly number[] => columns.of(field).filter((column) => text(column) !== '');
  const dateColumn = filled('date-time')[0] ?? filled('date')[0];
  const timeColumns = filled('time');
  const used = dateColumn === undefined ? timeColumns : [dateColumn, ...timeColumns];
  const storedByExcel = used.some((column) => row.storedDates.has(column));
  const joined = used.map(text).join(' ');
  if (used.length > 1 && readWrittenTime(joined) === null) {
    // A value that is complete by itself is not spoilt by what stands beside it.
    const alone = readWrittenTime(text(used[0] as number)); // used has at least two entries
    if (alone !== null && (alone.clock !== null || alone.date.kind === 'epoch')) return { written: text(used[0] as number), storedByExcel };
  }
  return { written: joined, storedByExcel };
}

/** The headings of the columns that hold the time, for what they say about zone and order. */
export function timeHeading(columns: Columns): string {
  const held = (['date-time', 'date', 'time'] as const).flatMap((field) => columns.of(field));
  return held.map((column) => columns.headings[column] ?? '').join(' ');
}
