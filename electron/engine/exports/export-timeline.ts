/** Exports exactly the current view of the timeline, and records that it was. */
import { basename } from 'node:path';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import type { ItemLine } from '../../../shared/contract/timeline.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Handling } from '../../../shared/domain/disclosure.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import type { Tag } from '../../../shared/domain/tags.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { logHead, type Deed } from '../continuity/log.ts';
import { thirdPartyCounts } from '../conversations/third-party.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { CallContext } from '../rpc/handler.ts';
import { standingCharges } from '../review/charges.ts';
import { standards } from '../review/standards.ts';
import { readDetails } from '../store/case-details.ts';
import { listExhibits } from '../store/exhibits.ts';
import { describeView } from '../timeline/describe-view.ts';
import { countItems, countPrivileged } from '../timeline/filter-sql.ts';
import { pageOfItems } from '../timeline/read-rows.ts';
import { caseTotals } from '../timeline/timeline-summary.ts';
import { version } from '../version.ts';
import { writeTimelinePdf } from './timeline/write-timeline-pdf.ts';

const rowsARead = 500;

async function* readPages(db: CaseDatabase, filter: TimelineFilter): AsyncGenerator<readonly ItemLine[]> {
  for (let after: string | null = null; ;) {
    const page: { readonly items: ItemLine[]; readonly next: string | null } = pageOfItems(db, filter, after, rowsARead);
    yield page.items;
    if (page.next === null) return;
    after = page.next;
  }
}

/**
 * Everything `read` sees of the case is as it was at one moment, however long it takes and whatever a
 * reviewer does meanwhile. The connection is this export's own.
 */
async function asOfNow<T>(db: CaseDatabase, read: () => Promise<T>): Promise<T> {
  db.exec('BEGIN');
  try {
    return await read();
  } finally {
    db.exec('COMMIT');
  }
}

/** The selection without privileged items, which are never exported. Throws `invalid_input` when it is of nothing else. */
function exportable(filter: TimelineFilter): TimelineFilter {
  const handlings: Handling[] = filter.handlings.length === 0 ? ['normal', 'sensitive'] : filter.handlings.filter((handling) => handling !== 'privileged');
  if (handlings.length === 0) throw new PlumblineError('invalid_input', 'Privileged items are never exported, and this selection is of nothing else.');
  return { ...filter, handlings };
}

/** Rows of a selection that are of any of some conversations. */
function rowsOfThreads(db: CaseDatabase, filter: TimelineFilter, threads: readonly TimelineFilter['threads'][number][]): number {
  const wanted = filter.threads.length === 0 ? threads : threads.filter((thread) => filter.threads.some((chosen) => chosen.exhibitId === thread.exhibitId && chosen.thread === thread.thread));
  return wanted.length === 0 ? 0 : countItems(db, { ...filter, threads: [...wanted], accessesAbout: [] });
}

/** Throws what `writeTimelinePdf` throws. */
export async function exportTimeline(
  work: { readonly db: CaseDatabase; readonly author: string; readonly record: (deed: Deed) => void },
  { filter, zone, destination, overwrite }: CommandRequest<'exports.timeline'>,
  call: CallContext,
): Promise<CommandOutput<'exports.timeline'>> {
  const { db } = work;
  const { done, filterInWords } = await asOfNow(db, async () => {
    const totals = caseTotals(db);
    const listed = exportable(filter);
    const shown = countItems(db, listed);
    const { threads, ...thirdParty } = thirdPartyCounts(db);
    const words = describeView(db, filter, (ms) => formatInstant(ms, zone));
    return {
      filterInWords: words,
      done: await writeTimelinePdf({
        details: readDetails(db), filterInWords: words, zone, shown, withheld: countPrivileged(db, filter),
        thirdParty: { ...thirdParty, rows: rowsOfThreads(db, listed, threads) }, total: totals.items, setAside: totals.setAside,
        exhibits: listExhibits(db), tags: db.prepare<[], Tag>('SELECT code, name, definition FROM tag ORDER BY position').all(), standards: standards(db), charges: standingCharges(db),
        madeAt: new Date(), author: work.author, version, logHead: logHead(db).hash, pages: () => readPages(db, listed),
      }, { destination, overwrite }, call),
    };
  });
  work.record({
    action: 'timeline.exported', summary: `Timeline exported as ${basename(destination)}: ${done.rows} rows on ${done.pages} pages`,
    details: { file: basename(destination), sha256: done.sha256, rows: done.rows, leftOut: done.leftOut, withheld: done.withheld, pages: done.pages, selection: filterInWords, zone },
  });
  return done;
}
