/** Pages set by the shell's Chromium, and the strips that run over and under them: marking, case, page of pages. */
import type { PDFDocument } from '@cantoo/pdf-lib';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { CaseDetails } from '../../../../shared/domain/case-details.ts';
import { formatClock, formatDate } from '../../../../shared/domain/display-time.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { escapeHtml } from '../timeline/markup.ts';
import { htmlDocument, stripStyles } from '../timeline/styles.ts';
import { overlayStrips } from './bind-pages.ts';
import { stripPaper, type Paper } from './paper.ts';
import type { Aside } from './set-aside.ts';

/** Strips are cheap, but a document of thousands in one go is not. */
const stripsAChunk = 400;
/** As many as are set at once, and one that waits for its turn; more would only be held. */
const stripsAhead = 3;

/** What the strips say of a document. */
export interface Running { readonly details: CaseDetails; readonly version: string; readonly logHead: string; readonly madeAt: Date; /** In a bundle its own numbers are said to be the document’s: the page has the bundle’s as well. */ readonly within?: 'bundle' }

export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new PlumblineError('cancelled', 'Cancelled. No file was made.');
}

/** Pages of an HTML document, without a running head or foot of Chromium's: it sets those anew for every page, a third of the time of a table (measured). Throws `cancelled`, `typesetting_failed`. */
export async function setPages(call: CallContext, html: string, { landscape, marginsMm }: Paper): Promise<Uint8Array> {
  stopIfAborted(call.signal);
  const { pdfBase64 } = await call.host('host.typeset', { html, landscape, headerHtml: '', footerHtml: '', marginsMm });
  return Buffer.from(pdfBase64, 'base64');
}

/** The line that says what made a document, of which case log, and when. */
export function madeInStrip({ version, logHead, madeAt }: Running): string {
  const madeMs = madeAt.getTime();
  return `Plumbline ${version} · case log head ${logHead.slice(0, 4)}…${logHead.slice(-4)} · made ${formatDate(madeMs, 'UTC')} ${formatClock(madeMs, 'UTC', false)} UTC`;
}

function stripHtml(running: Running, page: number, pages: number): string {
  const { details } = running;
  return `<div class="strip"><div class="marking">${escapeHtml(details.protectiveMarking)}</div>
    <div class="case">${escapeHtml(`${details.title} · ${details.reference}`)}</div>
    <div class="made">${escapeHtml(madeInStrip(running))}</div>
    <div class="page">${running.within === 'bundle' ? 'Document page' : 'Page'} ${page} of ${pages}</div></div>`;
}

/** Pages that follow one another and all lie, or all stand. Counted from 1. */
interface Run { readonly first: number; readonly last: number; readonly landscape: boolean }

function runsOf(document: PDFDocument): Run[] {
  const runs: Run[] = [];
  for (const [index, page] of document.getPages().entries()) {
    const landscape = page.getWidth() > page.getHeight();
    const before = runs.at(-1);
    if (before?.landscape === landscape && index + 1 - before.first < stripsAChunk) runs[runs.length - 1] = { ...before, last: index + 1 };
    else runs.push({ first: index + 1, last: index + 1, landscape });
  }
  return runs;
}

/** Lays its strip over every page of the document; `aside`: what of it lies aside. Throws `cancelled`, `typesetting_failed`. */
export async function addStrips(document: PDFDocument, running: Running, call: CallContext, aside?: Aside): Promise<void> {
  const pages = document.getPageCount();
  const runs = runsOf(document);
  const set = ({ first, last, landscape }: Run): Promise<Uint8Array> => {
    const body = Array.from({ length: last - first + 1 }, (_, index) => stripHtml(running, first + index, pages)).join('');
    const part = setPages(call, htmlDocument('Strips', stripStyles(landscape), body), stripPaper(landscape));
    // It is waited for in its turn; until then nobody would hear that it failed.
    part.catch(() => undefined);
    return part;
  };
  const setting = runs.slice(0, stripsAhead).map(set);
  for (const [index, { first, last }] of runs.entries()) {
    const strips = await setting.shift();
    if (strips === undefined) throw new RangeError(`the strips from page ${first} were not set`);
    const next = runs[index + stripsAhead];
    if (next !== undefined) setting.push(set(next));
    await overlayStrips(document, strips, first - 1);
    aside?.catchUp();
    call.report({ stage: 'Numbering pages', done: last, total: pages, unit: 'pages' });
  }
}
