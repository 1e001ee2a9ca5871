/**
 * Opens a finished bundle again without holding its pictures: a file as large as memory could otherwise not be checked. Everything
 * else is read whole by pdf-lib, which goes through the file from its head; a picture's contents are read when they are asked for.
 */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { ParseSpeeds, PDFDocument, PDFRef, PDFStream } from '@cantoo/pdf-lib';
import { readFully } from '../../fs/read-fully.ts';
import { StreamInFile, type ContentsAt } from '../../exports/pdf/stream-in-file.ts';

/** Contents longer than this stay in the file. Bytes. */
const longContents = 4_096;
/** Far more than any dictionary of a picture takes. */
const headBytes = 8_192;
const wordBefore = '\nstream\n';
const wordAfter = '\nendstream\nendobj\n';

class Finished implements ContentsAt {
  readonly #file: number;
  readonly sizeBytes: number;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
    this.sizeBytes = fstatSync(this.#file).size;
  }

  take(at: number, length: number, buffer: Uint8Array, offset: number): void {
    readFully(this.#file, at, length, buffer, offset);
  }

  part(at: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    this.take(at, length, bytes, 0);
    return bytes;
  }

  close(): void {
    closeSync(this.#file);
  }
}

const unreadable = (what: string): Error => new Error(`the finished bundle cannot be read again: ${what}`);

/** Where each object that stands by itself begins, in the order of the file, and where the last of them ends. */
function startsOf(file: Finished): number[] {
  const tail = file.part(Math.max(0, file.sizeBytes - 1_024), Math.min(1_024, file.sizeBytes)).toString('latin1');
  const at = Number(/startxref\s+(\d{1,15})\s+%%EOF\s*$/.exec(tail)?.[1]);
  if (!Number.isSafeInteger(at) || at >= file.sizeBytes) throw unreadable('it does not say where its objects are');
  const table = file.part(at, file.sizeBytes - at);
  const head = table.toString('latin1', 0, headBytes);
  const from = head.indexOf(wordBefore) + wordBefore.length;
  const length = Number(/\/Length (\d{1,12})/.exec(head)?.[1]);
  if (from < wordBefore.length || !Number.isSafeInteger(length) || !head.includes('/W [ 1 5 2 ]')) throw unreadable('its list of objects is of another kind');
  const lines = inflateSync(table.subarray(from, from + length));
  const starts: number[] = [];
  for (let line = 0; line + 8 <= lines.length; line += 8) if (lines.readUInt8(line) === 1) starts.push(lines.readUIntBE(line + 1, 5));
  return starts.toSorted((one, other) => one - other);
}

interface Long { readonly number: number; readonly at: number; readonly length: number }

/** The object's bytes; without its contents when they are long, and then where those are. */
function pieceOf(file: Finished, start: number, end: number): { readonly bytes: Buffer; readonly long: Long | null } {
  const beginning = file.part(start, Math.min(headBytes, end - start));
  const head = beginning.toString('latin1');
  const before = head.indexOf(wordBefore);
  const number = Number(/^(\d{1,10}) \d{1,5} obj\n/.exec(head)?.[1]);
  if (!Number.isSafeInteger(number)) throw unreadable(`no object begins at byte ${start}`);
  const length = end - start - before - wordBefore.length - wordAfter.length;
  if (before === -1 || length < longContents || !/\/Subtype \/Image\b/.test(head.slice(0, before))) return { bytes: beginning.length === end - start ? beginning : file.part(start, end - start), long: null };
  const at = start + before + wordBefore.length;
  if (file.part(at + length, wordAfter.length).toString('latin1') !== wordAfter || Number(/\/Length (\d{1,12})/.exec(head.slice(0, before))?.[1]) !== length) throw unreadable(`the picture at byte ${start} does not end where it says`);
  return { bytes: Buffer.concat([Buffer.from(head.slice(0, before).replace(/\/Length \d+/, '/Length 0'), 'latin1'), Buffer.from(`${wordBefore}${wordAfter}`, 'latin1')]), long: { number, at, length } };
}

/** `use` is given the document; afterwards no contents can be read. Throws when it is not put together as bundles are written, and what `use` throws. */
export async function withFinished<T>(path: string, use: (document: PDFDocument) => T): Promise<T> {
  const file = new Finished(path);
  try {
    const starts = startsOf(file);
    const pieces: Buffer[] = [file.part(0, starts[0] ?? 0)];
    const long: Long[] = [];
    for (const [index, start] of starts.entries()) {
      const piece = pieceOf(file, start, starts[index + 1] ?? file.sizeBytes);
      pieces.push(piece.bytes);
      if (piece.long !== null) long.push(piece.long);
    }
    const document = await PDFDocument.load(Buffer.concat(pieces.splice(0)), { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest });
    for (const { number, at, length } of long) {
      const ref = PDFRef.of(number);
      const object = document.context.lookup(ref);
      if (!(object instanceof PDFStream)) throw unreadable(`object ${number} is not the picture it was`);
      document.context.assign(ref, new StreamInFile(object.dict, file, at, length));
    }
    return use(document);
  } finally {
    file.close();
  }
}
