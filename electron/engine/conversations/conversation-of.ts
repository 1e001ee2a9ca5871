/** The conversation an item is of: its name in the exhibit, and who takes part. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { Conversation } from '../../../shared/contract/timeline.ts';
import { partyRoles } from '../../../shared/domain/channel.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Identifier, Item } from '../../../shared/domain/item.ts';
import { Holders, keyOf, type Who } from '../people/holders.ts';
import { getExhibit } from '../store/exhibits.ts';
import { visibleRows } from '../store/import-runs.ts';
import { everything } from '../../../shared/domain/timeline-filter.ts';
import { countItems } from '../timeline/filter-sql.ts';
import { getItem } from '../timeline/item-detail.ts';
import { mediaOfThread } from '../welfare/file-notes.ts';
import { channelSubjectsOf } from './channel-list.ts';
import { thirdPartyThread } from './third-party.ts';

const anyTime = { earliestMs: -Infinity, latestMs: Infinity };

function officerNames(db: CaseDatabase): string[] {
  return db.prepare<[], { written: string }>(
    `SELECT DISTINCT written FROM current_holding JOIN holding_version USING (version_id) JOIN person_owner ON person_owner.person_id = current_holding.person_id
     JOIN current_person ON current_person.person_id = owner_id JOIN person_version ON person_version.version_id = current_person.version_id
     WHERE relationship = 'self' ORDER BY written`,
  ).all().map(({ written }) => written);
}

/** Who is stated to hold, while the conversation lasts, an identifier that takes part in it. */
function partiesOfThread(db: CaseDatabase, holders: Holders, { exhibitId, thread }: Item): Who[] {
  if (thread === '') return [];
  const contexts = `FROM item_context WHERE exhibit_id = ? AND thread = ? AND items > 0 AND ${visibleRows('item_context')}`;
  const { fromMs = null, untilMs = null } = db.prepare<[number, string], { fromMs: number | null; untilMs: number | null }>(
    `SELECT min(sort_ms) AS fromMs, max(sort_ms + span_ms) AS untilMs ${contexts.replace('item_context WHERE', 'item_context CROSS JOIN item_row USING (context_id) WHERE')} AND span_ms IS NOT NULL`,
  ).get(exhibitId, thread) ?? {};
  const parties = db.prepare<[number, string], Pick<Identifier, 'kind' | 'normal'>>(
    `SELECT DISTINCT identifier.kind, normal FROM context_identifier JOIN identifier USING (identifier_id) WHERE role IN (${partyRoles.map((role) => `'${role}'`).join(', ')}) AND context_id IN (SELECT context_id ${contexts})`,
  ).all(exhibitId, thread);
  const lasting = fromMs === null || untilMs === null ? anyTime : { earliestMs: fromMs, latestMs: untilMs };
  return parties.flatMap((party) => holders.at(keyOf(party), lasting).map(({ who }) => who));
}

/** As the reviewer who asks may read it. Throws `not_found`. */
export function conversationOf({ db, author }: { readonly db: CaseDatabase; readonly author: string }, itemId: ItemId): Conversation {
  const item = getItem(db, itemId);
  const { reference, description } = getExhibit(db, item.exhibitId);
  const holders = new Holders(db);
  const { earliestMs, latestMs } = item.time;
  const when = earliestMs === null || latestMs === null ? anyTime : { earliestMs, latestMs };
  const named = [...item.identifiers.flatMap((identifier) => holders.at(keyOf(identifier), when).map(({ who }) => who)), ...partiesOfThread(db, holders, item)];
  const people = new Map(named.filter(({ relationship }) => relationship !== 'self').map((who) => [who.id, who]));
  return {
    itemId, exhibitId: item.exhibitId, exhibitReference: reference, exhibitDescription: description, thread: item.thread, people: [...people.values()], officerNames: officerNames(db),
    media: mediaOfThread(db, item.exhibitId, item.thread === '' ? null : item.thread),
    channels: channelSubjectsOf(db, item),
    thirdParty: item.thread === '' ? null : thirdPartyThread(db, author, { exhibitId: item.exhibitId, thread: item.thread }),
    items: item.thread === '' ? 0 : countItems(db, { ...everything, threads: [{ exhibitId: item.exhibitId, thread: item.thread }] }),
  };
}
