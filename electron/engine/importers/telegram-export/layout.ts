/** Where things lie in Telegram Desktop's JSON export: one chat, or a whole account with lists of chats. Source: formats reference, section 4.3. */
import type { JsonPath } from '../json/path.ts';
import { JsonPieceReader, type JsonPiece } from '../json/cut-pieces.ts';
import { objectOf, parseJson, wordOf, type JsonObject } from '../json/values.ts';

const chatLists = new Set(['chats', 'left_chats']);
const otherLists = new Set(['contacts', 'frequent_contacts', 'sessions', 'web_sessions']);
const chatTypes = new Set([
  'saved_messages', 'replies', 'verification_codes', 'personal_chat', 'bot_chat', 'private_group', 'private_supergroup', 'public_supergroup', 'private_channel', 'public_channel',
]);

/** The containers that are looked into. */
export function opens(path: JsonPath, array: boolean): boolean {
  const [section, list, place, messages] = path;
  if (path.length === 0) return !array;
  if (section === 'messages') return path.length === 1 && array;
  if (typeof section !== 'string' || !(chatLists.has(section) || otherLists.has(section))) return false;
  if (path.length === 1) return !array;
  if (path.length === 2) return list === 'list' && array;
  if (!chatLists.has(section) || list !== 'list' || typeof place !== 'number') return false;
  return path.length === 3 ? !array : path.length === 4 && messages === 'messages' && array;
}

export type PieceRole =
  | { readonly role: 'message' }
  | { readonly role: 'listed'; readonly section: string }
  | { readonly role: 'account' }
  | { readonly role: 'chat-fact'; readonly name: string }
  /** Something where a list or a chat should be. */
  | { readonly role: 'misplaced' }
  | { readonly role: 'other' };

/** What a piece is, by where it lies. */
export function roleOf(path: JsonPath): PieceRole {
  const [section, list, place, name] = path;
  if (section === 'messages') return path.length === 2 ? { role: 'message' } : { role: 'misplaced' };
  if (path.length === 5 && name === 'messages') return { role: 'message' };
  if (path.length === 4) return name === 'messages' ? { role: 'misplaced' } : { role: 'chat-fact', name: String(name) };
  if (path.length === 3 && list === 'list' && typeof place === 'number') {
    return otherLists.has(String(section)) ? { role: 'listed', section: String(section) } : { role: 'misplaced' };
  }
  if (path.length !== 1) return { role: 'other' };
  if (section === 'personal_information') return { role: 'account' };
  return section === 'name' || section === 'type' || section === 'id' ? { role: 'chat-fact', name: section } : { role: 'other' };
}

/** The chat a message or a chat's fact belongs to, as a text that tells chats apart. */
export function chatOf(path: JsonPath): string {
  return path.length <= 2 ? '' : path.slice(0, 3).join('/');
}

function isMessage(message: JsonObject): boolean {
  if (!['message', 'service', 'unsupported'].includes(wordOf(message['type']))) return false;
  const hasBody = 'text' in message || 'from' in message || 'actor' in message || 'action' in message;
  return hasBody && ('date_unixtime' in message || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(wordOf(message['date'])));
}

/** What in the first bytes is Telegram's; null when nothing is. */
export function recogniseExport(head: Uint8Array): string | null {
  const opened = new Set<string>();
  const reader = new JsonPieceReader((path, array) => {
    const open = opens(path, array);
    if (open) opened.add(path.join('/'));
    return open;
  });
  const first = head.find((byte) => byte !== 0xef && byte !== 0xbb && byte !== 0xbf && byte > 0x20);
  if (first !== 0x7b) return null;
  const pieces: readonly JsonPiece[] = reader.push(head);
  for (const piece of pieces) {
    if (piece.fault !== null || roleOf(piece.path).role !== 'message') continue;
    const message = objectOf(parseJson(piece.text));
    return message !== null && isMessage(message) ? 'a list of messages written as Telegram Desktop writes them' : null;
  }
  const fact = (name: string): string => wordOf(parseJson(pieces.find(({ path }) => path.length === 1 && path[0] === name)?.text ?? ''));
  if (opened.has('messages') && chatTypes.has(fact('type'))) return `a chat of Telegram’s type “${fact('type')}”`;
  const sections = ['chats', 'left_chats', 'contacts', 'frequent_contacts', 'sessions'].filter((name) => opened.has(name));
  const wholeAccount = pieces.some(({ path }) => path[0] === 'personal_information') || pieces.some(({ path }) => path.length === 4 && path[3] === 'type');
  return sections.length > 0 && wholeAccount ? `the sections of a Telegram Desktop export (${sections.join(', ')})` : null;
}
