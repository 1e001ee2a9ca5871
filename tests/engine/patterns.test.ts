import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameIdentifier } from '../../electron/engine/importers/people/identifiers.ts';
import { openFilter, patternFilters, sideFilter, stretchFilter } from '../../shared/contract/pattern-filters.ts';
import type { Patterns } from '../../shared/contract/patterns.ts';
import { dutyStates } from '../../shared/domain/duty.ts';
import { directions, itemStatuses, type ItemDraft } from '../../shared/domain/item.ts';
import { precisions } from '../../shared/domain/evidence-time.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { draft, storeRows } from '../fixtures/stored-rows.ts';
import { addAndImport, caseForAll, codeOf, freshCase, writeEvidence, type Bench } from './harness.ts';

const minuteMs = 60_000;
const hour = 60 * minuteMs;
const [rowan, imogen] = ['Rowan Ashdown', 'Imogen Vale'];
const bothKinds = ['contacts', 'accesses'] as const;

function at(iso: string, spanMs = minuteMs, precision: ItemDraft['time']['precision'] = 'minute'): ItemDraft['time'] {
  const earliestMs = Date.parse(iso);
  return { written: iso, earliestMs, latestMs: earliestMs + spanMs, precision, zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: '', flags: [] };
}
function message(row: number, time: ItemDraft['time'], parts: Partial<ItemDraft> = {}): ItemDraft {
  const from = parts.from ?? rowan;
  return draft(row, { kind: 'message', time, from, direction: from === rowan ? 'outgoing' : 'incoming', thread: imogen, text: `row ${row}`, identifiers: [nameIdentifier(from, 'from'), nameIdentifier(from === rowan ? imogen : rowan, 'to')], ...parts });
}

const roster = ['Date,Start,End,Shift,Officer,Collar No', ...[25, 26, 27, 28, 29, 30].map((day) => `${day}/10/2021,07:00,15:00,Early,${rowan},4471`), `30/10/2021,22:00,06:00,Night,${rowan},4471`, `01/11/2021,07:00,15:00,Early,${rowan},4471`].join('\n');

/** A week in which the clocks go back, with a roster, coarse times, an undated row and an access. */
async function week(bench: Bench): Promise<Bench> {
  await addAndImport(bench, writeEvidence(bench.folder, 'roster.csv', roster), 'ABC/9', { zone: 'Europe/London', zoneBasis: 'stated', dateOrder: 'dmy' });
  await storeRows(bench, 'ABC/1', [
    message(1, at('2021-10-25T08:00:00+01:00')), message(2, at('2021-10-25T08:05:00+01:00'), { from: imogen }), // Monday, on duty
    message(3, at('2021-10-25T12:04:00+01:00')), // less than four hours of silence
    message(4, at('2021-10-25T23:30:00+01:00'), { from: imogen }), // off duty, at night
    message(5, at('2021-10-31T01:30:00+01:00', hour + minuteMs)), // the repeated hour, either reading
    message(6, at('2021-10-30T00:00:00+01:00', 24 * hour, 'day')), // a whole day
    message(7, { ...at('2021-10-30T00:00:00Z'), earliestMs: null, latestMs: null, precision: 'unknown', zone: null, zoneBasis: 'none' }),
    message(8, at('2021-10-26T09:00:00+01:00'), { status: 'superseded' }),
    draft(9, { kind: 'notice', time: at('2021-10-26T09:00:00+01:00'), thread: imogen }),
    draft(10, { kind: 'access', time: at('2021-10-25T08:02:10+01:00', 1000, 'second'), from: 'WB4471', thread: 'National computer' }),
    draft(11, { kind: 'event', time: at('2021-10-27T10:00:00+01:00'), from: rowan, identifiers: [nameIdentifier(rowan, 'from')] }), // the officer with nobody
    draft(12, { kind: 'event', time: at('2021-10-27T10:30:00+01:00'), from: rowan, identifiers: [nameIdentifier(rowan, 'from'), nameIdentifier(imogen, 'to')] }),
  ]);
  const { id } = await bench.engine.call('people.create', { name: rowan, role: 'officer', relationship: 'self' });
  await bench.engine.call('people.holdIdentifier', { personId: id, kind: 'name', value: rowan, basis: 'Interview' });
  return bench;
}

const summary = (bench: Bench, filter: Partial<TimelineFilter> = {}, more: { zone?: string; per?: 'day' | 'week'; silenceMs?: number } = {}): Promise<Patterns> =>
  bench.engine.call('patterns.summary', { filter: { ...everything, ...filter }, zone: 'Europe/London', ...more });
const opened = async (bench: Bench, filter: TimelineFilter): Promise<number> => (await bench.engine.call('timeline.open', { filter, zone: 'Europe/London' })).shown;

/** Every number of a summary with the filter that opens it. */
function numbersOf(found: Patterns): [string, number, TimelineFilter][] {
  const filters = patternFilters(found);
  return [
    ...bothKinds.flatMap((counted): [string, number, TimelineFilter][] => [
      ['dated', found.dated[counted], filters.dated(counted)], ['undated', found.undated[counted], filters.undated(counted)], ['unbucketed', found.unbucketed[counted], filters.unbucketed(counted)],
      ...found.buckets.map((bucket): [string, number, TimelineFilter] => [`bucket ${bucket.startMs}`, bucket[counted], filters.bucket(counted, bucket)]),
      ...found.clock[counted].cells.map(({ weekday, hour: of, count }): [string, number, TimelineFilter] => [`cell ${weekday} ${of}`, count, filters.cell(counted, weekday, of)]),
      ['unplaced', found.clock[counted].unplaced, filters.unplaced(counted)],
      ...dutyStates.map((state): [string, number, TimelineFilter] => [`duty ${state}`, found.duty[counted][state], filters.duty(counted, state)]),
      ...(['night', 'day', 'unplaced'] as const).map((part): [string, number, TimelineFilter] => [part, found.night[counted][part], filters.night(counted, part)]),
    ]),
    ...found.kinds.map(({ kind, count }): [string, number, TimelineFilter] => [kind, count, filters.kind(kind)]),
    ...found.directions.map(({ direction, count }): [string, number, TimelineFilter] => [direction, count, filters.direction(direction)]),
    ...found.sources.map((source): [string, number, TimelineFilter] => [source.reference, source.count, filters.source(source)]),
    ['official', found.official.official, filters.official(true)], ['not official', found.official.other, filters.official(false)],
    ['starts', found.starts.total, filters.starts([])], ['unordered', found.starts.unordered, filters.unordered()],
    ...found.starts.senders.flatMap(({ senders, starts, messages }): [string, number, TimelineFilter][] => [[`starts ${senders.join()}`, starts, filters.starts(senders)], [`messages ${senders.join()}`, messages, filters.messages(senders)]]),
  ];
}
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const bench = await week(await caseForAll());

describe('patterns', () => {
  it('count contacts and accesses apart, and leave out notices, what was replaced, rosters, and events that name nobody but the officer', async () => {
    const found = await summary(bench);
    expect([found.dated, found.undated]).toEqual([{ contacts: 7, accesses: 1 }, { contacts: 1, accesses: 0 }]);
    expect(found.kinds).toEqual([{ kind: 'message', count: 6 }, { kind: 'event', count: 1 }]);
    expect(found.sources).toMatchObject([{ reference: 'ABC/1', count: 7, file: null }]);
    expect(found.directions).toEqual([{ direction: 'outgoing', count: 4 }, { direction: 'incoming', count: 2 }, { direction: 'none', count: 1 }]);
  });

  it('put a row in an hour of the clock on the wall, and never a whole day at midnight', async () => {
    const { clock } = await summary(bench);
    expect(clock.contacts.unplaced).toBe(1);
    // Sunday 01:30, whichever of the two it was: 1 in the hour shown in UK local time.
    expect(clock.contacts.cells).toEqual([{ weekday: 0, hour: 1, count: 1 }, { weekday: 1, hour: 8, count: 2 }, { weekday: 1, hour: 12, count: 1 }, { weekday: 1, hour: 23, count: 1 }, { weekday: 3, hour: 10, count: 1 }]);
    // In UTC the two readings are different hours, so it is in neither.
    const inUtc = (await summary(bench, {}, { zone: 'UTC' })).clock.contacts;
    expect(inUtc.unplaced).toBe(2);
    expect(inUtc.cells[0]).toEqual({ weekday: 1, hour: 7, count: 2 });
  });

  it('split by duty as the timeline shows it, and say of each hour how much of it was on duty', async () => {
    const found = await summary(bench);
    expect(found.duty.contacts).toEqual({ on: 5, off: 1, unknown: 1 });
    const cell = (weekday: number, of: number): { onMs: number; knownMs: number } | undefined => found.dutyHours.find((one) => one.weekday === weekday && one.hour === of);
    expect(cell(2, 7)).toMatchObject({ onMs: hour, knownMs: hour });
    expect(cell(2, 16)).toMatchObject({ onMs: 0, knownMs: hour });
    // The clocks went back: the hour from one lasted two.
    expect(cell(0, 1)?.knownMs).toBeLessThanOrEqual(2 * hour);
  });

  it('reckon night by the clock of the case, whatever clock is shown', async () => {
    for (const zone of ['Europe/London', 'UTC', '-08:00']) expect((await summary(bench, {}, { zone })).night.contacts, zone).toEqual({ night: 2, day: 4, unplaced: 1 });
  });

  it('say who begins conversations, by the silence chosen', async () => {
    const { starts } = await summary(bench);
    expect(starts).toMatchObject({ total: 2, unordered: 2, senders: [{ senders: [rowan], person: { name: rowan, relationship: 'self' }, starts: 1, messages: 2 }, { senders: [imogen], person: null, starts: 1, messages: 2 }] });
    expect((await summary(bench, {}, { silenceMs: 2 * hour })).starts).toMatchObject({ total: 3, senders: [{ senders: [rowan], starts: 2 }, { starts: 1 }] });
    expect((await summary(bench, {}, { silenceMs: 24 * hour })).starts.total).toBe(1);
    // From the end of the minute 08:05 to 12:04: as long as that and no longer.
    expect((await summary(bench, {}, { silenceMs: 3 * hour + 58 * minuteMs })).starts.total).toBe(3);
    expect((await summary(bench, {}, { silenceMs: 3 * hour + 58 * minuteMs + 1 })).starts.total).toBe(2);
  });

  it('find the longest time surely without contact, past which a whole day does not let them look', async () => {
    const { longestGap, ends } = await summary(bench);
    expect(ends).toMatchObject({ first: { time: { written: '2021-10-25T08:00:00+01:00' } }, last: { time: { written: '2021-10-31T01:30:00+01:00' } } });
    expect(longestGap).toMatchObject({ from: { time: { written: '2021-10-27T10:30:00+01:00' } }, to: { time: { written: '2021-10-30T00:00:00+01:00' } }, shortestMs: 61 * hour + 29 * minuteMs + 1000 });
  });

  it('tell official updates from other contact by their tag', async () => {
    const { items } = await bench.engine.call('items.page', { filter: { ...everything, search: 'row 3' } });
    await bench.engine.call('review.tag', { itemIds: items.map(({ id }) => id), tag: 'official-update', on: true });
    expect((await summary(bench)).official).toEqual({ official: 1, other: 6 });
  });

  it('refuse a zone nobody knows', async () => {
    expect(await codeOf(summary(bench, {}, { zone: 'Europe/Atlantis' }))).toBe('invalid_input');
    expect(await codeOf(opened(bench, { ...everything, pattern: { ...patternFilters({ ...(await summary(bench)), zone: 'Nowhere' }).cell('contacts', 1, 1).pattern } as TimelineFilter['pattern'] }))).toBe('invalid_input');
  });

  it('open exactly the rows each number counts', async () => {
    for (const zone of ['Europe/London', 'UTC']) for (const [name, count, filter] of numbersOf(await summary(bench, {}, { zone, per: zone === 'UTC' ? 'week' : 'day' }))) expect(await opened(bench, filter), `${zone} ${name}`).toBe(count);
  });
});

const instants = fc.oneof(
  fc.integer({ min: Date.parse('2021-10-20T00:00:00Z'), max: Date.parse('2021-11-10T00:00:00Z') }), fc.integer({ min: Date.parse('2021-10-30T22:00:00Z'), max: Date.parse('2021-10-31T03:00:00Z') }),
  fc.constantFrom(-90_000_000, 0, Date.parse('1911-03-01T12:00:00Z'), Date.parse('2021-03-28T01:00:00Z'), Date.parse('2021-10-31T00:00:00Z'), Date.parse('2021-10-31T01:00:00Z'), Date.parse('2021-10-28T06:00:00Z'), Date.parse('2021-10-28T14:00:00Z')),
);
const anyRows = fc.array(fc.record({
  start: fc.option(instants, { freq: 12 }), span: fc.constantFrom(1, 1000, minuteMs, hour + minuteMs, 24 * hour, 25 * hour, 60 * hour), precision: fc.constantFrom(...precisions),
  kind: fc.constantFrom('message' as const, 'message' as const, 'call' as const, 'event' as const, 'access' as const, 'notice' as const), direction: fc.constantFrom(...directions),
  from: fc.constantFrom(rowan, imogen, '', "O'Dell", 'x\u0000y'), thread: fc.constantFrom('', imogen, 'Kit Harbury'), status: fc.constantFrom(...itemStatuses), names: fc.uniqueArray(fc.constantFrom(rowan, imogen, 'Kit Harbury'), { maxLength: 2 }),
}), { minLength: 1, maxLength: 60 });

describe('any rows', () => {
  it('are each counted once in every split, and every number opens the rows it counts', { timeout: 300_000 }, async () => {
    const own = await week(await freshCase());
    const { id } = await own.engine.call('people.create', { name: imogen, role: 'complainant' });
    await own.engine.call('people.holdIdentifier', { personId: id, kind: 'name', value: imogen, basis: 'Statement', validFrom: '2021-10-25' });
    for (const [date, clock] of [['2021-10-28', ''], ['2021-10-28', '14:00'], ['2021-10-31', '01:30'], ['2021-11-02', '12:00']] as const) {
      await own.engine.call('anchors.add', { kind: 'other', title: `${date} ${clock}`, date, clock, zone: 'Europe/London', zoneBasis: 'stated', source: 'Log' });
    }
    let exhibit = 0;
    await fc.assert(fc.asyncProperty(anyRows, fc.constantFrom('Europe/London', 'UTC', 'Australia/Lord_Howe', '-03:30'), fc.constantFrom('day' as const, 'week' as const), fc.boolean(), fc.boolean(), async (rows, zone, per, hers, dated) => {
      exhibit += 1;
      await storeRows(own, `GEN/${exhibit}`, rows.map(({ start, span, precision, names, ...parts }, row) => draft(row + 1, {
        ...parts, identifiers: names.map((name) => nameIdentifier(name, 'participant')), time: start === null ? { ...at('2021-10-28T00:00:00Z'), earliestMs: null, latestMs: null } : { ...at('2021-10-28T00:00:00Z'), earliestMs: start, latestMs: start + span, precision },
      })));
      const filter: Partial<TimelineFilter> = { ...(hers ? { personIds: [id] } : {}), ...(dated ? { fromMs: Date.parse('2021-10-28T06:30:00Z'), untilMs: Date.parse('2021-11-04T00:00:00Z') } : {}) };
      const found = await summary(own, filter, { zone, per });
      for (const counted of bothKinds) {
        const all = found.dated[counted];
        expect(sum(found.buckets.map((bucket) => bucket[counted])) + found.unbucketed[counted]).toBe(all);
        expect(sum(found.clock[counted].cells.map(({ count }) => count)) + found.clock[counted].unplaced).toBe(all);
        expect(sum(Object.values(found.duty[counted]))).toBe(all);
        expect(sum(Object.values(found.night[counted]))).toBe(all);
      }
      for (const split of [found.kinds, found.directions, found.sources]) expect(sum(split.map(({ count }) => count))).toBe(found.dated.contacts);
      expect(sum(found.starts.senders.map(({ messages }) => messages)) + found.starts.unordered).toBe(sum(found.kinds.filter(({ kind }) => kind !== 'event').map(({ count }) => count)));
      for (const [name, count, opens] of numbersOf(found)) expect(await opened(own, opens), `${zone} ${name}`).toBe(count);
      const around = await own.engine.call('patterns.aroundAnchors', { filter: { ...everything, ...filter } });
      const anchors = await own.engine.call('anchors.list', {});
      for (const counted of bothKinds) {
        expect(sum(around.stretches.map((stretch) => stretch[counted])) + around.open[counted]).toBe(found.dated[counted]);
        expect(await opened(own, openFilter(around, counted))).toBe(around.open[counted]);
        for (const stretch of around.stretches) expect(await opened(own, stretchFilter(around.filter, counted, stretch))).toBe(stretch[counted]);
        for (const side of around.anchors) {
          const anchor = anchors.find((one) => one.id === side.anchorId);
          if (anchor === undefined) throw new Error('the anchor is missing');
          expect(side.before[counted] + side.after[counted] + side.open[counted]).toBe(found.dated[counted]);
          for (const of of ['before', 'after', 'open'] as const) expect(await opened(own, sideFilter(around.filter, counted, anchor, of)), `${anchor.title} ${of}`).toBe(side[of][counted]);
        }
      }
    }), { numRuns: 12 });
  });
});
