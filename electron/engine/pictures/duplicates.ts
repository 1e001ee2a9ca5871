/** The same bytes in more than one place: found by SHA-256, certain, and said with every place. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { DuplicateGroup, FileKind, FilePlace } from '../../../shared/contract/pictures.ts';
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
const acrossExhibits = `SELECT sha256, min(exhibit_id) AS first_exhibit FROM (
    SELECT sha256, exhibit_id FROM item_attachment WHERE sha256 IS NOT NULL AND ${visibleRows('item_attachment')}
    UNION SELECT sha256, exhibit_id FROM exhibit
  ) GROUP BY sha256 HAVING count(*) > 1`;

const ofKind: Readonly<Record<FileKind, string>> = {
  picture: "media_type LIKE 'image/%'", film: "media_type LIKE 'video/%'", sound: "media_type LIKE 'audio/%'",
  other: "media_type NOT LIKE 'image/%' AND media_type NOT LIKE 'video/%' AND media_type NOT LIKE 'audio/%'",
};

/** The kind is asked only of hashes found already, so that finding them stays within the index. */
function acrossExhibitsOf(kind: FileKind | null): string {
  return kind === null ? acrossExhibits : `SELECT found.sha256, first_exhibit FROM (${acrossExhibits}) AS found
    WHERE EXISTS (SELECT 1 FROM item_attachment WHERE item_attachment.sha256 = found.sha256 AND ${ofKind[kind]} AND ${visibleRows('item_attachment')})
      OR EXISTS (SELECT 1 FROM exhibit WHERE exhibit.sha256 = found.sha256 AND ${ofKind[kind]})`;
}

/**
 * A page of the files that are in more than one exhibit, in the order in which the exhibits were added,
 * and how many there are. `notHashed` counts the files nobody can say this of yet.
 */
export function duplicatesAcrossExhibits(db: CaseDatabase, kind: FileKind | null, offset: number, limit: number): { total: number; notHashed: number; groups: DuplicateGroup[] } {
  const notHashed = db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM (SELECT DISTINCT exhibit_id, member FROM item_attachment WHERE sha256 IS NULL AND ${visibleRows('item_attachment')})`).get()?.count ?? 0;
  // Counted and paged in one go: finding them goes through the hash of every file of the case.
  const found = db.prepare<[number, number], { sha256: Sha256 | null; total: number }>(`WITH found AS MATERIALIZED (${acrossExhibitsOf(kind)})
    SELECT page.sha256, counted.total FROM (SELECT count(*) AS total FROM found) AS counted
    LEFT JOIN (SELECT sha256, first_exhibit FROM found ORDER BY first_exhibit, sha256 LIMIT ? OFFSET ?) AS page ORDER BY first_exhibit, page.sha256`).all(limit, offset);
  const total = found[0]?.total ?? 0;
  const hashes = found.flatMap(({ sha256 }) => (sha256 === null ? [] : [sha256]));
  return { total, notHashed, groups: hashes.map((sha256) => ({ sha256, ...placesOf(db, sha256) })) };
}

/** The files of an item that are anywhere else as well, also within its own exhibit. */
export function duplicatesOfItem(db: CaseDatabase, itemId: ItemId): DuplicateGroup[] {
  const hashes = db.prepare<[string], { sha256: Sha256 }>(
    `SELECT DISTINCT sha256 FROM item_attachment WHERE row_id IN (${rowsWithId}) AND sha256 IS NOT NULL AND ${visibleRows('item_attachment')}`,
  ).all(itemId);
  return hashes.map(({ sha256 }) => ({ sha256, ...placesOf(db, sha256) })).filter((group) => group.count > 1);
}
