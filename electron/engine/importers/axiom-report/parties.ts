/** Who a record is between, and which way it went, as far as the record says so. */
import type { Direction, Identifier, ItemKind } from '../../../../shared/domain/item.ts';
import { mentionedIn, nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';
import type { Parties } from '../people/parties.ts';
import type { AxiomRow } from './axiom-row.ts';
import { allOf, firstOf } from './row-values.ts';
import { ownEntry } from '../text/own-entry.ts';

const ways: Readonly<Record<string, Direction>> = {
  incoming: 'incoming', received: 'incoming', inbound: 'incoming', missed: 'incoming', 'incoming call': 'incoming', 'missed call': 'incoming',
  outgoing: 'outgoing', sent: 'outgoing', outbound: 'outgoing', dialed: 'outgoing', dialled: 'outgoing', 'outgoing call': 'outgoing',
};
const wayNames = ['direction', 'messagedirection', 'calldirection', 'calltype', 'callstatus', 'messagestatus', 'status', 'type', 'messagetype'];
const fromNames = ['sender', 'from', 'sendername', 'senderid', 'author', 'caller', 'callername', 'fromnumber'];
const toNames = ['recipients', 'recipient', 'to', 'recipientname', 'recipientid', 'receiver', 'callee', 'tonumber'];
const otherNames = ['partner', 'phonenumber', 'number', 'partnername', 'contactname', 'contact', 'name', 'remoteparty'];
const threadNames = ['chatname', 'groupname', 'conversationname', 'threadname', 'conversation', 'chat', 'threadid', 'chatid', 'groupid', 'conversationid'];
const contactNames = ['name', 'displayname', 'fullname', 'firstname', 'lastname', 'nickname', 'contactname'];
const contactNumbers = ['phonenumber', 'phonenumbers', 'number', 'numbers', 'mobile', 'phone', 'tel'];
const contactMails = ['email', 'emails', 'emailaddress', 'emailaddresses'];

/** Several people in one value are separated by semicolons. */
const people = (value: string): string[] => [...new Set(value.split(/[;\n]/).map((part) => part.trim()).filter((part) => part !== ''))].slice(0, 500);

function directionOf(row: AxiomRow): { readonly direction: Direction; readonly remarks: readonly string[] } {
  const said = wayNames.map((name) => firstOf(row, [name])).filter((word) => ownEntry(ways, word.toLowerCase()) !== undefined);
  const found = new Set(said.map((word) => ownEntry(ways, word.toLowerCase())));
  if (found.size > 1) return { direction: 'unknown', remarks: [`The record says ${[...new Set(said)].map((word) => `“${word}”`).join(' and ')}, which are different directions.`] };
  return { direction: [...found][0] ?? 'unknown', remarks: [] };
}

function party(written: string, role: Identifier['role']): Identifier[] {
  const found: Identifier[] = [];
  const phone = phoneIdentifier(written, role);
  if (phone !== null) return [phone];
  // `Ada Vale <ada@example.test>` or `+447700900123 Ada Vale` name a person in two ways.
  for (const one of mentionedIn(written)) if (one.kind === 'phone' || one.kind === 'email') found.push({ ...one, role });
  return [...found, nameIdentifier(written, role)];
}

function unique(identifiers: readonly Identifier[]): Identifier[] {
  return [...new Map(identifiers.map((one) => [`${one.kind} ${one.role} ${one.normal}`, one])).values()];
}

function contactParties(row: AxiomRow): Parties {
  const names = allOf(row, contactNames).flatMap(people).map((name) => nameIdentifier(name, 'subject'));
  const numbers = allOf(row, contactNumbers).flatMap(people).flatMap((number) => phoneIdentifier(number, 'subject') ?? []);
  const mails = allOf(row, contactMails).flatMap((value) => mentionedIn(value)).filter(({ kind }) => kind === 'email').map((one): Identifier => ({ ...one, role: 'subject' }));
  return { from: '', to: [], thread: '', direction: 'none', identifiers: unique([...names, ...numbers, ...mails]), remarks: [] };
}

/** The parties of a record, by its kind. A name that is only “the other side” is put on a side when the direction is known. */
export function partiesOf(row: AxiomRow, kind: ItemKind): Parties {
  if (kind === 'contact') return contactParties(row);
  if (kind !== 'message' && kind !== 'call' && kind !== 'notice') return { from: '', to: [], thread: '', direction: 'none', identifiers: [], remarks: [] };
  const { direction, remarks } = kind === 'notice' ? { direction: 'none' as const, remarks: [] } : directionOf(row);
  let from = firstOf(row, fromNames);
  let to = people(firstOf(row, toNames));
  const other = firstOf(row, otherNames);
  if (from === '' && to.length === 0 && other !== '') {
    if (direction === 'outgoing') to = people(other);
    else if (direction === 'incoming') from = other;
  }
  const named = from !== '' || to.length > 0;
  const sides = direction === 'outgoing' ? to : direction === 'incoming' ? [from] : [];
  const thread = firstOf(row, threadNames);
  return {
    from, to, direction, remarks, thread: thread !== '' ? thread : other !== '' ? other : sides.length === 1 ? sides[0] ?? '' : '',
    identifiers: unique([
      ...(from === '' ? [] : party(from, 'from')), ...to.flatMap((one) => party(one, 'to')), ...(named || other === '' ? [] : party(other, 'participant')),
      ...people(firstOf(row, ['participants', 'chatparticipants'])).flatMap((one) => party(one, 'participant')),
    ]),
  };
}
