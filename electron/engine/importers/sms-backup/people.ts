/** The other party of a message or call: an address as the phone stored it, and the name its address book gave at the time of the backup. */
import type { Identifier } from '../../../../shared/domain/item.ts';
import { nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';
import type { Attributes } from './elements.ts';

type Role = Identifier['role'];

/** The app writes the word null where there is nothing. */
export function valueOf(attributes: Attributes, name: string): string {
  const value = attributes[name] ?? '';
  return value === 'null' ? '' : value;
}

/** The contact's name; '' for none and for “(Unknown)”. */
export function contactName(attributes: Attributes): string {
  const name = valueOf(attributes, 'contact_name').trim();
  return name === '(Unknown)' ? '' : name;
}

/** One number or address, in the form that is matched where it is a number. */
export function addressIdentifier(address: string, role: Role): Identifier {
  if (address.includes('@')) return { kind: 'email', role, written: address, normal: address.trim().toLowerCase(), certainty: 'certain' };
  return phoneIdentifier(address, role) ?? nameIdentifier(address, role);
}

/** Addresses of a row: several stand with `~` between them. */
export function addressesOf(written: string): string[] {
  return written.split('~').map((one) => one.trim()).filter((one) => one !== '').slice(0, 500);
}

/** How the party is shown: the contact's name when there is one address to have it, else the address. */
export function shownParty(address: string, name: string, alone: boolean): string {
  return alone && name !== '' ? name : address;
}

/** The conversation, told by its numbers however they are spelled; names only stand beside them, because two contacts may share one. */
export function threadOf(addresses: readonly string[], name: string): string {
  if (addresses.length === 0) return name;
  const numbers = [...new Set(addresses.map((address) => addressIdentifier(address, 'participant').normal))].sort();
  const shown = numbers.length <= 6 ? numbers.join(', ') : `${numbers.slice(0, 6).join(', ')} and ${numbers.length - 6} more`;
  return name === '' || numbers.includes(name.toLowerCase()) ? shown : `${name} (${shown})`;
}
