/** When the case, or the part of it about a person, was closed: by the anchors of that kind, the earliest that applies. */
import { anchorSpan } from '../../../shared/domain/anchor.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { PairOrder } from '../../../shared/domain/pairing.ts';
import { readAnchors } from '../anchors/anchor-store.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { Instants } from '../people/holders.ts';

export class Closings {
  /** Earliest first. */
  readonly #closings: readonly { readonly personId: PersonId | null; readonly fromMs: number; readonly untilMs: number }[];

  constructor(db: CaseDatabase) {
    this.#closings = readAnchors(db).filter(({ kind }) => kind === 'case-closed').map((anchor) => ({ personId: anchor.personId, ...anchorSpan(anchor) }));
  }

  get stated(): boolean {
    return this.#closings.length > 0;
  }

  /** On which side of the first closing that is about the case or one of the people; null when there is none. */
  sideOf({ earliestMs, latestMs }: Instants, people: ReadonlySet<PersonId>): PairOrder | null {
    const closing = this.#closings.find(({ personId }) => personId === null || people.has(personId));
    if (closing === undefined) return null;
    return earliestMs >= closing.untilMs ? 'after' : latestMs <= closing.fromMs ? 'before' : 'either';
  }
}
