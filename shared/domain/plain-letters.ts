/** A text as its bare letters: without case, accents and characters that print nothing, and with the way back to where each stood. */
import { writtenLetters, type WrittenLetters } from './written-letters.ts';

/** Accents, and characters that show nothing and may stand inside a word. */
const printsNothing = /\p{M}|\p{Default_Ignorable_Code_Point}/u;
const simple = /^[\0-\x7f]*$/u;

/** Letters that other programs write with plain ones and that are no accents: `Łucja` as `Lucja`, `Straße` as `Strasse`. */
const folded: ReadonlyMap<string, string> = new Map([['ß', 'ss'], ['ł', 'l'], ['ø', 'o'], ['đ', 'd'], ['ð', 'd'], ['þ', 'th'], ['æ', 'ae'], ['œ', 'oe'], ['ı', 'i'], ['ħ', 'h'], ['ŧ', 't'],
  // The end of a Greek word, and what stretches an Arabic one.
  ['ς', 'σ'], ['ـ', ''],
  ...Array.from('ʹʻʼʽʾʿˈꞌ՚‛′‵', (apostrophe) => [apostrophe, "'"] as const),
]);
const digit = /^\p{Nd}$/u;

/** A digit of any script as ours; anything else as it is. Digits of a script stand in tens from one that is nought. */
function plainDigit(letter: string): string {
  if (!digit.test(letter) || letter < '\x80') return letter;
  const point = letter.codePointAt(0) ?? 0;
  let first = point;
  while (digit.test(String.fromCodePoint(first - 1)) && point - first < 9) first -= 1;
  return String(point - first);
}

/** One letter as plain ones. */
export const foldLetter = (letter: string): string => folded.get(letter) ?? plainDigit(letter);

export interface PlainText {
  readonly plain: string;
  /** Where the character at an index of `plain` begins in the text; at its length, where the text ends. */
  readonly from: (index: number) => number;
}

/** The text as it stands, and where it has letters as programs write them (`&uuml;`) also with those. Both: what is written so may be no such letter (`NAME=ADELE`). */
export function plainReadings(text: string): PlainText[] {
  const written = writtenLetters(text);
  return written.length === 0 ? [plainLetters(text)] : [plainLetters(text), plainWith(text, written)];
}

export function plainLetters(text: string): PlainText {
  return simple.test(text) ? { plain: text.toLowerCase(), from: (index) => index } : plainWith(text, []);
}

function plainWith(text: string, written: readonly WrittenLetters[]): PlainText {
  const pieces: string[] = [];
  const places: number[] = [];
  const add = (character: string, at: number): void => {
    // One character may be several letters: `ﬁ` is f and i, `Ⅻ` is x, i and i.
    for (const letter of character.normalize('NFKD').toLowerCase()) {
      if (printsNothing.test(letter)) continue;
      const plain = foldLetter(letter);
      pieces.push(plain);
      for (let unit = 0; unit < plain.length; unit += 1) places.push(at);
    }
  };
  let at = 0;
  const addUntil = (end: number): void => {
    for (const character of text.slice(at, end)) {
      add(character, at);
      at += character.length;
    }
  };
  for (const { start, end, letters } of written) {
    addUntil(start);
    for (const letter of letters) add(letter, start);
    at = end;
  }
  addUntil(text.length);
  return { plain: pieces.join(''), from: (index) => places[index] ?? text.length };
}
