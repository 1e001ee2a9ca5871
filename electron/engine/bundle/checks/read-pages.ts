/** Reads every page of a finished bundle with a reader that is not the writer, in a thread of its own. */
import { createHash } from 'node:crypto';
import type { PageSpan } from '../../../../shared/domain/page-labels.ts';
import { borrowReader } from '../../importers/contained/contained-reader.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { stampStripPt } from '../a4-frame.ts';

const openLimitMs = 120_000;
const pageLimitMs = 20_000;
const pagesAThread = 500;
/** In points. */
const rounding = 0.5;

export interface ReadPage {
  /** The last thing drawn on it is its number. */
  readonly numbered: boolean;
  /** Nothing else is written in the strip of the number. */
  readonly clear: boolean;
  /** It has no text but its number. */
  readonly bare: boolean;
  /** How most of its own text reads as the page is seen. */
  readonly reads: 'upright' | 'sideways' | 'upside down';
  readonly textHash: string;
  /** In the order in which it is drawn; kept only of pages that are asked for, '' of others. */
  readonly text: string;
  /** Of the smallest letter on it, in points; null when it has none. */
  readonly smallestPt: number | null;
}

/** Enough to tell pages apart, and half as long to keep. */
export const shortHash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex').slice(0, 32);

interface Wanted { readonly numbers: readonly string[]; readonly worded: readonly PageSpan[] }

/** From `first` to `last`, by a thread that is ended afterwards: what a reader keeps of one page after another would add up. */
async function readSome(path: string, [first, last]: readonly [number, number], { numbers, worded }: Wanted, call: CallContext): Promise<ReadPage[]> {
  const reader = borrowReader('the bundle', call.signal);
  const read: ReadPage[] = [];
  const pages = numbers.length;
  try {
    const counted = await reader.ask('pdf.openMade', { path }, openLimitMs);
    if (counted !== pages) throw new Error(`the bundle has ${counted} pages where ${pages} were bound`);
    for (let page = first; page <= last; page += 1) {
      const { asDrawn, lastDrawn, smallestPt, lowestPt, directions: [upright, clockwise, upsideDown, anticlockwise] } = await reader.ask('pdf.page', { page }, pageLimitMs);
      const own = upright - lastDrawn.trim().length; // the number is always upright
      const sideways = clockwise + anticlockwise;
      read.push({
        numbered: lastDrawn.trim() === numbers[page - 1], clear: lowestPt === null || lowestPt > stampStripPt - rounding, bare: asDrawn.trim() === lastDrawn.trim(), textHash: shortHash(asDrawn.trim()), smallestPt, text: worded.some((span) => page >= span.firstPage && page <= span.lastPage) ? asDrawn : '',
        reads: upsideDown > Math.max(own, sideways) ? 'upside down' : sideways > Math.max(own, upsideDown) ? 'sideways' : 'upright',
      });
      if (page % 50 === 0) call.report({ stage: 'Checking pages', done: page, total: pages, unit: 'pages' });
    }
    return read;
  } finally {
    await reader.stop();
  }
}

/** `numbers`: what is to be printed on each page. `worded`: pages whose text is wanted. Throws what a reader throws, and `cancelled`. */
export async function readPages(path: string, numbers: readonly string[], call: CallContext, worded: readonly PageSpan[] = []): Promise<ReadPage[]> {
  const read: ReadPage[] = [];
  while (read.length < numbers.length) read.push(...await readSome(path, [read.length + 1, Math.min(numbers.length, read.length + pagesAThread)], { numbers, worded }, call));
  return read;
}
