/** What a timeline document is made from. The document knows nothing of the database. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import type { CaseDetails } from '../../../../shared/domain/case-details.ts';
import type { Charge } from '../../../../shared/domain/charge.ts';
import type { Exhibit } from '../../../../shared/domain/exhibit.ts';
import type { Standard } from '../../../../shared/domain/standard.ts';
import type { Tag } from '../../../../shared/domain/tags.ts';

export interface TimelineSource {
  readonly details: CaseDetails;
  readonly filterInWords: string;
  /** Zone the pages show times in. */
  readonly zone: string;
  readonly shown: number;
  /** Privileged items inside the selection, which no document shows. */
  readonly withheld: number;
  /** Third-party conversations of the case, how many of them anybody opened, and rows of them in the selection. */
  readonly thirdParty: { readonly closed: number; readonly opened: number; readonly rows: number };
  readonly total: number;
  readonly setAside: number;
  readonly exhibits: readonly Exhibit[];
  readonly tags: readonly Tag[];
  readonly standards: readonly Standard[];
  readonly charges: readonly Charge[];
  readonly madeAt: Date;
  readonly author: string;
  readonly version: string;
  readonly logHead: string;
  /** Items in timeline order, in pages; dated first, then undated. */
  readonly pages: () => AsyncIterable<readonly ItemLine[]>;
}

/** What the rows turned out to use, for the legends at the end. */
export interface Used { readonly tags: Set<string>; readonly exhibits: Set<string>; readonly charges: Set<string>; repeatedHours: number; assumedZones: number; rows: number }

export function nothingUsed(): Used {
  return { tags: new Set(), exhibits: new Set(), charges: new Set(), repeatedHours: 0, assumedZones: 0, rows: 0 };
}
