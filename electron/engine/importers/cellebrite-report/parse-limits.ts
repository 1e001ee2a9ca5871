/** How much of one thing is read, and what the parser complained about. */
import type { OpenRow } from './verbatim-keeper.ts';
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';

/** Bounds that no real report comes near. */
export const limits = {
  /** Elements inside one another: deeper ones put their record aside. */
  depth: 200,
  /** Deeper than this nothing is read any further. */
  stopDepth: 100_000,
  /** Characters without a tag, a text or a comment ending. */
  characters: 32 * 2 ** 20,
  fieldCharacters: 4 * 2 ** 20,
  rowCharacters: 16 * 2 ** 20,
  /** Elements in one record. */
  rowParts: 200_000,
  faults: 10_000,
} as const;

const shownFaults = 20;

/** Reading cannot go on; what was read before stands. */
export class ParseStop extends Error {
  readonly code: QuarantinedRow['code'];
  constructor(code: QuarantinedRow['code'], message: string) {
    super(message);
    this.name = 'ParseStop';
    this.code = code;
  }
}

export class ReportFaults {
  readonly #shown: string[] = [];
  #count = 0;
  #type: string | null = null;

  /** Notes what the parser says at a line; a fault of structure spoils the row it is in. */
  add(line: number, message: string, harmless: boolean, row: OpenRow | null): void {
    this.warn(line, message.replace(/\.$/, ''));
    if (harmless) row?.note(`The XML of this record has a fault at line ${line} (${message.replace(/\.$/, '')}); the characters were kept as they stand.`);
    else row?.spoil(`line ${line}: ${message.replace(/\.$/, '')}`);
    if (this.#count > limits.faults) throw new ParseStop('malformed-row', `more than ${limits.faults.toLocaleString('en-GB')} faults in its XML`);
  }

  warn(line: number, message: string): void {
    this.#count += 1;
    if (this.#shown.length < shownFaults) this.#shown.push(`line ${line}: ${message.slice(0, 200)}`);
  }

  declaresType(text: string): void {
    this.#type = /<!ENTITY/i.test(text) ? 'The report declares entities of its own, which a Cellebrite report does not. None was expanded.' : 'The report declares a document type, which a Cellebrite report does not.';
  }

  warnings(): string[] {
    const warnings = this.#type === null ? [] : [this.#type];
    if (this.#count === 0) return warnings;
    const more = this.#count > this.#shown.length ? `; and ${this.#count - this.#shown.length} more` : '';
    return [...warnings, `The XML of the report is not well formed in ${this.#count} ${this.#count === 1 ? 'place' : 'places'}: ${this.#shown.join('; ')}${more}.`];
  }
}
