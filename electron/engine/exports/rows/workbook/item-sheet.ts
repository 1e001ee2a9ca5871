/** The sheet of items: typed cells under a frozen, filtered heading line, each exhibit linked to its line on the next sheet. */
import { exportColumns, type ExportKey } from '../../../../../shared/domain/export-columns.ts';
import type { ExportedRow, RowsSource } from '../rows-source.ts';
import { cellPieces, columnLetters, numberCell, serialOf, styles, textCell, timeCell } from './cells.ts';
import { sheetHead } from './package-parts.ts';

/** Excel's own limit of links on a sheet. Neighbouring rows of one exhibit share one. */
const mostLinks = 65_530;
/** Digits Excel keeps of a number. */
const mostExact = 999_999_999_999_999;

const widths: Partial<Record<ExportKey, number>> = { number: 7, utc: 19, local: 24, kind: 10, direction: 10, from: 22, to: 22, thread: 22, text: 60, reasons: 40, innocent_explanation: 40, exhibit_sha256: 20, verbatim: 40 };
const wrapped: ReadonlySet<ExportKey> = new Set(['from', 'to', 'thread', 'text', 'reasons', 'innocent_explanation']);

/** Which column of the sheet holds which piece of which value. */
interface Column { readonly key: ExportKey; readonly type: 'text' | 'number' | 'time'; readonly piece: number; readonly heading: string }

/** Columns for what the rows hold: a value too long for a cell goes on at the right. Reads every row once. */
export async function columnsFor(pages: AsyncIterable<readonly ExportedRow[]>): Promise<readonly Column[]> {
  const most = new Map<ExportKey, number>();
  for await (const page of pages) {
    for (const { record } of page) {
      for (const { key } of exportColumns) {
        if (record[key].length > 30_000) most.set(key, Math.max(most.get(key) ?? 1, cellPieces(record[key]).length));
      }
    }
  }
  const first = exportColumns.map(({ key, type, heading }): Column => ({ key, type, piece: 0, heading }));
  const further = exportColumns.flatMap(({ key, heading }) => Array.from({ length: (most.get(key) ?? 1) - 1 }, (_, index): Column => ({ key, type: 'text', piece: index + 1, heading: `${heading} (part ${index + 2})` })));
  return [...first, ...further];
}

function cellOf({ item, record }: ExportedRow, column: Column, place: string): string {
  const value = record[column.key];
  const ms = item.time.earliestMs;
  const serial = column.type === 'time' && ms !== null ? serialOf(ms) : null;
  if (serial !== null) return timeCell(place, serial);
  const number = column.type === 'number' && value !== '' ? Number(value) : null;
  if (number !== null && Math.abs(number) <= mostExact) return numberCell(place, number);
  const piece = value.length <= 30_000 && column.piece === 0 ? value : cellPieces(value)[column.piece] ?? '';
  return textCell(place, piece, column.key === 'exhibit' ? styles.link : wrapped.has(column.key) ? styles.wrapped : styles.text);
}

/** Links from runs of rows to lines of the sheet of exhibits, which are numbered as exhibits are first met. */
export class ExhibitLinks {
  readonly lines = new Map<string, number>();
  readonly #runs: { readonly reference: string; readonly first: number; last: number }[] = [];
  add(reference: string, row: number): void {
    if (!this.lines.has(reference)) this.lines.set(reference, this.lines.size + 2);
    const last = this.#runs.at(-1);
    if (last?.reference === reference) last.last = row;
    else if (this.#runs.length < mostLinks) this.#runs.push({ reference, first: row, last: row });
  }
  xml(column: string): string {
    if (this.#runs.length === 0) return '';
    return `<hyperlinks>${this.#runs.map(({ reference, first, last }) => `<hyperlink ref="${column}${first}${last === first ? '' : `:${column}${last}`}" location="Exhibits!A${this.lines.get(reference) ?? 1}"/>`).join('')}</hyperlinks>`;
  }
}

export async function* itemSheet(source: RowsSource, columns: readonly Column[], links: ExhibitLinks): AsyncGenerator<string> {
  const letters = columns.map((_column, index) => columnLetters(index));
  const lastColumn = letters.at(-1) ?? 'A';
  const exhibitColumn = letters[columns.findIndex(({ key }) => key === 'exhibit')] ?? 'A';
  yield `${sheetHead}<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="13"/>`
    + `<cols>${columns.map(({ key }, index) => `<col min="${index + 1}" max="${index + 1}" width="${widths[key] ?? 16}" customWidth="1"/>`).join('')}</cols><sheetData>`
    + `<row r="1">${columns.map(({ heading }, index) => textCell(`${letters[index] ?? ''}1`, heading, styles.heading)).join('')}</row>`;
  let row = 1;
  for await (const page of source.pages()) {
    let piece = '';
    for (const exported of page) {
      row += 1;
      links.add(exported.record.exhibit, row);
      piece += `<row r="${row}">${columns.map((column, index) => cellOf(exported, column, `${letters[index] ?? ''}${row}`)).join('')}</row>`;
    }
    yield piece;
  }
  yield `</sheetData><autoFilter ref="A1:${lastColumn}${row}"/>${links.xml(exhibitColumn)}</worksheet>`;
}
