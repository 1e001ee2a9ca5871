/**
 * The importer for the tables Cellebrite's Physical Analyzer exports to Excel and CSV: conversations,
 * text messages, calls, contacts. docs/formats/cellebrite-report.md says how they are read.
 */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft, Question } from '../../../../shared/contract/importing.ts';
import type { DateOrder } from '../../../../shared/domain/audit-row.ts';
import { IdTable } from '../cellebrite/id-table.ts';
import { ReportFiles } from '../cellebrite/report-files.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { statedZone } from '../time/stated-zone.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { DateColumnStudy, dateFindings, dateQuestions, readHeadingStatement, type ColumnVerdict } from '../table/date-format.ts';
import { SheetMapper, timeCell } from './map.ts';
import { openSheets, recognisedSheet, type Sheet } from './sheets.ts';

const id = 'cellebrite-table' as const;
const label = 'Cellebrite table (Excel or CSV)';

interface StudiedSheet { readonly sheet: Sheet; readonly verdict: ColumnVerdict; readonly ownerMarked: boolean }
interface Study { readonly sheets: readonly StudiedSheet[]; readonly questions: readonly Question[]; readonly unread: readonly string[]; readonly hidden: readonly string[] }

async function studySheet(sheet: Sheet, signal: AbortSignal, onBytes: (done: number) => void): Promise<StudiedSheet> {
  const columns = [...(sheet.columns.get('date') ?? []), ...(sheet.columns.get('time') ?? [])];
  const dates = new DateColumnStudy(readHeadingStatement(columns.map((column) => sheet.headings[column] ?? '').join(' ')));
  let ownerMarked = false;
  for await (const row of sheet.table.rows(signal, onBytes)) {
    if (row.type !== 'row' || row.row <= sheet.headerRow) continue;
    const { written, storedByExcel } = timeCell(sheet, row);
    dates.add(row.row, written, storedByExcel);
    ownerMarked ||= row.cells.some((cell) => /\(owner\)/i.test(cell)) || (sheet.columns.get('direction') ?? []).some((column) => (row.cells[column] ?? '') !== '');
  }
  return { sheet, verdict: dates.verdict(), ownerMarked };
}

/** Each question once, whatever number of sheets it comes from. */
function openQuestions(sheets: readonly StudiedSheet[], answers: ImportAnswers): Question[] {
  const questions: Question[] = [];
  const add = (question: Question): void => {
    const given = answers[question.answer];
    const answered = given !== undefined && (given !== '' || question.answer === 'deviceOwner');
    if (!answered && !questions.some(({ answer }) => answer === question.answer)) questions.push(question);
  };
  for (const { sheet, verdict } of sheets) {
    if (sheet.table.encodingQuestion !== null) add(sheet.table.encodingQuestion);
    for (const question of dateQuestions(verdict)) add(question);
  }
  if (sheets.some(({ sheet, ownerMarked }) => !ownerMarked && (sheet.kind === 'chats' || sheet.kind === 'messages' || sheet.kind === 'calls'))) {
    add({ answer: 'deviceOwner', required: false, why: 'The table marks nobody as the owner of the phone, so sent and received cannot be told apart. Give the name or identifier it uses for the owner.', options: [] });
  }
  return questions;
}

async function study(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal, onBytes: (done: number) => void): Promise<Study> {
  const { sheets, unread, hidden } = await openSheets(source, answers, signal);
  if (sheets.length === 0) throw new PlumblineError('unrecognised_format', `“${source.originalName}” has none of the headings of Cellebrite's tables.`);
  const studied: StudiedSheet[] = [];
  for (const [index, sheet] of sheets.entries()) studied.push(await studySheet(sheet, signal, (done) => onBytes((index * source.sizeBytes + done) / (sheets.length * 2))));
  return { sheets: studied, questions: openQuestions(studied, answers), unread, hidden };
}

function zoneFor({ headingOffset }: ColumnVerdict, answers: ImportAnswers): StatedZone | null {
  return headingOffset === null ? statedZone(answers) : { zone: headingOffset, basis: 'in-data', by: '' };
}

function orderFor({ order }: ColumnVerdict, answers: ImportAnswers): DateOrder | null {
  return answers.dateOrder ?? (order === 'undecided' || order === 'conflict' || order === 'not-needed' ? null : order);
}

const nameOf = ({ table, kind }: Sheet): string => (table.sheet === null ? `the ${kind} table` : `sheet “${table.sheet}” (${kind})`);

function findingsOf({ sheets, unread, hidden }: Study): string[] {
  const found = sheets.flatMap(({ sheet, verdict }) => [`Read: ${nameOf(sheet)}, headings in row ${sheet.headerRow}.`, ...dateFindings(verdict)]);
  if (unread.length > 0) found.push(`Not read, because their headings are not those of Cellebrite's records: ${unread.map((name) => `“${name}”`).join(', ')}.`);
  if (hidden.length > 0) found.push(`The workbook has hidden sheets: ${hidden.map((name) => `“${name}”`).join(', ')}.`);
  return found;
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const studied = await study(source, answers, signal, () => undefined);
  const warnings = studied.sheets.flatMap(({ verdict }) => verdict.warnings);
  return {
    format: id, formatLabel: label, recognisedBy: `the headings of Cellebrite's tables: ${studied.sheets.map(({ sheet }) => nameOf(sheet)).join(', ')}`,
    questions: [...studied.questions], findings: [...findingsOf(studied), ...warnings], table: null,
  };
}

function factsOf(studied: Study, answers: ImportAnswers, above: readonly string[], rowsSeen: number): ImportFacts {
  const { sheets } = studied;
  const stated = sheets.some(({ verdict }) => verdict.rowsWithoutZone > 0 && verdict.headingOffset === null) ? statedZone(answers) : null;
  const inData = sheets.some(({ verdict }) => verdict.rowsWithZone > 0 || (verdict.headingOffset !== null && verdict.rowsWithoutZone > 0));
  const ordered = sheets.find(({ verdict }) => verdict.order !== 'not-needed');
  const text = sheets.flatMap(({ sheet, verdict }) => [...sheet.table.warnings.filter((warning) => !warning.startsWith('Only sheet ')), ...verdict.warnings]);
  return {
    zone: stated?.zone ?? null, basis: stated?.basis ?? (inData ? 'in-data' : 'none'), basisBy: stated?.by ?? '',
    dateOrder: ordered === undefined ? null : orderFor(ordered.verdict, answers), dateOrderBasis: ordered === undefined ? '' : answers.dateOrder === undefined ? ordered.verdict.orderEvidence : `answered by the person importing; ${ordered.verdict.orderEvidence}`,
    encoding: sheets[0]?.sheet.table.encoding ?? null, warnings: [...new Set([...text, ...above, ...findingsOf({ ...studied, sheets: [] })])], rowsSeen, madeBy: null,
  };
}

/** Each sheet is read once to learn how its times are written, and once for its rows. */
async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const total = source.sizeBytes;
  const studied = await study(source, answers, signal, (done) => onBytes(Math.floor(done), total));
  const missing = studied.questions.filter(({ required }) => required);
  if (missing.length > 0) {
    throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be imported before ${missing.length === 1 ? 'a question is' : `${missing.length} questions are`} answered: ${missing.map(({ why }) => why).join(' ')}`, { questions: [...studied.questions] });
  }
  const files = new ReportFiles(source.tree, source.name.includes('/') ? source.name.replace(/\/[^/]*$/, '') : '', new IdTable(), signal);
  const owner = answers.deviceOwner?.trim().toLowerCase() ?? '';
  const above: string[] = [];
  let rowsSeen = 0;
  for (const [index, { sheet, verdict }] of studied.sheets.entries()) {
    const time = { order: orderFor(verdict, answers), zone: zoneFor(verdict, answers), storedSeconds: verdict.storedSeconds };
    const mapper = new SheetMapper(sheet, { file: source.name, time, deviceOwner: owner === '' ? null : owner, files });
    for await (const row of sheet.table.rows(signal, (done) => onBytes(Math.floor(total / 2 + (index * total + done) / (studied.sheets.length * 2)), total))) {
      if (row.row === sheet.headerRow) continue;
      if (row.row < sheet.headerRow) { above.push(`Above the headings of ${nameOf(sheet)} stands “${row.verbatim.slice(0, 300)}”.`); continue; }
      rowsSeen += 1;
      yield await mapper.map(row);
    }
  }
  onBytes(total, total);
  return factsOf(studied, answers, above, rowsSeen);
}

export const cellebriteTableImporter: Importer = {
  id,
  label,
  version: '1',
  recognise: (source, signal) => recognisedSheet(source, signal).catch((error: unknown) => {
    // A workbook that is refused or damaged is for the table importer to explain.
    if (error instanceof PlumblineError && error.code !== 'cancelled') return null;
    throw error;
  }),
  inspect,
  read,
};
