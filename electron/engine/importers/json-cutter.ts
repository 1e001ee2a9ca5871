/**
 * Cuts a JSON document of any size into the members of the containers that hold its rows, each with
 * its own characters, so that a row can be kept as it stands in the file. It looks at brackets,
 * quotation marks and commas only; what is cut out is read by JSON.parse. A fault inside one member
 * costs that member; a fault between members ends the reading there, and says so.
 */
import type { QuarantinedRow } from '../../../shared/domain/item.ts';

export interface JsonMember {
  /** Names and positions (from 0) from the top of the document. */
  readonly keys: readonly (string | number)[];
  /** The same as text, distinct from every other member's: `event_0`, `@graph[3]`. */
  readonly place: string;
  /** The value's own characters; its beginning only when there is a fault. */
  readonly text: string;
  readonly fault: { readonly code: QuarantinedRow['code']; readonly reason: string } | null;
}

/** A member longer than this (4 MiB) is no row. */
const maxMemberBytes = 4_194_304;
const shownOfFault = 2_000;
/** Names remembered to tell repeated ones apart; beyond it every name is told apart by its position. */
const maxNamesHeld = 50_000;
/** Containers opened one inside another before anything is cut. */
const maxOpen = 16;

/**
 * Makes repeated names of one object distinct without remembering names that count by themselves
 * (`event_0`, `event_1`, …), of which there may be millions.
 */
class NameSeries {
  readonly #held = new Set<string>();
  #prefix: string | null = null;

  distinct(name: string, position: number): string {
    const [, prefix, digits] = /^(.*_)(\d{1,12})$/s.exec(name) ?? [];
    if (prefix !== undefined && digits === String(position) && (this.#prefix ??= prefix) === prefix && !this.#held.has(name)) return name;
    const counted = prefix !== undefined && prefix === this.#prefix && Number(digits) < position && digits === String(Number(digits));
    const repeated = counted || this.#held.has(name) || this.#held.size >= maxNamesHeld || name.includes(' (member ');
    if (this.#held.size < maxNamesHeld) this.#held.add(name);
    return repeated ? `${name} (member ${position + 1})` : name;
  }
}

interface Frame { readonly object: boolean; count: number; key: string; name: string; readonly names: NameSeries }
type Expecting = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';
/** What is being taken: a name, or a value that is a string, a container, or a bare word. */
interface Taking { readonly what: 'key' | 'string' | 'container' | 'word'; readonly parts: Buffer[]; length: number; depth: number; inString: boolean; escaped: boolean }

const [quote, backslash, comma, colon, openBrace, closeBrace, openBracket, closeBracket] = [0x22, 0x5c, 0x2c, 0x3a, 0x7b, 0x7d, 0x5b, 0x5d];
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** A name inside a place; one with brackets or points is written in quotation marks, so that no two places read alike. */
const named = (name: string): string => (/[.[\]"\s]/.test(name.replace(/ \(member \d+\)$/, '')) || name === '' ? `[${JSON.stringify(name)}]` : name);

export class JsonCutter {
  readonly #descend: (keys: readonly (string | number)[]) => boolean;
  readonly #decoder: TextDecoder;
  readonly #shower: TextDecoder;
  readonly #frames: Frame[] = [];
  #expecting: Expecting = 'value';
  #taking: Taking | null = null;
  #stopped = false;
  #out: JsonMember[] = [];

  /** `descend` says whether the container at this place holds rows (true) or is one (false). `encoding` is one in which ASCII stands for itself. */
  constructor(descend: (keys: readonly (string | number)[]) => boolean, encoding: string) {
    this.#descend = descend;
    this.#decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    this.#shower = new TextDecoder(encoding, { ignoreBOM: true });
  }

  #keys(): (string | number)[] {
    return this.#frames.map((frame) => (frame.object ? frame.key : frame.count));
  }

  #place(): string {
    if (this.#frames.length === 0) return 'whole document';
    return this.#frames.map((frame, index) => {
      if (!frame.object) return `[${frame.count}]`;
      const name = named(frame.name);
      return index === 0 || name.startsWith('[') ? name : `.${name}`;
    }).join('');
  }

  #emit(text: string, fault: JsonMember['fault']): void {
    this.#out.push({ keys: this.#keys(), place: this.#place(), text, fault });
  }

  #stop(bytes: Uint8Array, reason: string): void {
    this.#stopped = true;
    this.#taking = null;
    const keys = [...this.#keys(), 'unread'];
    this.#out.push({ keys, place: `${this.#place()} and what follows`, text: this.#shower.decode(bytes.subarray(0, shownOfFault)), fault: { code: 'malformed-row', reason } });
  }

  #decoded(bytes: Buffer): string | null {
    try {
      return this.#decoder.decode(bytes);
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  }

  #afterValue(): void {
    this.#expecting = this.#frames.length === 0 ? 'nothing' : 'comma-or-end';
  }

  /** What has been taken is whole. */
  #finish(taking: Taking): void {
    this.#taking = null;
    const bytes = Buffer.concat(taking.parts);
    if (taking.what === 'key') { this.#finishKey(bytes, taking); return; }
    const place = this.#place();
    if (taking.length > maxMemberBytes) {
      this.#emit(this.#shower.decode(bytes.subarray(0, shownOfFault)), { code: 'too-large', reason: `${place} is longer than 4 MiB. Its beginning is kept here; the whole is in the exhibit.` });
    } else {
      const text = this.#decoded(bytes);
      if (text !== null) this.#emit(text, null);
      else this.#emit(bytes.toString('latin1').replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`), { code: 'undecodable-text', reason: `${place} holds bytes that are not ${this.#decoder.encoding}; they are shown as \\x and two digits.` });
    }
    this.#afterValue();
  }

  #finishKey(bytes: Buffer, taking: Taking): void {
    const frame = this.#frames.at(-1);
    const text = taking.length > 65_536 ? null : this.#decoded(bytes);
    let key: unknown = null;
    try {
      key = text === null ? null : JSON.parse(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    if (frame === undefined || typeof key !== 'string') {
      this.#stop(bytes, `After ${this.#place()} stands a name that cannot be read. Nothing after it was read; it is in the exhibit.`);
      return;
    }
    frame.key = key;
    frame.name = frame.names.distinct(key, frame.count);
    this.#expecting = 'colon';
  }

  #keep(taking: Taking, chunk: Buffer, from: number, to: number): void {
    if (to <= from) return;
    if (taking.length <= maxMemberBytes) taking.parts.push(chunk.subarray(from, to));
    taking.length += to - from;
  }

  /** Takes bytes of a name or value from `at`; returns where it stopped. */
  #take(taking: Taking, chunk: Buffer, start: number): number {
    let at = start;
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at] as number; // within the length just tested
      if (taking.inString) {
        if (taking.escaped) taking.escaped = false;
        else if (byte === backslash) taking.escaped = true;
        else if (byte === quote) {
          taking.inString = false;
          if (taking.what !== 'container') { this.#keep(taking, chunk, start, at + 1); this.#finish(taking); return at + 1; }
        }
      } else if (taking.what === 'word') {
        if (isSpace(byte) || byte === comma || byte === closeBrace || byte === closeBracket) { this.#keep(taking, chunk, start, at); this.#finish(taking); return at; }
      } else if (byte === quote) taking.inString = true;
      else if (byte === openBrace || byte === openBracket) taking.depth += 1;
      else if (byte === closeBrace || byte === closeBracket) {
        taking.depth -= 1;
        if (taking.depth === 0) { this.#keep(taking, chunk, start, at + 1); this.#finish(taking); return at + 1; }
      }
    }
    this.#keep(taking, chunk, start, at);
    return at;
  }

  #begin(what: Taking['what'], chunk: Buffer, at: number): void {
    this.#taking = { what, parts: [chunk.subarray(at, at + 1)], length: 1, depth: 1, inString: what === 'key' || what === 'string', escaped: false };
  }

  #openOrTake(byte: number, chunk: Buffer, at: number): void {
    if (byte === quote) { this.#begin('string', chunk, at); return; }
    if (byte !== openBrace && byte !== openBracket) { this.#begin('word', chunk, at); return; }
    if (this.#frames.length >= maxOpen || !this.#descend(this.#keys())) { this.#begin('container', chunk, at); return; }
    const object = byte === openBrace;
    this.#frames.push({ object, count: 0, key: '', name: '', names: new NameSeries() });
    this.#expecting = object ? 'key-or-end' : 'value-or-end';
  }

  #close(byte: number): boolean {
    const frame = this.#frames.at(-1);
    if (frame === undefined || frame.object !== (byte === closeBrace)) return false;
    this.#frames.pop();
    this.#afterValue();
    return true;
  }

  /** One byte between names and values. False when it has no business there. */
  #between(byte: number, chunk: Buffer, at: number): boolean {
    const frame = this.#frames.at(-1);
    const closing = byte === closeBrace || byte === closeBracket;
    switch (this.#expecting) {
      case 'colon':
        if (byte !== colon) return false;
        this.#expecting = 'value';
        return true;
      case 'comma-or-end':
        if (closing) return this.#close(byte);
        if (byte !== comma || frame === undefined) return false;
        frame.count += 1;
        this.#expecting = frame.object ? 'key' : 'value';
        return true;
      case 'key': case 'key-or-end':
        if (byte === quote) { this.#begin('key', chunk, at); return true; }
        return this.#expecting === 'key-or-end' && closing && this.#close(byte);
      case 'value': case 'value-or-end':
        if (closing) return this.#expecting === 'value-or-end' && this.#close(byte);
        if (byte === comma || byte === colon) return false;
        this.#openOrTake(byte, chunk, at);
        return true;
      case 'nothing': return false;
    }
  }

  /** Members completed by these bytes. */
  push(chunk: Buffer): readonly JsonMember[] {
    this.#out = [];
    let at = 0;
    while (at < chunk.length && !this.#stopped) {
      if (this.#taking !== null) { at = this.#take(this.#taking, chunk, at); continue; }
      const byte = chunk[at] as number; // within the length just tested
      if (!isSpace(byte) && !this.#between(byte, chunk, at)) {
        this.#stop(chunk.subarray(at), `After ${this.#place()} the file is no longer JSON. Nothing after that was read; it is in the exhibit.`);
        break;
      }
      at += 1;
    }
    return this.#out;
  }

  /** What is left when the bytes have ended: nothing, unless the document was cut off. */
  end(): readonly JsonMember[] {
    this.#out = [];
    if (this.#taking?.what === 'word' && this.#frames.length === 0) this.#finish(this.#taking);
    if (!this.#stopped && (this.#expecting !== 'nothing' || this.#taking !== null)) {
      this.#stop(Buffer.concat(this.#taking?.parts ?? []), `The file ends in the middle of ${this.#place()}: it is cut off.`);
    }
    return this.#out;
  }
}
