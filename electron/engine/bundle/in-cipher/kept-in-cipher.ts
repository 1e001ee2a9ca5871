/** Files of versions in cipher, kept in the case under their hashes: a later version in cipher goes on from exactly these bytes, as the one that names people does. */
import { readFile } from 'node:fs/promises';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import type { BundleVersion } from '../../../../shared/contract/bundles.ts';
import type { BundleVersionId } from '../../../../shared/domain/bundle.ts';
import type { ExhibitId, Sha256 } from '../../../../shared/domain/ids.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import { hashByNow } from '../../evidence/file-key.ts';
import type { ExhibitStore } from '../../exhibits/exhibit-store.ts';
import type { CallContext } from '../../rpc/handler.ts';
import { getItem } from '../../timeline/item-detail.ts';
import { lineOf } from '../version-store.ts';

interface Kept { readonly sha256: Sha256; readonly madeAt: string }

/** The latest of a version; null when none was made. */
export function cipherFileOf(db: CaseDatabase, versionId: BundleVersionId): Kept | null {
  return db.prepare<[BundleVersionId], Kept>('SELECT sha256, made_at AS madeAt FROM bundle_in_cipher WHERE version_id = ? ORDER BY entry_id DESC LIMIT 1').get(versionId) ?? null;
}

/** Inside the caller's transaction. `readAt`: the moment the case was read at; what people have said since is not in the file, though it took its time to be made. */
export function addCipherFile(db: CaseDatabase, versionId: BundleVersionId, { sha256, readAt }: { readonly sha256: Sha256; readonly readAt: string }, ordinaryWords: readonly string[], author: string): void {
  db.prepare('INSERT INTO bundle_in_cipher (version_id, sha256, ordinary_words, author, made_at) VALUES (?, ?, ?, ?, ?)').run(versionId, sha256, JSON.stringify(ordinaryWords), author, readAt);
}

/** Every one that was made, of every bundle. */
export function cipherFiles(db: CaseDatabase): { readonly versionId: BundleVersionId; readonly sha256: Sha256 }[] {
  return db.prepare<[], { versionId: BundleVersionId; sha256: Sha256 }>('SELECT DISTINCT version_id AS versionId, sha256 FROM bundle_in_cipher ORDER BY entry_id').all();
}

/** What has changed of what is hidden since a file was made: its pages would still show what has been redacted, or bear a cipher that is another by now. */
function changedSince(db: CaseDatabase, { madeAt }: Kept, { definition, file }: BundleVersion): string[] {
  const standing = new Set(file.documents.map(({ id }) => id));
  const exhibits = definition.sections.flatMap(({ documents }) => documents).flatMap(({ id, source }): ExhibitId[] => (
    !standing.has(id) ? [] : source.type === 'exhibit' ? [source.exhibitId] : source.type === 'attachment' ? [getItem(db, source.itemId).exhibitId] : []));
  // What is redacted holds for the same bytes, in whichever exhibit it was said of them.
  const hashes = file.documents.flatMap(({ sha256 }) => sha256 ?? []);
  const redactions = db.prepare<[string, string, string], number>(
    `SELECT count(*) FROM redaction_entry WHERE made_at > ? AND (exhibit_id IN (SELECT value FROM json_each(?)) OR ${hashByNow('redaction_entry')} IN (SELECT value FROM json_each(?)))`,
  ).pluck().get(madeAt, JSON.stringify(exhibits), JSON.stringify(hashes)) ?? 0;
  const ciphers = db.prepare<[string], number>('SELECT count(*) FROM cipher_entry JOIN person_action USING (action_id) WHERE made_at > ?').pluck().get(madeAt) ?? 0;
  return [...(redactions === 0 ? [] : ['redactions']), ...(ciphers === 0 ? [] : ['ciphers'])];
}

/** The file of a version made in cipher last. Throws `not_found` when none was made, `exhibit_altered`, `rule_broken` when it is out of date. */
export async function readInCipher(db: CaseDatabase, store: ExhibitStore, version: BundleVersion, call: CallContext): Promise<Uint8Array> {
  const kept = cipherFileOf(db, version.id);
  if (kept === null) throw new PlumblineError('not_found', `Version ${version.number} has not been made in cipher. Make it in cipher first; its volumes are made of that file.`);
  const changed = changedSince(db, kept, version);
  if (changed.length > 0) throw new PlumblineError('rule_broken', `Since version ${version.number} was made in cipher, ${changed.join(' and ')} have changed, and its volumes would be as it was before. Make it in cipher again first.`);
  return store.withWorkingCopy({ sha256: kept.sha256, reference: `version ${version.number} of the bundle, in cipher,` }, call, (path) => readFile(path));
}

/** The nearest file this version goes on from that was made in cipher; null when there is none. Throws `exhibit_altered` when it is gone or no longer what was made, `rule_broken` when its pages are out of date. */
export async function readBasisInCipher(db: CaseDatabase, store: ExhibitStore, versions: readonly BundleVersion[], version: BundleVersion, call: CallContext): Promise<Uint8Array | null> {
  const line = lineOf(versions, version);
  for (const [index, { kind }] of line.entries()) {
    const before = line[index + 1];
    if (kind !== 'append' || before === undefined) return null;
    const kept = cipherFileOf(db, before.id);
    if (kept === null) continue;
    const changed = changedSince(db, kept, before);
    if (changed.length > 0) throw new PlumblineError('rule_broken', `Since the pages this version goes on from were made in cipher, ${changed.join(' and ')} have changed. Make all of it anew (--fresh); pages already served in cipher may then differ.`);
    return store.withWorkingCopy({ sha256: kept.sha256, reference: `what version ${version.number} of the bundle goes on from, in cipher,` }, call, (path) => readFile(path));
  }
  return null;
}
