/**
 * The days on which a repeating calendar entry falls. Written here because the calendar library
 * never returns for some rules and gives 2 March for 30 February. Only rules that repeat by day,
 * week, month or year are followed; any other is said not to have been.
 */

/** A calendar day as days since 1 January 1970. */
export type Day = number;

const dayMs = 86_400_000;
export const dayOf = (year: number, month: number, day: number): Day => Date.UTC(year + 400, month - 1, day) / dayMs - 146_097;
export function calendarOf(day: Day): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
/** 0 = Monday … 6 = Sunday; 1 January 1970 was a Thursday. */
const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7;
const daysInMonth = (year: number, month: number): number => dayOf(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayOf(year, month, 1);

export interface Rule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count: number | null;
  /** Monday is 0. */
  readonly weekStart: number;
  /** `ordinal` 0 = every such day; -1 = the last. */
  readonly byDay: readonly { readonly ordinal: number; readonly weekday: number }[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly bySetPosition: readonly number[];
}

const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const known = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS']);

function numbers(text: string | undefined, least: number, most: number): readonly number[] | null {
  if (text === undefined) return [];
  const list = text.split(',').map((part) => (/^[+-]?\d{1,3}$/.test(part) ? Number(part) : Number.NaN));
  return list.length <= 366 && list.every((value) => Number.isInteger(value) && value !== 0 && value >= least && value <= most) ? list : null;
}

function weekdays(text: string | undefined): Rule['byDay'] | null {
  if (text === undefined) return [];
  const list = text.split(',').map((part) => {
    const [, ordinal, name] = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(part) ?? [];
    return name === undefined ? null : { ordinal: Number(ordinal ?? 0), weekday: weekdayNames.indexOf(name) };
  });
  return list.length <= 100 && list.every((part) => part !== null) ? list : null;
}

/** Reads the value of an RRULE; null for one that is malformed or repeats in a way not followed here. `UNTIL` is read by the caller. */
export function readRule(value: string): Rule | null {
  const parts = new Map<string, string>();
  for (const part of value.toUpperCase().split(';')) {
    const [name = '', text = ''] = part.split('=', 2);
    if (!known.has(name) || parts.has(name)) return null;
    parts.set(name, text.trim());
  }
  const frequency = parts.get('FREQ');
  if (frequency !== 'DAILY' && frequency !== 'WEEKLY' && frequency !== 'MONTHLY' && frequency !== 'YEARLY') return null;
  const whole = (name: string): number | null => (/^\d{1,6}$/.test(parts.get(name) ?? '') ? Number(parts.get(name)) : null);
  const interval = parts.has('INTERVAL') ? whole('INTERVAL') : 1;
  const count = parts.has('COUNT') ? whole('COUNT') : null;
  const weekStart = weekdayNames.indexOf(parts.get('WKST') ?? 'MO');
  const byDay = weekdays(parts.get('BYDAY'));
  const byMonthDay = numbers(parts.get('BYMONTHDAY'), -31, 31);
  const byMonth = numbers(parts.get('BYMONTH'), 1, 12);
  const bySetPosition = numbers(parts.get('BYSETPOS'), -366, 366);
  if (interval === null || interval === 0 || count === 0 || (parts.has('COUNT') && count === null) || weekStart < 0) return null;
  if (byDay === null || byMonthDay === null || byMonth === null || bySetPosition === null) return null;
  const ordinals = byDay.some(({ ordinal }) => ordinal !== 0);
  if (ordinals && (frequency === 'DAILY' || frequency === 'WEEKLY')) return null;
  if (frequency === 'WEEKLY' && byMonthDay.length > 0) return null;
  return { frequency, interval, count, weekStart, byDay, byMonthDay, byMonth, bySetPosition };
}

function range(from: Day, length: number): Day[] {
  return Array.from({ length }, (_, index) => from + index);
}

/** Days of a span whose weekday fits; an ordinal counts within the span, from its end when negative. */
function byWeekday(span: readonly Day[], byDay: Rule['byDay']): Day[] {
  return byDay.flatMap(({ ordinal, weekday }) => {
    const fitting = span.filter((day) => weekdayOf(day) === weekday);
    if (ordinal === 0) return fitting;
    const one = ordinal > 0 ? fitting[ordinal - 1] : fitting.at(ordinal);
    return one === undefined ? [] : [one];
  });
}

function inMonth(rule: Rule, year: number, month: number, startDay: number): Day[] {
  const length = daysInMonth(year, month);
  const first = dayOf(year, month, 1);
  const days = range(first, length);
  const numbered = rule.byMonthDay.map((number) => (number > 0 ? number : length + number + 1)).filter((number) => number >= 1 && number <= length).map((number) => first + number - 1);
  if (rule.byMonthDay.length > 0) return rule.byDay.length === 0 ? numbered : numbered.filter((day) => byWeekday(days, rule.byDay).includes(day));
  if (rule.byDay.length > 0) return byWeekday(days, rule.byDay);
  return startDay <= length ? [first + startDay - 1] : [];
}

function inYear(rule: Rule, year: number, start: { readonly month: number; readonly day: number }): Day[] {
  if (rule.byMonth.length === 0 && rule.byMonthDay.length === 0 && rule.byDay.length > 0) {
    return byWeekday(range(dayOf(year, 1, 1), dayOf(year + 1, 1, 1) - dayOf(year, 1, 1)), rule.byDay);
  }
  const months = rule.byMonth.length > 0 ? rule.byMonth : rule.byMonthDay.length > 0 ? range(1, 12) : [start.month];
  return months.flatMap((month) => inMonth(rule, year, month, start.day));
}

/** The days of the period that is `index` intervals after the one holding the start, unsorted. */
function inPeriod(rule: Rule, startDay: Day, index: number): Day[] {
  const start = calendarOf(startDay);
  const steps = index * rule.interval;
  const monthFits = (day: Day): boolean => rule.byMonth.length === 0 || rule.byMonth.includes(calendarOf(day).month);
  switch (rule.frequency) {
    case 'DAILY': {
      const day = startDay + steps;
      const numbered = rule.byMonthDay.length === 0 || rule.byMonthDay.some((number) => {
        const { year, month, day: date } = calendarOf(day);
        return date === (number > 0 ? number : daysInMonth(year, month) + number + 1);
      });
      return monthFits(day) && numbered && (rule.byDay.length === 0 || byWeekday([day], rule.byDay).length > 0) ? [day] : [];
    }
    case 'WEEKLY': {
      const monday = startDay - ((weekdayOf(startDay) - rule.weekStart + 7) % 7) + steps * 7;
      const days = rule.byDay.length === 0 ? [startDay + steps * 7] : byWeekday(range(monday, 7), rule.byDay);
      return days.filter(monthFits);
    }
    case 'MONTHLY': {
      const months = start.year * 12 + start.month - 1 + steps;
      const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
      return rule.byMonth.length > 0 && !rule.byMonth.includes(month) ? [] : inMonth(rule, year, month, start.day);
    }
    case 'YEARLY': return inYear(rule, start.year + steps, start);
  }
}

/** Nothing repeats for longer than this: a rule that matches no day must end too. */
const longestDays = 366 * 100;
const mostPeriods = 40_000;

/**
 * The days of a rule after its start, in order, at most `limit`; the start itself is always the first.
 * `isPast` says that a day lies beyond the rule's UNTIL. `cut` is true when the limit ended it.
 */
export function daysOf(rule: Rule, startDay: Day, limit: number, isPast: (day: Day) => boolean): { readonly days: readonly Day[]; readonly cut: boolean } {
  const days: Day[] = [startDay];
  const most = Math.min(limit, rule.count ?? limit);
  for (let index = 0; index < mostPeriods && days.length < most; index += 1) {
    const sorted = [...new Set(inPeriod(rule, startDay, index))].sort((a, b) => a - b);
    const chosen = rule.bySetPosition.length === 0 ? sorted
      : sorted.filter((_, position) => rule.bySetPosition.includes(position + 1) || rule.bySetPosition.includes(position - sorted.length));
    for (const day of chosen) {
      if (day <= startDay) continue;
      if (isPast(day)) return { days, cut: false };
      if (days.length < most) days.push(day);
    }
    const reached = rule.frequency === 'DAILY' ? 1 : rule.frequency === 'WEEKLY' ? 7 : rule.frequency === 'MONTHLY' ? 28 : 365;
    if ((index + 1) * rule.interval * reached > longestDays) break;
  }
  return { days, cut: days.length >= limit && (rule.count === null || rule.count > limit) };
}
