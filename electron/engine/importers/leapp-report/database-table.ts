/** Tables read from a report's databases, for what it does not hold as a tab-separated table. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { Field, QuarantinedRow } from '../../../../shared/domain/item.ts';
import { maxRecordBytes } from '../table/table-row.ts';
import type { LavaArtifact } from './lava-index.ts';
import { cellText, rowJson, type ReportDatabase, type StoredRow } from './report-database.ts';
import type { ReportRow, ReportTable, SetAsideRow } from './report-row.ts';

const shownOfHuge = 2_000;

function tooLarge(locator: ReportRow['locator'], place: string, verbatim: string): SetAsideRow {
  const row: QuarantinedRow = { locator, code: 'too-large', reason: `${place} holds more than 1 MiB. Its first ${shownOfHuge} characters are kept here.`, verbatim: verbatim.slice(0, shownOfHuge) };
  return { type: 'set-aside', record: true, row };
}

/** Rows until the end, or until the database breaks off: then one row says so. */
async function* sayingWhereItBreaks(database: ReportDatabase, table: string, rows: AsyncGenerator<ReportRow | SetAsideRow, void, void>): AsyncGenerator<ReportRow | SetAsideRow, void, void> {
  try {
    yield* rows;
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
    yield { type: 'set-aside', record: false, row: { locator: { type: 'table', file: database.file, table, rowid: 'end' }, code: 'unreadable-member', reason: error.message, verbatim: '' } };
  }
}

/** A row of an artifact's own table. Its times are whole seconds since 1970. */
function artifactRow(stored: StoredRow, artifact: LavaArtifact, file: string): ReportRow | SetAsideRow {
  const locator = { type: 'table', file, table: artifact.table, rowid: stored.rowid } as const;
  const place = `${file} table ${artifact.table} row ${stored.rowid}`;
  const verbatim = rowJson(stored);
  if (verbatim.length > maxRecordBytes) return tooLarge(locator, place, verbatim);
  return {
    type: 'row', locator, place, number: stored.number, verbatim,
    values: stored.cells.map(([column, value]) => ({ name: artifact.headings.get(column) ?? column, value: cellText(value) })),
    remarks: ['Read from the report’s database, which keeps times as whole seconds: a fraction of a second, if there was one, was dropped by the tool.'],
  };
}

/** The table an artifact has in `_lava_artifacts.db`. */
export function artifactTable(database: ReportDatabase, artifact: LavaArtifact): ReportTable {
  async function* rows(signal: AbortSignal): AsyncGenerator<ReportRow | SetAsideRow, void, void> {
    for await (const stored of database.rows(artifact.table, null, signal)) yield artifactRow(stored, artifact, database.file);
  }
  return {
    title: artifact.name, artifact, origin: 'database', headings: [...artifact.headings.values()], sizeBytes: 0,
    rows: (signal) => sayingWhereItBreaks(database, artifact.table, rows(signal)),
  };
}

function parsedValues(text: string): Field[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    // The tool writes its own “None” for a value it does not have.
    return Object.entries(value).map(([name, cell]) => ({ name, value: typeof cell === 'string' ? (cell === 'None' ? '' : cell) : cell === null ? '' : JSON.stringify(cell) }));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function timelineRow(stored: StoredRow, file: string): ReportRow | SetAsideRow {
  const locator = { type: 'table', file, table: 'data', rowid: stored.rowid } as const;
  const place = `${file} table data row ${stored.rowid}`;
  const verbatim = rowJson(stored);
  if (verbatim.length > maxRecordBytes) return tooLarge(locator, place, verbatim);
  const text = (column: string): string => cellText(stored.cells.find(([name]) => name === column)?.[1] ?? null);
  const values = parsedValues(text('datalist'));
  return {
    type: 'row', locator, place, number: stored.number, verbatim,
    values: [{ name: 'key', value: text('key') }, ...(values ?? [{ name: 'datalist', value: text('datalist') }])],
    remarks: ['Read from the report’s timeline database, the only place that holds this row.', ...(values === null ? ['The values of the row are not in the form this program knows; they stand in “datalist”.'] : [])],
  };
}

/** The rows one activity has in `tl.db`. */
export function timelineTable(database: ReportDatabase, activity: string): ReportTable {
  async function* rows(signal: AbortSignal): AsyncGenerator<ReportRow | SetAsideRow, void, void> {
    for await (const stored of database.rows('data', { column: 'activity', value: activity }, signal)) yield timelineRow(stored, database.file);
  }
  return {
    title: activity, artifact: null, origin: 'timeline', headings: [], sizeBytes: 0,
    rows: (signal) => sayingWhereItBreaks(database, 'data', rows(signal)),
  };
}
