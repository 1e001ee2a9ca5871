/** Pages with redactions, made anew from what can be seen of them with the regions painted over: no text and no point of what was there is left in the file. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFName, PDFNumber, type PDFDocument, type PDFRawStream } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Redaction } from '../../../shared/domain/redaction.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { picturesOfPage } from '../exports/pdf/page-pictures.ts';
import { borrowReader, giveBack } from '../importers/contained/contained-reader.ts';
import { preparePixels } from '../pictures/prepare.ts';
import { readTurned } from '../pictures/read-turned.ts';
import { TextReader } from '../pictures/read-text.ts';
import { painted } from '../redaction/paint.ts';
import type { CallContext } from '../rpc/handler.ts';
import { layWords } from './page-words.ts';

/** Fine enough for small print, and below what courts ask pictures not to exceed. */
const redactedDpi = 200;
const drawLimitMs = 60_000;
const pointsAnInch = 72;

/** Passed over, a redaction of a page that is not there would leave the page that was meant as it is. */
function refuseMissingPages(title: string, pages: readonly number[], count: number): void {
  const missing = pages.filter((page) => page > count);
  if (missing.length === 0) return;
  const they = missing.length === 1 ? `page ${missing[0]} is` : `pages ${missing.join(', ')} are`;
  throw new PlumblineError('rule_broken', `In “${title}” ${they} redacted, but the file has ${count === 1 ? '1 page' : `${count} pages`}. Withdraw what is redacted there, and redact the page that was meant.`);
}

/** Smaller pictures are letterheads and marks, which stand whole on every page. Points of the picture, across and down. */
const leastShared = 256;
const sizeOf = ({ dict }: PDFRawStream): number => Math.min(...['Width', 'Height'].map((key) => dict.lookupMaybe(PDFName.of(key), PDFNumber)?.asNumber() ?? 0));

/** Pages that are not redacted and draw a picture that a redacted page draws: each may show a part of it, and all of it would be in the file. */
function pagesThatShare(document: PDFDocument, redacted: ReadonlySet<number>): number[] {
  const large = document.getPages().map((page) => picturesOfPage(page, new Set()).filter((picture) => sizeOf(picture) >= leastShared));
  const hidden = new Set(large.flatMap((pictures, index) => (redacted.has(index + 1) ? pictures : [])));
  return large.flatMap((pictures, index) => (!redacted.has(index + 1) && pictures.some((picture) => hidden.has(picture)) ? [index + 1] : []));
}

interface Drawn { readonly png: Buffer; readonly width: number; readonly height: number }

/** The page as it is left: its picture, and behind it what a machine can still read in it, so that it can be searched. */
async function addLeft(document: PDFDocument, at: number, { png, width, height }: Drawn, reader: TextReader, call: CallContext): Promise<void> {
  const [across, down] = [(width * pointsAnInch) / redactedDpi, (height * pointsAnInch) / redactedDpi];
  const page = document.insertPage(at, [across, down]);
  page.drawImage(await document.embedPng(png), { x: 0, y: 0, width: across, height: down });
  const { words } = await readTurned(reader, await preparePixels(png, width, height));
  await layWords(document, page, words, call);
}

/** Changes the document, which `title` names in messages. Returns what a reader of the bundle must know of it. Rejects when a page cannot be drawn; throws `rule_broken` for a page it does not have. */
export async function redactPages(document: PDFDocument, title: string, redactions: readonly Redaction[], store: ExhibitStore, call: CallContext): Promise<string[]> {
  const pages = [...new Set(redactions.map(({ page }) => page))];
  if (pages.length === 0) return [];
  refuseMissingPages(title, pages, document.getPageCount());
  const sharing = pagesThatShare(document, new Set(pages));
  const anew = [...pages, ...sharing];
  await store.withScratch(async (folder) => {
    const path = join(folder, 'named.pdf');
    await writeFile(path, await document.save());
    const drawer = borrowReader('the pages to be redacted', call.signal);
    const reader = await TextReader.start();
    try {
      for (const [done, page] of anew.entries()) {
        const { png, width, height } = await drawer.ask('pdf.draw', { path, page, dpi: redactedDpi }, drawLimitMs);
        const regions = redactions.flatMap((redaction) => (redaction.page === page && redaction.region !== null ? [redaction.region] : []));
        await addLeft(document, page - 1, { png: await painted(sharp(png), { width, height }, regions).removeAlpha().png().toBuffer(), width, height }, reader, call);
        document.removePage(page);
        call.report({ stage: 'Redacting pages', done: done + 1, total: anew.length, unit: 'pages' });
      }
    } finally {
      await reader.stop();
      await giveBack(drawer);
    }
  });
  const many = (numbers: readonly number[]): string => (numbers.length === 1 ? `Page ${numbers[0]} is` : `Pages ${numbers.join(', ')} are`);
  return [
    `${many(pages)} redacted and made anew as ${pages.length === 1 ? 'a picture, with' : 'pictures, with'} what a machine reads in what is left behind it.`,
    ...(sharing.length === 0 ? [] : [`${many(sharing)} made anew in the same way, as far as can be seen of ${sharing.length === 1 ? 'it' : 'them'}: a picture there is also on a redacted page, and all of it would be in the file.`]),
  ];
}
