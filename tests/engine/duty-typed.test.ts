/** Duty typed by a person from a source, alone and beside a roster. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CommandInput } from '../../shared/contract/contract.ts';
import { everything, timelineFilterSchema } from '../../shared/domain/timeline-filter.ts';
import { patternOf } from '../../shared/domain/pattern.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

const spell = (change: Partial<CommandInput<'duty.add'>> = {}): CommandInput<'duty.add'> => ({
  state: 'on', fromDate: '2021-09-28', fromClock: '07:00', untilDate: '2021-09-28', untilClock: '15:32', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'PC Ashdown', source: 'Duty statement, MG11 p.2', ...change,
});
async function withChat(): Promise<Bench> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  return bench;
}
async function dutyOf(bench: Bench): Promise<Readonly<Record<string, string>>> {
  const view = await bench.engine.call('timeline.open', { filter: everything, zone: 'Europe/London' });
  const { lines } = await bench.engine.call('timeline.window', { viewId: view.viewId, start: 0, count: 100 });
  return Object.fromEntries(lines.flatMap((line) => (line.type === 'item' && line.item.kind === 'message' ? [[line.item.text.split(' ')[0] ?? '', line.duty]] : [])));
}
const counted = async (bench: Bench, duty: 'on' | 'off' | 'unknown') => (await allItems(bench, { pattern: patternOf({ counted: 'contacts', duty: [duty] }) })).length;

describe('duty typed from a statement', () => {
  it('says on or off for exactly its own time, of rows, patterns and filters alike', async () => {
    const bench = await withChat();
    await bench.engine.call('duty.add', spell());
    await bench.engine.call('duty.add', spell({ state: 'off', fromClock: '15:32', untilClock: '23:00' }));
    expect(await dutyOf(bench)).toMatchObject({ hello: 'on', who: 'off', call: 'off', please: 'unknown' });
    const { duty } = await bench.engine.call('patterns.summary', { filter: everything, zone: 'Europe/London' });
    for (const state of ['on', 'off', 'unknown'] as const) expect(duty.contacts[state], state).toBe(await counted(bench, state));
    expect(duty.contacts).toMatchObject({ on: 1, off: 2 });
    expect((await bench.engine.call('timeline.open', { filter: timelineFilterSchema.parse({}), zone: 'UTC' })).dutyKnown).toBe(true);
  });

  it('is changed, withdrawn with a reason and taken back, and keeps every version with its author', async () => {
    const bench = await withChat();
    const [first] = await bench.engine.call('duty.add', spell());
    if (first === undefined) throw new Error('it was entered');
    await bench.engine.call('duty.change', { spellId: first.id, statement: spell({ untilClock: '16:00' }) });
    expect(await dutyOf(bench)).toMatchObject({ call: 'on' });
    expect(await bench.engine.call('duty.withdraw', { spellId: first.id, reason: 'Wrong day' })).toEqual([]);
    expect(await dutyOf(bench)).toMatchObject({ hello: 'unknown' });
    await bench.engine.call('duty.undo', {});
    const [again] = await bench.engine.call('duty.undo', {}).then(() => bench.engine.call('duty.spells', {}));
    expect(again).toMatchObject({ untilClock: '15:32', source: 'Duty statement, MG11 p.2', author: 'R. Reviewer' });
    expect(again?.history.map(({ summary }) => summary.split(':')[0])).toEqual(['Undone', 'Undone', 'Duty withdrawn', 'Duty changed', 'Duty entered']);
    const { entries } = await bench.engine.call('continuity.page', { limit: 5 });
    expect(entries.map(({ action }) => action)).toEqual(['duty.undone', 'duty.undone', 'duty.withdrawn', 'duty.changed', 'duty.entered']);
    expect(await codeOf(bench.engine.call('duty.withdraw', { spellId: 99, reason: 'r' }))).toBe('not_found');
  });

  it('that a roster contradicts is not known where they differ, and says so', async () => {
    const bench = await withChat();
    await addAndImport(bench, writeEvidence(bench.folder, 'roster.csv', 'Date,Start,End,Shift,Officer,Collar No\n28/09/2021,07:00,15:40,Early,Rowan Ashdown,4471\n30/09/2021,07:00,15:40,Early,Rowan Ashdown,4471\n'), 'ABC/2', { ...londonAnswers, dateOrder: 'dmy' });
    expect(await dutyOf(bench)).toMatchObject({ hello: 'on', who: 'on', call: 'off', please: 'off' });
    const [off] = await bench.engine.call('duty.add', spell({ state: 'off', fromClock: '15:32', untilClock: '16:30' }));
    expect(off).toMatchObject({ contradicted: true });
    expect(await dutyOf(bench)).toMatchObject({ hello: 'on', who: 'unknown', call: 'off', please: 'off' });
    const [, overtime] = await bench.engine.call('duty.add', spell({ fromDate: '2021-09-29', fromClock: '08:00', untilDate: '2021-09-29', untilClock: '12:00', source: 'Overtime claim' }));
    expect(overtime).toMatchObject({ contradicted: false });
    expect(await dutyOf(bench)).toMatchObject({ please: 'on' });
    for (const state of ['on', 'off', 'unknown'] as const) expect((await bench.engine.call('patterns.summary', { filter: everything, zone: 'UTC' })).duty.contacts[state], state).toBe(await counted(bench, state));
  });

  it('is refused when it cannot be: no such hour, an hour that happened twice, an end before its beginning, a month, an unknown zone', async () => {
    const bench = await freshCase();
    const entered = (change: Partial<CommandInput<'duty.add'>>) => codeOf(bench.engine.call('duty.add', spell(change)));
    expect(await entered({ fromDate: '2021-03-28', fromClock: '01:30', untilDate: '2021-03-28' })).toBe('invalid_input');
    expect(await entered({ fromDate: '2021-10-31', fromClock: '01:30', untilDate: '2021-10-31' })).toBe('invalid_input');
    expect(await entered({ untilClock: '06:00' })).toBe('invalid_input');
    expect(await entered({ untilDate: '2021-11-28' })).toBe('invalid_input');
    expect(await entered({ zone: 'Europe/Nowhere' })).toBe('invalid_input');
    expect(await entered({ fromDate: '2021-02-30', untilDate: '2021-03-02' })).toBe('invalid_input');
    expect(await bench.engine.call('duty.add', spell({ fromDate: '2021-10-31', fromClock: '01:30', untilDate: '2021-10-31', zone: '+00:00' }))).toHaveLength(1);
    await expect(bench.engine.call('duty.add', spell({ source: ' ' }))).rejects.toThrow();
  });

  it('counts the same in patterns and in filters, whatever is typed', { timeout: 120_000 }, async () => {
    const bench = await withChat();
    const hour = fc.integer({ min: 13, max: 16 });
    await fc.assert(fc.asyncProperty(fc.constantFrom('on' as const, 'off' as const), hour, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 0, max: 59 }), async (state, from, hours, minute) => {
      const clock = (at: number): string => `${String(at).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
      await bench.engine.call('duty.add', spell({ state, fromClock: clock(from), untilClock: clock(from + hours) }));
      const { duty } = await bench.engine.call('patterns.summary', { filter: everything, zone: 'Europe/London' });
      for (const each of ['on', 'off', 'unknown'] as const) expect(duty.contacts[each]).toBe(await counted(bench, each));
    }), { numRuns: 8 });
  });
});
