/** Reads Signal's plain-text export: its clock has no zone and it does not say whose phone it came from. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, Question } from '../../../../shared/contract/importing.ts';
import type { Identifier, ItemDraft, Locator, QuarantinedRow } from '../../../../shared/domain/item.ts';
import { CountedRemarks } from '../certificate/counted-remarks.ts';
import { directionOf, SenderCount } from '../people/device-owner.ts';
import { mentionedIn, nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';
import type { EvidenceSource, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { statedZone, zoneQuestion } from '../time/stated-zone.ts';
import { decideEncoding } from '../text/text-encoding.ts';
import { placeWrittenTime } from '../time/place-written-time.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { firstLines, linesOf } from './lines.ts';
import { splitSender, startOf, TextRecordGatherer, type TextRecord } from './text-records.ts';

const excerptLength = 4096;

/** Whether the first line with anything on it begins as a record does and names somebody. */
export function beginsAsText(source: EvidenceSource): string | null {
  const lines = firstLines(source.head, decideEncoding(source.head).encoding, source.head.length >= source.sizeBytes);
  const first = lines.find(({ text }) => text.trim() !== '');
  const start = first === undefined ? null : startOf(first.text);
  return start === null || splitSender(start.rest) === null ? null : `line ${first?.line ?? 1} begins as Signal’s plain-text export does: “[${start.written}]”`;
}

export interface TextSurvey { readonly records: number; readonly senders: SenderCount; readonly encoding: string; readonly certain: boolean; readonly evidence: string }

/** Throws `invalid_input` for an encoding nobody knows. */
function encodingOf(source: EvidenceSource, answers: ImportAnswers): Pick<TextSurvey, 'encoding' | 'certain' | 'evidence'> {
  const { encoding, certain, evidence } = decideEncoding(source.head);
  if (answers.encoding === undefined || answers.encoding === '') return { encoding, certain, evidence };
  try {
    return { encoding: new TextDecoder(answers.encoding).encoding, certain: true, evidence: 'stated by the person importing' };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new PlumblineError('invalid_input', `“${answers.encoding}” is not a text encoding this program can read. Try utf-8 or windows-1252.`, undefined, { cause: error });
  }
}

export async function surveyText(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal, onBytes: (done: number) => void): Promise<TextSurvey> {
  const encoding = encodingOf(source, answers);
  const senders = new SenderCount();
  let records = 0;
  for await (const lines of linesOf(source, encoding.encoding, signal, onBytes)) {
    for (const { text } of lines) {
      const start = startOf(text);
      if (start === null) continue;
      records += 1;
      const split = splitSender(start.rest);
      if (split !== null) senders.add(split.sender);
    }
  }
  return { records, senders, ...encoding };
}

export function textQuestions(survey: TextSurvey, answers: ImportAnswers): Question[] {
  return [
    ...(statedZone(answers) === null ? [zoneQuestion('Signal’s plain-text export gives the clock of the device it was made on and no zone. Which zone was that device set to?', true)] : []),
    ...survey.senders.question(answers, 'The export does not say whose device it was made on. Name the sender who owns it to tell outgoing from incoming; leave it open if nobody has said.'),
    ...(survey.certain ? [] : [{
      answer: 'encoding' as const, required: false, why: `The text is ${survey.evidence}. Check the names and accents before relying on it.`,
      options: [...new Set([survey.encoding, 'utf-8', 'windows-1252'])].map((value) => ({ value, label: value, evidence: value === survey.encoding ? 'used unless you choose another' : '' })),
    }]),
  ];
}

interface TextMapping { readonly file: string; readonly zone: StatedZone; readonly owner: string; readonly senders: readonly string[]; readonly encoding: string; readonly remarks: CountedRemarks }

function sender(written: string, role: Identifier['role']): Identifier {
  return phoneIdentifier(written, role) ?? nameIdentifier(written, role);
}

function setAside(record: TextRecord, file: string, code: QuarantinedRow['code'], reason: string): SourceRow {
  const locator: Locator = { type: 'line', file, line: record.line, byte: record.byte };
  const verbatim = record.tooLong ? `${record.verbatim.slice(0, excerptLength)}\n[cut by Plumbline: ${record.byteLength.toLocaleString('en-GB')} bytes in the file]` : record.verbatim;
  return { type: 'quarantined', row: { locator, code, reason, verbatim } };
}

function mapRecord(record: TextRecord, { file, zone, owner, senders, encoding, remarks: counted }: TextMapping): SourceRow {
  if (record.tooLong) return setAside(record, file, 'too-large', `The record at line ${record.line} is ${record.byteLength.toLocaleString('en-GB')} bytes long (${record.lineCount} lines); records above 1 MiB are set aside.`);
  if (record.undecodable.length > 0) return setAside(record, file, 'undecodable-text', `Line ${record.undecodable.join(', ')} holds bytes that are not text in ${encoding}; they stand as \\xNN.`);
  if (record.written === null) return setAside(record, file, 'malformed-row', `Line ${record.line} stands before the first dated line, so it belongs to no record.`);
  const placed = placeWrittenTime({ written: record.written, storedByExcel: false }, { order: null, zone, storedSeconds: false });
  if (!placed.ok) return setAside(record, file, placed.code, `Line ${record.line}: ${placed.reason}`);
  if (placed.time.flags.includes('repeated-hour')) counted.add(`In the hour that happens twice in ${zone.zone}`, `line ${record.line}`);
  const split = splitSender(record.text);
  const to = split !== null && senders.length === 2 ? senders.filter((name) => name !== split.sender) : [];
  if (split === null) counted.add('A line that names nobody, kept as a notice', `line ${record.line}`);
  const text = split?.body ?? record.text;
  const item: ItemDraft = {
    kind: split === null ? 'notice' : 'message', time: placed.time, direction: split === null ? 'none' : directionOf(split.sender, owner), from: split?.sender ?? '', to,
    thread: senders.length <= 6 ? senders.join(', ') : `${senders.slice(0, 6).join(', ')} and ${senders.length - 6} more`, text, status: 'live',
    locator: { type: 'line', file, line: record.line, byte: record.byte }, verbatim: record.verbatim, fields: [], attachments: [],
    identifiers: [...(split === null ? [] : [sender(split.sender, 'from')]), ...to.map((name) => sender(name, 'to')), ...mentionedIn(text)], remarks: [...placed.remarks],
  };
  return { type: 'item', item };
}

/** Reads the rows; see `Importer.read`. */
export async function* readText(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const total = Math.max(1, source.sizeBytes * 2);
  const survey = await surveyText(source, answers, signal, (done) => onBytes(done, total));
  const zone = statedZone(answers);
  if (zone === null) {
    throw new PlumblineError('needs_answers', 'Before this chat can be imported, please state the time zone of the device it was exported on.', { questions: textQuestions(survey, answers).filter(({ required }) => required) });
  }
  const remarks = new CountedRemarks();
  const mapping: TextMapping = { file: source.name, zone, owner: survey.senders.owner(answers), senders: survey.senders.names(), encoding: survey.encoding, remarks };
  const gatherer = new TextRecordGatherer();
  let rowsSeen = 0;
  for await (const lines of linesOf(source, survey.encoding, signal, (done) => onBytes(source.sizeBytes + done, total))) {
    for (const line of lines) {
      const record = gatherer.push(line);
      if (record === null) continue;
      rowsSeen += 1;
      yield mapRecord(record, mapping);
    }
  }
  const last = gatherer.end();
  if (last !== null) {
    rowsSeen += 1;
    yield mapRecord(last, mapping);
  }
  const warnings = [...remarks.warnings(), ...(survey.certain ? [] : [`The text encoding is not certain: ${survey.evidence}.`])];
  return { zone: zone.zone, basis: zone.basis, basisBy: zone.by, dateOrder: 'ymd', dateOrderBasis: 'the year is written first, with four digits', encoding: survey.encoding, warnings, rowsSeen };
}
