/** One entry of a Telegram export as an item. docs/formats/telegram-export.md has the mapping. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Attachment, Field, Identifier, ItemDraft, ItemKind, Locator } from '../../../../shared/domain/item.ts';
import type { CountedRemarks } from '../certificate/counted-remarks.ts';
import { directionOf } from '../people/device-owner.ts';
import { mentionedIn, nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import { describePath } from '../json/path.ts';
import type { JsonPiece } from '../json/cut-pieces.ts';
import { countOf, objectOf, shownValue, wordOf, type JsonObject } from '../json/values.ts';
import { pieceLocator } from '../json/piece-rows.ts';
import type { AttachmentFiles } from '../attachments/attachment-files.ts';
import { epochTime } from '../time/epoch-time.ts';
import { placeWrittenTime } from '../time/place-written-time.ts';
import { shownInstant } from '../time/stored-instant.ts';
import type { StatedZone } from '../time/wall-clock-time.ts';
import { chatOf } from './layout.ts';
import { senderKey, senderName, type Survey } from './survey.ts';
import { reactionsOf, serviceText, textOf } from './words.ts';
import { ownEntry } from '../text/own-entry.ts';

export interface Mapping {
  /** Path of the file inside the exhibit. */
  readonly file: string;
  readonly survey: Survey;
  /** Key of the sender who owns the device; '' when nobody has said. */
  readonly owner: string;
  readonly zone: StatedZone | null;
  readonly files: AttachmentFiles;
  readonly remarks: CountedRemarks;
}

const attachmentNames = ['photo', 'file', 'contact_vcard'] as const;
/** Telegram writes a sentence in brackets where it left a file out. */
const leftOut = /^\(File .{1,120}\)$/;

/** Names for the values worth showing; what is not here is shown under its own name. */
const labels: Readonly<Record<string, string>> = {
  id: 'Message id', from_id: 'Sender id', actor_id: 'Actor id', forwarded_from: 'Forwarded from', forwarded_from_id: 'Forwarded from id', saved_from: 'Saved from',
  reply_to_message_id: 'Reply to message id', via_bot: 'Via bot', media_type: 'Kind of media', mime_type: 'Media type', duration_seconds: 'Duration (seconds)',
  sticker_emoji: 'Sticker', action: 'Action', date: 'Date as written (exporting computer’s clock)', thumbnail: 'Thumbnail', file_name: 'File name',
};
const shownElsewhere = new Set(['type', 'text', 'text_entities', 'from', 'actor', 'date_unixtime', 'photo', 'file', 'contact_vcard']);

function fieldsOf(message: JsonObject): Field[] {
  const fields: Field[] = [];
  for (const [name, value] of Object.entries(message)) {
    if (shownElsewhere.has(name) || value === null || value === '') continue;
    if (name === 'edited_unixtime') fields.push({ name: 'Edited', value: shownInstant(countOf(value) ?? '', 'unix-seconds') });
    else if (name === 'reactions') fields.push({ name: 'Reactions', value: reactionsOf(value) });
    else fields.push({ name: ownEntry(labels, name) ?? name, value: shownValue(value) });
  }
  return fields;
}

/** A remark on the row, and what the certificate calls rows like it. */
interface Remark { readonly remark: string; readonly counted: string }
type Placed = { readonly time: EvidenceTime; readonly remarks: readonly Remark[] } | { readonly setAside: SourceRow };

/** UTC from `date_unixtime`; only without it the local `date`, in the zone a person stated. */
function placeTime(row: JsonObject, piece: JsonPiece, { file, zone }: Mapping): Placed {
  const stored = countOf(row['date_unixtime']);
  const written = wordOf(row['date']);
  if (stored !== null) {
    const time = epochTime(stored, 'unix-seconds');
    return { time, remarks: time.earliestMs === null ? [{ remark: `The stored time “${stored}” is no time; the row is undated.`, counted: 'The stored time is no time, so the row is undated' }] : [] };
  }
  if (written === '') return { time: undated(), remarks: [{ remark: 'This row gives no time.', counted: 'No time is given' }] };
  const placed = placeWrittenTime({ written, storedByExcel: false }, { order: null, zone, storedSeconds: true });
  const counted = 'Only the exporting computer’s clock is given, read in the zone stated';
  if (placed.ok) return { time: placed.time, remarks: ['The export gives only the exporting computer’s clock for this row; it was read in the zone stated.', ...placed.remarks].map((remark) => ({ remark, counted })) };
  return { setAside: { type: 'quarantined', row: { locator: pieceLocator(file, piece), code: placed.code, reason: `${describePath(piece.path)}: ${placed.reason}`, verbatim: piece.text } } };
}

async function attachmentsOf(message: JsonObject, { file, files }: Mapping, remarks: string[]): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  for (const name of attachmentNames) {
    const path = message[name];
    if (typeof path !== 'string' || path === '') continue;
    if (leftOut.test(path)) {
      attachments.push({ name: wordOf(message['file_name']) || `(${wordOf(message['media_type']) || name})`, member: null, mediaType: wordOf(message['mime_type']), sizeBytes: null, sha256: null, state: 'omitted' });
      remarks.push(`In place of the file the export says “${path}”`);
      continue;
    }
    const { attachment, remark } = await files.find(path, file);
    attachments.push(attachment.mediaType === '' ? { ...attachment, mediaType: wordOf(message['mime_type']) } : attachment);
    if (remark !== null) remarks.push(remark);
  }
  return attachments;
}

function identifiersOf(message: JsonObject, to: readonly string[], text: string): Identifier[] {
  const name = senderName(message);
  const id = wordOf(message['from_id']) || wordOf(message['actor_id']);
  const shared = objectOf(message['contact_information']);
  const phone = shared === null ? null : phoneIdentifier(wordOf(shared['phone_number']), 'mentioned');
  return [
    ...(name === '' ? [] : [nameIdentifier(name, 'from')]),
    ...(id === '' ? [] : [{ kind: 'user-id' as const, role: 'from' as const, written: id, normal: id.toLowerCase(), certainty: 'certain' as const }]),
    ...to.map((one) => nameIdentifier(one, 'to')), ...(phone === null ? [] : [phone]), ...mentionedIn(text),
  ];
}

/** In a chat of two, what is not by the other goes to the other; who else is in a group the export does not say. */
function recipients(message: JsonObject, chat: { readonly name: string; readonly type: string; readonly id: string }): string[] {
  if (chat.type !== 'personal_chat' || chat.name === '') return [];
  const id = wordOf(message['from_id']) || wordOf(message['actor_id']);
  const byTheOther = id !== '' && chat.id !== '' ? id === `user${chat.id}` : senderName(message) === chat.name;
  return byTheOther ? [] : [chat.name];
}

function kindOf(message: JsonObject): { readonly kind: ItemKind; readonly remarks: readonly Remark[] } {
  const type = wordOf(message['type']);
  if (type === 'service') return { kind: message['action'] === 'phone_call' ? 'call' : 'notice', remarks: [] };
  if (type === 'message' || type === '') return { kind: 'message', remarks: [] };
  if (type === 'unsupported') return { kind: 'message', remarks: [{ remark: 'Telegram Desktop marked this message as one it could not export.', counted: 'Messages Telegram Desktop could not export' }] };
  return { kind: 'notice', remarks: [{ remark: `“${type}” is a kind of entry this program does not know; it is not counted as a message.`, counted: 'Entries of a kind this program does not know, kept as notices' }] };
}

/** A message or service line. */
export async function mapMessage(message: JsonObject, piece: JsonPiece, mapping: Mapping): Promise<SourceRow> {
  const placed = placeTime(message, piece, mapping);
  if ('setAside' in placed) return placed.setAside;
  const { survey, owner, file } = mapping;
  const key = chatOf(piece.path);
  const { kind, remarks: kindRemarks } = kindOf(message);
  const noted = [...placed.remarks, ...kindRemarks];
  for (const counted of new Set(noted.map((one) => one.counted))) mapping.remarks.add(counted, describePath(piece.path));
  const remarks = noted.map(({ remark }) => remark);
  const service = wordOf(message['type']) === 'service';
  const text = service ? serviceText(message) : textOf(message['text']);
  const to = recipients(message, survey.chat(key));
  return {
    type: 'item',
    item: {
      kind, time: placed.time, direction: kind === 'notice' ? 'none' : directionOf(senderKey(message), owner), from: senderName(message), to,
      thread: survey.thread(key), text, status: message['edited_unixtime'] === undefined ? 'live' : 'edited', locator: pieceLocator(file, piece), verbatim: piece.text,
      fields: fieldsOf(message), attachments: await attachmentsOf(message, mapping, remarks), identifiers: identifiersOf(message, to, text), remarks,
    },
  };
}

function listedText(entry: JsonObject): string {
  const name = [wordOf(entry['first_name']), wordOf(entry['last_name'])].filter((part) => part !== '').join(' ') || wordOf(entry['name']);
  return [name, wordOf(entry['phone_number']), wordOf(entry['application_name']), wordOf(entry['device_model']), wordOf(entry['last_ip'])].filter((part) => part !== '').join(' ');
}

/** An entry of the address book, of the sessions, or the account itself. */
export function mapListed(entry: JsonObject, piece: JsonPiece, section: string, { file }: Mapping): ItemDraft {
  const session = section === 'sessions' || section === 'web_sessions';
  const locator: Locator = pieceLocator(file, piece);
  const stored = countOf(entry[session ? 'last_active_unixtime' : 'date_unixtime']);
  const phone = phoneIdentifier(wordOf(entry['phone_number']), 'subject');
  const text = listedText(entry);
  const remarks = session ? ['The time is when the session was last active.'] : section === 'contacts' && stored !== null ? ['The time is the one the export gives for the contact.'] : [];
  return {
    kind: session ? 'event' : 'contact', time: stored === null ? undated() : epochTime(stored, 'unix-seconds'), direction: 'none', from: '', to: [],
    thread: `Telegram ${section.replaceAll('_', ' ')}`, text, status: 'live', locator, verbatim: piece.text,
    fields: Object.entries(entry).filter(([, value]) => value !== null && value !== '').map(([name, value]) => ({ name, value: shownValue(value) })),
    attachments: [], identifiers: [...(session || text === '' ? [] : [nameIdentifier(text, 'subject')]), ...(phone === null ? [] : [phone])], remarks,
  };
}
