/**
 * Reads markup of the plain kind a report consists of: tags of ASCII names with quoted attributes,
 * CDATA, text, the five entities every XML text may use. It never judges: before anything else
 * (a fault, a comment, a rarer form) it stops, and saxes goes on from there. Several times as fast
 * as saxes, which is why it exists (docs/performance.md). It is given bytes of valid UTF-8 as one
 * character each, which costs nothing, and decodes only the values that need it.
 */
import { ownCopy } from '../text/own-copy.ts';
import { decoded, keptOnce, PlainAttributes, withEntities, withLong, type TagAttributes } from './tag-attributes.ts';

export interface PlainEvents {
  /** A tag has been read up to `after`, on this line. */
  open(name: string, attributes: TagAttributes, after: number, line: number): void;
  close(after: number): void;
  /** Whether text here is of use. `blank`: it is white space, and a tag follows. */
  wantsText(blank: boolean): boolean;
  text(text: string): void;
}

const less = 0x3c;
const greater = 0x3e;
const slash = 0x2f;
const bang = 0x21;
const ampersand = 0x26;
const bracket = 0x5d;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const cdata = '<![CDATA[';

/** 1: may stand in a name; 2: may also begin one. */
const nameClass = new Uint8Array(128);
for (const character of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_:') nameClass[character.charCodeAt(0)] = 2;
for (const character of '0123456789.-') nameClass[character.charCodeAt(0)] = 1;

/** From here on a byte is part of a longer character. */
const firstLong = 0x80;
/** Below this, and not a space, tab or end of line, no character may stand in XML. */
const firstPlain = 0x20;
const tab = 0x09;

/** True for U+FFFE and U+FFFF, which may not stand in XML, and for U+FDD0, which has another use here. */
function refused(text: string, at: number): boolean {
  if (text.charCodeAt(at) !== 0xef) return false;
  const next = text.charCodeAt(at + 1);
  const last = text.charCodeAt(at + 2);
  return (next === 0xbf && last >= 0xbe) || (next === 0xb7 && last === 0x90);
}

function entityAt(text: string, at: number): boolean {
  return text.startsWith('amp;', at + 1) || text.startsWith('lt;', at + 1) || text.startsWith('gt;', at + 1) || text.startsWith('quot;', at + 1) || text.startsWith('apos;', at + 1);
}

/** A tag met before, with the white space before it. */
interface KnownTag {
  readonly text: string;
  /** Whether white space stands before it, and how many lines end in it. */
  readonly spaced: boolean;
  readonly lines: number;
  readonly name: string;
  /** Null for the end of an element. */
  readonly attributes: TagAttributes | null;
  readonly selfClosing: boolean;
}

/** A report is made of some hundred different tags; most of its characters are theirs. One that holds an id or a time is not met again. */
const longestKnown = 120;
const longestValue = 24;
const knownSlots = 2_048;

const countLines = (text: string): number => text.split('\n').length - 1;

/** Where the tag that ends at `end` would be kept: by its length and a few of its characters. */
function slotOf(text: string, start: number, end: number): number {
  const length = end - start;
  const last = end - 1;
  let mixed = length * 31 + text.charCodeAt(last - (length >> 3));
  mixed = mixed * 31 + text.charCodeAt(last - (length >> 2));
  mixed = mixed * 31 + text.charCodeAt(last - (length >> 2) - (length >> 3));
  mixed = mixed * 31 + text.charCodeAt(last - (length >> 1));
  return (mixed ^ (mixed >> 11)) & (knownSlots - 1);
}

export class PlainMarkup {
  readonly #known: (KnownTag | null)[] = Array.from({ length: knownSlots }, () => null);
  readonly #events: PlainEvents;
  readonly #attributes = new PlainAttributes();
  /** Names of the open elements, outermost first: kept up by whoever reads. */
  readonly #names: string[];
  #text = '';
  #at = 0;
  #line = 1;
  #lastName = '';

  constructor(events: PlainEvents, names: string[]) {
    this.#events = events;
    this.#names = names;
  }

  /** The line of the place where reading stopped. */
  get line(): number { return this.#line; }

  /** Reads on from a place in markup; returns where it stopped, which is the beginning of a tag or of a text, or the end of the piece after a tag. */
  read(text: string, from: number, line: number): number {
    this.#text = text;
    this.#at = from;
    this.#line = line;
    while (this.#at < text.length) {
      const begun = this.#at;
      const begunLine = this.#line;
      if (this.#token()) continue;
      this.#line = begunLine;
      return begun;
    }
    return text.length;
  }

  /** Reads one tag, with white space before it, or one text. */
  #token(): boolean {
    const text = this.#text;
    const start = this.#at;
    const first = text.charCodeAt(start);
    if (first === less && text.charCodeAt(start + 1) === bang) return this.#cdata();
    if (first !== less && first > firstPlain) return this.#characters();
    const end = text.indexOf('>', start) + 1;
    if (end > 0 && end - start <= longestKnown) {
      const slot = slotOf(text, start, end);
      const known = this.#find(slot, start, end);
      if (known === null) return this.#learn(start, end, slot);
      const told = this.#tell(known, end);
      if (told !== null) return told;
    }
    return first === less ? this.#markup() : this.#characters();
  }

  /** The tag from `start` to `end`, if it is kept: in its slot, or beside it. */
  #find(slot: number, start: number, end: number): KnownTag | null {
    const known = this.#known[slot] ?? null;
    if (known !== null && this.#stands(known.text, start, end)) return known;
    const beside = this.#known[slot ^ 1] ?? null;
    return beside !== null && this.#stands(beside.text, start, end) ? beside : null;
  }

  #stands(tag: string, start: number, end: number): boolean {
    return tag.length === end - start && this.#text.slice(start, end) === tag;
  }

  /** Tells of a tag met before. Null when its white space is of use. */
  #tell(known: KnownTag, end: number): boolean | null {
    if (known.spaced && this.#events.wantsText(true)) return null;
    if (known.attributes === null) {
      if (this.#names[this.#names.length - 1] !== known.name) return false;
      this.#at = end;
      this.#line += known.lines;
      this.#names.pop();
      this.#events.close(end);
      return true;
    }
    this.#line += known.lines;
    this.#opened(known.name, known.attributes, end);
    if (known.selfClosing) {
      this.#names.pop();
      this.#events.close(end);
    }
    return true;
  }

  /** Reads a tag and keeps it, to be known when it is met again. */
  #learn(start: number, end: number, slot: number): boolean {
    const text = this.#text;
    const line = this.#line;
    const tag = this.#skipSpace(start);
    if (text.charCodeAt(tag) !== less || text.charCodeAt(tag + 1) === bang || (tag > start && this.#events.wantsText(true))) {
      this.#line = line;
      return this.#characters();
    }
    this.#at = tag;
    const closing = text.charCodeAt(tag + 1) === slash;
    const name = closing ? this.#names[this.#names.length - 1] ?? '' : '';
    if (!this.#markup()) return false;
    if (this.#at !== end || (!closing && this.#attributes.longest > longestValue)) return true;
    const characters = ownCopy(text.slice(start, end));
    // Two tags of one slot, met in turn, would drive each other out for the whole report.
    this.#known[slot ^ 1] = this.#known[slot] ?? null;
    this.#known[slot] = {
      text: characters, spaced: tag > start, lines: countLines(characters), name: closing ? name : this.#lastName,
      attributes: closing ? null : this.#attributes.copy(), selfClosing: text.charCodeAt(end - 2) === slash,
    };
    return true;
  }

  #markup(): boolean {
    const next = this.#text.charCodeAt(this.#at + 1);
    if (next === slash) return this.#closeTag();
    if (next === bang) return this.#cdata();
    return this.#openTag();
  }

  #closeTag(): boolean {
    const name = this.#names[this.#names.length - 1];
    if (name === undefined) return false;
    const text = this.#text;
    const start = this.#at + 2;
    const end = start + name.length;
    if (text.charCodeAt(end) !== greater) return false;
    for (let at = 0; at < name.length; at += 1) if (name.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
    this.#at = end + 1;
    this.#names.pop();
    this.#events.close(this.#at);
    return true;
  }

  #nameEnd(start: number): number {
    const text = this.#text;
    const first = text.charCodeAt(start);
    if (!(first < 128) || nameClass[first] !== 2) return start;
    let at = start + 1;
    for (; ;at += 1) {
      const code = text.charCodeAt(at);
      if (!(code < 128) || nameClass[code] === 0) return at;
    }
  }

  #openTag(): boolean {
    const text = this.#text;
    const nameStart = this.#at + 1;
    let at = this.#nameEnd(nameStart);
    if (at === nameStart) return false;
    const name = keptOnce(text, nameStart, at);
    this.#attributes.begin(text);
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === greater) { this.#opened(name, this.#attributes, at + 1); return true; }
      if (code === slash) {
        if (text.charCodeAt(at + 1) !== greater) return false;
        this.#opened(name, this.#attributes, at + 2);
        this.#names.pop();
        this.#events.close(at + 2);
        return true;
      }
      const next = this.#skipSpace(at);
      if (next === at) return false;
      const after = text.charCodeAt(next);
      at = after === greater || after === slash ? next : this.#attribute(next);
      if (at === -1) return false;
    }
  }

  #opened(name: string, attributes: TagAttributes, after: number): void {
    this.#at = after;
    this.#lastName = name;
    this.#events.open(name, attributes, after, this.#line);
    this.#names.push(name);
  }

  /** Where white space ends. */
  #skipSpace(from: number): number {
    const text = this.#text;
    for (let at = from; ;at += 1) {
      const code = text.charCodeAt(at);
      if (code === lineFeed) this.#line += 1;
      else if (code !== firstPlain && code !== tab && (code !== carriageReturn || text.charCodeAt(at + 1) !== lineFeed)) return at;
    }
  }

  /** Reads `name="value"`; returns where it ends, or -1. */
  #attribute(start: number): number {
    const text = this.#text;
    const nameEnd = this.#nameEnd(start);
    const quote = text.charCodeAt(nameEnd + 1);
    if (nameEnd === start || text.charCodeAt(nameEnd) !== 0x3d || (quote !== 0x22 && quote !== 0x27)) return -1;
    const valueStart = nameEnd + 2;
    let coded = 0;
    let at = valueStart;
    for (; ;at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      // At the end of the text the code is NaN, and every comparison with it false.
      if (!(code >= firstPlain) || code === less) return -1;
      if (code === ampersand) {
        if (!entityAt(text, at)) return -1;
        coded |= withEntities;
      } else if (code >= firstLong) {
        if (refused(text, at)) return -1;
        coded |= withLong;
      }
    }
    return this.#attributes.add(keptOnce(text, start, nameEnd), valueStart, at, coded) ? at + 1 : -1;
  }

  #cdata(): boolean {
    const text = this.#text;
    if (!text.startsWith(cdata, this.#at)) return false;
    const start = this.#at + cdata.length;
    let returns = false;
    let coded = 0;
    let at = start;
    for (; ;at += 1) {
      const code = text.charCodeAt(at);
      if (code === bracket && text.charCodeAt(at + 1) === bracket && text.charCodeAt(at + 2) === greater) break;
      if (code >= firstPlain) {
        if (code < firstLong) continue;
        if (refused(text, at)) return false;
        coded = withLong;
      } else if (code === lineFeed) this.#line += 1;
      else if (code === carriageReturn && text.charCodeAt(at + 1) === lineFeed) returns = true;
      else if (code !== tab) return false;
    }
    this.#at = at + 3;
    if (at > start && this.#events.wantsText(false)) {
      const inside = decoded(text.slice(start, at), coded);
      this.#events.text(returns ? inside.replaceAll('\r\n', '\n') : inside);
    }
    return true;
  }

  /** Text up to the next tag. */
  #characters(): boolean {
    const text = this.#text;
    const start = this.#at;
    let at = this.#skipSpace(start);
    const blank = text.charCodeAt(at) === less;
    let coded = 0;
    for (; ;at += 1) {
      const code = text.charCodeAt(at);
      if (code === less) break;
      if (code >= firstPlain) {
        if (code === ampersand) {
          if (!entityAt(text, at)) return false;
          coded |= withEntities;
        } else if (code === greater ? text.startsWith(']]', at - 2) : code >= firstLong && refused(text, at)) return false;
        if (code >= firstLong) coded |= withLong;
      } else if (code === lineFeed) this.#line += 1;
      else if (code !== tab && (code !== carriageReturn || text.charCodeAt(at + 1) !== lineFeed)) return false;
    }
    this.#at = at;
    const beforeTag = blank && text.charCodeAt(at + 1) !== bang;
    // White space is only passed over together with its tag: when that is none, it is the beginning of a text.
    if (!this.#events.wantsText(beforeTag)) return beforeTag ? this.#markup() : true;
    this.#events.text(decoded(text.slice(start, at).replaceAll('\r\n', '\n'), coded));
    return true;
  }
}
