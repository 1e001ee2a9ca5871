/**
 * The importer for MSAB XRY reports: text reports, one file to a category, and workbooks.
 * docs/formats/xry-report.md says how each value is mapped and how sure we are.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { questionSchema, type FormatId, type ImportAnswers, type InspectionDraft } from '../../../../shared/contract/importing.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { dateFindings } from '../table/date-format.ts';
import { mapWhole } from './map.ts';
import { joinSegments } from './segments.ts';
import { openReport, studyReport, type ReportStudy } from './study.ts';

const id = 'xry-report' satisfies FormatId;
const label = 'MSAB XRY report';
const pleaseCheck = 'This program’s reading of XRY reports rests on published examples typed out by others, not on files from the product. Compare some entries with the report before relying on them.';

function headWarnings({ report }: ReportStudy): string[] {
  const lines = report.head?.lines.filter((line, at) => at !== 2 && line.trim() !== '') ?? [];
  return lines.length === 0 ? [] : [`The head of the report says: ${lines.map((line) => `“${line.trim()}”`).join('; ')}.`];
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const study = await studyReport(source, answers, signal, () => undefined);
  const { report, entries, verdict, zoneless } = study;
  const findings = [
    `${entries.toLocaleString('en-GB')} ${entries === 1 ? 'entry' : 'entries'}${report.head === null ? '' : ` listed as “${report.head.type}”`}.`,
    ...dateFindings(verdict), ...headWarnings(study),
    ...(zoneless > 0 ? [`${zoneless} ${zoneless === 1 ? 'time states' : 'times state'} no zone.`] : []), pleaseCheck,
  ];
  return { format: id, formatLabel: label, recognisedBy: report.recognisedBy, questions: [...study.questions], findings, table: null };
}

function requireAnswers(source: EvidenceSource, questions: ReportStudy['questions']): void {
  const missing = questions.filter(({ required }) => required).map((question) => questionSchema.parse(question));
  if (missing.length === 0) return;
  throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be read until ${missing.length === 1 ? 'one question is' : `${missing.length} questions are`} answered: ${missing.map(({ why }) => why).join(' ')}`, { questions: missing });
}

interface Tally { rowsSeen: number; joined: number; undated: number }

function factsOf(study: ReportStudy, tally: Tally, said: readonly string[]): ImportFacts {
  const { verdict, rules, report, zoneless } = study;
  const usesStated = zoneless > 0 && rules.zone !== null;
  const warnings = [pleaseCheck, ...headWarnings(study), ...verdict.warnings];
  if (said.length > 0) warnings.push(report.head === null ? said.join(' ') : `The numbers of the entries do not follow each other: ${said.join('; ')}. Entries may have been left out of the report.`);
  if (tally.joined > 0) warnings.push(`${tally.joined} entries are further segments of long messages and were joined to the first segment of each: the report lists ${tally.rowsSeen + tally.joined} entries, and ${tally.rowsSeen} rows were made of them.`);
  if (tally.undated > 0) warnings.push(`${tally.undated} ${tally.undated === 1 ? 'entry has' : 'entries have'} no time: on the undated list.`);
  return {
    zone: usesStated ? rules.zone?.zone ?? null : null, basis: usesStated ? rules.zone?.basis ?? 'none' : verdict.rowsWithZone > 0 ? 'in-data' : 'none',
    basisBy: usesStated ? rules.zone?.by ?? '' : '', dateOrder: verdict.order === 'not-needed' ? null : rules.order,
    dateOrderBasis: verdict.order === 'not-needed' ? '' : verdict.order === rules.order ? verdict.orderEvidence : `answered by the person importing; ${verdict.orderEvidence}`,
    encoding: report.head?.encoding ?? null, warnings, rowsSeen: tally.rowsSeen, madeBy: report.madeBy,
  };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const total = source.sizeBytes;
  const study = await studyReport(source, answers, signal, (done) => onBytes(Math.floor(done / 2), total));
  requireAnswers(source, study.questions);
  const tally: Tally = { rowsSeen: study.entries, joined: 0, undated: 0 };
  const wholes = joinSegments(study.report.entries(signal, (done) => onBytes(Math.floor((total + done) / 2), total)));
  try {
    for (;;) {
      const step = await wholes.next();
      if (step.done === true) {
        onBytes(total, total);
        return factsOf(study, tally, step.value);
      }
      if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
      if (step.value.type === 'unreadable') { yield { type: 'quarantined', row: step.value.row }; continue; }
      tally.joined += step.value.segments.length - 1;
      tally.rowsSeen -= step.value.segments.length - 1;
      const row = mapWhole(step.value, study.rules);
      if (row.type === 'item' && row.item.time.earliestMs === null) tally.undated += 1;
      yield row;
    }
  } finally {
    // Whoever stops reading here stops the reader too, and it closes the file.
    await wholes.return(undefined as never);
  }
}

export const xryReportImporter: Importer = {
  id, label, version: '1',
  recognise: async (source, signal) => (await openReport(source, {}, signal))?.recognisedBy ?? null,
  inspect,
  read,
};
