/**
 * Writes a PDF piece by piece, as its objects come, so that no file is ever in memory whole. What binding has left over is not
 * written: it is no part of a page, but it could be read. Layout of the file after ISO 32000-1, 7.5: objects, object streams, one cross-reference stream.
 */
import { deflateSync } from 'node:zlib';
import { PDFCatalog, PDFHeader, PDFInvalidObject, PDFName, PDFObjectStream, PDFPageLeaf, PDFPageTree, PDFRawStream, PDFStream, PDFTrailer, type PDFDocument, type PDFObject, type PDFRef } from '@cantoo/pdf-lib';
import { sha256Schema, type Sha256 } from '../../../../shared/domain/ids.ts';
import { writePiecesAtomically } from '../../fs/atomic-write.ts';
import { reachableObjects } from './reachable.ts';

/** Objects that are no streams are packed together: a reader opens a pack to see one. */
const objectsAPack = 100;
const blockBytes = 1 << 20;

/** Where an object is: at a byte of the file, or in a pack, as the nth of it. */
type Entry = { readonly at: number } | { readonly pack: number; readonly nth: number };

interface Written { readonly sizeInBytes: () => number; readonly copyBytesInto: (buffer: Uint8Array, offset: number) => number }

/** Readers find pages and the catalogue where they are; streams cannot be packed. */
const standsAlone = (ref: PDFRef, object: PDFObject): boolean =>
  object instanceof PDFStream || object instanceof PDFCatalog || object instanceof PDFPageTree || object instanceof PDFPageLeaf || object instanceof PDFInvalidObject || ref.generationNumber !== 0;

function packed({ context }: PDFDocument, objects: [PDFRef, PDFObject][]): PDFRawStream {
  const plain = PDFObjectStream.withContextAndObjects(context, objects, false);
  plain.dict.set(PDFName.of('Filter'), PDFName.of('FlateDecode'));
  return PDFRawStream.of(plain.dict, deflateSync(plain.getUnencodedContents()));
}

/** One line of eight bytes an object: what it is, where, and which of its pack. */
function crossReference(entries: ReadonlyMap<number, Entry>, size: number): Uint8Array {
  const lines = Buffer.alloc(size * 8);
  lines.writeUInt16BE(0xffff, 6); // the head of the list of free numbers
  for (const [number, entry] of entries) {
    const line = number * 8;
    lines.writeUInt8('at' in entry ? 1 : 2, line);
    lines.writeUIntBE('at' in entry ? entry.at : entry.pack, line + 1, 5);
    lines.writeUInt16BE('at' in entry ? 0 : entry.nth, line + 6);
  }
  return deflateSync(lines);
}

/** The file as it grows: how long it is, where in it each object is, and what of it is to be taken yet. */
class Growing {
  readonly #entries = new Map<number, Entry>();
  /** Used again and again: buffers of their own for thousands of objects would stay with the process long after. */
  #block = Buffer.alloc(blockBytes);
  #held = 0;
  #taken = 0;

  get #end(): number {
    return this.#taken + this.#held;
  }

  #room(bytes: number): void {
    if (this.#held + bytes <= this.#block.length) return;
    const larger = Buffer.alloc(this.#held + bytes);
    this.#block.copy(larger, 0, 0, this.#held);
    this.#block = larger;
  }

  text(text: string): void {
    this.#room(text.length);
    this.#held += this.#block.write(text, this.#held, 'latin1');
  }

  bytes(object: Written): void {
    this.#room(object.sizeInBytes());
    this.#held += object.copyBytesInto(this.#block, this.#held);
  }

  alone(number: number, generation: number, object: Written): void {
    this.#entries.set(number, { at: this.#end });
    this.text(`${number} ${generation} obj\n`);
    this.bytes(object);
    this.text('\nendobj\n');
  }

  pack(number: number, document: PDFDocument, objects: [PDFRef, PDFObject][]): void {
    for (const [nth, [ref]] of objects.entries()) this.#entries.set(ref.objectNumber, { pack: number, nth });
    this.alone(number, 0, packed(document, objects));
  }

  /** What ends the file: where everything is, and where that is said. */
  end(number: number, { context }: PDFDocument): void {
    const start = this.#end;
    const size = number + 1;
    this.#entries.set(number, { at: start });
    const { Root, Info, ID } = context.trailerInfo;
    const dict = context.obj({ Type: 'XRef', Size: size, W: [1, 5, 2], Filter: 'FlateDecode', ...(Root === undefined ? {} : { Root }), ...(Info === undefined ? {} : { Info }), ...(ID === undefined ? {} : { ID }) });
    this.alone(number, 0, PDFRawStream.of(dict, crossReference(this.#entries, size)));
    this.bytes(PDFTrailer.forLastCrossRefSectionOffset(start));
  }

  /** What is held, when it is worth writing or `all` is wanted. It is to be written before more is added. */
  *take(all: boolean): Generator<Uint8Array> {
    if (this.#held === 0 || (!all && this.#held < blockBytes / 2)) return;
    const held = this.#block.subarray(0, this.#held);
    this.#taken += this.#held;
    this.#held = 0;
    yield held;
  }
}

/** The document's bytes in pieces, each to be written before the next is asked for. Throws `RangeError` for an encrypted document: its pieces would be mixed with clear ones. */
export async function* piecesOf(document: PDFDocument): AsyncGenerator<Uint8Array> {
  await document.flush();
  const { context } = document;
  if (context.trailerInfo.Encrypt !== undefined) throw new RangeError('an encrypted document is not written');
  const kept = reachableObjects(document);
  const file = new Growing();
  file.bytes(PDFHeader.forVersion(1, 7));
  file.text('\n');
  const waiting: [PDFRef, PDFObject][] = [];
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    if (!kept.has(ref)) context.delete(ref);
    else if (standsAlone(ref, object)) file.alone(ref.objectNumber, ref.generationNumber, object);
    else waiting.push([ref, object]);
    yield* file.take(false);
  }
  let number = context.largestObjectNumber;
  for (let from = 0; from < waiting.length; from += objectsAPack) {
    file.pack(number += 1, document, waiting.slice(from, from + objectsAPack));
    yield* file.take(false);
  }
  file.end(number + 1, document);
  yield* file.take(true);
}

/** A file that is whole, where nobody looks for it yet. */
export interface FinishedFile { readonly scratchPath: string; readonly sha256: Sha256; readonly sizeBytes: number }

/** Writes it to a new file. Throws `disk_full`, `permission_denied`. */
export async function writeDocument(document: PDFDocument, path: string): Promise<FinishedFile> {
  const { sha256, sizeBytes } = await writePiecesAtomically(path, piecesOf(document), false);
  return { scratchPath: path, sha256: sha256Schema.parse(sha256), sizeBytes };
}

/** The same, whole. */
export async function bytesOf(document: PDFDocument): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  // Copied: the next piece is made where this one lies.
  for await (const piece of piecesOf(document)) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
