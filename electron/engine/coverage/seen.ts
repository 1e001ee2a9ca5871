/** Which items have been before a reader. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsWithId } from '../store/item-keys.ts';
import type { TimelineView } from '../timeline/timeline-view.ts';

/** Records that a reader has had items before them; those that are not the case's are left out. Returns how many were new to this reader. */
export function markSeen(db: CaseDatabase, itemIds: readonly ItemId[], author: string): number {
  const exhibitOf = db.prepare<[string], { exhibit_id: number }>(`SELECT exhibit_id FROM item WHERE row_id IN (${rowsWithId}) AND ${visibleRows()}`);
  const insert = db.prepare('INSERT INTO item_seen (item_id, author, exhibit_id, seen_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const at = new Date().toISOString();
  return db.transaction(() => itemIds.reduce((sum, itemId) => {
    const exhibit = exhibitOf.get(itemId);
    return exhibit === undefined ? sum : sum + insert.run(itemId, author, exhibit.exhibit_id, at).changes;
  }, 0)).immediate();
}

const itemsALook = 500;

/** The first item of a view, from an index on, that nobody has seen and that is not left out of the review; null when there is none. Its line is that of its stack when it lies in one that is closed. */
export function nextUnseen(db: CaseDatabase, view: TimelineView, from: number): { readonly line: number; readonly itemIndex: number; readonly rowId: number } | null {
  const unseen = db.prepare<[string], { row_id: number }>('SELECT row_id FROM item WHERE row_id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM item_seen WHERE item_seen.item_id = item.item_id) AND NOT EXISTS (SELECT 1 FROM current_exclusion WHERE current_exclusion.item_id = item.item_id)');
  for (let index = from; index < view.lineItems; index += itemsALook) {
    const places = Array.from({ length: Math.min(itemsALook, view.lineItems - index) }, (_, offset) => view.locateIndex(index + offset)).filter((place) => place !== null);
    const left = new Set(unseen.all(JSON.stringify(places.flatMap(({ rowId }) => [rowId, ...view.foldedUnder(rowId)]))).map(({ row_id: rowId }) => rowId));
    for (const place of places) {
      // One that lies in a closed stack has not been before anybody because the line over it has.
      const unread = [place.rowId, ...view.foldedUnder(place.rowId)].find((rowId) => left.has(rowId));
      if (unread !== undefined) return { ...place, rowId: unread };
    }
  }
  return null;
}
