/** A document of one table as a Word file that can be edited: streamed, however many rows it has. */
import type { CallContext } from '../../rpc/handler.ts';
import type { TableDocument } from '../documents/table-document.ts';
import { packedParts } from '../packed-parts.ts';
import { stopIfAborted } from '../pdf/set-pages.ts';
import { documentFoot, documentHead, documentPart, packageParts } from './package-parts.ts';
import { RowTable, SmallTables } from './table-xml.ts';
import { wordsOfHtml } from './words-of-html.ts';

async function* partOf<R>(document: TableDocument<R>, call: CallContext): AsyncGenerator<string> {
  const normal = { style: 'Normal' };
  yield `${documentHead}${wordsOfHtml(document.front, normal, new SmallTables())}`;
  const table = new RowTable(document);
  let rows = 0;
  for await (const page of document.pages()) {
    // Reading and writing hardly ever wait: without a turn of the loop no word to stop would get through.
    await new Promise((resolve) => { setImmediate(resolve); });
    stopIfAborted(call.signal);
    let piece = rows === 0 && page.length > 0 ? table.begin() : '';
    for (const row of page) {
      piece += table.row(row, document.firstNumber + rows);
      rows += 1;
    }
    yield piece;
    call.report({ stage: 'Writing rows', done: rows, total: document.count, unit: 'rows' });
  }
  if (rows !== document.count) throw new Error(`the document has ${document.count} rows but ${rows} were written`);
  yield rows > 0 ? table.end() : wordsOfHtml(`<p>${document.none}</p>`, normal, new SmallTables());
  yield `${wordsOfHtml(document.end(), normal, new SmallTables())}${documentFoot}`;
}

/** The bytes of the file as they come: exactly the rows of the document. Throws `cancelled`. */
export async function* wordPieces<R>(document: TableDocument<R>, call: CallContext): AsyncGenerator<Uint8Array> {
  const { running } = document;
  yield* packedParts({
    before: packageParts(`${document.title} — ${running.details.reference}`, running), mtime: running.madeAt,
    streamed: { name: documentPart, pieces: partOf(document, call) }, after: () => [],
  });
  stopIfAborted(call.signal);
}
