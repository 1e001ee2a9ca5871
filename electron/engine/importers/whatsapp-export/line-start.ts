/**
 * The start of a record: `12/03/21, 10:30 - ` (Android) or `[12/03/21, 10:30:05] ` (iOS), in many
 * orders and separators. Source: formats reference, section 4.1.
 */
import { afterTime, between, type HalfOfDay } from './clock-markers.ts';
import { plainHead } from './hidden-characters.ts';

/** Where the year stands; two digits leave it open. */
export type YearPlace = 'first' | 'last' | 'two-digits';

export interface LineStart {
  /** Identifies the line format: one file is written in one. */
  readonly shape: number;
  readonly yearPlace: YearPlace;
  /** The three numbers of the date, in the order written. */
  readonly numbers: readonly [number, number, number];
  readonly hour: number;
  readonly minute: number;
  /** Null when the format has no seconds. */
  readonly second: number | null;
  readonly half: HalfOfDay | null;
  /** Date and time as written, every character kept. */
  readonly written: string;
  /** The line after the start. */
  readonly rest: string;
}

/** Longest start seen in any language is under 40 characters; hidden characters add a few. */
const headLength = 72;

const startPattern =
  /^ ?(\[?)(\d{1,4})([./-]) ?(\d{1,2})\3 ?(\d{4}|\d{1,2})(?!\d)\.?([^\d[\]]{1,16}?)(\d{1,2})([:.])(\d{2})(?:\8(\d{2}))?([^\d[\]:]{0,16}?)(?:(\]) ?| [-\u2013] )/;

function couldStart(line: string): boolean {
  // Most lines that are not starts are settled by their first character.
  const code = line.charCodeAt(0);
  return (code >= 0x30 && code <= 0x39) || code === 0x5b || code > 0x7f || code === 0x20;
}

function yearPlaceOf(first: string, third: string): YearPlace | null {
  if (first.length === 4) return third.length === 4 ? null : 'first';
  if (first.length === 3) return null;
  return third.length === 4 ? 'last' : 'two-digits';
}

/** Signal's plain-text exports and ordinary logs write `[2021-12-30, 10:30]` and `[2021-12-30 10:30:05]`; neither is WhatsApp's. */
function belongsToOthers(bracketed: boolean, yearPlace: YearPlace, separator: string, withSeconds: boolean, join: number, half: HalfOfDay | null): boolean {
  return bracketed && yearPlace === 'first' && separator === '-' && half === null && (!withSeconds || join % 2 === 0);
}

const yearPlaceCodes: Readonly<Record<YearPlace, number>> = { first: 0, last: 1, 'two-digits': 2 };

/** One number for everything that makes a line format; 3 or 4 choices a digit. */
function shapeOf(join: number, halfPlace: number, withSeconds: boolean, timeSeparator: string, yearPlace: YearPlace, separator: string, bracketed: boolean): number {
  const punctuation = './-'.indexOf(separator) * 4 + (timeSeparator === ':' ? 0 : 2) + (bracketed ? 1 : 0);
  return ((join * 4 + halfPlace) * 4 + yearPlaceCodes[yearPlace]) * 32 + punctuation * 2 + (withSeconds ? 1 : 0);
}

/** Reads a start from the beginning of a line; `places` as in PlainHead. */
function readStart(line: string, head: string, places: readonly number[] | null): LineStart | null {
  const match = startPattern.exec(head);
  if (match === null) return null;
  const whole = match[0];
  const first = match[2] as string; // groups 2 to 9 and 11 take part in every match
  const third = match[5] as string;
  const seconds = match[10];
  const bracketed = match[1] === '[';
  if (bracketed !== (match[12] !== undefined)) return null;
  const yearPlace = yearPlaceOf(first, third);
  const joined = between(match[6] as string);
  const after = afterTime(match[11] as string);
  if (yearPlace === null || joined === null || after === undefined) return null;
  const half = joined.half ?? after;
  if (belongsToOthers(bracketed, yearPlace, match[3] as string, seconds !== undefined, joined.join, half)) return null;
  const place = (index: number): number => (places === null ? index : (places[index] ?? line.length));
  const from = (head.startsWith(' ') ? 1 : 0) + (bracketed ? 1 : 0);
  return {
    shape: shapeOf(joined.join, joined.half !== null ? 1 : after !== null ? 2 : 0, seconds !== undefined, match[8] as string, yearPlace, match[3] as string, bracketed),
    yearPlace, numbers: [Number(first), Number(match[4]), Number(third)], half,
    hour: Number(match[7]), minute: Number(match[9]), second: seconds === undefined ? null : Number(seconds),
    written: line.slice(place(from), place(bracketed ? whole.lastIndexOf(']') : whole.length - 3)), rest: line.slice(place(whole.length)),
  };
}

/**
 * A start already read, for the next line: a line that differs from it in digits only reads the
 * same way, because the pattern never looks at a digit's value. Most lines of a file take this road.
 */
interface KnownStart { readonly whole: string; readonly start: LineStart; readonly digitRuns: readonly (readonly [number, number])[]; readonly writtenFrom: number; readonly writtenTo: number }

const knownStarts: KnownStart[] = [];
const knownLimit = 8;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function differsInDigitsOnly(line: string, whole: string): boolean {
  for (let at = 0; at < whole.length; at += 1) {
    const code = line.charCodeAt(at);
    const expected = whole.charCodeAt(at);
    if (code !== expected && !(isDigit(code) && isDigit(expected))) return false;
  }
  return true;
}

function numberAt(line: string, run: readonly [number, number] | undefined): number {
  if (run === undefined) return 0;
  let value = 0;
  for (let at = run[0]; at < run[1]; at += 1) value = value * 10 + line.charCodeAt(at) - 0x30;
  return value;
}

function readLike(line: string, known: KnownStart): LineStart {
  const { start, digitRuns: runs } = known;
  return {
    shape: start.shape, yearPlace: start.yearPlace, half: start.half,
    numbers: [numberAt(line, runs[0]), numberAt(line, runs[1]), numberAt(line, runs[2])],
    hour: numberAt(line, runs[3]), minute: numberAt(line, runs[4]), second: start.second === null ? null : numberAt(line, runs[5]),
    written: line.slice(known.writtenFrom, known.writtenTo), rest: line.slice(known.whole.length),
  };
}

function remember(line: string, start: LineStart): void {
  const whole = line.slice(0, line.length - start.rest.length);
  const writtenFrom = whole.indexOf(start.written);
  const digitRuns = [...whole.matchAll(/[0-9]+/g)].map((run) => [run.index, run.index + run[0].length] as const);
  knownStarts.unshift({ whole, start, digitRuns, writtenFrom, writtenTo: writtenFrom + start.written.length });
  knownStarts.length = Math.min(knownStarts.length, knownLimit);
}

/** Reads the start of a record; null when the line does not begin one. */
export function readLineStart(line: string): LineStart | null {
  if (!couldStart(line)) return null;
  for (const known of knownStarts) if (differsInDigitsOnly(line, known.whole)) return readLike(line, known);
  const asItStands = readStart(line, line, null);
  if (asItStands !== null) {
    remember(line, asItStands);
    return asItStands;
  }
  const plain = plainHead(line, headLength);
  return plain.places === null ? null : readStart(line, plain.text, plain.places);
}
