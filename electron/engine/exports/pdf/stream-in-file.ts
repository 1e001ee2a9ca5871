/** A stream of a PDF whose contents lie in a file and are read again each time they are asked for. */
import { PDFRawStream, PDFStream, type PDFContext, type PDFDict } from '@cantoo/pdf-lib';

export interface ContentsAt {
  /** Reads so many bytes into the buffer. Throws when they are gone. */
  readonly take: (at: number, length: number, buffer: Uint8Array, offset: number) => void;
}

export class StreamInFile extends PDFStream {
  readonly #file: ContentsAt;
  readonly #at: number;
  readonly #length: number;

  constructor(dict: PDFDict, file: ContentsAt, at: number, length: number) {
    super(dict);
    [this.#file, this.#at, this.#length] = [file, at, length];
  }

  override getContents(): Uint8Array {
    const contents = new Uint8Array(this.#length);
    this.#file.take(this.#at, this.#length, contents, 0);
    return contents;
  }

  override getContentsSize(): number {
    return this.#length;
  }

  override getContentsString(): string {
    return Buffer.from(this.getContents()).toString('latin1');
  }

  /** Reads straight to where it is wanted: a copy on the way would be of every picture of the bundle. */
  override copyBytesInto(buffer: Uint8Array, offset: number): number {
    this.updateDict();
    const text = Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength);
    let end = offset + this.dict.copyBytesInto(buffer, offset);
    end += text.write('\nstream\n', end, 'latin1');
    this.#file.take(this.#at, this.#length, buffer, end);
    end += this.#length;
    end += text.write('\nendstream', end, 'latin1');
    return end - offset;
  }

  override clone(context?: PDFContext): PDFRawStream {
    return PDFRawStream.of(this.dict.clone(context), this.getContents());
  }
}
