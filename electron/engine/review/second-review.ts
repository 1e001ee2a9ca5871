/** Where first and second reviewers agree, where they differ, and what no second reviewer has looked at yet. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import type { SecondReview } from '../../../shared/contract/assessing.ts';
import type { SecondView } from '../../../shared/domain/assessment.ts';
import { countSeconds } from './count-seconds.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { firstAssessments, readRows, secondAssessments } from '../timeline/read-rows.ts';

const listed = { differs: 'differs', agrees: 'agrees', waiting: 'none' } as const satisfies Record<string, SecondView>;

/** A page of one listing, in timeline order, with the counts of all three. */
export function secondReview(db: CaseDatabase, { listing, offset, limit }: CommandRequest<'review.second'>): SecondReview {
  const counts = countSeconds(db);
  const rowIds = db.prepare<[string, number, number], number>(
    `SELECT item_row.row_id FROM item_row WHERE row_id IN (SELECT row_id FROM (${rowsOfItems('SELECT item_id FROM second_view WHERE second = ?')}) AS found WHERE ${visibleRows('found')}) ORDER BY sort_ms, row_id LIMIT ? OFFSET ?`,
  ).pluck().all(listed[listing], limit, offset);
  const rows = readRows(db, rowIds);
  const items = rowIds.flatMap((rowId) => rows.get(rowId) ?? []);
  const ids = items.map(({ id }) => id);
  const [firsts, seconds] = [firstAssessments(db, ids), secondAssessments(db, ids)];
  return {
    assessed: counts.none + counts.agrees + counts.differs, differs: counts.differs, agrees: counts.agrees, waiting: counts.none, total: counts[listed[listing]],
    rows: items.flatMap((item) => {
      const first = firsts.get(item.id);
      return first === undefined ? [] : [{ item, first, seconds: seconds.get(item.id) ?? [] }];
    }),
  };
}
