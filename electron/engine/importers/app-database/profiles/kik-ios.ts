/** Kik on iPhone: kik.sqlite. Source: formats reference, section 2.8. */
import { cellText } from '../../sqlite/rows.ts';
import { stream, type SqliteProfile } from '../profile.ts';

const fromUser = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM ZKIKUSER WHERE ZKIKUSER.Z_PK = t.ZUSER`, needs: [`ZKIKUSER.${column}`, 'ZKIKMESSAGE.ZUSER'] });
/** The link table is called Z_3MESSAGES or Z_4MESSAGES by version; a message can be in two chats, so the lowest names its thread. */
const chatUser = (column: string): string => `SELECT ${column} FROM ZKIKUSER WHERE ZKIKUSER.Z_PK = (SELECT ZUSER FROM ZKIKCHAT WHERE ZKIKCHAT.Z_PK = (SELECT min(Z_3CHAT) FROM Z_3MESSAGES WHERE Z_3MESSAGES.Z_5MESSAGES = t.Z_PK))`;
const chatNeeds = ['Z_3MESSAGES.Z_3CHAT', 'Z_3MESSAGES.Z_5MESSAGES', 'ZKIKCHAT.ZUSER', 'ZKIKUSER.ZDISPLAYNAME', 'ZKIKUSER.ZJID'];

const messages = stream({
  name: 'Messages', table: 'ZKIKMESSAGE',
  derived: {
    jid: fromUser('ZJID'), displayName: fromUser('ZDISPLAYNAME'), userName: fromUser('ZUSERNAME'),
    chatName: { sql: chatUser('ZDISPLAYNAME'), needs: chatNeeds }, chatJid: { sql: chatUser('ZJID'), needs: chatNeeds },
    chats: { sql: 'SELECT count(*) FROM Z_3MESSAGES WHERE Z_3MESSAGES.Z_5MESSAGES = t.Z_PK', needs: ['Z_3MESSAGES.Z_5MESSAGES'] },
    attached: { sql: 'SELECT ZCONTENT FROM ZKIKATTACHMENT WHERE ZKIKATTACHMENT.ZMESSAGE = t.Z_PK LIMIT 1', needs: ['ZKIKATTACHMENT.ZCONTENT', 'ZKIKATTACHMENT.ZMESSAGE'] },
  },
  kind: { column: 'ZTYPE', values: { '1': 'message', '2': 'message', '3': 'notice', '4': 'notice' }, otherwise: 'event' },
  time: [{ column: 'ZTIMESTAMP', epoch: 'apple-seconds' }], otherTimes: [{ name: 'Received by the device', column: 'ZRECEIVEDTIMESTAMP', epoch: 'apple-seconds' }],
  direction: { column: 'ZTYPE', values: { '1': 'incoming', '2': 'outgoing', '3': 'none', '4': 'none' }, otherwise: 'unknown' },
  counterparty: { account: 'jid', name: 'displayName' }, thread: ['chatName', 'chatJid', 'jid'], text: [{ column: 'ZBODY', as: 'plain' }],
  fields: [{ name: 'Stored type', column: 'ZTYPE' }, { name: 'User name', column: 'userName' }, { name: 'Chats it is linked to', column: 'chats' }],
  refine: (draft, row) => {
    const attached = cellText(row['~attached']);
    if (attached === '') return draft;
    return {
      ...draft, text: attached === draft.text ? '' : draft.text,
      attachments: [{ name: attached, member: null, mediaType: '', sizeBytes: null, sha256: null, state: 'missing' }],
      remarks: [...draft.remarks, ...(attached === draft.text ? ['The body column holds the attachment’s identifier, not words.'] : [])],
    };
  },
});

export const kikIos: SqliteProfile = {
  id: 'kik-ios', label: 'Kik for iPhone (kik.sqlite)',
  recognise: [{ table: 'ZKIKMESSAGE', columns: ['ZTYPE', 'ZTIMESTAMP', 'ZBODY', 'ZUSER'] }, { table: 'ZKIKUSER', columns: ['ZJID'] }],
  streams: [messages],
};
