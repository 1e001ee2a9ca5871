/** Makes the timeline PDF: rows in chunks, legends, running strips, bound, saved whole or not at all. */
import { createHash } from 'node:crypto';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { CommandOutput } from '../../../../shared/contract/contract.ts';
import type { ItemLine } from '../../../../shared/contract/timeline.ts';
import { sha256Schema } from '../../../../shared/domain/ids.ts';
import { refuseExisting, writeAtomically } from '../../fs/atomic-write.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { appendPart, describeDocument, overlayStrips } from '../pdf/bind-pages.ts';
import { setPages, setStrips, stopIfAborted } from '../pdf/set-pages.ts';
import { endMatter, frontMatter } from './matter-html.ts';
import { rowHtml, tableHtml, undatedHeading } from './row-html.ts';
import { documentStyles, htmlDocument } from './styles.ts';
import { nothingUsed, type TimelineSource, type Used } from './timeline-source.ts';

/** Chromium's cost grows faster than a table: five hundred rows at a time stays linear (measured). */
const rowsAChunk = 500;
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
    pages += await appendPart(document, await setPages(call, htmlDocument('Timeline', documentStyles, `${front}${tableHtml(rows)}`)));
    front = '';
    call.report({ stage: 'Setting rows', done: used.rows, total: source.shown, unit: 'rows' });
  }
  const end = `${front}${used.rows === 0 ? '<p>No rows are in this selection.</p>' : ''}${endMatter(source, used)}`;
  return pages + await appendPart(document, await setPages(call, htmlDocument('Timeline', documentStyles, end)));
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
