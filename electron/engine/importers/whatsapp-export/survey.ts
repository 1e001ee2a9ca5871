/**
 * The first reading of a chat: which line format the file is written in, what its dates prove, and
 * who writes in it. Nothing is kept but counts, so a text of any size can be surveyed.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ChatText } from './chat-source.ts';
import { DateOrderEvidence } from './date-order.ts';
import { readLineStart, type LineStart } from './line-start.ts';
import { RecordHeadReader } from './record-head.ts';
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

/** Counts formats, dates and authors, line by line. */
class FormatCounter {
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

  take(batch: readonly TextLine[]): void {
    for (const { text, line } of batch) {
      this.lines = line;
      const start = readLineStart(text);
      const format = start === null ? null : this.#format(start, line);
      if (start === null || format === null) continue;
      format.records += 1;
      format.dates.add(start, line);
      const head = this.#heads.read(start.rest);
      if (head.kind !== 'authored') continue;
      const count = format.authors.get(head.author);
      if (count !== undefined || format.authors.size < authorLimit) format.authors.set(head.author, (count ?? 0) + 1);
    }
  }

  /** Formats, the one with most records first. */
  byRecords(): LineFormat[] {
    return [...this.#formats.values()].sort((a, b) => b.records - a.records || a.firstLine - b.firstLine);
  }
}

/** Reads the whole text once. `onBytes` is told how many bytes have been read. */
export async function surveyChat(
  text: ChatText, encoding: string, chatName: string | null, signal: AbortSignal, onBytes: (done: number) => void,
): Promise<Survey> {
  const reader = new TextLineReader(encoding);
  const counter = new FormatCounter(chatName);
  let bytes = 0;
  let damage: string | null = null;
  try {
    for await (const chunk of text.bytes(signal)) {
      if (signal.aborted) throw new PlumblineError('cancelled', 'Reading the chat was stopped.');
      counter.take(reader.push(chunk));
      bytes += chunk.length;
      onBytes(bytes);
    }
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
    damage = error.message;
  }
  counter.take(reader.end());
  const [format = null, ...others] = counter.byRecords();
  return { format, others, lines: counter.lines, damage };
}
