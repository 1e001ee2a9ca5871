/**
 * Tango on Android: tc.db. The payload is base64 of a protobuf: field 4 the words, 21 the sender's profile,
 * 26 "from me", 76 the words of a notice. Source: formats reference, section 2.9.
 */
import type { ItemDraft } from '../../../../../shared/domain/item.ts';
import { protobufFields, protobufNumber, protobufText, type ProtobufField } from '../../decoding/protobuf-fields.ts';
import { partyIdentifiers, partyLabel } from '../party.ts';
import { cellText, type Row } from '../../sqlite/rows.ts';
import { stream, type SetAside, type SqliteProfile } from '../profile.ts';
import { ownEntry } from '../../text/own-entry.ts';

const typeNames: Readonly<Record<string, string>> = { '0': 'text', '1': 'video', '3': 'picture', '61': 'notice of a liking' };
const noticeType = '61';

function payloadFields(row: Row): readonly ProtobufField[] | null {
  const { payload } = row;
  const bytes = payload instanceof Uint8Array ? Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength) : Buffer.from(cellText(payload), 'latin1');
  try {
    return protobufFields(Buffer.from(bytes.toString('latin1').replace(/\s+/g, ''), 'base64'));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function senderName(fields: readonly ProtobufField[]): string {
  const profile = fields.find(({ number }) => number === 21)?.value;
  if (!(profile instanceof Uint8Array)) return '';
  try {
    const names = protobufFields(profile);
    return [protobufText(names, 1), protobufText(names, 2)].filter((name) => name !== '').join(' ');
  } catch (error) {
    if (error instanceof RangeError) return '';
    throw error;
  }
}

function contradiction(draft: ItemDraft, fields: readonly ProtobufField[]): string[] {
  const fromMe = protobufNumber(fields, 26);
  if (fromMe === null) return [];
  const said = fromMe === 1n ? 'outgoing' : 'incoming';
  return said === draft.direction ? [] : [`The payload's own mark (field 26 = ${fromMe}) says ${said}; the direction column says ${draft.direction}.`];
}

function refine(draft: ItemDraft, row: Row, { owner }: { readonly owner: string }): ItemDraft | SetAside {
  const fields = payloadFields(row);
  if (fields === null) return { code: 'malformed-row', reason: 'its payload is not base64 of a message this program can read.' };
  const type = cellText(row['type']);
  const partner = { account: cellText(row['conv_id']), name: senderName(fields) };
  const text = type === noticeType ? protobufText(fields, 76) : protobufText(fields, 4);
  const named = ownEntry(typeNames, type);
  const links = fields.filter(({ number }) => number === 5 || number === 17).map(({ value }) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : '')).filter((link) => link.startsWith('http'));
  return {
    ...draft,
    from: draft.direction === 'incoming' ? partyLabel(partner) : draft.from,
    to: draft.direction === 'incoming' ? [owner] : [partner.account],
    identifiers: partyIdentifiers(draft.direction === 'incoming' ? partner : { account: partner.account, name: '' }, draft.direction === 'incoming' ? 'from' : 'to'),
    text: text === '' && type !== '0' ? `(${named ?? `row of type ${type}`})` : text,
    fields: [...draft.fields, ...(named === undefined ? [] : [{ name: 'Type', value: named }]), ...links.map((value) => ({ name: 'Link', value }))],
    remarks: [
      ...draft.remarks, ...contradiction(draft, fields),
      'Direction 1 is read as sent and 2 as received, which is what the sender profiles in the rows show; other published readers take them the other way round.',
    ],
  };
}

const messages = stream({
  name: 'Messages', table: 'messages',
  kind: { column: 'type', values: { '0': 'message', '1': 'message', '3': 'message', '30': 'message', '35': 'message', '36': 'message', '58': 'message', '61': 'notice' }, otherwise: 'event' },
  time: [{ column: 'create_time', epoch: 'unix-milliseconds' }], otherTimes: [{ name: 'Send time', column: 'send_time', epoch: 'unix-milliseconds' }],
  direction: { column: 'direction', values: { '1': 'outgoing', '2': 'incoming' }, otherwise: 'unknown' },
  counterparty: { account: 'conv_id' }, thread: ['conv_id'],
  status: { column: 'del_status', values: { '0': 'live', '2': 'deleted' }, otherwise: 'live' },
  fields: [{ name: 'Stored direction', column: 'direction' }, { name: 'Stored type', column: 'type' }, { name: 'Deletion status', column: 'del_status' }, { name: 'Media id', column: 'media_id' }],
  refine,
});

export const tangoAndroid: SqliteProfile = {
  id: 'tango-android', label: 'Tango for Android (tc.db)',
  recognise: [{ table: 'messages', columns: ['msg_id', 'conv_id', 'create_time', 'send_time', 'direction', 'payload'] }],
  streams: [messages],
};
