/** What a document knows of the bundle it stands in: on which pages its sources are, and how its own rows are found again. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import type { ExhibitId, ItemId } from '../../../../shared/domain/ids.ts';

/** A row as it is found again: of an item, or of an exhibit. */
export type ListedRow = { readonly itemId: ItemId; readonly exhibitId: null } | { readonly itemId: null; readonly exhibitId: ExhibitId };

export interface BundlePages {
  /** HTML of the pages on which an item's files and exhibit stand; '' when they are not in the bundle. */
  readonly pagesOfItem: (item: ItemLine) => string;
  readonly pagesOfExhibit: (exhibitId: ExhibitId) => string;
  /** Wraps the HTML of a row's first cell, so that the page it comes to lie on can be found. */
  readonly rowStart: (html: string, row: ListedRow, number: number) => string;
}

/** `empty`: a column for whoever binds the document by hand. */
export type BundleColumn = BundlePages | 'empty' | 'none';

/** In a bundle the column always stands. */
export const bundleColumnOf = (pages: BundlePages | undefined, wanted: boolean): BundleColumn => pages ?? (wanted ? 'empty' : 'none');
