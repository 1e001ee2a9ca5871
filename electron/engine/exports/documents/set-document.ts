/** Sets a document of one table as PDF: rows in chunks, running strips, bound. */
import { PDFDocument } from '@cantoo/pdf-lib';
import type { CallContext } from '../../rpc/handler.ts';
import { appendPart, describeDocument, overlayStrips } from '../pdf/bind-pages.ts';
import { tablePaper } from '../pdf/paper.ts';
import { bytesOf } from '../pdf/reachable.ts';
import { setPages, setStrips, stopIfAborted } from '../pdf/set-pages.ts';
import { documentStyles, htmlDocument, zoomed } from '../timeline/styles.ts';
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

/** `bytes`: the whole PDF. `rows`: those of its table. */
export interface SetDocument { readonly bytes: Uint8Array; readonly pages: number; readonly rows: number }

async function setRows<R>(bound: PDFDocument, document: TableDocument<R>, call: CallContext): Promise<{ readonly pages: number; readonly rows: number }> {
  let pages = 0;
  let rows = 0;
  let front = document.front;
  const set = async (body: string): Promise<void> => {
    pages += await appendPart(bound, await setPages(call, htmlDocument(document.title, `${documentStyles}${zoomed(document.zoom ?? 1)}`, `${front}${body}`), tablePaper));
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

/** Sets exactly the rows of a document. Throws `cancelled`, `typesetting_failed`. */
export async function setDocument<R>(document: TableDocument<R>, call: CallContext): Promise<SetDocument> {
  const bound = await PDFDocument.create();
  const { pages, rows } = await setRows(bound, document, call);
  if (rows !== document.count) throw new Error(`the document has ${document.count} rows but ${rows} were set`);
  await overlayStrips(bound, await setStrips(document.running, pages, call));
  describeDocument(bound, `${document.title} — ${document.running.details.reference}`, document.running.madeAt);
  stopIfAborted(call.signal);
  return { bytes: await bytesOf(bound), pages, rows };
}
