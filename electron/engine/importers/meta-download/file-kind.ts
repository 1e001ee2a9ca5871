/**
 * What a JSON file of a Meta download (Facebook, Messenger, Instagram) holds, by its content.
 * Source: formats reference, section 4.2; the shapes of the record files are unverified.
 */
import type { JsonPath } from '../json/path.ts';
import { JsonPieceReader, type JsonPiece } from '../json/cut-pieces.ts';
import { listOf, objectOf, parseJson, wordOf, type JsonObject } from '../json/values.ts';

/** A conversation; one from an end-to-end encrypted chat, whose names are written otherwise; lists of records; one record alone. */
export type MetaFileKind = 'thread' | 'encrypted-thread' | 'records' | 'record';
export interface RecognisedFile { readonly kind: MetaFileKind; readonly by: string }

/** The containers that are looked into. */
export function opensOf(kind: MetaFileKind): (path: JsonPath, array: boolean) => boolean {
  switch (kind) {
    case 'thread': case 'encrypted-thread': return (path, array) => (path.length === 0 ? !array : path.length === 1 && path[0] === 'messages' && array);
    case 'records': return (path, array) => path.length === 0 || (path.length <= 2 && typeof path[0] === 'string' && typeof path.at(-1) === 'string' && (array || path.length === 1));
    case 'record': return () => false;
  }
}

/** Names of lists whose entries are plain: a name or title and a time. */
const plainLists = /^(?:friends|removed_friends|rejected_requests|received_requests|sent_requests|following|followers|unfollowers|blocked_users|searches|account_activity|account_accesses|admin_records|logged_in|login_protection_data|visited_things|viewed_things|recently_viewed|people_interactions|contacts|address_book|reactions|comments|group_interactions)_v\d$/;
const wrappedLists = new Set(['address_book']);

function shapedRecord(entry: JsonObject | null): boolean {
  if (entry === null) return false;
  if (Array.isArray(entry['string_list_data'])) return true;
  const map = objectOf(entry['string_map_data']);
  if (map !== null) return Object.values(map).every((one) => objectOf(one) !== null);
  return listOf(entry['label_values']).some((one) => 'label' in (objectOf(one) ?? {}));
}

function plainRecord(entry: JsonObject | null): boolean {
  return entry !== null && ['name', 'title', 'action', 'data', 'timestamp', 'entries'].some((name) => name in entry);
}

interface FirstLook { readonly pieces: readonly JsonPiece[]; readonly opened: ReadonlySet<string> }

function look(head: Uint8Array, kind: MetaFileKind): FirstLook {
  const opens = opensOf(kind);
  const opened = new Set<string>();
  const reader = new JsonPieceReader((path, array) => {
    const open = opens(path, array);
    if (open) opened.add(path.join('/'));
    return open;
  });
  return { pieces: reader.push(head), opened };
}

const at = (pieces: readonly JsonPiece[], name: string): unknown => parseJson(pieces.find(({ path }) => path.length === 1 && path[0] === name)?.text ?? '');

function threadKind(head: Uint8Array): RecognisedFile | null {
  const { pieces, opened } = look(head, 'thread');
  if (!opened.has('messages')) return null;
  const first = objectOf(parseJson(pieces.find(({ path, fault }) => path[0] === 'messages' && path.length === 2 && fault === null)?.text ?? ''));
  if (first !== null) {
    if ('sender_name' in first && 'timestamp_ms' in first) return { kind: 'thread', by: 'messages with “sender_name” and “timestamp_ms”, as Meta writes them' };
    return 'senderName' in first && 'timestamp' in first ? { kind: 'encrypted-thread', by: 'messages with “senderName” and “timestamp”, as Meta writes encrypted chats' } : null;
  }
  // No message yet: an empty conversation, or a first message longer than what was looked at.
  const participants = listOf(at(pieces, 'participants'));
  if (participants.length > 0 && participants.every((one) => wordOf(objectOf(one)?.['name']) !== '')) return { kind: 'thread', by: 'participants and messages, as Meta writes a conversation' };
  const named = participants.length > 0 && participants.every((one) => typeof one === 'string') && typeof at(pieces, 'threadName') === 'string';
  return named ? { kind: 'encrypted-thread', by: 'participants and a threadName, as Meta writes encrypted chats' } : null;
}

/** Where a record lies in a file of records: an array's element that is not inside another record. */
export function isRecordPath(path: JsonPath): boolean {
  return typeof path.at(-1) === 'number';
}

function recordsKind(head: Uint8Array): RecognisedFile | null {
  const { pieces } = look(head, 'records');
  if (pieces.some(({ path }) => path[0] === 'label_values' && path.length === 2)) {
    const labelled = pieces.some(({ path, text }) => path[0] === 'label_values' && 'label' in (objectOf(parseJson(text)) ?? {}));
    return labelled ? { kind: 'record', by: 'one record of labelled values, as Meta writes it' } : null;
  }
  const first = pieces.find(({ path, fault }) => fault === null && isRecordPath(path));
  if (first === undefined) return null;
  const entry = objectOf(parseJson(first.text));
  if (shapedRecord(entry)) return { kind: 'records', by: 'records of the shape Meta writes (string_list_data, string_map_data or label_values)' };
  const [section] = first.path;
  const listed = typeof section === 'string' && (plainLists.test(section) || (wrappedLists.has(section) && first.path.length === 3));
  return listed && plainRecord(entry) ? { kind: 'records', by: `a list named “${section}”, as Meta names it` } : null;
}

/** What the first bytes of a JSON file are, or null when they are not of a Meta download. */
export function recogniseFile(head: Uint8Array): RecognisedFile | null {
  const first = head.find((byte) => byte !== 0xef && byte !== 0xbb && byte !== 0xbf && byte > 0x20);
  if (first !== 0x7b && first !== 0x5b) return null;
  return (first === 0x7b ? threadKind(head) : null) ?? recordsKind(head);
}
