/** The importer for Telegram Desktop's JSON export. docs/formats/telegram-export.md says how each field is mapped and what the limits are. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { ImportAnswers, InspectionDraft, Question } from '../../../../shared/contract/importing.ts';
import { CountedRemarks } from '../certificate/counted-remarks.ts';
import type { EvidenceSource, Importer, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import type { JsonDamage, JsonPiece } from '../json/cut-pieces.ts';
import { objectOf, parseJson } from '../json/values.ts';
import { damageRow, faultyPiece, malformedPiece } from '../json/piece-rows.ts';
import { readPieces, type Pieces } from '../json/read-pieces.ts';
import { AttachmentFiles } from '../attachments/attachment-files.ts';
import { statedZone, zoneQuestion } from '../time/stated-zone.ts';
import { mapListed, mapMessage, type Mapping } from './map.ts';
import { opens, recogniseExport, roleOf } from './layout.ts';
import { Survey } from './survey.ts';

const label = 'Telegram Desktop export (JSON)';
const blockBytes = 1 << 18;

function pieces(source: EvidenceSource, signal: AbortSignal, onBytes: (done: number) => void): Pieces {
  const bytes = createReadStream(source.path, { highWaterMark: blockBytes }) as AsyncIterable<Uint8Array>;
  return readPieces({ bytes, name: source.originalName, opens, signal, onBytes });
}

async function surveyExport(source: EvidenceSource, signal: AbortSignal, onBytes: (done: number) => void): Promise<Survey> {
  const survey = new Survey();
  for await (const batch of pieces(source, signal, onBytes).batches) for (const piece of batch) survey.take(piece);
  survey.finish();
  return survey;
}

function openQuestions(survey: Survey, answers: ImportAnswers): Question[] {
  const zone = survey.withoutInstant === 0 || statedZone(answers) !== null ? [] : [zoneQuestion(
    `${survey.withoutInstant.toLocaleString('en-GB')} message${survey.withoutInstant === 1 ? ' has' : 's have'} only the exporting computer’s clock (“date”) and no UTC time (“date_unixtime”). Which zone was that computer set to?`, true,
  )];
  return [...zone, ...survey.senders.question(answers, 'The messages do not say whose account the export was made from. Name the sender who owns the device to tell outgoing from incoming; leave it open if nobody has said.')];
}

function recognised(source: EvidenceSource): string {
  const by = recogniseExport(source.head);
  if (by === null) throw new PlumblineError('unrecognised_format', `“${source.originalName}” is not a Telegram Desktop export.`);
  return by;
}

async function inspect(source: EvidenceSource, answers: ImportAnswers, signal: AbortSignal): Promise<InspectionDraft> {
  const recognisedBy = recognised(source);
  const survey = await surveyExport(source, signal, () => undefined);
  survey.senders.owner(answers);
  return {
    format: 'telegram-export', formatLabel: label, recognisedBy, questions: openQuestions(survey, answers), table: null,
    findings: [
      survey.messages === 0 ? 'Recognised, 0 messages' : `${survey.messages.toLocaleString('en-GB')} messages and service lines in ${survey.chats.toLocaleString('en-GB')} chat${survey.chats === 1 ? '' : 's'}, by ${survey.senders.size.toLocaleString('en-GB')} senders`,
      'Times are counted in UTC by the export itself', ...survey.unread.map((section) => `Not read: ${section}`),
    ].filter((finding) => survey.withoutInstant < survey.messages || !finding.startsWith('Times are')),
  };
}

async function rowOf(piece: JsonPiece, mapping: Mapping): Promise<SourceRow | null> {
  const role = roleOf(piece.path);
  if (role.role === 'other' || role.role === 'chat-fact') return piece.fault === null ? null : faultyPiece(mapping.file, piece);
  const faulty = faultyPiece(mapping.file, piece);
  if (faulty !== null) return faulty;
  const entry = objectOf(parseJson(piece.text));
  if (role.role === 'misplaced' || entry === null) return malformedPiece(mapping.file, piece, 'is not the entry that belongs there, or is not JSON');
  if (role.role === 'message') return mapMessage(entry, piece, mapping);
  return { type: 'item', item: mapListed(entry, piece, role.role === 'account' ? 'account' : role.section, mapping) };
}

/** Rows the parser met: what lies where a row lies, counted before anything is made of it. */
function isRow(piece: JsonPiece): boolean {
  const { role } = roleOf(piece.path);
  return piece.fault !== null || (role !== 'other' && role !== 'chat-fact');
}

function factsOf(mapping: Mapping, rowsSeen: number, damage: JsonDamage | null): ImportFacts {
  const { survey, zone, remarks } = mapping;
  const asked = survey.withoutInstant > 0 && zone !== null;
  const warnings = [
    ...remarks.warnings(), ...(survey.unread.length === 0 ? [] : [`Sections of the export that hold no messages and were not read: ${survey.unread.join(', ')}.`]),
    ...(damage === null ? [] : [`The file stops being JSON at byte ${damage.byte.toLocaleString('en-GB')}: ${damage.reason}.`]),
    ...(rowsSeen === 0 ? ['Recognised, 0 records.'] : []),
  ];
  return {
    zone: asked ? zone.zone : 'UTC', basis: asked ? zone.basis : 'in-data', basisBy: asked ? zone.by : '', dateOrder: null, dateOrderBasis: '', encoding: 'utf-8', warnings, rowsSeen,
  };
}

async function* read(source: EvidenceSource, { answers, signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  recognised(source);
  const total = Math.max(1, source.sizeBytes * 2);
  const survey = await surveyExport(source, signal, (done) => onBytes(done, total));
  const required = openQuestions(survey, answers).filter((question) => question.required);
  if (required.length > 0) throw new PlumblineError('needs_answers', 'Before this export can be imported, please state the time zone of the computer it was made on.', { questions: required });
  const mapping: Mapping = {
    file: source.name, survey, owner: survey.senders.owner(answers), zone: statedZone(answers), files: new AttachmentFiles(source.tree, 'beside', signal), remarks: new CountedRemarks(),
  };
  let rowsSeen = 0;
  const reading = pieces(source, signal, (done) => onBytes(source.sizeBytes + done, total));
  for await (const batch of reading.batches) {
    for (const piece of batch) {
      if (isRow(piece)) rowsSeen += 1;
      const row = await rowOf(piece, mapping);
      if (row !== null) yield row;
    }
  }
  const damage = reading.damage();
  if (damage !== null) {
    rowsSeen += 1;
    yield damageRow(source.name, damage);
  }
  return factsOf(mapping, rowsSeen, damage);
}

export const telegramExportImporter: Importer = {
  id: 'telegram-export', label, version: '1',
  recognise: (source) => Promise.resolve(recogniseExport(source.head)),
  inspect, read,
};
