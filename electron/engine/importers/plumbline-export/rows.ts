/** The rows of an export, whatever its format, as the texts of its columns. */
import { exportKeyPrefix, exportSheets, formulaAgain, unholdableAgain, type ExportKey } from '../../../../shared/domain/export-columns.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { isJsonObject, parseJson } from '../json/values.ts';
import { openByteFeed } from '../text/byte-feed.ts';
import { fileLines } from '../text/file-lines.ts';
import { readDelimited } from '../table/read-delimited.ts';
import { openWorkbook } from '../table/read-workbook.ts';
import type { AnyRow } from '../table/table-row.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import type { Dialect } from '../table/dialect.ts';
import type { ExportKind } from './detect.ts';
import type { ExportRow, RowReading } from './export-row.ts';
import { graphRows } from './graph-rows.ts';
import { readHeadings, type Heading } from './headings.ts';
import { columnsOf } from './columns-of.ts';

function tableRow(row: AnyRow, headings: readonly Heading[], place: { readonly file: string; readonly sheet: string | null }, read: (cell: string) => string): ExportRow {
  const at = { locator: { type: 'row', ...place, row: row.row, byte: row.byte } as const, verbatim: row.verbatim };
  if (row.type === 'unreadable') return { ...at, type: 'fault', code: row.code, reason: row.reason };
  // A workbook leaves out empty cells at the end of a row; a text does not.
  if (row.cells.length > headings.length || (place.sheet === null && row.cells.length < headings.length) || row.relaxed) {
    return { ...at, type: 'fault', code: 'malformed-row', reason: `Row ${row.row} has ${row.cells.length} cells where the headings have ${headings.length}, so its values cannot be told apart.` };
  }
  const values: Partial<Record<ExportKey, string>> = {};
  const added: { name: string; value: string }[] = [];
  headings.forEach(({ key, name, ours }, column) => {
    const value = read(row.cells[column] ?? '');
    if (key !== null) values[key] = (values[key] ?? '') + value;
    else if (!ours && value !== '') added.push({ name, value });
  });
  return { ...at, type: 'values', shown: `Row ${row.row}`, values, added };
}

async function* rowsUnderHeadings(rows: AsyncIterable<AnyRow>, place: { readonly file: string; readonly sheet: string | null }, read: (cell: string) => string): AsyncGenerator<ExportRow, void, void> {
  let headings: readonly Heading[] | null = null;
  for await (const row of rows) {
    if (headings === null && row.type === 'row') headings = readHeadings(row.cells) ?? [];
    else yield tableRow(row, headings ?? [], place, read);
  }
}

async function* csvRows({ source, encoding, signal, onBytes }: RowReading, dialect: Dialect): AsyncGenerator<ExportRow, void, void> {
  const decision = tableEncoding(source.head, encoding);
  const feed = await openByteFeed(source.path, decision.encoding);
  try {
    const rows = readDelimited(feed, dialect, decision.markBytes, signal, (done) => onBytes(done, source.sizeBytes));
    yield* rowsUnderHeadings(rows, { file: source.name, sheet: null }, (cell) => unholdableAgain(formulaAgain(cell)));
  } finally {
    await feed.close();
  }
}

async function* workbookRows({ source, signal, onBytes, warn }: RowReading): AsyncGenerator<ExportRow, void, void> {
  const table = await openWorkbook(source, exportSheets[0], signal);
  warn(table.warnings.filter((warning) => !warning.startsWith('Only sheet')));
  // The reader of workbooks has taken back what Office Open XML writes for characters a cell cannot hold.
  yield* rowsUnderHeadings(table.rows(signal, (done) => onBytes(done, source.sizeBytes)), { file: source.name, sheet: exportSheets[0] }, (cell) => cell);
}

async function* jsonLines({ source, encoding, signal, onBytes }: RowReading): AsyncGenerator<ExportRow, void, void> {
  for await (const line of fileLines(source, encoding, signal, onBytes)) {
    if (line.text.trim() === '' && line.cutBytes === 0) continue;
    const at = { locator: { type: 'line', file: source.name, line: line.line, byte: line.byte } as const, verbatim: line.text };
    const fault = (code: QuarantinedRow['code'], reason: string): ExportRow => ({ ...at, type: 'fault', code, reason });
    if (line.cutBytes > 0) { yield fault('too-large', `Line ${line.line} is longer than 1 MiB; its beginning is kept here, the whole is in the exhibit.`); continue; }
    if (line.undecodable) { yield fault('undecodable-text', `Line ${line.line} holds bytes that are not text; they are shown as \\x and two digits.`); continue; }
    const value = parseJson(line.text);
    if (!isJsonObject(value)) { yield fault('malformed-row', `Line ${line.line} is not a JSON object. Reading went on at the next line.`); continue; }
    const names = Object.keys(value);
    // In a bulk file every item has a line before it that says what is to be done with it.
    if (names.length === 1 && (names[0] === 'index' || names[0] === 'create')) continue;
    yield { ...at, type: 'values', shown: `Line ${line.line}`, values: columnsOf(value, exportKeyPrefix), added: [] };
  }
}

/** Every row in file order. Headings, empty lines and what the export says of itself are not rows. */
export function exportRows(reading: RowReading, kind: ExportKind): AsyncGenerator<ExportRow, void, void> {
  switch (kind.kind) {
    case 'csv': return csvRows(reading, kind.dialect);
    case 'lines': return jsonLines(reading);
    case 'workbook': return workbookRows(reading);
    case 'graph': return graphRows(reading);
  }
}
