/** From an item to pages of a bundle, and from a page back to items. */
import type { BuiltDocument, BundleVersion, ItemsOn, PageOf } from '../../../shared/contract/bundles.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { BundleId, BundleSource, BundleVersionId } from '../../../shared/domain/bundle.ts';
import { handlings } from '../../../shared/domain/disclosure.ts';
import type { ExhibitId, ItemId } from '../../../shared/domain/ids.ts';
import { everything } from '../../../shared/domain/timeline-filter.ts';
import { pagePrinted, printedOn, printedPages } from '../../../shared/domain/page-labels.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { isPrivileged } from '../review/privileged.ts';
import { countItems } from '../timeline/filter-sql.ts';
import { getItem } from '../timeline/item-detail.ts';
import { readPages } from '../exports/selection.ts';
import { citedPages, standsOf, type Standing } from './references.ts';
import { filesOf, lastServed, listVersions, requireVersion, rowsOfItem, rowsOnPage } from './version-store.ts';

const mostItems = 500;

interface InFile extends Standing { readonly document: BuiltDocument; readonly versionId: BundleVersionId }

function standing(version: BundleVersion): InFile[] {
  const sources = new Map(version.definition.sections.flatMap(({ documents }) => documents.map(({ id, source }) => [id, source] as const)));
  return version.file.documents.flatMap((document): InFile[] => {
    const source = sources.get(document.id);
    return source === undefined ? [] : [{ source, document, versionId: version.id, firstPage: document.firstPage, lastPage: document.lastPage, as: document.as, elsewhere: null, labels: version.file.labels }];
  });
}

/** The version asked for; otherwise the one served last, or the one built last before any was. Throws `not_found`. */
function chosen(versions: readonly BundleVersion[], bundleId: BundleId, versionId: BundleVersionId | null): BundleVersion {
  const version = versionId === null ? lastServed(versions) ?? versions.at(-1) : requireVersion(versions, versionId);
  if (version === undefined) throw new PlumblineError('not_found', `Bundle ${bundleId} has not been built yet, so it has no pages.`);
  return version;
}

/** Of the version's file and of those served before it that stand beside it. Throws `not_found`. */
export async function pageOf(db: CaseDatabase, { bundleId, versionId, itemId }: CommandRequest<'bundles.pageOf'>): Promise<PageOf> {
  const versions = listVersions(db, bundleId);
  const version = chosen(versions, bundleId, versionId);
  const { exhibitId, locator } = getItem(db, itemId);
  const files = filesOf(versions, version);
  const titles = new Map(files.flatMap(({ file }) => file.documents.map(({ id, title }) => [id, title])));
  return {
    versionId: version.id,
    pages: files.flatMap((file) => citedPages(standsOf(standing(file)), { exhibitId, itemId, locator }))
      .map(({ standing: { document, versionId: inVersion, labels }, as, firstPage, lastPage }) => ({ versionId: inVersion, documentId: document.id, title: document.title, printed: printedPages(labels, firstPage, lastPage), as, firstPage, lastPage })),
    rows: files.flatMap((file) => rowsOfItem(db, versions, file, itemId).map(({ documentId, number, page }) => ({ versionId: file.id, documentId, title: titles.get(documentId) ?? '', printed: printedOn(file.file.labels, page), number, page }))),
  };
}

/** Items of an exhibit that a page shows, privileged ones left out. */
async function itemsOfExhibit(db: CaseDatabase, exhibitId: ExhibitId, shown: InFile, page: number): Promise<{ readonly items: ItemId[]; readonly itemCount: number }> {
  const filter = { ...everything, exhibitIds: [exhibitId], handlings: handlings.filter((handling) => handling !== 'privileged') };
  const onePage = shown.as === 'pages' && shown.lastPage > shown.firstPage;
  const stands = standsOf([shown]);
  const items: ItemId[] = [];
  let itemCount = onePage ? 0 : countItems(db, filter);
  for await (const some of readPages(db, filter)) {
    for (const { id, locator } of some) {
      const [cited] = citedPages(stands, { exhibitId, itemId: id, locator });
      if (cited === undefined || page < cited.firstPage || page > cited.lastPage) continue;
      if (onePage) itemCount += 1;
      if (items.length < mostItems) items.push(id);
    }
    if (!onePage && items.length >= mostItems) break;
  }
  return { items, itemCount };
}

async function itemsFrom(db: CaseDatabase, source: BundleSource | null, shown: InFile | undefined, page: number): Promise<{ readonly items: ItemId[]; readonly itemCount: number }> {
  if (source === null || shown === undefined) return { items: [], itemCount: 0 };
  if (source.type === 'exhibit') return itemsOfExhibit(db, source.exhibitId, shown, page);
  if (source.type !== 'attachment' || isPrivileged(db, source.itemId)) return { items: [], itemCount: 0 };
  return { items: [source.itemId], itemCount: 1 };
}

/** The place of a page, given as that or as the number printed on it. Throws `not_found`. */
function placeOf({ number, file: { pages, labels } }: BundleVersion, asked: number | string): number {
  const place = typeof asked === 'number' ? asked : pagePrinted(labels, asked, pages);
  if (place === null || place > pages) throw new PlumblineError('not_found', `Version ${number} has ${pages} pages; there is no page ${asked}.`);
  return place;
}

/** Throws `not_found` for a page the version does not have. */
export async function itemsOn(db: CaseDatabase, { bundleId, versionId, page: asked }: CommandRequest<'bundles.itemsOn'>): Promise<ItemsOn> {
  const versions = listVersions(db, bundleId);
  const version = chosen(versions, bundleId, versionId);
  const page = placeOf(version, asked);
  const { labels } = version.file;
  const shown = standing(version).find(({ firstPage, lastPage }) => firstPage <= page && page <= lastPage);
  const source = shown?.source ?? null;
  return {
    versionId: version.id, page, printed: printedOn(labels, page),
    document: shown === undefined ? null : { id: shown.document.id, section: shown.document.section, title: shown.document.title, firstPage: shown.firstPage, lastPage: shown.lastPage, printed: printedPages(labels, shown.firstPage, shown.lastPage) },
    exhibitId: source?.type === 'exhibit' ? source.exhibitId : null,
    attachment: source?.type === 'attachment' ? { itemId: source.itemId, attachment: source.attachment } : null,
    ...await itemsFrom(db, source, shown, page),
    rows: rowsOnPage(db, versions, version, page).map(({ number, itemId, exhibitId }) => ({ number, itemId, exhibitId })),
  };
}
