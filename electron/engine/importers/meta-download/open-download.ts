/** The files of a Meta download to read, whatever was supplied: one JSON file, a zip, or a folder. */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceTree } from '../../exhibits/evidence-tree.ts';
import { openZipArchive } from '../../exhibits/zip-archive.ts';
import { zipTree } from '../../exhibits/zip-tree.ts';
import { inExhibit, type EvidenceSource } from '../importer.ts';
import { claimMetaDownload, wholeDownload } from './claims.ts';
import { recogniseFile, type RecognisedFile } from './file-kind.ts';

export interface DownloadFile {
  /** Path inside the exhibit. */
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
  /** Null when its bytes cannot be read; then `fault` says why. */
  readonly recognised: RecognisedFile | null;
  readonly fault: string | null;
  readonly refused: boolean;
  readonly bytes: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
}

export interface Download {
  readonly files: readonly DownloadFile[];
  /** Every file of the exhibit, for attachments. */
  readonly tree: EvidenceTree;
  /** Files that are part of the download, for saying which were not read; none for a single file. */
  readonly members: readonly string[];
  readonly by: string;
  readonly close: () => Promise<void>;
}

const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && (head[3] === 4 || head[3] === 6);
const nothingToClose = (): Promise<void> => Promise.resolve();

async function openTree(tree: EvidenceTree, under: string, signal: AbortSignal, close: () => Promise<void>): Promise<Download | null> {
  const by = await wholeDownload(tree, signal, under);
  if (by === null) return null;
  const claims = await claimMetaDownload(tree, signal, under);
  const files = claims.flatMap((claim) => claim.files).map(({ file, recognised, fault }): DownloadFile => ({
    path: file.path, name: file.name, sizeBytes: file.sizeBytes, recognised, fault, refused: file.refusal !== null, bytes: (stop) => tree.bytes(file, stop),
  }));
  const members = tree.files.filter((file) => !file.systemMetadata && (under === '' || file.path.startsWith(`${under}/`))).map(({ path }) => path);
  return { files, tree, members, by, close };
}

async function archived<T>(source: EvidenceSource, signal: AbortSignal, use: (tree: EvidenceTree, close: () => Promise<void>) => Promise<T | null>): Promise<T | null> {
  const archive = await openZipArchive(source.path, source.originalName, signal).catch((error: unknown) => {
    if (error instanceof PlumblineError && error.code === 'unrecognised_format') return null;
    throw error;
  });
  if (archive === null) return null;
  const close = (): Promise<void> => archive.close();
  let used: T | null = null;
  try {
    used = await use(zipTree(archive, source.scratchFolder, source.name === '' ? '' : inExhibit(source, '') + '/'), close);
  } finally {
    if (used === null) await close();
  }
  return used;
}

/** A folder handed over as one source: it has no bytes of its own. */
const isFolder = (source: EvidenceSource): boolean => source.tree.kind !== 'file' && source.tree.find(source.name) === null;

/** What in the content is Meta's; null when nothing is. Looks at a zip's list of contents and a few beginnings at most. */
export async function recogniseDownload(source: EvidenceSource, signal: AbortSignal): Promise<string | null> {
  if (isZip(source.head)) {
    return archived(source, signal, async (tree, close) => {
      const by = await wholeDownload(tree, signal);
      if (by !== null) await close();
      return by;
    });
  }
  return isFolder(source) ? wholeDownload(source.tree, signal, source.name) : recogniseFile(source.head)?.by ?? null;
}

/** Opens the download; close it when done. Throws `unrecognised_format` when this is not one. */
export async function openDownload(source: EvidenceSource, signal: AbortSignal): Promise<Download> {
  const recognised = recogniseFile(source.head);
  const { name, originalName, sizeBytes, tree } = source;
  const single: DownloadFile = {
    path: name, name: originalName, sizeBytes, recognised, fault: null, refused: false, bytes: () => createReadStream(source.path, { highWaterMark: 1 << 18 }),
  };
  const opened = isZip(source.head) ? await archived(source, signal, (files, close) => openTree(files, '', signal, close))
    : isFolder(source) ? await openTree(tree, name, signal, nothingToClose)
      : recognised === null ? null : { files: [single], tree, members: [], by: recognised.by, close: nothingToClose };
  if (opened === null) throw new PlumblineError('unrecognised_format', `“${originalName}” is not a Meta download.`);
  return opened;
}
