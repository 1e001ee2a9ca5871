/** What a document made of one table is: title, columns, rows, and what stands before and after. The pages are set from this alone. */
import type { BundleColumn, BundlePages } from './bundle-pages.ts';
import type { Running } from '../pdf/set-pages.ts';

export interface Column<R> {
  /** By which it can be left out (`document-columns.ts`); none for one that always stands. */
  readonly key?: string;
  readonly heading: string;
  /** Share of the width of the page; shares are measured against their sum, so that a column can be left out. */
  readonly share: number;
  readonly className?: string;
  /** HTML of the cell. `number` counts the rows of the document. */
  readonly cell: (row: R, number: number) => string;
}

export interface TableDocument<R> {
  readonly title: string;
  readonly running: Running;
  /** HTML before the table. */
  readonly front: string;
  readonly columns: readonly Column<R>[];
  /** HTML of a line across the table under a row, never parted from it; '' for none. */
  readonly under?: (row: R) => string;
  /** HTML of a heading before a row; null for none. Asked once of every row, in order. */
  readonly laneBefore?: (row: R) => string | null;
  readonly rowClass?: (row: R) => string;
  /** Wraps the HTML of a row's first cell, where the row has to be found again on the pages. */
  readonly rowStart?: (html: string, row: R, number: number) => string;
  /** Number of the first row. */
  readonly firstNumber: number;
  /** How many rows `pages` will give. */
  readonly count: number;
  /** What is said when there is none. */
  readonly none: string;
  /** Rows in order; read once. */
  readonly pages: () => AsyncIterable<readonly R[]>;
  /** Share of its size it is set in; 1 when not said. */
  readonly zoom?: number;
  /** HTML after the table; asked when every row has been set. */
  readonly end: () => string;
}

/** What remains when some are left out, by their keys; widths are shared out among them. */
export const without = <T extends { readonly key?: string }>(all: readonly T[], leaveOut: readonly string[]): T[] => all.filter(({ key }) => key === undefined || !leaveOut.includes(key));

/** A note at the end; with a key it is about that column, and goes with it. */
export type Note = string | { readonly key: string; readonly words: string };
export const notesWithout = (notes: readonly Note[], leaveOut: readonly string[]): string[] => without(notes.map((note): { readonly key?: string; readonly words: string } => (typeof note === 'string' ? { words: note } : note)), leaveOut).map(({ words }) => words);

/** The column for pages of a bundle: empty for whoever binds the document by hand, filled in a bundle. */
export function bundlePageColumn<R>(bundle: BundleColumn, cell: (pages: BundlePages, row: R) => string): Column<R>[] {
  return bundle === 'none' ? [] : [{ heading: 'Bundle page', share: 5, cell: (row) => (bundle === 'empty' ? '' : cell(bundle, row)) }];
}

/** One row: the HTML of the heading before it (null for none), of its cells, and of the line under it ('' for none). */
export interface RowParts { readonly lane: string | null; readonly cells: readonly { readonly html: string; readonly className: string | undefined }[]; readonly under: string; readonly rowClass: string }

/** Asked once of every row, in order. */
export function rowParts<R>(document: TableDocument<R>, row: R, number: number): RowParts {
  const lane = document.laneBefore?.(row) ?? null;
  const cells = document.columns.map(({ className, cell }) => ({ className, html: cell(row, number) }));
  return { lane, cells, under: document.under?.(row) ?? '', rowClass: document.rowClass?.(row) ?? '' };
}

/** One row as HTML, with the heading before it and the line under it. */
export function rowOfTable<R>(document: TableDocument<R>, row: R, number: number): string {
  const parts = rowParts(document, row, number);
  const heading = parts.lane === null ? '' : `<tr class="lane"><td colspan="${document.columns.length}">${parts.lane}</td></tr>`;
  const cells = parts.cells.map(({ className, html }, index) => `<td${className === undefined ? '' : ` class="${className}"`}>${index === 0 && document.rowStart !== undefined ? document.rowStart(html, row, number) : html}</td>`).join('');
  const rowClass = [parts.rowClass, parts.under === '' ? '' : 'over'].filter((name) => name !== '').join(' ');
  const line = parts.under === '' ? '' : `<tr class="under"><td></td><td colspan="${document.columns.length - 1}">${parts.under}</td></tr>`;
  return `<tbody>${heading}<tr${rowClass === '' ? '' : ` class="${rowClass}"`}>${cells}</tr>${line}</tbody>`;
}

/** A table of rows with its head, which every page repeats. */
export function tableHtml<R>({ columns }: TableDocument<R>, rows: readonly string[]): string {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => `<col style="width:${(100 * share / whole).toFixed(3)}%">`).join('');
  // Numbers that are compared stand under one another, and their heading over them.
  const head = columns.map(({ heading, className }) => `<th scope="col"${className === 'count' ? ' class="count"' : ''}>${heading}</th>`).join('');
  return `<table class="rows"><colgroup>${widths}</colgroup><thead><tr>${head}</tr></thead>${rows.join('')}</table>`;
}
