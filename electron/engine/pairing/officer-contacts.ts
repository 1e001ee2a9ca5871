/** Which contacts the officer under investigation is stated to be a party of: contacts of others lie near accesses too. */
import type { Identifier } from '../../../shared/domain/item.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { Holders } from '../people/holders.ts';
import { ContactTimes } from './contact-times.ts';

/** A name that is only mentioned makes nobody a party. */
const ofParties: ReadonlySet<Identifier['role']> = new Set(['from', 'to', 'participant']);

export class OfficerContacts {
  /** False when the case states of nobody that they are the officer: nothing can be said then. */
  readonly known: boolean;
  readonly #rows = new Set<number>();

  constructor(db: CaseDatabase, holders: Holders) {
    const keys = new Set(holders.ofOfficer().map(({ key }) => key));
    this.known = keys.size > 0;
    const contacts = new ContactTimes(db, keys);
    for (const key of keys) {
      for (const contact of contacts.between(key, -Infinity, Infinity)) {
        if (ofParties.has(contact.role) && holders.at(key, contact).some(({ who }) => who.relationship === 'self')) this.#rows.add(contact.rowId);
      }
    }
  }

  has(rowId: number): boolean {
    return this.#rows.has(rowId);
  }
}
