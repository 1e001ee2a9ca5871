/** Pictures a page of a PDF leads to: in it, in forms it draws, in what hides parts of them. */
import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef, PDFStream, type PDFObject, type PDFPage } from '@cantoo/pdf-lib';

const isImage = (object: PDFObject | undefined): object is PDFRawStream => object instanceof PDFRawStream && object.dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image');

/** Those that are not among what was `seen` before, which it adds to. Soft masks count; other pages do not. */
export function picturesOfPage({ node, doc: { context } }: PDFPage, seen: Set<PDFObject>): PDFRawStream[] {
  const found: PDFRawStream[] = [];
  const waiting: (PDFObject | undefined)[] = [node.Resources(), ...node.keys().flatMap((key) => (key === PDFName.of('Parent') ? [] : [node.get(key)]))];
  while (waiting.length > 0) {
    const next = waiting.pop();
    const object = next instanceof PDFRef ? context.lookup(next) : next;
    if (object === undefined || seen.has(object)) continue;
    if (object instanceof PDFArray) waiting.push(...object.asArray());
    if (!(object instanceof PDFArray || object instanceof PDFDict || object instanceof PDFStream)) continue;
    seen.add(object);
    if (isImage(object)) found.push(object);
    const dict = object instanceof PDFStream ? object.dict : object;
    if (dict instanceof PDFDict && dict.lookup(PDFName.of('Type')) !== PDFName.of('Page')) waiting.push(...dict.values());
  }
  return found;
}
