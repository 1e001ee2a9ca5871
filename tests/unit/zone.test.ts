import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { clockChangesBetween, isKnownZone, isRealWallClock, offsetAt, readWallClock, startOfDay, wallClockAt, zoneAbbreviation } from '../../shared/domain/zone.ts';

const at = (year: number, month: number, day: number, hour: number, minute: number, second = 0) => ({ year, month, day, hour, minute, second, millisecond: 0 });
const zones = ['Europe/London', 'UTC', '+01:00', '-03:30', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Africa/Casablanca'] as const;

describe('a wall-clock time in a zone', () => {
  it('is one instant on an ordinary day', () => {
    expect(readWallClock(at(2021, 9, 28, 15, 24, 10), 'Europe/London')).toEqual({ kind: 'exact', ms: Date.parse('2021-09-28T14:24:10Z') });
    expect(readWallClock(at(2021, 12, 10, 20, 14), 'Europe/London')).toEqual({ kind: 'exact', ms: Date.parse('2021-12-10T20:14:00Z') });
  });

  // Dates of the changes in the United Kingdom: domain reference, section 10 (IANA data 2025b).
  it.each([['2015-03-29', '2015-10-25'], ['2019-03-31', '2019-10-27'], ['2021-03-28', '2021-10-31'], ['2024-03-31', '2024-10-27'], ['2026-03-29', '2026-10-25'], ['2034-03-26', '2034-10-29']])(
    'does not exist in the hour lost on %s, and is two in the hour gained on %s', (spring, autumn) => {
      const [springYear = 0, springMonth = 0, springDay = 0] = spring.split('-').map(Number);
      const [autumnYear = 0, autumnMonth = 0, autumnDay = 0] = autumn.split('-').map(Number);
      expect(readWallClock(at(springYear, springMonth, springDay, 1, 30), 'Europe/London')).toEqual({ kind: 'impossible' });
      expect(readWallClock(at(autumnYear, autumnMonth, autumnDay, 1, 30), 'Europe/London')).toEqual({
        kind: 'repeated', earlierMs: Date.parse(`${autumn}T00:30:00Z`), laterMs: Date.parse(`${autumn}T01:30:00Z`),
      });
      expect(readWallClock(at(autumnYear, autumnMonth, autumnDay, 0, 59, 59), 'Europe/London').kind).toBe('exact');
      expect(readWallClock(at(autumnYear, autumnMonth, autumnDay, 2, 0), 'Europe/London').kind).toBe('exact');
    },
  );

  it('agrees with Temporal for any time between 1980 and 2090 in zones of every kind', () => {
    const clock = fc.record({ year: fc.integer({ min: 1980, max: 2089 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }), hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }), second: fc.integer({ min: 0, max: 59 }), millisecond: fc.constant(0) });
    fc.assert(fc.property(clock, fc.constantFrom(...zones), (wall, zone) => {
      const plain = Temporal.PlainDateTime.from(wall);
      const earlier = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
      const later = plain.toZonedDateTime(zone, { disambiguation: 'later' });
      const reading = readWallClock(wall, zone);
      if (earlier.epochMilliseconds === later.epochMilliseconds) expect(reading).toEqual({ kind: 'exact', ms: earlier.epochMilliseconds });
      else if (earlier.toPlainDateTime().equals(plain)) expect(reading).toEqual({ kind: 'repeated', earlierMs: earlier.epochMilliseconds, laterMs: later.epochMilliseconds });
      else expect(reading).toEqual({ kind: 'impossible' });
    }), { numRuns: 3000 });
  });

  it('comes back from the instant it stands for', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.constantFrom(...zones), (ms, zone) => {
      const whole = Math.floor(ms / 1000) * 1000;
      const reading = readWallClock(wallClockAt(zone, whole), zone);
      expect(reading.kind === 'exact' ? [reading.ms] : reading.kind === 'repeated' ? [reading.earlierMs, reading.laterMs] : []).toContain(whole);
    }));
  });
});

describe('a calendar', () => {
  it('knows what is not a date', () => {
    for (const clock of [at(2021, 2, 29, 0, 0), at(2021, 13, 1, 0, 0), at(2021, 6, 31, 0, 0), at(2021, 1, 0, 0, 0), at(2021, 1, 1, 24, 0), at(2021, 1, 1, 0, 60)]) expect(isRealWallClock(clock)).toBe(false);
    expect(isRealWallClock(at(2024, 2, 29, 23, 59, 59))).toBe(true);
  });

  it('begins a day at its first instant, also when the clocks change in it', () => {
    expect(startOfDay('Europe/London', Date.parse('2021-10-31T12:00:00Z'))).toBe(Date.parse('2021-10-30T23:00:00Z'));
    expect(startOfDay('Europe/London', Date.parse('2021-03-28T12:00:00Z'))).toBe(Date.parse('2021-03-28T00:00:00Z'));
  });

  it('names the changes of the clocks in a span', () => {
    expect(clockChangesBetween('Europe/London', Date.parse('2021-09-28T00:00:00Z'), Date.parse('2021-12-10T00:00:00Z'))).toEqual([{ atMs: Date.parse('2021-10-31T01:00:00Z'), changeMinutes: -60 }]);
    expect(clockChangesBetween('UTC', 0, 4e12)).toEqual([]);
  });
});

describe('a zone', () => {
  it('is named as people name it', () => {
    expect([zoneAbbreviation('Europe/London', Date.parse('2021-09-28T00:00:00Z')), zoneAbbreviation('Europe/London', Date.parse('2021-12-28T00:00:00Z'))]).toEqual(['BST', 'GMT']);
    expect([zoneAbbreviation('UTC', 0), zoneAbbreviation('+05:30', 0), zoneAbbreviation('America/New_York', Date.parse('2021-07-01T00:00:00Z'))]).toEqual(['UTC', 'UTC+05:30', 'UTC-04:00']);
  });

  it('that nobody knows is not taken', () => {
    expect([isKnownZone('Europe/London'), isKnownZone('+01:00'), isKnownZone('Mars/Olympus'), isKnownZone('')]).toEqual([true, true, false, false]);
    expect(() => offsetAt('Mars/Olympus', 0)).toThrow(RangeError);
  });
});
