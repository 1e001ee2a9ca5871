/** Keeps the search index in step with what has been read in pictures. The items themselves are never changed. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { rowsWithId } from '../store/item-keys.ts';
import { itemColumns, toItem, type ItemRecord } from '../store/items.ts';
import { contextWords, normaliseForSearch, rowText } from '../timeline/search-words.ts';
import { textReadIn } from './search-text.ts';

/** Indexes an item anew, with its own words and those read in its pictures. Call inside the transaction that changes the latter. */
export function indexAgain(db: CaseDatabase, itemId: ItemId): void {
  const read = normaliseForSearch(textReadIn(db)(itemId));
  const rows = db.prepare<[string], ItemRecord>(`SELECT ${itemColumns} FROM item JOIN exhibit USING (exhibit_id) WHERE item.row_id IN (${rowsWithId})`).all(itemId);
  for (const row of rows) {
    const item = toItem(row);
    // Rows of an earlier version share no words with others, so the row gets all there are.
    const words = [contextWords(item, item.identifiers), normaliseForSearch(rowText(item, item.identifiers.length)), read].join('\n');
    db.prepare('DELETE FROM item_search WHERE rowid = ?').run(row.row_id);
    db.prepare('INSERT INTO item_search (rowid, words) VALUES (?, ?)').run(row.row_id, words);
  }
}
