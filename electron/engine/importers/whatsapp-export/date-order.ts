/**
 * Decides in which order a file writes day, month and year, from the whole file (formats
 * reference, rule 11). One number above 12 settles it for every line; rising dates are a hint, not
 * proof; dots do not imply day first. When nothing settles it, a person is asked.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { Question } from '../../../../shared/contract/importing.ts';
import { dateOrderLabels, type DateOrder } from '../../../../shared/domain/audit-row.ts';
import type { LineStart, YearPlace } from './line-start.ts';

export interface CalendarDay { readonly year: number; readonly month: number; readonly day: number }

/** Two-digit years are of this century: WhatsApp began in 2009. */
const fullYear = (year: number): number => (year < 100 ? 2000 + year : year);

/** The date's numbers under an order. */
export function calendarDay(numbers: LineStart['numbers'], order: DateOrder): CalendarDay {
  const first = numbers[0];
  const second = numbers[1];
  const third = numbers[2];
  switch (order) {
    case 'dmy': return { day: first, month: second, year: fullYear(third) };
    case 'mdy': return { month: first, day: second, year: fullYear(third) };
    case 'ymd': return { year: fullYear(first), month: second, day: third };
  }
}

/** What one reading of the dates gives. Dates are numbers such as 20210928; 0: none yet. Small whole numbers all, which cost nothing to keep. */
interface ReadingEvidence { possible: number; earliest: number; latest: number; descents: number; firstDescentLine: number; lastDate: number; lastClock: number }
interface Proof { readonly line: number; readonly written: string; readonly value: number }

const orders: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];
const newEvidence = (): ReadingEvidence => ({ possible: 0, earliest: 0, latest: 0, descents: 0, firstDescentLine: 0, lastDate: 0, lastClock: 0 });

/** Evidence on the date order, gathered line by line. */
export class DateOrderEvidence {
  readonly #yearPlace: YearPlace;
  readonly #readings: Record<DateOrder, ReadingEvidence> = { dmy: newEvidence(), mdy: newEvidence(), ymd: newEvidence() };
  /** First line whose numbers allow only day first, only month first, only year first; and how many such lines. */
  readonly #proofs: Partial<Record<DateOrder, Proof>> = {};
  readonly #proofCounts: Record<DateOrder, number> = { dmy: 0, mdy: 0, ymd: 0 };
  #lines = 0;

  constructor(yearPlace: YearPlace) {
    this.#yearPlace = yearPlace;
  }

  #prove(order: DateOrder, start: LineStart, line: number, value: number): void {
    this.#proofCounts[order] += 1;
    this.#proofs[order] ??= { line, written: start.written, value };
  }

  add(start: LineStart, line: number): void {
    this.#lines += 1;
    const [first, second] = start.numbers;
    if (this.#yearPlace === 'two-digits' && first > 31) this.#prove('ymd', start, line, first);
    else if (this.#yearPlace !== 'first') {
      if (first > 12 && first <= 31 && second <= 12) this.#prove('dmy', start, line, first);
      if (second > 12 && second <= 31 && first <= 12) this.#prove('mdy', start, line, second);
    }
    // A 12-hour clock is not compared within a day: its halves are read later.
    const clock = start.half === null ? start.hour * 3600 + start.minute * 60 + (start.second ?? 0) : 0;
    for (const order of orders) {
      const { year, month, day } = calendarDay(start.numbers, order);
      if (month >= 1 && month <= 12 && day >= 1 && day <= 31) this.#reckon(this.#readings[order], (year * 100 + month) * 100 + day, clock, line);
    }
  }

  #reckon(reading: ReadingEvidence, date: number, clock: number, line: number): void {
    reading.possible += 1;
    if (reading.earliest === 0 || date < reading.earliest) reading.earliest = date;
    if (date > reading.latest) reading.latest = date;
    if (date < reading.lastDate || (date === reading.lastDate && clock < reading.lastClock)) {
      reading.descents += 1;
      if (reading.firstDescentLine === 0) reading.firstDescentLine = line;
    }
    reading.lastDate = date;
    reading.lastClock = clock;
  }

  #describe(order: DateOrder): string {
    const reading = this.#readings[order];
    const show = (date: number): string => `${String(date % 100).padStart(2, '0')}/${String(Math.floor(date / 100) % 100).padStart(2, '0')}/${Math.floor(date / 10_000)}`;
    if (reading.possible === 0) return 'no line is a date under this reading';
    const impossible = this.#lines - reading.possible;
    return [
      `earliest ${show(reading.earliest)}, latest ${show(reading.latest)}`,
      reading.descents === 0 ? 'dates never go back (a hint, not proof)' : `dates go back in time ${reading.descents} time${reading.descents === 1 ? '' : 's'}, first at line ${reading.firstDescentLine}`,
      ...(impossible === 0 ? [] : [`${impossible} line${impossible === 1 ? ' is' : 's are'} no date under this reading`]),
    ].join('; ');
  }

  #proofInWords(order: DateOrder): string {
    const proof = this.#proofs[order];
    if (proof === undefined) return '';
    const what = order === 'ymd' ? `${proof.value} can only be a year` : `${proof.value} cannot be a month`;
    return `line ${proof.line} says “${proof.written}”: ${what}`;
  }

  #question(why: string): Question {
    return {
      answer: 'dateOrder', required: true, why,
      options: (['dmy', 'mdy'] as const).map((order) => ({ value: order, label: dateOrderLabels[order], evidence: this.#describe(order) })),
    };
  }

  /** What the file itself says, before any answer. */
  #byFile(): { readonly order: DateOrder; readonly basis: string } | { readonly order: null; readonly why: string } {
    if (this.#yearPlace === 'first') return { order: 'ymd', basis: 'the year is written first, in four digits' };
    const proven = orders.filter((order) => this.#proofCounts[order] > 0);
    const [only] = proven;
    if (proven.length === 1 && only !== undefined) return { order: only, basis: this.#proofInWords(only) };
    if (proven.length > 1) {
      const lists = proven.map((order) => `${this.#proofCounts[order]} line(s) allow only ${dateOrderLabels[order]} (${this.#proofInWords(order)})`);
      return { order: null, why: `The file contradicts itself: ${lists.join('; ')}. Lines that are no date under the order chosen are set aside.` };
    }
    return { order: null, why: 'No date in the file has a first or second number above 12, so day and month could be either way round.' };
  }

  /**
   * The order, its basis and a contradiction to report; or the question to ask.
   * Throws `invalid_input` when an answer cannot be applied to the way the file writes its years.
   */
  decide(answer: DateOrder | undefined): DateOrderDecision {
    const byFile = this.#byFile();
    if (answer === undefined) return byFile.order === null ? { decided: false, question: this.#question(byFile.why) } : { decided: true, ...byFile, contradiction: null, proven: true };
    const yearFirst = this.#yearPlace === 'first';
    if ((yearFirst && answer !== 'ymd') || (this.#yearPlace === 'last' && answer === 'ymd')) {
      throw new PlumblineError('invalid_input', `The file writes its years ${yearFirst ? 'first' : 'last'}, in four digits, so ${dateOrderLabels[answer]} cannot be its date order.`);
    }
    if (byFile.order === answer) return { decided: true, ...byFile, contradiction: null, proven: true };
    const basis = `${dateOrderLabels[answer]} was stated by the person importing`;
    if (byFile.order === null) return { decided: true, order: answer, basis: `${basis}; the file does not settle it`, contradiction: null, proven: false };
    return {
      decided: true, order: answer, basis: `${basis}, against the file`, proven: false,
      contradiction: `The date order given (${dateOrderLabels[answer]}) is contradicted by the file itself, which shows ${dateOrderLabels[byFile.order]}: ${byFile.basis}. Lines that are no date under the order given were set aside.`,
    };
  }
}

export type DateOrderDecision =
  | { readonly decided: true; readonly order: DateOrder; readonly basis: string; readonly contradiction: string | null; readonly proven: boolean }
  | { readonly decided: false; readonly question: Question };
