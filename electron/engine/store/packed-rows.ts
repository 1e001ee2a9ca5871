/**
 * What the rows of a batch have, packed into buffers. As strings and numbers of their own, a million rows, or the long
 * texts of a report's records, cost seconds to hand to another thread, to bind to a statement, and to keep until then.
 */
import type { ItemId } from '../../../shared/domain/ids.ts';

/** Bytes of an id: 32 hexadecimal digits. */
export const idBytes = 16;

/** Where each number of a row stands in `numbers`. The context is the import's number for it; a place or byte there is none of is NaN. */
export const numberOf = { context: 0, sortMs: 1, place: 2, byte: 3, writtenBytes: 4, textBytes: 5 } as const;
export const numbersARow = Object.keys(numberOf).length;

/** Where each number of a row with parts of its own stands in `own`: which row, and the bytes of each part; `noPart` for one it has not. */
export const ownNumberOf = { row: 0, place: 1, verbatim: 2, rest: 3 } as const;
export const ownNumbersARow = Object.keys(ownNumberOf).length;
export const noPart = -1;
/** In `words`: which row, and the bytes of its words. */
export const wordNumbersARow = 2;

/** Texts in UTF-8, one after the other, and `numbers` that say which; only as many as `count` says. */
export interface PackedTexts { readonly count: number; readonly numbers: Int32Array<ArrayBuffer>; readonly bytes: Uint8Array<ArrayBuffer> }

export interface PackedRows {
  readonly count: number;
  /** `numbersARow` numbers a row. */
  readonly numbers: Float64Array<ArrayBuffer>;
  /** `idBytes` bytes a row. */
  readonly ids: Uint8Array<ArrayBuffer>;
  /** Of each row what is written of its time, then its text; UTF-8, one row after the other. At least a byte longer than they are. */
  readonly texts: Uint8Array<ArrayBuffer>;
  /** What only some rows have, in their order: a place that is no number, verbatim and rest; `ownNumbersARow` numbers each. At least a byte longer than they are. */
  readonly own: PackedTexts;
  /** What the rows are found by for which that is not simply their text, in their order: the row and the bytes, two numbers each. */
  readonly words: PackedTexts;
}

export interface RowNumbers { readonly context: number; readonly sortMs: number; readonly place: number | null; readonly byte: number | null }
/** Each null when the row has none. */
export interface OwnParts { readonly place: string | null; readonly verbatim: string | null; readonly rest: string | null }

const firstRows = 64;
const firstTextBytes = 8_192;
/** What one extraordinary row takes is not set aside for every batch after it. */
const mostRoomKept = 1 << 22;
/** Most bytes one UTF-16 unit takes in UTF-8. */
const bytesAUnit = 3;
/** Longer texts are counted before room is made for them. */
const longText = 1 << 16;

const room = (bytes: number): Buffer<ArrayBuffer> => Buffer.allocUnsafeSlow(bytes);

/** Texts one after the other; what has been taken is never written to again. */
class TextRoom {
  #bytes = room(firstTextBytes);
  #used = 0;

  /** Adds a text. Returns the bytes it takes. */
  add(text: string): number {
    const most = (text.length > longText ? Buffer.byteLength(text) : text.length * bytesAUnit) + 1;
    if (this.#used + most > this.#bytes.length) {
      const larger = room(Math.max(this.#bytes.length * 2, this.#used + most));
      this.#bytes.copy(larger, 0, 0, this.#used);
      this.#bytes = larger;
    }
    const written = this.#bytes.write(text, this.#used);
    this.#used += written;
    return written;
  }

  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#bytes.buffer);
    // Batches of an import are much alike: the next one is given the room this one took.
    this.#bytes = room(Math.max(firstTextBytes, Math.min(mostRoomKept, Math.ceil(this.#used * 1.25))));
    this.#used = 0;
    return taken;
  }
}

/** Some texts of some rows: of each such row its place in the batch, and the bytes of `texts` texts. */
class SomeTexts {
  readonly #texts = new TextRoom();
  readonly #each: number;
  #numbers: Int32Array<ArrayBuffer>;
  #count = 0;

  constructor(texts: number) {
    this.#each = texts + 1;
    this.#numbers = new Int32Array(firstRows * this.#each);
  }

  add(row: number, texts: readonly (string | null)[]): void {
    let at = this.#count * this.#each;
    if (at === this.#numbers.length) {
      const more = new Int32Array(at * 2);
      more.set(this.#numbers);
      this.#numbers = more;
    }
    this.#numbers[at] = row;
    for (const text of texts) {
      at += 1;
      this.#numbers[at] = text === null ? noPart : this.#texts.add(text);
    }
    this.#count += 1;
  }

  take(): PackedTexts {
    const taken = { count: this.#count, numbers: this.#numbers, bytes: this.#texts.take() };
    this.#numbers = new Int32Array(this.#numbers.length);
    this.#count = 0;
    return taken;
  }
}

/** Packs rows; what has been taken is never written to again. */
export class RowPacker {
  readonly #texts = new TextRoom();
  readonly #own = new SomeTexts(ownNumbersARow - 1);
  readonly #words = new SomeTexts(wordNumbersARow - 1);
  #rows = firstRows;
  #numbers = new Float64Array(firstRows * numbersARow);
  #ids = room(firstRows * idBytes);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  #makeRoom(): void {
    if (this.#count < this.#rows) return;
    this.#rows *= 2;
    const numbers = new Float64Array(this.#rows * numbersARow);
    numbers.set(this.#numbers);
    this.#numbers = numbers;
    const ids = room(this.#rows * idBytes);
    this.#ids.copy(ids);
    this.#ids = ids;
  }

  /** Adds a row. Returns true when its text is ASCII without a NUL: then the search index takes it as it stands. */
  add({ context, sortMs, place, byte }: RowNumbers, id: ItemId, written: string, text: string): boolean {
    this.#makeRoom();
    this.#ids.write(id, this.#count * idBytes, idBytes, 'hex');
    const writtenBytes = this.#texts.add(written);
    const textBytes = this.#texts.add(text);
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

  /** What the row added last has of its own. */
  addOwn({ place, verbatim, rest }: OwnParts): void {
    this.#own.add(this.#count - 1, [place, verbatim, rest]);
  }

  /** What the row added last is found by, which is not simply its text. */
  addWords(text: string): void {
    this.#words.add(this.#count - 1, [text]);
  }

  /** The rows added since the last time. */
  take(): PackedRows {
    const packed = {
      count: this.#count, numbers: this.#numbers, ids: new Uint8Array(this.#ids.buffer), texts: this.#texts.take(), own: this.#own.take(), words: this.#words.take(),
    };
    this.#numbers = new Float64Array(this.#rows * numbersARow);
    this.#ids = room(this.#rows * idBytes);
    this.#count = 0;
    return packed;
  }
}

/** The buffers of packed rows, to be handed over whole. */
export function buffersOf({ numbers, ids, texts, own, words }: PackedRows): ArrayBuffer[] {
  return [numbers.buffer, ids.buffer, texts.buffer, own.numbers.buffer, own.bytes.buffer, words.numbers.buffer, words.bytes.buffer];
}

/** The bytes of packed rows. */
export function bytesOf(rows: PackedRows): number {
  return buffersOf(rows).reduce((sum, { byteLength }) => sum + byteLength, 0);
}
