/** Google Hangouts on Android: babel.db. Source: formats reference, section 2.9. */
import type { DatabaseReader } from '../../sqlite/rows.ts';
import { stream, type SqliteProfile } from '../profile.ts';

const fromAuthor = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM participants WHERE participants.chat_id = t.author_chat_id LIMIT 1`, needs: [`participants.${column}`, 'participants.chat_id', 'messages.author_chat_id'] });
const fromConversation = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM conversations WHERE conversations.conversation_id = t.conversation_id LIMIT 1`, needs: [`conversations.${column}`, 'conversations.conversation_id', 'messages.conversation_id'] });

const messages = stream({
  name: 'Messages', table: 'messages',
  derived: { authorName: fromAuthor('full_name'), conversationName: fromConversation('name'), generatedName: fromConversation('generated_name') },
  kind: { column: 'type', values: { '1': 'message', '2': 'message' }, otherwise: 'event' },
  time: [{ column: 'timestamp', epoch: 'unix-microseconds' }],
  direction: { column: 'type', values: { '1': 'outgoing', '2': 'incoming' }, otherwise: 'none' },
  author: { account: 'author_chat_id', name: 'authorName' }, thread: ['conversationName', 'generatedName', 'conversation_id'],
  text: [{ column: 'text', as: 'escaped' }],
  fields: [
    { name: 'Stored type', column: 'type' }, { name: 'Status', column: 'status' }, { name: 'Attachment address', column: 'remote_url' }, { name: 'Attachment type', column: 'attachment_content_type' },
    { name: 'Latitude', column: 'latitude' }, { name: 'Longitude', column: 'longitude' }, { name: 'Voicemail length', column: 'voicemail_length' },
  ],
  attachment: { path: 'local_url', mediaType: 'attachment_content_type' },
  refine: (draft) => ({
    ...draft, fields: draft.fields.filter(({ name, value }) => !(value === '0' && (name === 'Voicemail length' || name === 'Latitude' || name === 'Longitude'))),
    remarks: [...draft.remarks, ...(draft.direction === 'none' ? [] : ['Sent and received are told apart by the type column (1 written on this account, 2 received), which agrees with the authors in the database; it is not labelled so in the file.'])],
  }),
});

function findings(database: DatabaseReader): string[] {
  const mixed = database.all('SELECT author_chat_id AS author, count(DISTINCT type) AS types FROM messages WHERE type IN (1, 2) GROUP BY author_chat_id HAVING types > 1');
  return mixed.length === 0 ? [] : [`${mixed.length} author(s) wrote both rows marked as sent and rows marked as received: the direction of this database is in doubt.`];
}

export const hangoutsAndroid: SqliteProfile = {
  id: 'hangouts-android', label: 'Google Hangouts for Android (babel.db)',
  recognise: [{ table: 'messages', columns: ['conversation_id', 'author_chat_id', 'timestamp', 'text', 'type'] }, { table: 'participants', columns: ['chat_id', 'full_name'] }],
  streams: [messages], findings,
};
