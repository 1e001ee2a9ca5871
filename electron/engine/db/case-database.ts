/**
 * Opens a case's database in one fixed order, so that every connection is equally strict:
 * identity, version, journal, pragmas read back, integrity after an unclean end, backup before a
 * migration, migrations, serve.
 */
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { migrations } from './migrations/index.ts';

export type CaseDatabase = Database.Database;

/** “PLMB” as SQLite's application id. */
const applicationId = 0x504c4d42;

/** The pragmas every connection runs with, and the value each must read back. */
const pragmas: readonly (readonly [name: string, set: string, readsBack: string | number])[] = [
  ['journal_mode', 'WAL', 'wal'],
  // WAL silently drops this to NORMAL unless it is set: a key press must be on disk before it is shown.
  ['synchronous', 'FULL', 2],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['temp_store', 'MEMORY', 2],
  ['busy_timeout', '10000', 10_000],
  // 64 MiB: with SQLite's own 2 MiB the pages of the indexes are read and written over and over (measured on imports).
  ['cache_size', '-65536', -65_536],
];

function single(db: CaseDatabase, pragma: string): unknown {
  return db.pragma(pragma, { simple: true });
}

function refuseForeign(db: CaseDatabase, path: string): void {
  const id = single(db, 'application_id');
  const version = Number(single(db, 'user_version'));
  if (id !== applicationId) {
    throw new PlumblineError('case_damaged', `${path} is not a Plumbline case database. Nothing in it was changed.`);
  }
  if (version > migrations.length) {
    throw new PlumblineError(
      'case_too_new',
      `This case was last used with a newer Plumbline (case format ${version}; this version reads up to ${migrations.length}). Open it with that version or a later one. Nothing was changed.`,
    );
  }
}

function applyPragmas(db: CaseDatabase): void {
  for (const [name, value] of pragmas) db.pragma(`${name} = ${value}`);
  for (const [name, , readsBack] of pragmas) {
    const found = single(db, name);
    if (found !== readsBack) {
      throw new PlumblineError('case_damaged', `The case database could not be opened safely: ${name} is ${String(found)} where ${String(readsBack)} is required. The disk or network share may not support it; keep the case on a local disk.`);
    }
  }
}

/** Result of SQLite's own structural check; empty when sound. At most 20 faults. */
export function structuralFaults(db: CaseDatabase): readonly string[] {
  const rows = db.pragma('quick_check(20)') as { quick_check: string }[];
  return rows.map((row) => row.quick_check).filter((line) => line !== 'ok');
}

function migrate(db: CaseDatabase): void {
  const from = Number(single(db, 'user_version'));
  migrations.slice(from).forEach((migration, index) => {
    db.transaction(() => {
      migration.apply(db);
      db.pragma(`user_version = ${from + index + 1}`);
    }).immediate();
  });
}

/** Creates an empty case database. The file must not exist. */
export function createCaseDatabase(path: string): CaseDatabase {
  if (existsSync(path)) throw new PlumblineError('already_exists', `${path} exists already.`);
  const db = new Database(path);
  db.pragma(`application_id = ${applicationId}`);
  applyPragmas(db);
  migrate(db);
  return db;
}

/**
 * Opens a case database for reading and writing.
 * `afterUncleanEnd` runs the structural check first; `backup` is called with the version found before any migration.
 * Throws PlumblineError `not_found`, `case_damaged` or `case_too_new`.
 */
export function openCaseDatabase(path: string, options: { afterUncleanEnd?: boolean; backup?: (db: CaseDatabase, version: number) => void } = {}): CaseDatabase {
  if (!existsSync(path)) throw new PlumblineError('not_found', `There is no case database at ${path}.`);
  let db: CaseDatabase;
  try {
    db = new Database(path, { fileMustExist: true });
    refuseForeign(db, path);
  } catch (error) {
    if (error instanceof PlumblineError) throw error;
    throw new PlumblineError('case_damaged', `The case database ${path} cannot be read (${error instanceof Error ? error.message : String(error)}). Restore the case folder from a backup; nothing was changed.`, undefined, { cause: error });
  }
  try {
    applyPragmas(db);
    if (options.afterUncleanEnd === true) {
      const faults = structuralFaults(db);
      if (faults.length > 0) throw new PlumblineError('case_damaged', `The case database is damaged: ${faults[0] ?? ''}. Restore the case folder from a backup.`, { faults: [...faults] });
    }
    const version = Number(single(db, 'user_version'));
    if (version < migrations.length) {
      options.backup?.(db, version);
      migrate(db);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Closes after tidying, leaving no journal beside the database. */
export function closeCaseDatabase(db: CaseDatabase): void {
  if (!db.open) return;
  db.pragma('optimize');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
