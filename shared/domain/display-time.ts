/** Times as the panel reads them: dd/mm/yyyy, 24-hour, weekday and zone (domain reference, rule T1). */
import type { EvidenceTime } from './evidence-time.ts';
import { wallClockAt, zoneAbbreviation } from './zone.ts';

const weekdaysLong = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const two = (value: number): string => String(value).padStart(2, '0');

/** `28/09/2021` */
export function formatDate(ms: number, zone: string): string {
  const clock = wallClockAt(zone, ms);
  return `${two(clock.day)}/${two(clock.month)}/${String(clock.year).padStart(4, '0')}`;
}

/** `Tuesday`, or `Tue` when short. */
export function formatWeekday(ms: number, zone: string, length: 'long' | 'short' = 'long'): string {
  const name = weekdaysLong[wallClockAt(zone, ms).weekday] as string;
  return length === 'long' ? name : name.slice(0, 3);
}

/** `15:24:10`; seconds are left out when the source does not give them. */
export function formatClock(ms: number, zone: string, withSeconds = true): string {
  const clock = wallClockAt(zone, ms);
  return `${two(clock.hour)}:${two(clock.minute)}${withSeconds ? `:${two(clock.second)}` : ''}`;
}

/** `Tue 28/09/2021 15:24:10 BST` */
export function formatInstant(ms: number, zone: string): string {
  return `${formatWeekday(ms, zone, 'short')} ${formatDate(ms, zone)} ${formatClock(ms, zone)} ${zoneAbbreviation(zone, ms)}`;
}

/** How the times of a page are to be read, in words a panel knows. */
export const timesShownIn = (zone: string): string => (zone === 'Europe/London' ? 'Times are UK local time (Europe/London): BST in summer, GMT in winter.' : `Times are shown in ${zone}.`);

/** Clock part of an item's time, as precise as its source and no more. */
export function formatItemClock(time: EvidenceTime, zone: string): string {
  if (time.earliestMs === null) return 'no time';
  switch (time.precision) {
    case 'millisecond':
    case 'second': return formatClock(time.earliestMs, zone);
    case 'minute': return formatClock(time.earliestMs, zone, false);
    case 'day': return 'all day';
    case 'range': return `${formatClock(time.earliestMs, zone, false)} or later`;
    case 'order':
    case 'unknown': return 'no time';
  }
}

/** `Tue 28/09/2021 15:31 BST`: an item's time in one line, as precise as its source and no more. '' when it has none. */
export function formatItemInstant({ earliestMs, precision }: Pick<EvidenceTime, 'earliestMs' | 'precision'>, zone: string): string {
  if (earliestMs === null) return '';
  const day = `${formatWeekday(earliestMs, zone, 'short')} ${formatDate(earliestMs, zone)}`;
  const abbreviation = zoneAbbreviation(zone, earliestMs);
  switch (precision) {
    case 'millisecond':
    case 'second': return formatInstant(earliestMs, zone);
    case 'minute': return `${day} ${formatClock(earliestMs, zone, false)} ${abbreviation}`;
    case 'day': return `${day} ${abbreviation}, some time that day`;
    case 'range':
    case 'order':
    case 'unknown': return `${day} ${formatClock(earliestMs, zone, false)} ${abbreviation} or later`;
  }
}

/** `2021-09-28T14:24:10Z`; milliseconds only when there are any. Null stays null. */
export function formatUtc(ms: number | null): string | null {
  if (ms === null) return null;
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

const units: readonly (readonly [string, number])[] = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]];

/** A length of time in its two largest units: `6 min 50 s`, `73 d 5 h`. Negative lengths are shown by their size. */
export function formatDuration(lengthMs: number): string {
  let rest = Math.abs(Math.round(lengthMs / 1000) * 1000);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(`${count} ${name}`);
    if (parts.length === 2) break;
  }
  return parts.length === 0 ? '0 s' : parts.join(' ');
}

/** What a gap is worked out from. */
export type Spanned = Pick<EvidenceTime, 'earliestMs' | 'latestMs' | 'precision'>;

/**
 * The gap between two items as a range, because each stands for a span of possible instants
 * (rule T7: 15:24:10 to 15:31 is 6 min 50 s to 7 min 49 s). Null when either is undated.
 * Shortest may be negative when the spans overlap.
 */
export function gapBetween(first: Spanned, second: Spanned): { readonly shortestMs: number; readonly longestMs: number } | null {
  if (first.earliestMs === null || first.latestMs === null || second.earliestMs === null || second.latestMs === null) return null;
  const lastOf = (time: Spanned): number => {
    const resolutionMs = time.precision === 'millisecond' ? 1 : 1000;
    return Math.max(time.earliestMs as number, (time.latestMs as number) - resolutionMs);
  };
  return { shortestMs: second.earliestMs - lastOf(first), longestMs: lastOf(second) - first.earliestMs };
}

/** The gap in words: one length when certain, a range when not. */
export function formatGap(gap: { readonly shortestMs: number; readonly longestMs: number }): string {
  const shortest = formatDuration(Math.max(0, gap.shortestMs));
  const longest = formatDuration(gap.longestMs);
  return shortest === longest ? shortest : `${shortest} – ${longest}`;
}
