/** One message of a Meta conversation as items. docs/formats/meta-download.md has the mapping. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Attachment, Field, Identifier, ItemDraft, ItemKind } from '../../../../shared/domain/item.ts';
import type { CountedRemarks } from '../certificate/counted-remarks.ts';
import { directionOf } from '../people/device-owner.ts';
import { mentionedIn, nameIdentifier } from '../people/identifiers.ts';
import { describePath } from '../json/path.ts';
import type { JsonPiece } from '../json/cut-pieces.ts';
import { countOf, listOf, objectOf, shownValue, wordOf, type JsonObject } from '../json/values.ts';
import { pieceLocator } from '../json/piece-rows.ts';
import type { AttachmentFiles } from '../attachments/attachment-files.ts';
import { timeBySize } from '../time/count-by-size.ts';
import { epochTime } from '../time/epoch-time.ts';
import type { MetaFileKind } from './file-kind.ts';
import { mendAll } from './mojibake.ts';
import { plainText, senderOf, type Survey } from './survey.ts';
import { systemPhrase } from './system-phrases.ts';
import { ownEntry } from '../text/own-entry.ts';

export interface Mapping {
  readonly survey: Survey;
  /** The sender who owns the account; '' when nobody has said. */
  readonly owner: string;
  readonly files: AttachmentFiles;
  readonly remarks: CountedRemarks;
}

const mediaNames = ['photos', 'videos', 'audio_files', 'files', 'gifs', 'media'] as const;
const labels: Readonly<Record<string, string>> = { call_duration: 'Call duration (seconds)', type: 'Type', share: 'Share', users: 'Users', sticker: 'Sticker', missed: 'Missed' };
const shownElsewhere = new Set(['sender_name', 'senderName', 'timestamp_ms', 'timestamp', 'content', 'text', 'reactions']);

interface Words { readonly text: string; readonly stored: string; readonly from: string; readonly storedFrom: string }

function wordsOf(kind: MetaFileKind, message: JsonObject): Words {
  const encrypted = kind === 'encrypted-thread';
  const stored = wordOf(message[encrypted ? 'text' : 'content']);
  return { stored, text: plainText(kind, stored), from: senderOf(kind, message), storedFrom: wordOf(message[encrypted ? 'senderName' : 'sender_name']) };
}

function kindOf(message: JsonObject, { text, from }: Words): { readonly kind: ItemKind; readonly byWording: boolean } {
  const type = wordOf(message['type']);
  if ('call_duration' in message || type === 'Call') return { kind: 'call', byWording: false };
  if (type === 'Subscribe' || type === 'Unsubscribe') return { kind: 'notice', byWording: false };
  // What carries a file or a link is something a person sent, whatever sentence stands with it.
  const carries = mediaNames.some((name) => listOf(message[name]).length > 0) || objectOf(message['sticker']) !== null || objectOf(message['share']) !== null;
  const phrase = carries ? null : systemPhrase(text, from);
  return phrase === null ? { kind: 'message', byWording: false } : { kind: phrase, byWording: true };
}

/** Reactions with a time of their own: events beside the message. */
export function timedReactions(message: JsonObject): readonly { readonly index: number; readonly reaction: JsonObject; readonly stored: number | string }[] {
  return [...listOf(message['reactions']).entries()].flatMap(([index, entry]) => {
    const reaction = objectOf(entry);
    const stored = countOf(reaction?.['timestamp_ms']) ?? countOf(reaction?.['timestamp']);
    return reaction === null || stored === null ? [] : [{ index, reaction, stored }];
  });
}

function fieldsOf(kind: MetaFileKind, message: JsonObject, words: Words): Field[] {
  const fields: Field[] = [];
  const mended = (value: unknown): unknown => (kind === 'encrypted-thread' ? value : mendAll(value));
  if (words.text !== words.stored) fields.push({ name: 'Text as stored', value: words.stored });
  if (words.from !== words.storedFrom) fields.push({ name: 'Sender as stored', value: words.storedFrom });
  for (const entry of listOf(message['reactions'])) {
    const reaction = objectOf(mended(entry));
    if (reaction !== null) fields.push({ name: 'Reaction', value: `${wordOf(reaction['reaction'])} by ${wordOf(reaction['actor'])}` });
  }
  for (const [name, value] of Object.entries(message)) {
    const empty = value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
    if (shownElsewhere.has(name) || empty) continue;
    fields.push({ name: ownEntry(labels, name) ?? name, value: shownValue(mended(value)) });
  }
  return fields;
}

function urisOf(message: JsonObject): string[] {
  const entries = [...mediaNames.flatMap((name) => listOf(message[name])), message['sticker']];
  return entries.map((entry) => wordOf(objectOf(entry)?.['uri'])).filter((uri) => uri !== '' && !/^https?:/i.test(uri));
}

async function attachmentsOf(kind: MetaFileKind, message: JsonObject, file: string, files: AttachmentFiles, remarks: string[]): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  for (const uri of urisOf(message)) {
    const { attachment, remark } = await files.find(plainText(kind, uri), file);
    attachments.push(attachment);
    if (remark !== null) remarks.push(remark);
  }
  return attachments;
}

/** Reads `timestamp_ms` (milliseconds by its name) or the encrypted chats' `timestamp` (by its size). */
function timeOf(kind: MetaFileKind, message: JsonObject, remarks: string[]): EvidenceTime {
  const stored = countOf(message[kind === 'encrypted-thread' ? 'timestamp' : 'timestamp_ms']);
  const sized = kind === 'encrypted-thread' ? timeBySize(stored) : null;
  const time = sized?.time ?? epochTime(stored, 'unix-milliseconds');
  if (sized !== null && sized.rule !== '' && sized.epoch !== 'unix-milliseconds') remarks.push(sized.rule);
  if (time.earliestMs === null) remarks.push('No time is recorded for this row.');
  return time.earliestMs === null ? undated(time.written) : time;
}

function reactionItem(kind: MetaFileKind, file: string, piece: JsonPiece, message: ItemDraft, { index, reaction, stored }: ReturnType<typeof timedReactions>[number], owner: string): ItemDraft {
  const actor = plainText(kind, reaction['actor']);
  const sign = plainText(kind, reaction['reaction']);
  const { time, rule } = timeBySize(stored);
  return {
    kind: 'event', time, direction: directionOf(actor, owner), from: actor, to: message.from === '' ? [] : [message.from], thread: message.thread, text: `reaction: ${sign}`, status: 'live',
    locator: { type: 'json', file, path: `${describePath(piece.path)}.reactions[${index}]` }, verbatim: piece.text,
    fields: [{ name: 'Reaction', value: sign }, { name: 'To the message', value: message.text }], attachments: [],
    identifiers: actor === '' ? [] : [nameIdentifier(actor, 'from')], remarks: [`A reaction to ${describePath(piece.path)}.`, ...(rule === '' ? [] : [rule])],
  };
}

/** The message or notice a piece holds, then each reaction that carries its own time. */
export async function mapMessage(kind: MetaFileKind, file: string, message: JsonObject, piece: JsonPiece, mapping: Mapping): Promise<ItemDraft[]> {
  const { survey, owner, files, remarks: counted } = mapping;
  const words = wordsOf(kind, message);
  const place = `${file === '' ? '' : `${file} `}${describePath(piece.path)}`;
  const remarks: string[] = [];
  const found = kindOf(message, words);
  if (found.byWording) {
    remarks.push('Recognised as Meta’s own sentence by its wording alone.');
    counted.add('Sentences taken for Meta’s own by their wording alone, not counted as messages', place);
  }
  if (words.text !== words.stored || words.from !== words.storedFrom) {
    remarks.push('Letters stored as bytes were put together again; the stored form is in the fields and the source row.');
    counted.add('Texts or names whose letters were stored as bytes and were put together again', place);
  }
  const { participants } = survey.conversation(file);
  const to = participants.length === 2 && participants.includes(words.from) && found.kind !== 'notice' ? participants.filter((name) => name !== words.from) : [];
  const unsent = message['is_unsent'] === true || message['isUnsent'] === true;
  const people: Identifier[] = [...(words.from === '' ? [] : [nameIdentifier(words.from, 'from')]), ...to.map((name) => nameIdentifier(name, 'to'))];
  const draft: ItemDraft = {
    kind: found.kind, time: timeOf(kind, message, remarks), direction: found.kind === 'notice' ? 'none' : directionOf(words.from, owner), from: words.from, to,
    thread: survey.thread(file), text: words.text, status: unsent ? 'unsent' : 'live', locator: pieceLocator(file, piece), verbatim: piece.text,
    fields: fieldsOf(kind, message, words), attachments: await attachmentsOf(kind, message, file, files, remarks), identifiers: [...people, ...mentionedIn(words.text)], remarks,
  };
  return [draft, ...timedReactions(message).map((timed) => reactionItem(kind, file, piece, draft, timed, owner))];
}
