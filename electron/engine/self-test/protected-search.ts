/**
 * Looks for protected strings in what an export has become. It is another rule than the one that put the ciphers in: it takes away
 * everything but letters and digits and looks for what is left, so that a fault of the one is found by the other. It rather finds too much.
 */
import type { ProtectedPerson, ProtectedString } from '../../../shared/domain/cipher.ts';

/** Shorter strings are words of ordinary texts, and are looked for as whole words. Letters and digits. */
const longEnough = 6;
const shortestNumber = 7;

/** Whose string was found, and what it is; never the string. `place` is filled in by whoever looked. */
export interface Hit { readonly personId: number; readonly cipher: string; readonly kind: ProtectedString['kind']; readonly strength: ProtectedString['strength']; readonly string: ProtectedString }

// Runs are bounded: one of a million signs, as in the points of a picture, would be too much for the expression.
const bare = (text: string): string => text.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]{1,500}/gu, '');
const spaced = (text: string): string => ` ${text.normalize('NFKD').replace(/\p{M}|[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]/gu, '').toLowerCase().replace(/[^\p{L}\p{N}]{1,500}/gu, ' ').replace(/ {2,500}/gu, ' ').trim()} `;

/** The digits that stand together in a text, whatever is written between them. */
const numbersIn = (text: string): string => text.normalize('NFKC').replace(/(?<=\d)[^\p{L}\p{N}]{1,4}(?=\d)/gu, '').replace(/\D{1,500}/gu, ' ');

interface Look { readonly bare: string; readonly spaced: string; readonly numbers: string }

function seeker(string: ProtectedString): (look: Look) => boolean {
  const digits = string.text.replace(/\D/gu, '');
  if (string.kind === 'phone' && digits.length >= shortestNumber && /^[\d\s()+.\-/]+$/u.test(string.text)) {
    const national = digits.replace(/^(?:00)?44|^0+/u, '');
    return ({ numbers }) => numbers.includes(national);
  }
  const whole = bare(string.text);
  if (string.strength === 'whole' && whole.length >= longEnough) return (look) => look.bare.includes(whole);
  const word = spaced(string.text);
  return word.trim() === '' ? () => false : (look) => look.spaced.includes(word);
}

/** What of these people is in a text; each string once. */
export function protectedSearch(people: readonly ProtectedPerson[]): (text: string) => Hit[] {
  const all = people.flatMap(({ personId, cipher, strings }) => strings.map((string) => ({ hit: { personId, cipher, kind: string.kind, strength: string.strength, string }, found: seeker(string) })));
  return (text) => {
    if (text === '') return [];
    const look = { bare: bare(text), spaced: spaced(text), numbers: numbersIn(text) };
    return all.filter(({ found }) => found(look)).map(({ hit }) => hit);
  };
}
