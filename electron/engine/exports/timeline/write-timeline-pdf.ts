/** Makes the timeline PDF: rows in chunks, legends, running strips, bound, saved whole or not at all. */
import { createHash } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { CommandOutput } from '../../../../shared/contract/contract.ts';
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { formatClock, formatDate } from '../../../../shared/domain/display-time.ts';
import { sha256Schema } from '../../../../shared/domain/ids.ts';
import { refuseExisting, writeAtomically } from '../../fs/atomic-write.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { appendPart, describeDocument, overlayStrips } from '../pdf/bind-pages.ts';
import { escapeHtml } from './markup.ts';
import { endMatter, frontMatter } from './matter-html.ts';
import { rowHtml, tableHtml, undatedHeading } from './row-html.ts';
import { documentStyles, htmlDocument, pageMarginsMm, stripStyles } from './styles.ts';
import { nothingUsed, type TimelineSource, type Used } from './timeline-source.ts';

/** Chromium's cost grows faster than a table: five hundred rows at a time stays linear (measured). */
const rowsAChunk = 500;
/** Strips are cheap, but a document of thousands in one go is not. */
const stripsAChunk = 400;
const noMargins = { top: 0, right: 0, bottom: 0, left: 0 } as const;
const nothingRunning = '<span></span>';

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new PlumblineError('cancelled', 'Cancelled. No file was made.');
}

async function setPages(call: CallContext, html: string, margins: typeof pageMarginsMm | typeof noMargins): Promise<Uint8Array> {
  stopIfAborted(call.signal);
  const { pdfBase64 } = await call.host('host.typeset', { html, landscape: true, headerHtml: nothingRunning, footerHtml: nothingRunning, marginsMm: margins });
  return Buffer.from(pdfBase64, 'base64');
}

async function* chunks(pages: AsyncIterable<readonly ItemLine[]>): AsyncGenerator<readonly ItemLine[]> {
  let held: ItemLine[] = [];
  for await (const page of pages) {
    held.push(...page);
    while (held.length >= rowsAChunk) {
      yield held.slice(0, rowsAChunk);
      held = held.slice(rowsAChunk);
    }
  }
  if (held.length > 0) yield held;
}

async function setRows(document: PDFDocument, source: TimelineSource, used: Used, call: CallContext): Promise<number> {
  let pages = 0;
  let front = frontMatter(source);
  let inUndated = false;
  for await (const chunk of chunks(source.pages())) {
    const rows: string[] = [];
    for (const item of chunk) {
      if (item.at === null && !inUndated) {
        inUndated = true;
        rows.push(undatedHeading);
      }
      rows.push(rowHtml(item, used.rows + 1, source, used));
    }
    pages += await appendPart(document, await setPages(call, htmlDocument('Timeline', documentStyles, `${front}${tableHtml(rows)}`), pageMarginsMm));
    front = '';
    call.report({ stage: 'Setting rows', done: used.rows, total: source.shown, unit: 'rows' });
  }
  const end = `${front}${used.rows === 0 ? '<p>No rows are in this selection.</p>' : ''}${endMatter(source, used)}`;
  return pages + await appendPart(document, await setPages(call, htmlDocument('Timeline', documentStyles, end), pageMarginsMm));
}

function stripHtml(source: TimelineSource, page: number, pages: number): string {
  const head = `${source.logHead.slice(0, 4)}…${source.logHead.slice(-4)}`;
  const madeMs = source.madeAt.getTime();
  return `<div class="strip"><div class="marking">${escapeHtml(source.details.protectiveMarking)}</div>
    <div class="case">${escapeHtml(`${source.details.title} · ${source.details.reference}`)}</div>
    <div class="made">Plumbline ${source.version} · case log head ${head} · made ${formatDate(madeMs, 'UTC')} ${formatClock(madeMs, 'UTC', false)} UTC</div>
    <div class="page">Page ${page} of ${pages}</div></div>`;
}

async function setStrips(source: TimelineSource, pages: number, call: CallContext): Promise<Uint8Array> {
  const strips = await PDFDocument.create();
  for (let first = 1; first <= pages; first += stripsAChunk) {
    const last = Math.min(pages, first + stripsAChunk - 1);
    const body = Array.from({ length: last - first + 1 }, (_, index) => stripHtml(source, first + index, pages)).join('');
    await appendPart(strips, await setPages(call, htmlDocument('Strips', stripStyles, body), noMargins));
    call.report({ stage: 'Numbering pages', done: last, total: pages, unit: 'pages' });
  }
  return strips.save();
}

/**
 * Writes the PDF of exactly the rows of `source`. Nothing is at the destination unless it is whole.
 * Throws `already_exists`, `cancelled`, `typesetting_failed`, `disk_full`, `permission_denied`.
 */
export async function writeTimelinePdf(
  source: TimelineSource, options: { readonly destination: string; readonly overwrite: boolean }, call: CallContext,
): Promise<CommandOutput<'exports.timeline'>> {
  refuseExisting(options.destination, options.overwrite);
  const document = await PDFDocument.create();
  const used = nothingUsed();
  const pages = await setRows(document, source, used, call);
  if (used.rows !== source.shown) throw new Error(`the view has ${source.shown} rows but ${used.rows} were set`);
  await overlayStrips(document, await setStrips(source, pages, call));
  describeDocument(document, `Timeline — ${source.details.reference}`, source.madeAt);
  stopIfAborted(call.signal);
  const bytes = await document.save();
  await writeAtomically(options.destination, bytes, options.overwrite);
  return {
    path: options.destination, sha256: sha256Schema.parse(createHash('sha256').update(bytes).digest('hex')), sizeBytes: bytes.length,
    pages, rows: used.rows, leftOut: source.total - source.shown - source.withheld, withheld: source.withheld,
  };
}
