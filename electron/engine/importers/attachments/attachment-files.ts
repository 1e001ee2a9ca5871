/**
 * The files of an exhibit that rows name as attachments: found by the path the source gives, each
 * hashed once, said to be missing when it is not there.
 */
import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { sha256Schema } from '../../../../shared/domain/ids.ts';
import type { Attachment } from '../../../../shared/domain/item.ts';
import { TreeIndex, type EvidenceTree, type TreeFile } from '../../exhibits/evidence-tree.ts';
import { mediaTypeOf } from '../../exhibits/media-type.ts';

export interface AttachmentFound { readonly attachment: Attachment; readonly remark: string | null }

type FileFacts = Pick<Attachment, 'mediaType' | 'sizeBytes' | 'sha256' | 'state'> & { readonly remark: string | null };

const factsLimit = 100_000;
const unknownType = 'application/octet-stream';
const partsOf = (path: string): string[] => path.replaceAll('\\', '/').split('/').filter((part) => part !== '' && part !== '.' && part !== '..').map((part) => part.normalize('NFC').toLowerCase());

/**
 * From where the source's paths lead, which says when a file is taken for the named one.
 * `beside`: from the folder of the file that names them; the whole path agrees.
 * `download`: from the top of a download of which the exhibit may hold a part, or to which it may
 * add folders above; the path agrees as far as both are known, because the same name in another
 * conversation's folder is another file.
 * `phone`: from a folder of the phone that is stored elsewhere in the exhibit; the one file whose
 * path ends most like it.
 */
export type PathBase = 'beside' | 'download' | 'phone';

/** Whether the two paths agree: entirely, or (within a download) as far as the shorter goes. */
function agrees(wanted: string, found: string, base: PathBase): boolean {
  if (base === 'phone') return true;
  const [a, b] = [partsOf(wanted).toReversed(), partsOf(found).toReversed()];
  const shorter = Math.min(a.length, b.length);
  if (base === 'beside' && a.length !== b.length) return false;
  return shorter > 0 && a.slice(0, shorter).every((part, index) => part === b[index]);
}

function lastName(path: string): string {
  return path.replaceAll('\\', '/').split('/').at(-1) ?? path;
}

export class AttachmentFiles {
  readonly #tree: EvidenceTree;
  readonly #base: PathBase;
  #index: TreeIndex | null = null;
  readonly #signal: AbortSignal;
  readonly #facts = new Map<string, FileFacts>();
  /** Paths of the files some row names. */
  readonly named = new Set<string>();

  constructor(tree: EvidenceTree, base: PathBase, signal: AbortSignal) {
    this.#base = base;
    this.#tree = tree;
    this.#signal = signal;
  }

  async #read(file: TreeFile): Promise<FileFacts> {
    const damaged = { mediaType: unknownType, sizeBytes: file.sizeBytes, sha256: null, state: 'damaged' } as const;
    if (file.refusal !== null) return { ...damaged, remark: file.refusal.reason };
    const hash = createHash('sha256');
    let head = Buffer.alloc(0);
    let sizeBytes = 0;
    try {
      for await (const chunk of this.#tree.bytes(file, this.#signal)) {
        if (this.#signal.aborted) throw new PlumblineError('cancelled', `Reading “${file.name}” was stopped. Nothing was imported.`);
        if (head.length < 64) head = Buffer.concat([head, chunk.subarray(0, 64)]);
        hash.update(chunk);
        sizeBytes += chunk.length;
      }
    } catch (error) {
      if (!(error instanceof PlumblineError) || (error.code !== 'damaged_input' && error.code !== 'refused_input')) throw error;
      return { ...damaged, remark: error.message };
    }
    return { mediaType: mediaTypeOf(head, file.name), sizeBytes, sha256: sha256Schema.parse(hash.digest('hex')), state: 'present', remark: null };
  }

  #find(path: string, fromFile: string): TreeFile | null {
    this.#index ??= new TreeIndex(this.#tree.files.filter((file) => file.path !== '' && !file.systemMetadata));
    const inside = path.replaceAll('\\', '/').split('/').filter((part) => part !== '..').join('/');
    const wanted = this.#base === 'beside' ? posix.join(posix.dirname(fromFile), inside) : inside;
    const found = this.#index.find(wanted) ?? this.#index.findByEnd(wanted);
    return found !== null && agrees(wanted, found.path, this.#base) ? found : null;
  }

  /**
   * What is known of the file a row names by this path; `fromFile` is the path inside the exhibit of
   * the file that names it, `statedType` the media type the row gives, used where the bytes do not say.
   */
  async find(path: string, fromFile: string, statedType = ''): Promise<AttachmentFound> {
    const name = lastName(path);
    const file = this.#find(path, fromFile);
    if (file === null) return { attachment: { name, member: null, mediaType: statedType, sizeBytes: null, sha256: null, state: 'missing' }, remark: null };
    this.named.add(file.path);
    let facts = this.#facts.get(file.path);
    if (facts === undefined) {
      facts = await this.#read(file);
      if (this.#facts.size < factsLimit) this.#facts.set(file.path, facts);
    }
    const { remark, ...rest } = facts;
    const mediaType = rest.mediaType === unknownType && statedType !== '' ? statedType : rest.mediaType;
    return { attachment: { name, member: file.path, ...rest, mediaType }, remark };
  }
}
