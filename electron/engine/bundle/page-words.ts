/** Lays the words a machine read in a page behind it, each where it is seen, so that the page can be searched. Nothing of the page is changed that can be seen. */
import { degrees, PDFDocument, type PDFPage } from '@cantoo/pdf-lib';
import type { PictureWord } from '../../../shared/contract/pictures.ts';
import { a4Pt, stripPaper } from '../exports/pdf/paper.ts';
import { setPages, stopIfAborted } from '../exports/pdf/set-pages.ts';
import { htmlDocument } from '../exports/timeline/styles.ts';
import type { CallContext } from '../rpc/handler.ts';
import { cornerOf, quarter, seenBox } from './a4-frame.ts';
import { pictureSheet, pictureStyles } from './picture-words.ts';

/** Words are set on A4, however large the page is, and laid over it at its size. */
export async function layWords(document: PDFDocument, page: PDFPage, words: readonly PictureWord[], call: CallContext): Promise<void> {
  if (words.length === 0) return;
  const box = seenBox(page);
  const turn = quarter(page.getRotation().angle);
  const [across, down] = turn === 90 || turn === 270 ? [box.height, box.width] : [box.width, box.height];
  const landscape = across > down;
  const paper = landscape ? { width: a4Pt.long, height: a4Pt.short } : { width: a4Pt.short, height: a4Pt.long };
  const scale = Math.min(paper.width / across, paper.height / down);
  const html = htmlDocument('Words', pictureStyles, pictureSheet('', words, { x: 0, y: 0, width: across * scale, height: down * scale }, paper));
  const sheet = (await PDFDocument.load(await setPages(call, html, stripPaper(landscape)), { updateMetadata: false })).getPage(0);
  const over = await document.embedPage(sheet, { left: 0, right: across * scale, bottom: sheet.getHeight() - down * scale, top: sheet.getHeight() });
  page.drawPage(over, { ...cornerOf(box, turn), width: across, height: down, rotate: degrees(turn) });
}

/** Words read in pages of a document, by page from 1. Returns what a reader of the bundle must know of it. Throws `cancelled`, `typesetting_failed`. */
export async function layWordsBehind(document: PDFDocument, read: ReadonlyMap<number, readonly PictureWord[]>, call: CallContext): Promise<string[]> {
  const laid: number[] = [];
  for (const [page, words] of [...read].toSorted(([one], [other]) => one - other)) {
    if (words.length === 0 || page > document.getPageCount()) continue;
    stopIfAborted(call.signal);
    await layWords(document, document.getPage(page - 1), words, call);
    laid.push(page);
  }
  return laid.length === 0 ? [] : [`Behind ${laid.length === 1 ? 'page' : 'pages'} ${laid.join(', ')} lie the words a machine read in ${laid.length === 1 ? 'it' : 'them'}.`];
}
