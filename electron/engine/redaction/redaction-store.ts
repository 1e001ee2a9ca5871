/** Redactions as they are kept: each made by somebody with a reason, withdrawn by a further entry. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { RedactedFile, Redaction, RedactionId } from '../../../shared/domain/redaction.ts';
import type { Reviewer } from '../review/review-actions.ts';
import { ofSameFile, type FileKey } from '../evidence/file-key.ts';
import { fileOfCase, refuseWithoutPages } from './redacted-file.ts';

interface Stored { readonly id: RedactionId; readonly page: number; readonly region: string | null; readonly reason: string; readonly author: string; readonly madeAt: string }

/** What stands of a file, wherever the same bytes are, by page. */
export function standingRedactions(db: CaseDatabase, { exhibitId, member, sha256 }: FileKey): Redaction[] {
  return db.prepare<[FileKey], Stored>(
    `SELECT entry_id AS id, page, region, reason, author, made_at AS madeAt FROM redaction_entry
     WHERE withdraws IS NULL AND ${ofSameFile('redaction_entry')}
       AND entry_id NOT IN (SELECT withdraws FROM redaction_entry WHERE withdraws IS NOT NULL) ORDER BY page, entry_id`,
  ).all({ exhibitId, member, sha256 }).map((stored) => ({ ...stored, region: stored.region === null ? null : JSON.parse(stored.region) as Redaction['region'] })); // written from a checked value
}

/** Throws `not_found`, `permission_denied`, `stopped`. */
export function listRedactions(db: CaseDatabase, file: RedactedFile): Redaction[] {
  return standingRedactions(db, fileOfCase(db, file));
}

interface Entry extends FileKey { readonly page: number; readonly region: string | null; readonly withdraws: number | null; readonly reason: string }

function append({ db, author }: Reviewer, { exhibitId, member, sha256, page, region, withdraws, reason }: Entry): number {
  return Number(db.prepare('INSERT INTO redaction_entry (exhibit_id, member, sha256, page, region, withdraws, reason, author, made_at) VALUES (@exhibitId, @member, @sha256, @page, @region, @withdraws, @reason, @author, @madeAt)')
    .run({ exhibitId, member, sha256, page, region, withdraws, reason, author, madeAt: new Date().toISOString() }).lastInsertRowid);
}

/** The page is one the file has, as far as that can be known: see `refuseMissingPage`. Throws what finding the file throws, `refused_input` for one that has no pages. */
export function addRedaction(reviewer: Reviewer, { file, page, region, reason }: CommandRequest<'redactions.add'>): Redaction[] {
  const { db } = reviewer;
  return db.transaction(() => {
    const found = fileOfCase(db, file);
    refuseWithoutPages(found);
    const redactionId = append(reviewer, { ...found, page, region: region === null ? null : JSON.stringify(region), withdraws: null, reason });
    reviewer.record({ action: 'redaction.made', summary: `${region === null ? 'Page to be made anew' : 'Region redacted'}: page ${page} of ${found.said}`, details: { redactionId, exhibitId: found.exhibitId, member: found.member, page, region, reason } });
    return standingRedactions(db, found);
  }).immediate();
}

/** Throws what finding the file throws, `not_found` for a redaction that does not stand. */
export function withdrawRedaction(reviewer: Reviewer, { file, redactionId, reason }: CommandRequest<'redactions.withdraw'>): Redaction[] {
  const { db } = reviewer;
  return db.transaction(() => {
    const found = fileOfCase(db, file);
    const redaction = standingRedactions(db, found).find(({ id }) => id === redactionId);
    if (redaction === undefined) throw new PlumblineError('not_found', `${found.said} has no redaction ${redactionId}, or it was withdrawn.`);
    append(reviewer, { ...found, page: redaction.page, region: null, withdraws: redactionId, reason });
    reviewer.record({ action: 'redaction.withdrawn', summary: `Redaction withdrawn: page ${redaction.page} of ${found.said}: ${reason}`, details: { redactionId, page: redaction.page, reason } });
    return standingRedactions(db, found);
  }).immediate();
}
