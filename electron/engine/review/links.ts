/** How many items are linked to each allegation, particular and Standard. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ChargeId } from '../../../shared/domain/charge.ts';
import type { StandardCode } from '../../../shared/domain/standard.ts';
import { withoutStranded } from './stranded.ts';

interface Links { readonly charges: readonly ChargeId[]; readonly standards: readonly StandardCode[] }
interface Stored { readonly charges: string; readonly standards: string }

// Written by the engine as JSON of exactly these.
const linksOf = ({ charges, standards }: Stored): Links => ({ charges: JSON.parse(charges) as ChargeId[], standards: JSON.parse(standards) as StandardCode[] });

/**
 * Items, each counted once however many of its assessments link it. `chargesOf` says which charges a list of links
 * counts for. First assessments are counted by their distinct lists of links; only those of second reviewers are gone through.
 */
export function countLinks(db: CaseDatabase, chargesOf: (links: Links) => ChargeId[]): { readonly charges: ReadonlyMap<ChargeId, number>; readonly standards: ReadonlyMap<StandardCode, number> } {
  const charges = new Map<ChargeId, number>();
  const standards = new Map<StandardCode, number>();
  const add = <T>(counts: Map<T, number>, values: Iterable<T>, items: number): void => {
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + items);
  };
  const addNew = <T>(counts: Map<T, number>, already: Set<T>, values: readonly T[]): void => {
    for (const value of values) if (!already.has(value)) {
      already.add(value);
      add(counts, [value], 1);
    }
  };
  const groups = db.prepare<[], Stored & { items: number }>(
    `SELECT charges, standards, count(*) AS items FROM current_assessment WHERE (charges <> '[]' OR standards <> '[]') AND state <> 'not-assessed'${withoutStranded(db, 'item_id')} GROUP BY charges, standards`,
  ).all();
  for (const group of groups) {
    const links = linksOf(group);
    add(charges, new Set(chargesOf(links)), group.items);
    add(standards, new Set(links.standards), group.items);
  }
  const seconds = db.prepare<[], Stored & { itemId: string; first: string | null }>(
    `SELECT second.item_id AS itemId, second.charges, second.standards,
       (SELECT json_array(charges, standards) FROM current_assessment AS first WHERE first.item_id = second.item_id AND first.state <> 'not-assessed') AS first
     FROM second_assessment AS second WHERE (charges <> '[]' OR standards <> '[]')${withoutStranded(db, 'second.item_id')}`,
  ).all();
  const counted = new Map<string, { charges: Set<ChargeId>; standards: Set<StandardCode> }>();
  for (const second of seconds) {
    const links = linksOf(second);
    const [firstCharges = '[]', firstStandards = '[]'] = second.first === null ? [] : (JSON.parse(second.first) as string[]);
    const first = linksOf({ charges: firstCharges, standards: firstStandards });
    const known = counted.get(second.itemId) ?? { charges: new Set(chargesOf(first)), standards: new Set(first.standards) };
    counted.set(second.itemId, known);
    addNew(charges, known.charges, chargesOf(links));
    addNew(standards, known.standards, links.standards);
  }
  return { charges, standards };
}
