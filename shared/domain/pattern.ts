/**
 * What one number of the Patterns view counts, so that it can open its rows: contacts or system accesses,
 * narrowed by clock, duty, direction and so on. Part of a timeline filter, within which it counts.
 */
import { z } from 'zod';
import { formatDuration } from './display-time.ts';
import { dutyLabels, dutyStateSchema } from './duty.ts';
import { directionSchema, type Direction } from './item.ts';
import { clockUnits, hourMs, weekdayNames, weekdaysInOrder } from './local-clock.ts';

const spanSchema = z.object({ fromMs: z.number().int().nullable(), untilMs: z.number().int().nullable() });

export const patternSchema = z.object({
  /** Contacts: messages, calls, and events that name somebody other than the officer. What a later version replaced is not counted, nor are entries of rosters. */
  counted: z.enum(['contacts', 'accesses']),
  /** Only rows without a time; otherwise only rows with one. */
  undated: z.boolean().default(false),
  directions: z.array(directionSchema).default([]),
  /** Senders exactly as rows show them; '' for rows that name none. */
  senders: z.array(z.string()).max(10_000).default([]),
  /** File inside the exhibit, as the row's place names it. */
  file: z.string().nullable().default(null),
  duty: z.array(dutyStateSchema).default([]),
  /** Rows all of whose instants lie in one hour on the wall, of these weekdays (0 is Sunday) and hours. Empty lists mean any. */
  clock: z.object({ zone: z.string(), weekdays: z.array(z.number().int().min(0).max(6)), hours: z.array(z.number().int().min(0).max(23)) }).nullable().default(null),
  /** Rows that can, or surely do not, lie in more than one hour, day or week. */
  spread: z.object({ zone: z.string(), unit: z.enum(clockUnits), within: z.boolean() }).nullable().default(null),
  /** Rows all of whose instants lie in the span; ends as in the filter. */
  wholly: spanSchema.nullable().default(null),
  /** Rows that can lie in any of the spans, and need not; none given means any row. */
  touching: z.array(z.object({ fromMs: z.number().int(), untilMs: z.number().int() })).max(500).default([]),
  /** Messages and calls that begin a conversation: none in it for so long before. */
  startsAfterMs: z.number().int().positive().nullable().default(null),
  /** Messages and calls silence is measured by (true), or those of no conversation or timed more coarsely than an hour (false). */
  ordered: z.boolean().nullable().default(null),
  /** Whether tagged as an official update. */
  official: z.boolean().nullable().default(null),
});
export type Pattern = z.infer<typeof patternSchema>;

/** Counts nothing in particular: what a number of the view starts from. */
export function patternOf(pattern: z.input<typeof patternSchema>): Pattern {
  return patternSchema.parse(pattern);
}

/** The tag by which proper case contact is told from other contact. */
export const officialTag = 'official-update';

/** Night, by the clock of the case's place. */
export const nightHours = [23, 0, 1, 2, 3, 4, 5] as const;
export const dayHours = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22] as const;
export const nightInWords = '23:00 to 06:00';

/** Silence after which the next message begins a conversation, unless another length is chosen. */
export const defaultSilenceMs = 4 * hourMs;
export const silenceMsSchema = z.number().int().min(60_000).max(366 * 24 * hourMs).default(defaultSilenceMs);
/** What contacts are counted per. */
export const periodSchema = z.enum(['day', 'week']).default('day');
export const offeredSilences: readonly { readonly ms: number; readonly label: string }[] = [
  { ms: hourMs, label: '1 hour' }, { ms: 2 * hourMs, label: '2 hours' }, { ms: 4 * hourMs, label: '4 hours' }, { ms: 8 * hourMs, label: '8 hours' }, { ms: 24 * hourMs, label: '24 hours' },
];

export const directionLabels: Readonly<Record<Direction, string>> = {
  outgoing: 'From the device’s owner', incoming: 'To the device’s owner', internal: 'Within the device', none: 'No direction', unknown: 'Direction not known',
};

const two = (value: number): string => String(value).padStart(2, '0');

function clockInWords({ zone, weekdays, hours }: NonNullable<Pattern['clock']>): string {
  const days = weekdaysInOrder.filter((day) => weekdays.includes(day)).map((day) => weekdayNames[day]);
  const night = hours.length === nightHours.length && nightHours.every((hour) => hours.includes(hour));
  const day = hours.length === dayHours.length && dayHours.every((hour) => hours.includes(hour));
  const clock = hours.length === 0 ? '' : night ? nightInWords : day ? '06:00 to 23:00' : hours.map((hour) => `${two(hour)}:00–${two(hour)}:59`).join(' or ');
  return `${[days.join(' or '), clock].filter((part) => part !== '').join(' ') || 'placed in one hour'} ${zone}`;
}

/** The pattern in a few words; `formatMs` prints an instant with its zone. */
export function describePattern(pattern: Pattern, formatMs: (ms: number) => string): string {
  const { counted, undated, directions, senders, file, duty, clock, spread, wholly, touching, startsAfterMs, ordered, official } = pattern;
  const parts = [startsAfterMs === null ? counted === 'contacts' ? 'Contacts' : 'System accesses' : `Contacts that begin a conversation after ${formatDuration(startsAfterMs)} of silence`];
  if (undated) parts.push('without a time');
  if (ordered !== null) parts.push(ordered ? 'messages and calls of a conversation' : 'messages and calls of no conversation, or timed more coarsely than an hour');
  if (directions.length > 0) parts.push(directions.map((direction) => directionLabels[direction].toLowerCase()).join(' or '));
  if (senders.length > 0) parts.push(`from ${senders.map((sender) => (sender === '' ? 'nobody named' : sender)).join(' or ')}`);
  if (file !== null) parts.push(`in the file ${file === '' ? 'itself' : file}`);
  if (official !== null) parts.push(official ? 'tagged as official update' : 'not tagged as official update');
  if (duty.length > 0) parts.push(duty.map((state) => dutyLabels[state].toLowerCase()).join(' or '));
  if (clock !== null) parts.push(clockInWords(clock));
  if (spread !== null) parts.push(`${spread.within ? 'surely in one' : 'can be in more than one'} ${spread.unit} (${spread.zone})`);
  if (wholly !== null) parts.push([wholly.fromMs === null ? '' : `from ${formatMs(wholly.fromMs)}`, wholly.untilMs === null ? '' : `up to ${formatMs(wholly.untilMs)}`].filter((part) => part !== '').join(' ') || 'at any time');
  if (touching.length > 0) parts.push(`order open: can be ${touching.map(({ fromMs, untilMs }) => `between ${formatMs(fromMs)} and ${formatMs(untilMs)}`).join(' or ')}`);
  return parts.join(', ');
}
