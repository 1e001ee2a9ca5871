/** The schedule of search terms as CSV (RFC 4180, UTF-8 with a mark, so that spreadsheets read it as such). One row a line of the schedule. */
import type { CoverageCounts, TermSchedule } from '../../../../shared/contract/coverage.ts';

export const csvColumns = ['Line', 'Term or view', 'Selection', 'Hits', 'Read', 'Not read', 'Left out', 'Left out because', 'By', 'At (UTC)', 'Note'] as const;

/** A spreadsheet takes a cell that begins so for a formula: an apostrophe before it keeps it words. */
const formulaStart = /^[=+\-@\t\r]/u;

function cell(value: string | number): string {
  const text = typeof value === 'string' && formulaStart.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const because = ({ because: parts }: CoverageCounts): string => parts.map(({ reason, items }) => `${reason}: ${items}`).join('; ');

type Row = readonly (string | number)[];
const counted = (line: string, name: string, selection: string, counts: CoverageCounts, by: string, at: string, note: string): Row =>
  [line, name, selection, counts.items, counts.seen, counts.unseen, counts.excluded, because(counts), by, at, note];

export function scheduleCsv({ terms, views, dropped, any, none, whole }: TermSchedule): string {
  const rows: Row[] = [
    csvColumns,
    ...terms.map((term) => counted('Term', term.term, `contains “${term.term}”`, term, term.author, term.listedAt, term.fault ?? '')),
    ...views.map((view) => counted('Saved view', view.name, view.inWords, view, view.author, view.madeAt, view.fault ?? '')),
    ...dropped.map(({ term, reason, author, madeAt }): Row => ['Taken off the list', term, `contains “${term}”`, '', '', '', '', '', author, madeAt, reason]),
    counted('Total', 'Items hit by at least one term', '', any, '', '', 'each item once'), counted('Total', 'Items hit by no term', '', none, '', '', ''), counted('Total', 'All items of the case', '', whole, '', '', 'the two lines above together'),
  ];
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
