/**
 * Feeds a text file to the CSV parser as bytes in which the ASCII characters stand for themselves.
 * UTF-16 is turned into UTF-8 on the way; everything else passes unchanged. Offsets into the
 * source file can be recovered from the bytes fed.
 */
import { open, type FileHandle } from 'node:fs/promises';

/** Reading starts small, because it starts again after every damaged line, and grows while nothing is wrong. */
const firstChunkBytes = 8_192;
const largestChunkBytes = 262_144;

export interface ByteFeed {
  /** Encoding of the bytes fed: `utf-8` for UTF-16 sources, otherwise the source's own. */
  readonly encoding: string;
  /** Chunks from a byte offset of the source to its end. */
  from(sourceByte: number): AsyncGenerator<Buffer, void, void>;
  /** How many bytes of the source became these bytes. */
  sourceLength(fed: Uint8Array): number;
  close(): Promise<void>;
}

async function* chunksFrom(file: FileHandle, start: number): AsyncGenerator<Buffer, void, void> {
  let position = start;
  let size = firstChunkBytes;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(size), 0, size, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    size = Math.min(size * 2, largestChunkBytes);
    yield buffer.subarray(0, bytesRead);
  }
}

/** UTF-8, except that half a surrogate pair becomes three bytes no strict decoder accepts, so it is found and set aside, not replaced. */
function encodeKeepingHalves(text: string): Buffer {
  if (!/\p{Surrogate}/u.test(text)) return Buffer.from(text, 'utf8');
  const parts: Buffer[] = [];
  for (const character of text) {
    const unit = character.charCodeAt(0);
    const half = character.length === 1 && unit >= 0xd800 && unit <= 0xdfff;
    parts.push(half ? Buffer.from([0xed, 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]) : Buffer.from(character, 'utf8'));
  }
  return Buffer.concat(parts);
}

async function* transcode(chunks: AsyncGenerator<Buffer, void, void>, bigEndian: boolean): AsyncGenerator<Buffer, void, void> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    let whole = bytes.length & ~1;
    const lastHigh = whole >= 2 ? (bytes[bigEndian ? whole - 2 : whole - 1] as number) : 0; // inside the buffer: whole >= 2
    // A pair may be split between chunks: keep its first half for the next one.
    if (lastHigh >= 0xd8 && lastHigh <= 0xdb) whole -= 2;
    rest = Buffer.from(bytes.subarray(whole));
    const unit = Buffer.from(bytes.subarray(0, whole));
    if (whole > 0) yield encodeKeepingHalves((bigEndian ? unit.swap16() : unit).toString('utf16le'));
  }
  if (rest.length >= 2) {
    const unit = Buffer.from(rest.subarray(0, 2));
    yield encodeKeepingHalves((bigEndian ? unit.swap16() : unit).toString('utf16le'));
  }
  // An odd byte at the end is half a character.
  if (rest.length % 2 === 1) yield Buffer.from([0xff]);
}

/** UTF-16 code units that a piece of UTF-8 stands for, two bytes each. */
function utf16Bytes(fed: Uint8Array): number {
  let units = 0;
  for (const byte of fed) {
    if (byte < 0x80 || byte >= 0xc0) units += 1;
    if (byte >= 0xf0 && byte < 0xff) units += 1;
  }
  return units * 2;
}

/** Opens a feed over a working copy. The caller closes it. */
export async function openByteFeed(path: string, encoding: string): Promise<ByteFeed> {
  const file = await open(path, 'r');
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  return {
    encoding: wide ? 'utf-8' : encoding,
    from: (sourceByte) => (wide ? transcode(chunksFrom(file, sourceByte), encoding === 'utf-16be') : chunksFrom(file, sourceByte)),
    sourceLength: (fed) => (wide ? utf16Bytes(fed) : fed.length),
    close: () => file.close(),
  };
}
