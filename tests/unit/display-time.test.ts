import { describe, expect, it } from 'vitest';
import { formatDuration, formatGap, formatInstant, formatItemClock, formatItemInstant, formatUtc, gapBetween, timesShownIn } from '../../shared/domain/display-time.ts';
import { undated, type EvidenceTime, type Precision } from '../../shared/domain/evidence-time.ts';

function time(iso: string, precision: Precision, lengthMs: number): EvidenceTime {
  const earliestMs = Date.parse(iso);
  return { written: '', earliestMs, latestMs: earliestMs + lengthMs, precision, zone: 'Europe/London', zoneBasis: 'assumed', zoneBasisBy: '', flags: [] };
}
const toTheSecond = (iso: string): EvidenceTime => time(iso, 'second', 1000);
const toTheMinute = (iso: string): EvidenceTime => time(iso, 'minute', 60_000);

describe('times for the panel', () => {
  it('carry weekday, day first, 24-hour clock and zone', () => {
    expect(formatInstant(Date.parse('2021-09-28T14:24:10Z'), 'Europe/London')).toBe('Tue 28/09/2021 15:24:10 BST');
    expect(formatInstant(Date.parse('2021-12-10T20:14:00Z'), 'Europe/London')).toBe('Fri 10/12/2021 20:14:00 GMT');
  });

  it('are said to be UK local time where they are, for nobody on a panel knows zones by their names in a database', () => {
    expect(timesShownIn('Europe/London')).toBe('Times are UK local time (Europe/London): BST in summer, GMT in winter.');
    expect(timesShownIn('UTC')).toBe('Times are shown in UTC.');
  });

  it('are never more precise than their source', () => {
    expect(formatItemClock(toTheMinute('2021-09-28T14:31:00Z'), 'Europe/London')).toBe('15:31');
    expect(formatItemClock(toTheSecond('2021-09-28T14:31:05Z'), 'Europe/London')).toBe('15:31:05');
    expect(formatItemClock(undated('yesterday'), 'Europe/London')).toBe('no time');
    expect(formatUtc(Date.parse('2021-09-28T14:24:10Z'))).toBe('2021-09-28T14:24:10Z');
  });

  it('are no more precise in one line with their day and zone', () => {
    expect(formatItemInstant(toTheSecond('2021-09-28T14:31:05Z'), 'Europe/London')).toBe('Tue 28/09/2021 15:31:05 BST');
    expect(formatItemInstant(toTheMinute('2021-09-28T14:31:00Z'), 'Europe/London')).toBe('Tue 28/09/2021 15:31 BST');
    expect(formatItemInstant(time('2021-12-10T00:00:00Z', 'day', 86_400_000), 'Europe/London')).toBe('Fri 10/12/2021 GMT, some time that day');
    expect(formatItemInstant(time('2021-12-10T20:14:00Z', 'range', 3_600_000), 'Europe/London')).toBe('Fri 10/12/2021 20:14 GMT or later');
    expect(formatItemInstant(undated('yesterday'), 'Europe/London')).toBe('');
  });
});

describe('a gap', () => {
  it('between a second and a minute is a range: 15:24:10 to 15:31 is 6 min 50 s to 7 min 49 s', () => {
    const gap = gapBetween(toTheSecond('2021-09-28T14:24:10Z'), toTheMinute('2021-09-28T14:31:00Z'));
    expect(gap).toEqual({ shortestMs: 410_000, longestMs: 469_000 });
    expect(formatGap(gap ?? { shortestMs: 0, longestMs: 0 })).toBe('6 min 50 s – 7 min 49 s');
  });

  it('between two seconds is one length', () => {
    const gap = gapBetween(toTheSecond('2021-09-28T14:24:10Z'), toTheSecond('2021-12-10T20:14:00Z'));
    expect(gap === null ? '' : formatGap(gap)).toBe('73 d 5 h');
  });

  it('with an undated item is none', () => {
    expect(gapBetween(undated(), toTheSecond('2021-09-28T14:24:10Z'))).toBeNull();
  });

  it('is told in its two largest units', () => {
    expect([0, 999, 48_000, 1_289_000, 3_600_000, 90_061_000].map(formatDuration)).toEqual(['0 s', '1 s', '48 s', '21 min 29 s', '1 h', '1 d 1 h']);
  });
});
