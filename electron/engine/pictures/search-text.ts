/** What the pictures of an item can be found by: what a machine read in them, and what a person made of it. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';

/**
 * A function that gives all text read in an item's pictures, '' when none has been. Machine and person
 * both: a correction must not make unfindable what the machine saw. Keep it for many items.
 */
export function textReadIn(db: CaseDatabase): (itemId: ItemId) => string {
  const find = db.prepare<[string, string], { text: string }>(
    `SELECT text FROM picture_text WHERE reading_id IN (SELECT max(reading_id) FROM picture_text WHERE item_id = ? GROUP BY attachment)
     UNION ALL
     SELECT text FROM picture_text_edit WHERE edit_id IN (SELECT max(edit_id) FROM picture_text_edit WHERE item_id = ? GROUP BY attachment) AND text IS NOT NULL`,
  );
  return (itemId) => find.all(itemId, itemId).map((row) => row.text).join('\n');
}
