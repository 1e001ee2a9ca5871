/** The conversation an item is of: its name in the exhibit, and who takes part. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { Conversation } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { Holders, keyOf } from '../people/holders.ts';
import { getExhibit } from '../store/exhibits.ts';
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

/** As the reviewer who asks may read it. Throws `not_found`. */
export function conversationOf({ db, author }: { readonly db: CaseDatabase; readonly author: string }, itemId: ItemId): Conversation {
  const item = getItem(db, itemId);
  const { reference, description } = getExhibit(db, item.exhibitId);
  const holders = new Holders(db);
  const { earliestMs, latestMs } = item.time;
  const when = earliestMs === null || latestMs === null ? anyTime : { earliestMs, latestMs };
  const people = new Map(item.identifiers.flatMap((identifier) => holders.at(keyOf(identifier), when)).filter(({ who }) => who.relationship !== 'self').map(({ who }) => [who.id, who]));
  return {
    itemId, exhibitId: item.exhibitId, exhibitReference: reference, exhibitDescription: description, thread: item.thread, people: [...people.values()], officerNames: officerNames(db),
    media: mediaOfThread(db, item.exhibitId, item.thread === '' ? null : item.thread),
    channels: channelSubjectsOf(db, item),
    thirdParty: item.thread === '' ? null : thirdPartyThread(db, author, { exhibitId: item.exhibitId, thread: item.thread }),
    items: item.thread === '' ? 0 : countItems(db, { ...everything, threads: [{ exhibitId: item.exhibitId, thread: item.thread }] }),
  };
}
