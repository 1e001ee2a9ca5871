/** Rows of a SQLite database as its reader gives them. */

export type Cell = string | number | bigint | Uint8Array | null;
export type Row = Readonly<Record<string, Cell>>;

/** Read-only questions to a database. */
export interface DatabaseReader {
  has(table: string, ...columns: readonly string[]): boolean;
  all(sql: string, ...parameters: readonly (string | number)[]): readonly Row[];
}

/** A cell as text: '' for NULL, digits in full, blobs never. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined || cell instanceof Uint8Array) return '';
  return String(cell);
}
