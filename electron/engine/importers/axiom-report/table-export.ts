/** AXIOM's tables: a workbook with one sheet to an artifact, or a CSV file of one. */
import { basename } from 'node:path';
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource } from '../importer.ts';
import { firstRows, openSheet, peekSheet, sheetFault, sheetNames } from '../table/report-sheets.ts';
import { detectTable } from '../table/detect.ts';
import { nameColumns } from '../table/headings.ts';
import { openTable } from '../table/open-table.ts';
import type { OpenTable, TableRow } from '../table/table-row.ts';
import type { AnyAxiomRow, AxiomExport } from './axiom-row.ts';
import { headingOf, isAxiomHeader } from './heading.ts';

const rowsSearched = 10;
/** Sheets looked into to recognise a workbook. */
const sheetsSearched = 3;

export interface TableExport extends AxiomExport { readonly encodingQuestion: Question | null }

async function recogniseWorkbook(source: EvidenceSource, names: readonly string[], signal: AbortSignal): Promise<string | null> {
  for (const name of names.slice(0, sheetsSearched)) {
    const rows = await peekSheet(source, name, rowsSearched, signal);
    if (rows.some(({ cells }) => isAxiomHeader(cells))) return `an AXIOM workbook: sheet “${name}” has columns for source and recovery method`;
  }
  return null;
}

/** What says that a table is AXIOM's: its own columns; null when they are not there. Throws what opening a table throws. */
export async function recogniseTable(source: EvidenceSource, signal: AbortSignal): Promise<string | null> {
  const names = await sheetNames(source, signal);
  if (names !== null) return recogniseWorkbook(source, names, signal);
  // Only the words of the head are needed to leave other files alone quickly.
  if (!/recovery method/i.test(Buffer.from(source.head).toString('latin1').replaceAll('\0', ''))) return null;
  const kind = await detectTable(source, signal);
  const header = kind?.kind === 'delimited' ? kind.dialect.rows.slice(0, rowsSearched).find(isAxiomHeader) : undefined;
  return header === undefined ? null : 'an AXIOM table: columns for source and recovery method';
}

interface SheetReading { readonly file: string; readonly title: string; readonly sheet: string | null; readonly table: OpenTable; readonly signal: AbortSignal; readonly onBytes: (done: number) => void; readonly warnings: string[] }

function rowOf(row: TableRow, headings: readonly string[], { file, title, sheet }: SheetReading): AnyAxiomRow {
  const values = Array.from({ length: Math.max(row.cells.length, headings.length) }, (_, column) => ({
    heading: headings[column] ?? `column ${column + 1}`, value: row.cells[column] ?? '', stored: row.storedDates.has(column),
  }));
  const said = values.find(({ heading }) => ['artifact', 'artifacttype', 'artifactname'].includes(headingOf(heading).name))?.value.trim() ?? '';
  const ragged = headings.length === 0 || row.cells.length === headings.length || (row.byte === null && row.cells.length < headings.length);
  return {
    type: 'row', artifact: said === '' ? title : said, number: row.row, values, verbatim: row.verbatim,
    locator: { type: 'row', file, sheet, row: row.row, byte: row.byte }, place: sheet === null ? `line ${row.row}` : `sheet “${sheet}” row ${row.row}`,
    remarks: [...row.remarks, ...(ragged ? [] : [`This row has ${row.cells.length} cells where the headings have ${headings.length}; its values may stand under the wrong headings.`])],
  };
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((cell, at) => cell.trim() === (b[at] ?? '').trim());

async function* tableRows(reading: SheetReading): AsyncGenerator<AnyAxiomRow, void, void> {
  const { table, signal, onBytes, warnings, file, sheet } = reading;
  warnings.push(...table.warnings);
  const beginning = await firstRows(table, rowsSearched, signal);
  const header = beginning.find(({ cells }) => isAxiomHeader(cells)) ?? null;
  const headings = header === null ? [] : nameColumns(header.cells, header.cells.length);
  if (header === null && beginning.length > 0) warnings.push(`${sheet === null ? 'The table' : `Sheet “${sheet}”`} has no headings this program knows as AXIOM’s; its cells are numbered by their columns.`);
  const above: string[] = [];
  for await (const row of table.rows(signal, onBytes)) {
    const locator = { type: 'row', file, sheet, row: row.row, byte: row.byte } as const;
    if (row.type === 'unreadable') { yield { type: 'set-aside', row: { locator, code: row.code, reason: row.reason, verbatim: row.verbatim } }; continue; }
    if (header !== null && row.row < header.row) { above.push(row.verbatim.slice(0, 300)); continue; }
    if (header !== null && row.row === header.row) continue;
    if (header !== null && same(row.cells, header.cells)) yield { type: 'set-aside', row: { locator, code: 'malformed-row', reason: `Row ${row.row} repeats the headings; it is not a record.`, verbatim: row.verbatim } };
    else yield rowOf(row, headings, reading);
  }
  if (above.length > 0) warnings.push(`Above the headings${sheet === null ? '' : ` of sheet “${sheet}”`} stands: ${above.map((line) => `“${line}”`).join('; ')}.`);
}

async function* workbookRows(source: EvidenceSource, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyAxiomRow, readonly string[], void> {
  const names = await sheetNames(source, signal) ?? [];
  const warnings: string[] = [];
  for (const [at, name] of names.entries()) {
    try {
      const table = await openSheet(source, name, signal);
      yield* tableRows({ file: source.name, title: name, sheet: name, table, signal, warnings, onBytes: (done) => onBytes(Math.floor((source.sizeBytes * at + done) / names.length)) });
    } catch (error) {
      yield { type: 'set-aside', row: sheetFault(error, source.name, name) };
    }
  }
  return [...new Set(warnings)];
}

/** Opens a workbook or a CSV file that was recognised. The name of a CSV file says its artifact when no column does. */
export async function openAxiomTable(source: EvidenceSource, answers: ImportAnswers, recognisedBy: string, signal: AbortSignal): Promise<TableExport> {
  if (await sheetNames(source, signal) !== null) {
    return { recognisedBy, encoding: null, encodingQuestion: null, rows: (rowSignal, onBytes) => workbookRows(source, rowSignal, onBytes) };
  }
  const { table } = await openTable(source, answers, signal);
  const title = basename(source.originalName).replace(/\.[^.]{1,5}$/, '');
  return {
    recognisedBy, encoding: table.encoding, encodingQuestion: answers.encoding === undefined ? table.encodingQuestion : null,
    async *rows(rowSignal, onBytes) {
      const warnings: string[] = [];
      yield* tableRows({ file: source.name, title, sheet: null, table, signal: rowSignal, onBytes, warnings });
      return warnings;
    },
  };
}
