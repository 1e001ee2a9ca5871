/** Exports the schedule of search terms, as CSV or PDF, and records that it was. */
import { basename } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import type { TermSchedule } from '../../../shared/contract/coverage.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { hidingOf } from '../ciphers/hiding.ts';
import { shownDetails } from '../ciphers/shown-details.ts';
import { logHead, type Deed } from '../continuity/log.ts';
import { termSchedule } from '../coverage/term-schedule.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { refuseExisting } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { readDetails } from '../store/case-details.ts';
import { version } from '../version.ts';
import { appendPart, describeDocument } from './pdf/bind-pages.ts';
import { tablePaper } from './pdf/paper.ts';
import { bytesOf } from './pdf/write-document.ts';
import { setPages, addStrips, type Running } from './pdf/set-pages.ts';
import { saveExport } from './save-export.ts';
import { scheduleCsv } from './terms/schedule-csv.ts';
import { scheduleHtml, scheduleStyles } from './terms/schedule-html.ts';
import { documentStyles, htmlDocument } from './timeline/styles.ts';

async function pdfOf(schedule: TermSchedule, running: Running, author: string, call: CallContext): Promise<{ readonly bytes: Uint8Array; readonly pages: number }> {
  const document = await PDFDocument.create();
  const madeLine = `Made by Plumbline ${running.version} for ${author}, ${formatInstant(running.madeAt.getTime(), 'UTC')}. Continuity log head ${running.logHead}.`;
  const html = htmlDocument('Schedule of search terms', `${documentStyles}${scheduleStyles}`, scheduleHtml(schedule, { details: running.details, zone: running.details.displayZone, madeLine }));
  const pages = await appendPart(document, await setPages(call, html, tablePaper));
  await addStrips(document, running, call);
  describeDocument(document, `Schedule of search terms — ${running.details.reference}`, running.madeAt);
  return { bytes: await bytesOf(document), pages };
}

/** Nothing is at the destination unless it is whole. Throws `already_exists`, `cancelled`, `typesetting_failed`, `disk_full`, `permission_denied`. */
export async function exportTerms(
  work: { readonly db: CaseDatabase; readonly author: string; readonly record: (deed: Deed) => void },
  { format, destination, overwrite, ciphers, ordinaryWords }: CommandRequest<'exports.terms'>,
  call: CallContext,
): Promise<CommandOutput<'exports.terms'>> {
  const { db } = work;
  refuseExisting(destination, overwrite);
  const { schedule, running, hiding } = db.transaction(() => {
    const hides = hidingOf(db, { ciphers, ordinaryWords });
    const made = { details: shownDetails(hides, readDetails(db)), version, logHead: logHead(db).hash, madeAt: new Date() };
    return { schedule: hides.values(termSchedule(db)), running: made, hiding: hides };
  })();
  const { bytes, pages } = format === 'csv' ? { bytes: Buffer.from(scheduleCsv(schedule), 'utf8'), pages: null } : await pdfOf(schedule, running, work.author, call);
  const done = { ...await saveExport(bytes, { destination, overwrite }, hiding, call), pages, terms: schedule.terms.length, views: schedule.views.length };
  work.record({
    action: 'terms.exported', summary: `Schedule of search terms exported as ${basename(destination)}: ${done.terms} terms, ${done.views} saved views`,
    details: { file: basename(destination), sha256: done.sha256, format, ciphers, ordinaryWords, terms: done.terms, views: done.views, items: schedule.whole.items, read: schedule.whole.seen, notRead: schedule.whole.unseen, leftOut: schedule.whole.excluded },
  });
  return done;
}
