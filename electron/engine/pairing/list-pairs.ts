/** The list of accesses with the contacts near them: counted for every access, told in full for one page. */
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { AccessWithContacts, PairMatch, PairedContact, PairsPage } from '../../../shared/contract/pairs.ts';
import type { ItemRow } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { identifierKindLabels, type Relationship } from '../../../shared/domain/person.ts';
import type { Identifier } from '../../../shared/domain/item.ts';
import { closeness, type PairOrder } from '../../../shared/domain/pairing.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { DutyTimes } from '../duty/duty-times.ts';
import type { CallContext } from '../rpc/handler.ts';
import { rowsWithId } from '../store/item-keys.ts';
import { readRowsWithIdentifiers } from '../timeline/read-rows.ts';
import { readAccesses, type Access } from './accesses.ts';
import { Closings } from './closings.ts';
import { Holders, keyOf } from '../people/holders.ts';
import { PairFinder, type Match, type Near } from './pair-finder.ts';
import { standingDecisions, type Decisions, type StandingDecision } from './pair-decisions.ts';

const matchesTold = 5;

interface Counted {
  readonly access: Access;
  readonly after: number; readonly before: number; readonly either: number; readonly rejected: number;
  /** Of the closest contact that is not decided against; Infinity when there is none. */
  readonly closest: number;
}

/** Decisions about one access, by the row of the contact. */
type Decided = ReadonlyMap<number, StandingDecision>;

/** Rows of the contacts an access has decisions about, by row: decisions name items, and the finder knows rows. */
export function decisionsByRow(db: CaseDatabase, decisions: Decisions, accessId: ItemId): Decided {
  const of = decisions.get(accessId);
  if (of === undefined) return new Map();
  const find = db.prepare<[string], { row_id: number }>(rowsWithId);
  return new Map([...of].flatMap(([contactId, decision]) => find.all(contactId).map(({ row_id: rowId }) => [rowId, decision] as const)));
}

function count(access: Access, near: readonly Near[], decided: Decided): Counted {
  const counts = { after: 0, before: 0, either: 0, rejected: 0 };
  let closest = Infinity;
  for (const { rowId, gap } of near) {
    if (decided.get(rowId)?.decision === 'rejected') { counts.rejected += 1; continue; }
    counts[gap.order] += 1;
    closest = Math.min(closest, closeness(gap));
  }
  return { access, ...counts, closest };
}

/** What an access was about, so that accesses about the same can be counted: people where they are known, otherwise the identifiers. */
function subjectKeys(finder: PairFinder, access: Access): string[] {
  return [...new Set(access.subjects.flatMap((subject) => {
    const people = finder.peopleOf(access, subject);
    return people.length > 0 ? people.map(({ id }) => `person ${id}`) : subject.kind === 'name' && subject.role === 'mentioned' ? [] : [keyOf(subject)];
  }))];
}

function inWords(match: Match, ofContact: Identifier): string {
  const name = ({ kind, written }: Identifier): string => `${identifierKindLabels[kind].toLowerCase()} ${written}`;
  const roleWords = ofContact.role === 'mentioned' ? 'is mentioned in the contact' : 'is a party to the contact';
  const cautions = match.cautions.length === 0 ? '' : `; only possible: ${match.cautions.join(', ')}`;
  if (keyOf(match.ofAccess) === match.contactKey) return `Both rows carry the ${name(match.ofAccess)}${match.who === null ? '' : `, held by ${match.who.name} at both times`}${ofContact.role === 'mentioned' ? ' (mentioned in the contact)' : ''}${cautions}`;
  return `The access names the ${name(match.ofAccess)}; ${match.who?.name ?? ''} held it then, and held the ${name(ofContact)} that ${roleWords}${cautions}`;
}

/** Throws when the contact does not carry the identifier. */
export function told(match: Match, identifiers: readonly Identifier[]): PairMatch {
  const ofContact = identifiers.find((identifier) => keyOf(identifier) === match.contactKey && identifier.role === match.contactRole);
  if (ofContact === undefined) throw new Error('a contact does not carry the identifier it was found by');
  return { ofAccess: match.ofAccess, ofContact, person: match.who, certainty: match.certainty, cautions: [...match.cautions], inWords: inWords(match, ofContact) };
}

class Listing {
  readonly #db: CaseDatabase;
  readonly #input: CommandRequest<'pairs.list'>;
  readonly #holders: Holders;
  readonly #finder: PairFinder;
  readonly #decisions: Decisions;
  readonly #duty: DutyTimes;
  readonly #closings: Closings;
  readonly #about = new Map<Access, string[]>();
  readonly #countAbout = new Map<string, number>();

  /** `wanted` are the accesses that will be asked about; what they have in common is counted over all. */
  constructor(db: CaseDatabase, input: CommandRequest<'pairs.list'>, accesses: readonly Access[], wanted: readonly Access[]) {
    this.#db = db;
    this.#input = input;
    this.#holders = new Holders(db);
    this.#finder = new PairFinder(db, wanted, this.#holders, input.window);
    this.#decisions = standingDecisions(db);
    this.#duty = new DutyTimes(db);
    this.#closings = new Closings(db);
    for (const access of accesses) {
      const keys = subjectKeys(this.#finder, access);
      this.#about.set(access, keys);
      for (const key of keys) this.#countAbout.set(key, (this.#countAbout.get(key) ?? 0) + 1);
    }
  }

  count(access: Access): Counted {
    return count(access, this.#finder.near(access), decisionsByRow(this.#db, this.#decisions, access.itemId));
  }

  #aboutSame(access: Access): number {
    return Math.max(0, ...(this.#about.get(access) ?? []).map((key) => this.#countAbout.get(key) ?? 0));
  }

  /** Which side of the closing of the case an access is on; null when no closing that is stated is about it. */
  closing(access: Access): PairOrder | null {
    return this.#closings.sideOf(access, new Set(access.subjects.flatMap((subject) => this.#finder.peopleOf(access, subject).map(({ id }) => id))));
  }
  get closingStated(): boolean {
    return this.#closings.stated;
  }

  #isAbout(access: Access, wanted: readonly Relationship[]): boolean {
    return access.subjects.some((subject) => this.#finder.peopleOf(access, subject).some(({ relationship }) => wanted.includes(relationship)));
  }

  isIn({ access, closest }: Counted): boolean {
    switch (this.#input.listing) {
      case 'all': return true;
      case 'with-contact': return closest !== Infinity;
      case 'repeated': return this.#aboutSame(access) > 1;
      case 'after-closure': return this.closing(access) === 'after';
      case 'self-or-family': return this.#isAbout(access, ['self', 'family']);
      case 'colleague': return this.#isAbout(access, ['colleague']);
    }
  }

  #contact(near: Near, rows: ReadonlyMap<number, { readonly row: ItemRow; readonly identifiers: readonly Identifier[] }>, decided: Decided): PairedContact {
    const found = rows.get(near.rowId);
    if (found === undefined) throw new PlumblineError('not_found', 'The case has changed since the pairs were worked out; ask again.');
    return {
      item: found.row, gap: near.gap, matches: near.matches.slice(0, matchesTold).map((match) => told(match, found.identifiers)),
      firstContact: near.firstContact, duty: this.#duty.at(near.earliestMs, near.latestMs), decision: decided.get(near.rowId) ?? null,
    };
  }

  /** Told in full. Contacts decided against stand last. */
  tell(counted: readonly Counted[]): AccessWithContacts[] {
    const chosen = counted.map((one) => {
      const decided = decisionsByRow(this.#db, this.#decisions, one.access.itemId);
      const isRejected = ({ rowId }: Near): boolean => decided.get(rowId)?.decision === 'rejected';
      const near = this.#finder.near(one.access);
      return { one, decided, near: [...near.filter((contact) => !isRejected(contact)), ...near.filter(isRejected)].slice(0, this.#input.contacts) };
    });
    const rows = readRowsWithIdentifiers(this.#db, chosen.flatMap(({ one, near }) => [one.access.rowId, ...near.map(({ rowId }) => rowId)]));
    return chosen.map(({ one: { access, after, before, either, rejected }, near, decided }) => {
      const found = rows.get(access.rowId);
      if (found === undefined) throw new PlumblineError('not_found', 'The case has changed since the pairs were worked out; ask again.');
      return {
        item: found.row, duty: this.#duty.at(access.earliestMs, access.latestMs), after, before, either, rejected, accessesAboutSame: this.#aboutSame(access),
        subjects: access.subjects.map((identifier) => ({ identifier, people: this.#finder.peopleOf(access, identifier) })),
        contacts: near.map((contact) => this.#contact(contact, rows, decided)),
      };
    });
  }
}

/** A page of accesses with their contacts. Throws `not_found` for an access that is not one of the case's dated accesses. */
export async function listPairs(db: CaseDatabase, input: CommandRequest<'pairs.list'>, call: CallContext): Promise<PairsPage> {
  const { accesses, undated } = readAccesses(db);
  const wanted = input.accessId === null ? accesses : accesses.filter(({ itemId }) => itemId === input.accessId);
  if (input.accessId !== null && wanted.length === 0) throw new PlumblineError('not_found', `Item ${input.accessId} is not a system access with a date.`);
  const listing = new Listing(db, input, accesses, wanted);
  const counted: Counted[] = [];
  for (const [index, access] of wanted.entries()) {
    if (index % 500 === 0) {
      await new Promise((resolve) => { setImmediate(resolve); });
      if (call.signal.aborted) throw new PlumblineError('cancelled', 'Looking for contacts near accesses was stopped.');
      call.report({ stage: 'Looking for contacts near accesses', done: index, total: wanted.length, unit: 'rows' });
    }
    counted.push(listing.count(access));
  }
  const inListing = input.accessId === null ? counted.filter((one) => listing.isIn(one)) : counted;
  if (input.sort === 'closeness') inListing.sort((one, other) => (one.closest === other.closest ? one.access.earliestMs - other.access.earliestMs : one.closest - other.closest));
  return {
    total: inListing.length, accesses: accesses.length, undatedAccesses: undated, withContact: counted.filter(({ closest }) => closest !== Infinity).length,
    withoutSubject: accesses.filter(({ subjects }) => subjects.length === 0).length, closing: { stated: listing.closingStated, open: accesses.filter((access) => listing.closing(access) === 'either').length },
    rows: listing.tell(inListing.slice(input.offset, input.offset + input.limit)),
  };
}
