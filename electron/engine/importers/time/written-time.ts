/**
 * Reads the characters of a date and time without deciding what they leave open: which number is
 * the day, and on which clock. Those are decided for the whole column, or by a person.
 */
import type { DateOrder } from '../../../../shared/domain/audit-row.ts';
import { isKnownZone } from '../../../../shared/domain/zone.ts';

export type WrittenDate =
  /** The order is plain: a four-digit year first, or the month in letters. */
  | { readonly kind: 'settled'; readonly year: number; readonly month: number; readonly day: number }
  /** Three numbers, the year not first (or all of two digits): the order has to be known. */
  | { readonly kind: 'numbers'; readonly first: number; readonly second: number; readonly third: number; readonly yearDigits: 2 | 4 }
  /** A count since 1970, which is in UTC by definition. */
  | { readonly kind: 'epoch'; readonly ms: number; readonly unit: 'seconds' | 'milliseconds' | 'microseconds' };

export interface WrittenClock {
  readonly hour: number;
  readonly minute: number;
  /** Null when the source does not state it. */
  readonly second: number | null;
  readonly millisecond: number | null;
  /** `13:37 pm` states two things; the 24-hour value is kept. */
  readonly contradictsItself: boolean;
}

export interface WrittenTime {
  readonly date: WrittenDate;
  /** Null = a date alone. */
  readonly clock: WrittenClock | null;
  /** Offset stated beside the time, as `+01:00`, or the zone's name, as `Europe/London`; null when neither is. */
  readonly offset: string | null;
  /** True when the offset was written as BST, which only holds in summer. */
  readonly saysBritishSummer: boolean;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;
const monthNames = 'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const monthNumber = (name: string): number => months.findIndex((month) => name.toLowerCase().startsWith(month)) + 1;
/** Two-digit years: 70 to 99 are of the twentieth century, 00 to 69 of this one (the usual POSIX rule). */
const fullYear = (year: number, digits: number): number => (digits > 2 ? year : year >= 70 ? 1900 + year : 2000 + year);

const weekday = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+/i;
const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const numbers = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/;
const dayMonthName = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[-/. ]*(${monthNames})\\.?,?[-/. ]*(\\d{4}|\\d{2})(?!\\d)`, 'i');
const monthNameDay = new RegExp(`^(${monthNames})\\.?[-/. ]+(\\d{1,2})(?:st|nd|rd|th)?,?[-/. ]+(\\d{4})(?!\\d)`, 'i');
const yearMonthName = new RegExp(`^(\\d{4})[-/. ](${monthNames})[-/. ](\\d{1,2})(?!\\d)`, 'i');
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?!\d)/;
const clockPattern = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(?:([ap])\.?\s?m\.?)?(?:\s*h(?:ou)?rs?)?/i;
const bareClock = /^(\d{2})(\d{2})(\d{2})?\s*(?:h(?:ou)?rs?)?(?=$|\s|[Z+-])/i;
const zonePattern = /^\s*\(?(?:(Z|UTC|GMT)?\s?([+-])(\d{1,2})(?::?(\d{2}))?|(Z|UTC|GMT)|(BST))\)?\s*$/i;
const epochUnits: Readonly<Record<number, readonly ['seconds' | 'milliseconds' | 'microseconds', number]>> = {
  10: ['seconds', 1000], 13: ['milliseconds', 1], 16: ['microseconds', 0.001],
};
/** 1 January 2000 to 18 May 2033: outside it a bare number is not taken for a count since 1970. */
const plausibleEpochMs: readonly [number, number] = [946_684_800_000, 2_000_000_000_000];

function readDate(text: string): { readonly date: WrittenDate; readonly rest: string } | null {
  const settled = (year: number, month: number, day: number, length: number) =>
    ({ date: { kind: 'settled', year, month, day } as const, rest: text.slice(length) });
  let match = yearFirst.exec(text);
  if (match !== null) return settled(Number(match[1]), Number(match[3]), Number(match[4]), match[0].length);
  match = numbers.exec(text);
  if (match !== null) {
    const yearDigits = match[4]?.length === 4 ? 4 : 2;
    return { date: { kind: 'numbers', first: Number(match[1]), second: Number(match[3]), third: Number(match[4]), yearDigits }, rest: text.slice(match[0].length) };
  }
  match = dayMonthName.exec(text);
  if (match !== null) return settled(fullYear(Number(match[3]), match[3]?.length ?? 4), monthNumber(match[2] ?? ''), Number(match[1]), match[0].length);
  match = monthNameDay.exec(text);
  if (match !== null) return settled(Number(match[3]), monthNumber(match[1] ?? ''), Number(match[2]), match[0].length);
  match = yearMonthName.exec(text);
  if (match !== null) return settled(Number(match[1]), monthNumber(match[2] ?? ''), Number(match[3]), match[0].length);
  match = compact.exec(text);
  if (match === null) return null;
  const clock = match[4] === undefined ? '' : `${match[4]}:${match[5]}${match[6] === undefined ? '' : `:${match[6]}`}`;
  return { date: { kind: 'settled', year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) }, rest: `${clock}${text.slice(match[0].length)}` };
}

function readClock(text: string): { readonly clock: WrittenClock; readonly rest: string } | null {
  const match = clockPattern.exec(text) ?? bareClock.exec(text);
  if (match === null) return null;
  const [, hours, minutes, seconds, fraction, half] = match;
  let hour = Number(hours);
  const contradictsItself = half !== undefined && (hour > 12 || (hour === 0 && half.toLowerCase() === 'p'));
  if (half !== undefined && !contradictsItself) hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return {
    clock: {
      hour, minute: Number(minutes), second: seconds === undefined ? null : Number(seconds),
      millisecond: fraction === undefined ? null : Number(fraction.padEnd(3, '0').slice(0, 3)), contradictsItself,
    },
    rest: text.slice(match[0].length),
  };
}

function readZone(text: string): { readonly offset: string | null; readonly saysBritishSummer: boolean } | null {
  if (text.trim() === '') return { offset: null, saysBritishSummer: false };
  const named = /^\s*([A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_+-]+){1,2})\s*$/.exec(text)?.[1];
  if (named !== undefined) return isKnownZone(named) ? { offset: named, saysBritishSummer: false } : null;
  const match = zonePattern.exec(text);
  if (match === null) return null;
  const [, , sign, hours, minutes, , summer] = match;
  if (summer !== undefined) return { offset: '+01:00', saysBritishSummer: true };
  if (sign === undefined) return { offset: '+00:00', saysBritishSummer: false };
  if (Number(hours) > 14 || Number(minutes ?? 0) > 59) return null;
  return { offset: `${sign}${(hours ?? '').padStart(2, '0')}:${minutes ?? '00'}`, saysBritishSummer: false };
}

function readEpoch(text: string): WrittenTime | null {
  const unit = epochUnits[text.length];
  if (unit === undefined || !/^\d+$/.test(text)) return null;
  const ms = Math.floor(Number(text) * unit[1]);
  if (ms < plausibleEpochMs[0] || ms >= plausibleEpochMs[1]) return null;
  return { date: { kind: 'epoch', ms, unit: unit[0] }, clock: null, offset: 'UTC', saysBritishSummer: false };
}

/** Reads a written date and time; null when the characters are not one. */
export function readWrittenTime(written: string): WrittenTime | null {
  const text = written.replace(/[\u200e\u200f\ufeff]/g, '').replace(/[\u00a0\u202f]/g, ' ').trim().replace(weekday, '');
  const epoch = readEpoch(text);
  if (epoch !== null) return epoch;
  const dated = readDate(text);
  if (dated === null) return null;
  if (dated.rest.trim() === '') return { date: dated.date, clock: null, offset: null, saysBritishSummer: false };
  const timed = readClock(dated.rest.replace(/^(?:T|[\s,]+(?:at\s+|-\s+)?|\s*-\s+)/i, ''));
  const zone = timed === null ? null : readZone(timed.rest);
  return timed === null || zone === null ? null : { date: dated.date, clock: timed.clock, ...zone };
}

/** Day, month and year under an order; null when the order gives a month above 12 or a day above 31. */
export function inOrder(date: Extract<WrittenDate, { kind: 'numbers' }>, order: DateOrder): { readonly year: number; readonly month: number; readonly day: number } | null {
  const { first, second, third, yearDigits } = date;
  if (order === 'ymd' && yearDigits === 4) return null;
  const [year, month, day] = order === 'dmy' ? [third, second, first] : order === 'mdy' ? [third, first, second] : [first, second, third];
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return { year: fullYear(year, yearDigits), month, day };
}
