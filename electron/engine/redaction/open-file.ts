/** What a person must know of a file before any of it is shown, to redact it. */
import type { FileToRedact } from '../../../shared/contract/redactions.ts';
import type { RedactedFile } from '../../../shared/domain/redaction.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import type { CallContext } from '../rpc/handler.ts';
import { getExhibit } from '../store/exhibits.ts';
import { firstWithFile, getItem } from '../timeline/item-detail.ts';
import { pagesOfFile } from './page-count.ts';
import { fileOfCase } from './redacted-file.ts';
import { standingRedactions } from './redaction-store.ts';

/** Of an attachment, the item that was asked with brings it. Throws what finding and reading the file throws, `refused_input` for one that has no pages. */
export async function openToRedact(work: { readonly db: CaseDatabase; readonly store: ExhibitStore }, file: RedactedFile, call: CallContext): Promise<FileToRedact> {
  const { db } = work;
  const found = fileOfCase(db, file);
  const pages = await pagesOfFile(work, file, call);
  const { reference, originalName } = getExhibit(db, found.exhibitId);
  const held = file.type === 'attachment' ? { itemId: file.itemId, attachment: file.attachment } : firstWithFile(db, found.exhibitId, found.member);
  const named = held === null ? '' : getItem(db, held.itemId).attachments[held.attachment]?.name ?? '';
  return { reference, name: named === '' ? originalName : named, mediaType: found.mediaType, pages, held, redactions: standingRedactions(db, found) };
}
