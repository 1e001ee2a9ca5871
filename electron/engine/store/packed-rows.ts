/**
 * What every row of a batch has, packed into three buffers. As strings and numbers of their own, a million
 * rows cost seconds to hand to another thread and to bind, value by value, to a statement.
 */
import type { ItemId } from '../../../shared/domain/ids.ts';

/** Bytes of an id: 32 hexadecimal digits. */
export const idBytes = 16;

/** Where each number of a row stands in `numbers`. The context is the import's number for it; a place or byte there is none of is NaN. */
export const numberOf = { context: 0, sortMs: 1, place: 2, byte: 3, writtenBytes: 4, textBytes: 5 } as const;
export const numbersARow = Object.keys(numberOf).length;

export interface PackedRows {
  readonly count: number;
  /** `numbersARow` numbers a row. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** `idBytes` bytes a row. */
  readonly ids: Uint8Array<ArrayBuffer>;
  /** Of each row what is written of its time, then its text; UTF-8, one row after the other. At least a byte longer than they are. */
  readonly texts: Uint8Array<ArrayBuffer>;
}

export interface RowNumbers { readonly context: number; readonly sortMs: number; readonly place: number | null; readonly byte: number | null }

const firstRows = 64;
/** Most bytes one UTF-16 unit takes in UTF-8. */
const bytesAUnit = 3;

const room = (bytes: number): Buffer<ArrayBuffer> => Buffer.allocUnsafeSlow(bytes);

/** Packs rows; what has been taken is never written to again. */
export class RowPacker {
  #rows = firstRows;
  #numbers = new Float64Array(firstRows * numbersARow);
  #ids = room(firstRows * idBytes);
  #texts = room(firstRows * 128);
  #count = 0;
  #used = 0;

  get count(): number {
    return this.#count;
  }

  #makeRoom(textBytes: number): void {
    if (this.#count === this.#rows) {
      this.#rows *= 2;
      const numbers = new Float64Array(this.#rows * numbersARow);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
      const ids = room(this.#rows * idBytes);
      this.#ids.copy(ids);
      this.#ids = ids;
    }
    if (this.#used + textBytes > this.#texts.length) {
      const texts = room(Math.max(this.#texts.length * 2, this.#used + textBytes));
      this.#texts.copy(texts, 0, 0, this.#used);
      this.#texts = texts;
    }
  }

  /** Adds a row. Returns true when its text is ASCII without a NUL: then the search index takes it as it stands. */
  add({ context, sortMs, place, byte }: RowNumbers, id: ItemId, written: string, text: string): boolean {
    this.#makeRoom((written.length + text.length) * bytesAUnit + 1);
    this.#ids.write(id, this.#count * idBytes, idBytes, 'hex');
    const writtenBytes = this.#texts.write(written, this.#used);
    const textBytes = this.#texts.write(text, this.#used + writtenBytes);
    this.#used += writtenBytes + textBytes;
    const numbers = this.#numbers;
    const at = this.#count * numbersARow;
    numbers[at + numberOf.context] = context;
    numbers[at + numberOf.sortMs] = sortMs;
    numbers[at + numberOf.place] = place ?? NaN;
    numbers[at + numberOf.byte] = byte ?? NaN;
    numbers[at + numberOf.writtenBytes] = writtenBytes;
    numbers[at + numberOf.textBytes] = textBytes;
    this.#count += 1;
    return textBytes === text.length && !text.includes('\0');
  }

  /** The rows added since the last time. */
  take(): PackedRows {
    const packed = {
      count: this.#count, numbers: this.#numbers, ids: new Uint8Array(this.#ids.buffer), texts: new Uint8Array(this.#texts.buffer),
    };
    // Batches of an import are much alike: the next one is given the room this one took.
    this.#numbers = new Float64Array(this.#rows * numbersARow);
    this.#ids = room(this.#rows * idBytes);
    this.#texts = room(Math.max(firstRows * 128, Math.ceil(this.#used * 1.25)));
    this.#count = 0;
    this.#used = 0;
    return packed;
  }
}

/** The buffers of packed rows, to be handed over whole. */
export function buffersOf({ numbers, ids, texts }: PackedRows): ArrayBuffer[] {
  return [numbers.buffer, ids.buffer, texts.buffer];
}
