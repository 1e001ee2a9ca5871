/** Whether an exhibit, or a file in it, holds anything privileged: then nothing of it is taken over or shown whole. */
import { everything } from '../../../shared/domain/timeline-filter.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { visibleRows } from '../store/import-runs.ts';
import { pageOfItems } from '../timeline/read-rows.ts';

export function holdsPrivileged(db: CaseDatabase, exhibitId: ExhibitId): boolean {
  return pageOfItems(db, { ...everything, exhibitIds: [exhibitId], handlings: ['privileged'] }, null, 1).items.length > 0;
}

/** Whether any item that brings this file is privileged. */
export function isInPrivileged(db: CaseDatabase, { exhibitId, member }: { readonly exhibitId: ExhibitId; readonly member: string }): boolean {
  return db.prepare<[number, string], number>(
    `SELECT 1 FROM item_attachment JOIN current_disclosure USING (item_id) WHERE exhibit_id = ? AND member = ? AND handling = 'privileged' AND ${visibleRows('item_attachment')} LIMIT 1`,
  ).pluck().get(exhibitId, member) !== undefined;
}
