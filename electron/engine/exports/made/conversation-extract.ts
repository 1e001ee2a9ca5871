/** An extract of a conversation: an item and so many rows before and after it, privileged ones counted and left out. */
import type { AskOf } from '../../../../shared/domain/document-ask.ts';
import { PlumblineError } from '../../../../shared/contract/errors.ts';
import { everything, type TimelineFilter } from '../../../../shared/domain/timeline-filter.ts';
import type { ItemId } from '../../../../shared/domain/ids.ts';
import { thirdPartyThread } from '../../conversations/third-party.ts';
import type { CaseDatabase } from '../../db/case-database.ts';
import { refusePrivileged } from '../../review/privileged.ts';
import { countItems, filterConditions } from '../../timeline/filter-sql.ts';
import { getItem, rowOfItem } from '../../timeline/item-detail.ts';
import { pageOfItems } from '../../timeline/read-rows.ts';
import { caseTotals } from '../../timeline/timeline-summary.ts';
import { bundleColumnOf } from '../documents/bundle-pages.ts';
import { count } from '../documents/case-matter.ts';
import { itemDocument } from '../documents/item-document.ts';
import { conversation, type ExtractRow } from '../documents/kinds/conversation.ts';
import { setAsideWords, type Totals } from '../documents/totals.ts';
import { describedOf } from './item-documents.ts';
import { madeDocument, type MadeDocument } from './made-document.ts';
import type { Making } from './making.ts';

type Asked = AskOf<'conversation'>;
interface Place { readonly sort_ms: number; readonly row_id: number }

/** Where the item stands in its conversation, and the place just before the first row wanted. */
function placesOf(db: CaseDatabase, filter: TimelineFilter, itemId: ItemId, before: number): { readonly earlier: number; readonly taken: number; readonly after: string } {
  const { where, values } = filterConditions(db, filter);
  const here = db.prepare<[number | null], Place>('SELECT sort_ms, row_id FROM item WHERE row_id = ?').get(rowOfItem(db, itemId));
  if (here === undefined) throw new PlumblineError('not_found', `There is no item ${itemId} in this case.`);
  const isEarlier = `${where} AND (item.sort_ms, item.row_id) < (?, ?)`;
  const earlier = db.prepare<(string | number)[], number>(`SELECT count(*) FROM item WHERE ${isEarlier}`).pluck().get(...values, here.sort_ms, here.row_id) ?? 0;
  const rows = db.prepare<(string | number)[], Place>(`SELECT item.sort_ms, item.row_id FROM item WHERE ${isEarlier} ORDER BY item.sort_ms DESC, item.row_id DESC LIMIT ?`).all(...values, here.sort_ms, here.row_id, before);
  const first = rows.at(-1) ?? here;
  return { earlier, taken: rows.length, after: `${first.sort_ms}:${first.row_id - 1}` };
}

/** Throws `not_found`, `invalid_input` for an item of no conversation, `permission_denied` for a privileged one or a conversation that is closed to the author. */
export function conversationExtract(making: Making, { itemId, before, after, zone, bundlePages, leaveOut }: Asked): MadeDocument {
  const { db, author, matter, hiding } = making;
  const { exhibitId, exhibitReference, thread } = getItem(db, itemId);
  refusePrivileged(db, itemId);
  if (thread === '') throw new PlumblineError('invalid_input', 'This item belongs to no conversation, so nothing stands before or after it in one. Make a sequence of events around it instead.');
  const between = thirdPartyThread(db, author, { exhibitId, thread });
  if (between?.thirdParty === true && !between.openToYou) throw new PlumblineError('permission_denied', `“${thread}” in ${exhibitReference} is a conversation between third parties and is closed. Open it with a reason first.`);
  const filter = { ...everything, threads: [{ exhibitId, thread }] };
  const place = placesOf(db, filter, itemId, before);
  const found = pageOfItems(db, filter, place.after, place.taken + 1 + after).items;
  const rows = found.filter(({ handling }) => handling !== 'privileged').map((item): ExtractRow => ({ item, described: describedOf(db, item) }));
  const [whole, { items: total, setAside }] = [countItems(db, filter), caseTotals(db)];
  const later = whole - place.earlier - 1;
  const taken = found.length - place.taken - 1;
  const totals: Totals = {
    listed: rows.length, withheld: found.length - rows.length, total, of: 'items', after: setAsideWords(setAside),
    others: [{ words: 'earlier in the conversation', count: place.earlier - place.taken }, { words: 'later in the conversation', count: later - taken }, { words: 'outside the conversation', count: total - whole }],
  };
  const about = [`Selection: the conversation “${hiding.text(thread)}” in ${hiding.text(exhibitReference)}, which has ${count(whole)} ${whole === 1 ? 'row' : 'rows'}: the item asked for, the ${count(place.taken)} before it and the ${count(taken)} after it.`];
  return madeDocument(making, itemDocument<ExtractRow>(matter, { ...conversation(zone, itemId), about, leaveOut, firstNumber: 1, pages: async function* () { yield await Promise.resolve(rows); } }, totals, bundleColumnOf(making.bundle, bundlePages)), totals, about.join(' '));
}
