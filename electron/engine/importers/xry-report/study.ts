/** The first reading of a report: what the whole of it decides about its dates, and what is left for a person to say. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import { dateOrderLabels, type DateOrder } from '../../../../shared/domain/audit-row.ts';
import { isKnownZone } from '../../../../shared/domain/zone.ts';
import type { EvidenceSource } from '../importer.ts';
import { DateColumnStudy, type ColumnVerdict } from '../table/date-format.ts';
import type { TimeRules } from '../time/place-written-time.ts';
import { chooseTime, datesIn, needsZone } from './entry-time.ts';
import type { AnyEntry } from './entry.ts';
import { readEntries } from './entries.ts';
import { madeByOf, readReportHead, type ReportHead } from './report-head.ts';
import { readSheets, recogniseSheets } from './sheets.ts';

export interface OpenReport {
  readonly recognisedBy: string;
  /** Null for a workbook. */
  readonly head: ReportHead | null;
  readonly madeBy: string | null;
  /** Every entry from the first; returns what a reader must know about the report. */
  entries(signal: AbortSignal, onBytes: (done: number) => void): AsyncGenerator<AnyEntry, readonly string[], void>;
}

/** Opens a report, text or workbook; null when the content is neither. Throws `invalid_input` for an unknown encoding. */
export async function openReport(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<OpenReport | null> {
  const sheets = await recogniseSheets(source, signal);
  if (sheets !== null) {
    return { recognisedBy: `an XRY report: ${sheets}`, head: null, madeBy: madeByOf([sheets]) === null ? null : /and “(.+)” in sheet/.exec(sheets)?.[1] ?? null, entries: (entrySignal, onBytes) => readSheets(source, entrySignal, onBytes) };
  }
  const head = readReportHead(source, answers);
  if (head === null) return null;
  const begins = head.firstEntry === null ? 'nothing is listed' : `line by line from “${head.firstEntry.replace(/\s+/g, ' ').trim()}”`;
  return {
    recognisedBy: `an XRY text report: line 3 says “${head.type}”, ${begins}`, head, madeBy: madeByOf(head.lines),
    entries: (entrySignal, onBytes) => readEntries(source, head, entrySignal, onBytes),
  };
}

export interface ReportStudy {
  readonly report: OpenReport;
  readonly entries: number;
  readonly verdict: ColumnVerdict;
  /** Entries whose time states no zone. */
  readonly zoneless: number;
  readonly rules: TimeRules;
  readonly questions: readonly Question[];
}

const zoneOptions = [
  { value: 'Europe/London', label: 'UK local time (Europe/London, GMT in winter and BST in summer)', evidence: '' },
  { value: 'UTC', label: 'UTC (the same as GMT all year)', evidence: '' },
];

function zoneQuestion(zoneless: number, example: string): Question {
  return {
    answer: 'zone', required: true, options: zoneOptions,
    why: `${zoneless} ${zoneless === 1 ? 'time states' : 'times state'} no zone (${example}). A time marked (Device) was written by the clock of the handset. Find out which zone the handset was set to, and record on whose word.`,
  };
}

function orderQuestion(verdict: ColumnVerdict): Question {
  return {
    answer: 'dateOrder', required: true,
    why: `The report does not settle which number is the day: ${verdict.orderEvidence}. Another file of the same report may settle it.`,
    options: (['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: dateOrderLabels[value], evidence: verdict.order === 'conflict' ? 'Entries that do not fit will be set aside.' : '' })),
  };
}

function rulesOf(answers: ImportAnswers, verdict: ColumnVerdict): TimeRules {
  const decided: DateOrder | null = verdict.order === 'dmy' || verdict.order === 'mdy' || verdict.order === 'ymd' ? verdict.order : null;
  const zone = answers.zone ?? '';
  if (zone !== '' && !isKnownZone(zone)) throw new PlumblineError('invalid_input', `“${zone}” is not a time zone this program knows. Use a name such as Europe/London, or an offset such as +01:00.`);
  return {
    order: answers.dateOrder ?? decided, storedSeconds: verdict.storedSeconds,
    zone: zone === '' ? null : { zone, basis: answers.zoneBasis ?? 'assumed', by: answers.zoneBasisBy ?? '' },
  };
}

/** Reads a report once. Throws `unrecognised_format`, and `invalid_input` for an answer that is none. */
export async function studyReport(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal, onBytes: (done: number) => void): Promise<ReportStudy> {
  const report = await openReport(source, answers, signal);
  if (report === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as an XRY report.`);
  const dates = new DateColumnStudy({ offset: null, order: null, heading: '' }, report.head === null ? 'row' : 'line');
  let [entries, zoneless] = [0, 0];
  let example = '';
  for await (const entry of report.entries(signal, onBytes)) {
    entries += 1;
    if (entry.type !== 'entry') continue;
    for (const written of datesIn(entry)) dates.add(entry.row, written, entry.storedTime);
    if (!needsZone(entry)) continue;
    zoneless += 1;
    if (example === '') example = `${entry.place} says “${chooseTime(entry)?.written ?? ''}”`;
  }
  const verdict = dates.verdict();
  const rules = rulesOf(answers, verdict);
  const questions: Question[] = [];
  if (zoneless > 0 && rules.zone === null) questions.push(zoneQuestion(zoneless, example));
  if ((verdict.order === 'undecided' || verdict.order === 'conflict') && answers.dateOrder === undefined) questions.push(orderQuestion(verdict));
  if (report.head !== null && report.head.encodingQuestion !== null) questions.push(report.head.encodingQuestion);
  return { report, entries, verdict, zoneless, rules, questions };
}
