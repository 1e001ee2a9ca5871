/** Turns one calendar component into items: one for a single entry, one for each occurrence of a repeating one. */
import type ICAL from 'ical.js';
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Field, Identifier, ItemDraft, Locator } from '../../../../shared/domain/item.ts';
import { setAside } from '../events/event-item.ts';
import { mentionedIn, nameIdentifier } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import type { IcsComponent } from './ics-components.ts';
import { lengthOf, occurrencesOf, type Length } from './ics-occurrences.ts';
import { attendees, ownLines, parseComponent, textOf, textProperty, timeOfProperty, writtenLine, type Attendee, type CalendarTime } from './ics-properties.ts';
import { placeIn, type CalendarZone } from './ics-zones.ts';
import { wallClockOf, wallSeconds } from './wall-seconds.ts';
import { ownEntry } from '../text/own-entry.ts';

export interface CalendarRules {
  readonly file: string;
  /** The clock of a time with this TZID (null = a time of no stated zone); null when nobody has said. */
  readonly zone: (zoneId: string | null) => CalendarZone | null;
  /** Name of the calendar; '' when it has none. */
  readonly calendar: string;
  /** Line of the entry of the same UID that replaces the occurrence at this moment (seconds on the wall clock, UTC milliseconds); null when none does. */
  readonly replacedBy: (uid: string, wall: number, ms: number) => number | null;
  /** Occurrences that may still be read from this file. */
  readonly allowance: () => number;
}

export interface EntryRows { readonly rows: readonly SourceRow[]; readonly warning: string | null }

interface Entry {
  readonly source: IcsComponent; readonly component: ICAL.Component; readonly lines: readonly string[];
  readonly start: CalendarTime; readonly zone: CalendarZone; readonly length: Length | null; readonly rules: CalendarRules;
  readonly people: readonly Attendee[]; readonly remarks: readonly string[];
}

const isoUtc = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');
const fieldNames: Readonly<Record<string, string>> = { SUMMARY: 'Shift', LOCATION: 'Location' };

function ownFields(component: ICAL.Component): Field[] {
  return component.getAllProperties().slice(0, 500).map((property) => {
    const name = property.name.toUpperCase();
    return { name: ownEntry(fieldNames, name) ?? name, value: textOf(property) };
  }).filter(({ value }) => value.trim() !== '');
}

function peopleIdentifiers(people: readonly Attendee[]): Identifier[] {
  return people.flatMap(({ name, address }): Identifier[] => [
    ...(name === '' || name === address ? [] : [nameIdentifier(name, 'participant')]),
    ...(/^[^\s@]{1,64}@[^\s@]{1,190}$/.test(address) ? [{ kind: 'email', role: 'participant', written: address, normal: address.toLowerCase(), certainty: 'certain' } as const] : []),
  ]);
}

function draft(about: Pick<Entry, 'source' | 'component' | 'people' | 'rules'>, kind: ItemDraft['kind'], time: EvidenceTime, locator: Locator, fields: readonly Field[], remarks: readonly string[]): ItemDraft {
  const { component, people, rules, source } = about;
  const summary = textProperty(component, 'summary');
  const text = summary === '' ? textProperty(component, 'description') : summary;
  return {
    kind, time, direction: 'none', from: people.length === 1 ? people[0]?.name ?? '' : '', to: [], thread: rules.calendar, text, status: 'live', locator,
    verbatim: source.text, fields: [...fields, ...ownFields(component), ...(rules.calendar === '' ? [] : [{ name: 'Calendar', value: rules.calendar }])],
    attachments: [], identifiers: [...peopleIdentifiers(people), ...mentionedIn(`${text} ${textProperty(component, 'location')}`)], remarks: [...remarks],
  };
}

interface End { readonly ms: number | null; readonly remarks: readonly string[] }

function endOf({ length, zone, start }: Entry, seconds: number, startMs: number): End {
  if (length === null) return { ms: null, remarks: ['The entry states no end that can be read.'] };
  let ms = startMs;
  const remarks: string[] = [];
  if (length.wallSeconds !== 0) {
    const { outcome } = placeIn(zone, wallClockOf(seconds + length.wallSeconds), start.dateOnly ? 'day' : 'second', 'the end');
    if (!outcome.ok || outcome.time.earliestMs === null) return { ms: null, remarks: ['The end falls in an hour that never happened; it is left out.'] };
    if (outcome.time.flags.includes('repeated-hour')) remarks.push('The end falls in the hour that happens twice; the first of the two is given.');
    ms = outcome.time.earliestMs;
  }
  ms += length.elapsedSeconds * 1000;
  return ms < startMs ? { ms: null, remarks: ['The entry ends before it begins; its end is left out.'] } : { ms, remarks };
}

interface Occurrence { readonly seconds: number; readonly number: number; readonly of: number | null }

function occurrenceRow(entry: Entry, occurrence: Occurrence): SourceRow {
  const { source, lines, rules, zone, start, people, component } = entry;
  const { number, of, seconds } = occurrence;
  const locator: Locator = of === null
    ? { type: 'line', file: rules.file, line: source.line, byte: source.byte }
    : { type: 'json', file: rules.file, path: `${source.name} ${source.number}, occurrence ${number}` };
  const own = number === 1 || of === null;
  const written = writtenLine(lines, own ? 'DTSTART' : 'RRULE') || writtenLine(lines, own ? 'DTSTART' : 'RDATE');
  const placed = placeIn(zone, wallClockOf(seconds), start.dateOnly ? 'day' : 'second', written);
  const shown = `The ${source.name} at line ${source.line}${of === null ? '' : `, occurrence ${number}`}`;
  if (!placed.outcome.ok) return setAside(locator, placed.outcome.code, `${shown}: ${placed.outcome.reason}`, source.text);
  const { time } = placed.outcome;
  const end = endOf(entry, seconds, time.earliestMs ?? 0);
  const replaced = of === null || time.earliestMs === null ? null : rules.replacedBy(textProperty(component, 'uid'), seconds, time.earliestMs);
  const cancelled = textProperty(component, 'status').toUpperCase() === 'CANCELLED';
  const [only, another] = people;
  const duty: Field[] = cancelled || replaced !== null || time.earliestMs === null ? [] : [
    { name: 'Duty start', value: isoUtc(time.earliestMs) },
    ...(end.ms === null ? [] : [{ name: 'Duty end', value: isoUtc(end.ms) }]),
    ...(only === undefined || another !== undefined || only.name === '' ? [] : [{ name: 'Officer', value: only.name }]),
  ];
  const item = draft(entry, 'event', time, locator, [
    ...duty, ...(end.ms === null ? [] : [{ name: 'Ends', value: isoUtc(end.ms) }]), ...(of === null ? [] : [{ name: 'Occurrence', value: `${number} of ${of}` }]),
  ], [
    ...entry.remarks, ...placed.remarks, ...end.remarks,
    ...(own ? [] : ['A repetition of the entry; its time follows from the rule and is not written out in the file.']),
    ...(cancelled ? ['The entry is cancelled (STATUS:CANCELLED); it is not a duty.'] : []),
    ...(replaced === null ? [] : [`This occurrence is replaced by the entry at line ${replaced}; it is not a duty.`]),
  ]);
  return { type: 'item', item: replaced === null ? item : { ...item, status: 'superseded' } };
}

/** VTODO, VJOURNAL and others: kept, dated by their DTSTART when that can be placed. */
function otherRow(source: IcsComponent, component: ICAL.Component, rules: CalendarRules, start: CalendarTime | null): SourceRow {
  const zone = start === null ? null : rules.zone(start.zoneId);
  const written = writtenLine(ownLines(source.text), 'DTSTART');
  const placed = start === null || zone === null ? null : placeIn(zone, start.clock, start.dateOnly ? 'day' : 'second', written);
  const time = placed?.outcome.ok === true ? placed.outcome.time : undated(written);
  const remarks = [`A ${source.name} of a calendar, not an appointment.`, ...(placed?.remarks ?? []), ...(placed !== null && !placed.outcome.ok ? [placed.outcome.reason] : [])];
  const locator: Locator = { type: 'line', file: rules.file, line: source.line, byte: source.byte };
  return { type: 'item', item: draft({ source, component, rules, people: attendees(component) }, source.name === 'VFREEBUSY' ? 'event' : 'note', time, locator, [], remarks) };
}

function repeated(entry: Entry): EntryRows {
  const { component, lines, start, zone, source, rules } = entry;
  const all = occurrencesOf(component, lines, start, zone);
  if (!all.repeats) return { rows: [occurrenceRow(entry, { seconds: wallSeconds(start.clock), number: 1, of: null })], warning: null };
  const starts = all.starts.slice(0, Math.max(1, rules.allowance()));
  const locator: Locator = { type: 'line', file: rules.file, line: source.line, byte: source.byte };
  if (starts.length === 0) return { rows: [setAside(locator, 'no-content', `The ${source.name} at line ${source.line} repeats, but every occurrence of it is taken out (EXDATE).`, source.text)], warning: null };
  const withRemarks = { ...entry, remarks: [...entry.remarks, ...all.remarks] };
  const rows = starts.map((seconds, index) => occurrenceRow(withRemarks, { seconds, number: index + 1, of: starts.length }));
  const day = (seconds: number): string => { const { year, month, day: date } = wallClockOf(seconds); return `${String(date).padStart(2, '0')}/${String(month).padStart(2, '0')}/${year}`; };
  const cut = all.cut || starts.length < all.starts.length;
  const warning = cut ? `The ${source.name} at line ${source.line} repeats further than is read: ${starts.length} occurrences, from ${day(starts[0] ?? 0)} to ${day(starts.at(-1) ?? 0)}, are in the case.` : null;
  return { rows, warning: warning ?? (all.remarks.length > 0 ? `The ${source.name} at line ${source.line}: ${all.remarks.join(' ')}` : null) };
}

/** Every row of one component, in order. */
export function entryRows(source: IcsComponent, rules: CalendarRules): EntryRows {
  const locator: Locator = { type: 'line', file: rules.file, line: source.line, byte: source.byte };
  const aside = (code: 'malformed-row' | 'unreadable-time' | 'impossible-date', reason: string): EntryRows => ({ rows: [setAside(locator, code, reason, source.text)], warning: null });
  if (source.fault !== null) return { rows: [setAside(locator, source.fault.code, source.fault.reason, source.text)], warning: null };
  const { component, why } = parseComponent(source.text);
  if (component === null) return aside('malformed-row', `The ${source.name} at line ${source.line} cannot be read: ${why}.`);
  const start = timeOfProperty(component, 'dtstart');
  if (source.name !== 'VEVENT') return { rows: [otherRow(source, component, rules, start)], warning: null };
  const lines = ownLines(source.text);
  if (start === null) return aside(/:\d{8}(?:T\d{6}Z?)?$/.test(writtenLine(lines, 'DTSTART')) ? 'impossible-date' : 'unreadable-time', `The ${source.name} at line ${source.line} has no beginning that can be read (“${writtenLine(lines, 'DTSTART')}”).`);
  const zone = rules.zone(start.zoneId);
  if (zone === null) return aside('unreadable-time', `The ${source.name} at line ${source.line}: “${writtenLine(lines, 'DTSTART')}” does not say which clock was used, and nobody has said so.`);
  const place = (time: CalendarTime): number | null => {
    const own = rules.zone(time.zoneId);
    const { outcome } = own === null ? { outcome: null } : placeIn(own, time.clock, 'second', '');
    return outcome?.ok === true ? outcome.time.earliestMs : null;
  };
  const length = lengthOf(component, start, (end) => {
    const [from, to] = [place(start), place(end)];
    return from === null || to === null ? null : (to - from) / 1000;
  });
  const replaces = writtenLine(lines, 'RECURRENCE-ID');
  const remarks = replaces === '' ? [] : [`The entry replaces an occurrence of a repeating one (${replaces})${/RANGE=THISANDFUTURE/i.test(replaces) ? ', and by its wording every later one too, which is not applied here' : ''}.`];
  return repeated({ source, component, lines, start, zone, length, rules, people: attendees(component), remarks });
}
