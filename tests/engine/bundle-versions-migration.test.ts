/** A case of the format before versions of bundles. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { listBundles } from '../../electron/engine/bundle/bundle-store.ts';
import { listVersions } from '../../electron/engine/bundle/version-store.ts';
import { openCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { migrations } from '../../electron/engine/db/migrations/index.ts';
import { bundleIdSchema } from '../../shared/domain/bundle.ts';
import { scratchFolder } from './harness.ts';

const before = migrations.findIndex(({ name }) => name === 'bundle versions');
const definition = JSON.stringify({ title: 'Hearing bundle', letter: 'A', hearingOn: null, profile: 'judiciary-2021', sections: [{ title: 'Schedules', documents: [{ id: 'one', title: 'List', dated: null, turn: 0, source: { type: 'exhibit', exhibitId: 1 } }] }] });

function opened(): ReturnType<typeof openCaseDatabase> {
  const path = join(scratchFolder(), 'case.db');
  const old = new Database(path);
  old.pragma('application_id = 1347177794');
  old.pragma('journal_mode = WAL');
  for (const migration of migrations.slice(0, before)) migration.apply(old);
  old.pragma(`user_version = ${before}`);
  old.prepare(`INSERT INTO bundle_entry VALUES (1, 1, ?, 0, '', 'R. Reviewer', '2026-01-01T10:00:00.000Z')`).run(definition);
  old.close();
  const db = openCaseDatabase(path);
  onTestFinished(() => { db.close(); });
  return db;
}

it('bundles stay as they were kept, built and served never', () => {
  const db = opened();
  expect([db.pragma('user_version', { simple: true }), db.pragma('quick_check', { simple: true }), db.pragma('foreign_key_check')]).toEqual([migrations.length, 'ok', []]);
  expect(listBundles(db)).toMatchObject([{ id: 1, author: 'R. Reviewer', definition: { title: 'Hearing bundle', sections: [{ title: 'Schedules' }] } }]);
  expect(listVersions(db, bundleIdSchema.parse(1))).toEqual([]);
});

it('versions, their rows and their services can be appended and neither altered nor removed', () => {
  const db = opened();
  db.exec(`INSERT INTO bundle_version VALUES (1, 1, NULL, 'whole', '{}', '{}', '[]', 'R', ''); INSERT INTO bundle_row VALUES (1, 3, 'one', 1, NULL, 1); INSERT INTO bundle_service VALUES (1, 1, '2026-01-02', '[]', '[]', '', 'R', '')`);
  for (const [table, key] of [['bundle_version', 'author'], ['bundle_row', 'page'], ['bundle_service', 'author']]) {
    expect(() => db.exec(`UPDATE ${table} SET ${key} = 9`), table).toThrow('append-only');
    expect(() => db.exec(`DELETE FROM ${table}`), table).toThrow('append-only');
  }
  expect(() => db.exec(`INSERT INTO bundle_version VALUES (2, 1, 7, 'append', '{}', '{}', '[]', 'R', '')`)).toThrow('FOREIGN KEY');
});
