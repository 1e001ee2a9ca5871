/**
 * Finds the contacts near an access with or about the same person. The person is followed through what
 * they are stated to hold at each of the two times: a number that has changed hands links nobody.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { Identifier } from '../../../shared/domain/item.ts';
import { closeness, isInWindow, pairGap, type PairGap, type PairWindow } from '../../../shared/domain/pairing.ts';
import type { Access } from './accesses.ts';
import { ContactTimes, type ContactTime } from './contact-times.ts';
import { keyOf, type Hold, type Holders, type IdentifierKey, type Who } from '../people/holders.ts';

export interface Match {
  readonly ofAccess: Identifier;
  readonly contactKey: IdentifierKey;
  readonly contactRole: Identifier['role'];
  readonly who: Who | null;
  readonly certainty: 'certain' | 'possible';
  /** Reasons for care, as part of a sentence. */
  readonly cautions: readonly string[];
}

export interface Near { readonly rowId: number; readonly earliestMs: number; readonly latestMs: number; readonly gap: PairGap; readonly matches: Match[]; readonly firstContact: boolean }

const isOfficer = (who: Who): boolean => who.relationship === 'self';

/** An identifier by which contacts are looked for, and through whom. */
interface Lead { readonly ofAccess: Identifier; readonly key: IdentifierKey; readonly through: Hold | null }

export class PairFinder {
  readonly #holders: Holders;
  readonly #window: PairWindow;
  readonly #contacts: ContactTimes;

  constructor(db: CaseDatabase, accesses: readonly Access[], holders: Holders, window: PairWindow) {
    this.#holders = holders;
    this.#window = window;
    const keys = new Set<IdentifierKey>();
    for (const access of accesses) for (const { key } of this.#leads(access)) keys.add(key);
    this.#contacts = new ContactTimes(db, keys);
  }

  /** People the access was about, the officer among them. */
  peopleOf(access: Access, subject: Identifier): Who[] {
    return [...new Map(this.#holders.at(keyOf(subject), access).map(({ who }) => [who.id, who])).values()];
  }

  #leads(access: Access): Lead[] {
    const leads: Lead[] = [];
    for (const ofAccess of access.subjects) {
      const key = keyOf(ofAccess);
      const holds = this.#holders.at(key, access);
      // The officer's own number or name is in every contact of theirs and shows nothing.
      if (holds.some(({ who }) => isOfficer(who))) continue;
      leads.push({ ofAccess, key, through: null });
      for (const hold of holds) {
        const others = new Set(this.#holders.of(hold.who.id).map((other) => other.key));
        for (const other of others) if (other !== key) leads.push({ ofAccess, key: other, through: hold });
      }
    }
    return leads;
  }

  /** Why a contact found by a lead belongs to the access; null when it does not. */
  #match(access: Access, { ofAccess, key, through }: Lead, contact: ContactTime): Match | null {
    const then = this.#holders.at(key, contact);
    if (then.some(({ who }) => isOfficer(who))) return null;
    const cautions: string[] = [];
    let who: Who | null = null;
    if (through === null) {
      const before = this.#holders.at(key, access);
      const both = before.find((hold) => then.some((other) => other.who.id === hold.who.id));
      if (both === undefined && before.length > 0 && then.length > 0) return null;
      if (both === undefined && before.length + then.length > 0) cautions.push(`nobody is stated to hold it ${before.length > 0 ? 'when the contact was made' : 'when the access was made'}`);
      who = both?.who ?? null;
    } else {
      if (!then.some((hold) => hold.who.id === through.who.id)) return null;
      ({ who } = through);
    }
    const used = [through, ...then.filter((hold) => hold.who.id === who?.id)];
    if (used.some((hold) => hold?.shared === true)) cautions.push('stated to be used by others too');
    if (ofAccess.kind === 'name') cautions.push('the access is matched by a name alone');
    if (key.startsWith('name ')) cautions.push('the contact is matched by a name alone');
    if (ofAccess.certainty === 'possible') cautions.push('what the access names can be read in more than one way');
    if (contact.certainty === 'possible') cautions.push('what the contact names can be read in more than one way');
    return { ofAccess, contactKey: key, contactRole: contact.role, who, certainty: cautions.length === 0 ? 'certain' : 'possible', cautions };
  }

  /** Contacts in the window, closest first; each once, with everything it matched by, certain matches first. */
  near(access: Access): Near[] {
    const { beforeMs, afterMs } = this.#window;
    const found = new Map<number, Near>();
    for (const lead of this.#leads(access)) {
      const first = this.#contacts.first(lead.key);
      for (const contact of this.#contacts.between(lead.key, access.earliestMs - beforeMs, access.latestMs + afterMs)) {
        const gap = pairGap(access, contact);
        if (contact.rowId === access.rowId || gap === null || !isInWindow(gap, this.#window)) continue;
        const match = this.#match(access, lead, contact);
        if (match === null) continue;
        const known = found.get(contact.rowId);
        const { rowId, earliestMs, latestMs } = contact;
        const isFirst = first === rowId;
        if (known === undefined) found.set(rowId, { rowId, earliestMs, latestMs, gap, matches: [match], firstContact: isFirst });
        else {
          known.matches.push(match);
          if (isFirst && !known.firstContact) found.set(rowId, { ...known, firstContact: true });
        }
      }
    }
    for (const { matches } of found.values()) matches.sort((one, other) => one.certainty.localeCompare(other.certainty));
    return [...found.values()].sort((one, other) => closeness(one.gap) - closeness(other.gap) || one.gap.longestMs - other.gap.longestMs || one.rowId - other.rowId);
  }
}
