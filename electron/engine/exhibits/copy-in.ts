/** Copies a file of evidence while hashing it: one pass, no other reader of the source. */
import { createHash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Progress } from '../../../shared/contract/case-file.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { sha256Schema, type Sha256 } from '../../../shared/domain/ids.ts';
import { explainFileFault } from '../fs/file-faults.ts';

export const blockBytes = 1 << 20;

export interface Watch { readonly signal: AbortSignal; readonly report: (progress: Progress) => void }

export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new PlumblineError('cancelled', 'Cancelled. Nothing was kept.');
}

interface OpenSource { readonly file: FileHandle; readonly sizeBytes: number; readonly modifiedAt: Date; readonly changedAtMs: number }

async function openSource(sourcePath: string, mayBeEmpty: boolean): Promise<OpenSource> {
  let file: FileHandle;
  try {
    const facts = await stat(sourcePath);
    if (!facts.isFile()) throw new PlumblineError('not_a_file', `${sourcePath} is not an ordinary file (it is a device, pipe or socket).`);
    if (facts.size === 0 && !mayBeEmpty) throw new PlumblineError('empty_file', `${basename(sourcePath)} has 0 bytes: there is nothing to keep. Ask the supplier for the file again.`);
    file = await open(sourcePath, 'r');
  } catch (error) {
    throw explainFileFault(error, sourcePath);
  }
  const facts = await file.stat();
  return { file, sizeBytes: facts.size, modifiedAt: facts.mtime, changedAtMs: facts.mtimeMs };
}

/** Copies and hashes in one pass. Returns what was written. */
async function copyHashing(source: FileHandle, target: FileHandle, onBytes: (done: number) => void, signal: AbortSignal): Promise<{ sha256: Sha256; sizeBytes: number; head: Uint8Array }> {
  const hash = createHash('sha256');
  const block = Buffer.alloc(blockBytes);
  let head: Uint8Array = new Uint8Array();
  let done = 0;
  for (;;) {
    stopIfAborted(signal);
    const { bytesRead } = await source.read(block, 0, blockBytes, done);
    if (bytesRead === 0) break;
    const bytes = block.subarray(0, bytesRead);
    if (done === 0) head = Uint8Array.prototype.slice.call(bytes, 0, 65_536);
    hash.update(bytes);
    await target.write(bytes, 0, bytesRead, done);
    done += bytesRead;
    onBytes(done);
  }
  return { sha256: sha256Schema.parse(hash.digest('hex')), sizeBytes: done, head };
}

export interface CopiedIn { readonly sha256: Sha256; readonly sizeBytes: number; readonly head: Uint8Array; readonly modifiedAt: Date }

/**
 * Copies `sourcePath` to the new file `target`, hashed and synced. The target stays behind on failure: the caller removes it.
 * Throws `not_a_file`, `empty_file` (unless it may be), `file_vanished`, `permission_denied`, `disk_full`, `cancelled`.
 */
export async function copyIn(sourcePath: string, target: string, how: { readonly mayBeEmpty: boolean; readonly signal: AbortSignal; readonly onBytes: (done: number, total: number) => void }): Promise<CopiedIn> {
  const source = await openSource(sourcePath, how.mayBeEmpty);
  try {
    const file = await open(target, 'wx');
    let copied;
    try {
      copied = await copyHashing(source.file, file, (done) => how.onBytes(done, source.sizeBytes), how.signal);
      await file.sync();
    } catch (error) {
      throw explainFileFault(error, target);
    } finally {
      await file.close();
    }
    const after = await stat(sourcePath).catch((error: unknown) => { throw explainFileFault(error, sourcePath); });
    if (copied.sizeBytes !== source.sizeBytes || after.size !== source.sizeBytes || after.mtimeMs !== source.changedAtMs) {
      throw new PlumblineError('file_vanished', `${sourcePath} changed while it was being copied (${source.sizeBytes} bytes at the start, ${after.size} at the end). Nothing was kept; make sure nothing is writing to it and add it again.`);
    }
    return { ...copied, modifiedAt: source.modifiedAt };
  } catch (error) {
    throw explainFileFault(error, sourcePath);
  } finally {
    await source.file.close();
  }
}
