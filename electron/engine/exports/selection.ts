/** What a document's selection holds and leaves out, counted so that it foots; and its rows, in pages. */
import type { ItemLine } from '../../../shared/contract/timeline.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { handlings, type Handling } from '../../../shared/domain/disclosure.ts';
import type { RowOrder } from '../../../shared/domain/document-kind.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { thirdPartyCounts } from '../conversations/third-party.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { settleSummaries } from '../people/identifier-summary.ts';
import { countItems } from '../timeline/filter-sql.ts';
import { beforeUndated, pageOfItems, pageOfLatest } from '../timeline/read-rows.ts';

const rowsARead = 500;

type ReadPage = typeof pageOfItems;

async function* pagesBy(read: ReadPage, db: CaseDatabase, filter: TimelineFilter, first: string | null): AsyncGenerator<readonly ItemLine[]> {
  for (let after = first; ;) {
    const page: ReturnType<ReadPage> = read(db, filter, after, rowsARead);
    yield page.items;
    if (page.next === null) return;
    after = page.next;
  }
}

/** Rows of a filter in timeline order, or latest first; those without a time come last either way. */
export async function* readPages(db: CaseDatabase, filter: TimelineFilter, order: RowOrder = 'earliest'): AsyncGenerator<readonly ItemLine[]> {
  if (order === 'latest') yield* pagesBy(pageOfLatest, db, filter, null);
  yield* pagesBy(pageOfItems, db, filter, order === 'latest' ? beforeUndated : null);
}

/**
 * Everything `read` sees of the case is as it was at one moment, however long it takes and whatever a
 * reviewer does meanwhile. The connection is this export's own.
 */
export async function asOfNow<T>(db: CaseDatabase, read: () => Promise<T>): Promise<T> {
  // Whose names are where is settled first: written inside, it would keep every reviewer from writing until the export is done.
  settleSummaries(db);
  db.exec('BEGIN');
  try {
    return await read();
  } finally {
    db.exec('COMMIT');
  }
}

/** The selection without privileged items, which are never exported. Throws `invalid_input` when it is of nothing else. */
export function exportable(filter: TimelineFilter): TimelineFilter {
  const kept: Handling[] = filter.handlings.length === 0 ? handlings.filter((handling) => handling !== 'privileged') : filter.handlings.filter((handling) => handling !== 'privileged');
  if (kept.length === 0) throw new PlumblineError('invalid_input', 'Privileged items are never exported, and this selection is of nothing else.');
  return { ...filter, handlings: kept };
}

export interface ThirdPartyRows { readonly closed: number; readonly opened: number; readonly rows: number }

/** Third-party conversations of the case, how many of them anybody opened, and rows of them in a selection. */
export function thirdPartyRows(db: CaseDatabase, filter: TimelineFilter): ThirdPartyRows {
  const { threads, closed, opened } = thirdPartyCounts(db);
  const wanted = filter.threads.length === 0 ? threads : threads.filter((thread) => filter.threads.some((chosen) => chosen.exhibitId === thread.exhibitId && chosen.thread === thread.thread));
  return { closed, opened, rows: wanted.length === 0 ? 0 : countItems(db, { ...filter, threads: [...wanted], accessesAbout: [] }) };
}
