/** Makes a document of one table as PDF: rows in chunks, running strips, bound, saved whole or not at all. */
import { createHash } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import { sha256Schema, type Sha256 } from '../../../../shared/domain/ids.ts';
import { refuseExisting, writeAtomically } from '../../fs/atomic-write.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { appendPart, describeDocument, overlayStrips } from '../pdf/bind-pages.ts';
import { setPages, setStrips, stopIfAborted } from '../pdf/set-pages.ts';
import { documentStyles, htmlDocument } from '../timeline/styles.ts';
import { rowOfTable, tableHtml, type TableDocument } from './table-document.ts';

/** Chromium's cost grows faster than a table: five hundred rows at a time stays linear (measured). */
const rowsAChunk = 500;

async function* chunks<R>(pages: AsyncIterable<readonly R[]>): AsyncGenerator<readonly R[]> {
  let held: R[] = [];
  for await (const page of pages) {
    held.push(...page);
    while (held.length >= rowsAChunk) {
      yield held.slice(0, rowsAChunk);
      held = held.slice(rowsAChunk);
    }
  }
  if (held.length > 0) yield held;
}

export interface WrittenDocument { readonly path: string; readonly sha256: Sha256; readonly sizeBytes: number; readonly pages: number; readonly rows: number }

async function setRows<R>(bound: PDFDocument, document: TableDocument<R>, call: CallContext): Promise<{ readonly pages: number; readonly rows: number }> {
  let pages = 0;
  let rows = 0;
  let front = document.front;
  const set = async (body: string): Promise<void> => {
    pages += await appendPart(bound, await setPages(call, htmlDocument(document.title, documentStyles, `${front}${body}`)));
    front = '';
    call.report({ stage: 'Setting rows', done: rows, total: document.count, unit: 'rows' });
  };
  // A chunk waits for the next, so that what stands after the table begins under its last row.
  let waiting: string | null = null;
  for await (const chunk of chunks(document.pages())) {
    if (waiting !== null) await set(waiting);
    stopIfAborted(call.signal);
    const first = document.firstNumber + rows;
    waiting = tableHtml(document, chunk.map((row, index) => rowOfTable(document, row, first + index)));
    rows += chunk.length;
  }
  await set(`${waiting ?? `<p>${document.none}</p>`}${document.end()}`);
  return { pages, rows };
}

/**
 * Writes the PDF of exactly the rows of a document. Nothing is at the destination unless it is whole.
 * Throws `already_exists`, `cancelled`, `typesetting_failed`, `disk_full`, `permission_denied`.
 */
export async function writeDocument<R>(document: TableDocument<R>, options: { readonly destination: string; readonly overwrite: boolean }, call: CallContext): Promise<WrittenDocument> {
  refuseExisting(options.destination, options.overwrite);
  const bound = await PDFDocument.create();
  const { pages, rows } = await setRows(bound, document, call);
  if (rows !== document.count) throw new Error(`the document has ${document.count} rows but ${rows} were set`);
  await overlayStrips(bound, await setStrips(document.running, pages, call));
  describeDocument(bound, `${document.title} — ${document.running.details.reference}`, document.running.madeAt);
  stopIfAborted(call.signal);
  const bytes = await bound.save();
  await writeAtomically(options.destination, bytes, options.overwrite);
  return { path: options.destination, sha256: sha256Schema.parse(createHash('sha256').update(bytes).digest('hex')), sizeBytes: bytes.length, pages, rows };
}
