/**
 * Checks how a PDF is put together: faults that a forgiving reader passes over in silence. What it
 * finds becomes warnings, so it says nothing unless it is sure.
 */
import { PdfTokens, WindowEnded, type PdfValue } from './tokens.ts';

const windowBytes = 4_096;
const maxParts = 100_000;
const maxTables = 50;

interface Part { readonly number: number; readonly offset: number }
interface Table { readonly parts: readonly Part[]; readonly trailer: number; readonly broken: boolean }

class Structure {
  readonly faults = new Map<string, string>();
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  window(at: number, length = windowBytes): string {
    return this.#bytes.toString('latin1', at, Math.min(this.#bytes.length, at + length));
  }

  /** Only the first fault of a kind is told. */
  #fault(kind: string, sentence: string): void {
    if (!this.faults.has(kind)) this.faults.set(kind, sentence);
  }

  lastTable(): number | null {
    const at = this.#bytes.lastIndexOf('startxref');
    const written = at === -1 ? null : /^startxref\s+(\d{1,15})/.exec(this.window(at, 64));
    return written === null ? null : Number(written[1]);
  }

  /** The classic table of contents at `offset`; null when there is none (newer files keep it packed). */
  table(offset: number): Table | null {
    const start = /^\s*xref\s+/.exec(this.window(offset, 64));
    if (start === null) return null;
    const parts: Part[] = [];
    let at = offset + start[0].length;
    for (;;) {
      const section = /^\s*(\d{1,10})\s+(\d{1,10})\s*(?=\d)/.exec(this.window(at, 64));
      if (section === null) break;
      at += section[0].length;
      for (let index = 0; index < Number(section[2]); index += 1) {
        const entry = /^\s*(\d{10}) (\d{5}) ([nf])/.exec(this.window(at, 32));
        if (entry === null || parts.length >= maxParts) return { parts, trailer: at, broken: entry === null };
        at += entry[0].length;
        if (entry[3] === 'n' && Number(entry[1]) > 0) parts.push({ number: Number(section[1]) + index, offset: Number(entry[1]) });
      }
    }
    return { parts, trailer: at, broken: false };
  }

  /** Checks the trailer at `at`; gives the place of the table before, if the trailer names one. */
  trailer(at: number): number | null {
    const start = /^\s*trailer\s*/.exec(this.window(at, 64));
    if (start === null) return null;
    const read = this.#value(at + start[0].length);
    if (read === null || read.value.kind !== 'dictionary') return null;
    if (read.strays > 0) this.#fault('trailer', 'The end of the file (its trailer) holds characters that may not stand there.');
    if (read.value.entries.get('Size')?.kind !== 'integer') this.#fault('size', 'The end of the file (its trailer) does not say how many parts the file has.');
    const before = read.value.entries.get('Prev');
    return before?.kind === 'integer' ? before.value : null;
  }

  part({ number, offset }: Part): void {
    const head = /^\s*(\d+)\s+\d+\s+obj/.exec(this.window(offset, 48));
    if (head === null || Number(head[1]) !== number) {
      this.#fault('place', `The list of contents says that part ${number} of the file is at byte ${offset}; it is not there.`);
      return;
    }
    const read = this.#value(offset + head[0].length);
    if (read === null) return;
    if (read.next === 'stream') this.#stream(number, read.value, read.end);
    else if (read.next !== 'endobj') this.#fault('open', `Part ${number} of the file, at byte ${offset}, is not closed as it should be.`);
  }

  #stream(number: number, value: PdfValue, end: number): void {
    if (value.kind !== 'dictionary') return;
    const length = value.entries.get('Length');
    if (length?.kind !== 'integer' && length?.kind !== 'reference') this.#fault('length', `Part ${number} of the file does not say how long it is.`);
    const filter = value.entries.get('Filter');
    if (filter !== undefined && filter.kind !== 'name' && filter.kind !== 'array' && filter.kind !== 'reference') {
      this.#fault('filter', `Part ${number} of the file says in no known way how it is packed.`);
    }
    const only = filter?.kind === 'array' && filter.items.length === 1 ? filter.items[0] : filter;
    if (only?.kind !== 'name' || only.value !== 'DCTDecode') return;
    const data = /^stream\r?\n?/.exec(this.window(end, 16));
    if (data !== null && !this.window(end + data[0].length, 2).startsWith('\xff\xd8')) this.#fault('picture', `The picture in part ${number} of the file is damaged: it is said to be a JPEG and does not begin as one.`);
  }

  /** The value at `at`, the word after it, and where that word stands; null when the window is too short to say. */
  #value(at: number): { readonly value: PdfValue; readonly strays: number; readonly next: string; readonly end: number } | null {
    const tokens = new PdfTokens(this.window(at));
    try {
      const value = tokens.value();
      tokens.skipBlanks();
      return { value, strays: tokens.strays, next: /^(?:endobj|stream)/.exec(tokens.word())?.[0] ?? tokens.word(), end: at + tokens.at };
    } catch (error) {
      if (error instanceof WindowEnded) return null;
      throw error;
    }
  }
}

/** Sentences about what is wrong with the file's parts; none for a sound file, or one whose contents are packed. */
export function structureFaults(bytes: Uint8Array): string[] {
  const structure = new Structure(bytes);
  const seen = new Set<number>();
  // A part of a later table replaces the same part of an earlier one.
  const checked = new Set<number>();
  let next = structure.lastTable();
  while (next !== null && !seen.has(next) && seen.size < maxTables) {
    seen.add(next);
    const table = structure.table(next);
    if (table === null) break;
    for (const part of table.parts) {
      if (checked.has(part.number)) continue;
      checked.add(part.number);
      structure.part(part);
    }
    next = table.broken ? null : structure.trailer(table.trailer);
  }
  return [...structure.faults.values()];
}
