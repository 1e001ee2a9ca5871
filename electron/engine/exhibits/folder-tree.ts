/** The files of an exhibit that was supplied as several files. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Sha256 } from '../../../shared/domain/ids.ts';
import { explainFileFault } from '../fs/file-faults.ts';
import { TreeIndex, type EvidenceTree, type TreeFile } from './evidence-tree.ts';
import type { ExhibitStore } from './exhibit-store.ts';
import type { Manifest } from './folder-manifest.ts';

/** Lists a manifest as a tree. Copies are made in `scratchFolder`, under names made here, and hashed on the way. */
export function folderTree(store: ExhibitStore, manifest: Manifest, scratchFolder: string): EvidenceTree {
  const hashes = new Map<TreeFile, Sha256>();
  const files = manifest.files.map((entry): TreeFile => {
    const file: TreeFile = {
      path: entry.path, name: entry.path, sizeBytes: entry.sizeBytes, modifiedAtMs: Date.parse(entry.modifiedAt), refusal: null, notes: [],
      systemMetadata: /(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)$/i.test(entry.path) || /(?:^|\/)__MACOSX\//.test(entry.path),
    };
    hashes.set(file, entry.sha256);
    return file;
  });
  const index = new TreeIndex(files);
  const copies = new Map<string, Promise<string>>();
  const hashOf = (file: TreeFile): Sha256 => {
    const sha256 = hashes.get(file);
    if (sha256 === undefined) throw new PlumblineError('not_found', `“${file.name}” is not in this exhibit.`);
    return sha256;
  };
  const copyOut = async (file: TreeFile, signal: AbortSignal): Promise<string> => {
    const target = join(scratchFolder, 'files', createHash('sha256').update(file.path).digest('hex'));
    await mkdir(join(scratchFolder, 'files'), { recursive: true });
    try {
      await pipeline(store.originalBytes(hashOf(file), file.name, signal), createWriteStream(target, { mode: 0o600 }), { signal });
    } catch (error) {
      throw explainFileFault(error, file.name);
    }
    return target;
  };
  return {
    kind: 'folder', files, notes: manifest.unread.map(({ path, what }) => `“${path}” is ${what}`),
    find: (path) => index.find(path),
    bytes: (file, signal) => store.originalBytes(hashOf(file), file.name, signal),
    copy: (file, signal) => {
      const known = copies.get(file.path);
      if (known !== undefined) return known;
      const made = copyOut(file, signal);
      copies.set(file.path, made);
      return made;
    },
  };
}
