/**
 * Ciphers in place of names in what leaves the building: put into values before a page or file is made of them, so that our own
 * words (“Page”, “May”) are never touched. What a value is called decides nothing: every text is looked at but those that are
 * known to be no words of anybody, so that a new field is protected from its first day.
 */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ProtectedPerson } from '../../../shared/domain/cipher.ts';
import { plainLetters } from '../../../shared/domain/plain-letters.ts';
import { hider, type Hide } from '../../../shared/domain/protected-text.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { keptReadings, nothingKept, type KeptReadings } from '../self-test/kept-readings.ts';
import { protectedPeople } from './protected-strings.ts';

export interface Hiding {
  /** Who is hidden; empty when nobody is. */
  readonly people: readonly ProtectedPerson[];
  /** Words a person says are ordinary ones here. */
  readonly ordinary: readonly string[];
  /** What was read in pages of files that were searched before. */
  readonly readings: KeptReadings;
  readonly text: Hide;
  /** The same for every text of a plain value, at any depth. */
  readonly values: <T>(value: T) => T;
}

/** What an export is asked with. `ordinaryWords`: words of names that stand, because a person says they are ordinary words here. */
export interface HidingAsked { readonly ciphers: boolean; readonly ordinaryWords: readonly string[] }

export const nothingHidden: Hiding = { people: [], ordinary: [], readings: nothingKept, text: (text) => text, values: (value) => value };

/** A day or an instant as the program keeps it: a collar number in it would be a year. */
const instant = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})?)?$/u;
/** Source rows as they are may hold names in any encoding (a whole message in base 64), and say nothing the other fields do not. */
const withheld = 'withheld in cipher';

/** Marks, hashes and choices from closed lists: the program branches on them, and they name nobody. */
const noWords = new Set([
  'id', 'itemId', 'exhibitId', 'personId', 'kind', 'type', 'direction', 'status', 'state', 'precision', 'zone', 'zoneBasis', 'displayZone', 'handling', 'relevance', 'assessment', 'second',
  'sha256', 'logHead', 'format', 'regime', 'whose', 'duty', 'outcome', 'per',
]);

function hideValues(value: unknown, hide: Hide): unknown {
  if (typeof value === 'string') return instant.test(value) ? value : hide(value);
  if (Array.isArray(value)) return value.map((each) => hideValues(each, hide));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Anything else could hold words where this does not look.
  if (prototype !== Object.prototype && prototype !== null) throw new TypeError(`names cannot be hidden in a ${value.constructor.name}`);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, typeof each !== 'string' ? hideValues(each, hide) : noWords.has(key) ? each : key === 'verbatim' && each !== '' ? withheld : hideValues(each, hide)]));
}

export const shownCipher = (cipher: string): string => `[${cipher}]`;

/** Throws `invalid_input` when nobody has a cipher, or a word is said to be ordinary that names somebody by itself. */
export function hidingOf(db: CaseDatabase, { ciphers, ordinaryWords }: HidingAsked): Hiding {
  if (!ciphers) return nothingHidden;
  const everybody = protectedPeople(db);
  if (everybody.length === 0) throw new PlumblineError('invalid_input', 'Nobody in this case has a cipher, so nothing would be hidden. Give the people who must not be named a cipher first, in People.');
  const ordinary = new Set(ordinaryWords.map((word) => plainLetters(word.trim()).plain));
  const naming = hider(everybody.map((person) => ({ ...person, strings: person.strings.filter(({ strength }) => strength === 'whole') })));
  const refused = ordinaryWords.find((word) => naming(word) !== word);
  if (refused !== undefined) throw new PlumblineError('invalid_input', `“${refused}” names somebody by itself and cannot be left as ordinary words.`);
  const people = everybody.map((person) => ({ ...person, strings: person.strings.filter(({ text }) => !ordinary.has(plainLetters(text).plain)) }));
  const hide = hider(people, shownCipher);
  // The shape stays: only texts change.
  return { people, ordinary: ordinaryWords, readings: keptReadings(db), text: hide, values: <T>(value: T) => hideValues(value, hide) as T };
}
