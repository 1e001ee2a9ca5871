/** References that hold: where an item's exhibit and files stand in a bundle, as links, and where each row of a document comes to lie. */
import type { BuiltDocument } from '../../../shared/contract/bundles.ts';
import type { ItemLine } from '../../../shared/contract/timeline.ts';
import type { BundleSource } from '../../../shared/domain/bundle.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { ExhibitId, ItemId } from '../../../shared/domain/ids.ts';
import type { Locator } from '../../../shared/domain/item.ts';
import { printedPages, type PageLabels } from '../../../shared/domain/page-labels.ts';
import type { BundlePages, ListedRow } from '../exports/documents/bundle-pages.ts';
import { small } from '../exports/documents/cells.ts';
import { escapeHtml } from '../exports/timeline/markup.ts';
import { pageTarget, rowTarget } from './link-targets.ts';
import type { Schedule } from './schedules.ts';

/** A document as it stands in a bundle. */
export interface Standing {
  readonly source: BundleSource; readonly firstPage: number; readonly lastPage: number; readonly as: BuiltDocument['as'];
  /** Named when it stands in another file: `A`, `A supplement 1`. Nothing there can be linked to. */
  readonly elsewhere: string | null;
  /** Numbers printed on the pages of the file it stands in. */
  readonly labels: PageLabels;
}
export interface Cited { readonly exhibitId: ExhibitId; readonly itemId: ItemId; readonly locator: Locator }
export interface CitedPages<S extends Standing> { readonly standing: S; readonly as: 'attachment' | 'exhibit'; readonly firstPage: number; readonly lastPage: number }

/** The very page where the source says which, otherwise all of the document's. */
function pagesWithin({ firstPage, lastPage, as }: Standing, locator: Locator): { readonly firstPage: number; readonly lastPage: number } {
  const page = as === 'pages' && locator.type === 'page' ? firstPage + locator.page - 1 : null;
  return page === null || page > lastPage ? { firstPage, lastPage } : { firstPage: page, lastPage: page };
}

/** Documents of a bundle by what they are of. */
export interface Stands<S extends Standing> { readonly ofItem: ReadonlyMap<ItemId, readonly S[]>; readonly ofExhibit: ReadonlyMap<ExhibitId, readonly S[]> }

export function standsOf<S extends Standing>(standing: readonly S[]): Stands<S> {
  const [ofItem, ofExhibit] = [new Map<ItemId, S[]>(), new Map<ExhibitId, S[]>()];
  for (const one of standing) {
    if (one.source.type === 'attachment') ofItem.set(one.source.itemId, [...ofItem.get(one.source.itemId) ?? [], one]);
    if (one.source.type === 'exhibit') ofExhibit.set(one.source.exhibitId, [...ofExhibit.get(one.source.exhibitId) ?? [], one]);
  }
  return { ofItem, ofExhibit };
}

/** An item's own files first, then its exhibit. */
export function citedPages<S extends Standing>({ ofItem, ofExhibit }: Stands<S>, { exhibitId, itemId, locator }: Cited): CitedPages<S>[] {
  const files = (ofItem.get(itemId) ?? []).map((one): CitedPages<S> => ({ standing: one, as: 'attachment', firstPage: one.firstPage, lastPage: one.lastPage }));
  return [...files, ...(ofExhibit.get(exhibitId) ?? []).map((one): CitedPages<S> => ({ standing: one, as: 'exhibit', ...pagesWithin(one, locator) }))];
}

/** Whether the source itself is read on the very page: not on one that only stands for it, nor somewhere on many. */
const isSeenThere = ({ standing: { as }, firstPage, lastPage }: CitedPages<Standing>): boolean => firstPage === lastPage && (as === 'pages' || as === 'picture' || as === 'text');

function cell(cited: readonly Pick<CitedPages<Standing>, 'standing' | 'firstPage' | 'lastPage'>[]): string {
  return cited.map(({ standing: { elsewhere, labels }, firstPage, lastPage }) => {
    const words = printedPages(labels, firstPage, lastPage);
    return elsewhere === null ? `<div><a href="${pageTarget(firstPage)}">${words}</a></div>` : `<div>${words}</div>${small(escapeHtml(`in ${elsewhere}`))}`;
  }).join('');
}

export type RowOfDocument = ListedRow & { readonly number: number };

/** What one document of the case is told of the bundle, and what it is then found to list. */
export class References implements BundlePages {
  readonly #exhibits: ReadonlyMap<string, ExhibitId>;
  readonly #stands: Stands<Standing>;
  readonly #schedules: readonly Schedule[];
  readonly rows: RowOfDocument[] = [];
  /** Whether any page was cited: a document that cites none is the same wherever the others stand. */
  cites = false;

  /** `schedules`: those by whose rows its items are cited where their source itself is not seen on a page. */
  constructor(exhibits: readonly Exhibit[], standing: readonly Standing[], schedules: readonly Schedule[]) {
    this.#exhibits = new Map(exhibits.map(({ reference, id }) => [reference, id]));
    this.#stands = standsOf(standing);
    this.#schedules = schedules;
  }

  #listed(id: ItemId): Parameters<typeof cell>[0] {
    return this.#schedules.flatMap(({ standing, places }) => {
      const place = places.get(id);
      return place === undefined ? [] : [{ standing, firstPage: standing.firstPage + place, lastPage: standing.firstPage + place }];
    });
  }

  readonly #cell = (cited: Parameters<typeof cell>[0]): string => {
    if (cited.length > 0) this.cites = true;
    return cell(cited);
  };

  readonly pagesOfItem = ({ id, exhibit, locator }: ItemLine): string => {
    const exhibitId = this.#exhibits.get(exhibit);
    if (exhibitId === undefined) return '';
    const sources = citedPages(this.#stands, { exhibitId, itemId: id, locator });
    return this.#cell(sources.some(isSeenThere) ? sources : [...sources, ...this.#listed(id)]);
  };

  readonly pagesOfExhibit = (exhibitId: ExhibitId): string =>
    this.#cell((this.#stands.ofExhibit.get(exhibitId) ?? []).map((standing) => ({ standing, firstPage: standing.firstPage, lastPage: standing.lastPage })));

  readonly rowStart = (html: string, row: ListedRow, number: number): string => {
    this.rows.push({ ...row, number });
    return `<a href="${rowTarget(this.rows.length - 1)}">${html}</a>`;
  };
}
