/** The attributes of the tag last read. Most are never asked for, so they are cut out of the text only then. */
import { ownCopy } from '../text/own-copy.ts';

export interface TagAttributes {
  /** The value of one attribute; undefined when the tag has none of that name. */
  get(name: string): string | undefined;
  /** All of them, in the tag's order. */
  record(): Readonly<Record<string, string>>;
}

/** Attributes as saxes gives them. */
export class GivenAttributes implements TagAttributes {
  readonly #given: Readonly<Record<string, string>>;
  constructor(given: Readonly<Record<string, string>>) {
    this.#given = given;
  }
  get(name: string): string | undefined { return this.#given[name]; }
  record(): Readonly<Record<string, string>> { return this.#given; }
}

export const noAttributes: TagAttributes = new GivenAttributes(Object.freeze(Object.create(null) as Record<string, string>));

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What a value holds besides single bytes: entities, characters of several bytes. */
export const withEntities = 1;
export const withLong = 2;

/** A value as text: characters of several bytes put together, and the five entities every XML text may use replaced. */
export function decoded(value: string, coded: number): string {
  const text = (coded & withLong) === 0 ? value : Buffer.from(value, 'latin1').toString('utf8');
  return (coded & withEntities) === 0 ? text : text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => predefined[name] ?? '');
}

/** Values that come again and again are kept once, so that they are told apart without looking at their characters. */
const longestKept = 24;
const kept: string[] = Array.from({ length: 512 }, () => '');

/** The characters from `start` to `end`; the same string for the same characters, mostly. */
export function keptOnce(text: string, start: number, end: number): string {
  const length = end - start;
  if (length === 0) return '';
  // What begins with a digit is a number, a time or an id, and seldom comes again.
  if (length > longestKept || text.charCodeAt(start) < 0x41) return text.slice(start, end);
  const slot = (text.charCodeAt(start) * 7 + text.charCodeAt(end - 1) * 31 + text.charCodeAt(start + (length >> 1)) * 3 + length * 61) & 511;
  const known = kept[slot] ?? '';
  if (standsAt(known, text, start, length)) return known;
  const beside = kept[slot ^ 1] ?? '';
  if (standsAt(beside, text, start, length)) return beside;
  const made = ownCopy(text.slice(start, end));
  // Two values of one slot, met in turn, would drive each other out for the whole report.
  kept[slot ^ 1] = known;
  kept[slot] = made;
  return made;
}

function standsAt(known: string, text: string, start: number, length: number): boolean {
  if (known.length !== length) return false;
  let at = 0;
  while (at < length && known.charCodeAt(at) === text.charCodeAt(start + at)) at += 1;
  return at === length;
}

/** Attributes of a tag that is met often. */
class KeptAttributes implements TagAttributes {
  readonly #names: readonly string[];
  readonly #values: readonly string[];
  readonly #record: Readonly<Record<string, string>>;
  constructor(given: Readonly<Record<string, string>>) {
    this.#names = Object.keys(given);
    this.#values = Object.values(given).map(ownCopy);
    this.#record = given;
  }
  get(name: string): string | undefined {
    for (let index = 0; index < this.#names.length; index += 1) if (this.#names[index] === name) return this.#values[index];
    return undefined;
  }
  record(): Readonly<Record<string, string>> { return this.#record; }
}

/** Attributes by their places in the text. One object serves for every tag. */
export class PlainAttributes implements TagAttributes {
  readonly #names: string[] = [];
  /** Where each value begins and ends, and what it holds. */
  readonly #places: number[] = [];
  #text = '';
  #count = 0;

  begin(text: string): void {
    this.#text = text;
    this.#count = 0;
  }

  /** False when the tag has an attribute of that name already. */
  add(name: string, start: number, end: number, coded: number): boolean {
    for (let index = 0; index < this.#count; index += 1) if (this.#names[index] === name) return false;
    const at = this.#count * 3;
    this.#names[this.#count] = name;
    this.#places[at] = start;
    this.#places[at + 1] = end;
    this.#places[at + 2] = coded;
    this.#count += 1;
    return true;
  }

  /** Characters of the longest value. */
  get longest(): number {
    let longest = 0;
    for (let index = 0; index < this.#count; index += 1) longest = Math.max(longest, (this.#places[index * 3 + 1] ?? 0) - (this.#places[index * 3] ?? 0));
    return longest;
  }

  #value(index: number): string {
    const at = index * 3;
    return decoded(keptOnce(this.#text, this.#places[at] ?? 0, this.#places[at + 1] ?? 0), this.#places[at + 2] ?? 0);
  }

  get(name: string): string | undefined {
    for (let index = 0; index < this.#count; index += 1) if (this.#names[index] === name) return this.#value(index);
    return undefined;
  }

  /** The same attributes, to be kept. */
  copy(): TagAttributes { return new KeptAttributes(this.record()); }

  record(): Readonly<Record<string, string>> {
    const all = Object.create(null) as Record<string, string>;
    for (let index = 0; index < this.#count; index += 1) all[this.#names[index] ?? ''] = this.#value(index);
    return all;
  }
}
