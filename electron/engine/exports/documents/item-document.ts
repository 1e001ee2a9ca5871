/** A document whose rows are items: the parts every one of them has. What differs is its columns and its words. */
import { timesShownIn } from '../../../../shared/domain/display-time.ts';
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import type { BundleColumn } from './bundle-pages.ts';
import { chargeLegend, exhibitsCited, notesHtml, timeNotesUsed, titleMatter, type CaseMatter } from './case-matter.ts';
import { clockCell, dateCell, sourceCell } from './cells.ts';
import { bundlePageColumn, notesWithout, without, type Column, type Note, type TableDocument } from './table-document.ts';
import { totalsHtml, type Totals } from './totals.ts';
import { undatedLane } from './undated-lane.ts';
import type { FilesWithin } from './files-within.ts';
import { noteUsed, nothingUsed } from './used.ts';

export interface OfItem { readonly item: ItemLine }

export interface ItemDocument<R extends OfItem> {
  readonly title: string;
  /** The selection in words, a line each. */
  readonly about: readonly string[];
  readonly columns: readonly Column<R>[];
  /** Where the column for bundle pages stands, when it is wanted: before the column of this place. */
  readonly bundlePageAt: number;
  readonly under?: (row: R) => string;
  readonly rowClass?: (row: R) => string;
  /** References of exhibits a row cites beside its own. */
  readonly alsoCites?: (row: R) => readonly string[];
  /** Files inside exhibits that its rows name by a number. */
  readonly within?: FilesWithin;
  readonly firstNumber: number;
  readonly none: string;
  /** HTML between the totals and the legends; '' for none. */
  readonly afterTotals?: string;
  readonly notes: readonly Note[];
  /** Keys of columns that are left out. */
  readonly leaveOut: readonly string[];
  readonly pages: () => AsyncIterable<readonly R[]>;
}

export const numberColumn: Column<unknown> = { heading: 'No.', share: 3.6, className: 'number', cell: (_, number) => String(number) };
export const dateColumn = (zone: string): Column<OfItem> => ({ key: 'date', heading: 'Date', share: 10.4, cell: ({ item }) => dateCell(item, zone) });
export const clockColumn = (zone: string): Column<OfItem> => ({ key: 'time', heading: 'Time', share: 9, cell: ({ item }) => clockCell(item, zone) });
export const sourceColumn: Column<OfItem> = { key: 'source', heading: 'Source (exhibit)', share: 10, cell: ({ item }) => sourceCell(item) };

export function itemDocument<R extends OfItem>(matter: CaseMatter, described: ItemDocument<R>, totals: Totals, bundle: BundleColumn): TableDocument<R> {
  const used = nothingUsed();
  const lane = undatedLane();
  const { title, about, columns, bundlePageAt, leaveOut } = described;
  return {
    title, running: matter, firstNumber: described.firstNumber, count: totals.listed, none: described.none, pages: described.pages,
    front: `${titleMatter(title, matter, [...about, timesShownIn(matter.zone)])}<div class="gap"></div>`,
    columns: without([...columns.slice(0, bundlePageAt), ...bundlePageColumn<R>(bundle, (pages, { item }) => pages.pagesOfItem(item)), ...columns.slice(bundlePageAt)], leaveOut),
    ...(described.under === undefined ? {} : { under: described.under }), ...(described.rowClass === undefined ? {} : { rowClass: described.rowClass }),
    ...(typeof bundle === 'string' ? {} : { rowStart: (html, { item }, number) => bundle.rowStart(html, { itemId: item.id, exhibitId: null }, number) }),
    laneBefore: (row) => {
      noteUsed(used, row.item);
      for (const reference of described.alsoCites?.(row) ?? []) used.exhibits.add(reference);
      return lane(row.item);
    },
    end: () => [totalsHtml(totals), described.afterTotals ?? '', exhibitsCited(matter, used, described.within), chargeLegend(matter, used), notesHtml(matter, [...notesWithout(described.notes, leaveOut), ...timeNotesUsed(used)].filter((note) => note !== ''))].join(''),
  };
}
