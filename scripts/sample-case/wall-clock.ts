/**
 * Times as the sample's people read them on a clock in London. A wall time is a count of
 * milliseconds in no zone: a label to be written out, never an instant.
 */
export type WallTime = number;

const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;

/** Reads `2021-09-28 15:24` or `2021-09-28 15:24:10`. */
export function wall(written: string): WallTime {
  const at = Date.parse(`${written.replace(' ', 'T')}${written.length === 16 ? ':00' : ''}Z`);
  if (Number.isNaN(at)) throw new Error(`“${written}” is no time for the sample.`);
  return at;
}

const two = (n: number): string => String(n).padStart(2, '0');
const parts = (at: WallTime) => {
  const date = new Date(at);
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(),
    hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds(), weekday: date.getUTCDay(),
  };
};

/** 28/09/2021 */
export function dayMonthYear(at: WallTime): string {
  const { day, month, year } = parts(at);
  return `${two(day)}/${two(month)}/${year}`;
}
/** 9/28/21 */
export function monthDayYear(at: WallTime): string {
  const { day, month, year } = parts(at);
  return `${month}/${day}/${two(year % 100)}`;
}
/** 15:24 */
export function hoursMinutes(at: WallTime): string {
  return `${two(parts(at).hour)}:${two(parts(at).minute)}`;
}
/** 15:24:10 */
export function hoursMinutesSeconds(at: WallTime): string {
  return `${hoursMinutes(at)}:${two(parts(at).second)}`;
}
/** 3:24 PM, with the narrow no-break space newer exports put before the half of the day. */
export function twelveHour(at: WallTime): string {
  const { hour, minute } = parts(at);
  return `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}\u202f${hour < 12 ? 'AM' : 'PM'}`;
}

/** The hour the clocks of 2021 went through twice, with an hour either side: nothing is put there by chance. */
export function nearClockChange(at: WallTime): boolean {
  return at >= wall('2021-10-31 00:00') && at < wall('2021-10-31 03:00');
}
