/** Reads who a phone application says somebody is: a number, an address, an account, a WhatsApp identifier. */
import type { Identifier } from '../../../../shared/domain/item.ts';
import { nameIdentifier, phoneIdentifier } from '../people/identifiers.ts';

type Role = Identifier['role'];

/** WhatsApp: `447700900123@s.whatsapp.net` is a number; `…@lid` hides one; `…@g.us` is a group, which is nobody. */
const whatsAppNumber = /^(\d{7,15})(?::\d+|\.\d+:\d+)?@(?:s\.whatsapp\.net|c\.us)$/;
const whatsAppGroup = /@(?:g\.us|broadcast|newsletter)$/;
const emailAddress = /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@]{2,63}$/;

/** The identifier an account string stands for; null for groups and for nothing. */
export function accountIdentifier(written: string, role: Role): Identifier | null {
  const account = written.trim();
  if (account === '' || whatsAppGroup.test(account)) return null;
  const number = whatsAppNumber.exec(account)?.[1];
  if (number !== undefined) {
    const phone = phoneIdentifier(`+${number}`, role);
    return phone === null ? null : { ...phone, written };
  }
  const phone = phoneIdentifier(account, role);
  if (phone !== null) return phone;
  if (emailAddress.test(account) && !account.endsWith('@lid') && !account.endsWith('@talk.kik.com')) {
    return { kind: 'email', role, written, normal: account.toLowerCase(), certainty: 'certain' };
  }
  return { kind: 'user-id', role, written, normal: account.toLowerCase(), certainty: 'certain' };
}

export interface Party {
  readonly account: string;
  readonly name: string;
}

/** How a party is shown: the name with the account behind it, so that two people of one name never look like one. */
export function partyLabel({ account, name }: Party): string {
  if (name.trim() === '' || name === account) return account;
  return account === '' ? name : `${name} (${account})`;
}

/** Every identifier a party carries. */
export function partyIdentifiers({ account, name }: Party, role: Role): Identifier[] {
  const found: Identifier[] = [];
  const byAccount = accountIdentifier(account, role);
  if (byAccount !== null) found.push(byAccount);
  if (name.trim() !== '' && name !== account) found.push(nameIdentifier(name, role));
  return found;
}
