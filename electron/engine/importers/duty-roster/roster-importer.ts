/** The importer for duty rosters as CSV, when their headings leave no doubt. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { questionSchema, type FormatId, type ImportAnswers, type InspectionDraft, type Question } from '../../../../shared/contract/importing.ts';
import type { DateOrder } from '../../../../shared/domain/audit-row.ts';
import { EventTally } from '../events/event-tally.ts';
import { headText } from '../text/file-lines.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { openByteFeed } from '../text/byte-feed.ts';
import { DateColumnStudy, dateFindings, dateQuestions, readHeadingStatement, type ColumnVerdict } from '../table/date-format.ts';
import { findDialect, type Dialect } from '../table/dialect.ts';
import { nameColumns } from '../table/headings.ts';
import { readDelimited } from '../table/read-delimited.ts';
import { encodingQuestion, tableEncoding } from '../text/table-encoding.ts';
import type { AnyRow } from '../table/table-row.ts';
import type { TimeRules } from '../time/place-written-time.ts';
import { statedZone } from '../time/stated-zone.ts';
import { rosterColumns, type RosterColumns } from './roster-columns.ts';
import { momentOf, rosterRow } from './roster-row.ts';

const id = 'duty-roster' satisfies FormatId;

interface Roster { readonly dialect: Dialect; readonly columns: RosterColumns }

function detectRoster(source: EvidenceSource, chosen?: string): Roster | null {
  const text = headText(source, chosen);
  const firstLine = text.slice(0, 4_096).split(/\r\n|\n|\r/, 1)[0] ?? '';
  if (!/shift|duty|rota|roster/i.test(firstLine)) return null;
  const dialect = findDialect(text, source.head.length >= source.sizeBytes);
  const header = dialect?.rows[0];
  const columns = header === undefined ? null : rosterColumns(nameColumns(header, header.length));
  return dialect === null || columns === null ? null : { dialect, columns };
}

function rosterOf(source: EvidenceSource, answers: ImportAnswers): Roster {
  const roster = detectRoster(source, answers.encoding);
  if (roster === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as a duty roster.`);
  return roster;
}

const recognisedBy = ({ columns }: Roster): string => {
  const heading = (column: number): string => `“${columns.headings[column] ?? ''}”`;
  return `a duty roster: its headings include ${heading(columns.start)} and ${heading(columns.end)}, and a word for duty or shift`;
};

/** Rows below the headings. */
async function* rosterRows(source: EvidenceSource, { dialect }: Roster, { answers, signal, onBytes }: ReadContext): AsyncGenerator<AnyRow, void, void> {
  const { encoding, markBytes } = tableEncoding(source.head, answers.encoding);
  const feed = await openByteFeed(source.path, encoding);
  try {
    let heading = true;
    for await (const row of readDelimited(feed, dialect, markBytes, signal, (done) => onBytes(done, source.sizeBytes))) {
      if (heading) heading = false;
      else yield row;
    }
  } finally {
    await feed.close();
  }
}

interface Study { readonly verdict: ColumnVerdict; readonly questions: readonly Question[]; readonly rules: TimeRules }

async function studyRoster(source: EvidenceSource, roster: Roster, context: ReadContext): Promise<Study> {
  const { columns } = roster;
  const heading = columns.headings[columns.date ?? columns.start] ?? '';
  const study = new DateColumnStudy(readHeadingStatement(`${heading} ${columns.headings[columns.start] ?? ''}`));
  for await (const row of rosterRows(source, roster, context)) {
    if (row.type !== 'row') continue;
    const date = columns.date === null ? '' : (row.cells[columns.date] ?? '').trim();
    study.add(row.row, momentOf(row.cells, columns.start, columns.date) || date, false);
  }
  const verdict = study.verdict();
  const { answers } = context;
  const stated = verdict.headingOffset === null ? statedZone(answers) : { zone: verdict.headingOffset, basis: 'in-data' as const, by: '' };
  const decided: DateOrder | null = verdict.order === 'undecided' || verdict.order === 'conflict' || verdict.order === 'not-needed' ? null : verdict.order;
  const encoding = encodingQuestion(tableEncoding(source.head, answers.encoding));
  const open = [...(encoding === null ? [] : [encoding]), ...dateQuestions(verdict)].filter((question) => (answers[question.answer] ?? '') === '');
  return { verdict, questions: open, rules: { order: answers.dateOrder ?? decided, zone: stated, storedSeconds: true } };
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const roster = rosterOf(source, answers);
  const { verdict, questions } = await studyRoster(source, roster, { answers, signal, onBytes: () => undefined });
  return { format: id, formatLabel: dutyRosterImporter.label, recognisedBy: recognisedBy(roster), questions: [...questions], findings: dateFindings(verdict), table: null };
}

async function* read(source: EvidenceSource, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const { answers, signal, onBytes } = context;
  const total = source.sizeBytes;
  const roster = rosterOf(source, answers);
  const { verdict, questions, rules } = await studyRoster(source, roster, { answers, signal, onBytes: (done) => onBytes(Math.floor(done / 2), total) });
  const missing = questions.filter(({ required }) => required);
  if (missing.length > 0) {
    throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be imported before ${missing.length === 1 ? 'a question is' : `${missing.length} questions are`} answered: ${missing.map(({ why }) => why).join(' ')}`, { questions: missing.map((question) => questionSchema.parse(question)) });
  }
  const tally = new EventTally();
  for await (const row of rosterRows(source, roster, { answers, signal, onBytes: (done) => onBytes(Math.floor((total + done) / 2), total) })) {
    tally.seen += 1;
    const mapped = rosterRow(row, roster.columns, rules, source.name);
    tally.add(mapped);
    yield mapped;
  }
  return {
    ...tally.zoneFacts(rules.zone), dateOrder: verdict.order === 'not-needed' ? null : rules.order,
    dateOrderBasis: verdict.order === 'not-needed' ? '' : answers.dateOrder === undefined ? verdict.orderEvidence : `answered by the person importing; ${verdict.orderEvidence}`,
    encoding: tableEncoding(source.head, answers.encoding).encoding, warnings: [...tally.warnings(), ...verdict.warnings], rowsSeen: tally.seen,
  };
}

export const dutyRosterImporter: Importer = {
  id,
  label: 'Duty roster (CSV)',
  version: '1',
  recognise: (source) => {
    const roster = detectRoster(source);
    return Promise.resolve(roster === null ? null : recognisedBy(roster));
  },
  inspect,
  read,
};
