/**
 * Numbers that count from a fixed instant, as evidence time. They are in UTC by definition, so the
 * zone basis is the data itself. Zero means "not recorded", never 1970 (formats reference, rule 8);
 * an instant no device of this kind can have recorded is kept and flagged (rule 9).
 */
import type { Epoch } from '../../../../shared/domain/epoch.ts';
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';

const appleStartMs = 978_307_200_000;
const year1601Ms = -11_644_473_600_000;
/** Milliseconds of the zero, and units in a millisecond (below 1: milliseconds in a unit, as 1/1000). */
const rules: Readonly<Record<Epoch, { readonly zeroMs: number; readonly unitsAMs: number }>> = {
  'unix-seconds': { zeroMs: 0, unitsAMs: 1 / 1000 }, 'unix-milliseconds': { zeroMs: 0, unitsAMs: 1 },
  'unix-microseconds': { zeroMs: 0, unitsAMs: 1000 }, 'unix-nanoseconds': { zeroMs: 0, unitsAMs: 1_000_000 },
  'apple-seconds': { zeroMs: appleStartMs, unitsAMs: 1 / 1000 }, 'apple-nanoseconds': { zeroMs: appleStartMs, unitsAMs: 1_000_000 },
  'webkit-microseconds': { zeroMs: year1601Ms, unitsAMs: 1000 }, filetime: { zeroMs: year1601Ms, unitsAMs: 10_000 },
};

/** 1 January 1990 and 1 January 2100: outside, a clock was wrong or the number is no time. */
const plausibleMs: readonly [number, number] = [631_152_000_000, 4_102_444_800_000];
/** What JavaScript, and so the program, can hold as an instant, less the second that a span may end later. */
const representableMs = 8_640_000_000_000_000 - 1_000;

/** Whether the instant is one a phone or computer can have recorded. */
export function isPlausibleInstant(ms: number): boolean {
  return ms >= plausibleMs[0] && ms < plausibleMs[1];
}

export interface Instant { readonly ms: number; readonly wholeSecond: boolean }

/**
 * The instant a stored number means, in whole milliseconds (finer parts are cut, not rounded up,
 * after allowing for the last microsecond of a binary fraction). Null for zero, for what is no
 * number, and for what no calendar reaches.
 */
export function readEpoch(value: number | bigint | string | null, epoch: Epoch): Instant | null {
  if (value === null || value === '') return null;
  const { zeroMs, unitsAMs } = rules[epoch];
  const whole = typeof value === 'bigint' || (typeof value === 'string' && /^-?\d{1,25}$/.test(value)) || Number.isSafeInteger(value);
  if (whole) {
    const units = BigInt(value);
    if (units === 0n) return null;
    const micros = unitsAMs < 1 ? units * 1_000_000n : (units * 1000n) / BigInt(unitsAMs);
    return settle(micros, zeroMs);
  }
  const units = Number(value);
  if (!Number.isFinite(units) || units === 0 || Math.abs(units / unitsAMs) > representableMs) return null;
  return settle(BigInt(Math.round((units / unitsAMs) * 1000)), zeroMs);
}

function settle(micros: bigint, zeroMs: number): Instant | null {
  // Towards the past, so that an instant before the zero is cut the same way as one after it.
  const ms = zeroMs + Number((micros - (((micros % 1000n) + 1000n) % 1000n)) / 1000n);
  return Math.abs(ms) > representableMs ? null : { ms, wholeSecond: micros % 1_000_000n === 0n };
}

/**
 * A stored count as evidence time; undated (keeping what was written) when it is zero, empty or no
 * number. `precision` is the millisecond unless the column counts in whole seconds.
 */
export function epochTime(value: number | bigint | string | null, epoch: Epoch): EvidenceTime {
  const written = value === null ? '' : String(value);
  const instant = readEpoch(value, epoch);
  if (instant === null) return undated(written);
  const seconds = epoch.endsWith('-seconds') && instant.wholeSecond;
  return {
    written, earliestMs: instant.ms, latestMs: instant.ms + (seconds ? 1000 : 1), precision: seconds ? 'second' : 'millisecond',
    zone: 'UTC', zoneBasis: 'in-data', zoneBasisBy: '', flags: isPlausibleInstant(instant.ms) ? [] : ['implausible'],
  };
}
