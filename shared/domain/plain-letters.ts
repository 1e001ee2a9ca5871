/** A text as its bare letters: without case, accents and characters that print nothing, and with the way back to where each stood. */

/** Accents, and characters that show nothing and may stand inside a word. */
const printsNothing = /\p{M}|\p{Default_Ignorable_Code_Point}/u;
const simple = /^[\0-\x7f]*$/u;

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
      pieces.push(letter);
      for (let unit = 0; unit < letter.length; unit += 1) places.push(at);
    }
    at += character.length;
  }
  const end = at;
  return { plain: pieces.join(''), from: (index) => places[index] ?? end };
}
