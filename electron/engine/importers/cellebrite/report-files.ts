/** The files a report was exported with: each that a record names is found, read once and hashed. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { sha256Schema } from '../../../../shared/domain/ids.ts';
import type { Attachment } from '../../../../shared/domain/item.ts';
import { TreeIndex, type EvidenceTree, type TreeFile } from '../../exhibits/evidence-tree.ts';
import { mediaTypeOf } from '../../exhibits/media-type.ts';
import type { IdTable } from './id-table.ts';

/** A file of the phone as the report lists it. */
export interface TaggedFile { readonly path: string; readonly localPath: string; readonly sha256: string; readonly md5: string }

interface Bytes { readonly attachment: Attachment; readonly md5: string; readonly fault: string | null }
/** What a record says of a file it names. */
export interface NamedFile { readonly name: string; readonly extractedPath: string; readonly fileId: string; readonly mediaType: string }
export interface FoundFile { readonly attachment: Attachment; readonly remark: string | null }

const slashed = (path: string): string => path.trim().replaceAll('\\', '/').replace(/^\/+/, '');

export class ReportFiles {
  readonly #tree: EvidenceTree;
  readonly #folder: string;
  readonly #signal: AbortSignal;
  readonly #index: TreeIndex;
  readonly #wanted: IdTable;
  readonly #tagged = new Map<string, TaggedFile>();
  readonly #read = new Map<string, Promise<Bytes>>();
  #listed = 0;
  #different = 0;

  /** `folder` is where the report lies in the tree ('' = at its root). */
  constructor(tree: EvidenceTree, folder: string, wanted: IdTable, signal: AbortSignal) {
    this.#tree = tree;
    this.#folder = folder;
    this.#wanted = wanted;
    this.#signal = signal;
    this.#index = new TreeIndex(tree.files);
  }

  /** Takes note of a listed file when a record refers to it. */
  list(attributes: Readonly<Record<string, string>>, items: ReadonlyMap<string, string>): void {
    this.#listed += 1;
    const id = attributes['id'] ?? '';
    if (id === '' || !this.#wanted.has(id)) return;
    this.#tagged.set(id, {
      path: attributes['path'] ?? '', localPath: items.get('Local Path') ?? '', sha256: (items.get('SHA256') ?? '').toLowerCase(), md5: (items.get('MD5') ?? '').toLowerCase(),
    });
  }

  #find(path: string): TreeFile | null {
    if (path === '') return null;
    const exact = this.#tree.find(this.#folder === '' ? path : `${this.#folder}/${path}`);
    if (exact !== null) return exact;
    // The whole path must fit: a file of the same name in another folder is another file.
    const near = this.#index.findByEnd(path);
    return near !== null && `/${near.path.toLowerCase()}`.endsWith(`/${path.toLowerCase()}`) ? near : null;
  }

  /** The file a record names: present with its hash, damaged, or missing from the exhibit. */
  async find(named: NamedFile): Promise<FoundFile> {
    const tagged = named.fileId === '' ? undefined : this.#tagged.get(named.fileId);
    const path = slashed(named.extractedPath) || slashed(tagged?.localPath ?? '');
    const name = named.name || basename(path) || basename(slashed(tagged?.path ?? ''));
    const file = this.#find(path);
    if (file === null) return { attachment: { name, member: null, mediaType: named.mediaType, sizeBytes: null, sha256: null, state: 'missing' }, remark: null };
    const { attachment, md5, fault } = await this.#bytesOf(file);
    const differs = attachment.sha256 !== null && tagged !== undefined
      && ((tagged.sha256 !== '' && tagged.sha256 !== attachment.sha256) || (tagged.md5 !== '' && tagged.md5 !== md5));
    if (differs) this.#different += 1;
    const remark = fault ?? (differs ? `“${name}” is not the file the report describes: its hash is another one.` : null);
    return { attachment: { ...attachment, name, mediaType: attachment.mediaType === 'application/octet-stream' && named.mediaType !== '' ? named.mediaType : attachment.mediaType }, remark };
  }

  #bytesOf(file: TreeFile): Promise<Bytes> {
    const known = this.#read.get(file.path);
    if (known !== undefined) return known;
    const reading = this.#hash(file);
    this.#read.set(file.path, reading);
    return reading;
  }

  async #hash(file: TreeFile): Promise<Bytes> {
    const damaged: Attachment = { name: file.name, member: file.path, mediaType: 'application/octet-stream', sizeBytes: file.sizeBytes, sha256: null, state: 'damaged' };
    if (file.refusal !== null) return { attachment: damaged, md5: '', fault: file.refusal.reason };
    const sha256 = createHash('sha256');
    const md5 = createHash('md5');
    let head: Buffer = Buffer.alloc(0);
    let sizeBytes = 0;
    try {
      for await (const chunk of this.#tree.bytes(file, this.#signal)) {
        if (head.length < 64) head = Buffer.concat([head, chunk.subarray(0, 64)]);
        sha256.update(chunk);
        md5.update(chunk);
        sizeBytes += chunk.length;
      }
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code === 'cancelled') throw error;
      return { attachment: damaged, md5: '', fault: error.message };
    }
    const attachment: Attachment = { name: file.name, member: file.path, mediaType: mediaTypeOf(head, file.name), sizeBytes, sha256: sha256Schema.parse(sha256.digest('hex')), state: 'present' };
    return { attachment, md5: md5.digest('hex'), fault: null };
  }

  /** What the certificate says of the files, for an exhibit that holds `exported` of them. */
  warnings(exported: number): string[] {
    const warnings: string[] = [];
    const unread = exported - this.#read.size;
    if (this.#different > 0) warnings.push(`${this.#different} attached ${this.#different === 1 ? 'file has' : 'files have'} another hash than the report states.`);
    if (unread > 0) {
      warnings.push(`${unread.toLocaleString('en-GB')} ${unread === 1 ? 'file' : 'files'} exported with the report (${this.#listed.toLocaleString('en-GB')} listed in it) are not attached to any record: they are in the exhibit, and not on the timeline.`);
    }
    return warnings;
  }
}
