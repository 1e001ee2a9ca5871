/**
 * The report's bytes in UTF-8, in pieces that end where a tag ends, so that no tag, no CDATA mark and
 * no character is ever split between two pieces. Places are counted in those bytes.
 */
import { isUtf8 } from 'node:buffer';
import { decideEncoding } from '../text/text-encoding.ts';

export interface TextPiece {
  /** In UTF-8. Good until the next piece is asked for. */
  readonly bytes: Buffer;
  /** Where the piece begins, in bytes of the text as UTF-8. */
  readonly startByte: number;
  /** Bytes of the source read so far. */
  readonly sourceBytes: number;
  /** False when some bytes are not characters: in its text they stand as U+FFFD. */
  readonly valid: boolean;
}

const closing = 0x3e;
/** Text is decoded in pieces whose strings stay small for the garbage collector. */
const pieceBytes = 1 << 13;
/** A stretch without the end of a tag is passed on in parts of about this size. */
const largestCarry = 1 << 20;

/** The encoding of the report: by its byte-order mark, its XML declaration, or its bytes. */
export function reportEncoding(head: Uint8Array): string {
  const found = decideEncoding(head);
  if (found.markBytes > 0 || found.encoding.startsWith('utf-16')) return found.encoding;
  const declared = /^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(Buffer.from(head.subarray(0, 400)).toString('latin1'))?.[1];
  try {
    return declared === undefined ? 'utf-8' : new TextDecoder(declared).encoding;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return 'utf-8';
  }
}

async function* asUtf8(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array, void, void> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}

/** The largest part of the buffer, from its beginning, that does not end inside a character. */
function wholeCharacters(bytes: Buffer): number {
  let cut = bytes.length;
  for (let back = 1; back <= 4 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) { cut = bytes.length - back; break; }
  }
  return cut === 0 ? bytes.length : cut;
}

/** What part of the text is wanted, in bytes of UTF-8. */
interface Part { readonly from: number; readonly until: number }
const everything: Part = { from: 0, until: Number.POSITIVE_INFINITY };

/** Bytes that wait for the end of their tag. One buffer is used over and over: one a chunk would fill the memory before it is collected. */
class Carry {
  #bytes = Buffer.allocUnsafe(1 << 19);
  #length = 0;
  /** What waited, and the chunk after it. Good until the next call. */
  with(chunk: Uint8Array): Buffer {
    const length = this.#length + chunk.length;
    if (length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(length * 2);
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(chunk, this.#length);
    this.#length = length;
    return this.#bytes.subarray(0, length);
  }
  dropFirst(count: number): void {
    this.#bytes.copyWithin(0, count, this.#length);
    this.#length -= count;
  }
}

/** Where the piece that begins at `start` ends: after the last tag that fits, or after the first when none does. */
function pieceEnd(bytes: Buffer, start: number, cut: number): number {
  if (cut - start <= pieceBytes) return cut;
  const last = bytes.lastIndexOf(closing, start + pieceBytes - 1) + 1;
  if (last > start) return last;
  const first = bytes.indexOf(closing, start + pieceBytes) + 1;
  return first === 0 || first > cut ? cut : first;
}

/** Cuts a stream of bytes, or a part of it, into pieces of text. The last piece may end in the middle of a tag. */
export async function* textPieces(source: AsyncIterable<Uint8Array>, encoding: string, { from, until }: Part = everything): AsyncGenerator<TextPiece, void, void> {
  const carry = new Carry();
  let position = 0;
  let startByte = from;
  let sourceBytes = 0;
  let waiting: Buffer = Buffer.alloc(0);
  const piece = (bytes: Buffer): TextPiece => {
    const made = { bytes, startByte, sourceBytes, valid: isUtf8(bytes) };
    startByte += bytes.length;
    return made;
  };
  for await (const chunk of encoding === 'utf-8' ? source : asUtf8(source, encoding)) {
    sourceBytes += chunk.length;
    const wanted = chunk.subarray(Math.max(0, Math.min(chunk.length, from - position)), Math.max(0, Math.min(chunk.length, until - position)));
    position += chunk.length;
    waiting = carry.with(wanted);
    let cut = waiting.lastIndexOf(closing) + 1;
    if (cut === 0 && waiting.length > largestCarry) cut = wholeCharacters(waiting);
    for (let at = 0; at < cut;) {
      const end = pieceEnd(waiting, at, cut);
      yield piece(waiting.subarray(at, end));
      at = end;
    }
    carry.dropFirst(cut);
    waiting = waiting.subarray(0, waiting.length - cut);
    if (position >= until && waiting.length === 0) return;
  }
  if (waiting.length > 0) yield piece(waiting);
}
