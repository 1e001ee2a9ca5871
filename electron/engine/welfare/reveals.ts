/** Who looked at which file, when, and how long: read out of the continuity log. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { Reveals } from '../../../shared/contract/welfare.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';

interface RevealRow { readonly sequence: number; readonly at: string; readonly author: string; readonly action: string; readonly itemId: ItemId; readonly attachment: number; readonly exhibit: string; readonly seconds: number | null }

const shown = "action IN ('evidence.revealed', 'evidence.previewed')";
/** Both parts of the index's condition, so that SQLite sees the index covers it. */
const inIndex = "action IN ('evidence.revealed', 'evidence.previewed', 'evidence.put-away')";

/** Showings, newest first, before an entry of the log (all when null). */
export function reveals(db: CaseDatabase, before: number | null, limit: number): Reveals {
  const total = db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM continuity_entry WHERE ${inIndex} AND ${shown}`).get()?.count ?? 0;
  const rows = db.prepare<[number, number], RevealRow>(
    `SELECT sequence, at, author, action, details ->> '$.itemId' AS itemId, details ->> '$.attachment' AS attachment, details ->> '$.exhibit' AS exhibit,
       (SELECT ended.details ->> '$.seconds' FROM continuity_entry AS ended
         WHERE ended.action IN ('evidence.revealed', 'evidence.previewed', 'evidence.put-away') AND ended.action = 'evidence.put-away' AND ended.sequence > shown.sequence
           AND ended.details ->> '$.showing' = shown.details ->> '$.showing' ORDER BY ended.sequence LIMIT 1) AS seconds
     FROM continuity_entry AS shown WHERE ${inIndex} AND ${shown} AND sequence < ? ORDER BY sequence DESC LIMIT ?`,
  ).all(before ?? Number.MAX_SAFE_INTEGER, limit);
  return { total, reveals: rows.map(({ action, ...row }) => ({ ...row, size: action === 'evidence.revealed' ? 'full' : 'small' })) };
}
