/** Writes a file so that it is either there whole or not there at all. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { explainFileFault } from './file-faults.ts';
import { syncFolder } from './sync-folder.ts';

/** Throws `already_exists` when something stands at the destination and may not be replaced. */
export function refuseExisting(destination: string, overwrite: boolean): void {
  if (!overwrite && existsSync(destination)) {
    throw new PlumblineError('already_exists', `${destination} exists already. Choose another name, or say that it may be replaced.`);
  }
}

/** What was written, as it was written. */
interface Written { readonly sha256: string; readonly sizeBytes: number }

/**
 * Writes the pieces beside the destination as they come, syncs them to disk, then renames. On any
 * failure, of the pieces too, the destination is as it was and nothing is left beside it. Throws
 * `already_exists`, `disk_full`, `permission_denied`, `file_vanished` (the folder is gone), and what the pieces and `inspect` throw.
 * `inspect` sees the whole file where it is not yet at its destination.
 */
export async function writePiecesAtomically(
  destination: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, overwrite: boolean, inspect: (path: string) => Promise<void> = async () => undefined,
): Promise<Written> {
  refuseExisting(destination, overwrite);
  const unfinished = join(dirname(destination), `.${basename(destination)}.${randomUUID()}`);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    const file = await open(unfinished, 'wx');
    try {
      for await (const piece of pieces) {
        hash.update(piece);
        sizeBytes += piece.length;
        await file.writeFile(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await inspect(unfinished);
    refuseExisting(destination, overwrite);
    await rename(unfinished, destination);
    await syncFolder(dirname(destination));
    return { sha256: hash.digest('hex'), sizeBytes };
  } catch (error) {
    await rm(unfinished, { force: true });
    throw explainFileFault(error, destination);
  }
}
