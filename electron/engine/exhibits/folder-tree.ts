/** The files of an exhibit that was supplied as several files. */
import { join } from 'node:path';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Sha256 } from '../../../shared/domain/ids.ts';
import { TreeIndex, type EvidenceTree, type TreeFile } from './evidence-tree.ts';
import { scratchCopies } from './scratch-copies.ts';
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
  const hashOf = (file: TreeFile): Sha256 => {
    const sha256 = hashes.get(file);
    if (sha256 === undefined) throw new PlumblineError('not_found', `“${file.name}” is not in this exhibit.`);
    return sha256;
  };
  const bytes: EvidenceTree['bytes'] = (file, signal) => store.originalBytes(hashOf(file), file.name, signal);
  return {
    kind: 'folder', files, notes: manifest.unread.map(({ path, what }) => `“${path}” is ${what}`),
    find: (path) => index.find(path),
    bytes,
    copy: scratchCopies(join(scratchFolder, 'files'), bytes),
  };
}
