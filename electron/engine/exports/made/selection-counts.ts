/** A view narrowed to what one document lists, and everything it leaves out counted by why. */
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { formatInstant } from '../../../../shared/domain/display-time.ts';
import type { TimelineFilter } from '../../../../shared/domain/timeline-filter.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import { describeView } from '../../timeline/describe-view.ts';
import { countItems, countPrivileged } from '../../timeline/filter-sql.ts';
import { caseTotals } from '../../timeline/timeline-summary.ts';
import { thirdPartyNote } from '../documents/case-matter.ts';
import { setAsideWords, type Part, type Totals } from '../documents/totals.ts';
import { exportable, thirdPartyRows } from '../selection.ts';

/** What a document lists of a view. An empty list means any. */
export interface Narrowing extends Partial<Pick<TimelineFilter, 'kinds' | 'relevances' | 'handlings'>> {
  /** Rows of the view that it is about and that are on another schedule, counted apart. */
  readonly elsewhere?: { readonly words: string; readonly handlings: TimelineFilter['handlings'] };
  /** What is said of rows of the view that it does not list: `in this selection, not messages`. */
  readonly notListed: string;
}

export interface CountedSelection {
  /** What the document lists. */
  readonly listed: TimelineFilter;
  readonly totals: Totals;
  readonly filterInWords: string;
  /** '' when the case has no third-party conversations. */
  readonly thirdParty: string;
}

/** What both lists allow; an empty list allows anything. Throws `invalid_input` when nothing can be in both. */
function both<T>(chosen: T[], wanted: readonly T[] | undefined): T[] {
  if (wanted === undefined || wanted.length === 0) return chosen;
  const shared = chosen.length === 0 ? [...wanted] : chosen.filter((value) => wanted.includes(value));
  if (shared.length === 0) throw new PlumblineError('invalid_input', 'Nothing in this selection can be in this document: the filter leaves out all that it lists. Take that part of the filter away.');
  return shared;
}

function narrowed(filter: TimelineFilter, { kinds, relevances, handlings }: Narrowing): TimelineFilter {
  return { ...filter, kinds: both(filter.kinds, kinds), relevances: both(filter.relevances, relevances), handlings: both(filter.handlings, handlings) };
}

/** Throws `invalid_input` for a selection the document cannot be of. */
export function countSelection(db: CaseDatabase, filter: TimelineFilter, zone: string, narrowing: Narrowing): CountedSelection {
  const { items: total, setAside } = caseTotals(db);
  const listed = exportable(narrowed(filter, narrowing));
  const ofDocument = narrowed(filter, { ...narrowing, handlings: [] });
  const rows = countItems(db, listed);
  const withheld = countPrivileged(db, ofDocument);
  const { elsewhere } = narrowing;
  const apart = elsewhere === undefined || (filter.handlings.length > 0 && !filter.handlings.some((handling) => elsewhere.handlings.includes(handling))) ? 0 : countItems(db, { ...ofDocument, handlings: elsewhere.handlings });
  const inView = countItems(db, filter);
  const rest = inView - rows - withheld - apart;
  const others: Part[] = [
    ...(elsewhere === undefined ? [] : [{ words: elsewhere.words, count: apart }]),
    ...(rest === 0 ? [] : [{ words: narrowing.notListed, count: rest }]), { words: 'outside this selection', count: total - inView },
  ];
  return {
    listed, totals: { listed: rows, withheld, others, total, of: 'items', after: setAsideWords(setAside) },
    filterInWords: describeView(db, filter, (ms) => formatInstant(ms, zone)), thirdParty: thirdPartyNote(thirdPartyRows(db, listed)),
  };
}
