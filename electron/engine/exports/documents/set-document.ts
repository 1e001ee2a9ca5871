/** Sets a document of one table as PDF: rows in chunks, running strips, bound. */
import { PDFDocument } from '@cantoo/pdf-lib';
import type { CallContext } from '../../rpc/handler.ts';
import { appendPart, describeDocument } from '../pdf/bind-pages.ts';
import type { Making } from '../made/making.ts';
import { tablePaper } from '../pdf/paper.ts';
import type { Aside } from '../pdf/set-aside.ts';
import { addStrips, setPages, stopIfAborted } from '../pdf/set-pages.ts';
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

/** `document`: the finished PDF, ready to be written. `rows`: those of its table. */
export interface SetDocument { readonly document: PDFDocument; readonly pages: number; readonly rows: number }

/** As many as are set at once, and one that waits for its turn; more would only be held. */
const partsAhead = 3;

/** Parts of a document, set while the next ones are made and bound in their order. */
class Binding {
  pages = 0;
  readonly #bound: PDFDocument;
  readonly #call: CallContext;
  readonly #setting: { readonly part: Promise<Uint8Array>; readonly bound: () => void }[] = [];
  readonly #aside: Aside | undefined;
  constructor(bound: PDFDocument, call: CallContext, aside: Aside | undefined) {
    [this.#bound, this.#call, this.#aside] = [bound, call, aside];
  }
  /** Waits until there is room for it. `bound` is told when its pages stand. */
  async add(html: string, bound: () => void): Promise<void> {
    if (this.#setting.length >= partsAhead) await this.#bindFirst();
    const part = setPages(this.#call, html, tablePaper);
    // It is waited for in its turn; until then nobody would hear that it failed.
    part.catch(() => undefined);
    this.#setting.push({ part, bound });
  }
  async finish(): Promise<void> {
    while (this.#setting.length > 0) await this.#bindFirst();
  }
  async #bindFirst(): Promise<void> {
    const first = this.#setting.shift();
    if (first === undefined) return;
    this.pages += await appendPart(this.#bound, await first.part);
    this.#aside?.catchUp();
    first.bound();
  }
}

async function setRows<R>(binding: Binding, document: TableDocument<R>, call: CallContext): Promise<{ readonly pages: number; readonly rows: number }> {
  let rows = 0;
  let front = document.front;
  const set = async (body: string): Promise<void> => {
    const upTo = rows;
    await binding.add(htmlDocument(document.title, `${documentStyles}${zoomed(document.zoom ?? 1)}`, `${front}${body}`), () => call.report({ stage: 'Setting rows', done: upTo, total: document.count, unit: 'rows' }));
    front = '';
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
  await binding.finish();
  return { pages: binding.pages, rows };
}

/** Pages that stand before those of a table; returns how many. */
async function bindBefore(bound: PDFDocument, before: PDFDocument | undefined): Promise<number> {
  if (before === undefined) return 0;
  for (const page of await bound.copyPages(before, before.getPageIndices())) bound.addPage(page);
  return before.getPageCount();
}

/** Sets exactly the rows of a document. `before`: pages that stand before them. Throws `cancelled`, `typesetting_failed`. */
export async function setDocument<R>(document: TableDocument<R>, { call, target }: Pick<Making, 'call' | 'target'>, before?: PDFDocument): Promise<SetDocument> {
  const bound = target?.document ?? await PDFDocument.create();
  const pagesBefore = await bindBefore(bound, before);
  const { pages, rows } = await setRows(new Binding(bound, call, target?.aside), document, call);
  if (rows !== document.count) throw new Error(`the document has ${document.count} rows but ${rows} were set`);
  await addStrips(bound, document.running, call, target?.aside);
  describeDocument(bound, `${document.title} — ${document.running.details.reference}`, document.running.madeAt);
  stopIfAborted(call.signal);
  return { document: bound, pages: pagesBefore + pages, rows };
}
