/** Prints the bundle's numbers: on each page its own, upright, in the strip at the foot. */
import { degrees, PDFDocument } from '@cantoo/pdf-lib';
import type { BundleSettings } from '../../../shared/domain/bundle-settings.ts';
import { printedOn, type PageLabels } from '../../../shared/domain/page-labels.ts';
import { a4Pt, stripPaper } from '../exports/pdf/paper.ts';
import { setPages } from '../exports/pdf/set-pages.ts';
import { htmlDocument } from '../exports/timeline/styles.ts';
import type { CallContext } from '../rpc/handler.ts';
import { stampStripPt, stripPlace } from './a4-frame.ts';
import { stampHtml, stampStyles } from './front-html.ts';

const stampsAChunk = 400;

/** What is printed, and how. */
export interface Stamping { readonly labels: PageLabels; readonly settings: Pick<BundleSettings, 'corner' | 'size'> }
interface Numbered { readonly number: number; readonly index: number }

async function stampSome(document: PDFDocument, pages: readonly Numbered[], landscape: boolean, { labels, settings }: Stamping, call: CallContext): Promise<void> {
  const strips = await PDFDocument.load(await setPages(call, htmlDocument('Numbers', stampStyles(landscape, settings), pages.map(({ number }) => stampHtml(printedOn(labels, number))).join('')), stripPaper(landscape)), { updateMetadata: false });
  if (strips.getPageCount() !== pages.length) throw new RangeError(`${strips.getPageCount()} numbers were set for ${pages.length} pages`);
  const width = landscape ? a4Pt.long : a4Pt.short;
  // Only the strip is laid over the page: what is above it is left as it is.
  const forms = await document.embedPages(strips.getPages(), pages.map(() => ({ left: 0, bottom: 0, right: width, top: stampStripPt })));
  for (const [at, { index }] of pages.entries()) {
    const form = forms[at];
    if (form === undefined) throw new RangeError(`no number for page ${index + 1}`);
    const page = document.getPage(index);
    const { x, y, turn } = stripPlace(page);
    page.drawPage(form, { x, y, width, height: stampStripPt, rotate: degrees(turn) });
  }
}

/** `landscapes`: of each page from the one after `before` pages, whether it is seen lying. */
export async function stampPages(document: PDFDocument, before: number, landscapes: readonly boolean[], stamping: Stamping, call: CallContext): Promise<void> {
  for (const landscape of [false, true]) {
    const pages = landscapes.flatMap((lying, index): Numbered[] => (lying === landscape ? [{ number: before + index + 1, index: before + index }] : []));
    for (let from = 0; from < pages.length; from += stampsAChunk) {
      await stampSome(document, pages.slice(from, from + stampsAChunk), landscape, stamping, call);
      call.report({ stage: 'Numbering pages', done: Math.min(pages.length, from + stampsAChunk), total: pages.length, unit: 'pages' });
    }
  }
}
