/** Whether an exhibit holds anything privileged: then nothing of it is taken over or shown whole. */
import { everything } from '../../../shared/domain/timeline-filter.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { pageOfItems } from '../timeline/read-rows.ts';

export function holdsPrivileged(db: CaseDatabase, exhibitId: ExhibitId): boolean {
  return pageOfItems(db, { ...everything, exhibitIds: [exhibitId], handlings: ['privileged'] }, null, 1).items.length > 0;
}
