/** Writes a file so that it is either there whole or not there at all. */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, lstatSync } from 'node:fs';
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

/** A file that is whole and on the disk, beside the place it is for. */
export interface Ready extends Written { readonly destination: string; readonly beside: string }

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
const besideOf = (destination: string): string => join(dirname(destination), `.${basename(destination)}.${randomUUID()}`);

/**
 * Writes the pieces beside the destination as they come and syncs them to disk. On any failure, of the pieces too, nothing is left there.
 * Throws `already_exists`, `disk_full`, `permission_denied`, `file_vanished` (the folder is gone), and what the pieces and `inspect` throw.
 * `inspect` sees the whole file where it is not yet at its destination.
 */
export async function writeBeside(
  destination: string, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, overwrite: boolean, inspect: (path: string) => Promise<void> = async () => undefined,
): Promise<Ready> {
  refuseExisting(destination, overwrite);
  const beside = besideOf(destination);
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    const file = await open(beside, 'wx');
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
    await inspect(beside);
    return { destination, beside, sha256: hash.digest('hex'), sizeBytes };
  } catch (error) {
    await rm(beside, { force: true });
    throw explainFileFault(error, destination);
  }
}

/** Removes what was written and is not wanted. */
export async function discard(ready: readonly Ready[]): Promise<void> {
  for (const { beside } of ready) await rm(beside, { force: true });
}

/** Puts every file in its place, or leaves every place as it was and removes the files. Throws as `writeBeside` does. */
export async function putInPlace(ready: readonly Ready[], overwrite: boolean): Promise<void> {
  const put: string[] = [];
  const formers: { readonly destination: string; readonly former: string }[] = [];
  let at = ready[0]?.destination ?? '';
  try {
    for (const { destination, beside } of ready) {
      at = destination;
      refuseExisting(destination, overwrite);
      // A single file goes over the one before in one step; of several, those before are kept until all are there.
      if (ready.length > 1 && isFile(destination)) {
        const former = besideOf(destination);
        await rename(destination, former);
        formers.push({ destination, former });
      }
      await rename(beside, destination);
      put.push(destination);
    }
    for (const { former } of formers) await rm(former, { force: true });
    await syncFolder(dirname(at));
  } catch (error) {
    if (put.length < ready.length) {
      for (const destination of put) await rm(destination, { force: true });
      for (const { destination, former } of formers) await rename(former, destination);
    }
    await discard(ready);
    throw explainFileFault(error, at);
  }
}

/** One file, whole at its destination or not there; on any failure the destination is as it was. Throws as `writeBeside` does. */
export async function writePiecesAtomically(...given: Parameters<typeof writeBeside>): Promise<Written> {
  const ready = await writeBeside(...given);
  await putInPlace([ready], given[2]);
  return { sha256: ready.sha256, sizeBytes: ready.sizeBytes };
}
