/** Gathers lines into records: a line without a date continues the record above it. */
import type { LineStart } from './line-start.ts';
import type { RecordHead } from './record-head.ts';
import type { SeenStart } from './survey.ts';
import { recordByteLimit, type TextLine } from '../text/text-lines.ts';

export interface ChatRecord {
  /** Null for lines before the first record. */
  readonly start: LineStart | null;
  /** What `text` begins with, when it has been read already; null when it has not. */
  head: RecordHead | null;
  readonly line: number;
  readonly byte: number;
  /** Lines, endings kept, without the last line's ending. Cut when `tooLong`. */
  verbatim: string;
  /** What follows the start, continuation lines included. Cut when `tooLong`. */
  text: string;
  byteLength: number;
  lineCount: number;
  /** Lines in the record that are not text in the file's encoding. */
  undecodableLines: number[];
  tooLong: boolean;
}

const undecodableLimit = 100;

export class RecordGatherer {
  readonly #shape: number | null;
  #open: ChatRecord | null = null;
  #ending = '';

  /** Only starts of this shape begin a record. */
  constructor(shape: number | null) {
    this.#shape = shape;
  }

  #continue(record: ChatRecord, line: TextLine): void {
    record.lineCount += 1;
    record.head = null;
    record.byteLength += line.byteLength;
    if (record.byteLength > recordByteLimit || line.cutBytes > 0) record.tooLong = true;
    if (line.undecodable && record.undecodableLines.length < undecodableLimit) record.undecodableLines.push(line.line);
    if (record.tooLong) return;
    record.verbatim += this.#ending + line.text;
    record.text += this.#ending + line.text;
    this.#ending = line.ending;
  }

  #begin(line: TextLine, start: LineStart | null, head: RecordHead | null): void {
    this.#open = {
      start, head, line: line.line, byte: line.byte, verbatim: line.text, text: start === null ? line.text : start.rest,
      byteLength: line.byteLength, lineCount: 1, undecodableLines: line.undecodable ? [line.line] : [],
      tooLong: line.byteLength > recordByteLimit || line.cutBytes > 0,
    };
    this.#ending = line.ending;
  }

  /** The record completed by this line, if any. `seen` is the start the line has; null when it has none. */
  push(line: TextLine, seen: SeenStart | null): ChatRecord | null {
    const begins = seen !== null && seen.start.shape === this.#shape;
    const open = this.#open;
    if (open !== null && !begins) {
      this.#continue(open, line);
      return null;
    }
    this.#begin(line, begins ? seen.start : null, begins ? seen.head : null);
    return open;
  }

  end(): ChatRecord | null {
    const open = this.#open;
    this.#open = null;
    return open;
  }
}
