/**
 * Items that people assessed, tagged or gave a status, and that are in the case no more: their exhibit was read again
 * and gave no such row, or an entry written down from a picture was withdrawn. What was recorded stays, but is not
 * counted. Looking each reviewed item up would make counting slow, and hardly a case has any of these; so they are
 * looked for once, and counts leave them out.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems } from '../store/item-keys.ts';

/** Whether there are any, of each connection they have been looked for on. */
const known = new WeakMap<CaseDatabase, boolean>();

const reviewed = `SELECT item_id FROM current_assessment UNION SELECT item_id FROM second_assessment UNION SELECT item_id FROM current_tag UNION SELECT item_id FROM current_disclosure UNION SELECT item_id FROM standing_account UNION SELECT item_id FROM current_exclusion`;

function find(db: CaseDatabase): boolean {
  const possible = db.prepare<[], number>(
    `SELECT EXISTS (SELECT 1 FROM import_run WHERE state <> 'complete') OR EXISTS (SELECT 1 FROM continuity_entry WHERE action = 'picture.transcription-withdrawn')`,
  ).pluck().get() === 1;
  if (!possible) return false;
  db.exec('CREATE TEMP TABLE IF NOT EXISTS stranded_item (item_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID; DELETE FROM stranded_item');
  return db.prepare(
    `INSERT INTO stranded_item SELECT item_id FROM (${reviewed}) WHERE item_id NOT IN (SELECT item_id FROM (${rowsOfItems(reviewed)}) AS found WHERE ${visibleRows('found')})`,
  ).run().changes > 0;
}

/** A condition that leaves stranded items out, to follow others; '' when there are none. */
export function withoutStranded(db: CaseDatabase, column: string): string {
  const any = known.get(db) ?? find(db);
  // What a transaction makes may be taken back with it, the table too.
  if (!db.inTransaction) known.set(db, any);
  return any ? ` AND ${column} NOT IN (SELECT item_id FROM temp.stranded_item)` : '';
}

/** To be called when items have come or gone. */
export function forgetStranded(db: CaseDatabase): void {
  known.delete(db);
}
