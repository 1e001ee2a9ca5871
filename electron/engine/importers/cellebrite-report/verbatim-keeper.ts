/** Keeps the characters of the records that are open, a message's apart from its conversation's. */
import { isAscii } from 'node:buffer';
import type { ReportModel } from './model.ts';
import { limits } from './parse-limits.ts';

/** A record that is being read. */
export class OpenRow {
  readonly model: ReportModel;
  /** Line on which its tag ends, from 1. */
  readonly line: number;
  readonly remarks: string[] = [];
  /** Why it cannot stand; null when it can. */
  fault: { readonly code: 'malformed-row' | 'too-large'; readonly reason: string } | null = null;
  readonly parts: string[] = [];
  length = 0;
  mark = 0;
  #elements = 0;

  constructor(model: ReportModel, line: number) {
    this.model = model;
    this.line = line;
  }

  keep(text: string): void {
    if (text === '') return;
    this.length += text.length;
    if (this.length > limits.rowCharacters) { this.tooLarge(); return; }
    this.parts.push(text);
  }

  note(remark: string): void {
    if (this.remarks.length < 5) this.remarks.push(remark);
  }

  spoil(what: string): void {
    this.fault ??= { code: 'malformed-row', reason: `its XML is damaged (${what})` };
  }

  tooLarge(): void {
    this.fault ??= { code: 'too-large', reason: 'it is larger than any record of a phone' };
  }

  tooDeep(): void {
    this.fault ??= { code: 'too-large', reason: `its elements are nested more than ${limits.depth} deep` };
  }

  /** False when the record has more parts than are read. */
  addPart(): boolean {
    this.#elements += 1;
    if (this.#elements <= limits.rowParts) return true;
    this.tooLarge();
    return false;
  }
}

export class VerbatimKeeper {
  readonly #open: OpenRow[] = [];
  #piece = '';
  #valid = true;
  #bytes: Buffer | null = null;

  get innermost(): OpenRow | null { return this.#open.at(-1) ?? null; }

  /** With `bytes`, each character of `text` stands for one of them, and only what is kept is decoded. */
  beginPiece(text: string, valid: boolean, bytes: Buffer | null): void {
    this.#piece = text;
    this.#valid = valid;
    this.#bytes = bytes === null || isAscii(bytes) ? null : bytes;
    if (this.innermost !== null) this.innermost.mark = 0;
  }

  /** The piece has been read up to `end`; what follows comes with the next one. */
  endPiece(end: number): void {
    const row = this.innermost;
    if (row === null) return;
    this.#keep(row, end);
    row.mark = 0;
  }

  #cut(start: number, end: number): string {
    if (this.#bytes === null || isAscii(this.#bytes.subarray(start, end))) return this.#piece.slice(start, end);
    return this.#bytes.toString('utf8', start, end);
  }

  #keep(row: OpenRow, end: number): void {
    if (end <= row.mark) return;
    const text = this.#cut(row.mark, end);
    if (!this.#valid && text.includes('\ufffd')) row.note('Some bytes of this record are not valid UTF-8; they are shown as “\ufffd”.');
    row.keep(text);
  }

  /** A record's tag has been read up to `after`. */
  open(after: number, line: number, model: ReportModel): OpenRow {
    const start = Math.max(0, this.#piece.lastIndexOf('<', after - 1));
    const outer = this.innermost;
    if (outer !== null) this.#keep(outer, start);
    const row = new OpenRow(model, line);
    row.mark = start;
    this.#open.push(row);
    return row;
  }

  /** The innermost record has ended at `end`: its characters. */
  close(end: number): string {
    const row = this.#open.pop();
    if (row === undefined) return '';
    this.#keep(row, end);
    if (this.innermost !== null) this.innermost.mark = end;
    const [whole = ''] = row.parts;
    return row.parts.length <= 1 ? whole : row.parts.join('');
  }

  /** The characters of everything still open, outermost first. */
  takeAll(): string {
    return this.#open.splice(0).map((row) => row.parts.join('')).join('\n');
  }

  isControlCharacter(position: number): boolean {
    const code = this.#piece.charCodeAt(position);
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || code >= 0xd800;
  }
}
