import ICAL from 'ical.js';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { icalendarImporter as importer } from '../../electron/engine/importers/duty-roster/ics-importer.ts';
import { calendarOf, dayOf, daysOf, readRule } from '../../electron/engine/importers/duty-roster/recurrence.ts';
import { describeLocator, type ItemDraft } from '../../shared/domain/item.ts';
import { expectToSurviveAnyByte } from '../fixtures/damaged-byte.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());

const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a@example', 'SUMMARY:Early', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...parts: string[]) => ['BEGIN:VCALENDAR', 'PRODID:-//Rota Maker//2.1//EN', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n');
const read = (text: string, answers = {}) => readAll(importer, folder.source(text, 'rota.ics'), answers);
const iso = (ms: number | null | undefined): string => new Date(ms ?? NaN).toISOString().replace('.000Z', 'Z');
const field = (item: ItemDraft | undefined, name: string) => item?.fields.find((one) => one.name === name)?.value;
const duty = (item: ItemDraft | undefined) => [field(item, 'Duty start'), field(item, 'Duty end'), field(item, 'Shift'), field(item, 'Officer')];
const starts = (items: readonly ItemDraft[]) => items.map(({ time }) => iso(time.earliestMs));
const summer = 'DTSTART;TZID=Europe/London:20210928T070000';

describe('recognising a calendar', () => {
  it('goes by its first line', async () => {
    expect(await importer.recognise(folder.source(calendar(), 'x.txt'), notCancelled)).toContain('BEGIN:VCALENDAR');
    expect(await importer.recognise(folder.source('BEGIN:VCARD\r\nEND:VCARD\r\n', 'x.ics'), notCancelled)).toBeNull();
    expect(await importer.recognise(folder.source('the line BEGIN:VCALENDAR in a note'), notCancelled)).toBeNull();
  });
});

describe('an entry', () => {
  it('is a duty from its start to its end, in its own zone', async () => {
    const { items, facts } = await read(calendar('X-WR-CALNAME:PC 1234 Example', event(summer, 'DTEND;TZID=Europe/London:20210928T170000', 'LOCATION:Example Road\\, Town', 'ATTENDEE;CN="Alex Example":mailto:Alex@example.org')));
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ kind: 'event', text: 'Early', from: 'Alex Example', thread: 'PC 1234 Example', direction: 'none', locator: { type: 'line', file: '', line: 5 }, time: { written: summer, zone: 'Europe/London', zoneBasis: 'in-data', precision: 'second' } });
    expect(starts(items)).toEqual(['2021-09-28T06:00:00Z']);
    expect(duty(items[0])).toEqual(['2021-09-28T06:00:00Z', '2021-09-28T16:00:00Z', 'Early', 'Alex Example']);
    expect(field(items[0], 'Location')).toBe('Example Road, Town');
    expect(field(items[0], 'Ends')).toBe('2021-09-28T16:00:00Z');
    expect(items[0]?.identifiers).toContainEqual({ kind: 'email', role: 'participant', written: 'Alex@example.org', normal: 'alex@example.org', certainty: 'certain' });
    expect(items[0]?.verbatim).toMatch(/^BEGIN:VEVENT\r\nUID:a@example[\s\S]*END:VEVENT$/);
    expect(facts).toMatchObject({ madeBy: '-//Rota Maker//2.1//EN', basis: 'in-data', rowsSeen: 1 });
  });

  it('in UTC is in UTC; its length may be a duration; a night over the change of clocks ends at the time written', async () => {
    const { items } = await read(calendar(
      event('DTSTART:20210928T070000Z', 'DURATION:PT8H'),
      event('DTSTART;TZID=Europe/London:20211030T220000', 'DTEND;TZID=Europe/London:20211031T070000'),
    ));
    expect(items.map((item) => duty(item).slice(0, 2))).toEqual([['2021-09-28T07:00:00Z', '2021-09-28T15:00:00Z'], ['2021-10-30T21:00:00Z', '2021-10-31T07:00:00Z']]);
  });

  it('for a whole day, or on no stated clock, is asked about and then placed on the clock stated', async () => {
    const text = calendar('X-WR-TIMEZONE:Europe/Jersey', event('DTSTART;VALUE=DATE:20210928'), event('DTSTART:20210929T070000', 'DTEND:20210929T150000'));
    const { questions } = await importer.inspect(folder.source(text), {}, notCancelled);
    expect(questions).toMatchObject([{ answer: 'zone', required: true, why: expect.stringContaining('2 of 2 entries are for whole days or name no clock (line 5 says “DTSTART;VALUE=DATE:20210928”)') }]);
    expect(questions[0]?.options[0]).toMatchObject({ value: 'Europe/Jersey', evidence: expect.stringContaining('X-WR-TIMEZONE') });
    await expect(read(text)).rejects.toMatchObject({ code: 'needs_answers' });
    const { items, facts } = await read(text, { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'B. Planner' });
    expect(items[0]?.time).toMatchObject({ precision: 'day', earliestMs: Date.UTC(2021, 8, 27, 23), latestMs: Date.UTC(2021, 8, 28, 23) });
    expect(duty(items[0]).slice(0, 2)).toEqual(['2021-09-27T23:00:00Z', '2021-09-28T23:00:00Z']);
    expect(duty(items[1]).slice(0, 2)).toEqual(['2021-09-29T06:00:00Z', '2021-09-29T14:00:00Z']);
    expect(facts).toMatchObject({ zone: 'Europe/London', basis: 'stated', basisBy: 'B. Planner' });
  });

  it('that is cancelled is kept, and is no duty', async () => {
    const { items } = await read(calendar(event(summer, 'STATUS:CANCELLED')));
    expect(duty(items[0])).toEqual([undefined, undefined, 'Early', undefined]);
    expect(items[0]?.remarks.join()).toContain('cancelled');
  });

  it('in the hour that happens twice is flagged; in the hour that never happens it is set aside', async () => {
    const { items, quarantined } = await read(calendar(event('DTSTART;TZID=Europe/London:20211031T013000'), event('DTSTART;TZID=Europe/London:20210328T013000'), event('DTSTART;TZID=Europe/London:20210230T070000')));
    expect(items[0]?.time).toMatchObject({ flags: ['repeated-hour'], earliestMs: Date.UTC(2021, 9, 31, 0, 30), latestMs: Date.UTC(2021, 9, 31, 1, 30, 1) });
    expect(quarantined.map(({ code }) => code)).toEqual(['impossible-time', 'impossible-date']);
  });

  it('that ends before it begins keeps its start and says so', async () => {
    const { items } = await read(calendar(event(summer, 'DTEND;TZID=Europe/London:20210928T060000')));
    expect(duty(items[0]).slice(0, 2)).toEqual(['2021-09-28T06:00:00Z', undefined]);
    expect(items[0]?.remarks.join()).toContain('ends before it begins');
  });
});

describe('a zone', () => {
  const zone = (id: string, summerOffset: string) => [
    'BEGIN:VTIMEZONE', `TZID:${id}`, 'BEGIN:STANDARD', 'DTSTART:16010101T020000', `TZOFFSETFROM:${summerOffset}`, 'TZOFFSETTO:+0000', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD',
    'BEGIN:DAYLIGHT', 'DTSTART:16010101T010000', 'TZOFFSETFROM:+0000', `TZOFFSETTO:${summerOffset}`, 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE',
  ].join('\r\n');

  it('that the file defines is read as defined, wherever in the file it stands', async () => {
    const { items, quarantined } = await read(calendar(event('DTSTART;TZID=Rota Time:20210928T070000'), event('DTSTART;TZID=Rota Time:20211031T013000'), event('DTSTART;TZID=Rota Time:20210328T013000'), zone('Rota Time', '+0100')));
    expect(starts(items)).toEqual(['2021-09-28T06:00:00Z', '2021-10-31T00:30:00Z']);
    expect(items.map(({ time }) => [time.zone, time.flags])).toEqual([['+01:00', []], ['+01:00', ['repeated-hour']]]);
    expect(items[0]?.remarks.join()).toContain('“Rota Time” was read as the file itself defines it');
    expect(quarantined[0]?.code).toBe('impossible-time');
  });

  it('defined otherwise than its name says is flagged', async () => {
    const { items } = await read(calendar(zone('Europe/London', '+0200'), event(summer)));
    expect(items[0]).toMatchObject({ time: { earliestMs: Date.UTC(2021, 8, 28, 6), flags: ['contradicts-itself'] } });
    expect((await read(calendar(zone('Europe/London', '+0100'), event(summer)))).items[0]?.time.flags).toEqual([]);
  });

  it('named as Microsoft names it, or with a maker’s prefix, is found; one nobody knows is asked about', async () => {
    const { items } = await read(calendar(event('DTSTART;TZID=GMT Standard Time:20210928T070000'), event('DTSTART;TZID=/example.org/20200101/Europe/London:20210928T070000')));
    expect(starts(items)).toEqual(['2021-09-28T06:00:00Z', '2021-09-28T06:00:00Z']);
    const unknown = calendar(event('DTSTART;TZID=Station Clock:20210928T070000'));
    expect((await importer.inspect(folder.source(unknown), {}, notCancelled)).questions[0]?.why).toContain('“Station Clock” is not known');
    expect((await read(unknown, { zone: 'Europe/London' })).items[0]?.remarks.join()).toContain('the zone stated for the file was used');
  });
});

describe('a repeating entry', () => {
  it('gives one item for each occurrence, each at a place of its own', async () => {
    const { items, facts } = await read(calendar(event('DTSTART;TZID=Europe/London:20211029T220000', 'DTEND;TZID=Europe/London:20211030T070000', 'RRULE:FREQ=DAILY;COUNT=3')));
    expect(starts(items)).toEqual(['2021-10-29T21:00:00Z', '2021-10-30T21:00:00Z', '2021-10-31T22:00:00Z']);
    expect(items.map(({ locator }) => describeLocator(locator))).toEqual(['VEVENT 1, occurrence 1', 'VEVENT 1, occurrence 2', 'VEVENT 1, occurrence 3']);
    expect(items.map((item) => field(item, 'Duty end'))).toEqual(['2021-10-30T06:00:00Z', '2021-10-31T07:00:00Z', '2021-11-01T07:00:00Z']);
    expect(items[1]).toMatchObject({ time: { written: 'RRULE:FREQ=DAILY;COUNT=3' }, remarks: [expect.stringContaining('follows from the rule')] });
    expect(items[0]?.remarks).toEqual([]);
    expect(facts.rowsSeen).toBe(3);
  });

  it('stops at its UNTIL, judged on its own clock, and leaves out and adds single dates', async () => {
    const until = await read(calendar(event('DTSTART;TZID=America/New_York:20210927T220000', 'RRULE:FREQ=DAILY;UNTIL=20210930T020000Z')));
    expect(starts(until.items)).toEqual(['2021-09-28T02:00:00Z', '2021-09-29T02:00:00Z', '2021-09-30T02:00:00Z']);
    const dates = await read(calendar(event(summer, 'RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4', 'EXDATE;TZID=Europe/London:20210930T070000', 'EXDATE:20211005T060000Z', 'RDATE;TZID=Europe/London:20211002T090000')));
    expect(starts(dates.items)).toEqual(['2021-09-28T06:00:00Z', '2021-10-02T08:00:00Z', '2021-10-07T06:00:00Z']);
  });

  it('has an occurrence that another entry replaces marked as superseded, and no duty', async () => {
    const { items } = await read(calendar(event(summer, 'RRULE:FREQ=DAILY;COUNT=3'), event('RECURRENCE-ID;TZID=Europe/London:20210929T070000', 'DTSTART;TZID=Europe/London:20210929T140000'), event('RECURRENCE-ID:20210930T060000Z', 'DTSTART;TZID=Europe/London:20210930T150000')));
    expect(items.map((item) => [iso(item.time.earliestMs), item.status, field(item, 'Duty start') !== undefined])).toEqual([
      ['2021-09-28T06:00:00Z', 'live', true], ['2021-09-29T06:00:00Z', 'superseded', false], ['2021-09-30T06:00:00Z', 'superseded', false], ['2021-09-29T13:00:00Z', 'live', true], ['2021-09-30T14:00:00Z', 'live', true],
    ]);
  });

  it('without end is read for 2,000 occurrences and the span is said', async () => {
    const { items, facts } = await read(calendar(event(summer, 'RRULE:FREQ=DAILY')));
    expect(items).toHaveLength(2_000);
    expect(facts.warnings.join()).toContain('2000 occurrences, from 28/09/2021 to 20/03/2027');
  });

  it('whose rule is hostile, malformed or not followed gives its first date and says so, at once', async () => {
    const rules = [
      'FREQ=SECONDLY;BYMONTH=2', 'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=DAILY;INTERVAL=999999', 'FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300',
      'FREQ=YEARLY;BYWEEKNO=53', 'FREQ=DAILY;BYHOUR=7,9', 'FREQ=WEEKLY;BYDAY=1MO', 'FREQ=DAILY;UNTIL=soon', 'FREQ=DAILY;INTERVAL=0', 'nonsense',
    ];
    for (const rule of rules) {
      const { rows } = await read(calendar(event(summer, `RRULE:${rule}`)));
      expect([rule, rows.length]).toEqual([rule, 1]);
    }
    const { facts, items } = await read(calendar(event(summer, 'RRULE:FREQ=DAILY;BYHOUR=7,9')));
    expect(items[0]?.remarks.join()).toContain('a rule this program does not follow (“FREQ=DAILY;BYHOUR=7,9”)');
    expect(facts.warnings.join()).toContain('does not follow');
  });

  it('falls on the days the calendar library gives, for rules both follow', () => {
    const rule = fc.oneof(
      fc.tuple(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY'), fc.integer({ min: 1, max: 5 })).map(([frequency, interval]) => `FREQ=${frequency};INTERVAL=${interval}`),
      fc.tuple(fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 3 }), fc.constantFrom('MO', 'SU'))
        .map(([days, interval, start]) => `FREQ=WEEKLY;INTERVAL=${interval};WKST=${start};BYDAY=${days.join(',')}`),
      fc.tuple(fc.integer({ min: -1, max: 4 }).filter((ordinal) => ordinal !== 0), fc.constantFrom('MO', 'WE', 'SU')).map(([ordinal, day]) => `FREQ=MONTHLY;BYDAY=${ordinal}${day}`),
      fc.integer({ min: 1, max: 28 }).map((day) => `FREQ=MONTHLY;BYMONTHDAY=${day}`),
    );
    fc.assert(fc.property(rule, fc.integer({ min: 0, max: 700 }), (value, offset) => {
      const startDay = dayOf(2020, 12, 1) + offset;
      const { year, month, day } = calendarOf(startDay);
      const iterator = ICAL.Recur.fromString(value).iterator(new ICAL.Time({ year, month, day, isDate: true }, ICAL.Timezone.localTimezone));
      const expected: number[] = [];
      for (let next = iterator.next(); next !== null && expected.length < 12; next = iterator.next()) expected.push(dayOf(next.year, next.month, next.day));
      const followed = readRule(value);
      const ours = followed === null ? [] : daysOf(followed, startDay, 13, () => false).days;
      // The start itself is always ours; the library leaves it out when the rule does not hold on it.
      expect(ours.filter((one) => one !== startDay).slice(0, 10)).toEqual(expected.filter((one) => one !== startDay).slice(0, 10));
    }), { numRuns: 300 });
  });
});

describe('damage', () => {
  it('costs the entry it is in, and lines of no entry are named', async () => {
    const text = calendar('BEGIN:VEVENT', 'SUMMARY:never ended', event(summer), event('DTSTART:noon'), event('SUMMARY'), 'BEGIN:VTODO', 'SUMMARY:Notebook', 'END:VTODO').replace('END:VCALENDAR', 'END:VCALENDAR\r\nafter the end');
    const { items, quarantined, facts } = await read(text);
    expect(items.map(({ kind, text: own }) => [kind, own])).toEqual([['event', 'Early'], ['note', 'Notebook']]);
    expect(quarantined.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('The VEVENT at line 4 has no end'), expect.stringContaining('no beginning that can be read (“DTSTART:noon”)'),
      expect.stringContaining('cannot be read'), expect.stringContaining('belongs to no entry'),
    ]);
    expect(facts.rowsSeen).toBe(6);
  });

  it('of one byte anywhere loses no row and gives no two rows one place', async () => {
    const whole = Buffer.from(calendar(event(summer, 'RRULE:FREQ=DAILY;COUNT=3'), event('DTSTART:20210928T070000Z', 'DTEND:20210928T150000Z')));
    await expectToSurviveAnyByte(importer, folder, whole, 300);
  });
});
