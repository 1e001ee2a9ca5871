/** Contacts and accesses before and after each anchor, and between neighbours. What can be on either side is counted apart. */
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import type { AnchorSides, AroundAnchors } from '../../../shared/contract/patterns.ts';
import { anchorSpan, type Anchor } from '../../../shared/domain/anchor.ts';
import type { AnchorId, PersonId } from '../../../shared/domain/ids.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { readAnchors } from '../anchors/anchor-store.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { CallContext } from '../rpc/handler.ts';
import { firstIndex } from '../timeline/first-index.ts';
import { eachCountedRow, noneOfBoth, type Both, type CountedRow } from './counted-rows.ts';

interface Placed { readonly id: AnchorId; readonly fromMs: number; readonly untilMs: number }
/** Anchors that can be at the same time, as one end of a stretch. */
interface End { ids: AnchorId[]; readonly fromMs: number; untilMs: number }

function endsOf(anchors: readonly Placed[]): End[] {
  const ends: End[] = [];
  for (const { id, fromMs, untilMs } of anchors) {
    const before = ends.at(-1);
    if (before === undefined || fromMs >= before.untilMs) ends.push({ ids: [id], fromMs, untilMs });
    else {
      before.ids.push(id);
      before.untilMs = Math.max(before.untilMs, untilMs);
    }
  }
  return ends;
}

class Sides {
  readonly dated = noneOfBoth();
  readonly open = noneOfBoth();
  readonly #anchors: readonly Placed[];
  readonly #sides: readonly (AnchorSides & { readonly anchorId: AnchorId })[];
  readonly #ends: readonly End[];
  readonly #stretches: readonly Both[];

  constructor(anchors: readonly Placed[]) {
    this.#anchors = anchors;
    this.#sides = anchors.map(({ id }) => ({ anchorId: id, before: noneOfBoth(), after: noneOfBoth(), open: noneOfBoth() }));
    this.#ends = endsOf(anchors);
    this.#stretches = Array.from({ length: this.#ends.length + 1 }, noneOfBoth);
  }

  add({ earliestMs, latestMs, context: { counted } }: CountedRow): void {
    this.dated[counted] += 1;
    for (const [index, { fromMs, untilMs }] of this.#anchors.entries()) {
      const side = latestMs <= fromMs ? 'before' : earliestMs >= untilMs ? 'after' : 'open';
      const sides = this.#sides[index];
      if (sides !== undefined) sides[side][counted] += 1;
    }
    // Ends do not overlap: the stretch a row begins in is after the last end it begins behind.
    const at = firstIndex(this.#ends.length, (index) => (this.#ends[index] as End).untilMs > earliestMs); // asked only below the length
    const next = this.#ends[at];
    const stretch = next === undefined || latestMs <= next.fromMs ? this.#stretches[at] : this.open;
    if (stretch !== undefined) stretch[counted] += 1;
  }

  get anchors(): AroundAnchors['anchors'] {
    return [...this.#sides];
  }
  get stretches(): AroundAnchors['stretches'] {
    return this.#stretches.map((counts, index) => {
      const [before, after] = [this.#ends[index - 1], this.#ends[index]];
      return { ...counts, fromMs: before?.untilMs ?? null, untilMs: after?.fromMs ?? null, after: before?.ids ?? [], before: after?.ids ?? [] };
    });
  }
}

async function count(db: CaseDatabase, filter: TimelineFilter, anchors: readonly Placed[], call: CallContext): Promise<Sides> {
  const sides = new Sides(anchors);
  await eachCountedRow(db, filter, call, (row) => sides.add(row));
  return sides;
}

/** Everybody the filter asks for, the officer left out: the officer is in every contact. */
function peopleOf(db: CaseDatabase, filter: TimelineFilter): { id: PersonId; name: string }[] {
  const people = db.prepare<[], { id: PersonId; name: string }>(
    `SELECT current_person.person_id AS id, name FROM current_person JOIN person_version USING (version_id) WHERE current_person.merged_into IS NULL AND relationship <> 'self' ORDER BY name, id`,
  ).all();
  if (filter.personIds.length === 0) return people;
  const owners = new Set(db.prepare<[string], { id: PersonId }>('SELECT owner_id AS id FROM person_owner WHERE person_id IN (SELECT value FROM json_each(?))').all(JSON.stringify(filter.personIds)).map(({ id }) => id));
  return people.filter(({ id }) => owners.has(id));
}

export async function aroundAnchors(db: CaseDatabase, input: CommandRequest<'patterns.aroundAnchors'>, call: CallContext): Promise<AroundAnchors> {
  const filter = { ...input.filter, pattern: null };
  const anchors = readAnchors(db).map((anchor: Anchor): Placed => ({ id: anchor.id, ...anchorSpan(anchor) }));
  const whole = await count(db, filter, anchors, call);
  const people: AroundAnchors['people'] = [];
  for (const { id, name } of input.perPerson ? peopleOf(db, filter) : []) {
    const own = await count(db, { ...filter, personIds: [id] }, anchors, call);
    people.push({ personId: id, name, dated: own.dated, anchors: own.anchors });
  }
  return { filter, dated: whole.dated, anchors: whole.anchors, stretches: whole.stretches, open: whole.open, people };
}
