/** The importer for recorded positions: GPX, KML, Google's location exports, and tables of positions. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { questionSchema, type FormatId, type ImportAnswers, type InspectionDraft, type Question } from '../../../../shared/contract/importing.ts';
import type { DateOrder } from '../../../../shared/domain/audit-row.ts';
import { EventTally } from '../events/event-tally.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { jsonEncoding, jsonHead } from '../json/read-members.ts';
import { DateColumnStudy, dateQuestions, readHeadingStatement } from '../table/date-format.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import type { TimeRules } from '../time/place-written-time.ts';
import { statedZone, zoneQuestion } from '../time/stated-zone.ts';
import { googleRows } from './google-points.ts';
import { detectPointTable, tableRows, type PointTable } from './table-points.ts';
import { trackItem, withoutZone, type TrackRow } from './track-point.ts';
import { xmlEncoding, type XmlProblems } from './xml-elements.ts';
import { gpxRows, kmlRows } from './xml-points.ts';

const id = 'location-track' satisfies FormatId;

type TrackKind =
  | { readonly kind: 'gpx' | 'kml' | 'google'; readonly recognisedBy: string }
  | { readonly kind: 'table'; readonly table: PointTable; readonly recognisedBy: string };

function rootName(source: EvidenceSource): string {
  const { encoding, markBytes } = xmlEncoding(source);
  const text = new TextDecoder(encoding).decode(source.head.subarray(markBytes, markBytes + 8_192));
  if (!/^\s*</.test(text)) return '';
  return /<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z]{1,40})[\s>]/.exec(text)?.[1]?.toLowerCase() ?? '';
}

function detectGoogle(source: EvidenceSource): string | null {
  const head = jsonHead(source);
  const list = /^\s*\{\s*"(locations|timelineObjects|semanticSegments|rawSignals)"\s*:\s*\[/.exec(head)?.[1];
  if (list === 'locations') return /"(?:latitudeE7|timestampMs)"/.test(head) ? "Google's Records.json: a list of locations" : null;
  if (list !== undefined) return `a Google location export: a list of ${list}`;
  return /^\s*\[\s*\{/.test(head) && /"geo:-?\d/.test(head) && /"startTime"/.test(head) ? "Google's timeline export from an iPhone" : null;
}

function detectTrack(source: EvidenceSource, chosen?: string): TrackKind | null {
  const root = rootName(source);
  if (root === 'gpx') return { kind: 'gpx', recognisedBy: 'a GPX file: its first element is gpx' };
  if (root === 'kml') return { kind: 'kml', recognisedBy: 'a KML file: its first element is kml' };
  if (root !== '') return null;
  const google = detectGoogle(source);
  if (google !== null) return { kind: 'google', recognisedBy: google };
  const table = detectPointTable(source, chosen);
  if (table === null) return null;
  const { headings, latitude, longitude, time } = table.columns;
  return { kind: 'table', table, recognisedBy: `a table of positions: its headings include “${headings[latitude]}”, “${headings[longitude]}” and “${headings[time]}”` };
}

function kindOf(source: EvidenceSource, answers: ImportAnswers): TrackKind {
  const kind = detectTrack(source, answers.encoding);
  if (kind === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as a record of positions.`);
  return kind;
}

function rowsOf(source: EvidenceSource, kind: TrackKind, { answers, signal, onBytes }: ReadContext, problems: XmlProblems): AsyncGenerator<TrackRow, void, void> {
  switch (kind.kind) {
    case 'gpx': return gpxRows({ source, problems, signal, onBytes });
    case 'kml': return kmlRows({ source, problems, signal, onBytes });
    case 'google': return googleRows(source, signal, onBytes);
    case 'table': return tableRows(source, kind.table, answers.encoding, signal, onBytes);
  }
}

interface Study { readonly questions: readonly Question[]; readonly rules: TimeRules; readonly orderBasis: string; readonly warnings: readonly string[] }

async function studyTable(source: EvidenceSource, kind: Extract<TrackKind, { kind: 'table' }>, context: ReadContext): Promise<Study> {
  const { answers } = context;
  const { columns } = kind.table;
  const study = new DateColumnStudy(readHeadingStatement(`${columns.headings[columns.date ?? columns.time] ?? ''} ${columns.headings[columns.time] ?? ''}`));
  for await (const row of rowsOf(source, kind, context, { count: 0, first: null })) {
    if (row.type === 'point' && row.locator.type === 'row') study.add(row.locator.row, row.time, false);
  }
  const verdict = study.verdict();
  const decided: DateOrder | null = verdict.order === 'undecided' || verdict.order === 'conflict' || verdict.order === 'not-needed' ? null : verdict.order;
  const zone = verdict.headingOffset === null ? statedZone(answers) : { zone: verdict.headingOffset, basis: 'in-data' as const, by: '' };
  return {
    questions: dateQuestions(verdict).filter(({ answer }) => (answers[answer] ?? '') === ''), rules: { order: verdict.order === 'not-needed' ? null : answers.dateOrder ?? decided, zone, storedSeconds: true },
    orderBasis: verdict.order === 'not-needed' ? '' : verdict.orderEvidence, warnings: verdict.warnings,
  };
}

/** What nobody has said yet. A table is read through; the other formats up to the first time without a zone. */
async function studyTrack(source: EvidenceSource, kind: TrackKind, context: ReadContext): Promise<Study> {
  if (kind.kind === 'table') return studyTable(source, kind, context);
  const zone = statedZone(context.answers);
  const settled: Study = { questions: [], rules: { order: null, zone, storedSeconds: true }, orderBasis: '', warnings: [] };
  if (zone !== null || kind.kind === 'gpx') return settled;
  for await (const row of rowsOf(source, kind, context, { count: 0, first: null })) {
    if (withoutZone(row)) return { ...settled, questions: [zoneQuestion(`${row.shown} says “${(row.time || row.ends).slice(0, 60)}” without saying which clock that is.`, true)] };
  }
  return settled;
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const kind = kindOf(source, answers);
  const { questions } = await studyTrack(source, kind, { answers, signal, onBytes: () => undefined });
  return {
    format: id, formatLabel: locationTrackImporter.label, recognisedBy: kind.recognisedBy, questions: [...questions], table: null,
    findings: ['A position says where a device or account was recorded, not who held it.'],
  };
}

const encodingOf = (source: EvidenceSource, kind: TrackKind, answers: ImportAnswers): string =>
  (kind.kind === 'google' ? jsonEncoding(source) : kind.kind === 'table' ? tableEncoding(source.head, answers.encoding) : xmlEncoding(source)).encoding;

/** `creator="Tool 1.2"` of a GPX file. */
function makerOf(source: EvidenceSource, kind: TrackKind): string | null {
  if (kind.kind !== 'gpx') return null;
  const text = new TextDecoder(xmlEncoding(source).encoding).decode(source.head.subarray(0, 8_192));
  return /<(?:[\w.-]{1,40}:)?gpx\b[^>]{0,4000}?\bcreator\s*=\s*["']([^"'<>]{1,200})["']/i.exec(text)?.[1] ?? null;
}

async function* read(source: EvidenceSource, context: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const { answers, signal, onBytes } = context;
  const total = source.sizeBytes;
  const kind = kindOf(source, answers);
  const studied = await studyTrack(source, kind, { answers, signal, onBytes: (done) => onBytes(Math.floor(done / 2), total) });
  if (studied.questions.length > 0) {
    throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be imported before ${studied.questions.length === 1 ? 'a question is' : 'questions are'} answered: ${studied.questions.map(({ why }) => why).join(' ')}`, { questions: studied.questions.map((question) => questionSchema.parse(question)) });
  }
  const tally = new EventTally();
  const problems: XmlProblems = { count: 0, first: null };
  for await (const row of rowsOf(source, kind, { answers, signal, onBytes: (done) => onBytes(Math.floor((total + done) / 2), total) }, problems)) {
    tally.seen += 1;
    const mapped = trackItem(row, studied.rules);
    tally.add(mapped);
    yield mapped;
  }
  return {
    ...tally.zoneFacts(studied.rules.zone), dateOrder: studied.rules.order, dateOrderBasis: studied.orderBasis, encoding: encodingOf(source, kind, answers), rowsSeen: tally.seen, madeBy: makerOf(source, kind),
    warnings: [
      ...(problems.count > 0 ? [`The file is not well-formed XML in ${problems.count} ${problems.count === 1 ? 'place' : 'places'}; the first: ${problems.first ?? ''}. Points there were set aside.`] : []),
      ...tally.warnings(), ...studied.warnings,
    ],
  };
}

export const locationTrackImporter: Importer = {
  id,
  label: 'Positions (GPX, KML, Google location history, table)',
  version: '1',
  recognise: (source) => Promise.resolve(detectTrack(source)?.recognisedBy ?? null),
  inspect,
  read,
};
