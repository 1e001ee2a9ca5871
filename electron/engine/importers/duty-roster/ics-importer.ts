/** The importer for calendars (iCalendar, .ics): duty rosters above all. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { questionSchema, type FormatId, type ImportAnswers, type InspectionDraft } from '../../../../shared/contract/importing.ts';
import { EventTally } from '../events/event-tally.ts';
import { headText } from '../text/file-lines.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { tableEncoding } from '../text/table-encoding.ts';
import { statedZone } from '../time/stated-zone.ts';
import { icsComponents } from './ics-components.ts';
import { entryRows } from './ics-entry.ts';
import { mostOccurrences } from './ics-occurrences.ts';
import { surveyCalendar } from './ics-survey.ts';

const id = 'icalendar' satisfies FormatId;
/** Occurrences of repeating entries read from one file; after that, each repeating entry gives its first. */
const mostInFile = 100_000;
const warningsKept = 100;

function recognise(source: EvidenceSource): string | null {
  const text = headText(source).slice(0, 4_096);
  return /^\s*BEGIN:VCALENDAR\s*$/im.test(text) && /^\s*BEGIN:VCALENDAR/i.test(text) ? 'an iCalendar file: it begins with BEGIN:VCALENDAR' : null;
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const survey = await surveyCalendar(source, answers, signal, () => undefined);
  return {
    format: id, formatLabel: icalendarImporter.label, recognisedBy: recognise(source) ?? 'iCalendar', questions: [...survey.questions], table: null,
    findings: [
      `${survey.entries} ${survey.entries === 1 ? 'entry' : 'entries'}${survey.name === '' ? '' : ` in the calendar “${survey.name}”`}. Every entry is taken for a duty period; a calendar may hold other things.`,
      `Repeating entries are written out, at most ${mostOccurrences.toLocaleString('en-GB')} occurrences each.`,
    ],
  };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const total = source.sizeBytes;
  const survey = await surveyCalendar(source, answers, signal, (done) => onBytes(Math.floor(done / 2), total));
  if (survey.questions.length > 0) {
    throw new PlumblineError('needs_answers', `“${source.originalName}” cannot be imported before a question is answered: ${survey.questions.map(({ why }) => why).join(' ')}`, { questions: survey.questions.map((question) => questionSchema.parse(question)) });
  }
  const tally = new EventTally();
  const warnings: string[] = [];
  let repeated = 0;
  const rules = { file: source.name, zone: survey.zone, calendar: survey.name, replacedBy: survey.replacedBy, allowance: () => mostInFile - repeated };
  for await (const part of icsComponents(source, answers.encoding, signal, (done) => onBytes(Math.floor((total + done) / 2), total))) {
    if (part.type === 'property' || (part.name === 'VTIMEZONE' && part.fault === null)) continue;
    const { rows, warning } = entryRows(part, rules);
    tally.seen += rows.length;
    if (rows.length > 1) repeated += rows.length;
    if (warning !== null && warnings.length < warningsKept) warnings.push(warning);
    for (const row of rows) {
      tally.add(row);
      yield row;
    }
  }
  return {
    ...tally.zoneFacts(statedZone(answers)), dateOrder: null, dateOrderBasis: '', encoding: tableEncoding(source.head, answers.encoding).encoding,
    warnings: [...tally.warnings(), ...warnings], rowsSeen: tally.seen, madeBy: survey.madeBy,
  };
}

export const icalendarImporter: Importer = {
  id,
  label: 'Calendar or duty roster (iCalendar)',
  version: '1',
  recognise: (source) => Promise.resolve(recognise(source)),
  inspect,
  read,
};
