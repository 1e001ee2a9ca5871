import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourNumber, hourOfDay, startOfUnit, unitOfHour, weekdayOfHour } from '../../shared/domain/local-clock.ts';
import { describePattern, patternOf } from '../../shared/domain/pattern.ts';
import { wallClockAt } from '../../shared/domain/zone.ts';

const zones = fc.constantFrom('Europe/London', 'UTC', 'Australia/Lord_Howe', 'America/New_York', '-03:30');
const instants = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2090, 0, 1) });

describe('the clock on the wall', () => {
  it('shows the hour and weekday that calendar fields show', () => {
    fc.assert(fc.property(zones, instants, (zone, ms) => {
      const { hour, weekday } = wallClockAt(zone, ms);
      const number = hourNumber(zone, ms);
      expect([hourOfDay(number), weekdayOfHour(number)]).toEqual([hour, weekday]);
    }));
  });

  it('puts every instant between the beginning of its day or week and that of the next', () => {
    fc.assert(fc.property(zones, instants, fc.constantFrom('day' as const, 'week' as const), (zone, ms, unit) => {
      const number = unitOfHour(unit, hourNumber(zone, ms));
      const [start, next] = [startOfUnit(unit, zone, number), startOfUnit(unit, zone, number + 1)];
      expect(start <= ms && ms < next).toBe(true);
      expect(wallClockAt(zone, start)).toMatchObject({ hour: 0, minute: 0, ...(unit === 'week' ? { weekday: 1 } : {}) });
    }));
  });

  it('counts 23 and 25 hours on the days the clocks change, and the repeated hour once', () => {
    const day = (iso: string): number => unitOfHour('day', hourNumber('Europe/London', Date.parse(iso)));
    const length = (iso: string): number => (startOfUnit('day', 'Europe/London', day(iso) + 1) - startOfUnit('day', 'Europe/London', day(iso))) / 3_600_000;
    expect([length('2021-03-28T12:00:00Z'), length('2021-10-31T12:00:00Z'), length('2021-06-01T12:00:00Z')]).toEqual([23, 25, 24]);
    expect(hourNumber('Europe/London', Date.parse('2021-10-31T00:30:00Z'))).toBe(hourNumber('Europe/London', Date.parse('2021-10-31T01:30:00Z')));
  });
});

describe('a pattern in words', () => {
  it('says what it counts and by which clock', () => {
    const words = (pattern: Parameters<typeof patternOf>[0]): string => describePattern(patternOf(pattern), (ms) => new Date(ms).toISOString());
    expect(words({ counted: 'contacts', duty: ['off'], clock: { zone: 'Europe/London', weekdays: [2], hours: [15] } })).toBe('Contacts, off duty, Tuesday 15:00–15:59 Europe/London');
    expect(words({ counted: 'accesses', clock: { zone: 'Europe/London', weekdays: [], hours: [0, 1, 2, 3, 4, 5, 23] } })).toBe('System accesses, 23:00 to 06:00 Europe/London');
    expect(words({ counted: 'contacts', startsAfterMs: 14_400_000, senders: ['', 'Imogen Vale'] })).toBe('Contacts that begin a conversation after 4 h of silence, from nobody named or Imogen Vale');
    expect(words({ counted: 'contacts', spread: { zone: 'UTC', unit: 'hour', within: false } })).toBe('Contacts, can be in more than one hour (UTC)');
    expect(words({ counted: 'accesses', wholly: { fromMs: 0, untilMs: null } })).toBe('System accesses, from 1970-01-01T00:00:00.000Z');
  });
});
