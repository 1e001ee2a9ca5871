/** The files of an exhibit that is a zip, through the checked archive reader. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { explainFileFault } from '../fs/file-faults.ts';
import { TreeIndex, type EvidenceTree, type TreeFile } from './evidence-tree.ts';
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
  const copies = new Map<string, Promise<string>>();
  const memberOf = (file: TreeFile): ZipMember => {
    const member = members.get(file);
    if (member === undefined) throw new PlumblineError('not_found', `“${file.name}” is not in this archive.`);
    return member;
  };
  async function* bytes(file: TreeFile, signal: AbortSignal): AsyncGenerator<Uint8Array, void, void> {
    const opened = await archive.open(memberOf(file), signal);
    yield* opened.bytes;
  }
  const copyOut = async (file: TreeFile, signal: AbortSignal): Promise<string> => {
    const target = join(scratchFolder, 'members', createHash('sha256').update(file.path).digest('hex'));
    await mkdir(join(scratchFolder, 'members'), { recursive: true });
    try {
      await pipeline(bytes(file, signal), createWriteStream(target, { mode: 0o600 }), { signal });
    } catch (error) {
      throw explainFileFault(error, file.name);
    }
    return target;
  };
  return {
    kind: 'zip', files, notes: archive.notes, bytes,
    find: (path) => index.find(path),
    copy: (file, signal) => {
      const known = copies.get(file.path);
      if (known !== undefined) return known;
      const made = copyOut(file, signal);
      copies.set(file.path, made);
      return made;
    },
  };
}
