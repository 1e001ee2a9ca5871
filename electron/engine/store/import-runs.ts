/** Import runs: one reading of one exhibit. Only rows of a complete run are part of the case. */
import type { CaseDatabase } from '../db/case-database.ts';
import { importCertificateSchema, type ImportCertificate } from '../../../shared/contract/importing.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';

export interface ImportRun {
  readonly runId: number;
  readonly exhibitId: ExhibitId;
  readonly format: string;
  readonly importerVersion: string;
  readonly answers: string;
}

/**
 * SQL that is true for rows whose run is complete. `alias` is the item table's name in the query.
 * The plus keeps SQLite from fetching row by row by run, when nearly every row is in one: a scan of the
 * covering time index is five times quicker at a million rows (measured).
 */
export function visibleRows(alias = 'item'): string {
  return `+${alias}.run_id IN (SELECT run_id FROM import_run WHERE state = 'complete')`;
}

export function beginRun(db: CaseDatabase, run: Omit<ImportRun, 'runId'> & { startedAt: string; author: string }): number {
  const result = db.prepare(`INSERT INTO import_run (exhibit_id, format, importer_version, answers, state, started_at, author)
    VALUES (@exhibitId, @format, @importerVersion, @answers, 'running', @startedAt, @author)`).run(run);
  return Number(result.lastInsertRowid);
}

/** The complete run of an exhibit made by an importer (transcriptions have a run of their own). */
export function completeRun(db: CaseDatabase, exhibitId: ExhibitId): (ImportRun & { certificate: ImportCertificate }) | null {
  const row = db.prepare<[number], { runId: number; exhibitId: ExhibitId; format: string; importerVersion: string; answers: string; certificate: string }>(
    `SELECT run_id AS runId, exhibit_id AS exhibitId, format, importer_version AS importerVersion, answers, certificate
     FROM import_run WHERE exhibit_id = ? AND state = 'complete' AND certificate IS NOT NULL`,
  ).get(exhibitId);
  return row === undefined ? null : { ...row, certificate: importCertificateSchema.parse(JSON.parse(row.certificate)) };
}

/** Makes a run the exhibit's reading, in place of any earlier one. Call inside a transaction. */
export function completeTheRun(db: CaseDatabase, runId: number, certificate: ImportCertificate): void {
  db.prepare(`UPDATE import_run SET state = 'superseded' WHERE exhibit_id = ? AND state = 'complete' AND certificate IS NOT NULL`).run(certificate.exhibitId);
  db.prepare(`UPDATE import_run SET state = 'complete', finished_at = ?, certificate = ? WHERE run_id = ?`)
    .run(certificate.finishedAt, JSON.stringify(certificate), runId);
}

export function abandonRun(db: CaseDatabase, runId: number): void {
  db.prepare(`UPDATE import_run SET state = 'abandoned', finished_at = ? WHERE run_id = ? AND state = 'running'`).run(new Date().toISOString(), runId);
}

/** Certificates of all complete imports, by exhibit. */
export function allCertificates(db: CaseDatabase): readonly ImportCertificate[] {
  return db.prepare<[], { certificate: string }>(
    `SELECT certificate FROM import_run WHERE state = 'complete' AND certificate IS NOT NULL ORDER BY exhibit_id`,
  ).all().map((row) => importCertificateSchema.parse(JSON.parse(row.certificate)));
}

const rowsAPass = 5_000;

/** Removes the rows of runs that are no longer wanted, a few thousand at a time so that nobody waits long. */
export function clearDeadRows(db: CaseDatabase): void {
  const dead = db.prepare<[], { run_id: number }>(`SELECT run_id FROM import_run WHERE state IN ('superseded', 'abandoned')`).all();
  for (const { run_id: runId } of dead) {
    const clear = db.transaction((): number => {
      db.prepare('DELETE FROM item_search WHERE rowid IN (SELECT row_id FROM item WHERE run_id = ? LIMIT ?)').run(runId, rowsAPass);
      const items = db.prepare('DELETE FROM item WHERE row_id IN (SELECT row_id FROM item WHERE run_id = ? LIMIT ?)').run(runId, rowsAPass).changes;
      return items + db.prepare('DELETE FROM quarantined_row WHERE quarantined_id IN (SELECT quarantined_id FROM quarantined_row WHERE run_id = ? LIMIT ?)').run(runId, rowsAPass).changes;
    });
    while (clear.immediate() > 0) continue;
  }
}

/** Runs a crash left unfinished: marked abandoned. Returns what they were, for the window. */
export function abandonInterruptedRuns(db: CaseDatabase): readonly { readonly reference: string; readonly startedAt: string; readonly rows: number }[] {
  const found = db.prepare<[], { run_id: number; reference: string; startedAt: string; rows: number }>(
    `SELECT run_id, reference, started_at AS startedAt, (SELECT count(*) FROM item WHERE item.run_id = import_run.run_id) AS rows
     FROM import_run JOIN exhibit USING (exhibit_id) WHERE state = 'running'`,
  ).all();
  for (const run of found) abandonRun(db, run.run_id);
  return found;
}
