/** The files of an exhibit that is a zip, through the checked archive reader. */
import { join } from 'node:path';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { TreeIndex, type EvidenceTree, type TreeFile } from './evidence-tree.ts';
import { scratchCopies } from './scratch-copies.ts';
import type { ZipArchive, ZipMember } from './zip-archive.ts';

/**
 * Lists an open archive as a tree. `prefix` stands before every path (an archive inside an exhibit:
 * `outer.zip/`). Copies are made in `scratchFolder`, under names made here. The archive stays the caller's to close.
 */
export function zipTree(archive: ZipArchive, scratchFolder: string, prefix = ''): EvidenceTree {
  const members = new Map<TreeFile, ZipMember>();
  const files: TreeFile[] = [];
  for (const member of archive.members) {
    if (member.directory) continue;
    const file: TreeFile = {
      path: prefix + member.path, name: member.name, sizeBytes: member.sizeBytes, modifiedAtMs: null,
      refusal: member.refusal, notes: member.notes, systemMetadata: member.systemMetadata,
    };
    members.set(file, member);
    files.push(file);
  }
  const index = new TreeIndex(files);
  const memberOf = (file: TreeFile): ZipMember => {
    const member = members.get(file);
    if (member === undefined) throw new PlumblineError('not_found', `“${file.name}” is not in this archive.`);
    return member;
  };
  async function* bytes(file: TreeFile, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
    const opened = await archive.open(memberOf(file), signal);
    yield* opened.bytes;
  }
  return {
    kind: 'zip', files, notes: archive.notes, bytes,
    find: (path) => index.find(path),
    copy: scratchCopies(join(scratchFolder, 'members'), bytes),
  };
}
