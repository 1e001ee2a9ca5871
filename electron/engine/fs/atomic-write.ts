/** Writes a file so that it is either there whole or not there at all. */
import { randomUUID } from 'node:crypto';
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

/**
 * Writes the bytes beside the destination, syncs them to disk, then renames. On any failure the
 * destination is as it was and nothing is left beside it. Throws `already_exists`, `disk_full`,
 * `permission_denied`, `file_vanished` (the folder is gone).
 */
export async function writeAtomically(destination: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
  refuseExisting(destination, overwrite);
  const unfinished = join(dirname(destination), `.${basename(destination)}.${randomUUID()}`);
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    refuseExisting(destination, overwrite);
    await rename(unfinished, destination);
    await syncFolder(dirname(destination));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw explainFileFault(error, destination);
  }
}
