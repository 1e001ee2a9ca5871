/** Exports exactly the current view of the timeline, and records that it was. */
import { basename } from 'node:path';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { hidingOf } from '../ciphers/hiding.ts';
import type { Deed } from '../continuity/log.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { refuseExisting } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { setTimeline } from './made/timeline-of-view.ts';
import { withTarget } from './pdf/set-aside.ts';
import { piecesOf } from './pdf/write-document.ts';
import { hiddenMatter, readMatter } from './read-matter.ts';
import { savePieces } from './save-export.ts';
import { asOfNow } from './selection.ts';

/** Throws what setting and saving it throw. */
export async function exportTimeline(
  work: { readonly db: CaseDatabase; readonly store: ExhibitStore; readonly author: string; readonly record: (deed: Deed) => void },
  { filter, zone, destination, overwrite, ciphers, ordinaryWords }: CommandRequest<'exports.timeline'>,
  call: CallContext,
): Promise<CommandOutput<'exports.timeline'>> {
  const { db, store, author } = work;
  refuseExisting(destination, overwrite);
  const { done, filterInWords } = await asOfNow(db, () => store.withScratch((folder) => withTarget(folder, async (target) => {
    const hiding = hidingOf(db, { ciphers, ordinaryWords });
    const { document, filterInWords: words, ...counts } = await setTimeline({ db, store, author, matter: hiddenMatter(hiding, readMatter(work, zone)), hiding, call, target }, filter);
    return { done: { ...await savePieces(piecesOf(document), { destination, overwrite }, hiding, call), ...counts }, filterInWords: words };
  })));
  work.record({
    action: 'timeline.exported', summary: `Timeline exported as ${basename(destination)}: ${done.rows} rows on ${done.pages} pages`,
    details: { file: basename(destination), sha256: done.sha256, rows: done.rows, leftOut: done.leftOut, withheld: done.withheld, pages: done.pages, selection: filterInWords, zone, ciphers, ordinaryWords },
  });
  return done;
}
