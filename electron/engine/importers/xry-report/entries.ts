/**
 * Cuts the text of a report into entries. An entry begins at its numbered heading after an empty
 * line; an empty line inside a message is therefore part of the message. Decoding is strict, and no
 * more than one entry is held in memory.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import type { EvidenceSource } from '../importer.ts';
import { recordByteLimit, TextLineReader, type TextLine } from '../text/text-lines.ts';
import { createReadStream } from 'node:fs';
import { readAttributes } from './attributes.ts';
import type { AnyEntry } from './entry.ts';
import { entryNumber, headLines, type ReportHead } from './report-head.ts';

const shownOfHuge = 2_000;

async function* linesOf(source: EvidenceSource, head: ReportHead, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<TextLine, void, void> {
  const reader = new TextLineReader(head.encoding);
  let done = head.markBytes;
  for await (const chunk of createReadStream(source.path, { start: head.markBytes, highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
    yield* reader.push(chunk);
    done += chunk.length;
    onBytes(done);
  }
  yield* reader.end();
}

class Gathering {
  readonly #source: EvidenceSource;
  readonly #head: ReportHead;
  #lines: TextLine[] = [];
  #bytes = 0;
  #overLong = false;
  #lastNumber = 0;
  /** Sentences about entries whose numbers do not follow each other. */
  readonly jumps: string[] = [];

  constructor(source: EvidenceSource, head: ReportHead) {
    this.#source = source;
    this.#head = head;
  }

  add(line: TextLine): void {
    this.#bytes += line.byteLength;
    if (this.#bytes > recordByteLimit) {
      this.#overLong = true;
      // Enough to show; the rest is in the exhibit.
      if (this.#lines.length > 0) return;
    }
    this.#lines.push(line);
  }

  #setAside(first: TextLine, code: QuarantinedRow['code'], reason: string, verbatim: string): AnyEntry {
    const place = `line ${first.line}`;
    return { type: 'unreadable', place, row: { locator: { type: 'line', file: this.#source.name, line: first.line, byte: this.#head.markBytes + first.byte }, code, reason, verbatim } };
  }

  #noteNumber(number: number, line: number): void {
    if (number !== this.#lastNumber + 1 && this.jumps.length < 20) this.jumps.push(`line ${line}: entry ${number} follows entry ${this.#lastNumber}`);
    this.#lastNumber = number;
  }

  /** The entry gathered so far; null when there is none. */
  take(): AnyEntry | null {
    const lines = this.#lines;
    const overLong = this.#overLong;
    this.#lines = [];
    this.#bytes = 0;
    this.#overLong = false;
    while (lines.at(-1)?.text.trim() === '') lines.pop();
    const first = lines[0];
    if (first === undefined) return null;
    const verbatim = lines.map((line, at) => line.text + (at === lines.length - 1 ? '' : line.ending)).join('');
    const number = entryNumber(first.text, this.#head.type);
    if (number !== null) this.#noteNumber(number, first.line);
    if (overLong || lines.some((line) => line.cutBytes > 0)) {
      return this.#setAside(first, 'too-large', `The entry at line ${first.line} is longer than 1 MiB. Its first ${shownOfHuge} characters are kept here; the whole is in the exhibit.`, verbatim.slice(0, shownOfHuge));
    }
    const bad = lines.find((line) => line.undecodable);
    if (bad !== undefined) {
      return this.#setAside(first, 'undecodable-text', `Line ${bad.line} is not valid ${this.#head.encoding}; bytes that could not be read are shown as \\x and two digits.`, verbatim);
    }
    if (number === null) return this.#setAside(first, 'malformed-row', `The lines from line ${first.line} stand before the first “${this.#head.type} #” and belong to no entry.`, verbatim);
    return this.#entry(first, lines, verbatim);
  }

  #entry(first: TextLine, lines: readonly TextLine[], verbatim: string): AnyEntry {
    const { attributes, loose } = readAttributes(lines.slice(1).map((line) => line.text));
    if (attributes.length === 0) return this.#setAside(first, 'no-content', `The entry at line ${first.line} has no values.`, verbatim);
    const broken = lines.slice(1).some((line) => line.text.trim() === '');
    return {
      type: 'entry', listed: this.#head.type, place: `line ${first.line}`, row: first.line, attributes, verbatim, storedTime: false,
      locator: { type: 'line', file: this.#source.name, line: first.line, byte: this.#head.markBytes + first.byte },
      remarks: [
        ...(broken ? ['The entry holds an empty line; everything up to the next numbered heading was read as part of it.'] : []),
        ...(loose.length > 0 ? [`Lines that belong to no value: ${loose.map((line) => `“${line.slice(0, 120)}”`).join(', ')}.`] : []),
      ],
    };
  }
}

/**
 * Every entry of a text report in file order; returns sentences about numbers out of order.
 * `onBytes` reports how far into the file reading has come. Throws `cancelled`.
 */
export async function* readEntries(source: EvidenceSource, head: ReportHead, signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyEntry, readonly string[], void> {
  const gathering = new Gathering(source, head);
  let afterEmpty = true;
  for await (const line of linesOf(source, head, signal, onBytes)) {
    if (line.line <= headLines) continue;
    if (afterEmpty && entryNumber(line.text, head.type) !== null) {
      const entry = gathering.take();
      if (entry !== null) yield entry;
    }
    gathering.add(line);
    afterEmpty = line.text.trim() === '';
  }
  const last = gathering.take();
  if (last !== null) yield last;
  return gathering.jumps;
}
