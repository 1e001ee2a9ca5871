/** Where a Cellebrite report lies: the exhibit itself, or `report.xml` in a UFDR (a zip with its files). */
import { dirname } from 'node:path';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { EvidenceTree, TreeFile } from '../../exhibits/evidence-tree.ts';
import { openZipArchive } from '../../exhibits/zip-archive.ts';
import { zipTree } from '../../exhibits/zip-tree.ts';
import { inExhibit, type EvidenceSource } from '../importer.ts';
import { reportEncoding } from './text-pieces.ts';

export interface ReportSource {
  /** The report's path inside the exhibit. */
  readonly file: string;
  readonly sizeBytes: number;
  readonly head: Uint8Array;
  /** Files exported with the report, and the folder of the tree it lies in. */
  readonly tree: EvidenceTree;
  readonly folder: string;
  /** How many files lie beside the report; 0 for a report by itself. */
  readonly exported: number;
  readonly inArchive: boolean;
  readonly notes: readonly string[];
  /** Each piece is good until the next is asked for. */
  readonly bytes: (signal: AbortSignal) => AsyncIterable<Uint8Array>;
  readonly close: () => Promise<void>;
}

const headBytes = 65_536;
const reportName = /^(?:[^/]+\/)?report\.xml$/i;
const rootTag = /<(?:[\w.-]{1,40}:)?project\s[^>]{0,2000}?["']https?:\/\/pa\.cellebrite\.com\/report\/[\d.]{1,10}["']/;

/** True when the text begins as a Cellebrite report does. */
export function beginsAsReport(head: Uint8Array): boolean {
  const sample = head.subarray(0, headBytes);
  if (sample.length === 0) return false;
  const text = new TextDecoder(reportEncoding(sample)).decode(sample);
  return /^\s*</.test(text.replace(/^\ufeff/, '')) && rootTag.test(text);
}

const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5);
const folderOf = (path: string): string => (path.includes('/') ? dirname(path) : '');

async function openArchived(source: EvidenceSource, signal: AbortSignal): Promise<ReportSource | null> {
  const archive = await openZipArchive(source.path, source.originalName, signal);
  try {
    const prefix = source.name === '' ? '' : `${source.name}/`;
    const tree = zipTree(archive, source.scratchFolder, prefix);
    const inner = (file: TreeFile): string => file.path.slice(prefix.length);
    const files = tree.files.filter((file) => !file.systemMetadata);
    for (const file of files.filter((candidate) => reportName.test(inner(candidate)))) {
      // A report that cannot be opened is only taken for one beside the folder its files are exported to.
      if (file.refusal !== null && files.some((other) => inner(other).toLowerCase().startsWith('files/'))) throw new PlumblineError('refused_input', file.refusal.reason);
      const head = file.refusal === null ? await readHead(tree, file, signal) : null;
      if (head === null || !beginsAsReport(head)) continue;
      return {
        file: inExhibit(source, inner(file)), sizeBytes: file.sizeBytes, head, tree, folder: folderOf(file.path), exported: files.length - 1, inArchive: true,
        notes: archive.notes, bytes: (stop) => tree.bytes(file, stop, 'passing'), close: () => archive.close(),
      };
    }
  } catch (error) {
    await archive.close();
    throw error;
  }
  await archive.close();
  return null;
}

/** A member damaged further down still begins as a report does. */
async function readHead(tree: EvidenceTree, file: TreeFile, signal: AbortSignal): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  try {
    for await (const chunk of tree.bytes(file, signal)) {
      parts.push(chunk);
      if (parts.reduce((sum, { length }) => sum + length, 0) >= headBytes) break;
    }
  } catch (error) {
    if (!(error instanceof PlumblineError) || error.code !== 'damaged_input') throw error;
  }
  return Buffer.concat(parts).subarray(0, headBytes);
}

/**
 * Opens a report by its content; null when this is not one. Close it when done.
 * Throws `refused_input` for a UFDR whose report is encrypted or packed in a way that is not read,
 * and what `openZipArchive` throws.
 */
export async function openReport(source: EvidenceSource, signal: AbortSignal): Promise<ReportSource | null> {
  if (isZip(source.head)) return openArchived(source, signal);
  if (!beginsAsReport(source.head)) return null;
  const own = source.tree.find(source.name);
  const { tree } = source;
  if (own === null) throw new PlumblineError('not_found', `“${source.originalName}” is not among the files of its exhibit.`);
  return {
    file: source.name, sizeBytes: source.sizeBytes, head: source.head, tree, folder: folderOf(source.name), exported: 0, inArchive: false, notes: [],
    bytes: (stop) => tree.bytes(own, stop, 'passing'), close: () => Promise.resolve(),
  };
}
