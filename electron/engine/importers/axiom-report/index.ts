/**
 * The importer for Magnet AXIOM exports: XML, workbooks and CSV files.
 * docs/formats/axiom-report.md says how each value is mapped and how sure we are.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { questionSchema, type FormatId, type ImportAnswers, type InspectionDraft } from '../../../../shared/contract/importing.ts';
import { TreeIndex } from '../../exhibits/evidence-tree.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { dateFindings } from '../table/date-format.ts';
import { mapRow, type MapRules } from './map.ts';
import { recogniseExport, studyExport, type ExportStudy } from './study.ts';

const id = 'axiom-report' satisfies FormatId;
const label = 'Magnet AXIOM export';
const artifactsShown = 100;
const pleaseCheck = 'This program’s reading of AXIOM exports rests on descriptions, not on files from the product. Compare some records with the export before relying on them.';

function headingFindings({ placedByHeading, exampleHeading }: ExportStudy): string[] {
  return placedByHeading === 0 ? [] : [`Zone: the headings state it, for example “${exampleHeading}” (${placedByHeading} ${placedByHeading === 1 ? 'time' : 'times'}).`];
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const study = await studyExport(source, answers, signal, () => undefined);
  return {
    format: id, formatLabel: label, recognisedBy: study.open.recognisedBy, questions: [...study.questions], table: null,
    findings: [
      ...[...study.artifacts].slice(0, artifactsShown).map(([artifact, count]) => `“${artifact}”: ${count.toLocaleString('en-GB')} ${count === 1 ? 'record' : 'records'}.`),
      ...headingFindings(study), ...dateFindings(study.verdict), pleaseCheck,
    ],
  };
}

function requireAnswers(source: EvidenceSource, { questions }: ExportStudy): void {
  const missing = questions.filter(({ required }) => required).map((question) => questionSchema.parse(question));
  if (missing.length === 0) return;
  throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be read until ${missing.length === 1 ? 'one question is' : `${missing.length} questions are`} answered: ${missing.map(({ why }) => why).join(' ')}`, { questions: missing });
}

interface Tally { undated: number; carved: number }

function factsOf(study: ExportStudy, tally: Tally, said: readonly string[], answers: ImportAnswers): ImportFacts {
  const { verdict, zone, zoneless } = study;
  const usesStated = zoneless > 0 && zone !== null;
  const settled = verdict.order === 'not-needed' ? null : verdict.order;
  const order = answers.dateOrder ?? (settled === 'undecided' || settled === 'conflict' ? null : settled);
  const warnings = [pleaseCheck, ...said, ...verdict.warnings];
  if (tally.carved > 0) warnings.push(`${tally.carved} ${tally.carved === 1 ? 'record was' : 'records were'} carved: found outside the applications’ own records, and possibly incomplete.`);
  if (tally.undated > 0) warnings.push(`${tally.undated} ${tally.undated === 1 ? 'record has' : 'records have'} no time: on the undated list.`);
  return {
    zone: usesStated ? zone.zone : null, basis: usesStated ? zone.basis : study.placedByHeading + verdict.rowsWithZone > 0 ? 'in-data' : 'none', basisBy: usesStated ? zone.by : '',
    dateOrder: settled === null ? null : order, dateOrderBasis: settled === null ? '' : settled === order ? verdict.orderEvidence : `answered by the person importing; ${verdict.orderEvidence}`,
    encoding: study.open.encoding, warnings, rowsSeen: study.rowsSeen, madeBy: null,
  };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const total = source.sizeBytes;
  const study = await studyExport(source, answers, signal, (done) => onBytes(Math.floor(done / 2), total));
  requireAnswers(source, study);
  const { order } = study.verdict;
  const rules: MapRules = {
    order: answers.dateOrder ?? (order === 'undecided' || order === 'conflict' || order === 'not-needed' ? null : order),
    zone: study.zone, storedSeconds: study.verdict.storedSeconds, files: new TreeIndex(source.tree.files),
  };
  const tally: Tally = { undated: 0, carved: 0 };
  const rows = study.open.rows(signal, (done) => onBytes(Math.floor((total + done) / 2), total));
  try {
    for (;;) {
      const step = await rows.next();
      if (step.done === true) {
        onBytes(total, total);
        return factsOf(study, tally, step.value, answers);
      }
      if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
      const result: SourceRow = step.value.type === 'set-aside' ? { type: 'quarantined', row: step.value.row } : mapRow(step.value, rules);
      if (result.type === 'item' && result.item.time.earliestMs === null) tally.undated += 1;
      if (result.type === 'item' && result.item.status === 'recovered') tally.carved += 1;
      yield result;
    }
  } finally {
    // Whoever stops reading here stops the reader too, and it closes the file.
    await rows.return(undefined as never);
  }
}

export const axiomReportImporter: Importer = {
  id, label, version: '2',
  recognise: recogniseExport,
  inspect,
  read,
};
