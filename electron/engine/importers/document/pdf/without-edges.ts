/** A copy of a PDF whose pages are as large as pages can be: pdf.js reads no text that stands outside a page. */
import { PDFDocument } from '@cantoo/pdf-lib';

/** The largest page there may be is 200 inches; what is put further out could not be shown by any page. Points. */
const farthest = 1_000_000;

/** Rejects when the file cannot be taken apart. */
export async function withoutEdges(bytes: Uint8Array): Promise<Uint8Array> {
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  for (const page of document.getPages()) {
    for (const set of ['setMediaBox', 'setCropBox', 'setBleedBox', 'setTrimBox', 'setArtBox'] as const) page[set](-farthest, -farthest, 2 * farthest, 2 * farthest);
  }
  return document.save();
}
