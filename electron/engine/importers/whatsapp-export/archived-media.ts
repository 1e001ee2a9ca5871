/** The files beside a chat in its archive: each hashed once, linked to the messages that name it, and never lost. */
import { createHash } from 'node:crypto';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { undated } from '../../../../shared/domain/evidence-time.ts';
import { sha256Schema } from '../../../../shared/domain/ids.ts';
import type { Attachment, ItemDraft } from '../../../../shared/domain/item.ts';
import type { ZipArchive, ZipMember } from '../../exhibits/zip-archive.ts';
import { inExhibit, type SourceRow } from '../importer.ts';
import { mediaTypeOf } from '../../exhibits/media-type.ts';

interface MemberFacts { readonly attachment: Attachment; readonly fault: string | null; readonly notes: readonly string[] }

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const fold = (name: string): string => name.normalize('NFC').toLowerCase();

export class ArchivedMedia {
  readonly #archive: ZipArchive | null;
  readonly #within: { readonly name: string };
  readonly #signal: AbortSignal;
  readonly #thread: string;
  readonly #members: readonly ZipMember[];
  readonly #byName = new Map<string, ZipMember>();
  readonly #facts = new Map<ZipMember, MemberFacts>();
  readonly #mentioned = new Set<ZipMember>();

  /** `archiveName` is the archive's path inside the exhibit; `textFile` the chat's own text in it, which is not media. */
  constructor(archive: ZipArchive | null, archiveName: string, textFile: string | null, thread: string, signal: AbortSignal) {
    this.#archive = archive;
    this.#within = { name: archiveName };
    this.#signal = signal;
    this.#thread = thread;
    this.#members = (archive?.members ?? []).filter((member) => !member.directory && member.path !== textFile);
    for (const member of this.#members) {
      for (const name of [baseName(member.name.replaceAll('\\', '/')), baseName(member.path)]) {
        if (!member.systemMetadata && !this.#byName.has(fold(name))) this.#byName.set(fold(name), member);
      }
    }
  }

  async #read(archive: ZipArchive, member: ZipMember): Promise<MemberFacts> {
    const unread = { name: baseName(member.name), member: inExhibit(this.#within, member.path), mediaType: 'application/octet-stream', sizeBytes: member.sizeBytes, sha256: null, state: 'damaged' } as const;
    if (member.refusal !== null) return { attachment: unread, fault: member.refusal.reason, notes: [] };
    const hash = createHash('sha256');
    let head = Buffer.alloc(0);
    let sizeBytes = 0;
    try {
      const { bytes, notes } = await archive.open(member, this.#signal);
      for await (const chunk of bytes) {
        if (head.length < 64) head = Buffer.concat([head, chunk.subarray(0, 64)]);
        hash.update(chunk);
        sizeBytes += chunk.length;
      }
      const sha256 = sha256Schema.parse(hash.digest('hex'));
      return { attachment: { ...unread, mediaType: mediaTypeOf(head, member.name), sizeBytes, sha256, state: 'present' }, fault: null, notes };
    } catch (error) {
      if (!(error instanceof PlumblineError) || error.code === 'cancelled') throw error;
      return { attachment: head.length === 0 ? unread : { ...unread, mediaType: mediaTypeOf(head, member.name) }, fault: error.message, notes: [] };
    }
  }

  async #factsOf(member: ZipMember): Promise<MemberFacts> {
    const known = this.#facts.get(member);
    if (known !== undefined) return known;
    if (this.#archive === null) throw new Error('a member without an archive');
    const facts = await this.#read(this.#archive, member);
    this.#facts.set(member, facts);
    return facts;
  }

  /** The attachment a message names: present, damaged, or missing from the exhibit. */
  async attachment(name: string): Promise<{ readonly attachment: Attachment; readonly remark: string | null }> {
    const member = this.#byName.get(fold(name));
    if (member === undefined) return { attachment: { name, member: null, mediaType: '', sizeBytes: null, sha256: null, state: 'missing' }, remark: null };
    this.#mentioned.add(member);
    const { attachment, fault } = await this.#factsOf(member);
    return { attachment: { ...attachment, name }, remark: fault };
  }

  #item(member: ZipMember, { attachment, notes }: MemberFacts): ItemDraft {
    const remarks = ['in the archive, not mentioned by any message', ...member.notes, ...notes];
    if (member.systemMetadata) remarks[0] = 'system metadata written by macOS when the archive was made';
    return {
      kind: attachment.mediaType.startsWith('image/') ? 'picture' : 'document', time: undated(), direction: 'unknown', from: '', to: [], thread: this.#thread,
      text: '', status: 'live', locator: { type: 'file', file: inExhibit(this.#within, member.path) }, verbatim: member.name, fields: [], attachments: [attachment], identifiers: [], remarks,
    };
  }

  /** A row for every member that is not on the timeline by way of a message, and for every one that could not be read. */
  async *remaining(): AsyncGenerator<SourceRow, void, void> {
    for (const member of this.#members) {
      const facts = await this.#factsOf(member);
      if (facts.fault !== null) {
        yield { type: 'quarantined', row: { locator: { type: 'file', file: inExhibit(this.#within, member.path) }, code: member.refusal?.code ?? 'unreadable-member', reason: facts.fault, verbatim: member.name } };
      } else if (!this.#mentioned.has(member)) yield { type: 'item', item: this.#item(member, facts) };
    }
  }

  /** Warnings about the archive as a whole, for the certificate. */
  warnings(): string[] {
    if (this.#archive === null) return [];
    const outside = this.#archive.members.filter(({ pointsOutside }) => pointsOutside);
    const named = (members: readonly ZipMember[]): string => `${members.slice(0, 10).map(({ name }) => `“${name}”`).join(', ')}${members.length > 10 ? ` and ${members.length - 10} more` : ''}`;
    const warnings = this.#archive.notes.map((note) => `The archive: ${note}.`);
    if (outside.length > 0) warnings.push(`${outside.length} member(s) have recorded names that point outside the archive and were kept inside it: ${named(outside)}.`);
    const odd = this.#archive.members.filter((member) => !member.pointsOutside && member.notes.length > 0);
    for (const member of odd.slice(0, 20)) warnings.push(`Archive member “${member.name}”: ${member.notes.join('; ')}.`);
    if (odd.length > 20) warnings.push(`${odd.length - 20} further archive members carry notes of the same kinds.`);
    return warnings;
  }
}
