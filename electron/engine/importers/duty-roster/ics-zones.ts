/**
 * The clocks of an iCalendar file: IANA names, and zones the file defines itself (VTIMEZONE).
 * A name that is neither is for a person to settle.
 */
import type ICAL from 'ical.js';
import type { TimeFlag } from '../../../../shared/domain/evidence-time.ts';
import { isKnownZone, isRealWallClock, offsetAt, type WallClock } from '../../../../shared/domain/zone.ts';
import { placeWallClock, type StatedZone, type TimeOutcome } from '../time/wall-clock-time.ts';
import { rawValue, timeOfProperty, type CalendarTime } from './ics-properties.ts';
import { calendarOf, dayOf, daysOf, readRule } from './recurrence.ts';
import { wallSeconds } from './wall-seconds.ts';

interface Change { readonly atMs: number; readonly offsetMs: number; readonly beforeMs: number }
/** A zone as the file defines it: its changes, in order. Never empty. */
export type DefinedZone = readonly Change[];

export type CalendarZone =
  | { readonly kind: 'named'; readonly stated: StatedZone; readonly check: DefinedZone | null; readonly remark: string | null }
  | { readonly kind: 'defined'; readonly id: string; readonly zone: DefinedZone };

/** Changes of one STANDARD or DAYLIGHT part that are followed. */
const mostChanges = 200;

const wallMs = (time: CalendarTime): number => wallSeconds(time.clock) * 1000;

/** `+01:00` or `+01:00:00`, as jCal writes an offset, in milliseconds. */
function offsetMs(value: unknown): number | null {
  const match = typeof value === 'string' ? /^([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(value) : null;
  if (match === null || Number(match[2]) > 15) return null;
  return (match[1] === '-' ? -1000 : 1000) * ((Number(match[2]) * 60 + Number(match[3])) * 60 + Number(match[4] ?? 0));
}

function changesOf(part: ICAL.Component): Change[] {
  const start = timeOfProperty(part, 'dtstart');
  const [before, after] = [offsetMs(rawValue(part, 'tzoffsetfrom')), offsetMs(rawValue(part, 'tzoffsetto'))];
  if (start === null || before === null || after === null) return [];
  const change = (ms: number): Change => ({ atMs: ms - before, offsetMs: after, beforeMs: before });
  const first = wallMs(start);
  const rule = part.getFirstProperty('rrule')?.toICALString().replace(/^RRULE[^:]*:/i, '') ?? null;
  const read = rule === null ? null : readRule(rule);
  if (rule === null || read === null) return [change(first)];
  const [, year, month, date] = /UNTIL=(\d{4})(\d{2})(\d{2})/i.exec(rule) ?? [];
  // UNTIL is in UTC there; a day more or less decides nothing, because changes are months apart.
  const last = year === undefined ? Infinity : dayOf(Number(year), Number(month), Number(date)) + 1;
  const firstDay = Math.floor(first / 86_400_000);
  // Outlook begins its rules in 1601, farther back than is followed.
  const old = start.clock.year < 1970 && read.frequency === 'YEARLY' && read.count === null;
  const startDay = old ? dayOf(1970, start.clock.month, start.clock.day) : firstDay;
  const { days } = daysOf(read, startDay, mostChanges, (day) => day > last);
  return days.slice(old ? 1 : 0).map((day) => change(first + (day - firstDay) * 86_400_000));
}

/** The zone a VTIMEZONE defines; null when it defines none. */
export function definedZone(component: ICAL.Component): DefinedZone | null {
  const changes = ['standard', 'daylight'].flatMap((name) => component.getAllSubcomponents(name)).slice(0, 200).flatMap(changesOf).sort((a, b) => a.atMs - b.atMs);
  return changes.length === 0 ? null : changes;
}

function definedOffset(zone: DefinedZone, ms: number): number {
  let offset = zone[0]?.beforeMs ?? 0;
  for (const change of zone) {
    if (change.atMs > ms) break;
    offset = change.offsetMs;
  }
  return offset;
}

/** Names Microsoft's programs give to zones; only the one of the United Kingdom is certain enough to read without a definition. */
const british = new Set(['gmt standard time', 'gmt daylight time']);

/** What a TZID means; null when nobody has said. */
export function zoneOfId(id: string, defined: ReadonlyMap<string, DefinedZone>): CalendarZone | null {
  const own = defined.get(id) ?? null;
  const named = /(?:^|\/)((?:[A-Z][A-Za-z_]+\/)+[A-Z][A-Za-z_+-]+)$/.exec(id)?.[1] ?? id;
  const shorter = named.split('/').slice(-2).join('/');
  const iana = [named, shorter].find((name) => (name.includes('/') || name === 'UTC') && isKnownZone(name));
  if (iana !== undefined) return { kind: 'named', stated: { zone: iana, basis: 'in-data', by: '' }, check: own, remark: iana === id ? null : `The zone “${id}” was read as ${iana}.` };
  if (own !== null) return { kind: 'defined', id, zone: own };
  if (british.has(id.toLowerCase())) return { kind: 'named', stated: { zone: 'Europe/London', basis: 'in-data', by: '' }, check: null, remark: `The zone “${id}” was read as Europe/London; the file does not define it.` };
  return null;
}

function offsetName(ms: number): string {
  const minutes = Math.abs(ms) / 60_000;
  return `${ms < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(Math.floor(minutes % 60)).padStart(2, '0')}`;
}

function placeDefined(clock: WallClock, precision: 'second' | 'day', zone: DefinedZone, id: string, written: string): TimeOutcome {
  if (!isRealWallClock(clock)) return { ok: false, code: 'impossible-date', reason: `“${written}” is not a date and time that exists in the calendar.` };
  const asIfUtc = dayOf(clock.year, clock.month, clock.day) * 86_400_000 + ((clock.hour * 60 + clock.minute) * 60 + clock.second) * 1000;
  const offsets = new Set([definedOffset(zone, asIfUtc - 86_400_000), definedOffset(zone, asIfUtc), definedOffset(zone, asIfUtc + 86_400_000)]);
  const instants = [...offsets].map((offset) => asIfUtc - offset).filter((ms) => ms + definedOffset(zone, ms) === asIfUtc).sort((a, b) => a - b);
  const [first] = instants;
  if (first === undefined) return { ok: false, code: 'impossible-time', reason: `“${written}” never happened in the zone “${id}” as the file defines it: the clocks went forward over it.` };
  const last = instants.at(-1) ?? first;
  const flags: TimeFlag[] = last === first ? [] : ['repeated-hour'];
  return {
    ok: true,
    time: {
      written, earliestMs: first, latestMs: last + (precision === 'day' ? 86_400_000 : 1000), precision,
      zone: offsetName(definedOffset(zone, first)), zoneBasis: 'in-data', zoneBasisBy: '', flags,
    },
  };
}

export type Placed = { readonly outcome: TimeOutcome; readonly remarks: readonly string[] };

/** Places a wall-clock time of a calendar. A zone named and also defined in the file is checked against its definition. */
export function placeIn(zone: CalendarZone, clock: WallClock, precision: 'second' | 'day', written: string): Placed {
  if (zone.kind === 'defined') return { outcome: placeDefined(clock, precision, zone.zone, zone.id, written), remarks: [`The zone “${zone.id}” was read as the file itself defines it.`] };
  const outcome = placeWallClock(clock, precision, zone.stated, written);
  const remarks = zone.remark === null ? [] : [zone.remark];
  if (!outcome.ok || outcome.time.earliestMs === null || zone.check === null) return { outcome, remarks };
  const own = definedOffset(zone.check, outcome.time.earliestMs);
  if (own === offsetAt(zone.stated.zone, outcome.time.earliestMs) || outcome.time.flags.includes('repeated-hour')) return { outcome, remarks };
  return {
    outcome: { ok: true, time: { ...outcome.time, flags: [...outcome.time.flags, 'contradicts-itself'] } },
    remarks: [...remarks, `The file's own definition of “${zone.stated.zone}” gives UTC${offsetName(own)} then; the true clock of that place was used.`],
  };
}

/** Shows an instant on the clock of a zone, as a day and the seconds within it. */
export function wallClockIn(zone: CalendarZone, ms: number): WallClock {
  const shifted = ms + (zone.kind === 'named' ? offsetAt(zone.stated.zone, ms) : definedOffset(zone.zone, ms));
  const day = Math.floor(shifted / 86_400_000);
  const rest = Math.floor((shifted - day * 86_400_000) / 1000);
  return { ...calendarOf(day), hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60, millisecond: 0 };
}
