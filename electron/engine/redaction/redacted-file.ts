/** The file a redaction is of: found by the exhibit or item that has it, and kept by its hash. */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import type { RedactedFile } from '../../../shared/domain/redaction.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { fileKeyOf, type FileKey } from '../evidence/file-key.ts';
import { withAttachmentFile } from '../evidence/attachment-bytes.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import { refusePrivileged } from '../review/privileged.ts';
import { holdsPrivileged } from '../review/privileged-exhibit.ts';
import type { CallContext } from '../rpc/handler.ts';
import { getExhibit } from '../store/exhibits.ts';
import { getItem } from '../timeline/item-detail.ts';
import { refuseStoppedFile } from '../welfare/file-notes.ts';

export interface FileOfCase extends FileKey { readonly mediaType: string; readonly said: string }

/** Throws `not_found`, `permission_denied` for a privileged item or an exhibit that holds one, `stopped` for a file nobody may open. */
export function fileOfCase(db: CaseDatabase, file: RedactedFile): FileOfCase {
  const found = file.type === 'exhibit' ? ofExhibit(db, file.exhibitId) : ofAttachment(db, file);
  refuseStoppedFile(db, found);
  return found;
}

function ofExhibit(db: CaseDatabase, exhibitId: ExhibitId): FileOfCase {
  const { sha256, mediaType, reference } = getExhibit(db, exhibitId);
  if (holdsPrivileged(db, exhibitId)) throw new PlumblineError('permission_denied', `Exhibit ${reference} holds privileged material: the file is shown to nobody and goes into no bundle. If that was said by mistake, set the handling of its items back first.`);
  return { exhibitId, member: '', sha256, mediaType, said: `exhibit ${reference}` };
}

function ofAttachment(db: CaseDatabase, { itemId, attachment }: Extract<RedactedFile, { type: 'attachment' }>): FileOfCase {
  refusePrivileged(db, itemId);
  const item = getItem(db, itemId);
  const attached = item.attachments[attachment];
  if (attached?.member == null) throw new PlumblineError('not_found', 'This item has no such file in the case: the source names none, or its file was not supplied.');
  return { ...fileKeyOf(db, item.exhibitId, attached.member), mediaType: attached.mediaType, said: `attachment ${attachment + 1} of an item of ${item.exhibitReference}` };
}

/** Throws `refused_input` for what is neither a PDF nor a picture. */
export function refuseWithoutPages({ mediaType, said }: FileOfCase): void {
  if (mediaType !== 'application/pdf' && !mediaType.startsWith('image/')) throw new PlumblineError('refused_input', `Only pages of PDFs and pictures are redacted; ${said} is neither.`);
}

/** Lends the path of the file's bytes, for reading only. Throws what reading them throws. */
export async function withFileOfCase<T>(work: { readonly db: CaseDatabase; readonly store: ExhibitStore }, file: RedactedFile, call: CallContext, use: (path: string) => Promise<T>): Promise<T> {
  if (file.type === 'exhibit') return work.store.withWorkingCopy(getExhibit(work.db, file.exhibitId), call, use);
  const item = getItem(work.db, file.itemId);
  return withAttachmentFile(work.store, getExhibit(work.db, item.exhibitId), item, file.attachment, call.signal, use);
}
