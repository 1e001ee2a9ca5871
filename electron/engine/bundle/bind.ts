/** Binds what was laid out: pages framed and numbered, links settled, bookmarks set. What was served before stays as it is, object for object. */
import type { PDFDocument } from '@cantoo/pdf-lib';
import type { BuiltDocument, BundleFile } from '../../../shared/contract/bundles.ts';
import { printedOn, type PageLabels } from '../../../shared/domain/page-labels.ts';
import { writtenDay } from '../../../shared/domain/typed-day.ts';
import { stopIfAborted } from '../exports/pdf/set-pages.ts';
import type { CallContext } from '../rpc/handler.ts';
import { addFramed } from './a4-frame.ts';
import type { LaidOut } from './lay-out.ts';
import { setBookmarks, settleLinks, type Bookmark } from './outline.ts';
import { stampPages, type Stamping } from './stamp-pages.ts';
import type { PlacedRow } from './version-store.ts';

/** Adds front and documents to what stands already, and prints the numbers of what was added. Returns where rows came to lie. */
export async function bind(document: PDFDocument, { front, documents, built }: LaidOut, stamping: Stamping, call: CallContext): Promise<PlacedRow[]> {
  const before = document.getPageCount();
  const landscapes: boolean[] = [];
  for (const page of await document.copyPages(front, front.getPageIndices())) {
    document.addPage(page);
    landscapes.push(false);
  }
  for (const { gathered, bring } of documents) {
    stopIfAborted(call.signal);
    for (const page of await bring()) landscapes.push(addFramed(document, page, gathered.turn).landscape);
  }
  const pageOf = (id: string): number | undefined => built.find((one) => one.id === id)?.firstPage;
  for (let page = before; page < before + front.getPageCount(); page += 1) settleLinks(document, document.getPage(page), pageOf);
  const rows = documents.flatMap(({ document: { id }, gathered, rows: listed }, index): PlacedRow[] => {
    const at = built[index];
    if (gathered.as !== 'case' || at === undefined) return [];
    const found = new Map<number, PlacedRow>();
    for (let page = at.firstPage; page <= at.lastPage; page += 1) {
      for (const number of settleLinks(document, document.getPage(page - 1), pageOf)) {
        const row = listed[number];
        if (row !== undefined && !found.has(number)) found.set(number, { ...row, documentId: id, page });
      }
    }
    if (found.size !== listed.length) throw new Error(`${found.size} rows of a document were found on its pages, and it lists ${listed.length}`);
    return [...found.values()];
  });
  await stampPages(document, before, landscapes, stamping, call);
  return rows;
}

/** What a bookmark says beside the page. */
export const bookmarked = (one: Pick<BuiltDocument, 'title' | 'bookmark'>): string => one.bookmark ?? one.title;
const toDocument = (labels: PageLabels) => ({ firstPage, ...one }: BuiltDocument): Bookmark => ({ title: `${bookmarked(one)}, page ${printedOn(labels, firstPage)}`, page: firstPage, children: [] });

/** One for the index, for each section and each day on which documents were added, and for every document. */
export function bookmark(document: PDFDocument, { frontPages, documents, additions, labels }: Pick<BundleFile, 'frontPages' | 'documents' | 'additions' | 'labels'>): void {
  const printed = (page: number): string => printedOn(labels, page);
  const late = new Set(additions.flatMap(({ documents: ids }) => ids));
  const sections: Bookmark[][] = [];
  let before = '';
  for (const one of documents.filter(({ id }) => !late.has(id))) {
    if (sections.length === 0 || one.section !== before) sections.push([{ title: `${one.section}, page ${printed(one.firstPage)}`, page: one.firstPage, children: [] }]);
    sections.at(-1)?.push(toDocument(labels)(one));
    before = one.section;
  }
  const added = additions.map(({ addedOn, page, documents: ids }): Bookmark => ({ title: `Added on ${writtenDay(addedOn)}, page ${printed(page)}`, page, children: documents.filter(({ id }) => ids.includes(id)).map(toDocument(labels)) }));
  setBookmarks(document, [...(frontPages < 2 ? [] : [{ title: `Index, page ${printed(2)}`, page: 2, children: [] }]), ...sections.flatMap(([head, ...children]) => (head === undefined ? [] : [{ ...head, children }])), ...added]);
}
