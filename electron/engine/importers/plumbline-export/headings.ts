/** Which column of an exported table is which, by the headings we write. */
import { exportColumns, exportKeyPrefix, type ExportKey } from '../../../../shared/domain/export-columns.ts';

const byHeading = new Map<string, ExportKey>(exportColumns.flatMap(({ key, heading }) => [[heading, key], [`${exportKeyPrefix}${key}`, key]]));
const needed: readonly ExportKey[] = exportColumns.filter(({ key, sealed }) => sealed || key === 'seal').map(({ key }) => key);

/** Columns Timesketch wants, which only repeat ours. */
const repeated = new Set(['message', 'datetime', 'timestamp', 'timestamp_desc', 'data_type', 'tag']);

export interface Heading {
  /** Null for a column somebody added, and for one that repeats another. */
  readonly key: ExportKey | null;
  readonly name: string;
  /** False for a column somebody added. */
  readonly ours: boolean;
}

/** The columns of a heading line; null when it is not one of ours, whole. */
export function readHeadings(cells: readonly string[]): readonly Heading[] | null {
  const headings = cells.map((cell): Heading => {
    const name = cell.replace(/^\ufeff/, '').trim();
    const key = byHeading.get(name.replace(/ \(part \d{1,3}\)$/, '')) ?? null;
    return { key, name, ours: key !== null || repeated.has(name) || name === '' };
  });
  const found = new Set(headings.map(({ key }) => key));
  return needed.every((key) => found.has(key)) ? headings : null;
}

/** The first sealed column a row has no value for; null when it has them all. */
export function missingKey(values: Partial<Record<ExportKey, string>>): ExportKey | null {
  return needed.find((key) => values[key] === undefined) ?? null;
}
