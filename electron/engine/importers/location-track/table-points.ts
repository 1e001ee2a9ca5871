/** Positions in tables: CSV with columns for latitude, longitude and time. */
import { headText } from '../text/file-lines.ts';
import type { EvidenceSource } from '../importer.ts';
import { openByteFeed } from '../text/byte-feed.ts';
import { findDialect, type Dialect } from '../table/dialect.ts';
import { meaningOfHeading, nameColumns } from '../table/headings.ts';
import { readDelimited } from '../table/read-delimited.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import type { AnyRow } from '../table/table-row.ts';
import { noPoint, type TrackRow } from './track-point.ts';

export interface PointColumns {
  readonly headings: readonly string[];
  readonly latitude: number;
  readonly longitude: number;
  readonly date: number | null;
  readonly time: number;
  readonly accuracy: number | null;
  readonly source: number | null;
}
export interface PointTable { readonly dialect: Dialect; readonly columns: PointColumns }

const names = {
  latitude: ['latitude', 'lat', 'latitude deg', 'gps latitude', 'latitude decimal'], longitude: ['longitude', 'lon', 'lng', 'long', 'longitude deg', 'gps longitude', 'longitude decimal'],
  whole: ['timestamp', 'date time', 'datetime', 'date and time', 'gps time', 'gps date time', 'utc time', 'time utc', 'datetime utc', 'timestamp utc', 'recorded at', 'fix time', 'position time', 'time stamp'],
  date: ['date', 'gps date', 'utc date'], time: ['time'],
  accuracy: ['accuracy', 'accuracy m', 'horizontal accuracy', 'accuracy metres', 'accuracy meters', 'hdop'], source: ['source', 'provider', 'location source', 'position source'],
} as const;

const fold = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\d]+/gu, ' ').trim();

/** Columns of a table that is about something other than positions: messages, calls, accesses. That one is for a person to map. */
const otherMatters = new Set(['from', 'to', 'text', 'action', 'reason', 'reason-code', 'search-terms', 'requested-by', 'user-id', 'user-name']);

/** The columns of a table of positions; null unless there is one latitude, one longitude and one time, and nothing of messages or accesses. */
function pointColumns(headings: readonly string[]): PointColumns | null {
  if (headings.some((heading) => otherMatters.has(meaningOfHeading(heading)?.field ?? ''))) return null;
  const folded = headings.map(fold);
  const columnsOf = (field: keyof typeof names): readonly number[] => folded.flatMap((name, column) => ((names[field] as readonly string[]).includes(name) ? [column] : []));
  const [latitude, longitude, whole, date, time] = [columnsOf('latitude'), columnsOf('longitude'), columnsOf('whole'), columnsOf('date'), columnsOf('time')];
  const [north, east] = [latitude[0], longitude[0]];
  if (north === undefined || east === undefined || latitude.length > 1 || longitude.length > 1 || whole.length > 1 || date.length > 1 || time.length > 1) return null;
  const timeColumn = whole[0] ?? time[0] ?? date[0];
  if (timeColumn === undefined) return null;
  const dateColumn = whole.length === 0 && time.length === 1 ? date[0] ?? null : null;
  return { headings, latitude: north, longitude: east, date: dateColumn, time: timeColumn, accuracy: columnsOf('accuracy')[0] ?? null, source: columnsOf('source')[0] ?? null };
}

/** Recognises a table of positions by its first line. */
export function detectPointTable(source: EvidenceSource, chosen?: string): PointTable | null {
  const text = headText(source, chosen);
  const firstLine = text.slice(0, 4_096).split(/\r\n|\n|\r/, 1)[0] ?? '';
  if (!/lat/i.test(firstLine) || !/lon|lng/i.test(firstLine)) return null;
  const dialect = findDialect(text, source.head.length >= source.sizeBytes);
  const header = dialect?.rows[0];
  const columns = header === undefined ? null : pointColumns(nameColumns(header, header.length));
  return dialect === null || columns === null ? null : { dialect, columns };
}

function pointRow(row: AnyRow, columns: PointColumns, file: string): TrackRow {
  const place = { locator: { type: 'row', file, sheet: null, row: row.row, byte: row.byte }, verbatim: row.verbatim } as const;
  if (row.type === 'unreadable') return { type: 'fault', ...place, code: row.code, reason: row.reason };
  const { cells } = row;
  const { headings } = columns;
  const needed = Math.max(columns.latitude, columns.longitude, columns.time);
  if (cells.every((cell) => cell.trim() === '')) return { type: 'fault', ...place, code: 'no-content', reason: `Row ${row.row} has only empty cells.` };
  if (cells.length <= needed || (row.relaxed && cells.length !== headings.length)) {
    return { type: 'fault', ...place, code: 'malformed-row', reason: `Row ${row.row} has ${cells.length} cells where the headings have ${headings.length}.` };
  }
  const cell = (column: number | null): string => (column === null ? '' : (cells[column] ?? '').trim());
  const time = [cell(columns.date), cell(columns.time)].filter((part) => part !== '').join(' ');
  return {
    ...noPoint, ...place, shown: `Row ${row.row}`, latitude: cell(columns.latitude), longitude: cell(columns.longitude), time, accuracy: cell(columns.accuracy), source: cell(columns.source),
    fields: cells.map((value, column) => ({ name: headings[column] ?? `column ${column + 1}`, value })).filter((_, column) => ![columns.latitude, columns.longitude, columns.accuracy, columns.source].includes(column)),
    remarks: [...row.remarks, ...(cells.length === headings.length ? [] : [`This row has ${cells.length} cells where the headings have ${headings.length}; its values may stand under the wrong headings.`])],
  };
}

/** Rows below the headings, in file order. */
export async function* tableRows(
  source: EvidenceSource, { dialect, columns }: PointTable, chosen: string | undefined, signal: AbortSignal, onBytes: (done: number, total: number) => void,
): AsyncGenerator<TrackRow, void, void> {
  const { encoding, markBytes } = tableEncoding(source.head, chosen);
  const feed = await openByteFeed(source.path, encoding);
  try {
    let heading = true;
    for await (const row of readDelimited(feed, dialect, markBytes, signal, (done) => onBytes(done, source.sizeBytes))) {
      if (heading) heading = false;
      else yield pointRow(row, columns, source.name);
    }
  } finally {
    await feed.close();
  }
}
