/**
 * Opens a database that came from a phone: hostile input. Only ever a private copy, made afresh for
 * each view, with its journal beside it (`live`) or alone (`main-only`); the original and the working
 * copy are never opened, because opening merges a pending journal (formats reference, rules 2 and 3).
 */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { TreeFile } from '../../exhibits/evidence-tree.ts';
import { systemCode } from '../../fs/file-faults.ts';
import type { EvidenceSource } from '../importer.ts';
import type { Cell, DatabaseReader, Row } from './rows.ts';

const journalEndings = ['-wal', '-shm', '-journal'] as const;
const sqliteMark = Buffer.from('SQLite format 3\0', 'latin1');

export function isSqlite(head: Uint8Array): boolean {
  return sqliteMark.every((byte, index) => head[index] === byte);
}

/** The journals of a database among the files of its exhibit, by their ending. */
export function journalsOf(source: EvidenceSource): readonly { readonly ending: string; readonly file: TreeFile }[] {
  if (source.name === '') return [];
  return journalEndings.flatMap((ending) => {
    const file = source.tree.find(source.name + ending);
    return file === null ? [] : [{ ending, file }];
  });
}

/** Bytes of write-ahead log that hold changes; a log of 0 bytes holds none. */
export function pendingLogBytes(source: EvidenceSource): number {
  return journalsOf(source).find(({ ending }) => ending === '-wal')?.file.sizeBytes ?? 0;
}

/** The fault as one of ours when it is SQLite's, otherwise as it was. */
export function explainSqliteFault(error: unknown, name: string): unknown {
  const code = systemCode(error);
  if (!(error instanceof Error) || !code.startsWith('SQLITE_')) return error;
  if (code === 'SQLITE_NOTADB') return new PlumblineError('damaged_input', `“${name}” begins like a SQLite database but is encrypted or not one (${error.message}). Ask the supplier for a decrypted copy.`, undefined, { cause: error });
  return new PlumblineError('damaged_input', `The database “${name}” is damaged: ${error.message} (${code}).`, undefined, { cause: error });
}

export interface SchemaTable { readonly name: string; readonly columns: ReadonlySet<string>; readonly plain: boolean; readonly hasRowid: boolean }

const maxTables = 5_000;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** One view of a database. Close it when done. */
export class AppDatabase implements DatabaseReader {
  readonly tables: ReadonlyMap<string, SchemaTable>;
  readonly #db: Database.Database;
  readonly #folder: string;

  constructor(db: Database.Database, folder: string) {
    this.#db = db;
    this.#folder = folder;
    this.tables = this.#readSchema();
  }

  #readSchema(): Map<string, SchemaTable> {
    const found = new Map<string, SchemaTable>();
    const listed = this.#db.prepare<[], { name: string; type: string; sql: string | null }>(`SELECT name, type, sql FROM sqlite_schema WHERE type IN ('table', 'view') LIMIT ${maxTables}`).all();
    const columnsOf = this.#db.prepare<[string], { name: string }>('SELECT name FROM pragma_table_xinfo(?)');
    for (const { name, type, sql } of listed) {
      const definition = typeof sql === 'string' ? sql : '';
      const plain = type === 'table' && !/^\s*create\s+virtual/i.test(definition);
      // A virtual table may need a tokenizer or module that only the phone has: it is listed, never asked.
      const columns = plain ? columnsOf.all(name).map((column) => column.name) : [];
      found.set(name.toLowerCase(), { name, plain, columns: new Set(columns.map((column) => column.toLowerCase())), hasRowid: !/without\s+rowid[^)]*$/i.test(definition) });
    }
    return found;
  }

  has(table: string, ...columns: readonly string[]): boolean {
    const found = this.tables.get(table.toLowerCase());
    return found !== undefined && found.plain && columns.every((column) => found.columns.has(column.toLowerCase()));
  }

  all(sql: string, ...parameters: readonly (string | number)[]): readonly Row[] {
    return this.#db.prepare(sql).safeIntegers(true).all(...parameters).map((row) => toRow(row as Record<string, unknown>));
  }

  /** Rows one by one; a damaged page ends it with SQLite's error. */
  *each(sql: string): Generator<Row, void, void> {
    for (const row of this.#db.prepare(sql).safeIntegers(true).iterate()) yield toRow(row as Record<string, unknown>);
  }

  async close(): Promise<void> {
    this.#db.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Integers that a double holds exactly become numbers; others stay whole. */
function toCell(value: unknown): Cell {
  if (typeof value === 'bigint') return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
  if (typeof value === 'string' || typeof value === 'number' || value === null || value instanceof Uint8Array) return value;
  return null;
}

function toRow(record: Record<string, unknown>): Row {
  // A column may be called anything, `__proto__` too.
  const row = Object.create(null) as Record<string, Cell>;
  for (const name of Object.keys(record)) row[name] = toCell(record[name]);
  return row;
}

export { quoted };

/** Opens a view of the database. Throws `damaged_input` when it cannot be read at all, `cancelled`. */
export async function openView(source: EvidenceSource, view: 'live' | 'main-only', signal: AbortSignal): Promise<AppDatabase> {
  const folder = join(source.scratchFolder, `database-${randomUUID()}`);
  await mkdir(folder, { recursive: true });
  const main = join(folder, 'main.db');
  let db: Database.Database | null = null;
  try {
    await copyFile(source.path, main, constants.COPYFILE_FICLONE);
    if (view === 'live') {
      // The shared-memory index is rebuilt from the log; one from another machine is not to be trusted.
      for (const { ending, file } of journalsOf(source)) {
        if (ending !== '-shm' && file.sizeBytes > 0) await copyFile(await source.tree.copy(file, signal), main + ending, constants.COPYFILE_FICLONE);
      }
    }
    if (signal.aborted) throw new PlumblineError('cancelled', 'Reading the database was stopped.');
    await stat(main);
    db = new Database(main, { fileMustExist: true });
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('mmap_size = 0');
    db.pragma('temp_store = MEMORY');
    db.pragma('cache_size = -65536');
    return new AppDatabase(db, folder);
  } catch (error) {
    db?.close();
    await rm(folder, { recursive: true, force: true });
    throw explainSqliteFault(error, source.originalName);
  }
}
