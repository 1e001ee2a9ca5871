/** Reads, by machine, what can be seen on pages with pictures: text that is in no text layer. */
import { createHash } from 'node:crypto';
import { borrowReader, giveBack } from '../importers/contained/contained-reader.ts';
import { preparePixels } from '../pictures/prepare.ts';
import { pageReadingDpi } from '../pictures/reading-engine.ts';
import { readEveryWay } from '../pictures/read-turned.ts';
import { TextReader } from '../pictures/read-text.ts';
import type { CallContext } from '../rpc/handler.ts';
import type { Findings } from './findings.ts';
import type { KeptReadings } from './kept-readings.ts';

const drawLimitMs = 60_000;

/** `said`: what is read, by page. */
export interface Reading { readonly path: string; readonly pages: readonly number[]; readonly said: (page: number) => string; readonly kept: KeptReadings }

/** What was read before is not read again. Rejects when a page cannot be drawn or read: what cannot be searched is not let out. */
export async function readPages({ path, pages, said, kept }: Reading, findings: Findings, call: CallContext): Promise<void> {
  if (pages.length === 0) return;
  const drawer = borrowReader('the finished file', call.signal);
  let reader: TextReader | null = null;
  try {
    for (const [index, page] of pages.entries()) {
      // Print of nine points is read at this size (measured on the pages of our own documents).
      const { png, width, height } = await drawer.ask('pdf.draw', { path, page, dpi: pageReadingDpi }, drawLimitMs);
      const picture = createHash('sha256').update(`${width} ${height} `).update(png).digest('hex');
      let texts = kept.find(picture);
      if (texts === null) {
        reader ??= await TextReader.start();
        texts = (await readEveryWay(reader, await preparePixels(png, width, height))).map(({ text }) => text);
        kept.keep(picture, texts);
      }
      findings.look(said(page), texts);
      call.report({ stage: 'Reading pictures', done: index + 1, total: pages.length, unit: 'pages' });
    }
  } finally {
    await reader?.stop();
    await giveBack(drawer);
  }
}
