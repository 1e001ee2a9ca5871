/** Takes a file into the case as an exhibit: hashed, copied, sealed, entered, logged. */
import { statSync } from 'node:fs';
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { exhibitDetailsSchema, type Exhibit, type ExhibitDetails } from '../../../shared/domain/exhibit.ts';
import type { Deed } from '../continuity/log.ts';
import type { CallContext } from '../rpc/handler.ts';
import { findByHash, findByReference, getExhibit, insertExhibit, refuseTakenReference } from '../store/exhibits.ts';
import type { ExhibitStore, TakenIn } from './exhibit-store.ts';
import { collectDatabase, collectFolder } from './collect-files.ts';
import { folderMediaType } from './folder-manifest.ts';
import { mediaTypeOf } from './media-type.ts';

interface Work { readonly db: CaseDatabase; readonly store: ExhibitStore; readonly author: string; readonly record: (deed: Deed) => void }

function refuseDuplicate(db: CaseDatabase, taken: TakenIn): void {
  const twin = findByHash(db, taken.sha256);
  if (twin !== null) {
    throw new PlumblineError('duplicate_exhibit', `${taken.originalName} is byte for byte the same as ${twin.reference} (${twin.originalName}), which is in the case already. It was not added again.`, { reference: twin.reference, originalName: twin.originalName });
  }
}

/** Size of a file, or null when it cannot be told (taking it in will then say why) or when it is a folder. */
function sizeIfThere(path: string): number | null {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts === undefined || facts.isDirectory() ? null : facts.size;
}

/** A folder and a database with its journals are several files of one exhibit; anything else is one. */
async function takeIn({ store }: Work, sourcePath: string, call: CallContext): Promise<TakenIn> {
  if (statSync(sourcePath, { throwIfNoEntry: false })?.isDirectory() === true) return store.takeInFiles(await collectFolder(sourcePath, call.signal), call);
  const database = await collectDatabase(sourcePath);
  return database === null ? store.takeIn(sourcePath, call) : store.takeInFiles(database, call);
}

/**
 * Adds one file, or the files of a folder, as one exhibit. Throws `reference_taken`, `duplicate_exhibit`, and whatever taking it in throws; on
 * any of them the case is as it was.
 */
export async function addExhibit(work: Work, sourcePath: string, details: ExhibitDetails, call: CallContext): Promise<Exhibit> {
  const given = exhibitDetailsSchema.parse(details);
  const holder = findByReference(work.db, given.reference);
  // A file of another size cannot be the one that has the reference: refused before it is copied.
  const sizeBytes = sizeIfThere(sourcePath);
  if (holder !== null && holder.mediaType !== folderMediaType && sizeBytes !== null && holder.sizeBytes !== sizeBytes) refuseTakenReference(work.db, given.reference);
  const taken = await takeIn(work, sourcePath, call);
  try {
    refuseDuplicate(work.db, taken);
    // The original is in place before the case speaks of it: a crash in between leaves an orphan, never a hole.
    await taken.keep();
    const id = work.db.transaction(() => {
      refuseTakenReference(work.db, given.reference);
      const exhibitId = insertExhibit(work.db, {
        ...given, sha256: taken.sha256, sizeBytes: taken.sizeBytes, originalName: taken.originalName, sourcePath,
        sourceModifiedAt: taken.sourceModifiedAt.toISOString(), mediaType: taken.kind === 'folder' ? folderMediaType : mediaTypeOf(taken.head, taken.originalName),
        addedAt: new Date().toISOString(), addedBy: work.author,
      });
      work.record({
        action: 'exhibit.added', summary: `${given.reference} added: ${taken.originalName}, ${taken.sizeBytes.toLocaleString('en-GB')} bytes`,
        details: { exhibitId, ...given, sha256: taken.sha256, sizeBytes: taken.sizeBytes, originalName: taken.originalName, sourcePath },
      });
      return exhibitId;
    }).immediate();
    return getExhibit(work.db, id);
  } catch (error) {
    await taken.discard();
    throw error;
  }
}
