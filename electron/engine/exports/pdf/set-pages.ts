/** Pages set by the shell's Chromium, and the strips that run over and under them: marking, case, page of pages. */
import { PDFDocument } from '@cantoo/pdf-lib';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { CaseDetails } from '../../../../shared/domain/case-details.ts';
import { formatClock, formatDate } from '../../../../shared/domain/display-time.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { escapeHtml } from '../timeline/markup.ts';
import { htmlDocument, stripStyles } from '../timeline/styles.ts';
import { appendPart } from './bind-pages.ts';
import { stripPaper, type Paper } from './paper.ts';

/** Strips are cheap, but a document of thousands in one go is not. */
const stripsAChunk = 400;

/** What the strips say of a document. */
export interface Running { readonly details: CaseDetails; readonly version: string; readonly logHead: string; readonly madeAt: Date }

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
    <div class="page">Page ${page} of ${pages}</div></div>`;
}

export async function setStrips(running: Running, pages: number, call: CallContext): Promise<Uint8Array> {
  const strips = await PDFDocument.create();
  for (let first = 1; first <= pages; first += stripsAChunk) {
    const last = Math.min(pages, first + stripsAChunk - 1);
    const body = Array.from({ length: last - first + 1 }, (_, index) => stripHtml(running, first + index, pages)).join('');
    await appendPart(strips, await setPages(call, htmlDocument('Strips', stripStyles, body), stripPaper(true)));
    call.report({ stage: 'Numbering pages', done: last, total: pages, unit: 'pages' });
  }
  return strips.save();
}
