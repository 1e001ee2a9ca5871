/** The first reading of a download: who takes part in each conversation and who writes. Only names and counts are kept. */
import { SenderCount } from '../people/device-owner.ts';
import type { JsonPiece } from '../json/cut-pieces.ts';
import { listOf, objectOf, parseJson, wordOf, type JsonObject } from '../json/values.ts';
import type { MetaFileKind } from './file-kind.ts';
import { mend } from './mojibake.ts';

export interface Conversation {
  title: string;
  /** What tells conversations of one title apart: the download's own path, or the file's folder. */
  key: string;
  participants: string[];
  readonly writers: Set<string>;
}

const namedParticipants = 1000;
const writerLimit = 5000;

/** Encrypted chats are stored as they are; in every other file text is mended. */
export function plainText(kind: MetaFileKind, stored: unknown): string {
  const text = wordOf(stored);
  return kind === 'encrypted-thread' ? text : mend(text);
}

export function senderOf(kind: MetaFileKind, message: JsonObject): string {
  return plainText(kind, message[kind === 'encrypted-thread' ? 'senderName' : 'sender_name']);
}

export class Survey {
  readonly senders = new SenderCount();
  readonly #byFile = new Map<string, Conversation>();
  #titles = new Map<string, Set<string>>();
  messages = 0;

  conversation(file: string): Conversation {
    let known = this.#byFile.get(file);
    if (known === undefined) {
      // One conversation is stored in parts beside each other: message_1.json, message_2.json.
      known = { title: '', key: file.replace(/(?:^|\/)message_\d+\.json$/i, ''), participants: [], writers: new Set() };
      this.#byFile.set(file, known);
    }
    return known;
  }

  take(file: string, kind: MetaFileKind, piece: JsonPiece): void {
    const value = piece.fault === null ? parseJson(piece.text) : undefined;
    const conversation = this.conversation(file);
    const [name] = piece.path;
    if (name === 'messages' && piece.path.length === 2) {
      const message = objectOf(value);
      const sender = message === null ? '' : senderOf(kind, message);
      this.messages += 1;
      this.senders.add(sender);
      if (sender !== '' && conversation.writers.size < writerLimit) conversation.writers.add(sender);
    } else if (name === 'title' || name === 'threadName') conversation.title = plainText(kind, value);
    else if (name === 'thread_path' && wordOf(value) !== '') conversation.key = wordOf(value);
    else if (name === 'participants') {
      conversation.participants = listOf(value).slice(0, namedParticipants).map((one) => plainText(kind, typeof one === 'string' ? one : objectOf(one)?.['name'])).filter((one) => one !== '');
    }
  }

  /** Call once, when every file has been read. */
  finish(): void {
    this.#titles = new Map();
    const inHowMany = new Map<string, Set<string>>();
    const keys = new Set<string>();
    for (const conversation of this.#byFile.values()) {
      const title = this.#title(conversation);
      const twins = this.#titles.get(title);
      if (twins === undefined) this.#titles.set(title, new Set([conversation.key]));
      else twins.add(conversation.key);
      keys.add(conversation.key);
      for (const name of new Set([...conversation.participants, ...conversation.writers])) {
        // Who only received can own the account too.
        this.senders.add(name, name, 0);
        const known = inHowMany.get(name);
        if (known === undefined) inHowMany.set(name, new Set([conversation.key]));
        else known.add(conversation.key);
      }
    }
    if (keys.size > 1) for (const [name, known] of inHowMany) this.senders.note(name, `takes part in ${known.size.toLocaleString('en-GB')} of ${keys.size.toLocaleString('en-GB')} conversations`);
  }

  get conversations(): number {
    return new Set([...this.#byFile.values()].map(({ key }) => key)).size;
  }

  #title({ title, participants }: Conversation): string {
    if (title !== '') return title;
    return participants.length <= 6 ? participants.join(', ') : `${participants.slice(0, 6).join(', ')} and ${participants.length - 6} more`;
  }

  /** The conversation's name for the timeline; with its folder when another conversation has the same title. */
  thread(file: string): string {
    const conversation = this.conversation(file);
    const title = this.#title(conversation);
    return (this.#titles.get(title)?.size ?? 0) > 1 ? `${title} (${conversation.key.split('/').at(-1) ?? ''})`.trim() : title;
  }
}
