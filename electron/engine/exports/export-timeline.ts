/** Exports exactly the current view of the timeline, and records that it was. */
import { basename } from 'node:path';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import type { Deed } from '../continuity/log.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { CallContext } from '../rpc/handler.ts';
import { describeView } from '../timeline/describe-view.ts';
import { countItems, countPrivileged } from '../timeline/filter-sql.ts';
import { caseTotals } from '../timeline/timeline-summary.ts';
import { writeDocument } from './documents/write-document.ts';
import { readMatter } from './read-matter.ts';
import { asOfNow, exportable, readPages, thirdPartyRows } from './selection.ts';
import { timelineDocument } from './timeline/timeline-document.ts';

/** Throws what `writeDocument` throws. */
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
    const withheld = countPrivileged(db, filter);
    const words = describeView(db, filter, (ms) => formatInstant(ms, zone));
    const document = timelineDocument({
      ...readMatter(work, zone), filterInWords: words, shown, withheld, thirdParty: thirdPartyRows(db, listed), total: totals.items, setAside: totals.setAside, pages: () => readPages(db, listed),
    });
    const written = await writeDocument(document, { destination, overwrite }, call);
    return { filterInWords: words, done: { ...written, leftOut: totals.items - shown - withheld, withheld } };
  });
  work.record({
    action: 'timeline.exported', summary: `Timeline exported as ${basename(destination)}: ${done.rows} rows on ${done.pages} pages`,
    details: { file: basename(destination), sha256: done.sha256, rows: done.rows, leftOut: done.leftOut, withheld: done.withheld, pages: done.pages, selection: filterInWords, zone },
  });
  return done;
}
