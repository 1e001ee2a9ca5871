/** Where the words of a search stand in a text, so that they can be marked. */

export interface Mark { readonly from: number; readonly until: number }

const combining = /\p{M}/u;
const wordCharacter = /[\p{L}\p{N}]/u;

interface Folded { readonly text: string; /** Index in the original of each character of the folded text. */ readonly places: readonly number[] }

/** Letters without accents and case, apostrophes left out, as the index compares them. */
function folded(text: string): Folded {
  let out = '';
  const places: number[] = [];
  for (let at = 0; at < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
    if (!/['’ʼ‘]/.test(character)) {
      for (const part of character.normalize('NFKD').toLowerCase()) {
        if (combining.test(part)) continue;
        out += part;
        for (let unit = 0; unit < part.length; unit += 1) places.push(at);
      }
    }
    at += character.length;
  }
  places.push(text.length);
  return { text: out, places };
}

/** A number however it is written: its last nine digits with anything between them that numbers are written with. */
function numberPattern(digits: string): RegExp {
  return new RegExp(`(?:[+(]?\\d[\\d\\s().-]{0,6})?${Array.from(digits.slice(-9)).join('[\\s().-]*')}`, 'gu');
}

/**
 * Spans of the text that the words match: a word by its beginning, a phrase as a whole, a number in any
 * written form. In order, none overlapping another.
 */
export function marksIn(text: string, words: readonly string[]): Mark[] {
  const found: Mark[] = [];
  const whole = folded(text);
  for (const word of words) {
    const digits = word.replace(/[\s().+-]/g, '');
    if (/^\d{7,15}$/.test(digits)) {
      for (const match of text.matchAll(numberPattern(digits))) found.push({ from: match.index, until: match.index + match[0].length });
      continue;
    }
    const wanted = folded(word).text.replace(/\s+/g, ' ').trim();
    if (wanted === '') continue;
    for (let at = whole.text.indexOf(wanted); at >= 0; at = whole.text.indexOf(wanted, at + wanted.length)) {
      const before = whole.text[at - 1];
      if (before !== undefined && wordCharacter.test(before) && wordCharacter.test(wanted[0] ?? '')) continue;
      found.push({ from: whole.places[at] ?? 0, until: whole.places[at + wanted.length] ?? text.length });
    }
  }
  found.sort((one, other) => one.from - other.from || other.until - one.until);
  const apart: Mark[] = [];
  for (const mark of found) if (mark.from >= (apart.at(-1)?.until ?? 0)) apart.push(mark);
  return apart;
}
