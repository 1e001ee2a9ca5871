/** Microsoft Teams on iPhone: SkypeSpacesDogfood-*.sqlite. Source: formats reference, section 2.5. */
import type { Direction, Field, ItemDraft } from '../../../../../shared/domain/item.ts';
import { archived, archivedText, readKeyedArchive, type ArchiveValue } from '../../decoding/keyed-archive.ts';
import { partyIdentifiers } from '../party.ts';
import { cellText, type Row } from '../../sqlite/rows.ts';
import { stream, type SqliteProfile } from '../profile.ts';

const callLogThread = 'streamofcalllogs';
const isoInstant = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(\.\d{1,9})?Z$/;

/** An ISO instant of up to nanoseconds, cut to the millisecond. */
function instantMs(written: string): number | null {
  const match = isoInstant.exec(written);
  if (match === null) return null;
  const ms = Date.parse(`${match[1]}${(match[2] ?? '').slice(0, 4)}Z`);
  return Number.isNaN(ms) ? null : ms;
}

function callLog(row: Row): ArchiveValue {
  const properties = row['~properties'] ?? null;
  if (!(properties instanceof Uint8Array)) return null;
  try {
    return archived(readKeyedArchive(properties), 'call-log');
  } catch {
    // The caller says that the call's own record could not be read, and keeps the row.
    return null;
  }
}

/** The row in the call-log stream is machine-written; the call itself is in the archived property. */
function callOf(draft: ItemDraft, row: Row): ItemDraft {
  const log = callLog(row);
  if (log === null) return { ...draft, kind: 'notice', direction: 'none', to: [], remarks: [...draft.remarks, 'A machine-written call-log row whose call record is missing or could not be read.'] };
  const startText = archivedText(log, 'startTime');
  const startMs = instantMs(startText);
  const stated = archivedText(log, 'callDirection');
  const direction: Direction = stated === 'outgoing' || stated === 'incoming' ? stated : 'unknown';
  const originator = { account: archivedText(log, 'originator'), name: archivedText(log, 'originatorParticipant', 'displayName') };
  const target = { account: archivedText(log, 'target'), name: archivedText(log, 'targetParticipant', 'displayName') };
  const label = ({ account, name }: typeof target): string => (name === '' ? account : `${name} (${account})`);
  const fields: Field[] = ([['Started', 'startTime'], ['Connected', 'connectTime'], ['Ended', 'endTime'], ['Call state', 'callState'], ['Call type', 'callType'], ['Call id', 'callId']] as const)
    .map(([name, key]) => ({ name, value: archivedText(log, key) })).filter(({ value }) => value !== '');
  const arrived = draft.time;
  return {
    ...draft, kind: 'call', direction, from: label(originator), to: [label(target)], thread: 'Teams calls',
    time: startMs === null ? arrived : { ...arrived, written: startText, earliestMs: startMs, latestMs: startMs + 1, precision: 'millisecond' },
    text: `Call, ${archivedText(log, 'callState') || 'state not recorded'}`,
    fields: [...draft.fields, { name: 'Row as stored', value: draft.text }, ...fields, { name: 'Row arrived', value: arrived.earliestMs === null ? '' : new Date(arrived.earliestMs).toISOString() }],
    identifiers: [...partyIdentifiers(originator, 'from'), ...partyIdentifiers(target, 'to')],
    remarks: [...draft.remarks, 'A call: its direction and times come from the archived call record. The row’s own “sent by me” says nothing about calls.'],
  };
}

function refine(draft: ItemDraft, row: Row): ItemDraft {
  if (cellText(row['~threadType']) === callLogThread) return callOf(draft, row);
  const deleted = cellText(row['ZDELETETYPE']);
  const machine = draft.kind !== 'message';
  return {
    ...draft,
    direction: machine ? 'none' : draft.direction, to: machine ? [] : draft.to,
    text: draft.text !== '' || !machine ? draft.text : `(${cellText(row['ZMESSAGETYPE'])})`,
    status: draft.status === 'superseded' ? draft.status : deleted === '' ? (Number(row['ZEDITTIME'] ?? 0) > 0 ? 'edited' : 'live') : 'deleted',
    remarks: [...draft.remarks, ...(deleted === '' ? [] : [draft.text === '' ? 'Deleted by its author; the words are no longer stored.' : 'Deleted by its author; the words are still stored.'])],
  };
}

const inThread = (column: string): { sql: string; needs: string[] } => ({ sql: `SELECT ${column} FROM ZTHREAD WHERE ZTHREAD.ZTSID = t.ZTHREADID LIMIT 1`, needs: [`ZTHREAD.${column}`, 'ZTHREAD.ZTSID', 'ZSMESSAGE.ZTHREADID'] });

const messages = stream({
  name: 'Messages', table: 'ZSMESSAGE',
  derived: {
    threadType: inThread('ZTHREADTYPE'), threadTopic: inThread('ZTHREADTOPIC'),
    properties: { sql: 'SELECT ZPROPERTIES FROM ZMESSAGEPROPERTIES WHERE ZMESSAGEPROPERTIES.ZTSID = t.ZTSID LIMIT 1', needs: ['ZMESSAGEPROPERTIES.ZPROPERTIES', 'ZMESSAGEPROPERTIES.ZTSID'] },
  },
  kind: { column: 'ZMESSAGETYPE', values: { Text: 'message', 'RichText/Html': 'message', 'ThreadActivity/AddMember': 'notice', 'ThreadActivity/JoiningEnabledUpdate': 'notice', 'ThreadActivity/PictureUpdate': 'notice', 'ThreadActivity/TopicUpdate': 'notice', 'Event/LocationSharing': 'event', 'Event/Call': 'notice' }, otherwise: 'notice' },
  time: [{ column: 'ZTS_NUMERICARRIVALTIME', epoch: 'unix-milliseconds' }, { column: 'ZARRIVALTIME', epoch: 'apple-seconds' }],
  otherTimes: [{ name: 'Deleted', column: 'ZDELETETIME', epoch: 'unix-milliseconds' }, { name: 'Edited', column: 'ZEDITTIME', epoch: 'unix-milliseconds' }],
  direction: { column: 'ZTS_ISSENTBYME', values: { '0': 'incoming', '1': 'outgoing' }, otherwise: 'unknown' },
  author: { account: 'ZFROM', name: 'ZIMDISPLAYNAME' }, thread: ['threadTopic', 'ZTHREADID'], text: [{ column: 'ZCONTENT', as: 'html' }],
  fields: [
    { name: 'Stored type', column: 'ZMESSAGETYPE' }, { name: 'Thread type', column: 'threadType' }, { name: 'Thread', column: 'ZTHREADID' }, { name: 'Subject', column: 'ZSUBJECT' },
    { name: 'Composed (as written)', column: 'ZCOMPOSETIME' }, { name: 'Deletion type', column: 'ZDELETETYPE' }, { name: 'Hidden', column: 'ZTS_ISHIDDEN' },
  ],
  refine,
});

const contacts = stream({
  name: 'Contacts', table: 'ZSCONTACT', kind: { column: 'ZTYPE', values: { '1': 'contact', '2': 'contact', '3': 'note' }, otherwise: 'note' }, time: [], direction: 'none',
  derived: { account: { sql: 'coalesce(t.ZPHONE, t.ZEMAIL, t.ZMRI)', needs: ['ZSCONTACT.ZPHONE', 'ZSCONTACT.ZEMAIL', 'ZSCONTACT.ZMRI'] } },
  author: { account: 'account', name: 'ZDISPLAYNAME' }, text: [{ column: 'ZDISPLAYNAME', as: 'plain' }],
  fields: [{ name: 'Account', column: 'ZMRI' }, { name: 'E-mail', column: 'ZEMAIL' }, { name: 'Telephone number', column: 'ZPHONE' }, { name: 'Stored type', column: 'ZTYPE' }],
  refine: (draft, row) => (row['ZTYPE'] === 3 ? { ...draft, remarks: [...draft.remarks, 'An account Teams met in a conversation (type 3), not an entry of an address book.'] } : draft),
});

export const teamsIos: SqliteProfile = {
  id: 'teams-ios', label: 'Microsoft Teams for iPhone',
  recognise: [{ table: 'ZSMESSAGE', columns: ['ZARRIVALTIME', 'ZCONTENT', 'ZMESSAGETYPE', 'ZTS_ISSENTBYME', 'ZTHREADID'] }],
  streams: [messages, contacts],
};
