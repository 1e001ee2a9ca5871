/**
 * XRY reports as workbooks: one sheet to a category, a row to an entry, columns by the name of their
 * heading. No such file was to be had when this was written, so it leans on names alone and says so.
 */
import type { EvidenceSource } from '../importer.ts';
import { firstRows, openSheet, peekSheet, sheetFault, sheetNames } from '../table/report-sheets.ts';
import type { TableRow } from '../table/table-row.ts';
import { blocks, type Attribute, type Block } from './attributes.ts';
import type { AnyEntry } from './entry.ts';

/** Sheets are named as the text reports are, a hyphen for the stroke: `Messages-SMS`. */
const categorySheet = /^(?:calls?|sms|mms|chats?|e-?mails?|contacts?|messages?|device|web|calendar|locations?|files)(?:$|[-/ ].)/i;
const rowsSearched = 12;
const program = /\b(?:XRY|XAMN|MSAB)\b/;
/** Headings of XRY categories, folded; two of them make a row of headings. */
const headingNames = new Set(['#', 'time', 'type', 'call type', 'tel', 'from', 'to', 'participant', 'text', 'name', 'number', 'duration', 'storage', 'data', 'attribute', 'web address', 'domain', 'direction', 'status', 'from tel', 'to tel', 'from name', 'to name', 'category', 'index', 'deleted', 'subject']);

const fold = (cell: string): string => cell.replace(/^\ufeff/, '').replace(/\s+/g, ' ').trim().replace(/:$/, '');

function headingRow(rows: readonly TableRow[]): TableRow | null {
  let best: TableRow | null = null;
  let most = 1;
  for (const row of rows) {
    const known = row.cells.filter((cell) => headingNames.has(fold(cell).toLowerCase())).length;
    if (known > most) { best = row; most = known; }
  }
  return best;
}

/** What in a workbook says that it is an XRY report; null when nothing does. */
export async function recogniseSheets(source: EvidenceSource, signal: AbortSignal): Promise<string | null> {
  const names = await sheetNames(source, signal);
  const categories = names?.filter((name) => categorySheet.test(name)) ?? [];
  if (names === null || categories.length === 0) return null;
  for (const name of new Set([...names.slice(0, 2), ...categories.slice(0, 2)])) {
    const rows = await peekSheet(source, name, rowsSearched, signal);
    // Below the headings the word is content: a message may speak of the program too.
    const headings = headingRow(rows)?.row ?? Number.POSITIVE_INFINITY;
    const cell = rows.filter(({ row }) => row < headings).flatMap((row) => row.cells).find((value) => value.length < 200 && program.test(value));
    if (cell !== undefined) return `a workbook with sheet “${categories[0] ?? ''}”, and “${cell.trim()}” in sheet “${name}”`;
  }
  return null;
}

/** `From Tel` and `From: Tel` stand in the block `From`; the bare heading `From` is that block's name or number. */
function placeOf(heading: string): { readonly block: Block; readonly key: string } {
  for (const block of blocks) {
    if (heading.toLowerCase() === block.toLowerCase()) return { block, key: 'Name' };
    const match = new RegExp(`^${block}[ :.-]{1,3}(.{1,80})$`, 'i').exec(heading);
    if (match !== null) return { block, key: match[1] ?? '' };
  }
  return { block: '', key: heading };
}

function attributesOf(headings: readonly string[], cells: readonly string[]): Attribute[] {
  return cells.flatMap((value, column) => {
    if (value.trim() === '') return [];
    const heading = headings[column] ?? '';
    return [{ ...placeOf(heading === '' ? `column ${column + 1}` : heading), value }];
  });
}

interface SheetReading { readonly source: EvidenceSource; readonly signal: AbortSignal; readonly onBytes: (done: number) => void; readonly warnings: string[] }

function entryOf(row: TableRow, headings: readonly string[], name: string, file: string): AnyEntry {
  const attributes = attributesOf(headings, row.cells);
  const timeColumn = headings.findIndex((heading) => heading.toLowerCase() === 'time');
  return {
    type: 'entry', listed: name, place: `sheet “${name}” row ${row.row}`, row: row.row, attributes, verbatim: row.verbatim,
    storedTime: row.storedDates.has(timeColumn), remarks: row.remarks,
    locator: { type: 'row', file, sheet: name, row: row.row, byte: row.byte },
  };
}

async function* sheetEntries({ source, signal, onBytes, warnings }: SheetReading, name: string): AsyncGenerator<AnyEntry, void, void> {
  const table = await openSheet(source, name, signal);
  warnings.push(...table.warnings);
  const header = headingRow(await firstRows(table, rowsSearched, signal));
  const headings = header?.cells.map(fold) ?? [];
  if (header === null) warnings.push(`Sheet “${name}” has no row of headings this program knows; its cells are numbered by their columns.`);
  const above: string[] = [];
  for await (const row of table.rows(signal, onBytes)) {
    if (row.row === header?.row && row.type === 'row') continue;
    if (header !== null && row.row < header.row && row.type === 'row') { above.push(row.verbatim.slice(0, 300)); continue; }
    const place = `sheet “${name}” row ${row.row}`;
    const locator = { type: 'row', file: source.name, sheet: name, row: row.row, byte: row.byte } as const;
    if (row.type === 'unreadable') yield { type: 'unreadable', place, row: { locator, code: row.code, reason: row.reason, verbatim: row.verbatim } };
    else yield entryOf(row, headings, name, source.name);
  }
  if (above.length > 0) warnings.push(`Sheet “${name}”, above the headings, says: ${above.map((line) => `“${line}”`).join('; ')}.`);
}

/** Every row of every sheet below its headings; returns what a reader must know about the workbook. */
export async function* readSheets(source: EvidenceSource, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyEntry, readonly string[], void> {
  const names = await sheetNames(source, signal) ?? [];
  const warnings: string[] = [];
  for (const [at, name] of names.entries()) {
    try {
      yield* sheetEntries({ source, signal, warnings, onBytes: (done) => onBytes(Math.floor((source.sizeBytes * at + done) / names.length)) }, name);
    } catch (error) {
      yield { type: 'unreadable', place: `sheet “${name}”`, row: sheetFault(error, source.name, name) };
    }
  }
  return [...new Set(warnings)];
}
