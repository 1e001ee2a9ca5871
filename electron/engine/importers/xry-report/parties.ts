/** Who an entry is between, and which way it went, as far as the entry itself says so. */
import type { Direction, Identifier, ItemKind } from '../../../../shared/domain/item.ts';
import { nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';
import type { Parties } from '../people/parties.ts';
import type { Block } from './attributes.ts';
import { firstOf, valuesOf, type Entry } from './entry.ts';
import { ownEntry } from '../text/own-entry.ts';

const numberNames = ['tel', 'number', 'phone', 'phone number', 'mobile', 'home', 'work'] as const;
const nameNames = ['name', 'name (matched)', 'full name', 'nickname'] as const;
const mailNames = ['email', 'e-mail', 'e-mail address', 'email address'] as const;
const accountNames = ['id', 'user id', 'username', 'user name', 'identifier', 'account id'] as const;

/** What a report says about the way of a call or message, in lower case. Words not listed leave it unknown. */
const ways: Readonly<Record<string, Direction>> = {
  deliver: 'incoming', submit: 'outgoing', incoming: 'incoming', outgoing: 'outgoing', received: 'incoming', sent: 'outgoing',
  dialed: 'outgoing', dialled: 'outgoing', 'last dialed': 'outgoing', 'last dialled': 'outgoing', missed: 'incoming', answered: 'incoming',
};

/** How the people of one block are shown: the names, or failing them the numbers. */
function shown(entry: Entry, block: Block, wanted: readonly (readonly string[])[]): string[] {
  for (const names of wanted) {
    const found = valuesOf(entry, block, names).map((value) => value.trim());
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

function identifiersIn(entry: Entry, block: Block, role: Identifier['role']): Identifier[] {
  const found: Identifier[] = valuesOf(entry, block, nameNames).map((name) => nameIdentifier(name.trim(), role));
  for (const number of valuesOf(entry, block, numberNames)) {
    const phone = phoneIdentifier(number.trim(), role);
    if (phone !== null) found.push(phone);
  }
  for (const mail of valuesOf(entry, block, mailNames)) found.push({ kind: 'email', role, written: mail.trim(), normal: mail.trim().toLowerCase(), certainty: 'certain' });
  for (const account of valuesOf(entry, block, accountNames)) found.push({ kind: 'user-id', role, written: account.trim(), normal: account.trim().toLowerCase(), certainty: 'certain' });
  return found;
}

function directionOf(entry: Entry): { readonly direction: Direction; readonly remarks: readonly string[] } {
  const said = ['call type', 'direction', 'type'].map((name) => firstOf(entry, [name])).filter((word) => ownEntry(ways, word.toLowerCase()) !== undefined);
  const directions = new Set(said.map((word) => ownEntry(ways, word.toLowerCase())));
  if (directions.size > 1) return { direction: 'unknown', remarks: [`The entry says ${said.map((word) => `“${word}”`).join(' and ')}, which are different directions.`] };
  return { direction: [...directions][0] ?? 'unknown', remarks: [] };
}

const everyName = [nameNames, numberNames, mailNames, accountNames];

/** A number that stands in no block is the other party's; the direction says on which side. */
function loneParty(entry: Entry, direction: Direction): { readonly from: string[]; readonly to: string[]; readonly role: Identifier['role'] } {
  const lone = shown(entry, '', [numberNames, mailNames]);
  if (direction === 'outgoing') return { from: [], to: lone, role: 'to' };
  return direction === 'incoming' ? { from: lone, to: [], role: 'from' } : { from: [], to: [], role: 'participant' };
}

function unique(identifiers: readonly Identifier[]): Identifier[] {
  return [...new Map(identifiers.map((identifier) => [`${identifier.kind} ${identifier.role} ${identifier.written}`, identifier])).values()];
}

/** The parties of an entry. Only calls, messages and notices have a sender and a direction. */
export function partiesOf(entry: Entry, kind: ItemKind): Parties {
  if (kind === 'contact') return { from: '', to: [], thread: '', direction: 'none', identifiers: unique(identifiersIn(entry, '', 'subject')), remarks: [] };
  if (kind !== 'message' && kind !== 'call' && kind !== 'notice') return { from: '', to: [], thread: '', direction: 'none', identifiers: [], remarks: [] };
  const { direction, remarks } = kind === 'notice' ? { direction: 'none' as const, remarks: [] } : directionOf(entry);
  const [from, to, others] = [shown(entry, 'From', everyName), shown(entry, 'To', everyName), shown(entry, 'Participant', everyName)];
  const lone = from.length + to.length + others.length > 0 ? { from: [], to: [], role: 'participant' as const } : loneParty(entry, direction);
  const chat = firstOf(entry, ['chat', 'chat id', 'chat name', 'group', 'group name', 'conversation', 'thread id', 'thread']);
  const other = [...from, ...lone.from, ...to, ...lone.to, ...others];
  return {
    from: [...from, ...lone.from].join('; '), to: [...to, ...lone.to], direction, remarks,
    // Without a name of its own a conversation is the one with the other party, when there is only one.
    thread: chat !== '' ? chat : other.length === 1 ? other[0] ?? '' : '',
    identifiers: unique([
      ...identifiersIn(entry, 'From', 'from'), ...identifiersIn(entry, 'To', 'to'), ...identifiersIn(entry, 'Participant', 'participant'),
      ...identifiersIn(entry, '', lone.role),
    ]),
  };
}
