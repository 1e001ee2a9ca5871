/** Cuts an iCalendar file into its components, each with its own lines, without reading their meaning. */
import type { QuarantinedRow } from '../../../../shared/domain/item.ts';
import { fileLines } from '../text/file-lines.ts';
import type { EvidenceSource } from '../importer.ts';

export interface IcsComponent {
  readonly type: 'component';
  /** `VEVENT`, `VTIMEZONE`, …; '' for lines that belong to none. */
  readonly name: string;
  /** Line and byte of `BEGIN:`. */
  readonly line: number;
  readonly byte: number;
  /** Number of the component among those of its name, from 1. */
  readonly number: number;
  /** Its own characters, line ends as they are. */
  readonly text: string;
  readonly fault: { readonly code: QuarantinedRow['code']; readonly reason: string } | null;
}

/** A property of the calendar itself (`PRODID`, `X-WR-CALNAME`), unfolded. */
export interface CalendarLine { readonly type: 'property'; readonly text: string }

/** A component longer than this (4 MiB; pictures may be inside one) is set aside. */
const longestText = 4_194_304;
const shown = 2_000;
const boundary = /^(BEGIN|END):\s*([A-Za-z0-9-]{1,60})\s*$/i;

interface Open { readonly name: string; readonly line: number; readonly byte: number; readonly parts: string[]; length: number; readonly inside: string[]; undecodable: boolean }

class ComponentReader {
  readonly #numbers = new Map<string, number>();
  #open: Open | null = null;
  #calendars = 0;

  #close(open: Open, fault: IcsComponent['fault']): IcsComponent {
    this.#open = null;
    const number = (this.#numbers.get(open.name) ?? 0) + 1;
    this.#numbers.set(open.name, number);
    const text = open.parts.join('').replace(/\r?\n$/, '');
    const at = { type: 'component', name: open.name, line: open.line, byte: open.byte, number } as const;
    if (open.length > longestText) return { ...at, text: text.slice(0, shown), fault: { code: 'too-large', reason: `The ${open.name} at line ${open.line} is longer than 4 MiB. Its beginning is kept here; the whole is in the exhibit.` } };
    if (open.undecodable) return { ...at, text, fault: { code: 'undecodable-text', reason: `The ${open.name} at line ${open.line} holds bytes that are not text; they are shown as \\x and two digits.` } };
    return { ...at, text, fault };
  }

  #unfinished(open: Open, what: string): IcsComponent {
    return this.#close(open, { code: 'malformed-row', reason: `The ${open.name} at line ${open.line} has no end: ${what}.` });
  }

  *#inside(open: Open, line: { readonly text: string; readonly line: number }, whole: string): Generator<IcsComponent | CalendarLine> {
    open.length += whole.length;
    if (open.length <= longestText + whole.length) open.parts.push(whole);
    const [, edge, name = ''] = boundary.exec(line.text) ?? [];
    if (edge === undefined) return;
    if (edge.toUpperCase() === 'BEGIN') { if (open.inside.length < 50) open.inside.push(name.toUpperCase()); return; }
    if (open.inside.at(-1) === name.toUpperCase()) { open.inside.pop(); return; }
    if (name.toUpperCase() === open.name) yield this.#close(open, open.inside.length > 0 ? { code: 'malformed-row', reason: `The ${open.name} at line ${open.line} ends before the ${open.inside.at(-1)} inside it.` } : null);
  }

  *line(line: { readonly text: string; readonly ending: string; readonly line: number; readonly byte: number; readonly undecodable: boolean; readonly cutBytes: number }): Generator<IcsComponent | CalendarLine> {
    const whole = line.text + line.ending;
    const [, edge, written = ''] = boundary.exec(line.text) ?? [];
    const name = written.toUpperCase();
    const restarts = edge?.toUpperCase() === 'BEGIN' && (name === 'VEVENT' || name === 'VCALENDAR' || name === this.#open?.name);
    const ends = edge?.toUpperCase() === 'END' && name === 'VCALENDAR';
    if (this.#open !== null && (restarts || ends)) yield this.#unfinished(this.#open, `line ${line.line} begins or ends another`);
    if (this.#open !== null) {
      this.#open.undecodable ||= line.undecodable;
      if (line.cutBytes > 0) this.#open.length = longestText + 1;
      yield* this.#inside(this.#open, line, whole);
      return;
    }
    if (line.text.trim() === '') return;
    if (edge !== undefined && name === 'VCALENDAR') { this.#calendars += edge.toUpperCase() === 'BEGIN' ? 1 : -1; return; }
    if (edge?.toUpperCase() === 'BEGIN') {
      this.#open = { name, line: line.line, byte: line.byte, parts: [whole], length: whole.length, inside: [], undecodable: line.undecodable };
      return;
    }
    if (this.#calendars > 0 && edge === undefined && /^(?:[A-Za-z0-9-]{1,60}[;:]|[ \t])/.test(line.text) && !line.undecodable && line.cutBytes === 0) { yield { type: 'property', text: line.text }; return; }
    yield { type: 'component', name: '', line: line.line, byte: line.byte, number: 1, text: line.text.slice(0, shown), fault: { code: 'malformed-row', reason: `Line ${line.line} belongs to no entry of the calendar.` } };
  }

  *end(): Generator<IcsComponent> {
    if (this.#open !== null) yield this.#unfinished(this.#open, 'the file ends in the middle of it');
  }
}

/** Components and calendar properties in file order. Throws `cancelled`. */
export async function* icsComponents(
  source: EvidenceSource, encoding: string | undefined, signal: AbortSignal, onBytes: (done: number, total: number) => void,
): AsyncGenerator<IcsComponent | CalendarLine, void, void> {
  const reader = new ComponentReader();
  for await (const line of fileLines(source, encoding, signal, onBytes)) yield* reader.line(line);
  yield* reader.end();
}
