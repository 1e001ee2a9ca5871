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
 * SQL that is true for rows whose run is complete. `alias` is the name in the query of the item view, or of another table with a run.
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

/** Pages of journal between two tidyings while an import writes: about 64 MiB. */
const importCheckpointPages = 16_384;
const ordinaryCheckpointPages = 1_000;

/**
 * Rows of an unfinished run are not the case's, so they need not reach the disk one transaction at a
 * time; the transaction that makes the run part of the case is durable, and takes them with it.
 */
export function fasterWrites(db: CaseDatabase): void {
  db.pragma('synchronous = NORMAL');
  db.pragma(`wal_autocheckpoint = ${importCheckpointPages}`);
}

/** Every transaction durable by itself, as the case's connections are opened. */
export function usualWrites(db: CaseDatabase): void {
  db.pragma('synchronous = FULL');
  db.pragma(`wal_autocheckpoint = ${ordinaryCheckpointPages}`);
}

const rowsAPass = 10_000;
const idDigits = '0123456789abcdef';

/**
 * Removes rows of a run from `after` on, as many as one pass takes. Returns the last row removed; null when there was none.
 * The counts of their contexts are left: nobody counts a dead run's rows, and its contexts go last.
 */
function clearRows(db: CaseDatabase, runId: number, after: number): number | null {
  const rows = db.prepare<[number, number, number], { row_id: number }>(
    'SELECT row_id FROM item_row WHERE row_id > ? AND context_id IN (SELECT context_id FROM item_context WHERE run_id = ?) ORDER BY row_id LIMIT ?',
  ).all(after, runId, rowsAPass).map(({ row_id: rowId }) => rowId);
  const list = JSON.stringify(rows);
  db.prepare('DELETE FROM item_search WHERE rowid IN (SELECT value FROM json_each(?))').run(list);
  db.prepare('DELETE FROM item_row WHERE row_id IN (SELECT value FROM json_each(?))').run(list);
  return rows.at(-1) ?? null;
}

function clearRun(db: CaseDatabase, runId: number): void {
  const inOneGo = <T>(work: () => T): T => db.transaction(work).immediate();
  for (let after: number | null = 0; after !== null;) {
    const from: number = after;
    after = inOneGo(() => clearRows(db, runId, from));
  }
  for (const digit of idDigits) inOneGo(() => db.prepare('DELETE FROM item_key WHERE bucket GLOB ? AND run_id = ?').run(`${digit}*`, runId));
  const setAside = db.prepare('DELETE FROM quarantined_row WHERE quarantined_id IN (SELECT quarantined_id FROM quarantined_row WHERE run_id = ? LIMIT ?)');
  while (inOneGo(() => setAside.run(runId, rowsAPass).changes) > 0) continue;
  inOneGo(() => {
    db.prepare('DELETE FROM context_search WHERE rowid IN (SELECT context_id FROM item_context WHERE run_id = ?)').run(runId);
    db.prepare('DELETE FROM item_context WHERE run_id = ?').run(runId);
  });
}

/** Removes the rows of runs that are no longer wanted, some thousands at a time so that nobody waits long. */
export function clearDeadRows(db: CaseDatabase): void {
  const dead = db.prepare<[], { run_id: number }>(
    `SELECT run_id FROM import_run WHERE state IN ('superseded', 'abandoned')
       AND (run_id IN (SELECT run_id FROM item_context) OR run_id IN (SELECT run_id FROM quarantined_row))`,
  ).all();
  for (const { run_id: runId } of dead) clearRun(db, runId);
}

/** Runs a crash left unfinished: marked abandoned. Returns what they were, for the window. */
export function abandonInterruptedRuns(db: CaseDatabase): readonly { readonly exhibitId: ExhibitId; readonly reference: string; readonly startedAt: string; readonly rows: number }[] {
  const found = db.prepare<[], { run_id: number; exhibitId: ExhibitId; reference: string; startedAt: string; rows: number }>(
    `SELECT run_id, exhibit_id AS exhibitId, reference, started_at AS startedAt, (SELECT coalesce(sum(items), 0) FROM item_context WHERE item_context.run_id = import_run.run_id) AS rows
     FROM import_run JOIN exhibit USING (exhibit_id) WHERE state = 'running'`,
  ).all();
  for (const run of found) abandonRun(db, run.run_id);
  return found;
}
