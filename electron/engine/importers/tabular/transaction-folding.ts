/**
 * Lines of one transaction, folded into one row: only when the file itself says they belong together,
 * by equal values, row after row, in a column a person has named (one access stays one row).
 */
import type { Columns } from './mapping.ts';
import type { AnyRow, TableRow } from '../table/table-row.ts';

export interface FoldedRow { readonly row: AnyRow; readonly lines: readonly TableRow[] }

const maxLines = 500;

function joined(first: TableRow, lines: readonly TableRow[]): TableRow {
  const cells = first.cells.map((cell, column) => {
    const different = [...new Set([cell, ...lines.map((line) => line.cells[column] ?? '')].filter((value) => value.trim() !== ''))];
    return different.length <= 1 ? different[0] ?? '' : different.join(' | ');
  });
  return {
    ...first, cells, verbatim: [first.verbatim, ...lines.map((line) => line.verbatim)].join('\n'),
    remarks: [...first.remarks, `${lines.length + 1} lines of one transaction (rows ${first.row} to ${lines.at(-1)?.row ?? first.row}); values that differ are separated by “|”.`],
  };
}

/** Groups consecutive rows with one transaction number. `timeColumns` keep the first line's value: lines of one transaction have one time. */
export async function* foldTransactions(rows: AsyncIterable<AnyRow>, columns: Columns, heading: string | undefined, timeColumns: ReadonlySet<number>): AsyncGenerator<FoldedRow, void, void> {
  const column = heading === undefined ? -1 : columns.headings.findIndex((name) => name.trim().toLowerCase() === heading.trim().toLowerCase());
  let open: { readonly key: string; readonly first: TableRow; readonly lines: TableRow[] } | null = null;
  const close = (group: NonNullable<typeof open>): FoldedRow => {
    if (group.lines.length === 0) return { row: group.first, lines: [] };
    const whole = joined(group.first, group.lines);
    return { row: { ...whole, cells: whole.cells.map((cell, at) => (timeColumns.has(at) ? group.first.cells[at] ?? '' : cell)) }, lines: group.lines };
  };
  for await (const row of rows) {
    const key = column === -1 || row.type !== 'row' || row.row <= columns.headerRow ? '' : (row.cells[column] ?? '').trim();
    if (open !== null && row.type === 'row' && key !== '' && key === open.key && open.lines.length < maxLines) { open.lines.push(row); continue; }
    if (open !== null) { yield close(open); open = null; }
    if (key !== '' && row.type === 'row') open = { key, first: row, lines: [] };
    else yield { row, lines: [] };
  }
  if (open !== null) yield close(open);
}
