/** When a calendar entry begins and ends, each time it happens. */
import type ICAL from 'ical.js';
import { readWallClock } from '../../../../shared/domain/zone.ts';
import { rawValue, readTime, timesOf, type CalendarTime } from './ics-properties.ts';
import { daysOf, readRule } from './recurrence.ts';
import { wallClockIn, type CalendarZone } from './ics-zones.ts';
import { daySeconds, wallSeconds, type WallSeconds } from './wall-seconds.ts';

/** Occurrences of one entry that are read. */
export const mostOccurrences = 2_000;

export interface Occurrences {
  readonly starts: readonly WallSeconds[];
  /** True when there are more than were read. */
  readonly cut: boolean;
  readonly remarks: readonly string[];
  readonly repeats: boolean;
}

/** A time of a rule (UNTIL, EXDATE, RDATE) on the clock of the entry it belongs to. */
function onClockOf(zone: CalendarZone | null, time: CalendarTime): WallSeconds {
  if (time.zoneId !== 'UTC' || zone === null) return wallSeconds(time.clock);
  const instant = readWallClock(time.clock, 'UTC');
  return instant.kind === 'exact' ? wallSeconds(wallClockIn(zone, instant.ms)) : wallSeconds(time.clock);
}

function untilOf(rule: string, zone: CalendarZone | null): { readonly seconds: WallSeconds; readonly dateOnly: boolean } | null {
  const match = /(?:^|;)UNTIL=(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z)?)?(?=;|$)/i.exec(rule);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, utc] = match;
  const time = readTime(`${year}-${month}-${day}${hour === undefined ? '' : `T${hour}:${minute}:${second}${utc ?? ''}`}`, null);
  return time === null ? null : { seconds: onClockOf(zone, time), dateOnly: time.dateOnly };
}

function byRules(rules: readonly string[], start: WallSeconds, zone: CalendarZone | null): { readonly found: WallSeconds[]; readonly cut: boolean; readonly unread: readonly string[] } {
  const startDay = Math.floor(start / daySeconds);
  const clock = start - startDay * daySeconds;
  const found: WallSeconds[] = [];
  const unread: string[] = [];
  let cut = false;
  for (const line of rules.slice(0, 10)) {
    const value = line.replace(/^RRULE[^:]*:/i, '').trim();
    const rule = readRule(value);
    const until = untilOf(value, zone);
    if (rule === null || (/UNTIL=/i.test(value) && until === null)) { unread.push(value.slice(0, 200)); continue; }
    const past = (day: number): boolean => until !== null && (until.dateOnly ? day > Math.floor(until.seconds / daySeconds) : day * daySeconds + clock > until.seconds);
    const read = daysOf(rule, startDay, mostOccurrences, past);
    cut ||= read.cut;
    found.push(...read.days.map((day) => day * daySeconds + clock));
  }
  return { found, cut, unread };
}

/** Every start of an entry, in order: its own, those its rule gives, those added (RDATE), without those taken out (EXDATE). */
export function occurrencesOf(component: ICAL.Component, lines: readonly string[], start: CalendarTime, zone: CalendarZone | null): Occurrences {
  const first = wallSeconds(start.clock);
  const rules = lines.filter((line) => /^RRULE[;:]/i.test(line));
  const added = component.getAllProperties('rdate').flatMap(timesOf);
  const removed = component.getAllProperties('exdate').flatMap(timesOf);
  const repeats = rules.length + added.length + removed.length > 0;
  if (!repeats) return { starts: [first], cut: false, remarks: [], repeats };
  const { found, cut, unread } = byRules(rules, first, zone);
  const extra = added.filter((time) => time !== null && time.dateOnly === start.dateOnly) as CalendarTime[];
  const out = new Set(removed.filter((time) => time !== null && !time.dateOnly).map((time) => onClockOf(zone, time as CalendarTime)));
  const outDays = new Set(removed.filter((time) => time !== null && time.dateOnly).map((time) => Math.floor(wallSeconds((time as CalendarTime).clock) / daySeconds)));
  const all = [...new Set([first, ...found, ...extra.map((time) => onClockOf(zone, time))])].sort((a, b) => a - b)
    .filter((seconds) => !out.has(seconds) && !outDays.has(Math.floor(seconds / daySeconds)));
  const unreadTimes = added.length - extra.length + removed.filter((time) => time === null).length;
  return {
    starts: all.slice(0, mostOccurrences), cut: cut || all.length > mostOccurrences, repeats,
    remarks: [
      ...unread.map((rule) => `The entry repeats by a rule this program does not follow (“${rule}”): only the dates written out are here.`),
      ...(unreadTimes > 0 ? [`${unreadTimes} of the dates added to or taken out of the repetition could not be read.`] : []),
    ],
  };
}

/** How an entry's end follows from its start: on the wall clock, or by elapsed time. */
export interface Length { readonly wallSeconds: number; readonly elapsedSeconds: number; readonly dateOnly: boolean }

/**
 * The length of an entry; null when it states no end. An end on another clock than the start's is
 * elapsed time, so `elapsed` gives the two instants' distance in seconds (null when it cannot).
 */
export function lengthOf(component: ICAL.Component, start: CalendarTime, elapsed: (end: CalendarTime) => number | null): Length | null {
  const property = component.getFirstProperty('dtend');
  const end = property === null ? null : timesOf(property)[0] ?? null;
  if (end !== null) {
    if (end.zoneId === start.zoneId && end.dateOnly === start.dateOnly) return { wallSeconds: wallSeconds(end.clock) - wallSeconds(start.clock), elapsedSeconds: 0, dateOnly: end.dateOnly };
    const seconds = elapsed(end);
    return seconds === null ? null : { wallSeconds: 0, elapsedSeconds: seconds, dateOnly: false };
  }
  if (property !== null) return null;
  const written = rawValue(component, 'duration');
  const match = typeof written === 'string' ? /^([+-])?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?$/.exec(written) : null;
  if (match !== null) {
    const sign = match[1] === '-' ? -1 : 1;
    const [weeks, days, hours, minutes, seconds] = [2, 3, 4, 5, 6].map((group) => Number(match[group] ?? 0)) as [number, number, number, number, number];
    return { wallSeconds: sign * (weeks * 7 + days) * daySeconds, elapsedSeconds: sign * ((hours * 60 + minutes) * 60 + seconds), dateOnly: start.dateOnly };
  }
  if (written !== null) return null;
  return start.dateOnly ? { wallSeconds: daySeconds, elapsedSeconds: 0, dateOnly: true } : null;
}
