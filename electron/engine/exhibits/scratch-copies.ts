/** Private copies of an exhibit's files for one reading: each made once, under a name made here. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { explainFileFault } from '../fs/file-faults.ts';
import type { TreeFile } from './evidence-tree.ts';

type Bytes = (file: TreeFile, signal: AbortSignal) => AsyncIterable<Uint8Array>;

/** `EvidenceTree.copy` over the tree's own `bytes`, which checks them; copies lie in `folder`. Throws as `bytes` does, and `disk_full`. */
export function scratchCopies(folder: string, bytes: Bytes): (file: TreeFile, signal: AbortSignal) => Promise<string> {
  const made = new Map<string, Promise<string>>();
  const copyOut = async (file: TreeFile, signal: AbortSignal): Promise<string> => {
    const target = join(folder, createHash('sha256').update(file.path).digest('hex'));
    await mkdir(folder, { recursive: true });
    try {
      await pipeline(bytes(file, signal), createWriteStream(target, { mode: 0o600 }), { signal });
    } catch (error) {
      throw explainFileFault(error, file.name);
    }
    return target;
  };
  return (file, signal) => {
    const known = made.get(file.path);
    if (known !== undefined) return known;
    const copy = copyOut(file, signal);
    made.set(file.path, copy);
    return copy;
  };
}
