/** Rows as CSV: RFC 4180, UTF-8, one heading line. */
import { exportColumns, holdable, withoutFormula } from '../../../../shared/domain/export-columns.ts';
import type { RowsSource } from './rows-source.ts';

/** Always in quotation marks when there is anything to split on: in another country a semicolon or a tab is what splits. */
function cell(value: string): string {
  const text = withoutFormula(holdable(value));
  return /^[A-Za-z0-9 .:_/()-]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
}

export const csvLine = (values: readonly string[]): string => `${values.map(cell).join(',')}\r\n`;

/** `mark`: whether a byte-order mark comes first, by which Excel knows UTF-8. */
export async function* csvRows(source: RowsSource, mark: boolean): AsyncGenerator<string> {
  yield `${mark ? '\ufeff' : ''}${csvLine(exportColumns.map(({ heading }) => heading))}`;
  for await (const page of source.pages()) yield page.map(({ record }) => csvLine(exportColumns.map(({ key }) => record[key]))).join('');
}
