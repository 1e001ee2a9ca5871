/**
 * The importer for reports of Cellebrite's Physical Analyzer: `report.xml`, by itself or in a UFDR.
 * docs/formats/cellebrite-report.md says how each record is mapped and what the limits are.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft, Question } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { statedZone } from '../time/stated-zone.ts';
import { readHead, ReportReading } from './read.ts';
import { openReport, type ReportSource } from './report-source.ts';
import { surveyReport, type ReportSurvey } from './survey.ts';
import { reportEncoding } from './text-pieces.ts';

const id = 'cellebrite-report' as const;
const label = 'Cellebrite report (UFDR or XML)';

const recognisedBy = (report: ReportSource): string =>
  `${report.inArchive ? `“${report.file}” in the archive is` : 'its first element is'} a project of Cellebrite's report namespace (pa.cellebrite.com/report)`;

async function withReport<T>(source: EvidenceSource, signal: AbortSignal, use: (report: ReportSource) => Promise<T>): Promise<T> {
  const report = await openReport(source, signal);
  if (report === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” is not a Cellebrite report.`);
  try {
    return await use(report);
  } finally {
    await report.close();
  }
}

function survey(report: ReportSource, signal: AbortSignal, onBytes: (done: number) => void): Promise<ReportSurvey> {
  return surveyReport(report.bytes(signal), reportEncoding(report.head), signal, onBytes);
}

function openQuestions({ zonelessTimes, zonedTimes, firstZoneless, ownerMarked }: ReportSurvey, answers: ImportAnswers): Question[] {
  const questions: Question[] = [];
  if (zonelessTimes > 0 && statedZone(answers) === null) {
    questions.push({
      answer: 'zone', required: true,
      why: `${zonelessTimes} of ${zonelessTimes + zonedTimes} times in the report state no offset (the first is “${firstZoneless}”). Ask who made the report which clock they are on, and record who said so.`,
      options: [
        { value: 'UTC', label: 'UTC (the same as GMT all year)', evidence: '' },
        { value: 'Europe/London', label: 'UK local time (Europe/London, GMT in winter and BST in summer)', evidence: '' },
      ],
    });
  }
  if (!ownerMarked && answers.deviceOwner === undefined) {
    questions.push({ answer: 'deviceOwner', required: false, why: 'The report marks nobody as the owner of the phone, so sent and received can only be told apart where a record says so itself. Give the name or identifier the report uses for the owner.', options: [] });
  }
  return questions;
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  return withReport(source, signal, async (report) => {
    const found = await survey(report, signal, () => undefined);
    const head = await readHead(report, found.encoding, signal);
    const files = report.inArchive ? [`${report.exported.toLocaleString('en-GB')} files beside the report in the archive.`] : [];
    const zones = found.zonedTimes > 0 ? [`Zone: ${found.zonedTimes} times state their offset themselves.`] : [];
    return { format: id, formatLabel: label, recognisedBy: recognisedBy(report), questions: openQuestions(found, answers), findings: [...files, ...zones, ...head.findings()], table: null };
  });
}

async function* readMany(source: EvidenceSource, context: ReadContext): AsyncGenerator<readonly SourceRow[], ImportFacts, void> {
  const { answers, signal, onBytes } = context;
  const report = await openReport(source, signal);
  if (report === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” is not a Cellebrite report.`);
  try {
    const found = await survey(report, signal, (done) => onBytes(done, report.sizeBytes * 3));
    const questions = openQuestions(found, answers);
    const [missing] = questions.filter(({ required }) => required);
    if (missing !== undefined) throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be imported before a question is answered: ${missing.why}`, { questions });
    const owner = answers.deviceOwner?.trim().toLowerCase() ?? '';
    return yield* new ReportReading(report, found, statedZone(answers), owner === '' ? null : owner, context).rows(onBytes);
  } finally {
    await report.close();
  }
}

async function* read(source: EvidenceSource, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const batches = readMany(source, context);
  try {
    for (;;) {
      const next = await batches.next();
      if (next.done === true) return next.value;
      yield* next.value;
    }
  } finally {
    await batches.return(undefined as never);
  }
}

export const cellebriteReportImporter: Importer = {
  id,
  label,
  version: '1',
  async recognise(source, signal) {
    const report = await openReport(source, signal).catch((error: unknown) => {
      // An archive that is cut off is for the importers after this one to explain.
      if (error instanceof PlumblineError && (error.code === 'unrecognised_format' || error.code === 'damaged_input')) return null;
      throw error;
    });
    if (report === null) return null;
    await report.close();
    return recognisedBy(report);
  },
  inspect,
  read,
  readMany,
};
