/** A table of a LEAPP report and its rows, wherever they are read from. */
import type { Field, Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';
import type { LavaArtifact } from './lava-index.ts';

export interface ReportRow {
  readonly type: 'row';
  readonly locator: Locator;
  /** Line of a text file, rowid of a database: for the evidence of what the whole report decides. */
  readonly number: number;
  /** For sentences: `_TSV Exports/Teams Messages.tsv line 14`. */
  readonly place: string;
  /** Every column in order, under its heading. */
  readonly values: readonly Field[];
  readonly verbatim: string;
  readonly remarks: readonly string[];
}

export interface SetAsideRow { readonly type: 'set-aside'; readonly row: QuarantinedRow; /** A repeated heading is no record, and is not counted as one. */ readonly record: boolean }

export interface ReportTable {
  /** The artifact's name as the report gives it: `WhatsApp - Messages`. */
  readonly title: string;
  readonly artifact: LavaArtifact | null;
  readonly origin: 'tsv' | 'database' | 'timeline';
  readonly headings: readonly string[];
  /** Bytes of the file the rows are read from, for progress. */
  readonly sizeBytes: number;
  /** Every row in stored order. Throws `cancelled`, `damaged_input`. */
  rows(signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<ReportRow | SetAsideRow, void, void>;
}

/** Names as they are compared: headings of a table, columns of a database and names of files are spelt differently. */
export function fold(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/[^\p{L}\d]+/gu, '');
}

const foldedNames = new Map<string, string>();

/** The value of a column by its folded name, as stored; '' when there is none. */
export function valueOf(row: Pick<ReportRow, 'values'>, column: string | null): string {
  if (column === null) return '';
  for (const { name, value } of row.values) {
    let folded = foldedNames.get(name);
    if (folded === undefined) {
      folded = fold(name);
      if (foldedNames.size > 10_000) foldedNames.clear();
      foldedNames.set(name, folded);
    }
    if (folded === column) return value;
  }
  return '';
}

/** The first of these columns that holds something, trimmed; '' when none does. */
export function firstValue(row: Pick<ReportRow, 'values'>, columns: readonly string[]): string {
  for (const column of columns) {
    const value = valueOf(row, column).trim();
    if (value !== '') return value;
  }
  return '';
}
