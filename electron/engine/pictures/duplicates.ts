/** The same bytes in more than one place: found by SHA-256, certain, and said with every place. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { DuplicateGroup, FilePlace } from '../../../shared/contract/pictures.ts';
import type { ItemId, Sha256 } from '../../../shared/domain/ids.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsWithId } from '../store/item-keys.ts';
import { fileName } from './picture-list.ts';

/** Places listed of one file; the count beside them is of all. */
const placesListed = 200;

/** Files of items, and exhibits that are not already there as the file of an item of theirs. */
const everyFile = `SELECT item_attachment.sha256 AS sha256, exhibit_id, exhibit.reference, item_id, attachment, ${fileName} AS name, item_attachment.media_type AS media_type, row_id
    FROM item_attachment JOIN exhibit USING (exhibit_id) WHERE item_attachment.sha256 = @sha256 AND ${visibleRows('item_attachment')}
  UNION ALL
  SELECT sha256, exhibit_id, reference, NULL, NULL, original_name, media_type, 0 FROM exhibit WHERE sha256 = @sha256
    AND NOT EXISTS (SELECT 1 FROM item_attachment WHERE item_attachment.sha256 = @sha256 AND item_attachment.exhibit_id = exhibit.exhibit_id AND member = '' AND ${visibleRows('item_attachment')})`;

interface PlaceRow { exhibit_id: FilePlace['exhibitId']; reference: string; item_id: ItemId | null; attachment: number | null; name: string; media_type: string }

/** Everywhere a file is, exhibit by exhibit; `places` holds at most the first 200. */
export function placesOf(db: CaseDatabase, sha256: Sha256): Pick<DuplicateGroup, 'places' | 'count' | 'exhibits' | 'mediaType'> {
  const rows = db.prepare<[{ sha256: string }], PlaceRow>(`${everyFile} ORDER BY exhibit_id, row_id, attachment LIMIT ${placesListed}`).all({ sha256 });
  const totals = db.prepare<[{ sha256: string }], { count: number; exhibits: number }>(`SELECT count(*) AS count, count(DISTINCT exhibit_id) AS exhibits FROM (${everyFile})`).get({ sha256 });
  return {
    count: totals?.count ?? 0, exhibits: totals?.exhibits ?? 0, mediaType: rows[0]?.media_type ?? '',
    places: rows.map((row) => ({ exhibitId: row.exhibit_id, exhibit: row.reference, itemId: row.item_id, attachment: row.attachment, name: row.name })),
  };
}

/** Hashes found in at least two exhibits of the case, counting exhibits themselves. */
const acrossExhibits = `SELECT sha256 FROM (
    SELECT sha256, exhibit_id FROM item_attachment WHERE sha256 IS NOT NULL AND ${visibleRows('item_attachment')}
    UNION SELECT sha256, exhibit_id FROM exhibit
  ) GROUP BY sha256 HAVING count(*) > 1`;

/**
 * A page of the files that are in more than one exhibit, in the order in which the exhibits were added,
 * and how many there are. `notHashed` counts the files nobody can say this of yet.
 */
export function duplicatesAcrossExhibits(db: CaseDatabase, offset: number, limit: number): { total: number; notHashed: number; groups: DuplicateGroup[] } {
  const notHashed = db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM item_attachment WHERE sha256 IS NULL AND ${visibleRows('item_attachment')}`).get()?.count ?? 0;
  const total = db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM (${acrossExhibits})`).get()?.count ?? 0;
  const hashes = db.prepare<[number, number], { sha256: Sha256 }>(`${acrossExhibits} ORDER BY min(exhibit_id), sha256 LIMIT ? OFFSET ?`).all(limit, offset);
  return { total, notHashed, groups: hashes.map(({ sha256 }) => ({ sha256, ...placesOf(db, sha256) })) };
}

/** The files of an item that are anywhere else as well, also within its own exhibit. */
export function duplicatesOfItem(db: CaseDatabase, itemId: ItemId): DuplicateGroup[] {
  const hashes = db.prepare<[string], { sha256: Sha256 }>(
    `SELECT DISTINCT sha256 FROM item_attachment WHERE row_id IN (${rowsWithId}) AND sha256 IS NOT NULL AND ${visibleRows('item_attachment')}`,
  ).all(itemId);
  return hashes.map(({ sha256 }) => ({ sha256, ...placesOf(db, sha256) })).filter((group) => group.count > 1);
}
