/**
 * Words that stand beside a clock reading: halves of the day, and words that mean nothing for the
 * time (“um”, “Uhr”). The wording follows the public locale data behind phones' clocks and is not
 * verified against an export in every language: an unknown word makes a 12-hour reading
 * undecidable, and the row is set aside rather than guessed.
 */

/** `-from-zero`: in this wording noon and midnight are written 0, not 12. */
export type HalfOfDay = 'am' | 'pm' | 'am-from-zero' | 'pm-from-zero' | 'unknown';

const halves: ReadonlyMap<string, HalfOfDay> = new Map<string, HalfOfDay>([
  ['am', 'am'], ['pm', 'pm'],
  ['vorm', 'am'], ['nachm', 'pm'],
  ['fm', 'am'], ['em', 'pm'],
  ['πμ', 'am'], ['μμ', 'pm'],
  ['дп', 'am'], ['пп', 'pm'],
  ['de', 'am'], ['du', 'pm'],
  ['öö', 'am'], ['ös', 'pm'],
  ['pg', 'am'], ['ptg', 'pm'],
  ['sa', 'am'], ['ch', 'pm'],
  ['ص', 'am'], ['م', 'pm'],
  ['قظ', 'am'], ['بظ', 'pm'],
  ['上午', 'am'], ['下午', 'pm'], ['凌晨', 'am'], ['早上', 'am'], ['晚上', 'pm'],
  ['오전', 'am'], ['오후', 'pm'],
  ['午前', 'am-from-zero'], ['午後', 'pm-from-zero'],
]);

/** Words between date and time, and after the time, that do not change it. */
const joins: readonly string[] = ['', 'um', 'à', 'a las', 'às', 'as', 'alle', 'alle ore', 'om', 'kl', 'klo', 'в', 'о', 'г', 'at', 'o', 'u', 'ob', 'kell'];
const suffixes: ReadonlySet<string> = new Set(['', 'uhr', 'ч', 'h', 'uur']);

const squeeze = (written: string): string => written.toLowerCase().replace(/[\s.,]+/g, '');
const words = (written: string): string => written.toLowerCase().replace(/[\s.,]+/g, ' ').trim();

/** What stands between date and time: a join (its number in the table), a half of the day, or neither (null). */
export type Between = { readonly join: number; readonly half: HalfOfDay | null } | null;

const betweenCache = new Map<string, Between>();
const afterCache = new Map<string, HalfOfDay | null | undefined>();
const cacheLimit = 1000;

function readBetween(written: string): Between {
  if (!/^(?:,|\.|\s)/.test(written) && !halves.has(squeeze(written))) return null;
  const join = joins.indexOf(words(written));
  // A comma is part of a file's format, so it tells two formats apart.
  if (join >= 0) return { join: join * 2 + (written.includes(',') ? 1 : 0), half: null };
  const half = halves.get(squeeze(written));
  return half === undefined ? null : { join: written.includes(',') ? 1 : 0, half };
}

/** Reads what stands between date and time. Null: this is not the start of a record. */
export function between(written: string): Between {
  const known = betweenCache.get(written);
  if (known !== undefined) return known;
  const reading = readBetween(written);
  if (betweenCache.size < cacheLimit) betweenCache.set(written, reading);
  return reading;
}

function readAfter(written: string): HalfOfDay | null | undefined {
  if (suffixes.has(words(written))) return null;
  const half = halves.get(squeeze(written));
  if (half !== undefined) return half;
  return /^\s?[\p{L}\p{M}]{1,6}(?:\.\s?[\p{L}\p{M}]{1,4})?\.?$/u.test(written) ? 'unknown' : undefined;
}

/** Reads what stands after the time: a half of the day, nothing that matters (null), or not a record's start (undefined). */
export function afterTime(written: string): HalfOfDay | null | undefined {
  if (written === '') return null;
  if (afterCache.has(written)) return afterCache.get(written);
  const reading = readAfter(written);
  if (afterCache.size < cacheLimit) afterCache.set(written, reading);
  return reading;
}

/** An hour of the day from what was written, or why it cannot be told. */
export type HourReading =
  | { readonly kind: 'hour'; readonly hour: number; readonly contradicts: boolean }
  | { readonly kind: 'undecidable' };

/** Joins a written hour and half of the day. `13:37 p.m.` contradicts itself: the 24-hour value stands and is flagged. */
export function readHour(hour: number, half: HalfOfDay | null): HourReading {
  const plain = (value: number, contradicts = false): HourReading => ({ kind: 'hour', hour: value, contradicts });
  switch (half) {
    case null: return plain(hour);
    case 'unknown': return hour > 12 ? plain(hour) : { kind: 'undecidable' };
    case 'am': return hour === 12 ? plain(0) : plain(hour, hour > 12);
    case 'pm': return hour === 0 || hour > 12 ? plain(hour, true) : plain(hour === 12 ? 12 : hour + 12);
    case 'am-from-zero': return hour === 12 ? plain(0) : plain(hour, hour > 12);
    case 'pm-from-zero': return hour > 12 ? plain(hour, true) : plain(hour === 12 ? 12 : hour + 12);
  }
}
