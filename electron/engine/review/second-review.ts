/** Where first and second reviewers agree, where they differ, and what no second reviewer has looked at yet. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import type { SecondReview } from '../../../shared/contract/assessing.ts';
import type { SecondView } from '../../../shared/domain/assessment.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { firstAssessments, readRows, secondAssessments } from '../timeline/read-rows.ts';

const listed = { differs: 'differs', agrees: 'agrees', waiting: 'none' } as const satisfies Record<string, SecondView>;
const assessedRows = (where: string): string => `FROM (${rowsOfItems('SELECT item_id FROM second_view')}) AS found JOIN second_view USING (item_id) WHERE ${visibleRows('found')}${where}`;

/** A page of one listing, in timeline order, with the counts of all three. */
export function secondReview(db: CaseDatabase, { listing, offset, limit }: CommandRequest<'review.second'>): SecondReview {
  const counts = new Map(db.prepare<[], { second: SecondView; count: number }>(`SELECT second, count(*) AS count ${assessedRows('')} GROUP BY second`).all().map((row) => [row.second, row.count]));
  const of = (second: SecondView): number => counts.get(second) ?? 0;
  const rowIds = db.prepare<[string, number, number], number>(
    `SELECT item_row.row_id FROM item_row WHERE row_id IN (SELECT row_id ${assessedRows(' AND second = ?')}) ORDER BY sort_ms, row_id LIMIT ? OFFSET ?`,
  ).pluck().all(listed[listing], limit, offset);
  const rows = readRows(db, rowIds);
  const items = rowIds.flatMap((rowId) => rows.get(rowId) ?? []);
  const ids = items.map(({ id }) => id);
  const [firsts, seconds] = [firstAssessments(db, ids), secondAssessments(db, ids)];
  return {
    assessed: of('none') + of('agrees') + of('differs'), differs: of('differs'), agrees: of('agrees'), waiting: of('none'), total: of(listed[listing]),
    rows: items.flatMap((item) => {
      const first = firsts.get(item.id);
      return first === undefined ? [] : [{ item, first, seconds: seconds.get(item.id) ?? [] }];
    }),
  };
}
