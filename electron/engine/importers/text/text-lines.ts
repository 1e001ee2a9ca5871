/**
 * Cuts a text of any size into lines, with each line's number and byte. Decoding is strict: a line
 * whose bytes are not text in the file's encoding is handed on marked, its bytes shown as `\xNN`,
 * never replaced. A line is held in memory only up to a limit.
 */
import { isUtf8 } from 'node:buffer';

export interface TextLine {
  /** The line without its ending. For an undecodable line, bad bytes stand as `\xNN`. */
  readonly text: string;
  readonly ending: '' | '\n' | '\r\n';
  /** From 1. */
  readonly line: number;
  /** Offset of its first byte in the text, from 0. */
  readonly byte: number;
  /** Its length in bytes, ending included. */
  readonly byteLength: number;
  readonly undecodable: boolean;
  /** Bytes left out of `text` because the line is longer than the limit. */
  readonly cutBytes: number;
}

/** Longest line, and longest record, kept in memory: 1 MiB. */
export const recordByteLimit = 1 << 20;

const escapeByte = (byte: number): string => `\\x${byte.toString(16).padStart(2, '0')}`;

/** Bytes as text, those that are not text in the encoding as `\xNN`. */
export function showBytes(bytes: Buffer, encoding: string): string {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at] as number; // within the length just tested
    const length = byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    const sequence = bytes.subarray(at, at + length);
    if (byte < 0x80 || (encoding === 'utf-8' && sequence.length === length && isUtf8(sequence))) {
      text += sequence.toString('utf8');
      at += length;
    } else {
      text += escapeByte(byte);
      at += 1;
    }
  }
  return text;
}

interface RawLine { readonly bytes: Buffer; readonly cutBytes: number }

export class TextLineReader {
  readonly #encoding: string;
  readonly #decoder: TextDecoder;
  readonly #unit: 1 | 2;
  #carry: Buffer = Buffer.alloc(0);
  /** Bytes of an over-long line dropped after what `#carry` keeps. */
  #dropped = 0;
  /** Half a UTF-16 unit met while dropping. */
  #half: Buffer = Buffer.alloc(0);
  #line = 0;
  #byte = 0;

  /** `encoding` is a label TextDecoder understands; an unknown one throws RangeError. */
  constructor(encoding: string) {
    this.#decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    this.#encoding = this.#decoder.encoding;
    this.#unit = this.#encoding.startsWith('utf-16') ? 2 : 1;
  }

  /** Where the next line feed begins at or after `from`; -1 when there is none. */
  #newline(bytes: Buffer, from: number): number {
    if (this.#unit === 1) return bytes.indexOf(10, from);
    const low = this.#encoding === 'utf-16le' ? 0 : 1;
    for (let at = bytes.indexOf(10, from); at >= 0; at = bytes.indexOf(10, at + 1)) {
      if ((at - low) % 2 === 0 && bytes[at + 1 - 2 * low] === 0) return at - low;
    }
    return -1;
  }

  #lastNewline(bytes: Buffer): number {
    if (this.#unit === 1) return bytes.lastIndexOf(10);
    const low = this.#encoding === 'utf-16le' ? 0 : 1;
    for (let at = bytes.lastIndexOf(10); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(10, at - 1)) {
      if ((at - low) % 2 === 0 && bytes[at + 1 - 2 * low] === 0) return at - low;
    }
    return -1;
  }

  #decode(bytes: Buffer): string | null {
    try {
      return this.#decoder.decode(bytes);
    } catch (error) {
      if (error instanceof TypeError) return null;
      throw error;
    }
  }

  #made(text: string, byteLength: number, undecodable: boolean, cutBytes: number): TextLine {
    const { length } = text;
    const ending = text.charCodeAt(length - 1) !== 10 ? '' : text.charCodeAt(length - 2) === 13 ? '\r\n' : '\n';
    this.#line += 1;
    const line = {
      text: ending === '' ? text : text.slice(0, length - ending.length), ending, line: this.#line, byte: this.#byte, byteLength, undecodable, cutBytes,
    } as const;
    this.#byte += byteLength;
    return line;
  }

  /** One line on its own: the road for over-long lines and for blocks with undecodable bytes. */
  #single({ bytes, cutBytes }: RawLine): TextLine {
    let whole = bytes;
    let text = this.#decode(whole);
    // A cut may fall inside a character.
    const backLimit = cutBytes > 0 ? 3 : 0;
    for (let back = 1; text === null && back <= backLimit; back += 1) {
      whole = bytes.subarray(0, bytes.length - back);
      text = this.#decode(whole);
    }
    return this.#made(text ?? showBytes(bytes, this.#encoding), bytes.length + cutBytes, text === null, cutBytes);
  }

  /** Complete lines of a block that ends with a line feed. */
  #block(bytes: Buffer, into: TextLine[]): void {
    if (this.#encoding !== 'utf-8') this.#lines(bytes, this.#decode(bytes), into);
    else this.#utf8Block(bytes, into);
  }

  /**
   * A string with one emoji in it takes two bytes a character, and so does every line cut from it: lines of
   * plain ASCII are therefore decoded together, and each other line by itself.
   */
  #utf8Block(bytes: Buffer, into: TextLine[]): void {
    for (let from = 0; from < bytes.length;) {
      let other = from;
      while (other < bytes.length && (bytes[other] as number) < 0x80) other += 1; // within the length just tested
      const plainEnd = other === bytes.length ? other : Math.max(from, bytes.lastIndexOf(10, other) + 1);
      if (plainEnd > from) this.#lines(bytes.subarray(from, plainEnd), bytes.toString('latin1', from, plainEnd), into);
      from = plainEnd;
      if (from === bytes.length) return;
      const end = bytes.indexOf(10, other) + 1;
      const line = bytes.subarray(from, end);
      this.#lines(line, this.#decode(line), into);
      from = end;
    }
  }

  /** Lines of bytes that have been decoded together; null when they hold bytes that are not text. */
  #lines(bytes: Buffer, text: string | null, into: TextLine[]): void {
    let from = 0;
    let fromByte = 0;
    const sameLength = text !== null && text.length === bytes.length;
    while (fromByte < bytes.length) {
      if (text === null) {
        const end = this.#newline(bytes, fromByte) + this.#unit;
        into.push(this.#single({ bytes: bytes.subarray(fromByte, end), cutBytes: 0 }));
        fromByte = end;
        continue;
      }
      const end = text.indexOf('\n', from) + 1;
      const endByte = sameLength ? end : this.#newline(bytes, fromByte) + this.#unit;
      into.push(this.#made(text.slice(from, end), endByte - fromByte, false, 0));
      from = end;
      fromByte = endByte;
    }
  }

  /** Lines completed by these bytes. */
  push(chunk: Uint8Array): TextLine[] {
    const lines: TextLine[] = [];
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#dropped > 0) {
      if (this.#half.length > 0) bytes = Buffer.concat([this.#half, bytes]);
      const end = this.#newline(bytes, 0);
      const over = end < 0 ? bytes.length - (bytes.length % this.#unit) : end + this.#unit;
      this.#dropped += over;
      this.#half = end < 0 ? Buffer.from(bytes.subarray(over)) : Buffer.alloc(0);
      if (end < 0) return lines;
      lines.push(this.#single({ bytes: this.#carry, cutBytes: this.#dropped }));
      this.#carry = Buffer.alloc(0);
      this.#dropped = 0;
      bytes = bytes.subarray(over);
    }
    if (this.#carry.length > 0) bytes = Buffer.concat([this.#carry, bytes]);
    const end = this.#lastNewline(bytes) + 1;
    const complete = end === 0 ? 0 : end - 1 + this.#unit;
    if (complete > 0) this.#block(bytes.subarray(0, complete), lines);
    this.#carry = bytes.subarray(complete);
    if (this.#carry.length > recordByteLimit) {
      const over = this.#carry.length - recordByteLimit;
      this.#dropped = over - (over % this.#unit);
      this.#half = Buffer.from(this.#carry.subarray(recordByteLimit + this.#dropped));
      this.#carry = Buffer.from(this.#carry.subarray(0, recordByteLimit));
    }
    return lines;
  }

  /** The last line, when the text does not end with a line feed. */
  end(): TextLine[] {
    if (this.#carry.length === 0) return [];
    const last = this.#single({ bytes: this.#carry, cutBytes: this.#dropped + this.#half.length });
    this.#half = Buffer.alloc(0);
    this.#carry = Buffer.alloc(0);
    this.#dropped = 0;
    return [last];
  }
}
