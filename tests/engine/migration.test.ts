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
