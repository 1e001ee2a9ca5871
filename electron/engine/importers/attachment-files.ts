/** Finds the files a source names among the files of its exhibit: each hashed once, said to be missing when it is not there. */
import { createHash } from 'node:crypto';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { sha256Schema } from '../../../shared/domain/ids.ts';
import type { Attachment } from '../../../shared/domain/item.ts';
import { TreeIndex, type EvidenceTree, type TreeFile } from '../exhibits/evidence-tree.ts';
import { mediaTypeOf } from '../exhibits/media-type.ts';

export interface AttachmentFound { readonly attachment: Attachment; readonly remark: string | null }

const baseName = (path: string): string => path.replaceAll('\\', '/').split('/').at(-1) ?? path;

export class AttachmentFiles {
  readonly #tree: EvidenceTree;
  readonly #signal: AbortSignal;
  #index: TreeIndex | null = null;
  readonly #facts = new Map<TreeFile, AttachmentFound>();

  constructor(tree: EvidenceTree, signal: AbortSignal) {
    this.#tree = tree;
    this.#signal = signal;
  }

  /**
   * The attachment a source names by path: the one file of the exhibit whose path ends the same way.
   * `statedType` is the media type the source gives, used while the bytes do not say.
   */
  async named(path: string, statedType = ''): Promise<AttachmentFound> {
    this.#index ??= new TreeIndex(this.#tree.files);
    const file = path === '' ? null : this.#index.findByEnd(path);
    if (file === null) {
      return { attachment: { name: baseName(path), member: null, mediaType: statedType, sizeBytes: null, sha256: null, state: 'missing' }, remark: null };
    }
    const known = this.#facts.get(file);
    if (known !== undefined) return known;
    const found = await this.#read(file, statedType);
    this.#facts.set(file, found);
    return found;
  }

  async #read(file: TreeFile, statedType: string): Promise<AttachmentFound> {
    const damaged = { name: baseName(file.path), member: file.path, mediaType: statedType, sizeBytes: file.sizeBytes, sha256: null, state: 'damaged' } as const;
    if (file.refusal !== null) return { attachment: damaged, remark: file.refusal.reason };
    const hash = createHash('sha256');
    let head = Buffer.alloc(0);
    let sizeBytes = 0;
    try {
      for await (const chunk of this.#tree.bytes(file, this.#signal)) {
        if (head.length < 64) head = Buffer.concat([head, chunk.subarray(0, 64)]);
        hash.update(chunk);
        sizeBytes += chunk.length;
      }
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code === 'cancelled') throw error;
      return { attachment: damaged, remark: error.message };
    }
    const mediaType = mediaTypeOf(head, file.path);
    return { attachment: { ...damaged, mediaType: mediaType === 'application/octet-stream' && statedType !== '' ? statedType : mediaType, sizeBytes, sha256: sha256Schema.parse(hash.digest('hex')), state: 'present' }, remark: null };
  }
}
