/** Versions of bundles as they were built and served. Nothing of one is ever altered. */
import { z } from 'zod';
import { bundleFileSchema, type BundleFile, type BundleVersion } from '../../../shared/contract/bundles.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { bundleDefinitionSchema, type BundleDefinition, type BundleId, type BundleVersionId } from '../../../shared/domain/bundle.ts';
import type { ExhibitId, ItemId, Sha256 } from '../../../shared/domain/ids.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { ListedRow } from '../exports/documents/bundle-pages.ts';

/** Of one page: its text, and its pictures ('' for none). */
export interface PageHashes { readonly text: string; readonly pictures: string }
/** A row of a document of the case, and the page of the bundle it begins on. */
export type PlacedRow = ListedRow & { readonly documentId: string; readonly number: number; readonly page: number };

interface Kept { readonly id: BundleVersionId; readonly bundleId: BundleId; readonly basisId: BundleVersionId | null; readonly kind: BundleVersion['kind']; readonly definition: string; readonly file: string; readonly author: string; readonly madeAt: string }
interface Service { readonly versionId: BundleVersionId; readonly servedOn: string; readonly recipients: string; readonly acknowledged: string; readonly note: string; readonly author: string; readonly madeAt: string }

const words = z.array(z.string());
const hashesSchema = z.array(z.object({ text: z.string(), pictures: z.string() }));

/** Oldest first. */
export function listVersions(db: CaseDatabase, bundleId: BundleId): BundleVersion[] {
  const services = db.prepare<[BundleId], Service>(
    `SELECT version_id AS versionId, served_on AS servedOn, recipients, acknowledged, note, bundle_service.author, bundle_service.made_at AS madeAt FROM bundle_service JOIN bundle_version USING (version_id) WHERE bundle_id = ? ORDER BY service_id`,
  ).all(bundleId);
  return db.prepare<[BundleId], Kept>(
    'SELECT version_id AS id, bundle_id AS bundleId, basis_id AS basisId, kind, definition, file, author, made_at AS madeAt FROM bundle_version WHERE bundle_id = ? ORDER BY version_id',
  ).all(bundleId).map(({ definition, file, ...kept }, index) => ({
    ...kept, number: index + 1, definition: bundleDefinitionSchema.parse(JSON.parse(definition)), file: bundleFileSchema.parse(JSON.parse(file)),
    services: services.filter(({ versionId }) => versionId === kept.id)
      .map(({ servedOn, recipients, acknowledged, note, author, madeAt }) => ({ servedOn, recipients: words.parse(JSON.parse(recipients)), acknowledged: words.parse(JSON.parse(acknowledged)), note, author, madeAt })),
  }));
}

/** Every version that was served, of every bundle, with the hash of its file. */
export function servedFiles(db: CaseDatabase): { readonly letter: string; readonly number: number; readonly sha256: Sha256 }[] {
  return db.prepare<[], BundleId>('SELECT DISTINCT bundle_id FROM bundle_version ORDER BY bundle_id').pluck().all().flatMap((bundleId) =>
    listVersions(db, bundleId).filter(({ services }) => services.length > 0).map(({ definition: { letter }, number, file: { sha256 } }) => ({ letter, number, sha256 })));
}

/** Throws `not_found`. */
export function requireVersion(versions: readonly BundleVersion[], versionId: BundleVersionId): BundleVersion {
  const version = versions.find(({ id }) => id === versionId);
  if (version === undefined) throw new PlumblineError('not_found', `This bundle has no version with the number ${versionId}.`);
  return version;
}

/** The served version that everything later continues; null before anything was served. */
export function lastServed(versions: readonly BundleVersion[]): BundleVersion | null {
  return versions.findLast(({ services }) => services.length > 0) ?? null;
}

/** The version, then every one it continues, latest first. */
export function lineOf(versions: readonly BundleVersion[], version: BundleVersion): BundleVersion[] {
  return version.basisId === null ? [version] : [version, ...lineOf(versions, requireVersion(versions, version.basisId))];
}

/** The latest version of each file that stands beside this one, this one first: an appended version is the file it continues, a supplement is another. */
export function filesOf(versions: readonly BundleVersion[], version: BundleVersion): BundleVersion[] {
  return lineOf(versions, version).filter((_, index, line) => index === 0 || line[index - 1]?.kind === 'supplement');
}

/** The version and those it continues in the same file. */
function sameFile(versions: readonly BundleVersion[], version: BundleVersion): BundleVersionId[] {
  const line = lineOf(versions, version);
  const end = line.findIndex(({ kind }) => kind !== 'append');
  return line.slice(0, end + 1).map(({ id }) => id);
}

export interface NewVersion {
  readonly bundleId: BundleId; readonly basisId: BundleVersionId | null; readonly kind: BundleVersion['kind']; readonly definition: BundleDefinition;
  readonly file: BundleFile; readonly hashes: readonly PageHashes[]; readonly rows: readonly PlacedRow[]; readonly author: string;
}

/** Inside the caller's transaction. */
export function addVersion(db: CaseDatabase, { bundleId, basisId, kind, definition, file, hashes, rows, author }: NewVersion): BundleVersionId {
  const { lastInsertRowid } = db.prepare('INSERT INTO bundle_version (bundle_id, basis_id, kind, definition, file, page_hashes, author, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(bundleId, basisId, kind, JSON.stringify(definition), JSON.stringify(file), JSON.stringify(hashes), author, new Date().toISOString());
  const versionId = Number(lastInsertRowid) as BundleVersionId; // the number the row was given
  const insert = db.prepare('INSERT INTO bundle_row (version_id, page, document_id, number, item_id, exhibit_id) VALUES (?, ?, ?, ?, ?, ?)');
  for (const row of rows) insert.run(versionId, row.page, row.documentId, row.number, row.itemId, row.exhibitId);
  return versionId;
}

export function pageHashesOf(db: CaseDatabase, versionId: BundleVersionId): PageHashes[] {
  return hashesSchema.parse(JSON.parse(db.prepare<[BundleVersionId], string>('SELECT page_hashes FROM bundle_version WHERE version_id = ?').pluck().get(versionId) ?? '[]'));
}

interface StoredRow { readonly documentId: string; readonly number: number; readonly page: number; readonly itemId: ItemId | null; readonly exhibitId: ExhibitId | null }
const rowColumns = 'document_id AS documentId, number, page, item_id AS itemId, exhibit_id AS exhibitId';
const numbers = (ids: readonly number[]): string => JSON.stringify(ids);

/** Rows that list an item in the file a version is, in the order of its pages. */
export function rowsOfItem(db: CaseDatabase, versions: readonly BundleVersion[], version: BundleVersion, itemId: ItemId): StoredRow[] {
  return db.prepare<[ItemId, string], StoredRow>(`SELECT ${rowColumns} FROM bundle_row WHERE item_id = ? AND version_id IN (SELECT value FROM json_each(?)) ORDER BY page, number`).all(itemId, numbers(sameFile(versions, version)));
}
/** Rows of one document of the file a version is, in the order in which it lists them. */
export function rowsOfDocument(db: CaseDatabase, versions: readonly BundleVersion[], version: BundleVersion, documentId: string): StoredRow[] {
  return db.prepare<[string, string], StoredRow>(`SELECT ${rowColumns} FROM bundle_row WHERE document_id = ? AND version_id IN (SELECT value FROM json_each(?)) ORDER BY page, number`).all(documentId, numbers(sameFile(versions, version)));
}
/** Rows that begin on a page of the file a version is. */
export function rowsOnPage(db: CaseDatabase, versions: readonly BundleVersion[], version: BundleVersion, page: number): StoredRow[] {
  return db.prepare<[string, number], StoredRow>(`SELECT ${rowColumns} FROM bundle_row WHERE version_id IN (SELECT value FROM json_each(?)) AND page = ? ORDER BY number`).all(numbers(sameFile(versions, version)), page);
}
