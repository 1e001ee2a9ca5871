/** Which documents of a bundle hold something that is linked to an allegation (B19). */
import type { BundleDefinition } from '../../../../shared/domain/bundle.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import { standingCharges } from '../../review/charges.ts';

/** Ids of documents; null where the case has no allegations to be linked to. */
export function linkedDocuments(db: CaseDatabase, { sections }: BundleDefinition): ReadonlySet<string> | null {
  if (standingCharges(db).length === 0) return null;
  const ofExhibit = db.prepare<[number], number>(`SELECT 1 FROM standing_link JOIN item USING (item_id) WHERE exhibit_id = ? AND charges <> '[]' LIMIT 1`).pluck();
  const ofItem = db.prepare<[string], number>(`SELECT 1 FROM standing_link WHERE item_id = ? AND charges <> '[]'`).pluck();
  return new Set(sections.flatMap(({ documents }) => documents.flatMap(({ id, source }) => {
    const found = source.type === 'exhibit' ? ofExhibit.get(source.exhibitId) : source.type === 'attachment' ? ofItem.get(source.itemId) : undefined;
    return found === undefined ? [] : [id];
  })));
}
