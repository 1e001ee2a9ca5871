/**
 * The report's bytes as text, in pieces that end where a tag ends, so that no tag, no CDATA mark and
 * no character is ever split between two pieces. Places are counted in the bytes of UTF-8.
 */
import { isUtf8 } from 'node:buffer';
import { decideEncoding } from '../text-encoding.ts';

export interface TextPiece {
  readonly text: string;
  /** Where the piece begins, in bytes of the text as UTF-8. */
  readonly startByte: number;
  /** Bytes of the source read so far. */
  readonly sourceBytes: number;
  /** False when some bytes are not characters: they stand as U+FFFD. */
  readonly valid: boolean;
}

const closing = 0x3e;
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

/** Cuts a stream of bytes into pieces of text. The last piece may end in the middle of a tag. */
export async function* textPieces(source: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<TextPiece, void, void> {
  let carry: Buffer = Buffer.alloc(0);
  let startByte = 0;
  let sourceBytes = 0;
  const piece = (bytes: Buffer): TextPiece => {
    const made = { text: bytes.toString('utf8'), startByte, sourceBytes, valid: isUtf8(bytes) };
    startByte += bytes.length;
    return made;
  };
  for await (const chunk of encoding === 'utf-8' ? source : asUtf8(source, encoding)) {
    sourceBytes += chunk.length;
    const view = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const bytes = carry.length === 0 ? view : Buffer.concat([carry, view]);
    let cut = bytes.lastIndexOf(closing) + 1;
    if (cut === 0 && bytes.length > largestCarry) cut = wholeCharacters(bytes);
    // Kept apart from the chunk, whose memory the reader may use again.
    carry = Buffer.from(bytes.subarray(cut));
    if (cut > 0) yield piece(bytes.subarray(0, cut));
  }
  if (carry.length > 0) yield piece(carry);
}
