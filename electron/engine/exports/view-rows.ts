/** The rows of a view as exports take them: as of one moment, without what is privileged. */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Handling } from '../../../shared/domain/disclosure.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { countItems } from '../timeline/filter-sql.ts';
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

/**
 * Everything `read` sees of the case is as it was at one moment, however long it takes and whatever a
 * reviewer does meanwhile. The connection is this export's own.
 */
export async function asOfNow<T>(db: CaseDatabase, read: () => Promise<T>): Promise<T> {
  db.exec('BEGIN');
  try {
    return await read();
  } finally {
    db.exec('COMMIT');
  }
}

/** The selection without privileged items, which are never exported. Throws `invalid_input` when it is of nothing else. */
export function exportable(filter: TimelineFilter): TimelineFilter {
  const handlings: Handling[] = filter.handlings.length === 0 ? ['normal', 'sensitive'] : filter.handlings.filter((handling) => handling !== 'privileged');
  if (handlings.length === 0) throw new PlumblineError('invalid_input', 'Privileged items are never exported, and this selection is of nothing else.');
  return { ...filter, handlings };
}

/** Rows of a selection that are of any of some conversations. */
export function rowsOfThreads(db: CaseDatabase, filter: TimelineFilter, threads: readonly TimelineFilter['threads'][number][]): number {
  const wanted = filter.threads.length === 0 ? threads : threads.filter((thread) => filter.threads.some((chosen) => chosen.exhibitId === thread.exhibitId && chosen.thread === thread.thread));
  return wanted.length === 0 ? 0 : countItems(db, { ...filter, threads: [...wanted], accessesAbout: [] });
}
