/** Bookmarks and links of a bundle: written into the PDF by hand, as the library has neither. Every jump keeps the reader's zoom. */
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNull, PDFNumber, PDFString, type PDFPage, type PDFRef } from '@cantoo/pdf-lib';

export interface Bookmark { readonly title: string; readonly page: number; readonly children: readonly Bookmark[] }

function destination(document: PDFDocument, page: number): PDFArray {
  const target = document.getPage(page - 1);
  const { x, y, height } = target.getMediaBox();
  const parts = PDFArray.withContext(document.context);
  // Null zoom: as the reader has it.
  for (const part of [target.ref, PDFName.of('XYZ'), PDFNumber.of(x), PDFNumber.of(y + height), PDFNull]) parts.push(part);
  return parts;
}

const countOf = (bookmarks: readonly Bookmark[]): number => bookmarks.reduce((sum, { children }) => sum + 1 + countOf(children), 0);

function addLevel(document: PDFDocument, parent: PDFRef, bookmarks: readonly Bookmark[]): { readonly first: PDFRef; readonly last: PDFRef } | null {
  const refs = bookmarks.map(() => document.context.nextRef());
  bookmarks.forEach(({ title, page, children }, index) => {
    const ref = refs[index] as PDFRef; // as many as bookmarks
    const item = document.context.obj({});
    item.set(PDFName.of('Title'), PDFHexString.fromText(title));
    item.set(PDFName.of('Parent'), parent);
    item.set(PDFName.of('Dest'), destination(document, page));
    const [before, after] = [refs[index - 1], refs[index + 1]];
    if (before !== undefined) item.set(PDFName.of('Prev'), before);
    if (after !== undefined) item.set(PDFName.of('Next'), after);
    const inner = addLevel(document, ref, children);
    if (inner !== null) {
      item.set(PDFName.of('First'), inner.first);
      item.set(PDFName.of('Last'), inner.last);
      item.set(PDFName.of('Count'), PDFNumber.of(countOf(children)));
    }
    document.context.assign(ref, item);
  });
  const [first, last] = [refs[0], refs.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

/** Gives the document its bookmarks, all of them open. */
export function setBookmarks(document: PDFDocument, bookmarks: readonly Bookmark[]): void {
  const root = document.context.nextRef();
  const level = addLevel(document, root, bookmarks);
  if (level === null) return;
  const outlines = document.context.obj({ Type: 'Outlines' });
  outlines.set(PDFName.of('First'), level.first);
  outlines.set(PDFName.of('Last'), level.last);
  outlines.set(PDFName.of('Count'), PDFNumber.of(countOf(bookmarks)));
  document.context.assign(root, outlines);
  document.catalog.set(PDFName.of('Outlines'), root);
  document.catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
}

const scheme = 'plumbline:';

/** Turns links `plumbline:<id>` of a page into links to pages of the bundle. Returns how many. Throws for an id nobody has. */
export function settleLinks(document: PDFDocument, page: PDFPage, pageOf: (id: string) => number | undefined): number {
  const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  let settled = 0;
  for (let index = 0; index < (annotations?.size() ?? 0); index += 1) {
    const annotation = annotations?.lookupMaybe(index, PDFDict);
    const action = annotation?.lookupMaybe(PDFName.of('A'), PDFDict);
    const uri = action?.lookupMaybe(PDFName.of('URI'), PDFString, PDFHexString)?.decodeText() ?? '';
    if (annotation === undefined || !uri.startsWith(scheme)) continue;
    const target = pageOf(uri.slice(scheme.length));
    if (target === undefined) throw new Error('the index links to a document that is not in the bundle');
    annotation.delete(PDFName.of('A'));
    annotation.set(PDFName.of('Dest'), destination(document, target));
    annotation.set(PDFName.of('Border'), document.context.obj([0, 0, 0]));
    settled += 1;
  }
  return settled;
}
