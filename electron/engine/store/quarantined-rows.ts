/** Rows that could not become items, with where they lie and why. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import type { Locator, QuarantinedRow } from '../../../shared/domain/item.ts';
import { visibleRows } from './import-runs.ts';

interface Stored { locator: string; code: QuarantinedRow['code']; reason: string; verbatim: string }

/** A page of an exhibit's set-aside rows, in source order, and how many there are. */
export function pageOfQuarantined(db: CaseDatabase, exhibitId: ExhibitId, offset: number, limit: number): { total: number; rows: QuarantinedRow[] } {
  const where = `exhibit_id = ? AND ${visibleRows('quarantined_row')}`;
  const total = db.prepare<[number], { count: number }>(`SELECT count(*) AS count FROM quarantined_row WHERE ${where}`).get(exhibitId)?.count ?? 0;
  const rows = db.prepare<[number, number, number], Stored>(
    `SELECT locator, code, reason, verbatim FROM quarantined_row WHERE ${where} ORDER BY quarantined_id LIMIT ? OFFSET ?`,
  ).all(exhibitId, limit, offset);
  return { total, rows: rows.map((row) => ({ ...row, locator: JSON.parse(row.locator) as Locator })) };
}
