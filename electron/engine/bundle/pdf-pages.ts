/**
 * The pages of a PDF made ready to be taken into a bundle: what acts, links, names its maker or is not drawn is taken off; what can be seen
 * stays, comments and filled-in fields included. A file that cannot be opened says why and is never passed over.
 */
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFStream, type PDFPage } from '@cantoo/pdf-lib';
import { howMany } from '../../../shared/domain/how-many.ts';
import { dropUndrawn } from './undrawn-parts.ts';

export interface PdfPages { readonly document: PDFDocument; readonly count: number; readonly notes: readonly string[] }
/** Why a PDF cannot be taken over, in words that continue “Its pages are not here: ”. */
export interface NoPages { readonly why: string; /** No password given opens it. */ readonly locked: boolean }

/** Of an annotation: what it does, and what would bring whole pages of the file along. */
const actingKeys = ['A', 'AA', 'Dest', 'P', 'Parent', 'Popup', 'IRT', 'Kids', 'JS', 'NM'] as const;
const pageKeys = ['AA', 'B', 'Metadata', 'PieceInfo', 'StructParents', 'Tabs', 'Thumb', 'PressSteps', 'Trans', 'Dur'] as const;

function annotationsOf(page: PDFPage): PDFArray | undefined {
  return page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
}

/** Takes off what acts. Returns how many links were taken off with it. */
function quieten(page: PDFPage): number {
  for (const key of pageKeys) page.node.delete(PDFName.of(key));
  const annotations = annotationsOf(page);
  if (annotations === undefined) return 0;
  let links = 0;
  for (let index = annotations.size() - 1; index >= 0; index -= 1) {
    const annotation = annotations.lookupMaybe(index, PDFDict);
    const kind = annotation?.lookupMaybe(PDFName.of('Subtype'), PDFName)?.decodeText();
    if (annotation === undefined || kind === 'Link' || kind === 'Popup') {
      if (kind === 'Link') links += 1;
      annotations.remove(index);
      continue;
    }
    for (const key of actingKeys) annotation.delete(PDFName.of(key));
    // A field is shown as it was filled in, and can no longer be filled in.
    if (kind === 'Widget') annotation.set(PDFName.of('Subtype'), PDFName.of('Stamp'));
  }
  return links;
}

/** A page whose content is not in the file would come out white: nobody could tell it from an empty one. */
function hasLostContent(page: PDFPage): boolean {
  const { node } = page;
  const key = PDFName.of('Contents');
  if (node.get(key) === undefined) return false;
  const content = node.lookup(key);
  if (content instanceof PDFStream) return false;
  return !(content instanceof PDFArray) || Array.from({ length: content.size() }, (_, index) => content.lookup(index)).some((part) => !(part instanceof PDFStream));
}

function whyNot(error: unknown, hadPassword: boolean): NoPages {
  const message = error instanceof Error ? error.message : String(error);
  if (/encrypt|password|decrypt/i.test(message)) return { why: hadPassword ? 'the password given does not open it' : 'it is protected with a password', locked: true };
  return { why: 'the file is damaged or is no PDF that can be read', locked: false };
}

/** Opens a PDF. `password` when it is protected. */
export async function pdfPages(bytes: Uint8Array, password: string | undefined): Promise<PdfPages | NoPages> {
  try {
    const document = await PDFDocument.load(bytes, { updateMetadata: false, ...(password === undefined ? {} : { password }) });
    const pages = document.getPages();
    if (pages.length === 0) return { why: 'it has no pages', locked: false };
    const lost = pages.flatMap((page, index) => (hasLostContent(page) ? [index + 1] : []));
    if (lost.length > 0) return { why: `the file is damaged: the content of ${lost.length === 1 ? `page ${lost[0]}` : `${lost.length} of its ${pages.length} pages`} is not in it`, locked: false };
    const links = pages.reduce((sum, page) => sum + quieten(page), 0);
    dropUndrawn(pages);
    return { document, count: pages.length, notes: links === 0 ? [] : [`${howMany(links, 'link inside the document is', 'links inside the document are')} not kept.`] };
  } catch (error) {
    return whyNot(error, password !== undefined);
  }
}
