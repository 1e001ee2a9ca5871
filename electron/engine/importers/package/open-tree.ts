/** The files of a package: the exhibit's own tree when it is a folder, the archive's when it is a zip. */
import { open } from 'node:fs/promises';
import { openZipArchive, type ZipArchive } from '../../exhibits/zip-archive.ts';
import { zipTree } from '../../exhibits/zip-tree.ts';
import { inExhibit, type EvidenceSource } from '../importer.ts';
import type { EvidenceTree } from '../../exhibits/evidence-tree.ts';

/** The longest comment a zip may end with, and the record that stands before it. */
const endBytes = 65_535 + 22;
const endMark = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

export function beginsAsZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b;
}

/** Whether a file may be a zip: it begins as one, or ends as one behind something else (a self-extracting program, stray bytes). */
export async function mayBeZip(source: EvidenceSource): Promise<boolean> {
  if (beginsAsZip(source.head)) return true;
  const file = await open(source.path, 'r');
  try {
    const start = Math.max(0, source.sizeBytes - endBytes);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(endBytes, source.sizeBytes)), 0, Math.min(endBytes, source.sizeBytes), start);
    return buffer.subarray(0, bytesRead).includes(endMark);
  } finally {
    await file.close();
  }
}

export interface OpenTree { readonly tree: EvidenceTree; readonly close: () => Promise<void> }

/** Opens the source as a tree. Throws as `openZipArchive` does for what is neither a folder nor a zip. */
export async function openTree(source: EvidenceSource, signal: AbortSignal): Promise<OpenTree> {
  if (source.name === '' && source.tree.kind === 'folder') return { tree: source.tree, close: () => Promise.resolve() };
  const archive: ZipArchive = await openZipArchive(source.path, source.originalName, signal);
  return { tree: zipTree(archive, source.scratchFolder, source.name === '' ? '' : `${inExhibit(source, '')}/`), close: () => archive.close() };
}
