/** One chatItem frame as items: the message or notice, and each reaction, which carries its own time. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import type { Attachment, Direction, Field, Identifier, ItemDraft, ItemKind, ItemStatus } from '../../../../shared/domain/item.ts';
import { mentionedIn, nameIdentifier } from '../people/identifiers.ts';
import { countOf, listOf, objectOf, shownValue, wordOf, type JsonObject } from '../json/values.ts';
import type { AttachmentFiles } from '../attachments/attachment-files.ts';
import { epochTime } from '../time/epoch-time.ts';
import { shownInstant } from '../time/stored-instant.ts';
import type { Directory } from './frames.ts';

export interface FramePlace { readonly file: string; readonly line: number; readonly byte: number; readonly verbatim: string }

interface Content { readonly kind: ItemKind; readonly text: string; readonly status: ItemStatus; readonly body: JsonObject; readonly name: string; readonly remarks: readonly string[] }

const written = new Set(['standardMessage', 'contactMessage', 'stickerMessage', 'viewOnceMessage', 'directStoryReplyMessage', 'giftBadge', 'paymentNotification', 'poll']);
const shownElsewhere = new Set(['chatId', 'authorId', 'dateSent', 'reactions', 'attachments', 'text']);

const bodyOf = (message: JsonObject): string => wordOf(objectOf(message['text'])?.['body']) || wordOf(message['body']) || wordOf(objectOf(objectOf(message['textReply'])?.['text'])?.['body']);

function messageText(name: string, message: JsonObject): string {
  if (name === 'stickerMessage') return wordOf(objectOf(message['sticker'])?.['emoji']);
  if (name === 'poll') return wordOf(message['question']);
  return bodyOf(message);
}

/** The update's name and its plain values: a notice in Signal's own words. */
function updateText(update: JsonObject): { readonly kind: ItemKind; readonly text: string } {
  const [name, value] = Object.entries(update)[0] ?? ['', null];
  const call = name === 'individualCall' || name === 'groupCall';
  const details = objectOf(value);
  const words = details === null ? wordOf(value) : ['type', 'direction', 'state'].map((key) => wordOf(details[key])).filter((word) => word !== '').join(', ');
  return { kind: call ? 'call' : 'notice', text: [name, words].filter((part) => part !== '').join(': ') };
}

function contentOf(item: JsonObject): Content {
  if ('remoteDeletedMessage' in item) return { kind: 'notice', text: 'remoteDeletedMessage', status: 'deleted', body: {}, name: 'remoteDeletedMessage', remarks: ['The sender deleted this message for everyone; the export holds nothing of it.'] };
  const update = objectOf(item['updateMessage']);
  if (update !== null) return { ...updateText(update), status: 'live', body: update, name: 'updateMessage', remarks: [] };
  for (const [name, value] of Object.entries(item)) {
    const body = objectOf(value);
    if (body === null || !written.has(name)) continue;
    const edited = listOf(item['revisions']).length > 0;
    return { kind: 'message', text: messageText(name, body), status: edited ? 'edited' : 'live', body, name, remarks: name === 'viewOnceMessage' ? ['A message to be seen once.'] : [] };
  }
  return { kind: 'notice', text: '', status: 'live', body: {}, name: '', remarks: ['The content of this entry is of a kind this program does not know; it is not counted as a message.'] };
}

function directionOf(item: JsonObject, kind: ItemKind, body: JsonObject): Direction {
  if (kind === 'notice') return 'none';
  if (kind === 'call') {
    const said = wordOf(objectOf(body['individualCall'])?.['direction']);
    return said === 'OUTGOING' ? 'outgoing' : said === 'INCOMING' ? 'incoming' : 'unknown';
  }
  if ('incoming' in item) return 'incoming';
  return 'outgoing' in item ? 'outgoing' : 'unknown';
}

function fieldsOf(item: JsonObject, { name, body }: Content, directory: Directory): Field[] {
  const fields: Field[] = name === '' ? [] : [{ name: 'Kind of entry', value: name }];
  const incoming = objectOf(item['incoming']);
  for (const key of ['dateReceived', 'dateServerSent']) {
    const value = countOf(incoming?.[key]);
    if (value !== null) fields.push({ name: key, value: shownInstant(value, 'unix-milliseconds') });
  }
  for (const status of listOf(objectOf(item['outgoing'])?.['sendStatus'])) {
    const to = objectOf(status);
    if (to !== null) fields.push({ name: `Sent to ${directory.personName(wordOf(to['recipientId']))}`, value: shownValue(to) });
  }
  for (const [key, value] of Object.entries(item)) {
    if (key === name || key === 'incoming' || key === 'outgoing' || key === 'revisions' || shownElsewhere.has(key)) continue;
    fields.push({ name: key, value: shownValue(value) });
  }
  for (const [key, value] of Object.entries(body)) if (!shownElsewhere.has(key)) fields.push({ name: key, value: shownValue(value) });
  for (const [place, revision] of listOf(item['revisions']).entries()) {
    const earlier = objectOf(revision);
    const message = objectOf(earlier?.['standardMessage']) ?? {};
    fields.push({ name: `Earlier version ${place + 1}, ${shownInstant(countOf(earlier?.['dateSent']) ?? '', 'unix-milliseconds')}`, value: bodyOf(message) });
  }
  return fields;
}

async function attachmentsOf(body: JsonObject, file: string, files: AttachmentFiles, remarks: string[]): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  const single = objectOf(body['attachment']);
  for (const entry of [...listOf(body['attachments']), ...(single === null ? [] : [single])]) {
    const pointer = objectOf(objectOf(entry)?.['pointer']) ?? {};
    const name = wordOf(pointer['fileName']);
    const mediaType = wordOf(pointer['contentType']);
    if (name === '') {
      attachments.push({ name: '', member: null, mediaType, sizeBytes: null, sha256: null, state: 'missing' });
      continue;
    }
    const { attachment, remark } = await files.find(name, file);
    attachments.push(attachment.mediaType === '' ? { ...attachment, mediaType } : attachment);
    if (remark !== null) remarks.push(remark);
  }
  return attachments;
}

function people(directory: Directory, id: string, role: Identifier['role']): Identifier[] {
  const person = directory.person(id);
  if (person === null) return [];
  return [...(person.name === '' ? [] : [nameIdentifier(person.name, role)]), ...person.identifiers.map((one) => ({ ...one, role }))];
}

function timeOf(stored: unknown, remarks: string[]): EvidenceTime {
  const time = epochTime(countOf(stored), 'unix-milliseconds');
  if (time.earliestMs === null) remarks.push('No time is recorded for this row.');
  return time.earliestMs === null ? undated(time.written) : time;
}

/** Reactions wherever they stand in the frame. */
function reactionItems(item: JsonObject, place: FramePlace, directory: Directory): ItemDraft[] {
  const drafts: ItemDraft[] = [];
  for (const [name, value] of Object.entries(item)) {
    const body = objectOf(value);
    for (const [index, entry] of listOf(body?.['reactions']).entries()) {
      const reaction = objectOf(entry);
      if (reaction === null) continue;
      const author = wordOf(reaction['authorId']);
      const remarks = ['A reaction to the message on this line.'];
      const emoji = wordOf(reaction['emoji']);
      drafts.push({
        kind: 'event', time: timeOf(reaction['sentTimestamp'], remarks), direction: directory.person(author)?.self === true ? 'outgoing' : 'unknown',
        from: directory.personName(author), to: [directory.personName(wordOf(item['authorId']))].filter((one) => one !== ''), thread: directory.thread(wordOf(item['chatId'])),
        text: `reaction: ${emoji}`, status: 'live', locator: { type: 'json', file: place.file, path: `(line ${place.line}).chatItem.${name}.reactions[${index}]` }, verbatim: place.verbatim,
        fields: [{ name: 'Reaction', value: emoji }, { name: 'To the message', value: bodyOf(body ?? {}) }], attachments: [], identifiers: people(directory, author, 'from'), remarks,
      });
    }
  }
  return drafts;
}

/** Everything a chatItem frame says, in order: itself, then its reactions. */
export async function mapChatItem(item: JsonObject, place: FramePlace, directory: Directory, files: AttachmentFiles): Promise<ItemDraft[]> {
  const content = contentOf(item);
  const { kind, text, status, body } = content;
  const remarks = [...content.remarks];
  const chatId = wordOf(item['chatId']);
  const authorId = wordOf(item['authorId']);
  const recipient = directory.recipientOf(chatId);
  const to = 'outgoing' in item && recipient !== '' && kind !== 'notice' ? [directory.personName(recipient)] : [];
  if (directory.person(authorId) === null) remarks.push(`No frame of the export describes the author “${authorId}”.`);
  const draft: ItemDraft = {
    kind, time: timeOf(item['dateSent'], remarks), direction: directionOf(item, kind, body), from: directory.personName(authorId), to, thread: directory.thread(chatId), text, status,
    locator: { type: 'line', file: place.file, line: place.line, byte: place.byte }, verbatim: place.verbatim, fields: fieldsOf(item, content, directory),
    attachments: await attachmentsOf(body, place.file, files, remarks),
    identifiers: [...people(directory, authorId, 'from'), ...(to.length === 0 ? [] : people(directory, recipient, 'to')), ...mentionedIn(text)], remarks,
  };
  return [draft, ...reactionItems(item, place, directory)];
}
