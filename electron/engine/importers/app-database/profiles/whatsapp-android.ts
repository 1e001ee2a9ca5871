/** WhatsApp on Android: msgstore.db, newer and older, and the names in wa.db. Source: formats reference, section 2.4 (field names from open-source parsers: D). */
import { cellText } from '../../sqlite/rows.ts';
import { stream, type SqliteProfile } from '../profile.ts';
import { ownEntry } from '../../text/own-entry.ts';

const typeNames: Readonly<Record<string, string>> = {
  '0': 'text', '1': 'picture', '2': 'audio', '3': 'video', '4': 'contact card', '5': 'location', '7': 'application notice', '8': 'call', '9': 'document', '10': 'missed call',
  '11': 'waiting for this message', '13': 'GIF', '14': 'contact cards', '15': 'deleted message', '16': 'live location', '20': 'sticker', '36': 'disappearing timer changed', '66': 'poll', '90': 'call',
};
const kinds = {
  '0': 'message', '1': 'message', '2': 'message', '3': 'message', '4': 'message', '5': 'message', '9': 'message', '13': 'message', '14': 'message', '15': 'message', '16': 'message', '20': 'message', '66': 'message',
  '7': 'notice', '8': 'notice', '10': 'notice', '11': 'notice', '36': 'notice', '90': 'notice', '-1': 'notice',
} as const;

const jidOf = (row: string): string => `SELECT raw_string FROM jid WHERE jid._id = ${row}`;
const chatJid = `SELECT raw_string FROM jid WHERE jid._id = (SELECT jid_row_id FROM chat WHERE chat._id = t.chat_row_id)`;
const chatNeeds = ['chat.jid_row_id', 'jid.raw_string', 'message.chat_row_id'];
const fromMedia = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM message_media WHERE message_media.message_row_id = t._id LIMIT 1`, needs: [`message_media.${column}`, 'message_media.message_row_id'] });
const fromLocation = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM message_location WHERE message_location.message_row_id = t._id LIMIT 1`, needs: [`message_location.${column}`, 'message_location.message_row_id'] });

const messages = stream({
  name: 'Messages', table: 'message',
  derived: {
    chatJid: { sql: chatJid, needs: chatNeeds },
    subject: { sql: 'SELECT subject FROM chat WHERE chat._id = t.chat_row_id', needs: ['chat.subject', 'message.chat_row_id'] },
    other: { sql: `CASE WHEN t.from_me = 0 AND coalesce(t.sender_jid_row_id, 0) > 0 THEN (${jidOf('t.sender_jid_row_id')}) ELSE (${chatJid}) END`, needs: [...chatNeeds, 'message.sender_jid_row_id'] },
    path: fromMedia('file_path'), mediaType: fromMedia('mime_type'), caption: fromMedia('media_caption'), mediaName: fromMedia('media_name'),
    latitude: fromLocation('latitude'), longitude: fromLocation('longitude'),
  },
  kind: { column: 'message_type', values: kinds, otherwise: 'event' },
  time: [{ column: 'timestamp', epoch: 'unix-milliseconds' }], otherTimes: [{ name: 'Received by the device', column: 'received_timestamp', epoch: 'unix-milliseconds' }],
  direction: { column: 'from_me', values: { '0': 'incoming', '1': 'outgoing' }, otherwise: 'unknown' },
  counterparty: { account: 'other' }, thread: ['subject', 'chatJid'], text: [{ column: 'text_data', as: 'plain' }, { column: 'caption', as: 'plain' }],
  fields: [{ name: 'Chat', column: 'chatJid' }, { name: 'Stored type', column: 'message_type' }, { name: 'Key', column: 'key_id' }, { name: 'Starred', column: 'starred' }, { name: 'Latitude', column: 'latitude' }, { name: 'Longitude', column: 'longitude' }],
  attachment: { path: 'path', mediaType: 'mediaType' },
  refine: (draft, row) => {
    const type = cellText(row['message_type']);
    const machine = draft.kind !== 'message';
    const named = ownEntry(typeNames, type) ?? `row of type ${type}`;
    return {
      ...draft, direction: machine ? 'none' : draft.direction, to: machine ? [] : draft.to,
      status: type === '15' && draft.status !== 'superseded' ? 'deleted' : draft.status,
      text: draft.text !== '' || type === '0' ? draft.text : `(${named})`, fields: [...draft.fields, { name: 'Type', value: named }],
    };
  },
});

const calls = stream({
  name: 'Calls', table: 'call_log',
  derived: { jid: { sql: jidOf('t.jid_row_id'), needs: ['jid.raw_string', 'call_log.jid_row_id'] } },
  kind: 'call', time: [{ column: 'timestamp', epoch: 'unix-milliseconds' }],
  direction: { column: 'from_me', values: { '0': 'incoming', '1': 'outgoing' }, otherwise: 'unknown' }, counterparty: { account: 'jid' },
  fields: [{ name: 'Duration (seconds)', column: 'duration' }, { name: 'Video', column: 'video_call' }, { name: 'Call result (stored)', column: 'call_result' }],
  refine: (draft, row) => ({ ...draft, thread: 'WhatsApp calls', text: row['video_call'] === 1 ? 'Video call' : 'Audio call' }),
});

export const whatsappAndroid: SqliteProfile = {
  id: 'whatsapp-android', label: 'WhatsApp for Android (msgstore.db)',
  recognise: [{ table: 'message', columns: ['chat_row_id', 'from_me', 'timestamp', 'message_type', 'text_data'] }, { table: 'jid', columns: ['raw_string'] }],
  streams: [messages, calls],
};

const olderMessages = stream({
  name: 'Messages', table: 'messages',
  derived: { other: { sql: "CASE WHEN t.key_from_me = 0 AND coalesce(t.remote_resource, '') <> '' THEN t.remote_resource ELSE t.key_remote_jid END", needs: ['messages.remote_resource', 'messages.key_remote_jid'] } },
  kind: { column: 'media_wa_type', values: { ...kinds, '': 'message' }, otherwise: 'event' },
  time: [{ column: 'timestamp', epoch: 'unix-milliseconds' }], otherTimes: [{ name: 'Received by the device', column: 'received_timestamp', epoch: 'unix-milliseconds' }],
  direction: { column: 'key_from_me', values: { '0': 'incoming', '1': 'outgoing' }, otherwise: 'unknown' },
  counterparty: { account: 'other' }, thread: ['key_remote_jid'], text: [{ column: 'data', as: 'plain' }, { column: 'media_caption', as: 'plain' }],
  fields: [{ name: 'Stored type', column: 'media_wa_type' }, { name: 'Status', column: 'status' }, { name: 'Media name', column: 'media_name' }, { name: 'Latitude', column: 'latitude' }, { name: 'Longitude', column: 'longitude' }],
  attachment: { path: 'media_name', mediaType: 'media_mime_type' },
  refine: (draft, row) => {
    // Status 6 marks rows the application wrote about the conversation.
    const machine = row['status'] === 6 || draft.kind !== 'message';
    const type = cellText(row['media_wa_type']);
    return {
      ...draft, kind: row['status'] === 6 ? 'notice' : draft.kind, direction: machine ? 'none' : draft.direction, to: machine ? [] : draft.to,
      text: draft.text !== '' || type === '0' || type === '' ? draft.text : `(${ownEntry(typeNames, type) ?? `row of type ${type}`})`,
      fields: draft.fields.filter(({ name, value }) => !((name === 'Latitude' || name === 'Longitude') && Number(value) === 0)),
    };
  },
});

export const whatsappAndroidOlder: SqliteProfile = {
  id: 'whatsapp-android-older', label: 'WhatsApp for Android, older (msgstore.db)',
  recognise: [{ table: 'messages', columns: ['key_remote_jid', 'key_from_me', 'data', 'timestamp'] }],
  streams: [olderMessages],
};

const contacts = stream({
  name: 'Contacts', table: 'wa_contacts', kind: 'contact', time: [], direction: 'none',
  derived: { name: { sql: "coalesce(nullif(t.display_name, ''), t.wa_name)", needs: ['wa_contacts.display_name', 'wa_contacts.wa_name'] } },
  author: { account: 'jid', name: 'name' }, text: [{ column: 'name', as: 'plain' }, { column: 'jid', as: 'plain' }],
  fields: [{ name: 'Account', column: 'jid' }, { name: 'Name in the address book', column: 'display_name' }, { name: 'Name chosen in WhatsApp', column: 'wa_name' }, { name: 'Telephone number', column: 'number' }, { name: '“About” text', column: 'status' }],
});

export const whatsappAndroidContacts: SqliteProfile = {
  id: 'whatsapp-android-contacts', label: 'WhatsApp for Android, contacts (wa.db)',
  recognise: [{ table: 'wa_contacts', columns: ['jid', 'display_name'] }],
  streams: [contacts],
};
