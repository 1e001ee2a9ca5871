/** The files of a package: the exhibit's own tree when it is a folder, the archive's when it is a zip. */
import { openZipArchive, type ZipArchive } from '../../exhibits/zip-archive.ts';
import { zipTree } from '../../exhibits/zip-tree.ts';
import { inExhibit, type EvidenceSource } from '../importer.ts';
import type { EvidenceTree } from '../../exhibits/evidence-tree.ts';

const zipMark = [0x50, 0x4b];
/** A self-extracting archive has its zip behind a program; the reader finds it from the end. */
const programMarks = [[0x4d, 0x5a], [0x7f, 0x45]];

export function mayBeZip(head: Uint8Array): boolean {
  return [zipMark, ...programMarks].some((mark) => mark.every((byte, index) => head[index] === byte));
}

export interface OpenTree { readonly tree: EvidenceTree; readonly close: () => Promise<void> }

/** Opens the source as a tree. Throws as `openZipArchive` does for what is neither a folder nor a zip. */
export async function openTree(source: EvidenceSource, signal: AbortSignal): Promise<OpenTree> {
  if (source.name === '' && source.tree.kind === 'folder') return { tree: source.tree, close: () => Promise.resolve() };
  const archive: ZipArchive = await openZipArchive(source.path, source.originalName, signal);
  return { tree: zipTree(archive, source.scratchFolder, source.name === '' ? '' : `${inExhibit(source, '')}/`), close: () => archive.close() };
}
