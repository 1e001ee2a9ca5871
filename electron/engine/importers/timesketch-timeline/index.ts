/** The importer for timelines made for Timesketch: CSV and JSON lines. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { questionSchema, type FormatId, type ImportAnswers, type InspectionDraft, type Question } from '../../../../shared/contract/importing.ts';
import { eventItem, setAside } from '../events/event-item.ts';
import { EventTally } from '../events/event-tally.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import { statedZone, zoneQuestion } from '../time/stated-zone.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { detectTimeline, type TimelineKind } from './detect.ts';
import { timelineRows, type TimelineRow } from './rows.ts';
import { needsZone, rowTime } from './time.ts';

const id = 'timesketch-timeline' satisfies FormatId;

function kindOf(source: EvidenceSource): TimelineKind {
  const kind = detectTimeline(source);
  if (kind === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” was not recognised as a Timesketch timeline.`);
  return kind;
}

const valueOf = (row: Extract<TimelineRow, { type: 'values' }>, ...names: readonly string[]): string => {
  for (const name of names) {
    const value = (row.values.get(name) ?? '').trim();
    if (value !== '') return value;
  }
  return '';
};

function mapRow(row: TimelineRow, zone: StatedZone | null): SourceRow {
  if (row.type === 'fault') return setAside(row.locator, row.code, row.reason, row.verbatim);
  const [datetime, timestamp, described] = [valueOf(row, 'datetime'), valueOf(row, 'timestamp'), valueOf(row, 'timestamp_desc')];
  if (datetime === '' && timestamp === '' && described === '') {
    return setAside(row.locator, 'malformed-row', `${row.shown} has neither datetime nor timestamp nor timestamp_desc, so it is not an event of a timeline.`, row.verbatim);
  }
  const account = valueOf(row, 'username', 'user');
  const placed = rowTime(datetime, timestamp, zone);
  if (!placed.ok) return setAside(row.locator, placed.code, `${row.shown}: ${placed.reason}`, row.verbatim);
  return eventItem({
    time: placed.time, text: row.values.get('message') ?? '', from: account, account, thread: valueOf(row, 'hostname', 'computer_name', 'host'),
    locator: row.locator, verbatim: row.verbatim,
    fields: [...row.values].filter(([, value]) => value !== '').map(([name, value]) => ({ name, value })),
    remarks: [...row.remarks, ...placed.remarks, ...(described === '' ? ['The row does not say what its time is the time of (timestamp_desc is empty).'] : [])],
  });
}

/** The zone question, when a row can only be placed by a person's word; reading stops at the first such row. */
async function openQuestions(source: EvidenceSource, kind: TimelineKind, answers: ImportAnswers, signal: AbortSignal): Promise<Question[]> {
  if (statedZone(answers) !== null) return [];
  for await (const row of timelineRows({ source, encoding: answers.encoding, signal, onBytes: () => undefined }, kind)) {
    if (row.type !== 'values') continue;
    const datetime = valueOf(row, 'datetime');
    if (needsZone(datetime, valueOf(row, 'timestamp'))) {
      return [zoneQuestion(`${row.shown} says “${datetime.slice(0, 60)}” without saying which clock that is, and has no timestamp that would settle it.`, true)];
    }
  }
  return [];
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const kind = kindOf(source);
  return {
    format: id, formatLabel: timesketchTimelineImporter.label, recognisedBy: kind.recognisedBy, table: null,
    questions: await openQuestions(source, kind, answers, signal),
    findings: ['The datetime column gives the time; the timestamp column (microseconds since 1970, UTC) is compared with it and used where datetime cannot be read.'],
  };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const kind = kindOf(source);
  const questions = await openQuestions(source, kind, answers, signal);
  if (questions.length > 0) {
    throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be imported before a question is answered: ${questions.map(({ why }) => why).join(' ')}`, { questions: questions.map((question) => questionSchema.parse(question)) });
  }
  const zone = statedZone(answers);
  const tally = new EventTally();
  for await (const row of timelineRows({ source, encoding: answers.encoding, signal, onBytes }, kind)) {
    tally.seen += 1;
    const mapped = mapRow(row, zone);
    tally.add(mapped);
    yield mapped;
  }
  return {
    ...tally.zoneFacts(zone), dateOrder: null, dateOrderBasis: '', encoding: tableEncoding(source.head, answers.encoding).encoding,
    warnings: tally.warnings(), rowsSeen: tally.seen,
  };
}

export const timesketchTimelineImporter: Importer = {
  id,
  label: 'Timesketch timeline (CSV or JSON lines)',
  version: '1',
  recognise: (source) => Promise.resolve(detectTimeline(source)?.recognisedBy ?? null),
  inspect,
  read,
};
