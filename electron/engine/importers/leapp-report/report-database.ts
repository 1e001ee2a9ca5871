/**
 * The two databases of a report, read-only over private copies. What is in them was written by
 * whoever supplied the report: only plain tables are read, never views or virtual tables, and a
 * database that is damaged costs what is in it and nothing else.
 */
import Database from 'better-sqlite3';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceTree } from '../../exhibits/evidence-tree.ts';
import { fileOf, type LeappReport } from './claim.ts';

export type Cell = string | number | bigint | null | Buffer;
/** `rowid` names the row's place; a damaged page may give one twice, and then says which row of the reading it was. */
export interface StoredRow { readonly rowid: string; readonly number: number; readonly cells: readonly (readonly [column: string, value: Cell])[] }

const rowsBetweenPauses = 500;
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export class ReportDatabase {
  readonly #db: Database.Database;
  #media: Database.Statement | 'none' | null = null;
  /** Path inside the exhibit. */
  readonly file: string;
  readonly sizeBytes: number;

  private constructor(path: string, file: string, sizeBytes: number) {
    this.#db = new Database(path, { readonly: true, fileMustExist: true });
    this.#db.pragma('trusted_schema = OFF');
    this.#db.defaultSafeIntegers(true);
    this.file = file;
    this.sizeBytes = sizeBytes;
  }

  /** Opens a database of the report; null with a warning when it is damaged, null alone when there is none. Throws `cancelled`. */
  static async open(tree: EvidenceTree, report: LeappReport, inner: string, warnings: string[], signal: AbortSignal): Promise<ReportDatabase | null> {
    const file = fileOf(report, inner);
    if (file === null) return null;
    const journal = fileOf(report, `${inner}-wal`);
    if (journal !== null && journal.sizeBytes > 0) warnings.push(`“${journal.path}” holds changes that were never written into the database beside it; they were not read.`);
    try {
      const database = new ReportDatabase(await tree.copy(file, signal), file.path, file.sizeBytes);
      database.tables();
      return database;
    } catch (error) {
      if (error instanceof PlumblineError && error.code === 'cancelled') throw error;
      if (!(error instanceof PlumblineError) && !isDatabaseFault(error)) throw error;
      warnings.push(`“${file.path}” could not be read as a database (${error.message}); nothing was read from it.`);
      return null;
    }
  }

  /** Names of the plain tables. */
  tables(): readonly string[] {
    const rows = this.#db.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND upper(sql) NOT LIKE 'CREATE VIRTUAL%' AND upper(sql) NOT LIKE '%WITHOUT ROWID%' LIMIT 20000`).all() as { name: string }[];
    return rows.map(({ name }) => name);
  }

  has(table: string): boolean {
    return this.tables().includes(table);
  }

  /** Rows of a plain table. */
  count(table: string): number {
    return Number((this.#db.prepare(`SELECT count(*) AS n FROM ${quote(table)}`).get() as { n: bigint }).n);
  }

  /** Rows of a table by the value of one column. */
  countsBy(table: string, column: string): ReadonlyMap<string, number> {
    const rows = this.#db.prepare(`SELECT CAST(${quote(column)} AS TEXT) AS value, count(*) AS n FROM ${quote(table)} GROUP BY 1 LIMIT 20000`).all() as { value: string | null; n: bigint }[];
    return new Map(rows.map(({ value, n }) => [value ?? '', Number(n)]));
  }

  /** Where the report put a medium it names by a reference; null when it does not say. */
  mediumPath(reference: string): string | null {
    this.#media ??= this.has('_lava_media_references') && this.has('_lava_media_items')
      ? this.#db.prepare('SELECT item.extraction_path AS path FROM _lava_media_references AS reference JOIN _lava_media_items AS item ON item.id = reference.media_item_id WHERE reference.id = ? LIMIT 1')
      : 'none';
    if (this.#media === 'none') return null;
    try {
      const row = this.#media.get(reference) as { path: Cell } | undefined;
      return typeof row?.path === 'string' && row.path !== '' ? row.path : null;
    } catch (error) {
      if (isDatabaseFault(error)) return null;
      throw error;
    }
  }

  /** Rows in the order they were stored, all or those with a value in a column. Throws `damaged_input` when the database breaks off. */
  async *rows(table: string, where: { readonly column: string; readonly value: string } | null, signal: AbortSignal): AsyncGenerator<StoredRow, void, void> {
    const condition = where === null ? '' : ` WHERE CAST(${quote(where.column)} AS TEXT) IS ?`;
    let met = 0;
    let highest = -Infinity;
    try {
      const statement = this.#db.prepare(`SELECT rowid AS "rowid of the row", * FROM ${quote(table)}${condition} ORDER BY rowid`);
      const ownRow = where === null ? null : this.#db.prepare(`SELECT 1 FROM ${quote(table)} WHERE rowid = ? AND CAST(${quote(where.column)} AS TEXT) IS ?`);
      const rows = where === null ? statement.iterate() : statement.iterate(where.value);
      for (const row of rows as IterableIterator<Record<string, Cell>>) {
        const { 'rowid of the row': rowid, ...rest } = row;
        met += 1;
        const rising = Number(rowid) > highest;
        if (rising) highest = Number(rowid);
        // Of a damaged table, a row id sought by itself leads to one row; others that claim it are told apart.
        const own = rising && (where === null || ownRow?.get(rowid, where.value) !== undefined);
        yield { rowid: own ? String(rowid) : `${String(rowid)}, as row ${met} read${where === null ? '' : ` under “${where.value}”`}`, number: Number(rowid), cells: Object.entries(rest) };
        if (met % rowsBetweenPauses !== 0) continue;
        await new Promise((resolve) => { setImmediate(resolve); });
        if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${this.file} was stopped. Nothing was imported.`);
      }
    } catch (error) {
      if (!isDatabaseFault(error)) throw error;
      throw new PlumblineError('damaged_input', `Table “${table}” of “${this.file}” breaks off after ${met} rows (${error.message}).`, undefined, { cause: error });
    }
  }

  close(): void {
    this.#db.close();
  }
}

/** True for what SQLite itself says about a database. */
export function isDatabaseFault(error: unknown): error is Error {
  return error instanceof Database.SqliteError;
}

/** A stored value as text: a blob in hexadecimal, nothing for NULL. */
export function cellText(value: Cell): string {
  if (value === null) return '';
  return Buffer.isBuffer(value) ? `x'${value.toString('hex')}'` : String(value);
}

/** The row as JSON, whole numbers in full. */
export function rowJson(row: StoredRow): string {
  const parts = row.cells.map(([column, value]) => {
    const text = typeof value === 'bigint' ? value.toString() : typeof value === 'number' || value === null ? JSON.stringify(value) : JSON.stringify(cellText(value));
    return `${JSON.stringify(column)}: ${text}`;
  });
  return `{${parts.join(', ')}}`;
}
