/** The importer for tables: audits and other exports as CSV, TSV or Excel workbook, mapped by a person. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { questionSchema, type FormatId, type ImportAnswers, type InspectionDraft } from '../../../../shared/contract/importing.ts';
import { dateOrderLabels } from '../../../../shared/domain/audit-row.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { detectTable } from '../table/detect.ts';
import { mapRow, setAside } from './map.ts';
import { foldTransactions } from './transaction-folding.ts';
import { tablePreview } from './preview.ts';
import { studyTable, type TableStudy } from './study.ts';

export { previewTable } from './preview.ts';

const id = 'tabular' satisfies FormatId;
const linesShownInWarning = 40;

class Tally {
  readonly #above: string[] = [];
  readonly #counts = new Map<string, number>();
  above(text: string): void { this.#above.push(text.slice(0, 500)); }
  count(what: string): void { this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1); }
  get(what: string): number { return this.#counts.get(what) ?? 0; }

  aboveWarning(): string[] {
    const lines = this.#above;
    if (lines.length === 0) return [];
    const shown = lines.slice(0, linesShownInWarning).map((line) => `“${line}”`).join('; ');
    const one = lines.length === 1;
    return [`${lines.length} ${one ? 'line' : 'lines'} above the headings ${one ? 'was' : 'were'} not read as ${one ? 'a row' : 'rows'}: ${shown}${lines.length > linesShownInWarning ? '; and more' : ''}.`];
  }
}

function countRow(result: SourceRow, tally: Tally): void {
  if (result.type === 'quarantined') tally.count(result.row.code);
  else if (result.item.time.earliestMs === null) tally.count('undated');
}

const rowsWord = (count: number): string => `${count} ${count === 1 ? 'row' : 'rows'}`;

function warningsOf(study: TableStudy, answers: ImportAnswers, tally: Tally): string[] {
  const { verdict, columns, table } = study;
  const warnings = [...table.warnings, ...tally.aboveWarning(), ...verdict.warnings];
  const dated = (['date-time', 'date'] as const).some((field) => columns.of(field).length > 0);
  if (!dated) warnings.push('No column was mapped to a date: every row is undated.');
  else if (tally.get('undated') > 0) warnings.push(`${rowsWord(tally.get('undated'))} without a time: they are on the undated list.`);
  if (tally.get('undecodable-text') > 0) {
    warnings.push(`${rowsWord(tally.get('undecodable-text'))} could not be read as ${table.encoding ?? 'text'} and ${tally.get('undecodable-text') === 1 ? 'was' : 'were'} set aside: the file mixes encodings.`);
  }
  const { dateOrder } = answers;
  if (dateOrder !== undefined && verdict.order !== 'not-needed' && verdict.order !== 'undecided' && verdict.order !== dateOrder) {
    warnings.push(`Dates were read as ${dateOrderLabels[dateOrder]} because that was the answer given, but in the file ${verdict.orderEvidence}. ${rowsWord(tally.get('impossible-date'))} set aside as impossible.`);
  }
  return warnings;
}

function factsOf(study: TableStudy, answers: ImportAnswers, tally: Tally): ImportFacts {
  const { verdict, rules } = study;
  const usesStated = verdict.rowsWithoutZone > 0 && rules.time.zone !== null;
  const ownOrder = verdict.order === 'not-needed' ? '' : verdict.orderEvidence;
  const dateOrderBasis = answers.dateOrder !== undefined && verdict.order !== 'not-needed' && verdict.order !== answers.dateOrder
    ? `answered by the person importing; ${ownOrder}` : ownOrder;
  return {
    zone: usesStated ? rules.time.zone?.zone ?? null : null,
    basis: usesStated ? rules.time.zone?.basis ?? 'none' : verdict.rowsWithZone > 0 ? 'in-data' : 'none',
    basisBy: usesStated ? rules.time.zone?.by ?? '' : '',
    dateOrder: verdict.order === 'not-needed' ? null : rules.time.order,
    dateOrderBasis, encoding: study.table.encoding, warnings: warningsOf(study, answers, tally),
  };
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const study = await studyTable(source, answers, signal);
  return {
    format: id, formatLabel: tabularImporter.label, recognisedBy: study.recognisedBy, questions: [...study.questions],
    findings: [...study.findings, ...study.table.warnings, ...study.verdict.warnings], table: tablePreview(study),
  };
}

/** The study reads the file once before the rows are read again, so each reading is half of the work. */
async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const total = source.sizeBytes;
  const study = await studyTable(source, answers, signal, (done) => onBytes(Math.floor(done / 2), total));
  const missing = study.questions.filter((question) => question.required);
  if (missing.length > 0) {
    const questions = study.questions.map((question) => questionSchema.parse(question));
    throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be imported before ${missing.length === 1 ? 'a question is' : `${missing.length} questions are`} answered: ${missing.map((question) => question.why).join(' ')}`, { questions });
  }
  const tally = new Tally();
  const { columns: { headerRow }, mapping } = study;
  const timeColumns = new Set((['date-time', 'date', 'time'] as const).flatMap((field) => study.columns.of(field)));
  const rows = study.table.rows(signal, (done) => onBytes(Math.floor((total + done) / 2), total));
  for await (const { row, lines } of foldTransactions(rows, study.columns, mapping.transaction, timeColumns)) {
    if (row.row === headerRow) continue;
    if (row.row < headerRow) { tally.above(row.verbatim); continue; }
    const result = mapRow(row, study.rules);
    countRow(result, tally);
    if (result.type === 'item') yield lines.length === 0 ? result : { ...result, foldedRows: lines.length };
    else {
      yield result;
      // Lines of a transaction that cannot stand are each set aside: none is lost with the first.
      for (const line of lines) yield setAside(line, study.rules, result.row.code, result.row.reason);
    }
  }
  onBytes(total, total);
  return factsOf(study, answers, tally);
}

export const tabularImporter: Importer = {
  id,
  label: 'Table (audit or other export: CSV, Excel, JSON, SQLite)',
  onlyWhenAsked: 'A person has to say which column is what: add the table as an exhibit of its own.',
  version: '3',
  recognise: async (source, signal) => (await detectTable(source, signal))?.recognisedBy ?? null,
  inspect,
  read,
};
