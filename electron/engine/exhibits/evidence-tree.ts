/**
 * The files of one exhibit, whatever it is: a single file, a folder as it was supplied, or a zip.
 * Importers see evidence through this and never through a path of their own making, so no name in
 * a hostile archive or backup can reach outside the working folder.
 */
import { createReadStream } from 'node:fs';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { passingBytes } from './passing-bytes.ts';

/** Why the bytes of a file are not read. */
export interface FileRefusal { readonly code: 'refused-member' | 'unsupported-member' | 'unreadable-member'; readonly reason: string }

export interface TreeFile {
  /** Contained path inside the exhibit, distinct from every other file's: what locators and attachments name. */
  readonly path: string;
  /** The name as recorded, decoded for display. */
  readonly name: string;
  readonly sizeBytes: number;
  /** UTC milliseconds; null when it is not recorded. A fact about the copy, not about the content. */
  readonly modifiedAtMs: number | null;
  readonly refusal: FileRefusal | null;
  /** What is odd about it, for the reader. */
  readonly notes: readonly string[];
  /** Written by an operating system beside the real files (`__MACOSX/`). */
  readonly systemMetadata: boolean;
}

export interface EvidenceTree {
  readonly kind: 'file' | 'folder' | 'zip';
  readonly files: readonly TreeFile[];
  /** What is odd about the exhibit as a whole. */
  readonly notes: readonly string[];
  find(path: string): TreeFile | null;
  /**
   * The bytes of a file from its beginning, checked as they are read where the exhibit allows it.
   * Who keeps nothing of a piece when asking for the next says so by `passing`: then one buffer may serve for many.
   * Throws `refused_input` for a file with a refusal, `damaged_input`, `cancelled`.
   */
  bytes(file: TreeFile, signal: AbortSignal, passing?: 'passing'): AsyncIterable<Uint8Array>;
  /** Path of a private copy made for this reading; the same path each time. Throws as `bytes` does. */
  copy(file: TreeFile, signal: AbortSignal): Promise<string>;
}

/** The first bytes of a file, at most `length`. Throws as `EvidenceTree.bytes` does. */
export async function headOf(tree: EvidenceTree, file: TreeFile, length: number, signal: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let held = 0;
  for await (const chunk of tree.bytes(file, signal)) {
    parts.push(chunk);
    held += chunk.length;
    if (held >= length) break;
  }
  return Uint8Array.prototype.slice.call(Buffer.concat(parts), 0, length);
}

function folded(path: string): readonly string[] {
  return path.replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.' && part !== '..').map((part) => part.normalize('NFC').toLowerCase());
}

function commonEnd(parts: readonly string[], wanted: readonly string[]): number {
  let depth = 0;
  while (depth < wanted.length && depth < parts.length && parts.at(-1 - depth) === wanted.at(-1 - depth)) depth += 1;
  return depth;
}

/** Looks files up by path, exactly and by the end of the path in any letter case. */
export class TreeIndex {
  readonly #exact = new Map<string, TreeFile>();
  readonly #byName = new Map<string, TreeFile[]>();

  constructor(files: readonly TreeFile[]) {
    for (const file of files) {
      this.#exact.set(file.path, file);
      // A backup stores files under hashes; their names on the phone are what other files call them by.
      for (const name of new Set([file.path, file.name].map((path) => folded(path).at(-1) ?? ''))) {
        const twins = this.#byName.get(name);
        if (twins === undefined) this.#byName.set(name, [file]);
        else twins.push(file);
      }
    }
  }

  find(path: string): TreeFile | null {
    return this.#exact.get(path) ?? null;
  }

  /**
   * The one file whose path ends as `path` does, comparing whole names from the end, in any letter
   * case; null when none does or when several do equally well.
   */
  findByEnd(path: string): TreeFile | null {
    const wanted = folded(path);
    const last = wanted.at(-1);
    if (last === undefined) return null;
    let best: TreeFile[] = [];
    let bestDepth = 0;
    for (const file of this.#byName.get(last) ?? []) {
      const depth = Math.max(commonEnd(folded(file.path), wanted), commonEnd(folded(file.name), wanted));
      if (depth > bestDepth) { best = [file]; bestDepth = depth; } else if (depth === bestDepth) best.push(file);
    }
    return best.length === 1 ? best[0] ?? null : null;
  }
}

/** The tree of an exhibit that is one file, over its working copy. */
export function singleFileTree(path: string, originalName: string, sizeBytes: number, modifiedAtMs: number): EvidenceTree {
  const file: TreeFile = { path: '', name: originalName, sizeBytes, modifiedAtMs, refusal: null, notes: [], systemMetadata: false };
  return {
    kind: 'file', files: [file], notes: [],
    find: (wanted) => (wanted === '' ? file : null),
    async *bytes(_file, signal, passing) {
      for await (const chunk of passing === undefined ? createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer> : passingBytes(path)) {
        if (signal.aborted) throw new PlumblineError('cancelled', `Reading ${originalName} was stopped.`);
        yield chunk;
      }
    },
    copy: () => Promise.resolve(path),
  };
}
