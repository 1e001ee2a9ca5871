/** A person as Cellebrite's reports and tables name one. */
import type { Identifier } from '../../../../shared/domain/item.ts';
import { nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';

type Role = Identifier['role'];

export interface Person {
  readonly name: string;
  readonly identifier: string;
  /** True only when the report says this is the owner of the phone. */
  readonly owner: boolean;
  readonly role: string;
}

const emailAddress = /^[^\s@<>]{1,64}@[^\s@<>]{1,190}\.[^\s@<>.]{2,63}$/;
const whatsappNumber = /^(\d{7,15})(?:[.:]\d+)*@(?:s\.whatsapp\.net|c\.us)$/;
const serviceAddress = /@(?:s\.whatsapp\.net|c\.us|g\.us|lid|broadcast|newsletter|thread\.(?:v2|skype)|conference\.)/;

/** How a person is shown: the name, otherwise the identifier. */
export const shown = (person: Person): string => (person.name === '' ? person.identifier : person.name);

/** Identifiers of one person: the name and the number, address or handle, each as the report writes it. */
export function identifiersOf({ name, identifier }: Person, role: Role): Identifier[] {
  const found: Identifier[] = [];
  if (name !== '' && name !== identifier) found.push(phoneIdentifier(name, role) ?? nameIdentifier(name, role));
  if (identifier === '') return found;
  const jid = whatsappNumber.exec(identifier)?.[1];
  const phone = jid === undefined ? phoneIdentifier(identifier, role) : phoneIdentifier(`+${jid}`, role);
  if (phone !== null) found.push({ ...phone, written: identifier });
  else if (emailAddress.test(identifier) && !serviceAddress.test(identifier)) found.push({ kind: 'email', role, written: identifier, normal: identifier.toLowerCase(), certainty: 'certain' });
  if (jid !== undefined || (phone === null && found.at(-1)?.kind !== 'email')) {
    found.push({ kind: 'handle', role, written: identifier, normal: identifier.toLowerCase(), certainty: 'certain' });
  }
  return found;
}
