/** The tables of an export that are Cellebrite's: the one text, or the sheets of the workbook that have its headings. */
import type { ImportAnswers } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource } from '../importer.ts';
import { detectTable } from '../table/detect.ts';
import { nameColumns } from '../table/headings.ts';
import { openTable } from '../table/open-table.ts';
import { openWorkbook } from '../table/read-workbook.ts';
import type { OpenTable, TableRow } from '../table/table-row.ts';
import { readOutline } from '../table/workbook-package.ts';
import { fieldOfHeading, kindOfHeadings, type RowsKind, type TableField } from './headings.ts';

export interface Sheet {
  readonly table: OpenTable;
  readonly kind: RowsKind;
  readonly headerRow: number;
  readonly headings: readonly string[];
  readonly headingCells: readonly string[];
  readonly columns: ReadonlyMap<TableField, readonly number[]>;
}

/** The headings stand below a title, at most. */
const rowsSearched = 10;
const sheetLimit = 200;
/** Names such sheets have: only these are opened to see whether a workbook is Cellebrite's. */
const sheetNames = /chat|instant|sms|mms|messag|mensa|call|chamada|llamada|appel|anruf|contact|contat|kontakt|conversa|e-?mail/i;

function columnsOf(cells: readonly string[]): ReadonlyMap<TableField, readonly number[]> {
  const columns = new Map<TableField, number[]>();
  cells.forEach((cell, column) => {
    const field = fieldOfHeading(cell);
    if (field !== null) columns.set(field, [...(columns.get(field) ?? []), column]);
  });
  return columns;
}

async function findHeadings(table: OpenTable, signal: AbortSignal): Promise<{ readonly row: TableRow; readonly kind: RowsKind } | null> {
  let looked = 0;
  for await (const row of table.rows(signal, () => undefined)) {
    const kind = row.type === 'row' ? kindOfHeadings(row.cells) : null;
    if (kind !== null && row.type === 'row') return { row, kind };
    looked += 1;
    if (looked >= rowsSearched) break;
  }
  return null;
}

async function readSheet(table: OpenTable, signal: AbortSignal): Promise<Sheet | null> {
  const found = await findHeadings(table, signal);
  if (found === null) return null;
  const { row: { row, cells }, kind } = found;
  return { table, kind, headerRow: row, headings: nameColumns(cells, cells.length), headingCells: cells, columns: columnsOf(cells) };
}

/** True when the content is such an export: its headings say so. Cheap: a text's beginning, or the likely sheets of a workbook. */
export async function recognisedSheet(source: EvidenceSource, signal: AbortSignal): Promise<string | null> {
  const detected = await detectTable(source, signal);
  if (detected === null) return null;
  if (detected.kind === 'delimited') {
    const kind = detected.dialect.rows.slice(0, rowsSearched).map(kindOfHeadings).find((one) => one !== null);
    // The look at the beginning is coarse: a heading row that is damaged by the rules of CSV is no heading row.
    const readable = kind === undefined ? null : await findHeadings((await openTable(source, {}, signal)).table, signal);
    return readable === null ? null : `the headings of Cellebrite's ${readable.kind} table`;
  }
  const { sheets } = await readOutline(source);
  for (const { name } of sheets.filter((sheet) => sheetNames.test(sheet.name)).slice(0, 4)) {
    const found = await findHeadings(await openWorkbook(source, name, signal), signal);
    if (found !== null) return `the headings of Cellebrite's ${found.kind} table on sheet “${name}”`;
  }
  return null;
}

export interface OpenSheets { readonly sheets: readonly Sheet[]; readonly unread: readonly string[]; readonly hidden: readonly string[] }

/** Opens every table of the export that has Cellebrite's headings. */
export async function openSheets(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<OpenSheets> {
  const detected = await detectTable(source, signal, answers.encoding);
  if (detected === null) return { sheets: [], unread: [], hidden: [] };
  if (detected.kind === 'delimited') {
    const { table } = await openTable(source, answers, signal);
    const sheet = await readSheet(table, signal);
    return { sheets: sheet === null ? [] : [sheet], unread: [], hidden: [] };
  }
  const outline = await readOutline(source);
  const sheets: Sheet[] = [];
  const unread = outline.sheets.slice(sheetLimit).map(({ name }) => name);
  for (const { name } of outline.sheets.slice(0, sheetLimit)) {
    const sheet = await readSheet(await openWorkbook(source, name, signal), signal);
    if (sheet === null) unread.push(name);
    else sheets.push(sheet);
  }
  return { sheets, unread, hidden: outline.sheets.filter(({ hidden }) => hidden).map(({ name }) => name) };
}
