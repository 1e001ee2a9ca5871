/** Works out the hashes of files whose import did not: until then nobody can say whether they are anywhere else. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { HashFilesResult, PictureFailure } from '../../../shared/contract/pictures.ts';
import type { ExhibitId, ItemId, Sha256 } from '../../../shared/domain/ids.ts';
import { withAttachmentFile } from '../evidence/attachment-bytes.ts';
import type { CallContext } from '../rpc/handler.ts';
import { getExhibit } from '../store/exhibits.ts';
import { visibleRows } from '../store/import-runs.ts';
import { getItem } from '../timeline/item-detail.ts';
import { fileName, hashOf, keepHash } from './picture-list.ts';
import type { PictureWork } from './read-queue.ts';

const failuresListed = 500;
/** Hashes kept in one transaction, under one entry of the continuity log. */
const keptTogether = 100;

interface UnhashedFile { readonly itemId: ItemId; readonly attachment: number; readonly exhibitId: ExhibitId; readonly exhibit: string; readonly member: string; readonly name: string }
interface Hashed { readonly file: UnhashedFile; readonly sha256: Sha256 }

/** Each file once, by the first item that carries it. */
function unhashedFiles(db: CaseDatabase): UnhashedFile[] {
  return db.prepare<[], UnhashedFile>(`SELECT item_id AS itemId, attachment, exhibit_id AS exhibitId, exhibit.reference AS exhibit, member, ${fileName} AS name, min(row_id) AS first
    FROM item_attachment JOIN exhibit USING (exhibit_id) WHERE item_attachment.sha256 IS NULL AND member <> '' AND ${visibleRows('item_attachment')}
    GROUP BY exhibit_id, member ORDER BY exhibit_id, first`).all();
}

function keep(work: PictureWork, hashed: readonly Hashed[]): void {
  if (hashed.length === 0) return;
  work.db.transaction(() => {
    for (const { file, sha256 } of hashed) keepHash(work.db, { ...file, sha256: null }, sha256);
    work.record({
      action: 'file.hashed', summary: `SHA-256 worked out of ${hashed.length === 1 ? '1 file' : `${hashed.length} files`} of items, to find the same file elsewhere`,
      details: { files: hashed.map(({ file, sha256 }) => ({ exhibit: file.exhibit, file: file.member, sha256 })) },
    });
  }).immediate();
}

function stopIfCancelled(signal: AbortSignal, done: number, total: number): void {
  if (signal.aborted) throw new PlumblineError('cancelled', `Stopped after ${done} of ${total} files. The hashes worked out so far are kept; the rest can be done later.`);
}

/** A file that cannot be opened is listed and does not stop the rest. Throws `cancelled`. */
export async function hashFiles(work: PictureWork, _input: CommandRequest<'exhibits.hashFiles'>, call: CallContext): Promise<HashFilesResult> {
  const queue = unhashedFiles(work.db);
  const failures: PictureFailure[] = [];
  let [hashed, failed] = [0, 0];
  let waiting: Hashed[] = [];
  try {
    for (const file of queue) {
      stopIfCancelled(call.signal, hashed + failed, queue.length);
      try {
        const item = getItem(work.db, file.itemId);
        waiting.push({ file, sha256: await withAttachmentFile(work.store, getExhibit(work.db, file.exhibitId), item, file.attachment, call.signal, (path) => hashOf(path, call.signal)) });
        hashed += 1;
      } catch (error) {
        stopIfCancelled(call.signal, hashed + failed, queue.length);
        failed += 1;
        const reason = error instanceof Error ? error.message : String(error);
        if (failures.length < failuresListed) failures.push({ itemId: file.itemId, attachment: file.attachment, exhibit: file.exhibit, name: file.name, reason });
      }
      if (waiting.length >= keptTogether) {
        keep(work, waiting);
        waiting = [];
      }
      call.report({ stage: 'Hashing files', done: hashed + failed, total: queue.length, unit: 'files' });
    }
  } finally {
    keep(work, waiting);
  }
  return { asked: queue.length, hashed, failed, failures };
}
