/**
 * Frames of Signal's JSONL export, one a line: the account, the people it knows, the chats, and what
 * stands in them. Source: formats reference, section 4.4, and Signal's published backup schema; unverified.
 */
import type { Identifier } from '../../../../shared/domain/item.ts';
import { phoneIdentifier } from '../people/identifiers.ts';
import { objectOf, parseJson, wordOf, type JsonObject } from '../json/values.ts';
import type { EvidenceSource } from '../importer.ts';
import { firstLines } from './lines.ts';

const frameNames = ['account', 'recipient', 'chat', 'chatItem', 'adHocCall', 'stickerPack', 'notificationProfile', 'chatFolder'] as const;
type FrameName = (typeof frameNames)[number];
export interface Frame { readonly name: FrameName | 'header' | 'unknown'; readonly content: JsonObject }

/** The frame a line holds; null when the line is no JSON object. */
export function frameOf(line: string): Frame | null {
  const value = objectOf(parseJson(line));
  if (value === null) return null;
  for (const name of frameNames) {
    const content = objectOf(value[name]);
    if (content !== null) return { name, content };
  }
  return { name: 'backupTimeMs' in value ? 'header' : 'unknown', content: value };
}

function isSignals({ name, content }: Frame): boolean {
  if (name === 'chatItem') return 'chatId' in content && 'authorId' in content && 'dateSent' in content;
  if (name === 'recipient') return 'id' in content && ['contact', 'self', 'group', 'distributionList', 'releaseNotes', 'callLink'].some((form) => form in content);
  return name === 'chat' && 'id' in content && 'recipientId' in content;
}

/** What in the first lines is Signal's; null when nothing is. */
export function beginsAsFrames(source: EvidenceSource): string | null {
  if (source.head.find((byte) => byte > 0x20 && byte < 0x80) !== 0x7b) return null;
  const lines = firstLines(source.head, 'utf-8', source.head.length >= source.sizeBytes);
  for (const { text, line } of lines) {
    if (text.trim() === '') continue;
    const frame = frameOf(text.replace(/^\ufeff/, ''));
    if (frame === null) return null;
    if (isSignals(frame)) return `line ${line} is a “${frame.name}” frame of Signal’s JSONL export`;
    if (frame.name === 'unknown') return null;
  }
  return null;
}

export interface Person { readonly name: string; readonly identifiers: readonly Omit<Identifier, 'role'>[]; readonly self: boolean; readonly group: boolean }

const joined = (...parts: readonly unknown[]): string => parts.map(wordOf).filter((part) => part !== '').join(' ');

/** A number as Signal stores it, digits without the plus sign. */
function phone(stored: unknown): Omit<Identifier, 'role'> | null {
  const digits = wordOf(stored);
  const read = digits === '' ? null : phoneIdentifier(digits.startsWith('+') ? digits : `+${digits}`, 'from');
  return read === null ? null : { kind: 'phone', written: digits, normal: read.normal, certainty: read.certainty };
}

function userId(stored: unknown): Omit<Identifier, 'role'> | null {
  const written = wordOf(stored);
  return written === '' ? null : { kind: 'user-id', written, normal: written, certainty: 'certain' };
}

function handle(stored: unknown): Omit<Identifier, 'role'> | null {
  const written = wordOf(stored);
  return written === '' ? null : { kind: 'handle', written, normal: written.toLowerCase(), certainty: 'certain' };
}

function contactPerson(contact: JsonObject): Person {
  const nickname = objectOf(contact['nickname']);
  const name = joined(contact['systemGivenName'], contact['systemFamilyName']) || joined(nickname?.['given'], nickname?.['family'])
    || joined(contact['profileGivenName'], contact['profileFamilyName']) || wordOf(contact['username']) || wordOf(contact['e164']);
  const identifiers = [phone(contact['e164']), userId(contact['aci']), handle(contact['username'])].filter((one) => one !== null);
  return { name, identifiers, self: false, group: false };
}

/** The person or group of a recipient frame. */
export function personOf(recipient: JsonObject): Person {
  const contact = objectOf(recipient['contact']);
  if (contact !== null) return contactPerson(contact);
  const group = objectOf(recipient['group']);
  const title = objectOf(objectOf(objectOf(group?.['snapshot'])?.['title']));
  if (group !== null) return { name: wordOf(title?.['title']), identifiers: [], self: false, group: true };
  if ('self' in recipient) return { name: '', identifiers: [], self: true, group: false };
  const list = objectOf(objectOf(recipient['distributionList'])?.['distributionList']);
  return { name: wordOf(list?.['name']) || ('releaseNotes' in recipient ? 'Signal release notes' : ''), identifiers: [], self: false, group: true };
}

/** The people, groups and chats the frames name. */
export class Directory {
  readonly #people = new Map<string, Person>();
  readonly #chats = new Map<string, string>();
  #account = '';
  chatItems = 0;
  frames = 0;
  readonly otherFrames = new Map<string, number>();

  take(frame: Frame): void {
    this.frames += 1;
    const { name, content } = frame;
    if (name === 'recipient') this.#people.set(wordOf(content['id']), personOf(content));
    else if (name === 'chat') this.#chats.set(wordOf(content['id']), wordOf(content['recipientId']));
    else if (name === 'account') this.#account = joined(content['givenName'], content['familyName']) || wordOf(content['username']);
    else if (name === 'chatItem') this.chatItems += 1;
    if (!['recipient', 'account', 'chatItem', 'adHocCall', 'unknown'].includes(name)) this.otherFrames.set(name, (this.otherFrames.get(name) ?? 0) + 1);
  }

  /** Null when no frame describes this id. The account itself has the account's name. */
  person(id: string): Person | null {
    const person = this.#people.get(id);
    if (person === undefined) return null;
    return person.self ? { ...person, name: this.#account || 'this account' } : person;
  }

  personName(id: string): string {
    return this.person(id)?.name || (id === '' ? '' : `recipient ${id}`);
  }

  /** The recipient a chat is with; '' when no frame describes the chat. */
  recipientOf(chatId: string): string {
    return this.#chats.get(chatId) ?? '';
  }

  thread(chatId: string): string {
    const recipient = this.recipientOf(chatId);
    return recipient === '' ? (chatId === '' ? '' : `chat ${chatId}`) : this.personName(recipient);
  }
}
