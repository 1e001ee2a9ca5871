/** The files that were served, kept in the case under their hashes: what comes later goes on from exactly these bytes. */
import { readFile } from 'node:fs/promises';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Sha256 } from '../../../shared/domain/ids.ts';
import type { ExhibitStore } from '../exhibits/exhibit-store.ts';
import type { CallContext } from '../rpc/handler.ts';

/** Takes the file in when it is what was built. Throws `exhibit_altered` when it is not, `not_found` when it is not there, and what taking in throws. */
export async function keepServed(store: ExhibitStore, { number, file }: BundleVersion, path: string, call: CallContext): Promise<void> {
  const taken = await store.takeIn(path, call).catch((error: unknown) => {
    if (error instanceof PlumblineError && error.code === 'file_vanished') throw new PlumblineError('not_found', `Version ${number} is no longer at ${path}. Say where its file is now, or build it again.`);
    throw error;
  });
  await keepWhen(taken, file.sha256, `${path} is not the file that was built as version ${number}: its SHA-256 is ${taken.sha256}, and ${file.sha256} was built. Say where the right file is, or build it again.`);
}

/** Keeps a file that was taken in when it is what was made; otherwise it is put away again. Throws `exhibit_altered`. */
async function keepWhen(taken: Awaited<ReturnType<ExhibitStore['takeIn']>>, sha256: Sha256, otherwise: string): Promise<void> {
  if (taken.sha256 !== sha256) {
    await taken.discard();
    throw new PlumblineError('exhibit_altered', otherwise);
  }
  await taken.keep();
}

/** Takes in a file that has just been made. Throws `exhibit_altered` when something else has changed it since. */
export async function keepMade(store: ExhibitStore, path: string, sha256: Sha256, call: CallContext): Promise<void> {
  const taken = await store.takeIn(path, call);
  await keepWhen(taken, sha256, `${path} was changed by something else while it was being kept: its SHA-256 is ${taken.sha256}, and ${sha256} was made. Make it again.`);
}

/** Throws `exhibit_altered` when the file kept in the case is gone or no longer what was served. */
export function readServed(store: ExhibitStore, { number, file }: BundleVersion, call: CallContext): Promise<Uint8Array> {
  return store.withWorkingCopy({ sha256: file.sha256, reference: `version ${number} of the bundle, as it was served,` }, call, (path) => readFile(path));
}
