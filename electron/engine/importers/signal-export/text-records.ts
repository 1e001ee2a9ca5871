/** Records of Signal's plain-text export: `[2021-09-28, 15:24] Name: text`, going on over the lines below. Source: formats reference, section 4.4. */
import { recordByteLimit, type TextLine } from '../text/text-lines.ts';

const recordStart = /^\ufeff?\[(\d{4}-\d{2}-\d{2}, \d{2}:\d{2})\] ?/;

export interface TextRecord {
  /** Date and time as written; null for text before the first record. */
  readonly written: string | null;
  /** What stands after the start, with the lines below it. */
  text: string;
  verbatim: string;
  readonly line: number;
  readonly byte: number;
  byteLength: number;
  lineCount: number;
  readonly undecodable: number[];
  tooLong: boolean;
}

/** Date and time with which a line begins a record; null when it does not. */
export function startOf(line: string): { readonly written: string; readonly rest: string } | null {
  const match = recordStart.exec(line);
  return match?.[1] === undefined ? null : { written: match[1], rest: line.slice(match[0].length) };
}

/** Sender and text, split at the first colon with a space after it; null when the line names nobody. */
export function splitSender(text: string): { readonly sender: string; readonly body: string } | null {
  const firstLine = text.split(/\r?\n/, 1)[0] ?? '';
  const at = firstLine.indexOf(': ');
  if (at > 0) return { sender: firstLine.slice(0, at), body: text.slice(at + 2) };
  return firstLine.length > 1 && firstLine.endsWith(':') ? { sender: firstLine.slice(0, -1), body: text.slice(firstLine.length).replace(/^\r?\n/, '') } : null;
}

/** Puts lines together into records; a record above 1 MiB keeps its beginning. */
export class TextRecordGatherer {
  #open: TextRecord | null = null;
  #ending = '';

  #begin(line: TextLine): TextRecord {
    const start = startOf(line.text);
    return {
      written: start?.written ?? null, text: start?.rest ?? line.text, verbatim: line.text, line: line.line, byte: line.byte, byteLength: line.byteLength, lineCount: 1,
      undecodable: line.undecodable ? [line.line] : [], tooLong: line.cutBytes > 0,
    };
  }

  #add(record: TextRecord, line: TextLine): void {
    record.byteLength += line.byteLength;
    record.lineCount += 1;
    if (line.undecodable && record.undecodable.length < 20) record.undecodable.push(line.line);
    if (line.cutBytes > 0 || record.byteLength > recordByteLimit) record.tooLong = true;
    if (record.tooLong) return;
    record.text += this.#ending + line.text;
    record.verbatim += this.#ending + line.text;
  }

  /** The record completed by this line; null while one is open. */
  push(line: TextLine): TextRecord | null {
    const open = this.#open;
    if (open !== null && startOf(line.text) === null) {
      this.#add(open, line);
      this.#ending = line.ending;
      return null;
    }
    // Blank lines before the first record are no record.
    if (open === null && line.text.trim() === '') return null;
    this.#open = this.#begin(line);
    this.#ending = line.ending;
    return open;
  }

  end(): TextRecord | null {
    const open = this.#open;
    this.#open = null;
    return open;
  }
}
