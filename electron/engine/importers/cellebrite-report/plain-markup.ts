/**
 * Reads markup of the plain kind a report consists of: tags of ASCII names with quoted attributes,
 * CDATA, text, the five entities every XML text may use. It never judges: before anything else
 * (a fault, a comment, a rarer form) it stops, and saxes goes on from there. Several times as fast
 * as saxes, which is why it exists (docs/performance.md).
 */
import { keptOnce, plainEntities, PlainAttributes, type TagAttributes } from './tag-attributes.ts';

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

/** Below this, and not a space, tab or end of line, no character may stand in XML. */
const firstPlain = 0x20;
const tab = 0x09;
const firstSurrogate = 0xd800;

/** True for a character above the first surrogate that is read as it stands: half of a pair, or allowed. U+FDD0 has another use here. */
function highAllowed(text: string, at: number, code: number): boolean {
  if (code <= 0xdbff) {
    const next = text.charCodeAt(at + 1);
    return next >= 0xdc00 && next <= 0xdfff;
  }
  if (code <= 0xdfff) {
    const before = text.charCodeAt(at - 1);
    return before >= firstSurrogate && before <= 0xdbff;
  }
  return code <= 0xfffd && code !== 0xfdd0;
}

function entityAt(text: string, at: number): boolean {
  return text.startsWith('amp;', at + 1) || text.startsWith('lt;', at + 1) || text.startsWith('gt;', at + 1) || text.startsWith('quot;', at + 1) || text.startsWith('apos;', at + 1);
}

export class PlainMarkup {
  readonly #events: PlainEvents;
  readonly #attributes = new PlainAttributes();
  /** Names of the open elements, outermost first: kept up by whoever reads. */
  readonly #names: string[];
  #text = '';
  #at = 0;
  #line = 1;

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
      if (text.charCodeAt(begun) === less ? this.#markup() : this.#characters()) continue;
      this.#line = begunLine;
      return begun;
    }
    return text.length;
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
      if (code === greater) { this.#opened(name, at + 1); return true; }
      if (code === slash) {
        if (text.charCodeAt(at + 1) !== greater) return false;
        this.#opened(name, at + 2);
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

  #opened(name: string, after: number): void {
    this.#at = after;
    this.#events.open(name, this.#attributes, after, this.#line);
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
    let entities = false;
    let at = valueStart;
    for (; ;at += 1) {
      const code = text.charCodeAt(at);
      if (code === quote) break;
      // At the end of the text the code is NaN, and every comparison with it false.
      if (!(code >= firstPlain) || code === less) return -1;
      if (code === ampersand) {
        if (!entityAt(text, at)) return -1;
        entities = true;
      } else if (code >= firstSurrogate && !highAllowed(text, at, code)) return -1;
    }
    return this.#attributes.add(keptOnce(text, start, nameEnd), valueStart, at, entities) ? at + 1 : -1;
  }

  #cdata(): boolean {
    const text = this.#text;
    if (!text.startsWith(cdata, this.#at)) return false;
    const start = this.#at + cdata.length;
    let returns = false;
    let at = start;
    for (; ;at += 1) {
      const code = text.charCodeAt(at);
      if (code === bracket && text.charCodeAt(at + 1) === bracket && text.charCodeAt(at + 2) === greater) break;
      if (code >= firstPlain) {
        if (code >= firstSurrogate && !highAllowed(text, at, code)) return false;
      } else if (code === lineFeed) this.#line += 1;
      else if (code === carriageReturn && text.charCodeAt(at + 1) === lineFeed) returns = true;
      else if (code !== tab) return false;
    }
    this.#at = at + 3;
    if (at > start && this.#events.wantsText(false)) {
      const inside = text.slice(start, at);
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
    let entities = false;
    for (; ;at += 1) {
      const code = text.charCodeAt(at);
      if (code === less) break;
      if (code >= firstPlain) {
        if (code === ampersand) {
          if (!entityAt(text, at)) return false;
          entities = true;
        } else if (code === greater ? text.startsWith(']]', at - 2) : code >= firstSurrogate && !highAllowed(text, at, code)) return false;
      } else if (code === lineFeed) this.#line += 1;
      else if (code !== tab && (code !== carriageReturn || text.charCodeAt(at + 1) !== lineFeed)) return false;
    }
    this.#at = at;
    if (!this.#events.wantsText(blank && text.charCodeAt(at + 1) !== bang)) return true;
    const found = text.slice(start, at).replaceAll('\r\n', '\n');
    this.#events.text(entities ? plainEntities(found) : found);
    return true;
  }
}
