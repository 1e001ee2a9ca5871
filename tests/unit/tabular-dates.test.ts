import { describe, expect, it } from 'vitest';
import { DateColumnStudy, dateQuestions, readHeadingStatement } from '../../electron/engine/importers/table/date-format.ts';
import { meaningOfHeading, nameColumns } from '../../electron/engine/importers/table/headings.ts';
import { inOrder, readWrittenTime } from '../../electron/engine/importers/time/written-time.ts';

const study = (...written: string[]) => {
  const column = new DateColumnStudy(readHeadingStatement(''));
  written.forEach((text, index) => column.add(index + 2, text, false));
  return column.verdict();
};

describe('reading a written date and time', () => {
  it.each([
    ['2021-09-28T15:24:10Z', { year: 2021, month: 9, day: 28 }, [15, 24, 10, null], '+00:00'],
    ['2021-09-28 15:24:10.1234+01:00', { year: 2021, month: 9, day: 28 }, [15, 24, 10, 123], '+01:00'],
    ['2021/09/28 15:24', { year: 2021, month: 9, day: 28 }, [15, 24, null, null], null],
    ['28 Sep 2021 15:24:10 BST', { year: 2021, month: 9, day: 28 }, [15, 24, 10, null], '+01:00'],
    ['Tue 28 September 2021 at 15.24', { year: 2021, month: 9, day: 28 }, [15, 24, null, null], null],
    ['28-SEP-21 03.24.10 PM', { year: 2021, month: 9, day: 28 }, [15, 24, 10, null], null],
    ['28SEP2021 1524', { year: 2021, month: 9, day: 28 }, [15, 24, null, null], null],
    ['September 28, 2021 12:05 am', { year: 2021, month: 9, day: 28 }, [0, 5, null, null], null],
    ['20210928152410', { year: 2021, month: 9, day: 28 }, [15, 24, 10, null], null],
    ['2023-05-02 16:12:10 Europe/London', { year: 2023, month: 5, day: 2 }, [16, 12, 10, null], 'Europe/London'],
    ['2023-05-02 16:12:10+00:00', { year: 2023, month: 5, day: 2 }, [16, 12, 10, null], '+00:00'],
  ])('%s', (written, date, clock, offset) => {
    const reading = readWrittenTime(written);
    expect(reading?.date).toEqual({ kind: 'settled', ...date });
    expect([reading?.clock?.hour, reading?.clock?.minute, reading?.clock?.second, reading?.clock?.millisecond]).toEqual(clock);
    expect(reading?.offset).toBe(offset);
  });

  it('leaves the order of three numbers open', () => {
    expect(readWrittenTime('28/09/2021 15:24:10(UTC+1)')).toMatchObject({ date: { kind: 'numbers', first: 28, second: 9, third: 2021 }, offset: '+01:00' });
    expect(readWrittenTime('01.02.21')).toMatchObject({ date: { kind: 'numbers', yearDigits: 2 }, clock: null });
    expect(inOrder({ kind: 'numbers', first: 1, second: 2, third: 21, yearDigits: 2 }, 'dmy')).toEqual({ year: 2021, month: 2, day: 1 });
    expect(inOrder({ kind: 'numbers', first: 28, second: 9, third: 2021, yearDigits: 4 }, 'mdy')).toBeNull();
  });

  it('reads counts since 1970 only when they are plausible', () => {
    expect(readWrittenTime('1632839050')).toMatchObject({ date: { kind: 'epoch', ms: 1_632_839_050_000, unit: 'seconds' }, offset: 'UTC' });
    expect(readWrittenTime('1632839050123')).toMatchObject({ date: { ms: 1_632_839_050_123 } });
    expect(readWrittenTime('0123456789')).toBeNull();
  });

  it('keeps the 24-hour value of a time that also says pm, and marks the contradiction', () => {
    expect(readWrittenTime('2021-09-28 13:37 p.m.')?.clock).toMatchObject({ hour: 13, contradictsItself: true });
  });

  it.each(['', 'unknown', '15:24', '2021-09-28 later', '28/09', 'PC 0417', '2021-09-28 10:00 PST'])('does not take “%s” for a date and time', (text) => {
    expect(readWrittenTime(text)).toBeNull();
  });
});

describe('deciding the order of a column', () => {
  it('is settled by one number above twelve, and names its row', () => {
    expect(study('01/02/2021', '28/09/2021')).toMatchObject({ order: 'dmy', orderEvidence: 'day/month/year: row 3 says “28/09/2021”' });
    expect(study('01/02/2021', '09/28/2021')).toMatchObject({ order: 'mdy' });
    expect(study('99/02/01')).toMatchObject({ order: 'ymd' });
  });
  it('is undecided without one, contradictory with two kinds, and not needed for ISO dates', () => {
    expect(study('01/02/2021', '03/04/2021').order).toBe('undecided');
    expect(study('28/09/2021', '09/28/2021').order).toBe('conflict');
    expect(study('2021-09-28', '1 Jan 2021').order).toBe('not-needed');
  });
  it('is taken from a heading that states pattern and zone', () => {
    const column = new DateColumnStudy(readHeadingStatement('Sent Date/Time - UTC+00:00 (dd/MM/yyyy)'));
    column.add(2, '01/02/2021 10:00:00', false);
    expect(column.verdict()).toMatchObject({ order: 'dmy', headingOffset: '+00:00' });
    expect(dateQuestions(column.verdict())).toEqual([]);
    expect(readHeadingStatement('Time (BST)').offset).toBeNull();
    expect(readHeadingStatement('Outcome').offset).toBeNull();
  });
});

describe('headings', () => {
  it.each([
    ['Date/Time', 'date-time'], ['TRANSACTION DATE', 'date-time'], ['Collar No.', 'collar'], ['Originator', 'reason'], ['VRM', 'search-terms'],
    ['Workstation', 'terminal'], ['Nominal', 'record-reference'], ['Occurrence', 'record-reference'], ['Operator', 'user-id'], ['Hits', 'result'], ['Requested by', 'requested-by'],
    ['Reason Code', 'reason-code'], ['Access Time (UTC)', 'date-time'], ['Favourite colour', null],
  ])('“%s” suggests %s', (heading, field) => expect(meaningOfHeading(heading)?.field ?? null).toBe(field));

  it('are never nameless and never alike', () => {
    expect(nameColumns(['\ufeffName', '', 'name', ' Ref '], 5)).toEqual(['Name', 'column 2', 'name (2)', 'Ref', 'column 5']);
  });
});
