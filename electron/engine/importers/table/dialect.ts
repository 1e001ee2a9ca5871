/** How a delimited text is punctuated, judged from its first rows. */
import { parse } from 'csv-parse/sync';
import { knownHeadings } from './headings.ts';

export interface Dialect {
  readonly delimiter: ',' | '\t' | ';' | '|';
  /** Values are written `"a", "b"`: a space before the quotation mark is not part of the value. */
  readonly spaceAfterDelimiter: boolean;
}

export interface DialectFound extends Dialect {
  /** Fields in most rows. */
  readonly columns: number;
  readonly rows: readonly (readonly string[])[];
}

const delimiters = ['\t', ',', ';', '|'] as const;
export const delimiterNames: Readonly<Record<Dialect['delimiter'], string>> = { ',': 'commas', '\t': 'tabs', ';': 'semicolons', '|': 'vertical bars' };

const maxRowsLookedAt = 200;
/** At least this share of the rows must have the same number of fields. */
const wantedAgreement = 0.6;

function readRows(text: string, delimiter: string, how: { ltrim?: boolean; relax_quotes?: boolean; quote?: boolean }): string[][] | null {
  try {
    return parse(text, {
      delimiter, relax_column_count: true, skip_empty_lines: true, to: maxRowsLookedAt,
      record_delimiter: ['\r\n', '\n', '\r'], max_record_size: 1_048_576, ...how,
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** Whole lines only, unless there is just one: a sample usually stops in the middle of a row. */
function wholeLines(text: string, isWholeFile: boolean): string {
  if (isWholeFile) return text;
  const last = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return last <= 0 ? text : text.slice(0, last + 1);
}

function fieldCounts(rows: readonly (readonly string[])[]): { readonly columns: number; readonly share: number } {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let columns = 0;
  let most = 0;
  for (const [count, times] of counts) {
    if (count >= 2 && (times > most || (times === most && count > columns))) { columns = count; most = times; }
  }
  return { columns, share: rows.length === 0 ? 0 : most / rows.length };
}

function tryDelimiter(text: string, delimiter: Dialect['delimiter']): (DialectFound & { readonly share: number }) | null {
  const spaced = new RegExp(`\\${delimiter} +"`).test(text);
  const strict = readRows(text, delimiter, {});
  const readings = [
    { rows: strict, spaceAfterDelimiter: false },
    ...(strict === null && spaced ? [{ rows: readRows(text, delimiter, { ltrim: true }), spaceAfterDelimiter: true }] : []),
  ];
  const best = readings.find((reading) => reading.rows !== null);
  // Damaged quotation marks hide the structure; without them the separators still show it.
  const rows = best?.rows ?? readRows(text, delimiter, { quote: false }) ?? [];
  const { columns, share } = fieldCounts(rows);
  // Ragged rows under headings we know are still a table.
  if (columns < 2 || (share < wantedAgreement && knownHeadings(rows[0] ?? []) < 2)) return null;
  return { delimiter, spaceAfterDelimiter: best?.spaceAfterDelimiter ?? false, columns, rows, share };
}

/**
 * Finds the separator that gives the most rows the same number of fields, two or more.
 * Null when none does. `text` is the beginning of the file.
 */
export function findDialect(text: string, isWholeFile: boolean): DialectFound | null {
  const sample = wholeLines(text, isWholeFile);
  const found = delimiters.map((delimiter) => tryDelimiter(sample, delimiter)).filter((candidate) => candidate !== null);
  found.sort((a, b) => (b.share * Math.min(b.columns, 8)) - (a.share * Math.min(a.columns, 8)));
  const best = found[0];
  if (best === undefined) return null;
  return { delimiter: best.delimiter, spaceAfterDelimiter: best.spaceAfterDelimiter, columns: best.columns, rows: best.rows };
}
