/** The pattern of contact of a view, as a document: the counts of Patterns, taken at the moment the document is made. */
import type { AskOf } from '../../../../shared/domain/document-ask.ts';
import { formatInstant } from '../../../../shared/domain/display-time.ts';
import { patterns } from '../../patterns/summary.ts';
import { describeView } from '../../timeline/describe-view.ts';
import { countItems, countPrivileged } from '../../timeline/filter-sql.ts';
import { caseTotals } from '../../timeline/timeline-summary.ts';
import { patternDocument } from '../documents/kinds/patterns.ts';
import { setAsideWords, type Totals } from '../documents/totals.ts';
import { exportable } from '../selection.ts';
import { madeDocument, type MadeDocument } from './made-document.ts';
import type { Making } from './making.ts';

/** Privileged items are counted nowhere but among those withheld. Throws what `patterns` throws. */
export async function patternOfContact(making: Making, { filter, zone, per, silenceMs }: AskOf<'patterns'>): Promise<MadeDocument> {
  const { db, matter, hiding, call } = making;
  const chosen = { ...filter, pattern: null };
  const listed = exportable(chosen);
  const counted = hiding.values(await patterns(db, { filter: listed, zone, per, silenceMs }, call));
  const { items: total, setAside } = caseTotals(db);
  const [inView, withheld] = [countItems(db, chosen), countPrivileged(db, chosen)];
  const dated = counted.dated.contacts + counted.dated.accesses;
  const undated = counted.undated.contacts + counted.undated.accesses;
  const inWords = hiding.text(describeView(db, chosen, (ms) => formatInstant(ms, zone)));
  const totals: Totals = {
    listedAs: 'Contacts and system accesses counted', listed: dated, withheld, total, of: 'items', after: setAsideWords(setAside),
    others: [
      ...(undated === 0 ? [] : [{ words: 'contacts and accesses without a time', count: undated }]),
      { words: 'other rows of this selection', count: inView - withheld - dated - undated }, { words: 'outside this selection', count: total - inView },
    ],
  };
  const document = madeDocument(making, patternDocument(matter, counted, [`Selection: ${inWords}.`], totals), totals, inWords);
  // The lines of its table are days or weeks; what it is of are the rows they count.
  return { ...document, set: async () => ({ ...(await document.set()), rows: dated }) };
}
