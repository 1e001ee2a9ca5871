/** A text as its bare letters: without case, accents and characters that print nothing, and with the way back to where each stood. */

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

export function plainLetters(text: string): PlainText {
  if (simple.test(text)) return { plain: text.toLowerCase(), from: (index) => index };
  const pieces: string[] = [];
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    // One character may be several letters: `ﬁ` is f and i, `Ⅻ` is x, i and i.
    for (const letter of character.normalize('NFKD').toLowerCase()) {
      if (printsNothing.test(letter)) continue;
      const plain = foldLetter(letter);
      pieces.push(plain);
      for (let unit = 0; unit < plain.length; unit += 1) places.push(at);
    }
    at += character.length;
  }
  const end = at;
  return { plain: pieces.join(''), from: (index) => places[index] ?? end };
}
