/** Brings what says more or less in cipher to the number of pages it has in the bundle that names people: page numbers are the same in both. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { bundlePaper } from '../../exports/pdf/paper.ts';
import { setPages } from '../../exports/pdf/set-pages.ts';
import { htmlDocument } from '../../exports/timeline/styles.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { frontStyles } from '../front-html.ts';

/** Shares of its size that text is set in, until it fits. Below the last it would be hard to read. */
const zooms = [1, 0.97, 0.94, 0.91, 0.88] as const;

/** Pages that fill up what is shorter. */
async function emptyPages(count: number, call: CallContext): Promise<PDFDocument> {
  const page = '<p class="about" style="break-after: page">This page is left empty, so that later pages have the same numbers in both versions of the bundle.</p>';
  return PDFDocument.load(await setPages(call, htmlDocument('Bundle', frontStyles, page.repeat(count)), bundlePaper), { updateMetadata: false });
}

/** `make` sets it at a share of its size. Returns exactly so many pages. Throws `rule_broken` when it is longer however small it is set. */
export async function fittedPages<M extends { readonly document: PDFDocument }>(title: string, wanted: number, make: (zoom: number) => Promise<M>, call: CallContext): Promise<M> {
  for (const zoom of zooms) {
    const made = await make(zoom);
    const missing = wanted - made.document.getPageCount();
    if (missing < 0) continue;
    if (missing > 0) {
      const empty = await emptyPages(missing, call);
      for (const page of await made.document.copyPages(empty, Array.from({ length: missing }, (_, index) => index))) made.document.addPage(page);
    }
    return made;
  }
  throw new PlumblineError('rule_broken', `“${title}” is longer in cipher than the ${wanted} ${wanted === 1 ? 'page' : 'pages'} it has in the bundle, so page numbers would not be the same. Its source has changed since, or a cipher is much longer than the name it stands for: build the bundle again, or choose a shorter cipher.`);
}
