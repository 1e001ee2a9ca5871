/** Reads a date and time a person types, day first and 24-hour, in a stated zone. */
import { isRealWallClock, readWallClock } from './zone.ts';

export type TypedInstant =
  | { readonly ok: true; readonly ms: number }
  /** What is wrong, for the person. */
  | { readonly ok: false; readonly fault: string };

const typedDate = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;
const typedClock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * The instant at which a span begins or ends. Without a time, `from` means the first instant of the day and
 * `until` the first of the next. In the hour that happens twice a span takes in both, so that nothing is left out.
 */
export function readTypedInstant(date: string, clock: string, zone: string, end: 'from' | 'until'): TypedInstant {
  const day = typedDate.exec(date.trim());
  if (day === null) return { ok: false, fault: 'Write the date as dd/mm/yyyy.' };
  const time = clock.trim() === '' ? null : typedClock.exec(clock.trim());
  if (clock.trim() !== '' && time === null) return { ok: false, fault: 'Write the time as hh:mm or hh:mm:ss, 24-hour.' };
  const wall = {
    year: Number(day[3]), month: Number(day[2]), day: Number(day[1]),
    hour: Number(time?.[1] ?? 0), minute: Number(time?.[2] ?? 0), second: Number(time?.[3] ?? 0), millisecond: 0,
  };
  if (!isRealWallClock(wall)) return { ok: false, fault: `${date.trim()} ${clock.trim()}`.trim().concat(' is not in the calendar.') };
  const nextDay = new Date(Date.UTC(wall.year, wall.month - 1, wall.day + 1));
  const meant = time === null && end === 'until' ? { ...wall, year: nextDay.getUTCFullYear(), month: nextDay.getUTCMonth() + 1, day: nextDay.getUTCDate() } : wall;
  const reading = readWallClock(meant, zone);
  switch (reading.kind) {
    case 'exact': return { ok: true, ms: reading.ms };
    case 'repeated': return { ok: true, ms: end === 'from' ? reading.earlierMs : reading.laterMs };
    case 'impossible': return { ok: false, fault: 'The clocks went forward over this time: it never happened.' };
  }
}
