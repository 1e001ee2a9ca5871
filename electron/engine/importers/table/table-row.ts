/** One row of a table as it stands in its file, before any column has a meaning. */
import type { Question } from '../../../../shared/contract/importing.ts';
import type { Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';

/** A record or a cell longer than this is set aside (1 MiB). Excel itself stops at 32,767 characters. */
export const maxRecordBytes = 1_048_576;
/** More columns than this is not an audit; the row is set aside. */
export const maxColumns = 2_000;

export interface TableRow {
  readonly type: 'row';
  /** Excel's row number, or the line of the text file on which the row begins. Counts from 1. */
  readonly row: number;
  /** Where the row begins in a text file; null in a workbook. */
  readonly byte: number | null;
  readonly cells: readonly string[];
  /** The row character for character; for a workbook its cells joined by tabs. */
  readonly verbatim: string;
  /** Columns (from 0) whose value the workbook stores as a date, not as text. */
  readonly storedDates: ReadonlySet<number>;
  /** True when quotation marks had to be taken literally: believed only if the number of columns fits. */
  readonly relaxed: boolean;
  readonly remarks: readonly string[];
  /** Where the row lies, when it is neither a line nor a row of a sheet. */
  readonly locator?: Locator;
}

/** A row that cannot be read as cells. */
export interface UnreadableRow {
  readonly type: 'unreadable';
  readonly row: number;
  readonly byte: number | null;
  readonly code: QuarantinedRow['code'];
  readonly reason: string;
  readonly verbatim: string;
  readonly locator?: Locator;
}

export type AnyRow = TableRow | UnreadableRow;

/** A table that has been recognised and can be read from its first row as often as needed. */
export interface OpenTable {
  /** Names of a workbook's sheets, hidden ones included; empty for a text file. */
  readonly sheets: readonly string[];
  readonly sheet: string | null;
  /** Null for a workbook, whose encoding is fixed by its format. */
  readonly encoding: string | null;
  /** What the file itself decided, in words. */
  readonly findings: readonly string[];
  /** What a reader must know about the whole file. */
  readonly warnings: readonly string[];
  readonly encodingQuestion: Question | null;
  /** True when the source itself names its columns, so that row 1 is always the headings. */
  readonly fixedHeadings?: boolean;
  /** Every row in file order, blank lines left out. `onBytes` reports how far into the file reading has come. */
  rows(signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyRow, void, void>;
}

export const noStoredDates: ReadonlySet<number> = new Set();

