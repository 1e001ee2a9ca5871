/**
 * WhatsApp sprinkles its exports with characters that print nothing: direction marks (U+200E,
 * U+200F, U+202A to U+202E, U+2066 to U+2069), byte-order marks in mid-file (U+FEFF), and a narrow
 * no-break space (U+202F) before AM/PM. They are taken out for matching only; the verbatim row
 * keeps every character.
 */

const hiddenAnywhere = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/;
const hiddenEverywhere = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const unusualSpace = /[\u00a0\u2007\u2009\u202f]/g;
/** Anything in a line's start that needs the slow road: hidden characters, unusual spaces, digits of another script. */
const needsNormalising = /[\u00a0\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u2007\u2009\u200e\u200f\u202a-\u202f\u2066-\u2069\ufeff]/;

/** True for a character that prints nothing. */
export function isHidden(code: number): boolean {
  return code === 0xfeff || (code >= 0x200e && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);
}

/** The text without hidden characters, unusual spaces made plain. Joiners inside emoji stay. */
export function withoutHidden(text: string): string {
  const visible = hiddenAnywhere.test(text) ? text.replace(hiddenEverywhere, '') : text;
  return visible.replace(unusualSpace, ' ');
}

/** The beginning of a line, made plain for matching. `places[i]` is where character `i` stands in the line; null = the same place. */
export interface PlainHead { readonly text: string; readonly places: readonly number[] | null }

function plainCharacter(code: number, character: string): string {
  if (code === 0xa0 || code === 0x2007 || code === 0x2009 || code === 0x202f) return ' ';
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  if (code >= 0x966 && code <= 0x96f) return String(code - 0x966);
  return character;
}

/** Makes the first characters of a line plain: no hidden characters, plain spaces, digits 0 to 9. */
export function plainHead(line: string, length: number): PlainHead {
  const head = line.length > length ? line.slice(0, length) : line;
  if (!needsNormalising.test(head)) return { text: head, places: null };
  const places: number[] = [];
  let text = '';
  for (let at = 0; at < head.length; at += 1) {
    const code = head.charCodeAt(at);
    if (isHidden(code)) continue;
    text += plainCharacter(code, head[at] as string); // within the length just tested
    places.push(at);
  }
  places.push(head.length);
  return { text, places };
}
