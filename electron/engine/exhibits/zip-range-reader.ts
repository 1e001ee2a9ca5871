/** Feeds yauzl from an open file: small reads come from a block read ahead, so that listing 70,000 members takes a fraction of a second. */
import { Readable } from 'node:stream';
import type { FileHandle } from 'node:fs/promises';
import { RandomAccessReader } from 'yauzl';
import type { ArchiveSpan } from './zip-end-record.ts';

const blockBytes = 1 << 20;
const streamBytes = 1 << 18;

export class ZipRangeReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #span: ArchiveSpan;
  #block: Buffer = Buffer.alloc(0);
  #blockStart = 0;

  constructor(file: FileHandle, span: ArchiveSpan) {
    super();
    this.#file = file;
    this.#span = span;
    // Every resumption after an unreadable directory entry listens to the same reader.
    this.setMaxListeners(0);
  }

  /** Bytes of the archive. */
  get sizeBytes(): number {
    return this.#span.endByte - this.#span.startByte;
  }

  /** Reads exactly `length` bytes of the archive, or fewer at its end. */
  async readBytes(position: number, length: number): Promise<Buffer> {
    const wanted = Math.max(0, Math.min(length, this.sizeBytes - position));
    if (wanted === 0 || position < 0) return Buffer.alloc(0);
    if (position < this.#blockStart || position + wanted > this.#blockStart + this.#block.length) {
      const ahead = Math.min(Math.max(wanted, blockBytes), this.sizeBytes - position);
      const block = Buffer.allocUnsafe(ahead);
      const { bytesRead } = await this.#file.read(block, 0, ahead, this.#span.startByte + position);
      this.#block = block.subarray(0, bytesRead);
      this.#blockStart = position;
    }
    const from = position - this.#blockStart;
    return this.#block.subarray(from, from + wanted);
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null, bytesRead?: number) => void): void {
    this.readBytes(position, length).then(
      (bytes) => callback(null, bytes.copy(buffer, offset)),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  }

  /** The bytes of a range, in blocks. Reads past the read-ahead block, which would only be churned. */
  async *range(start: number, end: number): AsyncGenerator<Buffer, void, void> {
    let at = start;
    while (at < end) {
      const block = Buffer.allocUnsafe(Math.min(streamBytes, end - at));
      const { bytesRead } = await this.#file.read(block, 0, block.length, this.#span.startByte + at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield block.subarray(0, bytesRead);
    }
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.range(start, end), { objectMode: false });
  }
}
