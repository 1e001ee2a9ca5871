/** The one door a finished file leaves by: whole or not at all, and searched first when people are hidden. */
import { createHash } from 'node:crypto';
import { sha256Schema, type Sha256 } from '../../../shared/domain/ids.ts';
import type { Hiding } from '../ciphers/hiding.ts';
import { putInPlace, writeBeside, type Ready } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { selfTest } from '../self-test/self-test.ts';
import { stopIfAborted } from './pdf/set-pages.ts';

export interface Destination { readonly destination: string; readonly overwrite: boolean }
export interface Saved { readonly path: string; readonly sha256: Sha256; readonly sizeBytes: number }

export const sha256Of = (bytes: Uint8Array): Sha256 => sha256Schema.parse(createHash('sha256').update(bytes).digest('hex'));

/** `alsoSeen`: pages that are read by machine as well. Throws `already_exists`, `rule_broken` when what is hidden is found in the finished file, `cancelled`, `disk_full`, `permission_denied`, `file_vanished`, and what the pieces throw. */
export async function savePieces(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, to: Destination, hiding: Hiding, call: CallContext, alsoSeen: readonly number[] = []): Promise<Saved> {
  const ready = await readyPieces(pieces, to, hiding, call, alsoSeen);
  await putInPlace([ready], to.overwrite);
  return { path: to.destination, sha256: sha256Schema.parse(ready.sha256), sizeBytes: ready.sizeBytes };
}

/** The same up to the last step: whole and searched, beside its destination. It is the caller's to put in its place, with others, or to discard. */
export async function readyPieces(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, { destination, overwrite }: Destination, hiding: Hiding, call: CallContext, alsoSeen: readonly number[] = []): Promise<Ready> {
  stopIfAborted(call.signal);
  return writeBeside(destination, pieces, overwrite, (path) => selfTest(path, destination, hiding, call, alsoSeen));
}

/** The same for bytes that are all there. */
export const saveExport = (bytes: Uint8Array, to: Destination, hiding: Hiding, call: CallContext, alsoSeen: readonly number[] = []): Promise<Saved> => savePieces([bytes], to, hiding, call, alsoSeen);
