/**
 * Looks for protected strings in what an export has become. It is another rule than the one that put the ciphers in: it takes away
 * everything but letters and digits and looks for what is left, so that a fault of the one is found by the other. It rather finds too much.
 */
import type { ProtectedPerson, ProtectedString } from '../../../shared/domain/cipher.ts';
import { foldLetter } from '../../../shared/domain/plain-letters.ts';
import { spanFinder } from '../../../shared/domain/protected-text.ts';
import { looseWords, withoutOrdinary } from './loose-match.ts';

/** Shorter strings are words of ordinary texts, and are looked for as whole words. Letters and digits. */
const longEnough = 6;
const shortestNumber = 7;

/** Whose string was found, and what it is; never the string. `place` is filled in by whoever looked. */
export interface Hit {
  readonly personId: number; readonly cipher: string; readonly kind: ProtectedString['kind']; readonly strength: ProtectedString['strength']; readonly string: ProtectedString;
  /** Words it was found in, when they may be other words. */
  readonly loose: readonly string[];
}

/** Words of these stand without a space between them. */
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]{2,200}$/u;

/** Without accents, and with letters as plain ones; with its capitals. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}|\p{Default_Ignorable_Code_Point}/gu, '').replace(/[^\0-\x7f]/gu, (letter) => foldLetter(letter.toLowerCase()));
// Runs are bounded: one of a million signs, as in the points of a picture, would be too much for the expression.
const bare = (letters: string): string => letters.toLowerCase().replace(/[^\p{L}\p{N}]{1,500}/gu, '');
const spaced = (letters: string): string => ` ${letters.toLowerCase().replace(/[^\p{L}\p{N}]{1,500}/gu, ' ').replace(/ {2,500}/gu, ' ').trim()} `;
/** A hash is letters and digits by chance. */
const chance = /\b(?=[\da-f]*\d)[\da-f]{8,128}\b/giu;
/** Words that stand in one: `ImogenV`, `imogen92`, `JusticeForImogen`. */
const apart = (letters: string): string => spaced(letters.replace(chance, ' ').replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/gu, ' '));

/** Words divided where a line ends, as one. */
const undivided = (text: string): string => text.replace(/[-\u00ad\u2010\u2011][^\S\n]{0,20}\n\s{0,20}(?=\p{L})/gu, '');

/** The digits that stand together in a text, whatever is written between them. */
const numbersIn = (letters: string): string => letters.replace(/\s{2,500}/gu, ' ').replace(/(?<=\d)[^\p{L}\p{N}]{1,4}(?=\d)/gu, '').replace(/\D{1,500}/gu, ' ');

interface Look { readonly bare: string; readonly spaced: string; readonly closed: string; readonly apart: string; readonly numbers: string }

function seeker(string: ProtectedString): (look: Look) => boolean {
  const digits = string.text.replace(/\D/gu, '');
  if (string.kind === 'phone' && digits.length >= shortestNumber && /^[\d\s()+.\-/]+$/u.test(string.text)) {
    const national = digits.replace(/^(?:00)?44|^0+/u, '');
    return ({ numbers }) => numbers.includes(national);
  }
  const letters = plain(string.text);
  const whole = bare(letters);
  if (string.strength === 'whole' && (whole.length >= longEnough || unspaced.test(whole))) return (look) => look.bare.includes(whole);
  const word = spaced(letters);
  if (word.trim() === '') return () => false;
  // O’Brien is OBRIEN as well; a longer name is looked for inside other words.
  const closed = ` ${whole} `;
  return (look) => look.spaced.includes(word) || look.closed.includes(closed) || (whole.length >= longEnough - 1 && look.apart.includes(closed));
}

/** What of these people is in a text; each string once. `ordinary`: words a person says name nobody here. */
export function protectedSearch(people: readonly ProtectedPerson[], ordinary: readonly string[] = []): (text: string) => Hit[] {
  const all = people.flatMap((person) => {
    const { personId, cipher, strings } = person;
    const names = new Set(strings.filter(({ strength }) => strength === 'part').map(({ text }) => bare(plain(text))));
    return strings.map((string) => ({ hit: { personId, cipher, kind: string.kind, strength: string.strength, string }, found: seeker(string), looked: { string, person, whole: bare(plain(string.text)), names } }));
  });
  const naming = people.flatMap(({ strings }) => strings.flatMap(({ kind, strength, text }) => (strength === 'whole' ? [{ isName: kind === 'name', letters: plain(text) }] : [])));
  const takeOut = withoutOrdinary(ordinary.map(plain), naming);
  const named = spanFinder(people.map((person) => ({ ...person, strings: person.strings.filter(({ strength }) => strength === 'whole') })));
  // Where somebody is named as they are known, nothing is taken out: an ordinary phrase may be their handle with other signs in it.
  const leave = (text: string): string => (ordinary.length === 0 || named(text).length > 0 ? text : takeOut(plain(text)));
  const lookOf = (text: string): Look => {
    const letters = plain(text);
    return { bare: bare(letters), spaced: spaced(letters), closed: spaced(letters.replace(/['\u2018\u2019\u02bc\u00b4`]/gu, '')), apart: apart(letters), numbers: numbersIn(letters) };
  };
  return (text) => {
    if (text === '') return [];
    const whole = undivided(text);
    const looks = [...new Set([text, whole])].map((each) => lookOf(leave(each)));
    return all.filter(({ found }) => looks.some(found)).map(({ hit, looked }) => ({ ...hit, loose: hit.strength === 'whole' ? looseWords(looked, text, plain(leave(whole))) : [] }));
  };
}

/** The same in bytes of a picture or a font read as text, where only long strings are not found by chance; what is no letter there has no accents. */
export function protectedBytesSearch(people: readonly ProtectedPerson[], longEnoughHere: number): (text: string) => Hit[] {
  const all = people.flatMap(({ personId, cipher, strings }) => strings.filter(({ strength }) => strength === 'whole')
    .map((string) => ({ hit: { personId, cipher, kind: string.kind, strength: string.strength, string, loose: [] }, whole: bare(plain(string.text)) })).filter(({ whole }) => Array.from(whole).length >= longEnoughHere));
  return (text) => {
    const letters = text.toLowerCase().replace(/[^a-z\d\u00c0-\uffff]{1,500}/gu, '');
    return all.filter(({ whole }) => letters.includes(whole)).map(({ hit }) => hit);
  };
}
