/** Imports large enough that their rows are stored on a thread of their own. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeWhatsAppChat } from '../../scripts/bench/generate-whatsapp.ts';
import { rowsOfItems } from '../../electron/engine/store/item-keys.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { addExhibit, addAndImport, allItems, codeOf, freshCase, londonAnswers, scratchFolderForAll, smallChat, writeEvidence, type Bench } from './harness.ts';

const inputs = scratchFolderForAll();
const path = join(inputs, 'long.txt');
let records = 0;
beforeAll(() => { records = writeWhatsAppChat(path, 4_200_000, 7); });

async function shown(bench: Bench, filter: Partial<TimelineFilter>): Promise<number> {
  return (await bench.engine.call('timeline.open', { filter: { ...everything, ...filter }, zone: 'Europe/London' })).shown;
}

function stored(bench: Bench, table: string): number {
  const db = new Database(join(bench.caseFolder, 'case.db'), { readonly: true });
  try {
    return db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM ${table}`).get()?.count ?? -1;
  } finally {
    db.close();
  }
}

describe('a long import', () => {
  it('stores every record once, in order, searchable, and verifies', async () => {
    const bench = await freshCase();
    const certificate = await addAndImport(bench, path, 'ABC/1', londonAnswers);
    expect(certificate).toMatchObject({ rowsIn: records, items: records, quarantined: 0 });
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
    expect(await shown(bench, {})).toBe(records);
    const [rowan, imogen, both] = [await shown(bench, { search: 'rowan' }), await shown(bench, { people: ['Imogen Vale'] }), await shown(bench, { search: 'ashdown vale' })];
    expect([rowan, imogen, both]).toEqual([records, records, records]); // with two in a chat, each message is from one to the other
    const garden = await shown(bench, { search: 'garden' });
    expect(garden).toBeGreaterThan(100);
    expect(await shown(bench, { search: 'garden imogen' })).toBe(garden);
    expect(await shown(bench, { search: '"07700 900123"' })).toBe(await shown(bench, { search: '+447700900123' }));
    expect(await shown(bench, { search: 'garden nosuchword' })).toBe(0);
  });

  it('made again replaces its rows, and leaves none of the old behind', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, path);
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers });
    const garden = await shown(bench, { search: 'garden' });
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'UTC', zoneBasis: 'stated' } });
    expect([await shown(bench, {}), await shown(bench, { search: 'garden' })]).toEqual([records, garden]);
    expect(['item_row', `(${rowsOfItems('SELECT item_id FROM item')})`, 'item_search_docsize'].map((table) => stored(bench, table))).toEqual([records, records, records]);
    expect(await bench.engine.call('exhibits.list', {})).toMatchObject([{ itemCount: records }]);
  });

  it('can be cancelled on the way; nothing of it stays, and the next one succeeds', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, path);
    const controller = new AbortController();
    const work = bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers }, {
      signal: controller.signal, report: ({ stage, done, total }) => { if (stage === 'Reading rows' && done > (total ?? 0) * 0.7) controller.abort(); },
    });
    expect(await codeOf(work)).toBe('cancelled');
    expect(['item_row', 'item_key', 'item_search_docsize', 'item_context'].map((table) => stored(bench, table))).toEqual([0, 0, 0, 0]);
    expect((await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers })).items).toBe(records);
  });

  it('lets the reviewer work on while it runs', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    const [item] = await allItems(bench);
    const exhibit = await addExhibit(bench, path, 'ABC/2');
    const assessed: Promise<unknown>[] = [];
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: londonAnswers }, {
      report: ({ stage, done, total }) => { if (stage === 'Reading rows' && item !== undefined && done > (total ?? 0) * 0.6 && assessed.length < 3) assessed.push(bench.engine.call('review.assess', { itemIds: [item.id], state: 'unclear', reasons: String(assessed.length) })); },
    });
    expect((await Promise.all(assessed)).length).toBeGreaterThan(0);
    expect(await shown(bench, {})).toBe(records + 7);
  });
});
