/** Messages on iPhone and Mac: sms.db and chat.db. Source: formats reference, section 2.1. */
import type { Field, ItemDraft } from '../../../../../shared/domain/item.ts';
import { attributedText } from '../../decoding/attributed-body.ts';
import { partyIdentifiers } from '../party.ts';
import { cellText, type DatabaseReader, type Row } from '../../sqlite/rows.ts';
import { stream, type SqliteProfile } from '../profile.ts';
import { editsOf } from './apple-message-edits.ts';
import { ownEntry } from '../../text/own-entry.ts';

const shownPlaceholder = /\ufffc/g;
const groupActions: Readonly<Record<string, string>> = { '0': 'a person was added to or removed from the conversation', '1': 'a person left the conversation', '2': 'the conversation’s name was changed', '3': 'the conversation’s picture was changed' };

/** Reactions: 2000 to 2007 add one, 3000 to 3007 take it back (formats reference, D). */
const reactions = ['loved', 'liked', 'disliked', 'laughed at', 'emphasised', 'questioned', 'reacted with an emoji to', 'put a sticker on'] as const;

function reactionOf(row: Row): string | null {
  const type = Number(row['associated_message_type'] ?? 0);
  const base = type >= 3000 ? 3000 : 2000;
  const word = type >= 2000 && type < 3008 ? reactions[type - base] : undefined;
  if (word === undefined) return null;
  const emoji = cellText(row['associated_message_emoji']);
  return `${base === 3000 ? 'took back: ' : ''}${word} a message${emoji === '' ? '' : ` (${emoji})`}`;
}

interface Words { readonly text: string; readonly fields: readonly Field[]; readonly remarks: readonly string[] }

/** Both copies of the words, compared: neither is quietly preferred. */
function wordsOf(row: Row): Words {
  const plain = cellText(row['text']);
  const blob = row['attributedBody'] ?? row['attributedbody'] ?? null;
  if (!(blob instanceof Uint8Array)) return { text: plain, fields: [], remarks: [] };
  const rich = attributedText(blob);
  if (rich === null) return { text: plain, fields: [], remarks: ['attributedBody could not be read; the text column is shown.'] };
  if (rich === plain || plain === '') return { text: rich, fields: [], remarks: plain === '' && rich !== '' ? ['The words stand in attributedBody only; the text column is empty.'] : [] };
  return {
    text: plain, fields: [{ name: 'Text column', value: plain }, { name: 'attributedBody', value: rich }],
    remarks: ['The text column and attributedBody do not say the same. Both are kept; the text column is shown.'],
  };
}

function noticeOf(row: Row): string | null {
  const item = Number(row['item_type'] ?? 0);
  const action = Number(row['group_action_type'] ?? 0);
  if (item === 0 && action === 0) return null;
  const title = cellText(row['group_title']);
  return `System line (item type ${item}): ${ownEntry(groupActions, String(action)) ?? `group action ${action}`}${title === '' ? '' : `, “${title}”`}`;
}

interface Lookup { readonly participants: ReadonlyMap<number, readonly string[]>; readonly attachments: ReadonlyMap<number, ItemDraft['attachments']> }

function prepare(database: DatabaseReader): Lookup {
  const participants = new Map<number, string[]>();
  if (database.has('chat_handle_join', 'chat_id', 'handle_id') && database.has('handle', 'id')) {
    for (const row of database.all('SELECT chat_id, handle.id AS account FROM chat_handle_join JOIN handle ON handle.ROWID = handle_id')) {
      const chat = Number(row['chat_id']);
      participants.set(chat, [...(participants.get(chat) ?? []), cellText(row['account'])]);
    }
  }
  const attachments = new Map<number, ItemDraft['attachments']>();
  if (database.has('message_attachment_join', 'message_id') && database.has('attachment', 'filename')) {
    const name = database.has('attachment', 'transfer_name') ? 'transfer_name' : 'NULL';
    for (const row of database.all(`SELECT message_id, filename, ${name} AS shown, mime_type, total_bytes FROM message_attachment_join JOIN attachment ON attachment.ROWID = attachment_id`)) {
      const message = Number(row['message_id']);
      const size = Number(row['total_bytes'] ?? 0);
      attachments.set(message, [...(attachments.get(message) ?? []), {
        name: cellText(row['filename']) || cellText(row['shown']), member: null, mediaType: cellText(row['mime_type']), sizeBytes: size > 0 ? size : null, sha256: null, state: 'missing',
      }]);
    }
  }
  return { participants, attachments };
}

function refine(draft: ItemDraft, row: Row, { lookup }: { readonly lookup: Lookup }): ItemDraft {
  const words = wordsOf(row);
  const notice = noticeOf(row);
  const reaction = reactionOf(row);
  const edits = editsOf(row);
  const others = lookup.participants.get(Number(row['~chat'] ?? Number.NaN)) ?? [];
  const to = draft.direction === 'outgoing' && others.length > 0 ? [...others] : draft.to;
  return {
    ...draft,
    kind: notice !== null ? 'notice' : reaction !== null ? 'event' : 'message',
    direction: notice === null ? draft.direction : 'none',
    text: notice ?? (reaction === null ? words.text.replace(shownPlaceholder, '').trim() || edits.lastText : `${reaction}${words.text === '' ? '' : `: ${words.text}`}`),
    to, attachments: lookup.attachments.get(Number(row['~rowid'])) ?? [],
    status: draft.status === 'superseded' ? 'superseded' : edits.status,
    identifiers: [...draft.identifiers, ...(draft.direction === 'outgoing' ? others.flatMap((account) => partyIdentifiers({ account, name: '' }, 'to')) : [])],
    fields: [...draft.fields, ...words.fields, ...edits.fields],
    remarks: [...draft.remarks, ...words.remarks, ...edits.remarks],
  };
}

const chatOf = 'SELECT chat_id FROM chat_message_join WHERE chat_message_join.message_id = t.ROWID ORDER BY chat_id LIMIT 1';
const inChat = (column: string): { sql: string; needs: string[] } => ({
  sql: `SELECT ${column} FROM chat WHERE chat.ROWID = (${chatOf})`, needs: [`chat.${column}`, 'chat_message_join.message_id', 'chat_message_join.chat_id'],
});

const messages = stream<Lookup>({
  name: 'Messages', table: 'message',
  derived: {
    account: { sql: 'SELECT id FROM handle WHERE handle.ROWID = t.handle_id', needs: ['handle.id', 'message.handle_id'] },
    chat: { sql: chatOf, needs: ['chat_message_join.chat_id', 'chat_message_join.message_id'] },
    chatName: inChat('display_name'), chatIdentifier: inChat('chat_identifier'),
    chats: { sql: 'SELECT count(*) FROM chat_message_join WHERE chat_message_join.message_id = t.ROWID', needs: ['chat_message_join.message_id'] },
  },
  kind: 'message', time: [{ column: 'date', epoch: 'apple-seconds-or-nanoseconds' }],
  otherTimes: [
    { name: 'Delivered', column: 'date_delivered', epoch: 'apple-seconds-or-nanoseconds' }, { name: 'Read', column: 'date_read', epoch: 'apple-seconds-or-nanoseconds' },
    { name: 'Edited', column: 'date_edited', epoch: 'apple-seconds-or-nanoseconds' }, { name: 'Retracted', column: 'date_retracted', epoch: 'apple-seconds-or-nanoseconds' },
  ],
  direction: { column: 'is_from_me', values: { '0': 'incoming', '1': 'outgoing' }, otherwise: 'unknown' },
  counterparty: { account: 'account' }, thread: ['chatName', 'chatIdentifier', 'account'],
  fields: [{ name: 'Service', column: 'service' }, { name: 'GUID', column: 'guid' }, { name: 'Reply to', column: 'thread_originator_guid' }, { name: 'About message', column: 'associated_message_guid' }, { name: 'Subject', column: 'subject' }],
  prepare, refine,
});

/** Proof of removals: join rows that point nowhere, the list of deleted ids. */
function findings(database: DatabaseReader): string[] {
  const count = (sql: string): number => Number(database.all(sql)[0]?.['n'] ?? 0);
  const found: string[] = [];
  if (database.has('chat_message_join', 'message_id')) {
    const absent = count('SELECT count(*) AS n FROM chat_message_join WHERE message_id NOT IN (SELECT ROWID FROM message)');
    if (absent > 0) found.push(`${absent} entries of chat_message_join point at messages that are not there: they were removed.`);
    const loose = count('SELECT count(*) AS n FROM message WHERE ROWID NOT IN (SELECT message_id FROM chat_message_join)');
    if (loose > 0) found.push(`${loose} messages belong to no conversation in chat_message_join.`);
  } else found.push('The tables that say which conversation a message belongs to are not there: messages are shown without conversations.');
  if (database.has('deleted_messages', 'guid')) {
    const deleted = count('SELECT count(*) AS n FROM deleted_messages');
    if (deleted > 0) found.push(`deleted_messages lists ${deleted} removed messages by their GUID.`);
  }
  if (database.has('message_attachment_join', 'message_id')) {
    const orphans = count('SELECT count(*) AS n FROM message_attachment_join WHERE message_id NOT IN (SELECT ROWID FROM message)');
    if (orphans > 0) found.push(`${orphans} ${orphans === 1 ? 'attachment belongs' : 'attachments belong'} to messages that are not there.`);
  }
  return found;
}

export const appleMessages: SqliteProfile = {
  id: 'apple-messages', label: 'Apple Messages (sms.db, chat.db)',
  recognise: [{ table: 'message', columns: ['guid', 'text', 'handle_id', 'date', 'is_from_me'] }, { table: 'handle', columns: ['id'] }],
  streams: [messages], findings,
};
