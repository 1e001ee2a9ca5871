/**
 * The survey of a chat: which line format the file is written in, what its dates prove, and
 * who writes in it. Nothing is kept but counts, so a text of any size can be surveyed.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ChatText } from './chat-source.ts';
import { DateOrderEvidence } from './date-order.ts';
import { readLineStart, type LineStart } from './line-start.ts';
import { RecordHeadReader, type RecordHead } from './record-head.ts';
import { TextLineReader, type TextLine } from '../text/text-lines.ts';

export interface LineFormat {
  readonly shape: number;
  readonly withSeconds: boolean;
  records: number;
  readonly firstLine: number;
  readonly firstWritten: string;
  readonly dates: DateOrderEvidence;
  /** Messages by author as shown, in order of first appearance. */
  readonly authors: Map<string, number>;
}

export interface Survey {
  /** The format most records are written in; null for a chat without records. */
  readonly format: LineFormat | null;
  /** Dated lines in other formats: read as text of the record above. */
  readonly others: readonly LineFormat[];
  readonly lines: number;
  /** Why reading stopped before the end; null when it did not. */
  readonly damage: string | null;
}

const formatLimit = 256;
const authorLimit = 20_000;

/** The start of a record and what follows it, as a line has them. `head` is null when no format counts the line. */
export interface SeenStart { readonly start: LineStart; readonly head: RecordHead | null }

/** Counts formats, dates and authors, line by line. */
export class FormatCounter {
  readonly #formats = new Map<number, LineFormat>();
  readonly #heads: RecordHeadReader;
  lines = 0;

  constructor(chatName: string | null) {
    this.#heads = new RecordHeadReader(chatName);
  }

  #format(start: LineStart, line: number): LineFormat | null {
    const known = this.#formats.get(start.shape);
    if (known !== undefined) return known;
    if (this.#formats.size >= formatLimit) return null;
    const format: LineFormat = {
      shape: start.shape, withSeconds: start.second !== null, records: 0, firstLine: line, firstWritten: start.written,
      dates: new DateOrderEvidence(start.yearPlace), authors: new Map(),
    };
    this.#formats.set(start.shape, format);
    return format;
  }

  /** Counts a line. Returns the start it has, so that a reading of the same line need not look for it again. */
  add({ text, line }: TextLine): SeenStart | null {
    this.lines = line;
    const start = readLineStart(text);
    if (start === null) return null;
    const format = this.#format(start, line);
    if (format === null) return { start, head: null };
    format.records += 1;
    format.dates.add(start, line);
    const head = this.#heads.read(start.rest);
    if (head.kind === 'authored') {
      const count = format.authors.get(head.author);
      if (count !== undefined || format.authors.size < authorLimit) format.authors.set(head.author, (count ?? 0) + 1);
    }
    return { start, head };
  }

  /** How many authors lines of a format have named so far. */
  authorsIn(shape: number): number {
    return this.#formats.get(shape)?.authors.size ?? 0;
  }

  /** What has been counted. `damage` says why the text ended before its end. */
  survey(damage: string | null): Survey {
    const [format = null, ...others] = this.#byRecords();
    return { format, others, lines: this.lines, damage };
  }

  /** Formats, the one with most records first. */
  #byRecords(): LineFormat[] {
    return [...this.#formats.values()].sort((a, b) => b.records - a.records || a.firstLine - b.firstLine);
  }
}

/** Reads the text once, or its first `limit` bytes and a little more. `onBytes` is told how many bytes have been read. */
export async function surveyChat(
  text: ChatText, encoding: string, chatName: string | null, signal: AbortSignal, onBytes: (done: number) => void, limit = Infinity,
): Promise<Survey> {
  const reader = new TextLineReader(encoding);
  const counter = new FormatCounter(chatName);
  let bytes = 0;
  let damage: string | null = null;
  try {
    for await (const chunk of text.bytes(signal)) {
      if (signal.aborted) throw new PlumblineError('cancelled', 'Reading the chat was stopped.');
      for (const line of reader.push(chunk)) counter.add(line);
      bytes += chunk.length;
      onBytes(bytes);
      if (bytes >= limit) return counter.survey(null);
    }
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
    damage = error.message;
  }
  for (const line of reader.end()) counter.add(line);
  return counter.survey(damage);
}
