import { describe, expect, it } from 'vitest';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

const roster = (...rows: string[]): string => `Date,Start,End,Shift,Officer,Collar No\n${rows.join('\n')}\n`;
const early = (day: string, officer = 'Rowan Ashdown'): string => `${day},07:00,15:32,Early,${officer},4471`;

async function withRoster(...rows: string[]): Promise<Bench> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'roster.csv', roster(...rows)), 'ABC/2', { ...londonAnswers, dateOrder: 'dmy' });
  return bench;
}
async function dutyOf(bench: Bench): Promise<Readonly<Record<string, string>>> {
  const view = await bench.engine.call('timeline.open', { filter: everything, zone: 'Europe/London' });
  const { lines } = await bench.engine.call('timeline.window', { viewId: view.viewId, start: 0, count: 100 });
  return Object.fromEntries(lines.flatMap((line) => (line.type === 'item' && line.item.kind === 'message' ? [[line.item.text.split(' ')[0] ?? '', line.duty]] : [])));
}

describe('duty', () => {
  it('is on inside an entry of the roster, off between entries, and not known outside the days it covers', async () => {
    const bench = await withRoster(early('28/09/2021'), early('30/09/2021'));
    expect(await dutyOf(bench)).toMatchObject({ hello: 'on', call: 'off', please: 'off', cannot: 'unknown' });
    expect((await bench.engine.call('timeline.open', { filter: everything, zone: 'UTC' })).dutyKnown).toBe(true);
  });

  it('is not known when a row can mean instants on both sides of an end', async () => {
    const bench = await withRoster('28/09/2021,07:00,15:32:30,Early,Rowan Ashdown,4471', early('30/09/2021'));
    expect(await dutyOf(bench)).toMatchObject({ hello: 'on', who: 'unknown' });
  });

  it('of several officers’ roster is nobody’s until the case says who the officer is', async () => {
    const bench = await withRoster(early('28/09/2021', 'Kit Harbury'), early('29/09/2021', 'Rowan Ashdown'), early('30/09/2021', 'Kit Harbury'));
    expect(await dutyOf(bench)).toMatchObject({ hello: 'unknown', please: 'unknown' });
    const { id } = await bench.engine.call('people.create', { name: 'Rowan Ashdown', role: 'officer', relationship: 'self' });
    await bench.engine.call('people.holdIdentifier', { personId: id, kind: 'name', value: 'Rowan Ashdown', basis: 'Interview' });
    expect(await dutyOf(bench)).toMatchObject({ hello: 'unknown', please: 'on' });
    const [first] = await allItems(bench, { search: 'please' });
    if (first === undefined) throw new Error('the row is missing');
    expect(await bench.engine.call('items.get', { itemId: first.id })).toMatchObject({ duty: 'on' });
  });

  it('is not known in a case without a roster', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
    expect(new Set(Object.values(await dutyOf(bench)))).toEqual(new Set(['unknown']));
  });
});
