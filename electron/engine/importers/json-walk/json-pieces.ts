/**
 * Cuts a JSON file of any size into pieces: the values inside the containers the caller wants
 * opened, each with its own characters. Libraries give values, not the characters they were made
 * of, and the characters are the evidence; so only the boundaries are found here and each piece is
 * parsed by JSON.parse. One piece is held at a time, up to a limit.
 */
import { showBytes } from '../whatsapp-export/text-lines.ts';
import type { JsonPath } from './json-path.ts';

export type PieceFault = 'too-large' | 'too-deep' | 'undecodable' | 'cut-off';

/** A value that was not opened. */
export interface JsonPiece {
  readonly path: JsonPath;
  /** Its characters as they stand; of a piece with a fault, the beginning. */
  readonly text: string;
  readonly byteLength: number;
  readonly fault: PieceFault | null;
}

/** Where the file stops being JSON; nothing after it is read. */
export interface JsonDamage { readonly byte: number; readonly path: JsonPath; readonly reason: string }

interface Frame {
  readonly array: boolean;
  readonly path: JsonPath;
  /** What may come next. */
  expects: 'first' | 'key' | 'colon' | 'value' | 'comma';
  /** Place of the next element; number of members so far. */
  count: number;
  key: string;
  /** Names met in an object, so that a name used twice makes two different paths. */
  readonly names: Set<string>;
}

/** Longest piece kept whole: 8 MiB. Longer ones keep their first 4 KiB. */
export const pieceByteLimit = 8 * 2 ** 20;
const excerptBytes = 4096;
const keyByteLimit = 65_536;
const depthLimit = 256;
const openLimit = 16;
const nameLimit = 500_000;
const byteOrderMark = [0xef, 0xbb, 0xbf];

const quote = 0x22;
const backslash = 0x5c;
const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b;
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d;
const startsScalar = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);

/** What is being collected: its bytes so far, and where in it the scan is. */
interface Collecting {
  readonly role: 'key' | 'value';
  readonly form: 'string' | 'container' | 'scalar';
  readonly parts: Buffer[];
  held: number;
  length: number;
  depth: number;
  inString: boolean;
  escaped: boolean;
  tooDeep: boolean;
}

export class JsonPieceReader {
  readonly #opens: (path: JsonPath, array: boolean) => boolean;
  readonly #frames: Frame[] = [];
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #collecting: Collecting | null = null;
  #byte = 0;
  #rootSeen = false;
  #damage: JsonDamage | null = null;

  /** `opens` says whether the container at this path is looked into; anything else becomes a piece. */
  constructor(opens: (path: JsonPath, array: boolean) => boolean) {
    this.#opens = opens;
  }

  /** Where the file stopped being JSON; null while it has not. */
  get damage(): JsonDamage | null {
    return this.#damage;
  }

  #frame(): Frame | null {
    return this.#frames.at(-1) ?? null;
  }

  /** The path the next value has. */
  #nextPath(): JsonPath {
    const frame = this.#frame();
    if (frame === null) return [];
    return [...frame.path, frame.array ? frame.count : frame.key];
  }

  #fail(at: number, reason: string): void {
    this.#damage ??= { byte: this.#byte + at, path: this.#frame()?.path ?? [], reason };
  }

  /** A value has ended: the container it stands in wants a comma or its end. */
  #valueEnded(): void {
    const frame = this.#frame();
    if (frame === null) this.#rootSeen = true;
    else {
      frame.expects = 'comma';
      frame.count += 1;
    }
  }

  #decode(bytes: Buffer): { readonly text: string; readonly ok: boolean } {
    try {
      return { text: this.#decoder.decode(bytes), ok: true };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return { text: showBytes(bytes, 'utf-8'), ok: false };
    }
  }

  #finish(collecting: Collecting, into: JsonPiece[], cutOff: boolean, at: number): void {
    this.#collecting = null;
    const [only] = collecting.parts;
    const bytes = only !== undefined && collecting.parts.length === 1 ? only : Buffer.concat(collecting.parts);
    const tooLarge = collecting.length > collecting.held;
    const { text, ok } = this.#decode(tooLarge ? bytes.subarray(0, excerptBytes) : bytes);
    if (collecting.role === 'key') {
      // A name whose bytes are not text is still a name: it stands as it is shown.
      this.#takeKey(ok ? text : JSON.stringify(text.slice(1, -1)), !tooLarge, at);
      return;
    }
    const fault: PieceFault | null = cutOff ? 'cut-off' : tooLarge ? 'too-large' : collecting.tooDeep ? 'too-deep' : ok ? null : 'undecodable';
    into.push({ path: this.#nextPath(), text: fault === 'too-deep' ? text.slice(0, excerptBytes) : text, byteLength: collecting.length, fault });
    this.#valueEnded();
  }

  #takeKey(text: string, whole: boolean, at: number): void {
    const frame = this.#frame();
    let name: unknown = null;
    try {
      name = JSON.parse(text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    if (frame === null || !whole || typeof name !== 'string') {
      this.#fail(at, 'a name in it cannot be read');
      return;
    }
    if (frame.names.size >= nameLimit) {
      this.#fail(at, `one object in it has more than ${nameLimit.toLocaleString('en-GB')} names`);
      return;
    }
    frame.key = name;
    for (let times = 2; frame.names.has(frame.key); times += 1) frame.key = `${name} (${times})`;
    frame.names.add(frame.key);
    frame.expects = 'colon';
  }

  #begin(role: Collecting['role'], byte: number): void {
    const form = byte === quote ? 'string' : isOpening(byte) ? 'container' : 'scalar';
    this.#collecting = { role, form, parts: [], held: 0, length: 0, depth: 0, inString: false, escaped: false, tooDeep: false };
  }

  #open(array: boolean, path: JsonPath): void {
    this.#frames.push({ array, path, expects: 'first', count: 0, key: '', names: new Set() });
  }

  #value(byte: number, at: number): 'taken' | 'collect' {
    const path = this.#nextPath();
    if (isOpening(byte) && this.#frames.length < openLimit && this.#opens(path, byte === 0x5b)) {
      this.#open(byte === 0x5b, path);
      return 'taken';
    }
    if (byte !== quote && !isOpening(byte) && !startsScalar(byte)) {
      this.#fail(at, `“${String.fromCharCode(byte).replace(/[^ -~]/, '?')}” stands where a value should`);
      return 'taken';
    }
    this.#begin('value', byte);
    return 'collect';
  }

  #close(frame: Frame, byte: number, at: number): void {
    if ((byte === 0x5d) !== frame.array) {
      this.#fail(at, 'a bracket closes something that was not opened');
      return;
    }
    this.#frames.pop();
    this.#valueEnded();
  }

  /** One byte between pieces that is no white space. */
  #between(byte: number, at: number): 'taken' | 'collect' {
    const frame = this.#frame();
    if (frame === null) {
      if (!this.#rootSeen) return this.#value(byte, at);
      this.#fail(at, 'more stands after its end');
      return 'taken';
    }
    if (isClosing(byte) && (frame.expects === 'first' || frame.expects === 'comma')) {
      this.#close(frame, byte, at);
      return 'taken';
    }
    if (frame.expects === 'comma' && byte === 0x2c) frame.expects = frame.array ? 'value' : 'key';
    else if (frame.expects === 'colon' && byte === 0x3a) frame.expects = 'value';
    else if (frame.expects === 'value' || (frame.array && frame.expects === 'first')) return this.#value(byte, at);
    else if ((frame.expects === 'first' || frame.expects === 'key') && byte === quote) {
      this.#begin('key', byte);
      return 'collect';
    } else this.#fail(at, `“${String.fromCharCode(byte).replace(/[^ -~]/, '?')}” stands where a ${frame.expects === 'comma' ? 'comma' : frame.expects === 'colon' ? 'colon' : 'name'} should`);
    return 'taken';
  }

  #hold(collecting: Collecting, bytes: Buffer): void {
    collecting.length += bytes.length;
    const limit = collecting.role === 'key' ? keyByteLimit : pieceByteLimit;
    if (collecting.length <= limit) {
      collecting.parts.push(bytes);
      collecting.held += bytes.length;
    } else if (collecting.held > excerptBytes) {
      // Too large to keep: only its beginning is, from here on.
      const beginning = Buffer.concat(collecting.parts).subarray(0, excerptBytes);
      collecting.parts.splice(0, collecting.parts.length, Buffer.from(beginning));
      collecting.held = beginning.length;
    } else if (collecting.held === 0) {
      collecting.parts.push(Buffer.from(bytes.subarray(0, excerptBytes)));
      collecting.held = Math.min(bytes.length, excerptBytes);
    }
  }

  /** Scans the piece being collected from `from`; the index after its last byte, or -1 when it goes on in the next chunk. */
  #scan(collecting: Collecting, bytes: Buffer, from: number): number {
    let { depth, inString, escaped } = collecting;
    for (let at = from; at < bytes.length; at += 1) {
      const byte = bytes[at] as number; // within the length just tested
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) {
          inString = false;
          if (depth === 0) return at + 1;
        }
      } else if (byte === quote) inString = true;
      else if (isOpening(byte)) {
        depth += 1;
        if (depth > depthLimit) collecting.tooDeep = true;
      } else if (isClosing(byte)) {
        // A scalar ends before the bracket that closes what it stands in.
        if (depth === 0) return at;
        depth -= 1;
        if (depth === 0) return at + 1;
      } else if (depth === 0 && (byte === 0x2c || isSpace(byte))) return at;
    }
    Object.assign(collecting, { depth, inString, escaped });
    return -1;
  }

  /** Pieces completed by these bytes. Nothing is read after damage. */
  push(chunk: Uint8Array): JsonPiece[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const pieces: JsonPiece[] = [];
    let at = 0;
    while (at < bytes.length && this.#damage === null) {
      const collecting = this.#collecting;
      if (collecting === null) {
        const byte = bytes[at] as number; // within the length just tested
        if (isSpace(byte) || byteOrderMark[this.#byte + at] === byte || this.#between(byte, at) === 'taken') at += 1;
        continue;
      }
      const end = this.#scan(collecting, bytes, at);
      this.#hold(collecting, bytes.subarray(at, end < 0 ? bytes.length : end));
      if (end >= 0) this.#finish(collecting, pieces, false, at);
      at = end < 0 ? bytes.length : end;
    }
    this.#byte += bytes.length;
    return pieces;
  }

  /** The last piece, when the file ends inside or right after it. A file that ends too soon is damaged. */
  end(): JsonPiece[] {
    const pieces: JsonPiece[] = [];
    const collecting = this.#collecting;
    if (collecting !== null && this.#damage === null) this.#finish(collecting, pieces, collecting.form !== 'scalar' || this.#frames.length > 0, 0);
    if (this.#frames.length > 0 || !this.#rootSeen) this.#fail(0, 'it ends before it is complete');
    return pieces;
  }
}
