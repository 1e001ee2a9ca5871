/** What a timeline document is made from. The document knows nothing of the database. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import type { BundlePages } from '../documents/bundle-pages.ts';
import type { CaseMatter } from '../documents/case-matter.ts';

export interface TimelineSource extends CaseMatter {
  /** Set when it is made for a bundle. */
  readonly bundle?: BundlePages;
  readonly filterInWords: string;
  readonly shown: number;
  /** Privileged items inside the selection, which no document shows. */
  readonly withheld: number;
  /** Third-party conversations of the case, how many of them anybody opened, and rows of them in the selection. */
  readonly thirdParty: { readonly closed: number; readonly opened: number; readonly rows: number };
  readonly total: number;
  readonly setAside: number;
  /** Items in timeline order, in pages; dated first, then undated. */
  readonly pages: () => AsyncIterable<readonly ItemLine[]>;
}
