/** Exhibits on disk. Appended, never changed. */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Exhibit, ExhibitDetails } from '../../../shared/domain/exhibit.ts';
import type { ExhibitId, Sha256 } from '../../../shared/domain/ids.ts';

const columns = `exhibit_id AS id, reference, producer, description, device_owner AS deviceOwner, legal_basis AS legalBasis, sha256, size_bytes AS sizeBytes,
  original_name AS originalName, source_path AS sourcePath, source_modified_at AS sourceModifiedAt, media_type AS mediaType, added_at AS addedAt, added_by AS addedBy,
  (SELECT coalesce(sum(items), 0) FROM item_context WHERE run_id IN (SELECT run_id FROM import_run WHERE import_run.exhibit_id = exhibit.exhibit_id AND state = 'complete')) AS itemCount,
  (SELECT count(*) FROM quarantined_row WHERE run_id IN (SELECT run_id FROM import_run WHERE import_run.exhibit_id = exhibit.exhibit_id AND state = 'complete')) AS quarantinedCount,
  (SELECT format FROM import_run WHERE import_run.exhibit_id = exhibit.exhibit_id AND state = 'complete' AND certificate IS NOT NULL) AS format,
  coalesce(
    (SELECT 'imported' FROM import_run WHERE import_run.exhibit_id = exhibit.exhibit_id AND state = 'complete' AND certificate IS NOT NULL),
    (SELECT 'interrupted' FROM import_run WHERE import_run.exhibit_id = exhibit.exhibit_id AND state = 'abandoned' LIMIT 1),
    'not-imported') AS importState`;

export function listExhibits(db: CaseDatabase): Exhibit[] {
  return db.prepare<[], Exhibit>(`SELECT ${columns} FROM exhibit ORDER BY exhibit_id`).all();
}

/** Throws `not_found`. */
export function getExhibit(db: CaseDatabase, id: ExhibitId): Exhibit {
  const row = db.prepare<[number], Exhibit>(`SELECT ${columns} FROM exhibit WHERE exhibit_id = ?`).get(id);
  if (row === undefined) throw new PlumblineError('not_found', `There is no exhibit number ${id} in this case.`);
  return row;
}

export function findByReference(db: CaseDatabase, reference: string): Exhibit | null {
  const row = db.prepare<[string], Exhibit>(`SELECT ${columns} FROM exhibit WHERE reference = ? COLLATE NOCASE`).get(reference);
  return row ?? null;
}

export function findByHash(db: CaseDatabase, sha256: Sha256): { readonly reference: string; readonly originalName: string } | null {
  return db.prepare<[string], { reference: string; originalName: string }>('SELECT reference, original_name AS originalName FROM exhibit WHERE sha256 = ?').get(sha256) ?? null;
}

/** Throws `reference_taken` when the reference was ever given in this case. */
export function refuseTakenReference(db: CaseDatabase, reference: string): void {
  const taken = findByReference(db, reference);
  if (taken !== null) {
    throw new PlumblineError('reference_taken', `${taken.reference} is already ${taken.originalName}. References are never reissued; choose another.`, { reference: taken.reference });
  }
}

export interface NewExhibit extends ExhibitDetails {
  readonly sha256: Sha256; readonly sizeBytes: number; readonly originalName: string; readonly sourcePath: string;
  readonly sourceModifiedAt: string; readonly mediaType: string; readonly addedAt: string; readonly addedBy: string;
}

export function insertExhibit(db: CaseDatabase, exhibit: NewExhibit): ExhibitId {
  const result = db.prepare(`INSERT INTO exhibit (reference, producer, description, device_owner, legal_basis, sha256, size_bytes, original_name, source_path, source_modified_at, media_type, added_at, added_by)
    VALUES (@reference, @producer, @description, @deviceOwner, @legalBasis, @sha256, @sizeBytes, @originalName, @sourcePath, @sourceModifiedAt, @mediaType, @addedAt, @addedBy)`).run(exhibit);
  return Number(result.lastInsertRowid) as ExhibitId;
}

const numbered = /^(.*?)\/(\d+)$/;

/** The next number for the initials; those of the newest exhibit when none are given; `EX/1` in an empty case. */
export function suggestReference(db: CaseDatabase, initials: string): string {
  const references = db.prepare<[], { reference: string }>('SELECT reference FROM exhibit ORDER BY exhibit_id DESC').all().map((row) => row.reference);
  const latest = references.map((reference) => numbered.exec(reference)?.[1]).find((prefix) => prefix !== undefined);
  const prefix = (initials.trim() === '' ? latest : initials.trim()) ?? 'EX';
  const used = references.map((reference) => numbered.exec(reference)).filter((match) => match?.[1]?.toLowerCase() === prefix.toLowerCase()).map((match) => Number(match?.[2]));
  return `${prefix}/${Math.max(0, ...used) + 1}`;
}
