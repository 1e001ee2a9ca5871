/** Reads the smallest parts of PDF syntax from a short window, for checking only: nothing of it reaches an item. */

export type PdfValue =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'name'; readonly value: string }
  | { readonly kind: 'reference' | 'string' | 'other' }
  | { readonly kind: 'array'; readonly items: readonly PdfValue[] }
  | { readonly kind: 'dictionary'; readonly entries: ReadonlyMap<string, PdfValue> };

/** The window ended before the value did, or it is nested too deeply: nothing can be said. */
export class WindowEnded extends Error {}

const blank = /[\0\t\n\f\r ]/;
const delimiter = /[\0\t\n\f\r ()<>[\]{}/%]/;
const maxDepth = 50;

export class PdfTokens {
  readonly #text: string;
  at = 0;
  /** Characters that may not stand where they do, and names holding a zero byte. */
  strays = 0;

  /** @param text a window of the file, a character for each byte. */
  constructor(text: string) {
    this.#text = text;
  }

  skipBlanks(): void {
    while (this.at < this.#text.length) {
      const character = this.#text[this.at] ?? '';
      if (character === '%') while (this.at < this.#text.length && !/[\r\n]/.test(this.#text[this.at] ?? '')) this.at += 1;
      else if (blank.test(character)) this.at += 1;
      else return;
    }
    throw new WindowEnded();
  }

  /** The word here, without moving. */
  word(): string {
    let end = this.at;
    while (end < this.#text.length && !delimiter.test(this.#text[end] ?? '')) end += 1;
    return this.#text.slice(this.at, end);
  }

  value(depth = 0): PdfValue {
    if (depth > maxDepth) throw new WindowEnded();
    this.skipBlanks();
    const character = this.#text[this.at] ?? '';
    const pair = this.#text.slice(this.at, this.at + 2);
    if (pair === '<<') return this.#dictionary(depth);
    if (character === '[') return this.#array(depth);
    if (character === '(') return this.#string();
    if (character === '<') return this.#hexString();
    if (character === '/') return this.#name();
    if (/[)>\]{}]/.test(character)) {
      this.strays += 1;
      this.at += 1;
      return { kind: 'other' };
    }
    return this.#numberOrWord();
  }

  #dictionary(depth: number): PdfValue {
    const entries = new Map<string, PdfValue>();
    this.at += 2;
    for (;;) {
      this.skipBlanks();
      if (this.#text.startsWith('>>', this.at)) {
        this.at += 2;
        return { kind: 'dictionary', entries };
      }
      const key = this.value(depth + 1);
      if (key.kind !== 'name') { this.strays += 1; continue; }
      this.skipBlanks();
      if (this.#text.startsWith('>>', this.at)) continue;
      entries.set(key.value, this.value(depth + 1));
    }
  }

  #array(depth: number): PdfValue {
    const items: PdfValue[] = [];
    this.at += 1;
    for (;;) {
      this.skipBlanks();
      if (this.#text[this.at] === ']') {
        this.at += 1;
        return { kind: 'array', items };
      }
      if (this.#text.startsWith('>>', this.at)) {
        this.strays += 1;
        return { kind: 'array', items };
      }
      items.push(this.value(depth + 1));
    }
  }

  #string(): PdfValue {
    let depth = 0;
    for (; this.at < this.#text.length; this.at += 1) {
      const character = this.#text[this.at];
      if (character === '\\') this.at += 1;
      else if (character === '(') depth += 1;
      else if (character === ')') {
        depth -= 1;
        if (depth === 0) {
          this.at += 1;
          return { kind: 'string' };
        }
      }
    }
    throw new WindowEnded();
  }

  #hexString(): PdfValue {
    const end = this.#text.indexOf('>', this.at);
    if (end === -1) throw new WindowEnded();
    this.at = end + 1;
    return { kind: 'string' };
  }

  #name(): PdfValue {
    this.at += 1;
    const value = this.word();
    this.at += value.length;
    if (this.at >= this.#text.length) throw new WindowEnded();
    if (value.includes('#00')) this.strays += 1;
    return { kind: 'name', value };
  }

  #numberOrWord(): PdfValue {
    const word = this.word();
    this.at += Math.max(1, word.length);
    if (this.at >= this.#text.length) throw new WindowEnded();
    if (!/^[+-]?\d+$/.test(word)) return { kind: 'other' };
    const reference = /^\s+\d{1,5}\s+R(?![A-Za-z\d])/.exec(this.#text.slice(this.at, this.at + 24));
    if (reference === null) return { kind: 'integer', value: Number(word) };
    this.at += reference[0].length;
    return { kind: 'reference' };
  }
}
