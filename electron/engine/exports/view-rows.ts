/** The rows of a view as exports to other programs take them: whole items, some at a time. */
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { pageOfWholeItems, type WholeItem } from '../timeline/read-rows.ts';

const rowsARead = 500;

/** Items in timeline order, some at a time. */
export async function* pagesOf(db: CaseDatabase, filter: TimelineFilter): AsyncGenerator<readonly WholeItem[]> {
  for (let after: string | null = null; ;) {
    const page: { readonly items: readonly WholeItem[]; readonly next: string | null } = pageOfWholeItems(db, filter, after, rowsARead);
    yield page.items;
    if (page.next === null) return;
    after = page.next;
  }
}
