/** Who is stated to hold an identifier, and when; read once for a piece of work that asks many times. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { Identifier } from '../../../shared/domain/item.ts';
import type { Relationship } from '../../../shared/domain/person.ts';

/** Instants a row can mean: the first, and the first after. */
export interface Instants { readonly earliestMs: number; readonly latestMs: number }
export type IdentifierKey = `${Identifier['kind']} ${string}`;
export interface Who { readonly id: PersonId; readonly name: string; readonly relationship: Relationship; readonly relationshipKind: string }
export interface Hold { readonly key: IdentifierKey; readonly who: Who; readonly shared: boolean; readonly fromMs: number; readonly untilMs: number }

export const keyOf = ({ kind, normal }: Pick<Identifier, 'kind' | 'normal'>): IdentifierKey => `${kind} ${normal}`;

interface HoldRecord { kind: Identifier['kind']; normal: string; fromMs: number | null; untilMs: number | null; shared: number; id: PersonId; name: string; relationship: Relationship; relationshipKind: string }

/** Statements about people as they stand, merges followed. */
export class Holders {
  readonly #byIdentifier = new Map<IdentifierKey, Hold[]>();
  readonly #byPerson = new Map<PersonId, Hold[]>();

  constructor(db: CaseDatabase) {
    const records = db.prepare<[], HoldRecord>(
      `SELECT current_holding.kind, current_holding.normal, current_holding.from_ms AS fromMs, current_holding.until_ms AS untilMs, shared, owner_id AS id, name, relationship, relationship_kind AS relationshipKind
       FROM current_holding JOIN holding_version USING (version_id) JOIN person_owner ON person_owner.person_id = current_holding.person_id
       JOIN current_person ON current_person.person_id = owner_id JOIN person_version ON person_version.version_id = current_person.version_id
       ORDER BY owner_id, current_holding.holding_id`,
    ).all();
    for (const { kind, normal, fromMs, untilMs, shared, ...who } of records) {
      const hold: Hold = { key: keyOf({ kind, normal }), who, shared: shared === 1, fromMs: fromMs ?? -Infinity, untilMs: untilMs ?? Infinity };
      this.#byIdentifier.set(hold.key, [...this.#byIdentifier.get(hold.key) ?? [], hold]);
      this.#byPerson.set(who.id, [...this.#byPerson.get(who.id) ?? [], hold]);
    }
  }

  /** Who holds an identifier at any instant a row can mean. */
  at(key: IdentifierKey, { earliestMs, latestMs }: Instants): readonly Hold[] {
    return (this.#byIdentifier.get(key) ?? []).filter((hold) => latestMs > hold.fromMs && earliestMs < hold.untilMs);
  }

  /** Everything the officer under investigation holds at one time or another. */
  ofOfficer(): readonly Hold[] {
    return [...this.#byPerson.values()].flat().filter(({ who }) => who.relationship === 'self');
  }

  /** Everything a person holds at one time or another. */
  of(personId: PersonId): readonly Hold[] {
    return this.#byPerson.get(personId) ?? [];
  }
}
