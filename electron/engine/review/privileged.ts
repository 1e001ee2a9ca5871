/**
 * Privileged items are quarantined: they stay in the case, in their place and counted, but nobody is shown what they
 * say and nothing of it is exported, until somebody sets the handling back. That is recorded as any other answer is.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Item } from '../../../shared/domain/item.ts';

/** The item without what it says. Who, when and where it comes from stay. */
export function withheld(item: Item): Item {
  return { ...item, text: '', verbatim: '', fields: [], attachments: [], remarks: [] };
}

export function isPrivileged(db: CaseDatabase, itemId: ItemId): boolean {
  return db.prepare<[string], { handling: string }>('SELECT handling FROM current_disclosure WHERE item_id = ?').get(itemId)?.handling === 'privileged';
}

/** Throws `permission_denied` for a privileged item. */
export function refusePrivileged(db: CaseDatabase, itemId: ItemId): void {
  if (isPrivileged(db, itemId)) throw new PlumblineError('permission_denied', 'This item is privileged: what it says and shows is not shown to anybody. If that was said by mistake, set its handling back first.');
}
