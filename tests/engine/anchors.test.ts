import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { migrations } from '../../electron/engine/db/migrations/index.ts';
import type { CommandInput } from '../../shared/contract/contract.ts';
import { codeOf, freshCase, freshEngine, scratchFolder } from './harness.ts';

const withdrawn: CommandInput<'anchors.add'> = {
  kind: 'complaint-withdrawn', title: 'Withdrawal statement', date: '2021-10-12', clock: '', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'Statement', source: 'Crime log entry 14',
};
const closed: CommandInput<'anchors.add'> = { ...withdrawn, kind: 'case-closed', title: 'Filed, no further action', date: '2021-10-20', clock: '16:05', source: 'Crime log entry 19' };

describe('an anchor', () => {
  it('is stated with source, author and time, and listed in order of time', async () => {
    const { engine } = await freshCase();
    await engine.call('anchors.add', closed);
    const [first, second] = await engine.call('anchors.add', { ...withdrawn, note: 'By telephone' });
    expect(first).toMatchObject({ kind: 'complaint-withdrawn', source: 'Crime log entry 14', note: 'By telephone', author: 'R. Reviewer', personId: null, personName: null, time: { precision: 'day', zone: 'Europe/London', zoneBasis: 'stated' } });
    expect([first?.time.earliestMs, first?.time.latestMs]).toEqual([Date.parse('2021-10-11T23:00:00Z'), Date.parse('2021-10-12T23:00:00Z')]);
    expect(second).toMatchObject({ title: 'Filed, no further action', time: { precision: 'minute', earliestMs: Date.parse('2021-10-20T15:05:00Z'), latestMs: Date.parse('2021-10-20T15:06:00Z') } });
    expect((await engine.call('continuity.page', {})).entries[0]).toMatchObject({ action: 'anchor.stated', summary: 'Anchor stated: Complaint withdrawn “Withdrawal statement”, 2021-10-12 Europe/London' });
  });

  it('of a whole day lasts as long as the day did, and in the repeated hour it may be either', async () => {
    const { engine } = await freshCase();
    const [day] = await engine.call('anchors.add', { ...withdrawn, date: '2021-10-31' });
    expect((day?.time.latestMs ?? 0) - (day?.time.earliestMs ?? 0)).toBe(25 * 3_600_000);
    const [, hour] = await engine.call('anchors.add', { ...withdrawn, date: '2021-10-31', clock: '01:30' });
    expect(hour?.time).toMatchObject({ flags: ['repeated-hour'], earliestMs: Date.parse('2021-10-31T00:30:00Z'), latestMs: Date.parse('2021-10-31T01:31:00Z') });
  });

  it('is refused with a time that never was, an unknown zone, no source or nobody stated', async () => {
    const { engine } = await freshCase();
    for (const wrong of [{ date: '2021-03-28', clock: '01:30' }, { date: '2021-02-30' }, { zone: 'Europe/Atlantis' }]) expect(await codeOf(engine.call('anchors.add', { ...withdrawn, ...wrong })), JSON.stringify(wrong)).toBe('invalid_input');
    expect(await codeOf(engine.call('anchors.add', { ...withdrawn, personId: 7 }))).toBe('not_found');
    await expect(engine.call('anchors.add', { ...withdrawn, source: '  ' })).rejects.toThrow();
    expect(await engine.call('anchors.list', {})).toEqual([]);
  });

  it('is changed, removed with a reason and brought back; its history keeps all of it', async () => {
    const { engine } = await freshCase();
    const [made] = await engine.call('anchors.add', withdrawn);
    if (made === undefined) throw new Error('the anchor is missing');
    await engine.call('anchors.change', { anchorId: made.id, statement: { ...withdrawn, clock: '10:15' } });
    expect(await engine.call('anchors.remove', { anchorId: made.id, reason: 'Misread' })).toEqual([]);
    expect(await codeOf(engine.call('anchors.remove', { anchorId: made.id, reason: 'Again' }))).toBe('not_found');
    expect(await engine.call('anchors.undo', {})).toMatchObject({ undone: expect.stringContaining('Anchor removed') });
    const [back] = await engine.call('anchors.list', {});
    expect(back).toMatchObject({ id: made.id, clock: '10:15' });
    expect(back?.history.map(({ summary }) => summary.split(':')[0])).toEqual(['Undone', 'Anchor removed', 'Anchor changed', 'Anchor stated']);
    await engine.call('anchors.undo', {});
    expect(await engine.call('anchors.list', {})).toMatchObject([{ clock: '' }]);
    await engine.call('anchors.undo', {});
    expect(await engine.call('anchors.list', {})).toEqual([]);
    expect(await engine.call('anchors.undo', {})).toBeNull();
  });

  it('is not taken back while another’s change stands upon it', async () => {
    const bench = await freshCase();
    const [made] = await bench.engine.call('anchors.add', withdrawn);
    await bench.engine.close();
    const other = freshEngine(bench.folder, undefined, 'S. Second');
    await other.engine.call('cases.open', { folder: bench.caseFolder });
    if (made === undefined) throw new Error('the anchor is missing');
    await other.engine.call('anchors.change', { anchorId: made.id, statement: { ...withdrawn, title: 'Withdrawal by telephone' } });
    await other.engine.close();
    const again = freshEngine(bench.folder);
    await again.engine.call('cases.open', { folder: bench.caseFolder });
    expect(await codeOf(again.engine.call('anchors.undo', {}))).toBe('invalid_input');
  });

  it('about a person follows them when people are merged', async () => {
    const { engine } = await freshCase();
    const { id: keepId } = await engine.call('people.create', { name: 'Imogen Vale' });
    const { id: mergeId } = await engine.call('people.create', { name: 'Immy' });
    expect(await engine.call('anchors.add', { ...withdrawn, personId: mergeId })).toMatchObject([{ personId: mergeId, personName: 'Immy' }]);
    await engine.call('people.merge', { keepId, mergeId, reason: 'One person' });
    expect(await engine.call('anchors.list', {})).toMatchObject([{ personId: keepId, personName: 'Imogen Vale' }]);
  });

  it('finds its place in a case of the format before', () => {
    const path = join(scratchFolder(), 'case.db');
    const old = new Database(path);
    old.pragma('application_id = 1347177794');
    old.pragma('journal_mode = WAL');
    const before = migrations.findIndex(({ name }) => name === 'anchors');
    for (const migration of migrations.slice(0, before)) migration.apply(old);
    old.pragma(`user_version = ${before}`);
    old.close();
    const db = openCaseDatabase(path, { backup: () => undefined });
    onTestFinished(() => { db.close(); });
    expect([db.pragma('user_version', { simple: true }), db.prepare('SELECT count(*) AS count FROM anchor_change').get()]).toEqual([migrations.length, { count: 0 }]);
    db.prepare(`INSERT INTO anchor_change VALUES (1, 1, NULL, 's', '', 'R', '', NULL)`).run();
    expect(() => db.prepare('DELETE FROM anchor_change').run()).toThrow('append-only');
  });
});
