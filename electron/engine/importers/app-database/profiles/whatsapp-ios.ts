/** WhatsApp on iPhone: ChatStorage, CallHistory and ContactsV2. Source: formats reference, section 2.3. */
import { cellText, type Row } from '../../sqlite/rows.ts';
import { stream, type SqliteProfile } from '../profile.ts';
import { ownEntry } from '../../text/own-entry.ts';

/** Seen in real databases; other numbers are application rows until somebody has looked at them. */
const messageTypes = { '0': 'message', '1': 'message', '2': 'message', '3': 'message', '4': 'message', '5': 'message', '7': 'message', '8': 'message', '11': 'message', '15': 'message', '6': 'notice', '10': 'notice', '14': 'notice', '59': 'call' } as const;
const typeNames: Readonly<Record<string, string>> = {
  '0': 'text', '1': 'picture', '2': 'video', '3': 'audio', '4': 'contact card', '5': 'location', '6': 'group event', '7': 'link', '8': 'document', '10': 'application notice', '11': 'GIF', '14': 'deleted message', '15': 'sticker', '59': 'call',
};
const fromMedia = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM ZWAMEDIAITEM WHERE ZWAMEDIAITEM.Z_PK = t.ZMEDIAITEM`, needs: [`ZWAMEDIAITEM.${column}`, 'ZWAMESSAGE.ZMEDIAITEM'] });
const fromMember = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM ZWAGROUPMEMBER WHERE ZWAGROUPMEMBER.Z_PK = t.ZGROUPMEMBER`, needs: [`ZWAGROUPMEMBER.${column}`, 'ZWAMESSAGE.ZGROUPMEMBER'] });
const fromSession = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM ZWACHATSESSION WHERE ZWACHATSESSION.Z_PK = t.ZCHATSESSION`, needs: [`ZWACHATSESSION.${column}`, 'ZWAMESSAGE.ZCHATSESSION'] });

function placeOf(row: Row): { readonly name: string; readonly value: string }[] {
  const { '~latitude': latitude, '~longitude': longitude } = row;
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
  // On pictures the two columns hold what look like pixel sizes: they are coordinates on location rows only.
  return [{ name: 'Latitude', value: String(latitude) }, { name: 'Longitude', value: String(longitude) }];
}

const messages = stream({
  name: 'Messages', table: 'ZWAMESSAGE',
  derived: {
    memberJid: fromMember('ZMEMBERJID'), memberName: fromMember('ZCONTACTNAME'), chatJid: fromSession('ZCONTACTJID'), chatName: fromSession('ZPARTNERNAME'),
    path: fromMedia('ZMEDIALOCALPATH'), mediaType: fromMedia('ZVCARDSTRING'), caption: fromMedia('ZTITLE'), latitude: fromMedia('ZLATITUDE'), longitude: fromMedia('ZLONGITUDE'), address: fromMedia('ZMEDIAURL'),
    sender: { sql: "CASE WHEN t.ZGROUPMEMBER IS NOT NULL THEN (SELECT ZMEMBERJID FROM ZWAGROUPMEMBER WHERE ZWAGROUPMEMBER.Z_PK = t.ZGROUPMEMBER) ELSE t.ZFROMJID END", needs: ['ZWAGROUPMEMBER.ZMEMBERJID', 'ZWAMESSAGE.ZGROUPMEMBER', 'ZWAMESSAGE.ZFROMJID'] },
    other: { sql: 'CASE WHEN t.ZISFROMME = 1 THEN t.ZTOJID WHEN t.ZGROUPMEMBER IS NOT NULL THEN (SELECT ZMEMBERJID FROM ZWAGROUPMEMBER WHERE ZWAGROUPMEMBER.Z_PK = t.ZGROUPMEMBER) ELSE t.ZFROMJID END', needs: ['ZWAGROUPMEMBER.ZMEMBERJID', 'ZWAMESSAGE.ZTOJID'] },
  },
  kind: { column: 'ZMESSAGETYPE', values: messageTypes, otherwise: 'event' },
  time: [{ column: 'ZMESSAGEDATE', epoch: 'apple-seconds' }], otherTimes: [{ name: 'Sent date', column: 'ZSENTDATE', epoch: 'apple-seconds' }],
  direction: { column: 'ZISFROMME', values: { '0': 'incoming', '1': 'outgoing' }, otherwise: 'unknown' },
  counterparty: { account: 'other', name: 'ZPUSHNAME' }, thread: ['chatName', 'chatJid'],
  text: [{ column: 'ZTEXT', as: 'plain' }, { column: 'caption', as: 'plain' }],
  fields: [{ name: 'Chat', column: 'chatJid' }, { name: 'Stored type', column: 'ZMESSAGETYPE' }, { name: 'Group event type', column: 'ZGROUPEVENTTYPE' }, { name: 'Group member', column: 'memberName' }, { name: 'Starred', column: 'ZSTARRED' }],
  attachment: { path: 'path' },
  refine: (draft, row) => {
    const type = cellText(row['ZMESSAGETYPE']);
    const named = ownEntry(typeNames, type);
    const machine = draft.kind === 'notice' || draft.kind === 'event';
    return {
      ...draft, direction: machine ? 'none' : draft.direction, to: machine ? [] : draft.to,
      status: type === '14' && draft.status !== 'superseded' ? 'deleted' : draft.status,
      text: draft.text !== '' ? draft.text : machine || type !== '0' ? `(${named ?? `row of type ${type}`})` : '',
      fields: [...draft.fields, ...(named === undefined ? [] : [{ name: 'Type', value: named }]), ...(type === '5' ? placeOf(row) : [])],
      attachments: draft.attachments.map((attachment) => ({ ...attachment, mediaType: cellText(row['~mediaType']).includes('/') ? cellText(row['~mediaType']) : '' })),
    };
  },
});

export const whatsappIosMessages: SqliteProfile = {
  id: 'whatsapp-ios-messages', label: 'WhatsApp for iPhone, messages (ChatStorage.sqlite)',
  recognise: [{ table: 'ZWAMESSAGE', columns: ['ZMESSAGEDATE', 'ZISFROMME', 'ZTEXT'] }, { table: 'ZWACHATSESSION', columns: ['ZCONTACTJID'] }],
  streams: [messages],
};

const fromCall = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM ZWAAGGREGATECALLEVENT WHERE ZWAAGGREGATECALLEVENT.Z_PK = t.Z1CALLEVENTS`, needs: [`ZWAAGGREGATECALLEVENT.${column}`, 'ZWACDCALLEVENT.Z1CALLEVENTS'] });

const calls = stream({
  name: 'Calls', table: 'ZWACDCALLEVENT',
  derived: {
    incoming: fromCall('ZINCOMING'), missed: fromCall('ZMISSED'), missedReason: fromCall('ZMISSEDREASON'), video: fromCall('ZVIDEO'),
    participants: { sql: "SELECT group_concat(ZJIDSTRING, ', ') FROM ZWACDCALLEVENTPARTICIPANT WHERE ZWACDCALLEVENTPARTICIPANT.Z1PARTICIPANTS = t.Z_PK", needs: ['ZWACDCALLEVENTPARTICIPANT.ZJIDSTRING', 'ZWACDCALLEVENTPARTICIPANT.Z1PARTICIPANTS'] },
  },
  kind: 'call', time: [{ column: 'ZDATE', epoch: 'apple-seconds' }],
  direction: { column: 'incoming', values: { '0': 'outgoing', '1': 'incoming' }, otherwise: 'unknown' },
  counterparty: { account: 'participants' },
  fields: [
    { name: 'Duration (seconds)', column: 'ZDURATION' }, { name: 'Video', column: 'video' }, { name: 'Missed', column: 'missed' }, { name: 'Stored missed reason', column: 'missedReason' },
    { name: 'Outcome', column: 'ZOUTCOME' }, { name: 'Call made by', column: 'ZGROUPCALLCREATORUSERJIDSTRING' }, { name: 'Group', column: 'ZGROUPJIDSTRING' },
  ],
  refine: (draft, row) => ({
    ...draft, thread: 'WhatsApp calls',
    text: `${row['~missed'] === 1 ? 'Missed ' : ''}${row['~video'] === 1 ? 'video' : 'audio'} call`.replace(/^./, (letter) => letter.toUpperCase()),
  }),
});

export const whatsappIosCalls: SqliteProfile = {
  id: 'whatsapp-ios-calls', label: 'WhatsApp for iPhone, calls (CallHistory.sqlite)',
  recognise: [{ table: 'ZWACDCALLEVENT', columns: ['ZDATE', 'ZDURATION'] }, { table: 'ZWAAGGREGATECALLEVENT', columns: ['ZINCOMING'] }],
  streams: [calls],
};

const contacts = stream({
  name: 'Contacts', table: 'ZWAADDRESSBOOKCONTACT', kind: 'contact', time: [], otherTimes: [{ name: '“About” text set', column: 'ZABOUTTIMESTAMP', epoch: 'apple-seconds' }],
  direction: 'none',
  derived: { account: { sql: "coalesce(nullif(t.ZWHATSAPPID, ''), t.ZPHONENUMBER)", needs: ['ZWAADDRESSBOOKCONTACT.ZWHATSAPPID', 'ZWAADDRESSBOOKCONTACT.ZPHONENUMBER'] } },
  author: { account: 'account', name: 'ZFULLNAME' }, text: [{ column: 'ZFULLNAME', as: 'plain' }],
  fields: [{ name: 'WhatsApp id', column: 'ZWHATSAPPID' }, { name: 'Telephone number', column: 'ZPHONENUMBER' }, { name: 'Label', column: 'ZPHONENUMBERLABEL' }, { name: '“About” text', column: 'ZABOUTTEXT' }],
});

export const whatsappIosContacts: SqliteProfile = {
  id: 'whatsapp-ios-contacts', label: 'WhatsApp for iPhone, contacts (ContactsV2.sqlite)',
  recognise: [{ table: 'ZWAADDRESSBOOKCONTACT', columns: ['ZFULLNAME'] }],
  streams: [contacts],
};
