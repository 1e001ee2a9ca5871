/** One element of an SMS backup as an item. docs/formats/sms-backup.md has the mapping. */
import { undated, type EvidenceTime } from '../../../../shared/domain/evidence-time.ts';
import { sha256Schema } from '../../../../shared/domain/ids.ts';
import type { Attachment, Direction, Field, Identifier, ItemDraft, ItemKind, ItemStatus, QuarantinedRow } from '../../../../shared/domain/item.ts';
import type { CountedRemarks } from '../certificate/counted-remarks.ts';
import { mentionedIn, nameIdentifier } from '../people/identifiers.ts';
import type { SourceRow } from '../importer.ts';
import { timeBySize } from '../time/count-by-size.ts';
import { shownInstant } from '../time/stored-instant.ts';
import type { Attributes, Element, ElementReader, Inner } from './elements.ts';
import { readBase64 } from './long-values.ts';
import { addressesOf, addressIdentifier, contactName, shownParty, threadOf, valueOf } from './people.ts';
import { holdsHalves } from './surrogate-entities.ts';

export interface Mapping { readonly file: string; readonly reader: ElementReader; readonly remarks: CountedRemarks }

interface Box { readonly direction: Direction; readonly status: ItemStatus; readonly remark: string | null }

const boxes: Readonly<Record<string, Box>> = {
  1: { direction: 'incoming', status: 'live', remark: null }, 2: { direction: 'outgoing', status: 'live', remark: null },
  3: { direction: 'outgoing', status: 'unsent', remark: 'A draft: it was written and not sent.' }, 4: { direction: 'outgoing', status: 'unsent', remark: 'In the outbox: it was waiting to be sent.' },
  5: { direction: 'outgoing', status: 'unsent', remark: 'Sending failed.' }, 6: { direction: 'outgoing', status: 'unsent', remark: 'Queued: it was waiting to be sent.' },
};
const callKinds: Readonly<Record<string, readonly [words: string, direction: Direction]>> = {
  1: ['incoming call', 'incoming'], 2: ['outgoing call', 'outgoing'], 3: ['missed call', 'incoming'], 4: ['voicemail', 'incoming'], 5: ['rejected call', 'incoming'], 6: ['refused call', 'incoming'],
};
const ownerToken = 'insert-address-token';
/** Faults of spelling: the row is whole, a character in it is not one XML allows. */
const spelling = new Set(['malformed character entity.', 'disallowed character.', 'undefined entity.', 'disallowed character in entity name.']);
const shownElsewhere = new Set(['body', 'data', 'text']);
const readableName = 'readable_date (the exporting phone’s clock, no zone)';

const boxOf = (stored: string): Box => (Object.hasOwn(boxes, stored) ? boxes[stored] : undefined) ?? { direction: 'unknown', status: 'live', remark: `The stored type “${stored}” is not one this program knows.` };

function fieldsOf(attributes: Attributes): Field[] {
  return Object.keys(attributes).flatMap((name): Field[] => {
    const value = valueOf(attributes, name);
    if (value === '' || shownElsewhere.has(name) || (name === 'date_sent' && value === '0')) return [];
    if (name === 'date_sent') return [{ name: 'Sent (by the network’s clock)', value: shownInstant(value, timeBySize(value).epoch) }];
    return [{ name: name === 'readable_date' ? readableName : name, value }];
  });
}

/** `date`: milliseconds; multimedia messages of some versions have seconds, told by size. */
function timeOf(attributes: Attributes, remarks: string[]): EvidenceTime {
  const stored = valueOf(attributes, 'date');
  const { time, epoch, rule } = timeBySize(stored === '' ? null : stored);
  if (time.earliestMs === null) {
    remarks.push('No time is recorded for this row.');
    return undated(stored);
  }
  if (epoch !== 'unix-milliseconds') remarks.push(rule);
  return time;
}

function setAside(element: Element, file: string, code: QuarantinedRow['code'], reason: string): SourceRow {
  return { type: 'quarantined', row: { locator: { type: 'xml', file, id: `${element.name} ${element.place}` }, code, reason, verbatim: element.verbatim } };
}

type Parts = Pick<ItemDraft, 'kind' | 'direction' | 'from' | 'to' | 'thread' | 'text' | 'status' | 'fields' | 'attachments' | 'identifiers'>;

function smsParts({ attributes }: Element, remarks: string[]): Parts {
  const { direction, status, remark } = boxOf(valueOf(attributes, 'type'));
  if (remark !== null) remarks.push(remark);
  const addresses = addressesOf(valueOf(attributes, 'address'));
  const name = contactName(attributes);
  const parties = addresses.map((address) => shownParty(address, name, addresses.length === 1));
  const role = direction === 'incoming' ? 'from' : direction === 'outgoing' ? 'to' : 'participant';
  if (attributes['body'] === 'null') remarks.push('The text is stored as “null”: there was none, or it was that word.');
  const text = valueOf(attributes, 'body');
  return {
    kind: 'message', direction, status, from: direction === 'incoming' ? parties.join(', ') : '', to: direction === 'outgoing' ? parties : [], thread: threadOf(addresses, name), text,
    fields: fieldsOf(attributes), attachments: [], identifiers: [...addresses.map((address) => addressIdentifier(address, role)), ...(name === '' ? [] : [nameIdentifier(name, role)]), ...mentionedIn(text)],
  };
}

function callParts({ attributes }: Element, remarks: string[]): Parts {
  const type = valueOf(attributes, 'type');
  const [words, direction] = (Object.hasOwn(callKinds, type) ? callKinds[type] : undefined) ?? [`call of type ${type}`, 'unknown' as const];
  if (direction === 'unknown') remarks.push(`The stored type “${type}” is not one this program knows.`);
  const number = valueOf(attributes, 'number');
  const withheld = number === '' || /^-\d$/.test(number);
  if (withheld) remarks.push('The number was withheld or not known to the phone.');
  const name = contactName(attributes);
  const party = withheld ? '' : shownParty(number, name, true);
  const role = direction === 'incoming' ? 'from' : direction === 'outgoing' ? 'to' : 'participant';
  const seconds = valueOf(attributes, 'duration');
  return {
    kind: 'call', direction, status: 'live', from: direction === 'incoming' ? party : '', to: direction === 'outgoing' && party !== '' ? [party] : [], thread: withheld ? '' : threadOf([number], name),
    text: `${words}${seconds === '' ? '' : `, ${seconds} seconds`}`, fields: fieldsOf(attributes), attachments: [],
    identifiers: [...(withheld ? [] : [addressIdentifier(number, role)]), ...(name === '' ? [] : [nameIdentifier(name, role)])],
  };
}

/** A part whose bytes stand inside the XML: hashed, but no file of its own that could be shown. */
function partAttachment(part: Inner, { reader }: Mapping, remarks: string[], fields: Field[]): Attachment {
  const { attributes } = part;
  const data = attributes['data'] ?? '';
  const decoded = reader.longValue(data) ?? (data === '' || data === 'null' ? null : readBase64(data));
  const name = valueOf(attributes, 'fn') || valueOf(attributes, 'name') || valueOf(attributes, 'cl');
  const mediaType = valueOf(attributes, 'ct');
  if (decoded === null) return { name, member: null, mediaType, sizeBytes: null, sha256: null, state: 'missing' };
  if (!decoded.base64) {
    remarks.push(`The bytes of “${name}” inside the XML are not base64, so they cannot be read.`);
    return { name, member: null, mediaType, sizeBytes: null, sha256: null, state: 'damaged' };
  }
  fields.push({ name: 'Bytes inside the XML', value: `“${name}”: ${decoded.sizeBytes.toLocaleString('en-GB')} bytes, ${decoded.mediaType}, SHA-256 ${decoded.sha256}` });
  return { name, member: null, mediaType: decoded.mediaType.startsWith('application/octet') || decoded.mediaType === 'text/plain' ? mediaType : decoded.mediaType, sizeBytes: decoded.sizeBytes, sha256: sha256Schema.parse(decoded.sha256), state: 'missing' };
}

/** Addresses by their part in the message: 137 from, 151 to, 130 copy, 129 blind copy. */
function addressesByRole(inner: readonly Inner[], type: readonly string[]): string[] {
  return inner.filter(({ name, attributes }) => name === 'addr' && type.includes(attributes['type'] ?? '')).map(({ attributes }) => valueOf(attributes, 'address')).filter((one) => one !== '' && one !== ownerToken);
}

function mmsParts(element: Element, mapping: Mapping, remarks: string[]): Parts {
  const { attributes, inner } = element;
  const { direction, status, remark } = boxOf(valueOf(attributes, 'msg_box'));
  if (remark !== null) remarks.push(remark);
  const fields = fieldsOf(attributes);
  const parts = inner.filter(({ name }) => name === 'part');
  const words = parts.filter(({ attributes: part }) => part['ct'] === 'text/plain').map(({ attributes: part }) => valueOf(part, 'text'));
  const attachments = parts.filter(({ attributes: part }) => !['text/plain', 'application/smil'].includes(part['ct'] ?? '')).map((part) => partAttachment(part, mapping, remarks, fields));
  if (attachments.some(({ sha256 }) => sha256 !== null)) {
    remarks.push('What was sent with this message is inside the XML itself: its size and SHA-256 are given, and it cannot be shown from there.');
    mapping.remarks.add('Attachments whose bytes are inside the XML itself, counted as missing because no file of theirs was supplied', `${element.name} ${element.place}`);
  }
  const stated = addressesOf(valueOf(attributes, 'address'));
  const name = contactName(attributes);
  const senders = addressesByRole(inner, ['137']);
  const receivers = addressesByRole(inner, ['151', '130', '129']);
  const alone = stated.length <= 1;
  const from = direction === 'incoming' ? senders.length > 0 ? senders : alone ? stated : [] : [];
  const to = direction === 'outgoing' ? receivers.length > 0 ? receivers : stated : [];
  const notification = valueOf(attributes, 'm_type') === '130';
  if (notification) remarks.push('The network’s note that a message was waiting; the phone had not fetched it.');
  const kind: ItemKind = notification ? 'notice' : 'message';
  const text = words.filter((one) => one !== '').join('\n');
  const people: Identifier[] = [...from.map((one) => addressIdentifier(one, 'from')), ...to.map((one) => addressIdentifier(one, 'to')), ...stated.filter((one) => !from.includes(one) && !to.includes(one)).map((one) => addressIdentifier(one, 'participant'))];
  return {
    kind, direction: notification ? 'none' : direction, status, from: from.map((one) => shownParty(one, name, alone)).join(', '), to: to.map((one) => shownParty(one, name, alone)),
    thread: threadOf(stated.length > 0 ? stated : [...from, ...to], name), text, fields, attachments, identifiers: [...people, ...(name === '' ? [] : [nameIdentifier(name, 'participant')]), ...mentionedIn(text)],
  };
}

/** Why an element is no row that can be read; null when it is one. */
function refusal(element: Element, file: string): SourceRow | null {
  const place = `${element.name} element ${element.place}`;
  if (element.tooLarge) return setAside(element, file, 'too-large', `The ${place} is too large to be a message (4 MiB without its attachments, or one value above 1 MiB).`);
  if (!['sms', 'mms', 'call'].includes(element.name)) return setAside(element, file, 'malformed-row', `The ${place} is neither a message nor a call.`);
  const fault = element.faults.find((one) => !spelling.has(one));
  if (fault !== undefined) return setAside(element, file, 'malformed-row', `The ${place} is damaged XML: ${fault.replace(/\.$/, '')}.`);
  if (element.inner.some(({ name }) => ['sms', 'mms', 'call'].includes(name))) return setAside(element, file, 'malformed-row', `The ${place} is not closed and has taken up the rows after it; they stand in its source row.`);
  if (element.undecodable) return setAside(element, file, 'undecodable-text', `The ${place} holds bytes that are not text; they stand as \ufffd.`);
  return null;
}

/** The row an element becomes. */
export function mapElement(element: Element, mapping: Mapping): SourceRow {
  const refused = refusal(element, mapping.file);
  if (refused !== null) return refused;
  const remarks: string[] = [];
  const place = `${element.name} ${element.place}`;
  const time = timeOf(element.attributes, remarks);
  const parts = element.name === 'sms' ? smsParts(element, remarks) : element.name === 'mms' ? mmsParts(element, mapping, remarks) : callParts(element, remarks);
  if (holdsHalves(element.verbatim)) {
    remarks.push('Emoji stored as two halves were put together; half of one alone stands as \ufffd. The source row has them as stored.');
    mapping.remarks.add('Emoji stored as two halves, which is not XML, were put together', place);
  }
  if (element.faults.length > 0) {
    remarks.push('Some characters are not written as XML allows and are shown as they stand.');
    mapping.remarks.add('Characters that are not written as XML allows', place);
  }
  return { type: 'item', item: { ...parts, time, locator: { type: 'xml', file: mapping.file, id: place }, verbatim: element.verbatim, remarks } };
}
