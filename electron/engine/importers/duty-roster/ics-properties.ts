/** The properties of one calendar component: their values through ical.js, their own characters beside them. */
import ICAL from 'ical.js';
import { isRealWallClock, type WallClock } from '../../../../shared/domain/zone.ts';

export interface CalendarTime {
  readonly clock: WallClock;
  readonly dateOnly: boolean;
  /** `UTC`, a TZID, or null for a time of no stated zone. */
  readonly zoneId: string | null;
}

/** Reads the text of one component. Null when ical.js cannot: `why` says what it met. */
export function parseComponent(text: string): { readonly component: ICAL.Component; readonly why: null } | { readonly component: null; readonly why: string } {
  try {
    const calendar = new ICAL.Component(ICAL.parse(`BEGIN:VCALENDAR\r\n${text}\r\nEND:VCALENDAR`) as unknown[]);
    const [component] = calendar.getAllSubcomponents();
    return component === undefined ? { component: null, why: 'it is empty' } : { component, why: null };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { component: null, why: error.message.slice(0, 200) };
  }
}

/** Lines of the component itself, put together where they were folded; those of components inside it left out. */
export function ownLines(text: string): readonly string[] {
  const own: string[] = [];
  let depth = 0;
  for (const line of text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)) {
    if (/^BEGIN:/i.test(line)) depth += 1;
    else if (/^END:/i.test(line)) depth -= 1;
    else if (depth === 1) own.push(line);
  }
  return own;
}

/** The first line of a property as it is written, at most 300 characters; '' when there is none. */
export function writtenLine(lines: readonly string[], name: string): string {
  return (lines.find((line) => line.slice(0, name.length).toUpperCase() === name && /[;:]/.test(line.charAt(name.length))) ?? '').slice(0, 300);
}

const isoTime = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}):(\d{2})(Z)?)?$/;

/** A date or date-time as jCal writes it; null for anything else, and for a date that does not exist. */
export function readTime(value: unknown, tzid: string | null): CalendarTime | null {
  const match = typeof value === 'string' ? isoTime.exec(value) : null;
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((group) => Number(match[group] ?? 0)) as [number, number, number, number, number, number];
  const dateOnly = match[4] === undefined;
  const clock = { year, month, day, hour, minute, second, millisecond: 0 };
  // 30 February is no date; carried over into March it would be another one.
  if (!isRealWallClock(clock)) return null;
  return { clock, dateOnly, zoneId: match[7] === 'Z' ? 'UTC' : dateOnly ? null : tzid };
}

const parameter = (property: ICAL.Property, name: string): string | null => {
  const value = property.getParameter(name);
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === '' ? null : first;
};

/** Every time a property holds; unreadable ones are null. A period counts by its beginning. */
export function timesOf(property: ICAL.Property): readonly (CalendarTime | null)[] {
  const tzid = parameter(property, 'tzid');
  return (property.jCal as readonly unknown[]).slice(3, 5_003).map((value) => readTime(Array.isArray(value) ? value[0] : value, tzid));
}

export function timeOfProperty(component: ICAL.Component, name: string): CalendarTime | null {
  const property = component.getFirstProperty(name);
  return property === null ? null : timesOf(property)[0] ?? null;
}

/** The first value of a property as jCal holds it, not yet given a meaning; null when there is none. */
export function rawValue(component: ICAL.Component, name: string): unknown {
  return (component.getFirstProperty(name)?.jCal as readonly unknown[] | undefined)?.[3] ?? null;
}

/** A property's values as one text, as they stand in jCal when ical.js cannot give them a meaning. */
export function textOf(property: ICAL.Property): string {
  try {
    return property.getValues().map((value) => (typeof value === 'string' ? value : String(value))).join(', ');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return (property.jCal as readonly unknown[]).slice(3).map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ');
  }
}

export function textProperty(component: ICAL.Component, name: string): string {
  const property = component.getFirstProperty(name);
  return property === null ? '' : textOf(property).trim();
}

export interface Attendee { readonly name: string; readonly address: string }

/** The people a component names as attending: their display name, and the address without `mailto:`. */
export function attendees(component: ICAL.Component): readonly Attendee[] {
  return component.getAllProperties('attendee').slice(0, 500).map((property) => {
    const address = textOf(property).replace(/^mailto:/i, '').trim();
    return { name: parameter(property, 'cn') ?? address, address };
  });
}
