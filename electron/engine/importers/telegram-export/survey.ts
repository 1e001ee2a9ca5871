/** The first reading of an export: its chats, who writes in them, and whether every time is in UTC. Only counts and names are kept. */
import { SenderCount } from '../people/device-owner.ts';
import { describePath } from '../json/path.ts';
import type { JsonPiece } from '../json/cut-pieces.ts';
import { countOf, objectOf, parseJson, wordOf, type JsonObject } from '../json/values.ts';
import { chatOf, roleOf } from './layout.ts';

const unreadLimit = 40;

export interface Chat { name: string; type: string; id: string }

/** Who a message is by: Telegram's id where there is one, else the name shown. */
export function senderKey(message: JsonObject): string {
  return wordOf(message['from_id']) || wordOf(message['from']) || wordOf(message['actor_id']) || wordOf(message['actor']);
}

export function senderName(message: JsonObject): string {
  return wordOf(message['from']) || wordOf(message['actor']);
}

export class Survey {
  readonly senders = new SenderCount();
  readonly #chats = new Map<string, Chat>();
  readonly #names = new Map<string, number>();
  /** Sections that are not read, as a person finds them in the file. */
  readonly unread: string[] = [];
  messages = 0;
  /** Messages with a local date and no count since 1970. */
  withoutInstant = 0;
  #account = '';

  #chat(key: string): Chat {
    let chat = this.#chats.get(key);
    if (chat === undefined) {
      chat = { name: '', type: '', id: '' };
      this.#chats.set(key, chat);
    }
    return chat;
  }

  get chats(): number {
    return this.#chats.size;
  }

  chat(key: string): Chat {
    return this.#chats.get(key) ?? { name: '', type: '', id: '' };
  }

  /** The conversation's name for the timeline: with its id when another chat has the same name. */
  thread(key: string): string {
    const { name, id } = this.chat(key);
    const shared = (this.#names.get(name) ?? 0) > 1;
    if (name !== '') return shared ? `${name} (${id === '' ? key : `id ${id}`})` : name;
    return id === '' ? '' : `chat ${id}`;
  }

  #message(message: JsonObject, key: string): void {
    this.messages += 1;
    this.#chat(key);
    if (countOf(message['date_unixtime']) === null && wordOf(message['date']) !== '') this.withoutInstant += 1;
    if (wordOf(message['type']) !== 'service') this.senders.add(senderKey(message), senderName(message) || senderKey(message));
  }

  #fact(key: string, name: string, value: unknown): void {
    const chat = this.#chat(key);
    if (name === 'name' || name === 'type' || name === 'id') chat[name] = wordOf(value);
  }

  /** Anything with content of its own, or that is not JSON; single words and numbers of a heading are not. */
  #unread(piece: JsonPiece, value: unknown): void {
    if (piece.fault !== null || (value !== undefined && (typeof value !== 'object' || value === null))) return;
    if (this.unread.length < unreadLimit) this.unread.push(`${describePath(piece.path)} (${piece.byteLength.toLocaleString('en-GB')} bytes)`);
    else if (this.unread.length === unreadLimit) this.unread.push('and more');
  }

  take(piece: JsonPiece): void {
    const role = roleOf(piece.path);
    const value = piece.fault === null ? parseJson(piece.text) : undefined;
    switch (role.role) {
      case 'message': {
        const message = objectOf(value);
        if (message !== null) this.#message(message, chatOf(piece.path));
        return;
      }
      case 'chat-fact':
        this.#fact(chatOf(piece.path), role.name, value);
        this.#unread(piece, value);
        return;
      case 'account': this.#account = wordOf(objectOf(value)?.['user_id']); return;
      case 'other': this.#unread(piece, value); return;
      case 'listed': case 'misplaced':
    }
  }

  /** Call once, when the file has been read. */
  finish(): void {
    for (const { name } of this.#chats.values()) this.#names.set(name, (this.#names.get(name) ?? 0) + 1);
    if (this.#account !== '') this.senders.note(`user${this.#account}`, 'the export’s own personal_information names this account');
  }
}
