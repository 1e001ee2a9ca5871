/** Which objects of a PDF a reader can come to, and putting a document into bytes without the others. */
import { PDFArray, PDFDict, PDFRef, PDFStream, type PDFDocument, type PDFObject, type SaveOptions } from '@cantoo/pdf-lib';

/** Every object that pages, properties and bookmarks lead to. */
export function reachableObjects({ context }: PDFDocument): Set<PDFRef> {
  const seen = new Set<PDFRef>();
  const waiting: (PDFObject | undefined)[] = [context.trailerInfo.Root, context.trailerInfo.Info, context.trailerInfo.ID];
  while (waiting.length > 0) {
    const object = waiting.pop();
    if (object instanceof PDFRef) {
      if (seen.has(object)) continue;
      seen.add(object);
      waiting.push(context.lookup(object));
    } else if (object instanceof PDFStream) waiting.push(object.dict);
    else if (object instanceof PDFDict) waiting.push(...object.values());
    else if (object instanceof PDFArray) waiting.push(...object.asArray());
  }
  return seen;
}

/** The document's bytes. What binding has left over is in no file: it is no part of a page, but it could be read. */
export async function bytesOf(document: PDFDocument, options: SaveOptions = {}): Promise<Uint8Array> {
  await document.flush();
  const kept = reachableObjects(document);
  for (const [ref] of document.context.enumerateIndirectObjects()) if (!kept.has(ref)) document.context.delete(ref);
  return document.save(options);
}
