/** Bookmarks and links of a bundle: written into the PDF by hand, as the library has neither. Every jump keeps the reader's zoom. */
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNull, PDFNumber, PDFString, PDFRef, type PDFObject, type PDFPage } from '@cantoo/pdf-lib';
import { linkScheme } from './link-targets.ts';

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

/** Takes off the bookmarks it has, object for object: what nothing refers to would still be in the file. */
function removeBookmarks(document: PDFDocument): void {
  const drop = (ref: PDFObject | undefined): void => {
    if (!(ref instanceof PDFRef)) return;
    const item = document.context.lookupMaybe(ref, PDFDict);
    document.context.delete(ref);
    drop(item?.get(PDFName.of('First')));
    drop(item?.get(PDFName.of('Next')));
  };
  drop(document.catalog.get(PDFName.of('Outlines')));
  document.catalog.delete(PDFName.of('Outlines'));
}

/** Gives the document its bookmarks, all of them open, in place of those it has. */
export function setBookmarks(document: PDFDocument, bookmarks: readonly Bookmark[]): void {
  removeBookmarks(document);
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

interface Pending { readonly annotation: PDFDict; readonly target: string }

function pendingLink(annotation: PDFDict | undefined): Pending | null {
  const uri = annotation?.lookupMaybe(PDFName.of('A'), PDFDict)?.lookupMaybe(PDFName.of('URI'), PDFString, PDFHexString)?.decodeText() ?? '';
  return annotation === undefined || !uri.startsWith(linkScheme) ? null : { annotation, target: uri.slice(linkScheme.length) };
}

/** The row an annotation marks the beginning of; null for any other. */
export function markedRow(annotation: PDFDict | undefined): number | null {
  const [what, number] = pendingLink(annotation)?.target.split('/') ?? [];
  return what === 'row' && number !== undefined ? Number(number) : null;
}

/**
 * Turns links `plumbline:` of a page into links to pages of the bundle, and takes off those that only mark where a row begins.
 * `placeOf`: where a page that is linked by number stands in this document. Returns the rows, in their order. Throws for a page or an id nobody has.
 */
export function settleLinks(document: PDFDocument, page: PDFPage, pageOf: (id: string) => number | undefined, placeOf = (number: number): number => number): number[] {
  const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  const rows = new Set<number>();
  for (let index = (annotations?.size() ?? 0) - 1; index >= 0; index -= 1) {
    const annotation = annotations?.lookupMaybe(index, PDFDict);
    const pending = pendingLink(annotation);
    if (pending === null) continue;
    const [what, number] = pending.target.split('/');
    const row = markedRow(annotation);
    if (row !== null) {
      rows.add(row);
      const mark = annotations?.get(index);
      annotations?.remove(index);
      if (mark instanceof PDFRef) document.context.delete(mark);
      continue;
    }
    const target = what === 'page' && number !== undefined ? placeOf(Number(number)) : pageOf(pending.target);
    if (target === undefined || target < 1 || target > document.getPageCount()) throw new Error('the bundle links to a page that is not in it');
    pending.annotation.delete(PDFName.of('A'));
    pending.annotation.set(PDFName.of('Dest'), destination(document, target));
    pending.annotation.set(PDFName.of('Border'), document.context.obj([0, 0, 0]));
  }
  return [...rows].toSorted((one, other) => one - other);
}
