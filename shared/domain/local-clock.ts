/**
 * Hours, days and weeks as a clock on the wall counts them, numbered without a gap so that they can be
 * compared and added. Weeks begin on Monday. The hour that happens twice is one hour of the wall.
 */
import { offsetAt, startOfDay } from './zone.ts';

export const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export const clockUnits = ['hour', 'day', 'week'] as const;
export type ClockUnit = (typeof clockUnits)[number];

/** Number of the hour on the wall: hours since the first of 1970 on that clock. */
export function hourNumber(zone: string, ms: number): number {
  return Math.floor((ms + offsetAt(zone, ms)) / hourMs);
}
/** Number of the day or week a numbered hour is of. */
export function unitOfHour(unit: ClockUnit, hour: number): number {
  // 1 January 1970 was a Thursday: the week it lies in began three days before.
  return unit === 'hour' ? hour : unit === 'day' ? Math.floor(hour / 24) : Math.floor((Math.floor(hour / 24) + 3) / 7);
}
/** 0 to 23. */
export function hourOfDay(hour: number): number {
  return ((hour % 24) + 24) % 24;
}
/** 0 is Sunday, as in `wallClockAt`. */
export function weekdayOfHour(hour: number): number {
  return (((Math.floor(hour / 24) + 4) % 7) + 7) % 7;
}
/** First instant of a numbered day or week. */
export function startOfUnit(unit: 'day' | 'week', zone: string, number: number): number {
  const day = unit === 'day' ? number : number * 7 - 3;
  const noonIfUtc = day * dayMs + 12 * hourMs;
  return startOfDay(zone, noonIfUtc - offsetAt(zone, noonIfUtc));
}

/** Monday first. */
export const weekdaysInOrder = [1, 2, 3, 4, 5, 6, 0] as const;
export const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
