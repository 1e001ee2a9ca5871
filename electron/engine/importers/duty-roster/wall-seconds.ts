/** Wall-clock times as numbers, so that a calendar's days and hours can be added to them whatever the zone. */
import type { WallClock } from '../../../../shared/domain/zone.ts';
import { calendarOf, dayOf } from './recurrence.ts';

/** Seconds on a wall clock since 1970, whatever the zone. */
export type WallSeconds = number;

export const daySeconds = 86_400;
export const wallSeconds = ({ year, month, day, hour, minute, second }: WallClock): WallSeconds => dayOf(year, month, day) * daySeconds + (hour * 60 + minute) * 60 + second;
export function wallClockOf(seconds: WallSeconds): WallClock {
  const day = Math.floor(seconds / daySeconds);
  const rest = seconds - day * daySeconds;
  return { ...calendarOf(day), hour: Math.floor(rest / 3600), minute: Math.floor(rest / 60) % 60, second: rest % 60, millisecond: 0 };
}
