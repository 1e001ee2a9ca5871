import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createCaseDatabase, type CaseDatabase } from '../../electron/engine/db/case-database.ts';
import { insertExhibit } from '../../electron/engine/store/exhibits.ts';
import { abandonRun, beginRun, clearDeadRows } from '../../electron/engine/store/import-runs.ts';
import { deriveItemId, ItemEncoder } from '../../electron/engine/store/item-encoding.ts';
import { rowsOfItems, rowsWithId } from '../../electron/engine/store/item-keys.ts';
import { ItemStorage } from '../../electron/engine/store/item-storing.ts';
import { RowPacker } from '../../electron/engine/store/packed-rows.ts';
import { rowsOnAThread } from '../../electron/engine/store/row-sink.ts';
import { itemColumns, toItem, type ItemRecord } from '../../electron/engine/store/items.ts';
import { undated } from '../../shared/domain/evidence-time.ts';
import { sha256Schema, type ExhibitId, type ItemId } from '../../shared/domain/ids.ts';
import { describeLocator, type Item, type ItemDraft } from '../../shared/domain/item.ts';
import { itemDrafts } from '../fixtures/item-drafts.ts';
import { scratchFolder } from './harness.ts';

const sha256 = sha256Schema.parse('ab'.repeat(32));

function emptyCase(): CaseDatabase {
  const db = createCaseDatabase(join(scratchFolder(), 'case.db'));
  onTestFinished(() => { db.close(); });
  return db;
}

function newRun(db: CaseDatabase): { runId: number; exhibitId: ExhibitId } {
  const count = db.prepare<[], { count: number }>('SELECT count(*) AS count FROM exhibit').get()?.count ?? 0;
  const exhibitId = insertExhibit(db, {
    reference: `ABC/${count + 1}`, producer: '', description: '', deviceOwner: '', legalBasis: '', sha256: sha256Schema.parse(String(count).padStart(64, '0')), sizeBytes: 1,
    originalName: 'chat.txt', sourcePath: '', sourceModifiedAt: '', mediaType: '', addedAt: '', addedBy: '',
  });
  return { exhibitId, runId: beginRun(db, { exhibitId, format: 'test', importerVersion: '1', answers: '{}', startedAt: '', author: '' }) };
}

function storeAll(db: CaseDatabase, run: { runId: number; exhibitId: ExhibitId }, drafts: readonly ItemDraft[], rowsABatch = 7): void {
  const encoder = new ItemEncoder(sha256);
  const storage = new ItemStorage(db, run);
  const put = db.transaction(() => {
    storage.store(encoder.take());
    storage.index();
  });
  for (const draft of drafts) {
    encoder.add(draft);
    if (encoder.size >= rowsABatch) put();
  }
  put();
  storage.enterKeys();
}

function storedItems(db: CaseDatabase, runId?: number): Item[] {
  return db.prepare<[number | null], ItemRecord>(`SELECT ${itemColumns} FROM item JOIN exhibit USING (exhibit_id) WHERE run_id = coalesce(?, run_id) ORDER BY row_id`).all(runId ?? null).map(toItem);
}

const count = (db: CaseDatabase, table: string): number => db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM ${table}`).get()?.count ?? -1;

/** One row for each id that leads to a row. */
const keysEntered = `(${rowsOfItems('SELECT item_id FROM item')})`;

function message(line: number, text: string, about: Partial<ItemDraft> = {}): ItemDraft {
  const time: ItemDraft['time'] = { written: '28/09/2021, 15:31', earliestMs: line * 1000, latestMs: line * 1000 + 60_000, precision: 'minute', zone: 'UTC', zoneBasis: 'stated', zoneBasisBy: '', flags: [] };
  return {
    kind: 'message', time, direction: 'unknown', from: 'Rowan Ashdown', to: [], thread: 'Larkspur', text, status: 'live', locator: { type: 'line', file: '', line, byte: line },
    verbatim: `28/09/2021, 15:31 - Rowan Ashdown: ${text}`, fields: [], attachments: [], identifiers: [], remarks: [], ...about,
  };
}

describe('items as they are stored', () => {
  it('come back as they were given, whatever they are', () => {
    const db = emptyCase();
    fc.assert(fc.property(fc.uniqueArray(itemDrafts, { minLength: 1, maxLength: 40, selector: ({ locator }) => `${locator.type} ${describeLocator(locator)}` }), (drafts) => {
      const run = newRun(db);
      storeAll(db, run, drafts);
      expect(storedItems(db, run.runId).map(({ id: _id, exhibitId: _exhibitId, exhibitReference: _reference, ...draft }) => draft)).toEqual(drafts);
      const bySql = db.prepare<[number], Record<'locator' | 'verbatim' | 'identifiers' | 'fields', string>>('SELECT locator, verbatim, identifiers, fields FROM item WHERE run_id = ? ORDER BY row_id').all(run.runId);
      const plain = drafts.filter((draft) => !JSON.stringify(draft).includes('\\u0000'));
      // SQLite cannot hand out a NUL inside JSON; the program itself never reads these columns so.
      if (plain.length === drafts.length) expect(bySql.map(({ locator, identifiers, fields }) => [locator, identifiers, fields].map((json) => JSON.parse(json) as unknown))).toEqual(drafts.map(({ locator, identifiers, fields }) => [locator, identifiers, fields]));
      expect(bySql.map(({ verbatim }) => verbatim)).toEqual(drafts.map(({ verbatim }) => verbatim));
    }), { numRuns: 60 });
  });

  it('have the ids they have always had', () => {
    fc.assert(fc.property(itemDrafts, ({ locator }) => {
      const expected = createHash('sha256').update(`${sha256}\n${locator.type}\n${describeLocator(locator)}`).digest('hex').slice(0, 32);
      expect(deriveItemId(sha256, locator)).toBe(expected);
    }));
    expect(deriveItemId(sha256, { type: 'line', file: '_chat.txt', line: 14, byte: 900 })).toBe('13e641647489adc034498960147d98eb');
  });

  it('share what they have in common: a long chat has a handful of contexts', () => {
    const db = emptyCase();
    storeAll(db, newRun(db), Array.from({ length: 1000 }, (_, line) => message(line + 1, `number ${line}`, { from: line % 3 === 0 ? 'Imogen Vale' : 'Rowan Ashdown', verbatim: `28/09/2021, 15:31 - ${line % 3 === 0 ? 'Imogen Vale' : 'Rowan Ashdown'}: number ${line}` })), 100);
    expect(count(db, 'item_context')).toBe(2);
    expect(db.prepare('SELECT sum(items) AS items FROM item_context').get()).toEqual({ items: 1000 });
    expect(storedItems(db)[998]?.verbatim).toBe('28/09/2021, 15:31 - Rowan Ashdown: number 998');
  });

  it('keep their own verbatim when every row is framed differently', () => {
    const db = emptyCase();
    const drafts = Array.from({ length: 3000 }, (_, line) => message(line + 1, 'the same', { verbatim: `28/09/2021, 15:31;${line};the same` }));
    storeAll(db, newRun(db), drafts, 500);
    expect(count(db, 'item_context')).toBeLessThan(300);
    expect(storedItems(db).map(({ verbatim }) => verbatim)).toEqual(drafts.map(({ verbatim }) => verbatim));
  });

  it('cannot be two of one id in one import', () => {
    const db = emptyCase();
    expect(() => storeAll(db, newRun(db), [message(1, 'one'), message(1, 'other')])).toThrow('UNIQUE');
  });

  it('cannot be two of one id in one import, however far apart', () => {
    const db = emptyCase();
    const run = newRun(db);
    storeAll(db, run, Array.from({ length: 500 }, (_, line) => message(line + 1, `number ${line}`)));
    expect(() => storeAll(db, run, [message(501, 'new'), message(250, 'again')])).toThrow('UNIQUE');
    expect(() => storeAll(db, newRun(db), [message(250, 'again')])).not.toThrow();
  });

  it('are each found by id, also when others begin alike, and not once they are gone', () => {
    const db = emptyCase();
    const run = newRun(db);
    const alike = ['00', '01', '02'].map((end) => `${'ab'.repeat(8)}${end.repeat(8)}` as ItemId); // the form ids have
    const encoder = new ItemEncoder(sha256);
    encoder.add(message(1, 'example'));
    const packer = new RowPacker();
    for (const id of alike) packer.add({ context: 0, sortMs: 1, place: 1, byte: 1 }, id, '', id);
    const storage = new ItemStorage(db, run);
    storage.store({ ...encoder.take(), rows: packer.take() });
    storage.index();
    storage.enterKeys();
    storeAll(db, run, Array.from({ length: 2000 }, (_, line) => message(line + 1, `number ${line}`)), 500);
    const find = db.prepare<[string], number>(rowsWithId).pluck();
    const stored = storedItems(db);
    expect(stored.map(({ id }) => find.all(id).length)).toEqual(stored.map(() => 1));
    expect(alike.map((id) => find.get(id))).toEqual([1, 2, 3]);
    db.prepare(`DELETE FROM item WHERE row_id IN (${rowsWithId})`).run(alike[1]);
    expect(alike.map((id) => find.get(id))).toEqual([1, undefined, 3]);
  });

  it('go without a trace when their import is abandoned, and leave the others', () => {
    const db = emptyCase();
    const [kept, dead] = [newRun(db), newRun(db)];
    storeAll(db, kept, [message(1, 'this stays')]);
    storeAll(db, dead, Array.from({ length: 300 }, (_, line) => message(line + 1, `call 07700 900417 about ${line}`, { identifiers: [{ kind: 'phone', role: 'mentioned', written: '07700 900417', normal: '+447700900417', certainty: 'possible' }] })));
    abandonRun(db, dead.runId);
    clearDeadRows(db);
    for (const table of ['item', 'item_row', 'item_key', keysEntered, 'item_context', 'item_search_docsize', 'context_search_docsize']) expect([table, count(db, table)]).toEqual([table, 1]);
    expect(count(db, 'row_identifier')).toBe(0);
    expect(db.prepare(`SELECT rowid FROM item_search WHERE item_search MATCH 'call'`).all()).toEqual([]);
  });

  it('are found by apostrophe, emoji and accent in a batch with plain ones', () => {
    const db = emptyCase();
    storeAll(db, newRun(db), ['plain words', "don't", 'don’t', '🔥 fire', 'Zoë', 'a\u0000b', 'line\nbreak'].map((text, line) => message(line + 1, text)), 100);
    const rows = (query: string): unknown[] => db.prepare('SELECT rowid FROM item_search WHERE item_search MATCH ?').pluck().all(query);
    expect([rows('dont'), rows('"🔥"'), rows('zoe'), rows('b'), rows('break'), rows('words')]).toEqual([[2, 3], [4], [5], [6], [7], [1]]);
  });
});

describe('the writing thread', () => {
  it('stores what it is given, in order, and is gone when it has ended', async () => {
    const db = emptyCase();
    const sink = rowsOnAThread(db, newRun(db));
    const encoder = new ItemEncoder(sha256);
    for (let batch = 0; batch < 20; batch += 1) {
      for (let row = 0; row < 50; row += 1) encoder.add(message(batch * 50 + row + 1, `number ${batch * 50 + row}`));
      await sink.put(encoder.take());
    }
    await sink.finish();
    await sink.end();
    expect(storedItems(db).map(({ text }) => text)).toEqual(Array.from({ length: 1000 }, (_, row) => `number ${row}`));
    expect([count(db, keysEntered), count(db, 'item_search_docsize')]).toEqual([1000, 1000]);
  });

  it('tells of a failure, and keeps nothing of the transaction it was in', async () => {
    const db = emptyCase();
    const sink = rowsOnAThread(db, newRun(db));
    const encoder = new ItemEncoder(sha256);
    encoder.add(message(1, 'fine'));
    await sink.put(encoder.take());
    const stray = new RowPacker();
    stray.add({ context: 99, sortMs: 0, place: null, byte: null }, 'a'.repeat(32) as ItemId, '', ''); // the form ids have
    await sink.put({ contexts: [], rows: stray.take(), identifiers: [], attached: [], setAside: [] });
    await expect(sink.finish()).rejects.toThrow('context that was not given');
    await sink.end();
    expect(storedItems(db)).toEqual([]);
  });

  it('that is ended early leaves no lock behind', async () => {
    const db = emptyCase();
    const run = newRun(db);
    const sink = rowsOnAThread(db, run);
    const encoder = new ItemEncoder(sha256);
    encoder.add(message(1, 'unfinished', { time: undated() }));
    await sink.put(encoder.take());
    await sink.end();
    db.pragma('busy_timeout = 0');
    expect(() => storeAll(db, run, [message(2, 'next')])).not.toThrow();
  });
});
