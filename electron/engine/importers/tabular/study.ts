/** The first reading of a table: its headings, what its dates decide, and what is left for a person to say. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import type { ColumnMapping, DateOrder } from '../../../../shared/domain/audit-row.ts';
import type { EvidenceSource } from '../importer.ts';
import { statedZone } from '../time/stated-zone.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { epochLabels } from '../../../../shared/domain/epoch.ts';
import { EpochStudy } from './epoch-study.ts';
import { DateColumnStudy, dateFindings, dateQuestions, readHeadingStatement, type ColumnVerdict } from '../table/date-format.ts';
import type { RowRules } from './map.ts';
import { settleColumns, suggestHeaderRow, suggestMapping, timeHeading, timeOf, valueOf, type Columns } from './mapping.ts';
import { openTable, type RecognisedTable } from '../table/open-table.ts';
import type { AnyRow, TableRow } from '../table/table-row.ts';

const beginningRows = 60;
const previewRows = 10;

export interface TableStudy extends RecognisedTable {
  readonly mapping: ColumnMapping;
  readonly suggested: ColumnMapping;
  readonly columns: Columns;
  /** Up to ten rows below the headings. */
  readonly firstRows: readonly AnyRow[];
  readonly verdict: ColumnVerdict;
  readonly rules: RowRules;
  /** Everything not yet answered. */
  readonly questions: readonly Question[];
  readonly findings: readonly string[];
}

function firstRow(rows: readonly AnyRow[]): TableRow | null {
  const [first] = rows;
  return first?.type === 'row' ? first : null;
}

async function readBeginning(source: EvidenceSource, { table }: RecognisedTable, headerRow: number | null, signal: AbortSignal): Promise<{ rows: AnyRow[]; header: TableRow | null }> {
  const rows: AnyRow[] = [];
  for await (const row of table.rows(signal, () => undefined)) {
    rows.push(row);
    if (rows.length >= beginningRows && (headerRow === null || row.row > headerRow)) break;
  }
  if (rows.length === 0) throw new PlumblineError('damaged_input', `“${source.originalName}” has no rows${table.sheet === null ? '' : ` in “${table.sheet}”`}.`);
  const chosen = rows.find((row) => row.row === headerRow);
  const header = table.fixedHeadings === true ? firstRow(rows) : headerRow === null ? suggestHeaderRow(rows) : chosen?.type === 'row' ? chosen : null;
  return { rows, header };
}

async function studyDates(recognised: RecognisedTable, columns: Columns, signal: AbortSignal, onBytes: (done: number) => void): Promise<{ readonly verdict: ColumnVerdict; readonly counts: EpochStudy }> {
  const study = new DateColumnStudy(readHeadingStatement(timeHeading(columns)));
  const counts = new EpochStudy();
  for await (const row of recognised.table.rows(signal, onBytes)) {
    if (row.type !== 'row' || row.row <= columns.headerRow) continue;
    const cell = timeOf(columns, row);
    study.add(row.row, cell.written, cell.storedByExcel);
    counts.add(cell.written);
  }
  return { verdict: study.verdict(), counts };
}

function zoneOf(answers: ImportAnswers, verdict: ColumnVerdict): StatedZone | null {
  if (verdict.headingOffset !== null) return { zone: verdict.headingOffset, basis: 'in-data', by: '' };
  return statedZone(answers);
}

const decided = (order: ColumnVerdict['order']): DateOrder | null =>
  order === 'undecided' || order === 'conflict' || order === 'not-needed' ? null : order;

function ownerQuestion(mapping: ColumnMapping, columns: Columns, firstRows: readonly AnyRow[]): Question[] {
  if ((mapping.kind !== 'message' && mapping.kind !== 'call') || columns.of('from').length === 0) return [];
  const names = new Set(firstRows.flatMap((row) => (row.type === 'row' ? [valueOf(columns, 'from', row.cells), valueOf(columns, 'to', row.cells)] : [])).filter((name) => name !== ''));
  return [{
    answer: 'deviceOwner', required: false,
    why: 'The table does not say whose device it came from, so sent and received cannot be told apart.',
    options: [...names].slice(0, 20).map((value) => ({ value, label: value, evidence: 'named in the first rows' })),
  }];
}

function openQuestions(answers: ImportAnswers, study: { recognised: RecognisedTable; mapping: ColumnMapping; columns: Columns; firstRows: readonly AnyRow[]; verdict: ColumnVerdict; epochQuestion: Question | null }): Question[] {
  const { table } = study.recognised;
  const questions: Question[] = [];
  if (answers.mapping === undefined) {
    questions.push({
      answer: 'mapping', required: true,
      why: `No layout of a police-system export is publicly known. Check which column is which; ${study.mapping.columns.length} of ${study.columns.headings.length} headings were recognised by name.`,
      options: table.sheets.map((sheet) => ({ value: sheet, label: `Sheet “${sheet}”`, evidence: sheet === table.sheet ? 'shown' : '' })),
    });
  }
  if (table.encodingQuestion !== null) questions.push(table.encodingQuestion);
  if (study.epochQuestion !== null) questions.push(study.epochQuestion);
  questions.push(...dateQuestions(study.verdict), ...ownerQuestion(study.mapping, study.columns, study.firstRows));
  return questions.filter((question) => {
    const given = answers[question.answer];
    // An empty device owner is an answer: deliberately left unknown.
    return given === undefined || (given === '' && question.answer !== 'deviceOwner');
  });
}

/**
 * Reads the table once, with the mapping given or our suggestion. Throws `invalid_input` for a
 * mapping that does not fit the file and for an unknown zone.
 */
export async function studyTable(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal, onBytes: (done: number) => void = () => undefined): Promise<TableStudy> {
  const recognised = await openTable(source, answers, signal);
  const { table } = recognised;
  const { rows, header } = await readBeginning(source, recognised, answers.mapping?.headerRow ?? null, signal);
  const suggested = suggestMapping(header, table.sheet);
  const mapping = answers.mapping ?? suggested;
  const columns = settleColumns(mapping, header, source.originalName);
  const firstRows = rows.filter((row) => row.row > columns.headerRow).slice(0, previewRows);
  const { verdict: dates, counts } = await studyDates(recognised, columns, signal, onBytes);
  const epoch = answers.epoch ?? mapping.epoch ?? null;
  // Numbers of 10, 13 or 16 digits in a text file already state how they count; a database's never do.
  const counted = counts.allNumbers && (table.fixedHeadings === true || dates.dated === 0);
  const verdict: ColumnVerdict = counted ? { ...dates, order: 'not-needed', rowsWithoutZone: 0, inWords: epoch === null ? 'numbers: how they count is not decided' : `${epochLabels[epoch]} (UTC)` } : dates;
  const rules: RowRules = {
    file: source.name, mapping: epoch === null ? mapping : { ...mapping, epoch }, columns, epoch: counted ? epoch : null, sheet: table.sheet, deviceOwner: answers.deviceOwner ?? null,
    time: { order: answers.dateOrder ?? decided(verdict.order), zone: zoneOf(answers, verdict), storedSeconds: verdict.storedSeconds },
  };
  const questions = openQuestions(answers, { recognised, mapping, columns, firstRows, verdict, epochQuestion: counted && epoch === null ? counts.question(timeHeading(columns)) : null });
  return { ...recognised, mapping, suggested, columns, firstRows, verdict, rules, questions, findings: [...table.findings, ...dateFindings(verdict)] };
}
