/** One volume of a finished bundle: its pages as they are there, object for object, behind a sheet. What leads out of it is taken off. */
import { PDFArray, PDFDict, PDFDocument, PDFName, type PDFPage } from '@cantoo/pdf-lib';
import type { BuiltDocument } from '../../../../shared/contract/bundles.ts';
import { printedOn, type PageLabels, type PageSpan } from '../../../../shared/domain/page-labels.ts';
import type { OpeningZoom } from '../../../../shared/domain/bundle-settings.ts';
import { describeDocument } from '../../exports/pdf/bind-pages.ts';
import { bundlePaper } from '../../exports/pdf/paper.ts';
import { setPages } from '../../exports/pdf/set-pages.ts';
import { htmlDocument } from '../../exports/timeline/styles.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { bookmarked } from '../bind.ts';
import { frontStyles } from '../front-html.ts';
import { setBookmarks, settleLinks } from '../outline.ts';
import { openAt, setLabels } from '../page-labels.ts';
import { partIn, sheetHtml, type VolumeSheet } from './volume-sheet.ts';

/** Takes off links to pages that are not among those kept. */
function dropLinksOut(pages: readonly PDFPage[]): void {
  const kept = new Set<unknown>(pages.map(({ ref }) => ref));
  for (const { node } of pages) {
    const annotations = node.lookupMaybe(PDFName.of('Annots'), PDFArray);
    for (let index = (annotations?.size() ?? 0) - 1; index >= 0; index -= 1) {
      const target = annotations?.lookupMaybe(index, PDFDict)?.lookupMaybe(PDFName.of('Dest'), PDFArray)?.get(0);
      if (target !== undefined && !kept.has(target)) annotations?.remove(index);
    }
  }
}

/** The sheet is page i of its volume; every other page keeps the number printed on it. */
export function volumeLabels(labels: PageLabels, sheets: number, { firstPage, lastPage }: PageSpan, volume: number): PageLabels {
  const sheet = { firstPage: 1, style: 'roman' as const, prefix: `Volume ${volume + 1}, `, first: 1 };
  const ranges = labels.length === 0 ? [{ firstPage: 1, style: 'decimal' as const, prefix: '', first: 1 }] : labels;
  return [sheet, ...ranges.flatMap((range, index) => {
    const [from, until] = [Math.max(range.firstPage, firstPage), Math.min((ranges[index + 1]?.firstPage ?? Infinity) - 1, lastPage)];
    return from > until ? [] : [{ ...range, firstPage: sheets + from - firstPage + 1, first: range.first + from - range.firstPage }];
  })];
}

export interface MadeVolume { readonly document: PDFDocument; readonly sheets: number; readonly documents: readonly BuiltDocument[]; readonly labels: PageLabels }

/** `bytes`: the whole bundle. Throws `cancelled`, `typesetting_failed`. */
export async function makeVolume(bytes: Uint8Array, sheet: VolumeSheet, zoom: OpeningZoom, call: CallContext): Promise<MadeVolume> {
  const span = sheet.volumes[sheet.volume];
  if (span === undefined) throw new RangeError(`there is no volume ${sheet.volume}`);
  const document = await PDFDocument.load(bytes, { updateMetadata: false });
  for (let page = document.getPageCount(); page >= 1; page -= 1) if (page < span.firstPage || page > span.lastPage) document.removePage(page - 1);
  dropLinksOut(document.getPages());
  const set = await PDFDocument.load(await setPages(call, htmlDocument('Bundle', frontStyles, sheetHtml(sheet)), bundlePaper), { updateMetadata: false });
  const sheets = await document.copyPages(set, set.getPageIndices());
  for (const [index, page] of sheets.entries()) document.insertPage(index, page);
  /** Place in the volume of a page of the whole bundle, by which the links of the sheet go. */
  const at = (page: number): number => sheets.length + page - span.firstPage + 1;
  for (const page of document.getPages().slice(0, sheets.length)) settleLinks(document, page, (target) => { throw new Error(`a volume has no document ${target}`); }, at);
  const labels = volumeLabels(sheet.labels, sheets.length, span, sheet.volume);
  const within = sheet.documents.flatMap((one) => {
    const part = partIn(one, span);
    return part === null ? [] : [{ ...one, ...part }];
  });
  setBookmarks(document, [{ title: `Volume ${sheet.volume + 1} of ${sheet.volumes.length}`, page: 1, children: [] }, ...within.map((one) => ({ title: `${bookmarked(one)}, page ${printedOn(sheet.labels, one.firstPage)}`, page: at(one.firstPage), children: [] }))]);
  setLabels(document, labels);
  describeDocument(document, `${sheet.title} — bundle ${sheet.letter}, volume ${sheet.volume + 1} of ${sheet.volumes.length}`, new Date());
  openAt(document, zoom);
  return { document, sheets: sheets.length, documents: within, labels };
}
