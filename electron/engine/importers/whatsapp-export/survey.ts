/**
 * The first reading of a chat: which line format the file is written in, what its dates prove, and
 * who writes in it. Nothing is kept but counts, so a text of any size can be surveyed.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ChatText } from './chat-source.ts';
import { DateOrderEvidence } from './date-order.ts';
import { readLineStart } from './line-start.ts';
import { RecordHeadReader } from './record-head.ts';
import { TextLineReader } from './text-lines.ts';

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

/** Reads the whole text once. `onBytes` is told how many bytes have been read. */
export async function surveyChat(
  text: ChatText, encoding: string, chatName: string | null, signal: AbortSignal, onBytes: (done: number) => void,
): Promise<Survey> {
  const formats = new Map<number, LineFormat>();
  const reader = new TextLineReader(encoding);
  const heads = new RecordHeadReader(chatName);
  let lines = 0;
  let bytes = 0;
  const take = (batch: ReturnType<TextLineReader['push']>): void => {
    for (const { text: line, line: number } of batch) {
      lines = number;
      const start = readLineStart(line);
      if (start === null) continue;
      let format = formats.get(start.shape);
      if (format === undefined) {
        if (formats.size >= formatLimit) continue;
        format = {
          shape: start.shape, withSeconds: start.second !== null, records: 0, firstLine: number, firstWritten: start.written,
          dates: new DateOrderEvidence(start.yearPlace), authors: new Map(),
        };
        formats.set(start.shape, format);
      }
      format.records += 1;
      format.dates.add(start, number);
      const head = heads.read(start.rest);
      if (head.kind !== 'authored') continue;
      const { author } = head;
      const count = format.authors.get(author);
      if (count !== undefined || format.authors.size < authorLimit) format.authors.set(author, (count ?? 0) + 1);
    }
  };
  let damage: string | null = null;
  try {
    for await (const chunk of text.bytes(signal)) {
      if (signal.aborted) throw new PlumblineError('cancelled', 'Reading the chat was stopped.');
      take(reader.push(chunk));
      bytes += chunk.length;
      onBytes(bytes);
    }
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
    damage = error.message;
  }
  take(reader.end());
  const [format = null, ...others] = [...formats.values()].sort((a, b) => b.records - a.records || a.firstLine - b.firstLine);
  return { format, others, lines, damage };
}
