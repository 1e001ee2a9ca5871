/** Assessed items by how second reviewers stand to the first. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { SecondView } from '../../../shared/domain/assessment.ts';
import { withoutStranded } from './stranded.ts';

export function countSeconds(db: CaseDatabase): Readonly<Record<SecondView, number>> {
  const assessed = db.prepare<[], number>(`SELECT count(*) FROM current_assessment WHERE state <> 'not-assessed'${withoutStranded(db, 'item_id')}`).pluck().get() ?? 0;
  const [agrees = 0, differs = 0] = [0, 1].map((differing) => db.prepare<[number], number>(
    `SELECT count(*) FROM (SELECT max(second.state <> first.state) AS differs FROM second_assessment AS second JOIN current_assessment AS first ON first.item_id = second.item_id
     WHERE first.state <> 'not-assessed'${withoutStranded(db, 'second.item_id')} GROUP BY second.item_id) WHERE differs = ?`,
  ).pluck().get(differing) ?? 0);
  return { none: assessed - agrees - differs, agrees, differs };
}
