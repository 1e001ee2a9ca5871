/** Who sent, received or took part, in the report's own words, and whose phone it is. */
import type { Direction } from '../../../../shared/domain/item.ts';
import { shown, type Person } from '../cellebrite/person.ts';
import { modelsOf, textOf, type ReportModel } from './model.ts';
import { ownEntry } from '../text/own-entry.ts';

export interface People {
  readonly from: Person | null;
  readonly to: readonly Person[];
  /** Parties of no stated side. */
  readonly others: readonly Person[];
}

const systemName = /^system message$/i;

export function personOf(party: ReportModel): Person {
  return {
    name: textOf(party, 'Name'), identifier: textOf(party, 'Identifier'),
    owner: textOf(party, 'IsPhoneOwner').toLowerCase() === 'true', role: textOf(party, 'Role').toLowerCase(),
  };
}

export const isSystem = ({ name, identifier }: Person): boolean => systemName.test(name) || (name === '' && systemName.test(identifier));

/** Sorts the parties of a record by the side the report gives them. */
export function peopleOf(model: ReportModel): People {
  const parties = modelsOf(model, ['Parties', 'Participants', 'Party']).map(personOf);
  const senders = [...modelsOf(model, ['From', 'Sender']).map(personOf), ...parties.filter(({ role }) => role === 'from')];
  const to = [...modelsOf(model, ['To', 'Cc', 'Bcc', 'Recipients']).map(personOf), ...parties.filter(({ role }) => role === 'to' || role === 'cc' || role === 'bcc')];
  const [from = null, ...more] = senders.filter((person) => shown(person) !== '');
  return {
    from, to: to.filter((person) => shown(person) !== ''),
    others: [...more, ...parties.filter(({ role }) => role !== 'from' && role !== 'to' && role !== 'cc' && role !== 'bcc')].filter((person) => shown(person) !== ''),
  };
}

const sides: Readonly<Record<string, Direction>> = {
  incoming: 'incoming', inbox: 'incoming', received: 'incoming', missed: 'incoming', 'missed call': 'incoming', rejected: 'incoming',
  outgoing: 'outgoing', outbox: 'outgoing', sent: 'outgoing', dialed: 'outgoing', dialled: 'outgoing',
};

/** What the record's own words say: `Direction`, a call's `Type`, the folder of a text message. */
export function statedDirection(model: ReportModel): Direction | null {
  const said = [textOf(model, 'Direction'), textOf(model, 'Folder'), model.type === 'Call' ? textOf(model, 'Type') : ''];
  for (const words of said) {
    const side = ownEntry(sides, words.toLowerCase());
    if (side !== undefined) return side;
  }
  return null;
}

/** Whom the owner is known to be, from the conversation and from the person importing. */
export interface OwnerKnown {
  /** Identifiers and names (lower case) of the owner in this conversation. */
  readonly inChat: ReadonlySet<string>;
  readonly answered: string | null;
}

const keysOf = ({ name, identifier }: Person): string[] => [name, identifier].filter((key) => key !== '').map((key) => key.toLowerCase());

export function ownerKeys(people: readonly Person[]): ReadonlySet<string> {
  // A name alone may be two people's; an identifier is one's.
  return new Set(people.filter(({ owner }) => owner).map(({ identifier, name }) => (identifier === '' ? name : identifier).toLowerCase()).filter((key) => key !== ''));
}

function isOwner(person: Person, { inChat, answered }: OwnerKnown): boolean {
  if (person.owner) return true;
  const keys = keysOf(person);
  return (answered !== null && keys.includes(answered)) || inChat.has((person.identifier === '' ? person.name : person.identifier).toLowerCase());
}

/** Direction from the sides of the owner and of the record's own words; `unknown` when neither or they disagree. */
export function directionOf(model: ReportModel, { from, to, others }: People, known: OwnerKnown): { readonly direction: Direction; readonly remark: string | null } {
  const stated = statedDirection(model);
  const fromOwner = (from !== null && isOwner(from, known)) || textOf(model, 'FromIsOwner').toLowerCase() === 'true';
  const toOwner = to.some((person) => isOwner(person, known));
  const ownerElsewhere = known.inChat.size > 0 || others.some((person) => isOwner(person, known));
  let seen: Direction | null = null;
  if (fromOwner) seen = toOwner && to.every((person) => isOwner(person, known)) ? 'internal' : 'outgoing';
  else if (toOwner || (from !== null && ownerElsewhere)) seen = 'incoming';
  if (seen !== null && stated !== null && seen !== stated && seen !== 'internal') {
    return { direction: 'unknown', remark: `The report contradicts itself: its parties make this ${seen}, its own words ${stated}.` };
  }
  return { direction: seen ?? stated ?? 'unknown', remark: null };
}
