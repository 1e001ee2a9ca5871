/** Saves a finished document, whole or not at all. */
import { createHash } from 'node:crypto';
import { sha256Schema, type Sha256 } from '../../../shared/domain/ids.ts';
import type { Hiding } from '../ciphers/hiding.ts';
import { writeAtomically } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { selfTest } from '../self-test/self-test.ts';
import { stopIfAborted } from './pdf/set-pages.ts';

export interface Destination { readonly destination: string; readonly overwrite: boolean }
export interface Saved { readonly path: string; readonly sha256: Sha256; readonly sizeBytes: number }

/** `alsoSeen`: pages that are read by machine as well. What is hidden is looked for in the finished file first. Throws `already_exists`, `rule_broken` when it is found, `cancelled`, `disk_full`, `permission_denied`, `file_vanished`. */
export async function saveExport(bytes: Uint8Array, { destination, overwrite }: Destination, { people }: Hiding, call: CallContext, alsoSeen: readonly number[] = []): Promise<Saved> {
  stopIfAborted(call.signal);
  await writeAtomically(destination, bytes, overwrite, (path) => selfTest(path, destination, people, call, alsoSeen));
  return { path: destination, sha256: sha256Schema.parse(createHash('sha256').update(bytes).digest('hex')), sizeBytes: bytes.length };
}
