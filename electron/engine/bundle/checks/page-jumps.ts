/** Bookmarks and links of a finished bundle, as its file has them. */
import { PDFArray, PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNull, PDFNumber, PDFString, type PDFObject } from '@cantoo/pdf-lib';

export interface Jump { readonly title: string; readonly page: number; readonly keepsZoom: boolean }

const keepsZoom = (zoom: PDFObject | undefined): boolean => zoom === PDFNull || (zoom instanceof PDFNumber && zoom.asNumber() === 0);
const pageNumbers = (document: PDFDocument): Map<PDFObject, number> => new Map(document.getPages().map(({ ref }, index) => [ref, index + 1]));

function jumpOf(pages: ReadonlyMap<PDFObject, number>, holder: PDFDict, title: string): Jump {
  const target = holder.lookupMaybe(PDFName.of('Dest'), PDFArray);
  const [page, kind, zoom] = [target?.get(0), target?.lookup(1), target?.lookup(4)];
  return { title, page: page === undefined ? 0 : pages.get(page) ?? 0, keepsZoom: kind === PDFName.of('XYZ') && keepsZoom(zoom) };
}

/** In the order they are shown in. */
export function bookmarksOf(document: PDFDocument): Jump[] {
  const pages = pageNumbers(document);
  const found: Jump[] = [];
  const follow = (item: PDFDict | undefined): void => {
    for (let at = item; at !== undefined; at = at.lookupMaybe(PDFName.of('Next'), PDFDict)) {
      found.push(jumpOf(pages, at, at.lookupMaybe(PDFName.of('Title'), PDFString, PDFHexString)?.decodeText() ?? ''));
      follow(at.lookupMaybe(PDFName.of('First'), PDFDict));
    }
  };
  follow(document.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict)?.lookupMaybe(PDFName.of('First'), PDFDict));
  return found;
}

/** Links of every page, by the page they are on. */
export function linksOf(document: PDFDocument): { readonly on: number; readonly to: Jump }[] {
  const pages = pageNumbers(document);
  return document.getPages().flatMap(({ node }, index) => {
    const annotations = node.lookupMaybe(PDFName.of('Annots'), PDFArray);
    return Array.from({ length: annotations?.size() ?? 0 }, (_, at) => annotations?.lookupMaybe(at, PDFDict))
      .flatMap((annotation) => (annotation?.lookupMaybe(PDFName.of('Subtype'), PDFName) === PDFName.of('Link') ? [{ on: index + 1, to: jumpOf(pages, annotation, '') }] : []));
  });
}
