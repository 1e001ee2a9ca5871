/** Keeps the contents of a PDF's streams in a file while the PDF is put together: a bundle may be larger than the memory it may take. */
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { readFully } from '../../fs/read-fully.ts';
import { StreamInFile, type ContentsAt } from './stream-in-file.ts';

/** Smaller contents stay where they are: they weigh no more than what would say where they went. Bytes. */
const worthKeeping = 1_024;

/** A file that contents are added to. */
class ContentsFile implements ContentsAt {
  readonly #file: number;
  #end = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'wx+');
  }

  put(contents: Uint8Array): number {
    const at = this.#end;
    for (let done = 0; done < contents.length;) done += writeSync(this.#file, contents, done, contents.length - done, at + done);
    this.#end += contents.length;
    return at;
  }

  take(at: number, length: number, buffer: Uint8Array, offset: number): void {
    readFully(this.#file, at, length, buffer, offset);
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** What is set aside of one document, in a file that is the caller's to remove. */
export class Aside {
  readonly #document: PDFDocument;
  readonly #file: ContentsFile;
  #last = 0;

  constructor(document: PDFDocument, path: string) {
    this.#document = document;
    this.#file = new ContentsFile(path);
  }

  /** Sets aside what the streams hold that were added to the document since it was last asked to. */
  catchUp(): void {
    const { context } = this.#document;
    while (this.#last < context.largestObjectNumber) {
      const ref = PDFRef.of(this.#last += 1);
      const object = context.lookup(ref);
      if (object instanceof PDFRawStream && object.getContentsSize() >= worthKeeping) context.assign(ref, new StreamInFile(object.dict, this.#file, this.#file.put(object.getContents()), object.getContentsSize()));
    }
  }

  /** Afterwards the document cannot be written any more. */
  close(): void {
    this.#file.close();
  }
}

/** What pages are bound into, with what of it lies aside. */
export interface Target { readonly document: PDFDocument; readonly aside: Aside }

/** An empty one in a folder that is not kept. `use` is to be done with it when it returns. */
export async function withTarget<T>(folder: string, use: (target: Target) => Promise<T>): Promise<T> {
  const document = await PDFDocument.create();
  const aside = new Aside(document, join(folder, 'aside'));
  try {
    return await use({ document, aside });
  } finally {
    aside.close();
  }
}
