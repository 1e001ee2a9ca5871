/** The timeline of a view, ready to be set: exactly its rows, privileged ones counted and left out. */
import type { TimelineFilter } from '../../../../shared/domain/timeline-filter.ts';
import { formatInstant } from '../../../../shared/domain/display-time.ts';
import { describeView } from '../../timeline/describe-view.ts';
import { countItems, countPrivileged } from '../../timeline/filter-sql.ts';
import { caseTotals } from '../../timeline/timeline-summary.ts';
import { setDocument, type SetDocument } from '../documents/set-document.ts';
import { exportable, readPages, thirdPartyRows } from '../selection.ts';
import { timelineDocument } from '../timeline/timeline-document.ts';
import { hidden } from './made-document.ts';
import type { Making } from './making.ts';

export interface SetTimeline extends SetDocument { readonly filterInWords: string; readonly leftOut: number; readonly withheld: number }

/** Throws `invalid_input` for a view of privileged items alone, `cancelled`, `typesetting_failed`. */
export async function setTimeline(making: Making, filter: TimelineFilter): Promise<SetTimeline> {
  const { db, matter, hiding, bundle } = making;
  const totals = caseTotals(db);
  const listed = exportable(filter);
  const shown = countItems(db, listed);
  const withheld = countPrivileged(db, filter);
  const filterInWords = describeView(db, filter, (ms) => formatInstant(ms, matter.zone));
  const document = timelineDocument({
    ...matter, filterInWords: hiding.text(filterInWords), shown, withheld, thirdParty: thirdPartyRows(db, listed), total: totals.items, setAside: totals.setAside, pages: () => readPages(db, listed), ...(bundle === undefined ? {} : { bundle }),
  });
  return { ...await setDocument(hidden(document, making), making), filterInWords, leftOut: totals.items - shown - withheld, withheld };
}
