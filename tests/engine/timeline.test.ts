import { describe, expect, it } from 'vitest';
import type { TimelineLine, TimelineView } from '../../shared/contract/timeline.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, smallChat, writeEvidence, type Bench } from './harness.ts';

async function chatCase(): Promise<Bench> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', smallChat), 'ABC/1', londonAnswers);
  return bench;
}

async function open(bench: Bench, filter: Partial<TimelineFilter> = {}, zone = 'Europe/London'): Promise<{ view: TimelineView; lines: TimelineLine[] }> {
  const view = await bench.engine.call('timeline.open', { filter: { ...everything, ...filter }, zone });
  const lines = view.lineCount === 0 ? [] : (await bench.engine.call('timeline.window', { viewId: view.viewId, start: 0, count: 100 })).lines;
  return { view, lines };
}

const shape = (lines: readonly TimelineLine[]): string => lines.map((line) => line.type[0]).join('');

describe('the timeline', () => {
  it('sets items in order under the days of the chosen zone, with the quiet between them', async () => {
    const { view, lines } = await open(await chatCase());
    expect(view).toMatchObject({ shown: 7, outside: 0, total: 7, undated: 0, setAside: 0, filterInWords: 'Everything in the case' });
    expect(shape(lines)).toBe('diiigididii');
    expect(lines[4]).toEqual({ type: 'gap', shortestMs: 25 * 60_000 + 1000, longestMs: 27 * 60_000 - 1000 });
    expect(lines[8]).toMatchObject({ type: 'day', clockChange: 'clocks went back 31/10/2021' });
  });

  it('sets each anchor where it was, in the day it was, and none outside the dates asked for', async () => {
    const bench = await chatCase();
    const state = (title: string, date: string, clock: string) => bench.engine.call('anchors.add', { kind: 'other', title, date, clock, zone: 'Europe/London', zoneBasis: 'stated', source: 'Crime log' });
    for (const [title, date, clock] of [['before', '2021-09-01', ''], ['midday', '2021-09-28', '15:40'], ['whole day', '2021-09-29', ''], ['between', '2021-10-12', '09:00'], ['after', '2022-01-01', '']] as const) await state(title, date, clock);
    const { view, lines } = await open(bench);
    expect(view.shown).toBe(7);
    expect(shape(lines)).toBe('adiiigaidaiadiia');
    expect(lines.filter((line) => line.type === 'anchor').map(({ title }) => title)).toEqual(['before', 'midday', 'whole day', 'between', 'after']);
    const fewer = await open(bench, { fromMs: Date.parse('2021-09-29T00:00:00+01:00'), untilMs: Date.parse('2021-10-31T12:00:00Z') });
    expect(shape(fewer.lines)).toBe('daiadii');
    expect(await bench.engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex: 4 } })).toMatchObject({ line: 10, itemIndex: 4 });
    expect((await open(bench, { search: 'nothing says this' })).lines).toEqual([]);
  });

  it('marks items of the same time as simultaneous, in the order of their source', async () => {
    const { lines } = await open(await chatCase());
    const marked = lines.flatMap((line) => (line.type === 'item' && line.simultaneous ? [line.item.text.slice(0, 11)] : []));
    expect(marked).toEqual(['Messages an', 'hello 🔥😍', 'cannot slee', 'مرحبا كيف حالك'.slice(0, 11)]);
  });

  it('flags the hour that happens twice and keeps both instants', async () => {
    const items = await allItems(await chatCase(), { search: 'cannot sleep' });
    expect(items).toMatchObject([{ at: '2021-10-31T00:30:00Z', until: '2021-10-31T01:31:00Z', timeFlags: ['repeated-hour'] }]);
  });

  it('moves day headers with the zone it is shown in, and not the items', async () => {
    const bench = await chatCase();
    const { lines } = await open(bench, {}, 'Pacific/Auckland');
    const [day, item] = lines;
    expect(day).toMatchObject({ type: 'day', startMs: Date.parse('2021-09-28T11:00:00Z') });
    expect(item).toMatchObject({ type: 'item', item: { time: { earliestMs: Date.parse('2021-09-28T14:31:00Z') } } });
    expect(await codeOf(open(bench, {}, 'Mars/Olympus'))).toBe('invalid_input');
  });

  it('windows of any size give the same lines', async () => {
    const bench = await chatCase();
    const { view, lines } = await open(bench);
    for (const size of [1, 2, 3, 5]) {
      const pieces: TimelineLine[] = [];
      for (let start = 0; start < view.lineCount; start += size) {
        pieces.push(...(await bench.engine.call('timeline.window', { viewId: view.viewId, start, count: size })).lines);
      }
      expect(pieces).toEqual(lines);
    }
  });

  it('finds an item, the nth item, and the first item from an instant on', async () => {
    const bench = await chatCase();
    const { view, lines } = await open(bench);
    const [, , third] = lines.flatMap((line, number) => (line.type === 'item' ? [{ number, id: line.item.id }] : []));
    if (third === undefined) throw new Error('there is a third item');
    const expected = { line: third.number, itemIndex: 2, itemId: third.id };
    expect(await bench.engine.call('timeline.locate', { viewId: view.viewId, target: { itemId: third.id } })).toEqual(expected);
    expect(await bench.engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex: 2 } })).toEqual(expected);
    expect(await bench.engine.call('timeline.locate', { viewId: view.viewId, target: { atMs: Date.parse('2021-09-28T14:32:00Z') } })).toEqual(expected);
    expect(await bench.engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex: 99 } })).toBeNull();
  });
});

describe('filters', () => {
  it.each<[string, Partial<TimelineFilter>, number]>([
    ['a kind', { kinds: ['notice'] }, 1],
    ['a person by name', { people: ['Imogen Vale'] }, 6],
    ['a number mentioned, by its normal form', { people: ['+447700900417'] }, 1],
    ['a span of time', { fromMs: Date.parse('2021-09-29T00:00:00Z'), untilMs: Date.parse('2021-10-01T00:00:00Z') }, 1],
    ['a span that begins within a minute of the source', { fromMs: Date.parse('2021-09-28T14:31:59Z'), untilMs: Date.parse('2021-09-28T14:32:00Z') }, 2],
    ['an emoji', { search: '😍' }, 1],
    ['Arabic', { search: 'كيف' }, 1],
    ['a number in another written form', { search: '+44 7700 900417' }, 1],
    ['a plate without its space', { search: 'ab12cde' }, 1],
    ['a plate with its space', { search: 'AB12 CDE' }, 1],
    ['the beginning of a word', { search: 'hel' }, 1],
    ['a phrase', { search: '"same message"' }, 1],
    ['a phrase the other way round', { search: '"message same"' }, 0],
    ['two words anywhere', { search: 'message second' }, 1],
    ['what looks like query syntax', { search: 'hello OR NOT' }, 0],
  ])('by %s', async (_what, filter, count) => {
    const bench = await chatCase();
    const { view } = await open(bench, filter);
    expect(view.shown).toBe(count);
    expect(view.shown + view.outside).toBe(view.total);
    expect(await allItems(bench, filter)).toHaveLength(count);
  });

  it('say in words what they do', async () => {
    const bench = await chatCase();
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    const { view } = await open(bench, { kinds: ['message', 'access'], exhibitIds: exhibit === undefined ? [] : [exhibit.id], tags: ['concealment'], search: 'secret', untilMs: Date.parse('2021-09-28T14:24:10Z') });
    expect(view.filterInWords).toBe('kind is message or system access; exhibit is ABC/1; tag is Concealment; before Tue 28/09/2021 15:24:10 BST; contains “secret”');
  });

  it('refuse a search for nothing', async () => {
    expect(await codeOf(open(await chatCase(), { search: ' "" ' }))).toBe('invalid_input');
  });
});

describe('the histogram', () => {
  it('counts every dated item once, in buckets of one length', async () => {
    const bench = await chatCase();
    const chart = await bench.engine.call('timeline.histogram', { filter: everything, zone: 'Europe/London', buckets: 60 });
    if (chart === null) throw new Error('there are dated items');
    expect(chart.buckets.length).toBeLessThanOrEqual(60);
    expect(chart.buckets.reduce((sum, bucket) => sum + bucket.access + bucket.contact + bucket.other, 0)).toBe(7);
    expect(chart.untilMs - chart.fromMs).toBe(chart.bucketMs * chart.buckets.length);
  });

  it('is nothing for a case with nothing dated', async () => {
    const { engine } = await freshCase();
    expect(await engine.call('timeline.histogram', { filter: everything, zone: 'UTC', buckets: 60 })).toBeNull();
  });
});

describe('a saved view', () => {
  it('keeps a filter under a name, is replaced by one of the same name, and can be removed', async () => {
    const bench = await chatCase();
    const filter = { ...everything, kinds: ['message' as const], search: 'secret OR later' };
    const [saved] = await bench.engine.call('views.save', { name: 'Secrets', filter });
    expect(saved).toMatchObject({ name: 'Secrets', filter, author: 'R. Reviewer', inWords: 'kind is message; contains “secret OR later”' });
    const replaced = await bench.engine.call('views.save', { name: 'secrets', filter: everything });
    expect(replaced).toMatchObject([{ name: 'secrets', inWords: 'Everything in the case' }]);
    expect(await bench.engine.call('views.remove', { name: 'Secrets' })).toEqual([]);
    expect(await codeOf(bench.engine.call('views.remove', { name: 'Secrets' }))).toBe('not_found');
  });
});
