/**
 * Binds parts set by Chromium into one PDF: pages in order, a running strip over each (marking,
 * case, page x of y), clean metadata, opening at full size. Text is only ever set by Chromium,
 * which embeds its fonts; pdf-lib's own fonts would print "?" for an emoji.
 */
import { PDFArray, PDFDocument, PDFName, PDFNull, PDFNumber, PDFString } from '@cantoo/pdf-lib';

/** Adds the pages of a part to the document. Returns how many. */
export async function appendPart(document: PDFDocument, part: Uint8Array): Promise<number> {
  const source = await PDFDocument.load(part, { updateMetadata: false });
  const pages = await document.copyPages(source, source.getPageIndices());
  for (const page of pages) document.addPage(page);
  return pages.length;
}

/** Lays the nth strip over the nth page from `first` (0 is the document's first page). */
export async function overlayStrips(document: PDFDocument, strips: Uint8Array, first: number): Promise<void> {
  const source = await PDFDocument.load(strips, { updateMetadata: false });
  for (const [index, form] of (await document.embedPdf(source, source.getPageIndices())).entries()) {
    const page = document.getPage(first + index);
    page.drawPage(form, { x: 0, y: 0, width: page.getWidth(), height: page.getHeight() });
  }
}

/** Title and language, no names of people, opening on page 1 at 100 %. */
export function describeDocument(document: PDFDocument, title: string, madeAt: Date): void {
  document.setTitle(title, { showInWindowTitleBar: true });
  document.setProducer('Plumbline');
  document.setCreator('Plumbline');
  document.setCreationDate(madeAt);
  document.setModificationDate(madeAt);
  document.catalog.set(PDFName.of('Lang'), PDFString.of('en-GB'));
  const first = document.getPages()[0];
  if (first === undefined) return;
  const open = PDFArray.withContext(document.context);
  for (const part of [first.ref, PDFName.of('XYZ'), PDFNull, PDFNull, PDFNumber.of(1)]) open.push(part);
  document.catalog.set(PDFName.of('OpenAction'), open);
}
