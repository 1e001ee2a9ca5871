/** Files of versions in cipher, kept in the case under their hashes: a later version in cipher goes on from exactly these bytes, as the one that names people does. */
import { readFile } from 'node:fs/promises';
import type { BundleVersion } from '../../../../shared/contract/bundles.ts';
import type { BundleVersionId } from '../../../../shared/domain/bundle.ts';
import type { Sha256 } from '../../../../shared/domain/ids.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import type { ExhibitStore } from '../../exhibits/exhibit-store.ts';
import type { CallContext } from '../../rpc/handler.ts';

/** Hash of the latest of a version; null when none was made. */
export function cipherFileOf(db: CaseDatabase, versionId: BundleVersionId): Sha256 | null {
  return db.prepare<[BundleVersionId], Sha256>('SELECT sha256 FROM bundle_in_cipher WHERE version_id = ? ORDER BY entry_id DESC LIMIT 1').pluck().get(versionId) ?? null;
}

/** Inside the caller's transaction. */
export function addCipherFile(db: CaseDatabase, versionId: BundleVersionId, sha256: Sha256, ordinaryWords: readonly string[], author: string): void {
  db.prepare('INSERT INTO bundle_in_cipher (version_id, sha256, ordinary_words, author, made_at) VALUES (?, ?, ?, ?, ?)').run(versionId, sha256, JSON.stringify(ordinaryWords), author, new Date().toISOString());
}

/** Every one that was made, of every bundle. */
export function cipherFiles(db: CaseDatabase): { readonly versionId: BundleVersionId; readonly sha256: Sha256 }[] {
  return db.prepare<[], { versionId: BundleVersionId; sha256: Sha256 }>('SELECT DISTINCT version_id AS versionId, sha256 FROM bundle_in_cipher ORDER BY entry_id').all();
}

/** The file a version goes on from, in cipher; null when that has none. Throws `exhibit_altered` when it is gone or no longer what was made. */
export async function readBasisInCipher(db: CaseDatabase, store: ExhibitStore, { kind, basisId, number }: BundleVersion, call: CallContext): Promise<Uint8Array | null> {
  const sha256 = kind === 'append' && basisId !== null ? cipherFileOf(db, basisId) : null;
  return sha256 === null ? null : store.withWorkingCopy({ sha256, reference: `what version ${number} of the bundle goes on from, in cipher,` }, call, (path) => readFile(path));
}
