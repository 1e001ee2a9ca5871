/** Exports a document of the case as PDF or Word file, and records that it was. */
import { basename } from 'node:path';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { CommandOutput, CommandRequest } from '../../../shared/contract/contract.ts';
import { hidingOf, type Hiding } from '../ciphers/hiding.ts';
import { documentFormatFacts, formatsOf } from '../../../shared/domain/document-kind.ts';
import type { Deed } from '../continuity/log.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { refuseExisting } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { makeDocument } from './made/make-document.ts';
import type { MadeDocument } from './made/made-document.ts';
import { withTarget } from './pdf/set-aside.ts';
import { piecesOf } from './pdf/write-document.ts';
import { hiddenMatter, readMatter } from './read-matter.ts';
import { savePieces } from './save-export.ts';
import { asOfNow } from './selection.ts';

/** Counts of the document as it was written; `pages` null where nobody has counted them. */
async function save(document: MadeDocument, { format, destination, overwrite }: CommandRequest<'exports.document'>, hiding: Hiding, call: CallContext) {
  if (format === 'docx') {
    return { ...await savePieces(document.word(), { destination, overwrite }, hiding, call), pages: null, rows: document.totals.listed };
  }
  const { document: finished, pages, rows } = await document.set();
  return { ...await savePieces(piecesOf(finished), { destination, overwrite }, hiding, call), pages, rows };
}

/** Throws `invalid_input` or `not_found` for rows the document cannot be of, and what setting and saving it throw. */
export async function exportDocument(
  work: { readonly db: CaseDatabase; readonly store: ExhibitStore; readonly author: string; readonly record: (deed: Deed) => void },
  asked: CommandRequest<'exports.document'>,
  call: CallContext,
): Promise<CommandOutput<'exports.document'>> {
  const { db, store, author } = work;
  const { kind, zone, destination, overwrite, format, ciphers, ordinaryWords, nameEmoji } = asked;
  if (!formatsOf(kind).includes(format)) throw new PlumblineError('invalid_input', 'This document is made of charts, and is a PDF alone. Ask for it as PDF.');
  refuseExisting(destination, overwrite);
  const { title, inWords, done } = await asOfNow(db, () => store.withScratch((folder) => withTarget(folder, async (target) => {
    const hiding = hidingOf(db, { ciphers, ordinaryWords });
    const document = await makeDocument({ db, store, author, matter: hiddenMatter(hiding, readMatter(work, zone)), hiding, call, target }, asked);
    const { total, withheld } = document.totals;
    const saved = await save(document, asked, hiding, call);
    return { title: document.title, inWords: document.inWords, done: { ...saved, format, withheld, leftOut: total - withheld - saved.rows, total, warnings: [...document.warnings()] } };
  })));
  work.record({
    action: 'document.exported', summary: `${title} exported as ${basename(destination)}: ${done.rows} rows${done.pages === null ? ` (${documentFormatFacts[format].label})` : ` on ${done.pages} pages`}`,
    details: { kind, format, file: basename(destination), sha256: done.sha256, rows: done.rows, leftOut: done.leftOut, withheld: done.withheld, pages: done.pages, selection: inWords, zone, nameEmoji, ...('order' in asked ? { order: asked.order } : {}), ...('leaveOut' in asked ? { leaveOut: asked.leaveOut } : {}), ciphers, ordinaryWords },
  });
  return done;
}
