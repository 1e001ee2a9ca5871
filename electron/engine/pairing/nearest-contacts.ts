/** For a schedule of accesses: of each access the nearest contact before, the nearest after, and how many there are. */
import type { ItemRow } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { PairGap, PairOrder, PairWindow } from '../../../shared/domain/pairing.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { Holders } from '../people/holders.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { readRowsWithIdentifiers } from '../timeline/read-rows.ts';
import { readAccesses, type Access } from './accesses.ts';
import { decisionsByRow, told } from './list-pairs.ts';
import { standingDecisions, type Decisions } from './pair-decisions.ts';
import { OfficerContacts } from './officer-contacts.ts';
import { PairFinder, type Near } from './pair-finder.ts';

/** `withOfficer`: whether the officer is stated to be a party; null when the case says of nobody that they are the officer. */
export interface NearestContact { readonly item: ItemRow; readonly gap: PairGap; readonly inWords: string; readonly firstContact: boolean; readonly withOfficer: boolean | null }

export interface ContactsOfAccess {
  /** Whether the row names anybody or anything contacts can be looked for by. */
  readonly hasSubject: boolean;
  /** The nearest of each order, and how many there are of it; pairs decided against and privileged contacts left out. */
  readonly nearest: Readonly<Record<PairOrder, NearestContact | null>>;
  readonly counts: Readonly<Record<PairOrder, number>>;
  /** Of these, how many the officer is stated to be a party of; null when the case says of nobody that they are the officer. */
  readonly withOfficer: Readonly<Record<PairOrder, number>> | null;
  readonly rejected: number;
}

export class NearestContacts {
  readonly #db: CaseDatabase;
  readonly #accesses: ReadonlyMap<ItemId, Access>;
  readonly #finder: PairFinder;
  readonly #decisions: Decisions;
  readonly #privileged: ReadonlySet<number>;
  readonly #officer: OfficerContacts;

  constructor(db: CaseDatabase, window: PairWindow) {
    const { accesses } = readAccesses(db);
    this.#db = db;
    this.#accesses = new Map(accesses.map((access) => [access.itemId, access]));
    const holders = new Holders(db);
    this.#finder = new PairFinder(db, accesses, holders, window);
    this.#officer = new OfficerContacts(db, holders);
    this.#decisions = standingDecisions(db);
    this.#privileged = new Set(db.prepare<[], number>(`SELECT row_id FROM (${rowsOfItems(`SELECT item_id FROM current_disclosure WHERE handling = 'privileged'`)})`).pluck().all());
  }

  #chosen(access: Access): { readonly near: Readonly<Record<PairOrder, Near | null>>; readonly counts: Record<PairOrder, number>; readonly withOfficer: Record<PairOrder, number>; readonly rejected: number } {
    const decided = decisionsByRow(this.#db, this.#decisions, access.itemId);
    const near: Record<PairOrder, Near | null> = { after: null, before: null, either: null };
    const counts = { after: 0, before: 0, either: 0 };
    const withOfficer = { ...counts };
    let rejected = 0;
    for (const contact of this.#finder.near(access)) {
      if (this.#privileged.has(contact.rowId)) continue;
      if (decided.get(contact.rowId)?.decision === 'rejected') { rejected += 1; continue; }
      const { order } = contact.gap;
      counts[order] += 1;
      if (this.#officer.has(contact.rowId)) withOfficer[order] += 1;
      near[order] ??= contact; // closest first
    }
    return { near, counts, withOfficer, rejected };
  }

  /** By access; undated ones, which cannot be placed, have no entry. */
  of(itemIds: readonly ItemId[]): ReadonlyMap<ItemId, ContactsOfAccess> {
    const chosen = itemIds.flatMap((itemId) => {
      const access = this.#accesses.get(itemId);
      return access === undefined ? [] : [{ access, ...this.#chosen(access) }];
    });
    const rows = readRowsWithIdentifiers(this.#db, chosen.flatMap(({ near }) => Object.values(near).flatMap((contact) => (contact === null ? [] : [contact.rowId]))));
    const tell = (contact: Near | null): NearestContact | null => {
      const found = contact === null ? undefined : rows.get(contact.rowId);
      const [match] = contact?.matches ?? [];
      if (contact === null || found === undefined || match === undefined) return null;
      return { item: found.row, gap: contact.gap, inWords: told(match, found.identifiers).inWords, firstContact: contact.firstContact, withOfficer: this.#officer.known ? this.#officer.has(contact.rowId) : null };
    };
    return new Map(chosen.map(({ access, near, counts, withOfficer, rejected }) => [access.itemId, {
      hasSubject: access.subjects.length > 0, nearest: { after: tell(near.after), before: tell(near.before), either: tell(near.either) }, counts, withOfficer: this.#officer.known ? withOfficer : null, rejected,
    }]));
  }
}
