import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../electron/engine/engine.ts';
import { casePaths } from '../../electron/engine/case/case-folder.ts';
import { openCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { theFirstHouse } from '../../electron/engine/db/migrations/0001-the-first-house.ts';
import { readingPictures } from '../../electron/engine/db/migrations/0002-reading-pictures.ts';
import { listIdentifiers } from '../../electron/engine/people/identifier-list.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import type { CommandInput } from '../../shared/contract/contract.ts';
import { sha256Schema, type PersonId } from '../../shared/domain/ids.ts';
import type { Person } from '../../shared/domain/person.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { contact } from '../fixtures/stored-rows.ts';
import { storeInWideTable } from '../fixtures/wide-table.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, scratchFolder, smallChat, writeEvidence, type Bench } from './harness.ts';

const add = (bench: Bench, name: string, words: Partial<CommandInput<'people.create'>> = {}): Promise<Person> => bench.engine.call('people.create', { name, ...words });
const hold = (bench: Bench, personId: PersonId, value: string, more: Partial<CommandInput<'people.holdIdentifier'>> = {}): Promise<Person> =>
  bench.engine.call('people.holdIdentifier', { personId, kind: 'phone', value, basis: 'Billing', ...more });
const everyone = async (bench: Bench) => (await bench.engine.call('people.list', {})).people;
const messageOf = async (work: Promise<unknown>): Promise<string> => work.then(() => 'nothing was refused', (error: unknown) => (error instanceof PlumblineError ? error.message : String(error)));

async function withChat(): Promise<Bench> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  return bench;
}

describe('a person', () => {
  it('has a name, a role, a relationship and notes, and keeps what a change leaves out', async () => {
    const bench = await freshCase();
    const person = await add(bench, 'Rowan Ashdown', { role: 'officer', relationship: 'self', notes: 'PC 4471' });
    expect(person).toMatchObject({ name: 'Rowan Ashdown', role: 'officer', relationship: 'self', notes: 'PC 4471', holdings: [], mergedFrom: [] });
    expect(await bench.engine.call('people.update', { personId: person.id, role: 'witness' })).toMatchObject({ name: 'Rowan Ashdown', role: 'witness', relationship: 'self', notes: 'PC 4471' });
  });

  it('changed to what it says already leaves nothing in the log', async () => {
    const bench = await freshCase();
    const person = await add(bench, 'Imogen Vale');
    const before = (await bench.engine.call('continuity.page', {})).total;
    await bench.engine.call('people.update', { personId: person.id, name: 'Imogen Vale' });
    expect((await bench.engine.call('continuity.page', {})).total).toBe(before);
  });

  it('is listed with what the evidence carries of them, each item once', async () => {
    const bench = await withChat();
    const person = await add(bench, 'Rowan');
    await hold(bench, person.id, 'Rowan Ashdown', { kind: 'name' });
    await hold(bench, person.id, '07700 900417');
    const [listed] = await everyone(bench);
    expect(listed).toMatchObject({ items: 6, byKind: [{ kind: 'message', count: 6 }], firstMs: Date.parse('2021-09-28T14:31:00Z') });
    expect((await bench.engine.call('people.list', { matching: '900417' })).total).toBe(1);
    expect((await bench.engine.call('people.list', { matching: 'nobody' })).total).toBe(0);
  });

  it('and every change to them is recorded in the continuity log with its author, and cannot be rewritten', async () => {
    const bench = await freshCase();
    const person = await add(bench, 'Imogen Vale');
    await hold(bench, person.id, '+44 7700 900417', { validFrom: '2021-01-01' });
    const { entries } = await bench.engine.call('continuity.page', {});
    expect(entries.slice(0, 2).map((entry) => [entry.action, entry.author])).toEqual([['person.identifier-held', 'R. Reviewer'], ['person.created', 'R. Reviewer']]);
    const db = openCaseDatabase(casePaths(bench.caseFolder).database);
    try {
      for (const table of ['person_action', 'person', 'person_version', 'holding', 'holding_version']) {
        expect(() => db.prepare(`DELETE FROM ${table}`).run(), table).toThrow(/append-only/);
        expect(() => db.prepare(`UPDATE ${table} SET action_id = 1`).run(), table).toThrow(/append-only/);
      }
    } finally {
      db.close();
    }
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
  });

  it('stands after the case is closed and opened again', async () => {
    const bench = await freshCase();
    await hold(bench, (await add(bench, 'Imogen Vale')).id, '07700900417', { validUntil: '2022-02-02' });
    const before = await everyone(bench);
    await bench.engine.call('cases.close', {});
    await bench.engine.call('cases.open', { folder: bench.caseFolder });
    expect(await everyone(bench)).toEqual(before);
  });

  it('tells the window that people have changed', async () => {
    const bench = await freshCase();
    const told: string[] = [];
    bench.engine.onEvent((name, payload) => { if (name === 'case.changed' && 'what' in payload) told.push(payload.what); });
    await add(bench, 'Imogen Vale');
    expect(told).toContain('people');
  });
});

describe('a case made before there were people', () => {
  it('is brought forward with its evidence untouched, and its identifiers are summarised when first asked for', () => {
    const path = join(scratchFolder(), 'old.db');
    const old = new Database(path);
    old.pragma('application_id = 1347177794'); // “PLMB”
    theFirstHouse.apply(old);
    readingPictures.apply(old);
    old.pragma('user_version = 2');
    old.exec(`INSERT INTO exhibit VALUES (1, 'ABC/1', '', '', '', '', '${'a'.repeat(64)}', 1, '', '', '', '', '', '');
      INSERT INTO import_run (run_id, exhibit_id, format, importer_version, answers, state, started_at, author) VALUES (1, 1, 'test', '1', '{}', 'complete', '', '')`);
    storeInWideTable(old, { runId: 1, exhibitId: 1, sha256: sha256Schema.parse('a'.repeat(64)) }, [contact(1, 'Imogen Vale', '07700 900417'), contact(2, 'Jo Orrell', '07700 900417')]);
    const columns = (old.pragma('table_info(item)') as { name: string }[]).map(({ name }) => name).join(', ');
    const items = old.prepare(`SELECT ${columns} FROM item`).all();
    old.close();
    const db = openCaseDatabase(path);
    try {
      expect(db.prepare(`SELECT ${columns} FROM item`).all()).toEqual(items);
      const { total, identifiers } = listIdentifiers(db, { matching: '', kinds: [], unheldOnly: false, offset: 0, limit: 10 });
      expect([total, identifiers.map(({ normal, items: count }) => [normal, count])]).toEqual([3, [['+447700900417', 2], ['imogen vale', 1], ['jo orrell', 1]]]);
      db.prepare('DELETE FROM item WHERE row_id = 1').run();
      expect(listIdentifiers(db, { matching: '', kinds: [], unheldOnly: false, offset: 0, limit: 10 }).identifiers.map(({ normal, items: count }) => [normal, count])).toEqual([['+447700900417', 1], ['jo orrell', 1]]);
    } finally {
      db.close();
    }
  });
});

describe('an identifier a person holds', () => {
  it.each(['07700 900123', '+447700900123', '00447700900123', '(07700) 900-123'])('typed as %s is the number +447700900123', async (value) => {
    const bench = await freshCase();
    const held = await hold(bench, (await add(bench, 'Imogen Vale')).id, value);
    expect(held.holdings).toMatchObject([{ kind: 'phone', normal: '+447700900123', written: value, basis: 'Billing', zone: 'Europe/London' }]);
  });

  it('may be a name, a handle, an e-mail address, a registration, a collar number or a user', async () => {
    const bench = await freshCase();
    const { id } = await add(bench, 'Rowan Ashdown');
    for (const [kind, value] of [['name', 'PC  Ashdown'], ['handle', '@RowanA'], ['email', 'Rowan.A@Example.org'], ['vrm', 'ab12 cde'], ['collar', '0447'], ['user-id', 'RA4471']] as const) await hold(bench, id, value, { kind });
    const [person] = await everyone(bench);
    expect(person?.holdings.map(({ kind, normal }) => [kind, normal])).toEqual([
      ['collar', '0447'], ['email', 'rowan.a@example.org'], ['handle', '@rowana'], ['name', 'pc ashdown'], ['user-id', 'ra4471'], ['vrm', 'AB12CDE'],
    ]);
  });

  it('that is no telephone number, a day that is not in the calendar, and days the wrong way round are refused', async () => {
    const bench = await freshCase();
    const { id } = await add(bench, 'Imogen Vale');
    expect(await codeOf(hold(bench, id, 'imogen'))).toBe('invalid_input');
    await expect(hold(bench, id, '07700 900123', { validFrom: '2021-02-30' })).rejects.toThrow(/no such day/);
    expect(await messageOf(hold(bench, id, '07700 900123', { validFrom: '2021-05-02', validUntil: '2021-05-01' }))).toContain('after the last');
    expect((await everyone(bench))[0]?.holdings).toEqual([]);
  });

  it('may pass to another person from the next day on', async () => {
    const bench = await freshCase();
    const [first, second] = [await add(bench, 'Imogen Vale'), await add(bench, 'Jo Orrell')];
    await hold(bench, first.id, '07700 900123', { validUntil: '2021-06-30' });
    await hold(bench, second.id, '+447700900123', { validFrom: '2021-07-01' });
    expect((await bench.engine.call('people.list', { matching: '900123' })).total).toBe(2);
  });

  it('cannot be two people’s on one day: the refusal names the other, and nothing is kept', async () => {
    const bench = await freshCase();
    const [first, second] = [await add(bench, 'Imogen Vale'), await add(bench, 'Jo Orrell')];
    await hold(bench, first.id, '07700 900123', { validUntil: '2021-06-30' });
    const said = await messageOf(hold(bench, second.id, '+447700900123', { validFrom: '2021-06-30' }));
    expect(said).toContain(`Imogen Vale (person ${first.id}, up to 2021-06-30)`);
    expect(await codeOf(hold(bench, second.id, '+447700900123'))).toBe('already_exists');
    expect((await everyone(bench)).find((person) => person.id === second.id)?.holdings).toEqual([]);
  });

  it('may be two people’s on one day when it is stated to be shared, or when it is a name', async () => {
    const bench = await freshCase();
    const [first, second] = [await add(bench, 'Imogen Vale'), await add(bench, 'Jo Orrell')];
    await hold(bench, first.id, '01632 960001');
    await hold(bench, second.id, '01632 960001', { shared: true });
    for (const person of [first, second]) await hold(bench, person.id, 'J. Orrell', { kind: 'name' });
    expect((await everyone(bench)).map((person) => person.holdings.length)).toEqual([2, 2]);
  });

  it('stated twice is refused; changed, it keeps its number; released, it can be stated anew', async () => {
    const bench = await freshCase();
    const { id } = await add(bench, 'Imogen Vale');
    const [held] = (await hold(bench, id, '07700 900123')).holdings;
    if (held === undefined) throw new Error('it is held');
    expect(await codeOf(hold(bench, id, '+44 7700 900123'))).toBe('already_exists');
    expect((await hold(bench, id, '07700 900123', { holdingId: held.holdingId, validFrom: '2021-01-01' })).holdings).toMatchObject([{ holdingId: held.holdingId, validFrom: '2021-01-01' }]);
    expect((await bench.engine.call('people.releaseIdentifier', { holdingId: held.holdingId, reason: 'Typed for the wrong person' })).holdings).toEqual([]);
    expect(await codeOf(bench.engine.call('people.releaseIdentifier', { holdingId: held.holdingId, reason: 'again' }))).toBe('not_found');
    expect((await hold(bench, id, '07700 900123')).holdings).toHaveLength(1);
  });
});

describe('merging', () => {
  it('brings two people’s identifiers together, under the first’s name, and needs a reason', async () => {
    const bench = await freshCase();
    const [keep, merge] = [await add(bench, 'Imogen Vale', { role: 'complainant' }), await add(bench, 'Immy')];
    await hold(bench, keep.id, '07700 900123');
    await hold(bench, merge.id, '07700 900124');
    await expect(bench.engine.call('people.merge', { keepId: keep.id, mergeId: merge.id, reason: ' ' })).rejects.toThrow();
    const merged = await bench.engine.call('people.merge', { keepId: keep.id, mergeId: merge.id, reason: 'Says so in interview' });
    expect(merged).toMatchObject({ name: 'Imogen Vale', role: 'complainant', mergedFrom: [{ id: merge.id, name: 'Immy' }] });
    expect(merged.holdings.map((held) => [held.normal, held.statedOf])).toEqual([['+447700900123', keep.id], ['+447700900124', merge.id]]);
    expect(await everyone(bench)).toHaveLength(1);
    expect(await messageOf(bench.engine.call('people.update', { personId: merge.id, name: 'x' }))).toContain(`merged into Imogen Vale (person ${keep.id})`);
  });

  it('a person with themselves, or with one already merged, is refused', async () => {
    const bench = await freshCase();
    const [one, two, three] = [await add(bench, 'A'), await add(bench, 'B'), await add(bench, 'C')];
    expect(await codeOf(bench.engine.call('people.merge', { keepId: one.id, mergeId: one.id, reason: 'r' }))).toBe('invalid_input');
    await bench.engine.call('people.merge', { keepId: one.id, mergeId: two.id, reason: 'r' });
    expect(await codeOf(bench.engine.call('people.merge', { keepId: two.id, mergeId: three.id, reason: 'r' }))).toBe('not_found');
    expect(await codeOf(bench.engine.call('people.merge', { keepId: three.id, mergeId: two.id, reason: 'r' }))).toBe('not_found');
  });

  it('then splitting restores everybody exactly, whatever they held and in whatever order they were merged', { timeout: 240_000 }, async () => {
    const bench = await freshCase();
    const world = fc.record({
      holdings: fc.array(fc.record({ who: fc.nat(3), number: fc.nat(400) }), { maxLength: 6 }),
      merges: fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 4 }),
    });
    let round = 0;
    await fc.assert(fc.asyncProperty(world, async ({ holdings, merges }) => {
      round += 1;
      const ids: PersonId[] = [];
      for (const name of ['A', 'B', 'C', 'D']) ids.push((await add(bench, `${name} of round ${round}`)).id);
      const of = (index: number): PersonId => ids[index] as PersonId; // indexes come from the generator's four
      for (const { who, number } of holdings) await hold(bench, of(who), `R${round} N${number}`, { kind: 'user-id' }).catch(() => undefined);
      const picture = async (): Promise<unknown> => (await bench.engine.call('people.list', { matching: `round ${round}` })).people;
      const before = await picture();
      const done: [PersonId, PersonId][] = [];
      for (const [keep, merge] of merges) {
        await bench.engine.call('people.merge', { keepId: of(keep), mergeId: of(merge), reason: 'trial' }).then(() => done.push([of(keep), of(merge)]), () => undefined);
      }
      for (const [keep, merge] of done.toReversed()) await bench.engine.call('people.split', { personId: keep, reason: 'trial over', part: { type: 'merged', mergedId: merge } });
      expect(await picture()).toEqual(before);
    }), { numRuns: 40 });
  });
});

describe('splitting', () => {
  it('gives some identifiers to a person made for them', async () => {
    const bench = await freshCase();
    const { id } = await add(bench, 'Imogen Vale');
    await hold(bench, id, '07700 900123');
    const two = await hold(bench, id, '07700 900124');
    const holdingId = two.holdings[1]?.holdingId;
    if (holdingId === undefined) throw new Error('there are two');
    const { kept, apart } = await bench.engine.call('people.split', { personId: id, reason: 'Her sister’s number', part: { type: 'new-person', name: 'Sorrel Vale', role: 'third-party', holdingIds: [holdingId] } });
    expect(kept.holdings.map((held) => held.normal)).toEqual(['+447700900123']);
    expect(apart).toMatchObject({ name: 'Sorrel Vale', role: 'third-party', holdings: [{ holdingId, normal: '+447700900124' }] });
  });

  it('leaves two people who still cannot hold one number on the same days', async () => {
    const bench = await freshCase();
    const [keep, merge] = [await add(bench, 'Imogen Vale'), await add(bench, 'Immy')];
    await hold(bench, merge.id, '07700 900123', { validUntil: '2021-06-30' });
    await bench.engine.call('people.merge', { keepId: keep.id, mergeId: merge.id, reason: 'r' });
    expect(await codeOf(hold(bench, keep.id, '07700 900123', { validFrom: '2021-06-30' }))).toBe('already_exists');
    await hold(bench, keep.id, '07700 900123', { validFrom: '2021-07-01' });
    const { kept, apart } = await bench.engine.call('people.split', { personId: keep.id, reason: 'r', part: { type: 'merged', mergedId: merge.id } });
    expect([kept.holdings[0]?.validFrom, apart.holdings[0]?.validUntil]).toEqual(['2021-07-01', '2021-06-30']);
    expect(await messageOf(hold(bench, merge.id, '07700 900123', { validFrom: '2021-08-01' }))).toContain('Give dates that do not overlap');
  });

  it('of somebody who was never merged, or of an identifier of somebody else, is refused', async () => {
    const bench = await freshCase();
    const [one, two] = [await add(bench, 'Imogen Vale'), await add(bench, 'Immy')];
    const [held] = (await hold(bench, two.id, '07700 900123')).holdings;
    if (held === undefined) throw new Error('it is held');
    expect(await codeOf(bench.engine.call('people.split', { personId: one.id, reason: 'r', part: { type: 'merged', mergedId: two.id } }))).toBe('not_found');
    expect(await codeOf(bench.engine.call('people.split', { personId: one.id, reason: 'r', part: { type: 'new-person', name: 'X', holdingIds: [held.holdingId] } }))).toBe('not_found');
    expect(await everyone(bench)).toHaveLength(2);
  });
});

describe('undo', () => {
  it('takes back creating, changing, holding, merging and splitting, newest first, by appending', async () => {
    const bench = await freshCase();
    const pictures: unknown[] = [];
    const step = async (act: () => Promise<unknown>): Promise<void> => { pictures.push(await everyone(bench)); await act(); };
    let one = 0 as PersonId;
    let two = 0 as PersonId;
    await step(async () => { one = (await add(bench, 'Imogen Vale')).id; });
    await step(async () => { two = (await add(bench, 'Immy')).id; });
    await step(() => hold(bench, one, '07700 900123'));
    await step(() => hold(bench, two, '07700 900124'));
    await step(() => bench.engine.call('people.update', { personId: one, role: 'complainant' }));
    await step(() => bench.engine.call('people.merge', { keepId: one, mergeId: two, reason: 'r' }));
    await step(async () => {
      const [person] = await everyone(bench);
      const last = person?.holdings.at(-1)?.holdingId;
      if (last === undefined) throw new Error('it holds two');
      return bench.engine.call('people.split', { personId: one, reason: 'r', part: { type: 'new-person', name: 'Sorrel Vale', holdingIds: [last] } });
    });
    await step(async () => {
      const [held] = (await everyone(bench)).find((person) => person.id === one)?.holdings ?? [];
      if (held === undefined) throw new Error('it holds one');
      return bench.engine.call('people.releaseIdentifier', { holdingId: held.holdingId, reason: 'r' });
    });
    for (const picture of pictures.toReversed()) {
      expect(await bench.engine.call('people.undo', {})).not.toBeNull();
      expect(await everyone(bench)).toEqual(picture);
    }
    expect(await bench.engine.call('people.undo', {})).toBeNull();
    expect((await bench.engine.call('continuity.page', {})).entries.filter((entry) => entry.action === 'people.undone')).toHaveLength(8);
  });

  it('leaves what somebody else has built upon until theirs is taken back', async () => {
    const bench = await freshCase();
    const person = await add(bench, 'Imogen Vale');
    await bench.engine.call('cases.close', {});
    const other = new Engine({ settingsFolder: join(bench.folder, 'settings'), host: () => { throw new Error('no pages'); }, author: 'S. Second', log: () => undefined });
    await other.call('cases.open', { folder: bench.caseFolder });
    await other.call('people.update', { personId: person.id, role: 'witness' });
    expect(await other.call('people.undo', {})).toMatchObject({ personIds: [person.id] });
    await other.call('people.update', { personId: person.id, role: 'witness' });
    await other.close();
    await bench.engine.call('cases.open', { folder: bench.caseFolder });
    expect(await messageOf(bench.engine.call('people.undo', {}))).toContain('S. Second');
    expect((await everyone(bench))[0]).toMatchObject({ role: 'witness' });
  });
});

describe('the timeline of a person', () => {
  it('holds the items that carry what they hold, at the time they hold it', async () => {
    const bench = await withChat();
    const { id } = await add(bench, 'Rowan');
    await hold(bench, id, 'Rowan Ashdown', { kind: 'name', validFrom: '2021-09-28', validUntil: '2021-09-28' });
    const all = await allItems(bench, { people: ['Rowan Ashdown'] });
    const held = await allItems(bench, { personIds: [id] });
    expect(held.length).toBeGreaterThan(0);
    expect(held).toEqual(all.filter((item) => item.at?.startsWith('2021-09-28') === true));
  });

  it('takes a day in the case’s zone, to its last minute', async () => {
    const bench = await freshCase();
    const late = ['30/06/2021, 23:59 - Rowan Ashdown: still June here', '01/07/2021, 00:00 - Rowan Ashdown: July', '29/06/2021, 23:59 - Rowan Ashdown: before'].join('\n');
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', late), 'ABC/1', londonAnswers);
    const { id } = await add(bench, 'Rowan');
    await hold(bench, id, 'Rowan Ashdown', { kind: 'name', validFrom: '2021-06-30', validUntil: '2021-06-30' });
    expect((await allItems(bench, { personIds: [id] })).map((item) => item.text)).toEqual(['still June here']);
  });

  it('is said in words, with the person’s name, also after a merge', async () => {
    const bench = await withChat();
    const [keep, merge] = [await add(bench, 'Imogen Vale'), await add(bench, 'Immy')];
    await hold(bench, merge.id, 'Imogen Vale', { kind: 'name' });
    const open = () => bench.engine.call('timeline.open', { filter: { ...everything, personIds: [merge.id] }, zone: 'Europe/London' });
    expect(await open()).toMatchObject({ shown: 6, filterInWords: 'carries an identifier held at the time by Immy' });
    await bench.engine.call('people.merge', { keepId: keep.id, mergeId: merge.id, reason: 'r' });
    expect(await open()).toMatchObject({ shown: 6, filterInWords: 'carries an identifier held at the time by Imogen Vale' });
    expect((await bench.engine.call('timeline.facets', {})).persons).toEqual([{ id: keep.id, name: 'Imogen Vale', relationship: 'unknown' }]);
  });
});
