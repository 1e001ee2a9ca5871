/**
 * The importer for iLEAPP and ALEAPP report folders. docs/formats/leapp-report.md says which rows
 * count as messages, what is compared with what, and what a report cannot show.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { questionSchema, type FormatId, type ImportAnswers, type InspectionDraft } from '../../../../shared/contract/importing.ts';
import { TreeIndex } from '../../exhibits/evidence-tree.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { claimLeappReports, reportsBelow } from './claim.ts';
import { mapRow, type MapRules } from './map.ts';
import { studyReports, type ReportStudy } from './study.ts';


const id = 'leapp-report' satisfies FormatId;
const label = 'LEAPP report (iLEAPP, ALEAPP)';
const preferTheSource = 'A report shows what its tool read: applications it does not know and journals it left unread are missing from it. Prefer the handset’s own files where they are exhibits.';

function recognisedBy(source: EvidenceSource): string | null {
  const reports = reportsBelow(source.tree, source.name);
  const [first] = reports;
  if (first === undefined) return null;
  const where = first.root === '' ? '' : ` in “${first.root}”`;
  return reports.length === 1 ? `a LEAPP report${where}: _TSV Exports, _lava_data.lava, _lava_artifacts.db or _Timeline/tl.db` : `${reports.length} LEAPP reports, the first${where}`;
}

const madeByOf = ({ open }: ReportStudy): string | null => {
  const tools = new Set(open.map(({ index }) => index.madeBy).filter((tool) => tool !== null));
  return tools.size === 0 ? null : [...tools].join('; ');
};

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const study = await studyReports(source, answers, signal, () => undefined);
  try {
    const tool = madeByOf(study);
    return {
      format: id, formatLabel: label, recognisedBy: recognisedBy(source) ?? label, questions: [...study.questions], table: null,
      findings: [
        ...(tool === null ? [] : [`Made by ${tool}.`]),
        ...study.tables.map(({ table, records }) => `“${table.title}”: ${records.toLocaleString('en-GB')} ${records === 1 ? 'record' : 'records'}.`),
        ...study.warnings, preferTheSource,
      ],
    };
  } finally {
    study.close();
  }
}

function requireAnswers(source: EvidenceSource, { questions }: ReportStudy): void {
  const missing = questions.filter(({ required }) => required).map((question) => questionSchema.parse(question));
  if (missing.length === 0) return;
  throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be read until ${missing.length === 1 ? 'one question is' : `${missing.length} questions are`} answered: ${missing.map(({ why }) => why).join(' ')}`, { questions: missing });
}

function factsOf(study: ReportStudy, notices: number): ImportFacts {
  const { verdict, rules, zoneless } = study;
  const usesStated = zoneless > 0 && rules.zone !== null;
  const fromDatabase = study.tables.some(({ table }) => table.origin === 'database');
  const settled = verdict.order === 'not-needed';
  return {
    zone: usesStated ? rules.zone?.zone ?? null : null, basis: usesStated ? rules.zone?.basis ?? 'none' : verdict.rowsWithZone > 0 || fromDatabase ? 'in-data' : 'none',
    basisBy: usesStated ? rules.zone?.by ?? '' : '', dateOrder: settled ? null : rules.order,
    dateOrderBasis: settled ? '' : verdict.order === rules.order ? verdict.orderEvidence : `answered by the person importing; ${verdict.orderEvidence}`,
    encoding: 'utf-8', rowsSeen: study.rowsSeen, madeBy: madeByOf(study),
    warnings: [...study.warnings, ...(notices === 0 ? [] : [`${notices} ${notices === 1 ? 'row' : 'rows'} the report lists as messages ${notices === 1 ? 'is a line' : 'are lines'} an application wrote: shown as notices, not counted as messages.`]), preferTheSource],
  };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const study = await studyReports(source, answers, signal, (done) => onBytes(done, Math.max(1, done * 2)));
  try {
    requireAnswers(source, study);
    const total = study.totalBytes * 2;
    const files = new TreeIndex(source.tree.files);
    let before = study.totalBytes;
    let notices = 0;
    for (const { table, meaning, report } of study.tables) {
      const rules: MapRules = { time: study.rules, files, mediumPath: (reference) => report.database?.mediumPath(reference) ?? null };
      const start = before;
      for await (const row of table.rows(signal, (done) => onBytes(start + done, total))) {
        if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${source.originalName} was stopped. Nothing was imported.`);
        const result: SourceRow = row.type === 'set-aside' ? { type: 'quarantined', row: row.row } : mapRow(table, meaning, row, rules);
        if (result.type === 'item' && result.item.kind === 'notice') notices += 1;
        yield result;
      }
      before += table.sizeBytes;
    }
    onBytes(total, total);
    return factsOf(study, notices);
  } finally {
    study.close();
  }
}

export const leappReportImporter: Importer = {
  id, label, version: '2',
  claim: (tree) => Promise.resolve(claimLeappReports(tree)),
  recognise: (source) => Promise.resolve(recognisedBy(source)),
  inspect,
  read,
};
