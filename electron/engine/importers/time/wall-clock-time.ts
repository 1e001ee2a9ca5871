/** Turns a wall-clock reading from a source into evidence time, or into the reason it cannot be. */
import type { EvidenceTime, Precision, TimeFlag, ZoneBasis } from '../../../../shared/domain/evidence-time.ts';
import { isRealWallClock, readWallClock, type WallClock } from '../../../../shared/domain/zone.ts';

const spanMs: Readonly<Record<'millisecond' | 'second' | 'minute' | 'day', number>> = {
  millisecond: 1, second: 1000, minute: 60_000, day: 86_400_000,
};

export interface StatedZone { readonly zone: string; readonly basis: ZoneBasis; readonly by: string }

export type TimeOutcome =
  | { readonly ok: true; readonly time: EvidenceTime }
  | { readonly ok: false; readonly code: 'impossible-time' | 'impossible-date'; readonly reason: string };

/**
 * Places a wall-clock reading in time.
 * The hour that happens twice keeps both instants as a span and is flagged; the hour that never
 * happens, and a date that is not in the calendar, are refused with the reason.
 */
export function placeWallClock(
  clock: WallClock,
  precision: Extract<Precision, 'millisecond' | 'second' | 'minute' | 'day'>,
  stated: StatedZone,
  written: string,
  flags: readonly TimeFlag[] = [],
): TimeOutcome {
  if (!isRealWallClock(clock)) {
    return { ok: false, code: 'impossible-date', reason: `“${written}” is not a date and time that exists in the calendar.` };
  }
  const reading = readWallClock(clock, stated.zone);
  if (reading.kind === 'impossible') {
    return {
      ok: false, code: 'impossible-time',
      reason: `“${written}” never happened in ${stated.zone}: the clocks went forward over it. The zone given for this file may be wrong.`,
    };
  }
  const common = { written, precision, zone: stated.zone, zoneBasis: stated.basis, zoneBasisBy: stated.by };
  if (reading.kind === 'repeated') {
    return {
      ok: true,
      time: { ...common, earliestMs: reading.earlierMs, latestMs: reading.laterMs + spanMs[precision], flags: [...flags, 'repeated-hour'] },
    };
  }
  return { ok: true, time: { ...common, earliestMs: reading.ms, latestMs: reading.ms + spanMs[precision], flags: [...flags] } };
}
