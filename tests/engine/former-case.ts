/** A case database of a former format, brought to the one of now when it is opened. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished } from 'vitest';
import { openCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { migrations } from '../../electron/engine/db/migrations/index.ts';
import { scratchFolder } from './harness.ts';

/** `fill` puts in what such a case holds, before the migration of this name. */
export function formerCase(name: string, fill: (old: Database.Database) => void): ReturnType<typeof openCaseDatabase> {
  return caseOfFormat(migrations.findIndex((migration) => migration.name === name), fill);
}

/** The same of a format by its number. */
export function caseOfFormat(before: number, fill: (old: Database.Database) => void): ReturnType<typeof openCaseDatabase> {
  const path = join(scratchFolder(), 'case.db');
  const old = new Database(path);
  old.pragma('application_id = 1347177794');
  old.pragma('journal_mode = WAL');
  for (const migration of migrations.slice(0, before)) migration.apply(old);
  old.pragma(`user_version = ${before}`);
  fill(old);
  old.close();
  const db = openCaseDatabase(path);
  onTestFinished(() => { db.close(); });
  expect([db.pragma('user_version', { simple: true }), db.pragma('quick_check', { simple: true }), db.pragma('foreign_key_check')]).toEqual([migrations.length, 'ok', []]);
  return db;
}

/** Throws when a row of a table can be altered or removed. */
export function expectAppendOnly(db: ReturnType<typeof openCaseDatabase>, tables: readonly (readonly [table: string, column: string])[]): void {
  for (const [table, column] of tables) {
    expect(() => db.exec(`UPDATE ${table} SET ${column} = 9`), table).toThrow('append-only');
    expect(() => db.exec(`DELETE FROM ${table}`), table).toThrow('append-only');
  }
}
