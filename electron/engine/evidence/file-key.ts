/** A file of the case: its place, and its hash where that is known. What is said of one holds wherever the same bytes are known to be. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';

export interface FileKey { readonly exhibitId: ExhibitId; readonly member: string; readonly sha256: string | null }

/** The key of a member of an exhibit, with the hash its file has by now. */
export function fileKeyOf(db: CaseDatabase, exhibitId: ExhibitId, member: string): FileKey {
  const known = db.prepare<[number, string], string>('SELECT sha256 FROM item_attachment WHERE exhibit_id = ? AND member = ? AND sha256 IS NOT NULL LIMIT 1').pluck().get(exhibitId, member);
  return { exhibitId, member, sha256: known ?? null };
}

/** SQL for the hash the file of a row has by now: it may have been worked out after the row was written. */
export const hashByNow = (table: string): string => `coalesce(${table}.sha256, (SELECT placed.sha256 FROM item_attachment AS placed
  WHERE placed.exhibit_id = ${table}.exhibit_id AND placed.member = ${table}.member AND placed.sha256 IS NOT NULL LIMIT 1))`;

/** SQL that is true for rows of the file @exhibitId, @member, @sha256, whichever place of it they name. */
export const ofSameFile = (table: string): string => `((${table}.exhibit_id = @exhibitId AND ${table}.member = @member) OR (@sha256 IS NOT NULL AND ${hashByNow(table)} = @sha256))`;
