/** Reads Signal's JSONL export: every frame that says something becomes a row; the others are counted. */
import { undated } from '../../../../shared/domain/evidence-time.ts';
import type { ItemDraft, QuarantinedRow } from '../../../../shared/domain/item.ts';
import { nameIdentifier } from '../people/identifiers.ts';
import type { EvidenceSource, ImportFacts, ReadContext, SourceRow } from '../importer.ts';
import { countOf, listOf, objectOf, shownValue, wordOf } from '../json/values.ts';
import { AttachmentFiles } from '../attachments/attachment-files.ts';
import { epochTime } from '../time/epoch-time.ts';
import type { TextLine } from '../text/text-lines.ts';
import { mapChatItem, type FramePlace } from './chat-item.ts';
import { Directory, frameOf, personOf, type Frame } from './frames.ts';
import { linesOf } from './lines.ts';

const withoutMark = (line: TextLine): string => (line.line === 1 ? line.text.replace(/^\ufeff/, '') : line.text);
const isBlank = (line: TextLine): boolean => !line.undecodable && line.cutBytes === 0 && withoutMark(line).trim() === '';

export async function surveyFrames(source: EvidenceSource, signal: AbortSignal, onBytes: (done: number) => void): Promise<Directory> {
  const directory = new Directory();
  for await (const lines of linesOf(source, 'utf-8', signal, onBytes)) {
    for (const line of lines) {
      const frame = line.undecodable || line.cutBytes > 0 ? null : frameOf(withoutMark(line));
      if (frame !== null) directory.take(frame);
    }
  }
  return directory;
}

function contactItem(frame: Frame, place: FramePlace, directory: Directory): ItemDraft {
  const self = frame.name === 'account';
  const person = self ? null : directory.person(wordOf(frame.content['id'])) ?? personOf(frame.content);
  const name = person?.name ?? ['givenName', 'familyName', 'username'].map((key) => wordOf(frame.content[key])).filter((part) => part !== '').join(' ');
  return {
    kind: 'contact', time: undated(), direction: 'none', from: '', to: [], thread: 'Signal contacts', text: name, status: 'live',
    locator: { type: 'line', file: place.file, line: place.line, byte: place.byte }, verbatim: place.verbatim,
    fields: Object.entries(frame.content).map(([key, value]) => ({ name: key, value: shownValue(value) })), attachments: [],
    identifiers: [...(name === '' ? [] : [nameIdentifier(name, 'subject')]), ...(person?.identifiers ?? []).map((one) => ({ ...one, role: 'subject' as const }))],
    remarks: self ? ['The account the export was made from.'] : person?.group === true ? ['A group or list, not a person.'] : [],
  };
}

function callItem({ content }: Frame, place: FramePlace, directory: Directory): ItemDraft {
  const recipient = wordOf(content['recipientId']);
  return {
    kind: 'call', time: epochTime(countOf(content['callTimestamp']), 'unix-milliseconds'), direction: 'unknown', from: '', to: [], thread: directory.personName(recipient),
    text: ['call link', wordOf(content['state'])].filter((part) => part !== '').join(': '), status: 'live', locator: { type: 'line', file: place.file, line: place.line, byte: place.byte },
    verbatim: place.verbatim, fields: Object.entries(content).map(([key, value]) => ({ name: key, value: shownValue(value) })), attachments: [], identifiers: [], remarks: [],
  };
}

function setAside(line: TextLine, file: string, code: QuarantinedRow['code'], reason: string): SourceRow {
  const verbatim = line.cutBytes > 0 ? `${line.text.slice(0, 4096)}\n[cut by Plumbline: ${line.byteLength.toLocaleString('en-GB')} bytes in the file]` : line.text;
  return { type: 'quarantined', row: { locator: { type: 'line', file, line: line.line, byte: line.byte }, code, reason, verbatim } };
}

/** Rows a line must give, counted from the line itself. */
function rowsIn(frame: Frame | null): number {
  if (frame === null || frame.name === 'unknown') return 1;
  if (frame.name !== 'chatItem') return ['account', 'recipient', 'adHocCall'].includes(frame.name) ? 1 : 0;
  const reacted = Object.values(frame.content).flatMap((body) => listOf(objectOf(body)?.['reactions']));
  return 1 + reacted.filter((reaction) => objectOf(reaction) !== null).length;
}

async function rowsOf(line: TextLine, frame: Frame | null, file: string, directory: Directory, files: AttachmentFiles): Promise<SourceRow[]> {
  if (line.cutBytes > 0) return [setAside(line, file, 'too-large', `Line ${line.line} is ${line.byteLength.toLocaleString('en-GB')} bytes long; lines above 1 MiB are set aside.`)];
  if (line.undecodable) return [setAside(line, file, 'undecodable-text', `Line ${line.line} holds bytes that are not UTF-8 text; they stand as \\xNN.`)];
  if (frame === null) return [setAside(line, file, 'malformed-row', `Line ${line.line} is not a JSON object.`)];
  const place: FramePlace = { file, line: line.line, byte: line.byte, verbatim: withoutMark(line) };
  switch (frame.name) {
    case 'chatItem': return (await mapChatItem(frame.content, place, directory, files)).map((item) => ({ type: 'item', item }));
    case 'account': case 'recipient': return [{ type: 'item', item: contactItem(frame, place, directory) }];
    case 'adHocCall': return [{ type: 'item', item: callItem(frame, place, directory) }];
    case 'unknown': return [setAside(line, file, 'malformed-row', `Line ${line.line} is no frame this program knows (${Object.keys(frame.content).slice(0, 5).join(', ')}).`)];
    case 'header': case 'chat': case 'stickerPack': case 'notificationProfile': case 'chatFolder': return [];
  }
}

/** Reads the rows; see `Importer.read`. */
export async function* readFrames(source: EvidenceSource, { signal, onBytes }: ReadContext): AsyncGenerator<SourceRow, ImportFacts, void> {
  const total = Math.max(1, source.sizeBytes * 2);
  const directory = await surveyFrames(source, signal, (done) => onBytes(done, total));
  const files = new AttachmentFiles(source.tree, 'beside', signal);
  let rowsSeen = 0;
  for await (const lines of linesOf(source, 'utf-8', signal, (done) => onBytes(source.sizeBytes + done, total))) {
    for (const line of lines) {
      if (isBlank(line)) continue;
      const frame = line.undecodable || line.cutBytes > 0 ? null : frameOf(withoutMark(line));
      rowsSeen += rowsIn(frame);
      yield* await rowsOf(line, frame, source.name, directory, files);
    }
  }
  const others = [...directory.otherFrames].map(([name, count]) => `${count.toLocaleString('en-GB')} “${name}”`);
  const warnings = [
    'Signal’s JSONL export is read from its published description, not yet from a checked original: compare a few rows with the file.',
    ...(others.length === 0 ? [] : [`Frames that describe settings and chats, and make no rows of their own: ${others.join(', ')}.`]), ...(rowsSeen === 0 ? ['Recognised, 0 records.'] : []),
  ];
  return { zone: 'UTC', basis: 'in-data', basisBy: '', dateOrder: null, dateOrderBasis: '', encoding: 'utf-8', warnings, rowsSeen };
}
