/** Decides how the dates of a whole column are written, and on what evidence; or that only a person can say. */
import type { Question } from '../../../../shared/contract/importing.ts';
import { dateOrderLabels, type DateOrder } from '../../../../shared/domain/audit-row.ts';
import { inOrder, readWrittenTime, type WrittenTime } from '../time/written-time.ts';

interface Example { readonly place: string; readonly row: number; readonly written: string }

/** What the heading of the time column itself states: `Time - UTC+00:00 (dd/MM/yyyy)`. */
export interface HeadingStatement { readonly offset: string | null; readonly order: DateOrder | null; readonly heading: string }

export interface ColumnVerdict {
  /** `not-needed`: no date in the column leaves the order open. */
  readonly order: DateOrder | 'undecided' | 'conflict' | 'not-needed';
  readonly orderEvidence: string;
  /** Dated rows whose text states no offset. */
  readonly rowsWithoutZone: number;
  readonly rowsWithZone: number;
  readonly dated: number;
  readonly firstWithoutZone: Example | null;
  readonly firstWithZone: Example | null;
  readonly headingOffset: string | null;
  /** False when every date Excel stored falls on a whole minute: its seconds were not recorded. */
  readonly storedSeconds: boolean;
  readonly warnings: readonly string[];
  /** One line for the preview: `day/month/year hours:minutes:seconds`. */
  readonly inWords: string;
}

/** Reads an offset or a date pattern out of a heading. BST in a heading is not believed: it may be written all year. */
export function readHeadingStatement(heading: string): HeadingStatement {
  const zone = /\b(?:UTC|GMT)(?:\s?([+-])(\d{1,2}):?(\d{2})?)?(?![a-z])/i.exec(heading);
  const offset = zone === null ? null : zone[1] === undefined ? '+00:00' : `${zone[1]}${(zone[2] ?? '').padStart(2, '0')}:${zone[3] ?? '00'}`;
  const pattern = /\b(dd?[-/.]mm?[-/.]yy(?:yy)?|mm?[-/.]dd?[-/.]yy(?:yy)?|yy(?:yy)?[-/.]mm?[-/.]dd?)\b/i.exec(heading);
  const first = pattern?.[1]?.[0]?.toLowerCase();
  const order = first === undefined ? null : first === 'd' ? 'dmy' : first === 'm' ? 'mdy' : 'ymd';
  return { offset, order, heading };
}

const quote = (example: Example): string => `${example.place} ${example.row} says “${example.written}”`;

/** Looks at every time of a column once. */
export class DateColumnStudy {
  readonly #heading: HeadingStatement;
  readonly #place: string;
  readonly #proof = new Map<DateOrder, { example: Example; count: number }>();
  #open: Example | null = null;
  #twoDigitYears = false;
  #withoutZone = 0;
  #withZone = 0;
  #firstWithoutZone: Example | null = null;
  #firstWithZone: Example | null = null;
  #stored = 0;
  #storedSeconds = false;
  #textNumbers = 0;
  #epochUnit: string | null = null;
  #clocks = new Set<string>();

  /** `place` is what the numbers given to `add` count, for the evidence in words. */
  constructor(heading: HeadingStatement, place: 'row' | 'line' = 'row') {
    this.#place = place;
    this.#heading = heading;
  }

  add(row: number, written: string, storedByExcel: boolean): void {
    const reading = readWrittenTime(written);
    if (reading === null) return;
    const example = { place: this.#place, row, written: written.slice(0, 60) };
    this.#addZone(reading, example);
    this.#clocks.add(reading.clock === null ? 'no clock' : reading.clock.second === null ? 'hours:minutes' : 'hours:minutes:seconds');
    if (storedByExcel) {
      this.#stored += 1;
      this.#storedSeconds ||= (reading.clock?.second ?? 0) > 0 || (reading.clock?.millisecond ?? 0) > 0;
    }
    if (reading.date.kind === 'epoch') this.#epochUnit = reading.date.unit;
    if (reading.date.kind !== 'numbers') return;
    this.#textNumbers += 1;
    const { date } = reading;
    this.#twoDigitYears ||= date.yearDigits === 2;
    const candidates: DateOrder[] = ['dmy', 'mdy'];
    const possible = candidates.filter((order) => inOrder(date, order) !== null);
    // A first number above 31 can only be a two-digit year.
    if (possible.length === 0 && inOrder(date, 'ymd') !== null) this.#prove('ymd', example);
    else if (possible.length === 1) this.#prove(possible[0] as DateOrder, example); // length was just checked
    else if (possible.length === 2) this.#open ??= example;
  }

  #addZone(reading: WrittenTime, example: Example): void {
    if (reading.offset === null) { this.#withoutZone += 1; this.#firstWithoutZone ??= example; }
    else { this.#withZone += 1; this.#firstWithZone ??= example; }
  }

  #prove(order: DateOrder, example: Example): void {
    const known = this.#proof.get(order);
    if (known === undefined) this.#proof.set(order, { example, count: 1 });
    else known.count += 1;
  }

  #order(): { order: ColumnVerdict['order']; orderEvidence: string } {
    if (this.#textNumbers === 0) return { order: 'not-needed', orderEvidence: 'every date states its own order' };
    const { order: stated, heading } = this.#heading;
    if (stated !== null) return { order: stated, orderEvidence: `the heading “${heading}” says so` };
    const proofs = [...this.#proof].map(([order, proof]) => ({ order, ...proof }));
    const [only, another] = proofs;
    if (only === undefined) {
      return { order: 'undecided', orderEvidence: `no date has a number above 12; for example ${this.#open === null ? 'none is readable' : quote(this.#open)}` };
    }
    if (another !== undefined) {
      return { order: 'conflict', orderEvidence: `the rows contradict each other: ${proofs.map((proof) => `${quote(proof.example)}, which is ${dateOrderLabels[proof.order]} (${proof.count} such rows)`).join('; ')}` };
    }
    return { order: only.order, orderEvidence: `${dateOrderLabels[only.order]}: ${quote(only.example)}` };
  }

  verdict(): ColumnVerdict {
    const { order, orderEvidence } = this.#order();
    const warnings: string[] = [];
    if (this.#stored > 0 && this.#textNumbers > 0) {
      warnings.push(`The time column holds both dates stored by Excel (${this.#stored}) and dates written as text (${this.#textNumbers}). That happens when Excel reads day/month dates as month/day: it may have swapped day and month in the stored ones. Compare them with the supplier's original.`);
    }
    const words: string[] = [];
    if (this.#epochUnit !== null) words.push(`${this.#epochUnit} since 1970 (UTC)`);
    if (order === 'dmy' || order === 'mdy' || order === 'ymd') words.push(dateOrderLabels[order]);
    if (order === 'undecided' || order === 'conflict') words.push('order of day and month not decided');
    if (order === 'not-needed' && this.#epochUnit === null && this.#clocks.size > 0) words.push(this.#stored > 0 ? 'dates stored by Excel' : 'year first or month in letters');
    if (this.#twoDigitYears) words.push('years of two digits');
    words.push(...this.#clocks);
    return {
      order, orderEvidence, rowsWithoutZone: this.#withoutZone, rowsWithZone: this.#withZone, dated: this.#withZone + this.#withoutZone,
      firstWithoutZone: this.#firstWithoutZone, firstWithZone: this.#firstWithZone, headingOffset: this.#heading.offset,
      storedSeconds: this.#stored === 0 || this.#storedSeconds, warnings, inWords: words.length === 0 ? 'no dates read' : words.join(', '),
    };
  }
}

const zoneOptions = [
  { value: 'Europe/London', label: 'UK local time (Europe/London, GMT in winter and BST in summer)' },
  { value: 'UTC', label: 'UTC (the same as GMT all year)' },
] as const;

/** The questions a column leaves to a person. */
export function dateQuestions(verdict: ColumnVerdict): Question[] {
  const questions: Question[] = [];
  if (verdict.order === 'undecided' || verdict.order === 'conflict') {
    questions.push({
      answer: 'dateOrder', required: true,
      why: `The file does not settle which number is the day: ${verdict.orderEvidence}.`,
      options: (['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: dateOrderLabels[value], evidence: verdict.order === 'conflict' ? 'Rows that do not fit will be set aside.' : '' })),
    });
  }
  if (verdict.rowsWithoutZone > 0 && verdict.headingOffset === null) {
    const example = verdict.firstWithoutZone === null ? '' : ` (${quote(verdict.firstWithoutZone)})`;
    questions.push({
      answer: 'zone', required: true,
      why: `${verdict.rowsWithoutZone} of ${verdict.dated} dated rows do not say which clock their system used${example}. Ask the supplier, and record who said so.`,
      options: zoneOptions.map((option) => ({ ...option, evidence: '' })),
    });
  }
  return questions;
}

/** What the column itself settles, in words. */
export function dateFindings(verdict: ColumnVerdict): string[] {
  const findings: string[] = [];
  if (verdict.order !== 'undecided' && verdict.order !== 'conflict' && verdict.dated > 0) findings.push(`Date order: ${verdict.orderEvidence}.`);
  if (verdict.headingOffset !== null) findings.push(`Zone: the heading of the time column states UTC${verdict.headingOffset}.`);
  if (verdict.rowsWithZone > 0 && verdict.firstWithZone !== null) findings.push(`Zone: ${verdict.rowsWithZone} of ${verdict.dated} dated rows state it (${quote(verdict.firstWithZone)}).`);
  return findings;
}
