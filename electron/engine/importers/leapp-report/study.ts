/** The first reading of a report: how many records it holds, and what is left for a person to say. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import { dateOrderLabels } from '../../../../shared/domain/audit-row.ts';
import { isKnownZone } from '../../../../shared/domain/zone.ts';
import type { EvidenceSource } from '../importer.ts';
import { DateColumnStudy, type ColumnVerdict } from '../table/date-format.ts';
import type { TimeRules } from '../time/place-written-time.ts';
import { readWrittenTime } from '../time/written-time.ts';
import { reportsBelow } from './claim.ts';
import { compareCounts } from './compare-counts.ts';
import { meaningOf, type Meaning } from './meaning.ts';
import { openLeappReport, type OpenReport } from './open-report.ts';
import type { ReportTable } from './report-row.ts';
import { needsZone, writtenTime } from './row-time.ts';

export interface StudiedTable { readonly report: OpenReport; readonly table: ReportTable; readonly meaning: Meaning; readonly records: number }

export interface ReportStudy {
  readonly open: readonly OpenReport[];
  readonly tables: readonly StudiedTable[];
  /** Rows of every table, repeated headings and rows set aside among them. */
  readonly rowsSeen: number;
  readonly verdict: ColumnVerdict;
  readonly zoneless: number;
  readonly rules: TimeRules;
  readonly questions: readonly Question[];
  readonly warnings: readonly string[];
  /** Bytes of all the tables that are files. */
  readonly totalBytes: number;
  close(): void;
}

interface Counted { rowsSeen: number; zoneless: number; example: string; dates: DateColumnStudy }

async function countTable(report: OpenReport, table: ReportTable, counted: Counted, signal: AbortSignal, onBytes: (done: number) => void): Promise<StudiedTable> {
  const meaning = meaningOf(table);
  let records = 0;
  for await (const row of table.rows(signal, onBytes)) {
    counted.rowsSeen += 1;
    if (row.type === 'set-aside') { records += row.record ? 1 : 0; continue; }
    records += 1;
    const written = writtenTime(table, meaning, row);
    if (written === '' || table.origin === 'database') continue;
    counted.dates.add(row.number, written, false);
    if (!needsZone(table, written) || readWrittenTime(written) === null) continue;
    counted.zoneless += 1;
    if (counted.example === '') counted.example = `${row.place} says “${written.slice(0, 60)}”`;
  }
  return { report, table, meaning, records };
}

function questionsOf(counted: Counted, verdict: ColumnVerdict, answers: ImportAnswers): Question[] {
  const questions: Question[] = [];
  if (counted.zoneless > 0 && (answers.zone ?? '') === '') {
    questions.push({
      answer: 'zone', required: true,
      why: `${counted.zoneless} ${counted.zoneless === 1 ? 'time states' : 'times state'} no zone (${counted.example}). LEAPP reports usually write UTC and say so; find out what this one wrote, and record on whose word.`,
      options: [{ value: 'UTC', label: 'UTC (the same as GMT all year)', evidence: '' }, { value: 'Europe/London', label: 'UK local time (Europe/London, GMT in winter and BST in summer)', evidence: '' }],
    });
  }
  if ((verdict.order === 'undecided' || verdict.order === 'conflict') && answers.dateOrder === undefined) {
    questions.push({
      answer: 'dateOrder', required: true, why: `The report does not settle which number is the day: ${verdict.orderEvidence}.`,
      options: (['dmy', 'mdy', 'ymd'] as const).map((value) => ({ value, label: dateOrderLabels[value], evidence: '' })),
    });
  }
  return questions;
}

function rulesOf(answers: ImportAnswers, verdict: ColumnVerdict): TimeRules {
  const zone = answers.zone ?? '';
  if (zone !== '' && !isKnownZone(zone)) throw new PlumblineError('invalid_input', `“${zone}” is not a time zone this program knows. Use a name such as Europe/London, or an offset such as +01:00.`);
  const decided = verdict.order === 'dmy' || verdict.order === 'mdy' || verdict.order === 'ymd' ? verdict.order : null;
  return { order: answers.dateOrder ?? decided, storedSeconds: true, zone: zone === '' ? null : { zone, basis: answers.zoneBasis ?? 'assumed', by: answers.zoneBasisBy ?? '' } };
}

async function openAll(source: EvidenceSource, signal: AbortSignal): Promise<OpenReport[]> {
  const reports = reportsBelow(source.tree, source.name);
  if (reports.length === 0) throw new PlumblineError('unrecognised_format', `“${source.originalName}” holds no LEAPP report.`);
  const open: OpenReport[] = [];
  try {
    for (const report of reports) open.push(await openLeappReport(source.tree, report, signal));
  } catch (error) {
    for (const one of open) one.close();
    throw error;
  }
  return open;
}

/** Reads every table once. The caller closes the study. Throws `unrecognised_format`, `damaged_input`, `invalid_input`, `cancelled`. */
export async function studyReports(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal, onBytes: (done: number) => void): Promise<ReportStudy> {
  const open = await openAll(source, signal);
  const close = (): void => { for (const one of open) one.close(); };
  try {
    const counted: Counted = { rowsSeen: 0, zoneless: 0, example: '', dates: new DateColumnStudy({ offset: null, order: null, heading: '' }, 'line') };
    const tables: StudiedTable[] = [];
    const warnings: string[] = [];
    let before = 0;
    for (const one of open) {
      const read = new Map<ReportTable, number>();
      for (const table of one.tables) {
        const studied = await countTable(one, table, counted, signal, (done) => onBytes(before + done));
        before += table.sizeBytes;
        tables.push(studied);
        read.set(table, studied.records);
      }
      warnings.push(...one.warnings, ...compareCounts(one, read));
    }
    const verdict = counted.dates.verdict();
    return { open, tables, rowsSeen: counted.rowsSeen, verdict, zoneless: counted.zoneless, rules: rulesOf(answers, verdict), questions: questionsOf(counted, verdict, answers), warnings, totalBytes: before, close };
  } catch (error) {
    close();
    throw error;
  }
}
