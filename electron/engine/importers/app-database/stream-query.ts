/** Builds the one query a stream is read by. It never joins, so a row of the table is always exactly one row read. */
import type { AppDatabase } from '../sqlite/open-database.ts';
import { quoted } from '../sqlite/open-database.ts';
import type { Cell, Row } from '../sqlite/rows.ts';
import type { ProfileStream } from './profile.ts';

/** Names of the columns the query adds; a table's own column is never called so. */
export const rowIdColumn = '~rowid';
const derivedPrefix = '~';

const present = (database: AppDatabase, needs: readonly string[]): boolean => needs.every((need) => {
  const [table, column] = need.split('.');
  return table !== undefined && (column === undefined ? database.has(table) : database.has(table, column));
});

function condition(rules: Pick<ProfileStream, 'where'>): string {
  return rules.where === undefined ? '' : ` WHERE ${rules.where}`;
}

/** Reads the table in row order, its own columns first, then what is derived. */
export function streamQuery(database: AppDatabase, rules: ProfileStream): string {
  const derived = Object.entries(rules.derived ?? {}).map(([name, { sql, needs }]) => `, ${present(database, needs) ? `(${sql})` : 'NULL'} AS ${quoted(derivedPrefix + name)}`);
  const table = database.tables.get(rules.table.toLowerCase());
  const rowid = table?.hasRowid === true ? 't.rowid' : 'NULL';
  return `SELECT t.*, ${rowid} AS ${quoted(rowIdColumn)}${derived.join('')} FROM ${quoted(table?.name ?? rules.table)} AS t${condition(rules)}${table?.hasRowid === true ? ' ORDER BY t.rowid' : ''}`;
}

/** How many rows the stream has, counted by SQLite and not by the reader. */
export function countQuery(database: AppDatabase, rules: ProfileStream): string {
  return `SELECT count(*) AS rows FROM ${quoted(database.tables.get(rules.table.toLowerCase())?.name ?? rules.table)} AS t${condition(rules)}`;
}

/** A value by the name a profile uses: a column of the table in any letter case, or a derived one. */
export class RowValues {
  readonly #row: Row;
  readonly #names: ReadonlyMap<string, string>;

  constructor(row: Row, names: ReadonlyMap<string, string>) {
    this.#row = row;
    this.#names = names;
  }

  get(name: string | undefined): Cell {
    if (name === undefined) return null;
    const own = this.#names.get(name.toLowerCase());
    return own === undefined ? null : this.#row[own] ?? null;
  }
}

/** Where each name of a row is found; derived names win over columns of the same name. */
export function rowNames(row: Row): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const column of Object.keys(row)) if (!column.startsWith(derivedPrefix)) names.set(column.toLowerCase(), column);
  for (const column of Object.keys(row)) if (column.startsWith(derivedPrefix)) names.set(column.slice(derivedPrefix.length).toLowerCase(), column);
  return names;
}

const shownBlobBytes = 2_048;

function shownCell(cell: Cell): unknown {
  if (cell instanceof Uint8Array) {
    const hex = Buffer.from(cell.buffer, cell.byteOffset, Math.min(cell.byteLength, shownBlobBytes)).toString('hex');
    return cell.byteLength > shownBlobBytes ? { bytes: cell.byteLength, beginsHex: hex } : { bytes: cell.byteLength, hex };
  }
  return typeof cell === 'bigint' ? cell.toString() : cell;
}

/** The table's own columns, NULL ones left out, as JSON in column order: the row as it is stored. */
export function verbatimRow(row: Row): string {
  const shown = Object.create(null) as Record<string, unknown>;
  for (const [column, cell] of Object.entries(row)) if (!column.startsWith(derivedPrefix) && cell !== null) shown[column] = shownCell(cell);
  return JSON.stringify(shown);
}
