/** Reads one table of a SQLite database nobody has a profile for, so that a person can map its columns. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { explainSqliteFault, openView, quoted, type AppDatabase, type SchemaTable } from '../sqlite/open-database.ts';
import { cellText, type Cell, type Row } from '../sqlite/rows.ts';
import type { EvidenceSource } from '../importer.ts';
import { throwIfCancelled } from './cancelled.ts';
import { maxRecordBytes, noStoredDates, type AnyRow, type OpenTable, type TableRow } from './table-row.ts';

const rowIdColumn = '~rowid';
const headingRow = 1;
const shownBlobBytes = 64;

function shownCell(cell: Cell): string {
  if (!(cell instanceof Uint8Array)) return cellText(cell);
  const hex = Buffer.from(cell.buffer, cell.byteOffset, Math.min(cell.byteLength, shownBlobBytes)).toString('hex');
  return `${cell.byteLength} bytes ${hex}${cell.byteLength > shownBlobBytes ? '…' : ''}`;
}

/** Tables a person may read, the fullest first; those only the phone's own software could read are left out. */
function readableTables(database: AppDatabase): readonly { readonly table: SchemaTable; readonly rows: number }[] {
  const found: { table: SchemaTable; rows: number }[] = [];
  for (const table of database.tables.values()) {
    if (!table.plain || /^(?:sqlite_|android_metadata$|Z_METADATA$|Z_MODELCACHE$|Z_PRIMARYKEY$)/i.test(table.name)) continue;
    found.push({ table, rows: Number(database.all(`SELECT count(*) AS rows FROM ${quoted(table.name)}`)[0]?.['rows'] ?? 0) });
  }
  return found.sort((a, b) => b.rows - a.rows || (a.table.name < b.table.name ? -1 : 1));
}

function toTableRow(row: Row, number: number, file: string, table: string): AnyRow {
  const { [rowIdColumn]: rowid, ...own } = row;
  const cells = Object.values(own).map(shownCell);
  const locator = { type: 'table', file, table, rowid: cellText(rowid) === '' ? `row ${number}` : cellText(rowid) } as const;
  const verbatim = JSON.stringify(Object.fromEntries(Object.entries(own).filter(([, cell]) => cell !== null).map(([name, cell]) => [name, typeof cell === 'number' ? cell : shownCell(cell)])));
  if (verbatim.length > maxRecordBytes) {
    return { type: 'unreadable', row: number, byte: null, locator, code: 'too-large', verbatim: verbatim.slice(0, 2_000), reason: `Row ${cellText(rowid)} of ${table} holds ${verbatim.length} characters; at most ${maxRecordBytes} are read. Its first 2,000 are kept here.` };
  }
  return { type: 'row', row: number, byte: null, locator, cells, verbatim, storedDates: noStoredDates, relaxed: false, remarks: [] };
}

async function* readRows(source: EvidenceSource, table: SchemaTable, total: number, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyRow, void, void> {
  const database = await openView(source, 'live', signal);
  let number = headingRow;
  try {
    const columns = [...database.all(`SELECT name FROM pragma_table_xinfo('${table.name.replaceAll("'", "''")}')`)].map((row) => cellText(row['name']));
    const heading: TableRow = { type: 'row', row: headingRow, byte: null, cells: columns, verbatim: columns.join('\t'), storedDates: noStoredDates, relaxed: false, remarks: [] };
    yield heading;
    for (const row of database.each(`SELECT t.*${table.hasRowid ? `, t.rowid AS "${rowIdColumn}"` : ''} FROM ${quoted(table.name)} AS t${table.hasRowid ? ' ORDER BY t.rowid' : ''}`)) {
      number += 1;
      throwIfCancelled(signal);
      if (number % 200 === 0) onBytes(Math.floor((source.sizeBytes * number) / Math.max(1, total)));
      yield toTableRow(row, number, source.name, table.name);
    }
  } catch (error) {
    const fault = explainSqliteFault(error, source.originalName);
    if (!(fault instanceof PlumblineError) || fault.code !== 'damaged_input' || number === headingRow) throw fault;
    yield { type: 'unreadable', row: number + 1, byte: null, code: 'malformed-row', verbatim: '', reason: `${fault.message} Rows of ${table.name} after the ${number - headingRow}th cannot be read; those before it are kept.` };
  } finally {
    await database.close();
  }
}

/** Opens a database at the table asked for, or at its fullest. Throws `invalid_input` when there is no such table, `damaged_input`. */
export async function openDatabaseTable(source: EvidenceSource, wanted: string | null, signal: AbortSignal): Promise<OpenTable> {
  const database = await openView(source, 'live', signal);
  let tables;
  try {
    tables = readableTables(database);
  } catch (error) {
    throw explainSqliteFault(error, source.originalName);
  } finally {
    await database.close();
  }
  const names = tables.map(({ table }) => table.name);
  const chosen = wanted === null ? tables[0] : tables.find(({ table }) => table.name === wanted);
  if (chosen === undefined) {
    if (wanted === null) throw new PlumblineError('damaged_input', `The database “${source.originalName}” holds no table that can be read.`);
    throw new PlumblineError('invalid_input', `The mapping reads table “${wanted}”, which “${source.originalName}” does not have. Its tables are: ${names.slice(0, 60).join(', ')}.`);
  }
  const { table, rows } = chosen;
  const others = tables.filter((one) => one !== chosen && one.rows > 0);
  return {
    sheets: names, sheet: table.name, encoding: null, encodingQuestion: null, fixedHeadings: true,
    warnings: others.length === 0 ? [] : [`Only table “${table.name}” was read. Not read: ${others.slice(0, 30).map((other) => `“${other.table.name}” (${other.rows.toLocaleString('en-GB')} rows)`).join(', ')}${others.length > 30 ? ', …' : ''}.`],
    findings: [`Table “${table.name}” has ${rows.toLocaleString('en-GB')} rows.`],
    rows: (rowSignal, onBytes) => readRows(source, table, rows, rowSignal, onBytes),
  };
}
