/**
 * The time of an entry: `1/23/2019 1:23:45 PM UTC (Network)`. The mark in brackets says whose clock
 * it was. A network time states UTC; a device time states no zone, and nothing here supplies one.
 */
import { undated } from '../../../../shared/domain/evidence-time.ts';
import type { Field } from '../../../../shared/domain/item.ts';
import { placeWrittenTime, type PlacedTime, type TimeRules } from '../time/place-written-time.ts';
import { readWrittenTime } from '../time/written-time.ts';
import { valuesOf, type Entry } from './entry.ts';

/** Names under which the time of an entry stands, the plainest first. */
const timeNames: readonly string[] = [
  'time', 'date/time', 'date time', 'timestamp', 'date', 'start time', 'start', 'sent', 'received', 'last accessed', 'accessed', 'visited', 'last visited', 'created', 'modified', 'last modified',
];
const longestTime = 80;

export interface WrittenClock {
  /** As the report writes it, mark and all. */
  readonly written: string;
  /** Without the mark. */
  readonly bare: string;
  /** `Device`, `Network`, `Other client`; '' when there is none. */
  readonly mark: string;
}

/** Takes the mark off a time. */
export function readMark(written: string): WrittenClock {
  const text = written.trim();
  const match = /^(.{1,70}?)\s{0,4}\(([^()]{1,40})\)$/s.exec(text);
  if (match === null || readWrittenTime(match[1] ?? '') === null) return { written: text, bare: text, mark: '' };
  const inside = (match[2] ?? '').trim();
  // `(UTC+1)` is a zone, not a clock.
  return /^(?:UTC|GMT|Z$|BST$)/i.test(inside) ? { written: text, bare: text, mark: '' } : { written: text, bare: match[1] ?? '', mark: inside };
}

export interface ChosenTime extends WrittenClock {
  /** Name the report gives the value. */
  readonly key: string;
  /** Other, different times that stand under the same name. */
  readonly rivals: readonly string[];
}

/** The value that is the time of the entry; null when it has none. Of several, one that states its own zone wins. */
export function chooseTime(entry: Pick<Entry, 'attributes'>): ChosenTime | null {
  for (const name of timeNames) {
    const clocks = valuesOf(entry, '', [name]).map(readMark);
    const best = clocks.find(({ bare }) => statesZone(bare)) ?? clocks[0];
    if (best !== undefined) return { ...best, key: name, rivals: clocks.filter(({ written }) => written !== best.written).map(({ written }) => written) };
  }
  return null;
}

const statesZone = (bare: string): boolean => readWrittenTime(bare)?.offset != null;

/** Every value of an entry that reads as a date: evidence for the order of day and month. */
export function datesIn(entry: Pick<Entry, 'attributes'>): string[] {
  return entry.attributes
    .filter(({ key, value }) => key.toLowerCase() !== 'text' && value.length <= longestTime && /\d[/.-]\d/.test(value))
    .map(({ value }) => readMark(value).bare).filter((value) => readWrittenTime(value) !== null);
}

/** True when the time of an entry cannot be placed unless a person states the zone. */
export function needsZone(entry: Entry): boolean {
  const chosen = chooseTime(entry);
  const reading = chosen === null ? null : readWrittenTime(chosen.bare);
  return reading !== null && reading.offset === null;
}

/** Places the time of an entry, with the values worth showing beside it. */
export function timeOfEntry(entry: Entry, rules: TimeRules): { readonly placed: PlacedTime; readonly fields: readonly Field[] } {
  const chosen = chooseTime(entry);
  if (chosen === null) return { placed: { ok: true, time: undated(), remarks: ['The report gives no time for this entry.'] }, fields: [] };
  const fields = chosen.mark === '' ? [] : [{ name: 'Clock', value: chosen.mark }];
  // Two clocks of the same standing that disagree: neither is chosen.
  if (chosen.rivals.some((rival) => statesZone(readMark(rival).bare) === statesZone(chosen.bare))) {
    const all = [chosen.written, ...chosen.rivals].map((time) => `“${time}”`).join(' and ');
    return { placed: { ok: true, time: undated([chosen.written, ...chosen.rivals].join('; ')), remarks: [`The entry gives different times, ${all}; neither was chosen.`] }, fields };
  }
  const placed = placeWrittenTime({ written: chosen.bare, storedByExcel: entry.storedTime }, rules);
  if (!placed.ok) return { placed, fields };
  const remarks = [
    ...placed.remarks,
    ...(chosen.key === 'time' ? [] : [`The time is the entry’s “${chosen.key}”.`]),
    ...(chosen.rivals.length > 0 ? [`The entry also gives ${chosen.rivals.map((rival) => `“${rival}”`).join(' and ')}, which states no zone.`] : []),
  ];
  return { placed: { ok: true, time: { ...placed.time, written: chosen.written }, remarks }, fields };
}
