/** Cases of an earlier format open with everything they held. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCaseDatabase, type CaseDatabase } from '../../electron/engine/db/case-database.ts';
import { migrations } from '../../electron/engine/db/migrations/index.ts';
import { deriveItemId } from '../../electron/engine/store/item-encoding.ts';
import { rowsWithId } from '../../electron/engine/store/item-keys.ts';
import { itemColumns, toItem, type ItemRecord } from '../../electron/engine/store/items.ts';
import { pageOfItems } from '../../electron/engine/timeline/read-rows.ts';
import { facets } from '../../electron/engine/timeline/timeline-summary.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { sha256Schema } from '../../shared/domain/ids.ts';
import { describeLocator, type ItemDraft } from '../../shared/domain/item.ts';
import { itemDrafts } from '../fixtures/item-drafts.ts';
import { storeInWideTable } from '../fixtures/wide-table.ts';
import { scratchFolder } from './harness.ts';

const sha256 = sha256Schema.parse('cd'.repeat(32));

/** A case database as the first format had it. Exhibit 1 has a superseded run (rows already gone) and the complete one, run 2. */
function firstFormat(path: string, drafts: readonly ItemDraft[]): void {
  const db = new Database(path);
  db.pragma('application_id = 1347177794');
  db.pragma('journal_mode = WAL');
  migrations[0]?.apply(db);
  db.pragma('user_version = 1');
  db.exec(`INSERT INTO exhibit VALUES (1, 'ABC/1', '', '', '', '', '${sha256}', 1, 'chat.txt', '', '', '', '', '');
    INSERT INTO import_run VALUES (1, 1, 'test', '1', '{}', 'superseded', '', '', 'R', NULL), (2, 1, 'test', '1', '{}', 'complete', '', '', 'R', NULL), (3, 1, 'test', '1', '{}', 'running', '', NULL, 'R', NULL)`);
  storeInWideTable(db, { runId: 2, exhibitId: 1, sha256 }, drafts, (index) => index * 3 + 5);
  db.close();
}

function migrated(drafts: readonly ItemDraft[], folder = scratchFolder()): { db: CaseDatabase; backups: number[] } {
  const path = join(folder, 'case.db');
  firstFormat(path, drafts);
  const backups: number[] = [];
  const db = openCaseDatabase(path, { backup: (_db, version) => backups.push(version) });
  return { db, backups };
}

const found = (db: CaseDatabase, filter: Partial<TimelineFilter>): number => pageOfItems(db, { ...everything, ...filter }, null, 1000).items.length;

const chat: ItemDraft = {
  kind: 'message', time: { written: '28/09/2021, 15:31', earliestMs: 1_632_839_460_000, latestMs: 1_632_839_520_000, precision: 'minute', zone: 'Europe/London', zoneBasis: 'assumed', zoneBasisBy: '', flags: [] },
  direction: 'unknown', from: 'Rowan Ashdown', to: ['Imogen Vale'], thread: 'Larkspur', text: 'secret garden', status: 'live', locator: { type: 'line', file: '_chat.txt', line: 2, byte: 40 },
  verbatim: '28/09/2021, 15:31 - Rowan Ashdown: secret garden', fields: [], attachments: [], remarks: ['as written'],
  identifiers: [{ kind: 'name', role: 'from', written: 'Rowan Ashdown', normal: 'rowan ashdown', certainty: 'certain' }, { kind: 'vrm', role: 'mentioned', written: 'AB12 CDE', normal: 'AB12CDE', certainty: 'possible' }],
};

describe('a case of the first format', () => {
  it('is copied before it is changed, and is sound afterwards', () => {
    const { db, backups } = migrated([chat]);
    onTestFinished(() => { db.close(); });
    expect(backups).toEqual([1]);
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(db.pragma('quick_check', { simple: true })).toBe('ok');
    expect(db.pragma('foreign_key_check')).toEqual([]);
  });

  it('keeps every item as it was, with its id and row, whatever it holds', () => {
    const folder = scratchFolder();
    let number = 0;
    fc.assert(fc.property(fc.uniqueArray(itemDrafts, { maxLength: 25, selector: ({ locator }) => `${locator.type} ${describeLocator(locator)}` }), (drafts) => {
      number += 1;
      const own = join(folder, String(number));
      mkdirSync(own);
      const { db } = migrated(drafts, own);
      try {
        const records = db.prepare<[], ItemRecord>(`SELECT ${itemColumns} FROM item JOIN exhibit USING (exhibit_id) ORDER BY row_id`).all();
        expect(records.map((record) => record.row_id)).toEqual(drafts.map((_, index) => index * 3 + 5));
        expect(records.map(toItem)).toEqual(drafts.map((draft) => ({ ...draft, id: deriveItemId(sha256, draft.locator), exhibitId: 1, exhibitReference: 'ABC/1' })));
        expect(db.prepare('SELECT coalesce(sum(items), 0) AS items FROM item_context').get()).toEqual({ items: drafts.length });
      } finally {
        db.close();
        rmSync(own, { recursive: true });
      }
    }), { numRuns: 25 });
  });

  it('is found in as before: by words, names, people and id', () => {
    const { db } = migrated([chat, { ...chat, text: 'nothing', locator: { type: 'line', file: '_chat.txt', line: 3, byte: 90 }, from: 'Imogen Vale', to: [], identifiers: [] }]);
    onTestFinished(() => { db.close(); });
    expect([{ search: 'garden' }, { search: 'rowan secret' }, { search: '"secret garden"' }, { people: ['Rowan Ashdown'] }, { people: ['AB12CDE'] }, { search: 'nowhere' }].map((filter) => found(db, filter))).toEqual([1, 1, 1, 1, 1, 0]);
    expect(facets(db, '').people).toEqual([{ name: 'Rowan Ashdown', count: 1 }]);
    expect(db.prepare(rowsWithId).get(deriveItemId(sha256, chat.locator))).toEqual({ row_id: 5 });
  });
});

/** A case database as the fourth format had it: one row as its import wrote it, narrow, and those of the first format brought forward. */
function fourthFormat(path: string, wide: readonly ItemDraft[]): void {
  firstFormat(path, wide);
  const db = new Database(path);
  db.pragma('foreign_keys = ON');
  for (const migration of migrations.slice(1, 4)) migration.apply(db);
  db.pragma('user_version = 4');
  const id = deriveItemId(sha256, { type: 'line', file: '_chat.txt', line: 9, byte: 700 });
  db.prepare(`INSERT INTO item_context (context_id, run_id, exhibit_id, items, kind, direction, from_name, to_names, thread, status, span_ms, precision, zone, zone_basis, zone_basis_by, time_flags, locator_type, file, verbatim_before, verbatim_between, identifiers)
    VALUES (900, 2, 1, 1, 'message', 'unknown', 'Rowan Ashdown', '[]', 'Larkspur', 'live', 60000, 'minute', 'UTC', 'stated', '', '[]', 'line', '_chat.txt', '', ' - Rowan Ashdown: ', '[]')`).run();
  db.prepare(`INSERT INTO item_row (row_id, context_id, sort_ms, item_id, written, text, place, byte) VALUES (5000, 900, 1000, ?, '28/09/2021, 15:31', 'by the gate', 9, 700)`).run(id);
  db.prepare('INSERT INTO item_key VALUES (?, 2, 5000)').run(id);
  db.exec(`INSERT INTO item_search (rowid, words) VALUES (5000, 'by the gate');
    INSERT INTO item_attachment VALUES (5000, 0, 2, 1, '${id}', '', 'gate.jpg', 'image/jpeg', NULL)`);
  db.close();
}

describe('a case of the fourth format', () => {
  it('keeps its rows, their ids and what hangs on them, and finds each by its id', () => {
    const path = join(scratchFolder(), 'case.db');
    const others = [chat, ...Array.from({ length: 300 }, (_, line): ItemDraft => ({ ...chat, locator: { type: 'line', file: '_chat.txt', line: 100 + line, byte: line } }))];
    fourthFormat(path, others);
    const db = openCaseDatabase(path);
    onTestFinished(() => { db.close(); });
    expect([db.pragma('user_version', { simple: true }), db.pragma('quick_check', { simple: true }), db.pragma('foreign_key_check')]).toEqual([migrations.length, 'ok', []]);
    const records = db.prepare<[], ItemRecord>(`SELECT ${itemColumns} FROM item JOIN exhibit USING (exhibit_id) ORDER BY row_id`).all();
    expect(records.slice(0, -1).map(toItem)).toEqual(others.map((draft) => ({ ...draft, id: deriveItemId(sha256, draft.locator), exhibitId: 1, exhibitReference: 'ABC/1' })));
    const narrow = records.slice(-1).map(toItem)[0];
    expect(narrow).toMatchObject({ id: deriveItemId(sha256, { type: 'line', file: '_chat.txt', line: 9, byte: 700 }), text: 'by the gate', verbatim: '28/09/2021, 15:31 - Rowan Ashdown: by the gate' });
    const find = db.prepare<[string], { row_id: number }>(rowsWithId);
    expect(records.map(({ item_id: id }) => find.all(id).map((row) => row.row_id))).toEqual(records.map((record) => [record.row_id]));
    expect(find.all('f'.repeat(32))).toEqual([]);
    expect([found(db, { search: 'gate' }), db.prepare('SELECT count(*) AS count FROM item_attachment').get()]).toEqual([1, { count: 1 }]);
    db.prepare(`DELETE FROM item WHERE row_id IN (${rowsWithId})`).run(narrow?.id);
    expect([find.all(narrow?.id ?? ''), found(db, { search: 'gate' }), db.prepare('SELECT count(*) AS count FROM item_attachment').get()]).toEqual([[], 0, { count: 0 }]);
    expect(db.prepare(`SELECT count(*) AS count FROM item_key WHERE entries NOT GLOB '|*=*|'`).get()).toEqual({ count: 0 });
  });
});
