/** What a machine can read text in: pictures, and pages of PDFs that have no text of their own. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsWithId } from '../store/item-keys.ts';
import { allPictures, fileName, picturesOf, type Picture } from './picture-list.ts';

const columns = `item_attachment.item_id AS itemId, attachment, item_attachment.exhibit_id AS exhibitId, exhibit.reference AS exhibit, member, ${fileName} || ', page ' || (item.locator ->> '$.page') AS name,
  item_attachment.sha256 AS sha256, item.locator ->> '$.page' AS page`;
const pages = `SELECT ${columns} FROM item_attachment JOIN item ON item.row_id = item_attachment.row_id JOIN exhibit ON exhibit.exhibit_id = item_attachment.exhibit_id
  WHERE item_attachment.media_type = 'application/pdf' AND item.kind = 'document' AND item.locator_type = 'page' AND trim(item.text, char(9, 10, 13, 32)) = '' AND ${visibleRows('item_attachment')}`;

/** Everything of the case, pictures first, each exhibit by exhibit. */
export function allReadable(db: CaseDatabase): Picture[] {
  return [...allPictures(db), ...db.prepare<[], Picture>(`${pages} ORDER BY item_attachment.exhibit_id, item_attachment.row_id`).all()];
}

/** Of some items. Throws `not_found` for an item that is not there. */
export function readableOf(db: CaseDatabase, itemIds: readonly ItemId[]): Picture[] {
  const find = db.prepare<[string], Picture>(`${pages} AND item_attachment.row_id IN (${rowsWithId}) ORDER BY attachment`);
  return [...picturesOf(db, itemIds), ...[...new Set(itemIds)].flatMap((itemId) => find.all(itemId))];
}
