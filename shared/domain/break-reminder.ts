/**
 * When somebody who reads such material should be reminded of a break. "Take 10 minutes out each hour" is advice of
 * Police Care UK; nothing medical is claimed.
 */

/** Minutes of reading after which the reminder comes, and minutes away that count as a break. */
export const readingMinutes = 50;
export const breakMinutes = 10;
/** How much later it comes back when it is put off. */
export const putOffMinutes = 10;

const minuteMs = 60_000;

export interface Reading {
  /** When this stretch of reading began. */
  readonly sinceMs: number;
  /** When the person last did anything. */
  readonly lastMs: number;
  /** No reminder before this. */
  readonly notBeforeMs: number;
}

export function beginReading(nowMs: number): Reading {
  return { sinceMs: nowMs, lastMs: nowMs, notBeforeMs: nowMs + readingMinutes * minuteMs };
}

/** After a key press or a movement. Ten minutes without one were a break, and a new stretch begins. */
export function afterActivity(reading: Reading, nowMs: number): Reading {
  return nowMs - reading.lastMs >= breakMinutes * minuteMs ? beginReading(nowMs) : { ...reading, lastMs: nowMs };
}

/** Minutes read without a break when a reminder is due; null when none is, or when nobody is there. */
export function reminderDue(reading: Reading, nowMs: number): number | null {
  if (nowMs < reading.notBeforeMs || nowMs - reading.lastMs >= breakMinutes * minuteMs) return null;
  return Math.floor((nowMs - reading.sinceMs) / minuteMs);
}

export function putOff(reading: Reading, nowMs: number): Reading {
  return { ...reading, notBeforeMs: nowMs + putOffMinutes * minuteMs };
}
