/**
 * Cuts a JSON file of any size into pieces: the values inside the containers the caller wants
 * opened, each with its own characters. Libraries give values, not the characters they were made
 * of, and the characters are the evidence; so only the boundaries are found here and each piece is
 * parsed by JSON.parse. One piece is held at a time, up to a limit.
 */
import { showBytes } from '../text/text-lines.ts';
import { MemberNames } from './member-names.ts';
import type { JsonPath } from './path.ts';

export type PieceFault = 'too-large' | 'too-deep' | 'undecodable' | 'cut-off';

/** A value that was not opened. */
export interface JsonPiece {
  /** Distinct from every other piece's: a name that comes again in its object has its position behind it. */
  readonly path: JsonPath;
  /** The same with every name as it is written. */
  readonly keys: JsonPath;
  /** Its characters as they stand; of a piece with a fault, the beginning. */
  readonly text: string;
  readonly byteLength: number;
  readonly fault: PieceFault | null;
}

/** Where the file stops being JSON; nothing after it is read. `text` is the beginning of what stands there. */
export interface JsonDamage { readonly byte: number; readonly path: JsonPath; readonly reason: string; readonly text: string }

interface Frame {
  readonly array: boolean;
  readonly path: JsonPath;
  readonly keys: JsonPath;
  /** What may come next. */
  expects: 'first' | 'key' | 'colon' | 'value' | 'comma';
  /** Place of the next element; number of members so far. */
  count: number;
  /** The member being read: its name as written, and told apart from others of that name. */
  key: string;
  name: string;
  readonly names: MemberNames;
}

/** Longest piece kept whole: 8 MiB. Longer ones keep their first 4 KiB. */
export const pieceByteLimit = 8 * 2 ** 20;
const excerptBytes = 4096;
const keyByteLimit = 65_536;
/** Deeper nesting than this is no entry of anything: 100. */
export const depthLimit = 100;
const openLimit = 16;
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

/** Whether the container at this path is looked into; `keys` is the path with every name as it is written. */
export type OpensContainer = (path: JsonPath, array: boolean, keys: JsonPath) => boolean;

export class JsonPieceReader {
  readonly #opens: OpensContainer;
  readonly #frames: Frame[] = [];
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #collecting: Collecting | null = null;
  #byte = 0;
  #rootSeen = false;
  #damage: JsonDamage | null = null;

  /** What `opens` does not look into becomes a piece. */
  constructor(opens: OpensContainer) {
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
    return [...frame.path, frame.array ? frame.count : frame.name];
  }

  /** The same with names as written. */
  #nextKeys(path: JsonPath): JsonPath {
    const frame = this.#frame();
    if (frame === null || (frame.keys === frame.path && (frame.array || frame.key === frame.name))) return path;
    return [...frame.keys, frame.array ? frame.count : frame.key];
  }

  #fail(at: number, reason: string): void {
    this.#damage ??= { byte: this.#byte + at, path: this.#frame()?.path ?? [], reason, text: '' };
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
    const path = this.#nextPath();
    into.push({ path, keys: this.#nextKeys(path), text: fault === 'too-deep' ? text.slice(0, excerptBytes) : text, byteLength: collecting.length, fault });
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
    frame.key = name;
    frame.name = frame.names.distinct(name, frame.count);
    frame.expects = 'colon';
  }

  #begin(role: Collecting['role'], byte: number): void {
    const form = byte === quote ? 'string' : isOpening(byte) ? 'container' : 'scalar';
    this.#collecting = { role, form, parts: [], held: 0, length: 0, depth: 0, inString: false, escaped: false, tooDeep: false };
  }

  #open(array: boolean, path: JsonPath, keys: JsonPath): void {
    this.#frames.push({ array, path, keys, expects: 'first', count: 0, key: '', name: '', names: new MemberNames() });
  }

  #value(byte: number, at: number): 'taken' | 'collect' {
    const path = this.#nextPath();
    const keys = this.#nextKeys(path);
    if (isOpening(byte) && this.#frames.length < openLimit && this.#opens(path, byte === 0x5b, keys)) {
      this.#open(byte === 0x5b, path, keys);
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
    if (this.#damage !== null && this.#damage.text === '') {
      const from = Math.max(0, this.#damage.byte - this.#byte);
      this.#damage = { ...this.#damage, text: showBytes(bytes.subarray(from, from + excerptBytes), 'utf-8') };
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
