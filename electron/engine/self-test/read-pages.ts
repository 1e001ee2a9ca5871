/** Reads, by machine, what can be seen on pages with pictures: text that is in no text layer. */
import { borrowReader, giveBack } from '../importers/contained/contained-reader.ts';
import { preparePixels } from '../pictures/prepare.ts';
import { readEveryWay } from '../pictures/read-turned.ts';
import { TextReader } from '../pictures/read-text.ts';
import type { CallContext } from '../rpc/handler.ts';
import type { Findings } from './findings.ts';

/** Print of nine points is read at this size (measured on the pages of our own documents). */
const readingDpi = 200;
const drawLimitMs = 60_000;

/** `said`: what is read, by page. Rejects when a page cannot be drawn or read: what cannot be searched is not let out. */
export async function readPages(path: string, pages: readonly number[], findings: Findings, call: CallContext, said = (page: number): string => `the picture of page ${page}`): Promise<void> {
  if (pages.length === 0) return;
  const drawer = borrowReader('the finished file', call.signal);
  const reader = await TextReader.start();
  try {
    for (const [index, page] of pages.entries()) {
      const { png, width, height } = await drawer.ask('pdf.draw', { path, page, dpi: readingDpi }, drawLimitMs);
      findings.look(said(page), (await readEveryWay(reader, await preparePixels(png, width, height))).map(({ text }) => text));
      call.report({ stage: 'Reading pictures', done: index + 1, total: pages.length, unit: 'pages' });
    }
  } finally {
    await reader.stop();
    await giveBack(drawer);
  }
}
