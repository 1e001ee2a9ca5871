/** Exports exactly the current view of the timeline, and records that it was. */
import { basename } from 'node:path';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import type { ItemLine } from '../../../shared/contract/timeline.ts';
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
import { caseTotals } from '../timeline/timeline-summary.ts';
import { version } from '../version.ts';
import { asOfNow, exportable, pagesOf, rowsOfThreads } from './view-rows.ts';
import { writeTimelinePdf } from './timeline/write-timeline-pdf.ts';

async function* linePages(db: CaseDatabase, filter: TimelineFilter): AsyncGenerator<readonly ItemLine[]> {
  for await (const page of pagesOf(db, filter)) yield page.map(({ line }) => line);
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
        madeAt: new Date(), author: work.author, version, logHead: logHead(db).hash, pages: () => linePages(db, listed),
      }, { destination, overwrite }, call),
    };
  });
  work.record({
    action: 'timeline.exported', summary: `Timeline exported as ${basename(destination)}: ${done.rows} rows on ${done.pages} pages`,
    details: { file: basename(destination), sha256: done.sha256, rows: done.rows, leftOut: done.leftOut, withheld: done.withheld, pages: done.pages, selection: filterInWords, zone },
  });
  return done;
}
