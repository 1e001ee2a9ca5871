/** Saves a finished document, whole or not at all. */
import { createHash } from 'node:crypto';
import { sha256Schema, type Sha256 } from '../../../shared/domain/ids.ts';
import { writeAtomically } from '../fs/atomic-write.ts';
import type { CallContext } from '../rpc/handler.ts';
import { stopIfAborted } from './pdf/set-pages.ts';

export interface Destination { readonly destination: string; readonly overwrite: boolean }
export interface Saved { readonly path: string; readonly sha256: Sha256; readonly sizeBytes: number }

/** Throws `already_exists`, `cancelled`, `disk_full`, `permission_denied`, `file_vanished`. */
export async function saveExport(bytes: Uint8Array, { destination, overwrite }: Destination, call: CallContext): Promise<Saved> {
  stopIfAborted(call.signal);
  await writeAtomically(destination, bytes, overwrite);
  return { path: destination, sha256: sha256Schema.parse(createHash('sha256').update(bytes).digest('hex')), sizeBytes: bytes.length };
}
