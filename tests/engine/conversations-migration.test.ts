/** A case of the format before conversations had statements. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { saidOfChannels, state } from '../../electron/engine/conversations/statements.ts';
import { openCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { migrations } from '../../electron/engine/db/migrations/index.ts';
import { scratchFolder } from './harness.ts';

const before = migrations.findIndex(({ name }) => name === 'conversations');

it('opens with nothing said of anything, and from then on refuses to alter or remove what is', () => {
  const path = join(scratchFolder(), 'case.db');
  const old = new Database(path);
  old.pragma('application_id = 1347177794');
  old.pragma('journal_mode = WAL');
  for (const migration of migrations.slice(0, before)) migration.apply(old);
  old.pragma(`user_version = ${before}`);
  old.exec(`INSERT INTO exhibit VALUES (1, 'ABC/1', '', '', '', '', '${'0'.repeat(64)}', 1, '', '', '', '', '', '')`);
  old.close();
  const db = openCaseDatabase(path);
  onTestFinished(() => { db.close(); });
  expect([db.pragma('user_version', { simple: true }), db.pragma('quick_check', { simple: true }), db.pragma('foreign_key_check')]).toEqual([migrations.length, 'ok', []]);
  expect(saidOfChannels(db)).toEqual([]);
  state({ db, author: 'R. Reviewer', record: () => undefined }, 'channel', { type: 'identifier', kind: 'phone', normal: '+447700900417' }, 'personal', 'Handset settings page');
  db.exec(`INSERT INTO thread_opening VALUES (1, 1, 'a', 1, 'b', 'R', '')`);
  expect(saidOfChannels(db)).toMatchObject([{ answer: 'personal', history: [{ summary: 'Channel: telephone number +447700900417 is personal' }] }]);
  for (const [table, key] of [['conversation_statement', 'statement_id'], ['thread_opening', 'opening_id']] as const) {
    expect(() => db.exec(`UPDATE ${table} SET ${key} = 9`), table).toThrow('append-only');
    expect(() => db.exec(`DELETE FROM ${table}`), table).toThrow('append-only');
  }
});
