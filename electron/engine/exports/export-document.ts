/** Exports a document of the case as PDF, and records that it was. */
import { basename } from 'node:path';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { hidingOf } from '../ciphers/hiding.ts';
import type { Deed } from '../continuity/log.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { refuseExisting } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { makeDocument } from './made/make-document.ts';
import { readMatter } from './read-matter.ts';
import { saveExport } from './save-export.ts';
import { asOfNow } from './selection.ts';

/** Throws `invalid_input` or `not_found` for rows the document cannot be of, and what setting and saving it throw. */
export async function exportDocument(
  work: { readonly db: CaseDatabase; readonly author: string; readonly record: (deed: Deed) => void },
  asked: CommandRequest<'exports.document'>,
  call: CallContext,
): Promise<CommandOutput<'exports.document'>> {
  const { db, author } = work;
  const { kind, zone, destination, overwrite, ciphers, ordinaryWords } = asked;
  refuseExisting(destination, overwrite);
  const { title, inWords, done } = await asOfNow(db, async () => {
    const hiding = hidingOf(db, { ciphers, ordinaryWords });
    const document = await makeDocument({ db, author, matter: hiding.values(readMatter(work, zone)), hiding, call }, asked);
    const { total, withheld } = document.totals;
    const { bytes, pages, rows } = await document.set();
    const saved = await saveExport(bytes, { destination, overwrite }, hiding, call);
    return { title: document.title, inWords: document.inWords, done: { ...saved, pages, rows, withheld, leftOut: total - withheld - rows, total, warnings: [...document.warnings()] } };
  });
  work.record({
    action: 'document.exported', summary: `${title} exported as ${basename(destination)}: ${done.rows} rows on ${done.pages} pages`,
    details: { kind, file: basename(destination), sha256: done.sha256, rows: done.rows, leftOut: done.leftOut, withheld: done.withheld, pages: done.pages, selection: inWords, zone, ciphers, ordinaryWords },
  });
  return done;
}
