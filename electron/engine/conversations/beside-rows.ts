/** What a conversation shows beside its rows: their channel, what reacts to what, and what is closed. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { BesideRow } from '../../../shared/contract/conversations.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { contactKinds } from '../../../shared/domain/item.ts';
import { withheld } from '../review/privileged.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsOfItems } from '../store/item-keys.ts';
import { itemColumns, toItem, type ItemRecord } from '../store/items.ts';
import { ChannelReading } from './channel-reading.ts';
import { knownAs, reactionsWithin, reactsTo } from './reaction-links.ts';
import { ClosedThreads } from './third-party.ts';

/** In the order asked for. Items that are not of the case are left out. */
export function besideRows(db: CaseDatabase, reviewer: string, itemIds: readonly ItemId[]): BesideRow[] {
  const records = db.prepare<[string], ItemRecord & { context_id: number; privileged: number }>(
    `SELECT ${itemColumns}, item.context_id, EXISTS (SELECT 1 FROM current_disclosure WHERE current_disclosure.item_id = item.item_id AND handling = 'privileged') AS privileged
     FROM item JOIN exhibit USING (exhibit_id) WHERE item.row_id IN (SELECT row_id FROM (${rowsOfItems('SELECT value AS item_id FROM json_each(?)')})) AND ${visibleRows()}`,
  ).all(JSON.stringify(itemIds));
  const reading = new ChannelReading(db);
  const closed = new ClosedThreads(db, reviewer);
  const found = new Map(records.map((record): [ItemId, BesideRow] => {
    const stored = toItem(record);
    const item = record.privileged === 1 ? withheld(stored) : stored;
    const { channel, because } = contactKinds.includes(item.kind) ? reading.of(record.row_id, record.context_id) : { channel: 'not-said' as const, because: '' };
    return [item.id, { itemId: item.id, channel, because, knownAs: knownAs(item), reactsTo: reactsTo(item), reactions: reactionsWithin(item), closed: closed.has(item) }];
  }));
  return itemIds.flatMap((id) => found.get(id) ?? []);
}
