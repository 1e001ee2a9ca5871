/** Truth Social on iPhone: ChatModel.sqlite. Source: formats reference, section 2.6. The write-ahead log matters most here. */
import { cellText, type DatabaseReader } from '../../sqlite/rows.ts';
import { stream, type SqliteProfile } from '../profile.ts';

const inChat = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM ZMANAGEDCHAT WHERE ZMANAGEDCHAT.Z_PK = t.ZCHAT LIMIT 1`, needs: [`ZMANAGEDCHAT.${column}`, 'ZMANAGEDEVENTBASE.ZCHAT'] });
const ofAccount = (account: string, column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM ZMANAGEDACCOUNT WHERE ZMANAGEDACCOUNT.ZSERVERID = t.${account} LIMIT 1`, needs: [`ZMANAGEDACCOUNT.${column}`, 'ZMANAGEDACCOUNT.ZSERVERID', `ZMANAGEDEVENTBASE.${account}`] });

const events = stream({
  name: 'Chat events', table: 'ZMANAGEDEVENTBASE',
  derived: {
    chatOwner: inChat('ZOWNEDBYACCOUNTID'), chatOther: inChat('ZOTHERACCOUNTID'), chatServer: inChat('ZSERVERID'),
    author: { sql: 'coalesce(t.ZACCOUNTID1, t.ZACCOUNTID)', needs: ['ZMANAGEDEVENTBASE.ZACCOUNTID1', 'ZMANAGEDEVENTBASE.ZACCOUNTID'] },
    authorName: ofAccount('ZACCOUNTID1', 'ZDISPLAYNAME'),
    sentByOwner: {
      sql: 'CASE WHEN t.ZACCOUNTID1 IS NULL THEN NULL WHEN t.ZACCOUNTID1 = (SELECT ZOWNEDBYACCOUNTID FROM ZMANAGEDCHAT WHERE ZMANAGEDCHAT.Z_PK = t.ZCHAT) THEN 1 ELSE 0 END',
      needs: ['ZMANAGEDCHAT.ZOWNEDBYACCOUNTID', 'ZMANAGEDEVENTBASE.ZACCOUNTID1', 'ZMANAGEDEVENTBASE.ZCHAT'],
    },
  },
  kind: { column: 'ZTYPE', values: { message: 'message' }, otherwise: 'notice' },
  time: [{ column: 'ZCREATEDAT', epoch: 'apple-seconds' }],
  direction: { column: 'sentByOwner', values: { '0': 'incoming', '1': 'outgoing' }, otherwise: 'unknown' },
  author: { account: 'author', name: 'authorName' }, thread: ['ZCHATID', 'chatServer'], text: [{ column: 'ZCONTENT', as: 'html' }],
  fields: [
    { name: 'Event type', column: 'ZTYPE' }, { name: 'Event id', column: 'ZEVENTID' }, { name: 'Time to live (seconds)', column: 'ZTTL' }, { name: 'Hidden', column: 'ZISHIDDEN' },
    { name: 'Failed to send', column: 'ZFAILEDTOSEND' }, { name: 'Address', column: 'ZURL' }, { name: 'Account', column: 'author' },
  ],
  refine: (draft, row) => {
    const other = cellText(row['~chatOther']);
    if (draft.kind === 'message') return { ...draft, to: draft.direction === 'outgoing' && other !== '' ? [other] : draft.to };
    // Only a row of type “message” is one: the others say what happened to the chat.
    return { ...draft, direction: 'none', to: [], text: draft.text === '' ? `(${cellText(row['ZTYPE'])})` : draft.text, remarks: draft.remarks.filter((remark) => !remark.startsWith('What kind of row') && !remark.startsWith('sentByOwner')) };
  },
});

function findings(database: DatabaseReader): string[] {
  if (!database.has('ZMANAGEDCHAT', 'ZOWNEDBYACCOUNTID')) return [];
  const owners = database.all('SELECT DISTINCT ZOWNEDBYACCOUNTID AS owner FROM ZMANAGEDCHAT WHERE ZOWNEDBYACCOUNTID IS NOT NULL').map((row) => cellText(row['owner']));
  return owners.length === 0 ? [] : [`The account the chats belong to is ${owners.join(', ')} (ZMANAGEDCHAT.ZOWNEDBYACCOUNTID); it decides what was sent and what received.`];
}

export const truthSocialIos: SqliteProfile = {
  id: 'truth-social-ios', label: 'Truth Social for iPhone (ChatModel.sqlite)',
  recognise: [{ table: 'ZMANAGEDEVENTBASE', columns: ['ZTYPE', 'ZCREATEDAT', 'ZACCOUNTID1', 'ZCONTENT'] }],
  streams: [events], findings,
};
