/** Who begins conversations: whose message or call comes after a silence in its conversation. Counted by the very rule that opens the rows. */
import type { Patterns } from '../../../shared/contract/patterns.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { Identifier } from '../../../shared/domain/item.ts';
import { patternOf } from '../../../shared/domain/pattern.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { Holders, keyOf, type Who } from '../people/holders.ts';
import { filterConditions } from '../timeline/filter-sql.ts';
import { Tally } from './counted-rows.ts';

const anyTime = { earliestMs: -Infinity, latestMs: Infinity };

/** The one person who is stated to hold all that a sender's rows carry as sender; null when nobody is, or several are. */
function peopleBySender(db: CaseDatabase, senders: readonly string[]): Map<string, Who> {
  const holders = new Holders(db);
  const contexts = db.prepare<[string], { sender: string; identifiers: string }>(
    `SELECT DISTINCT from_name AS sender, identifiers FROM item_context WHERE kind IN ('message', 'call') AND from_name IN (SELECT value FROM json_each(?))`,
  ).all(JSON.stringify(senders));
  const found = new Map<string, Map<PersonId, Who>>();
  for (const { sender, identifiers } of contexts) {
    const own = (JSON.parse(identifiers) as Identifier[]).filter(({ role }) => role === 'from');
    const people = found.get(sender) ?? new Map<PersonId, Who>();
    for (const identifier of own) for (const { who } of holders.at(keyOf(identifier), anyTime)) people.set(who.id, who);
    found.set(sender, people);
  }
  return new Map([...found].flatMap(([sender, people]) => (people.size === 1 ? [...people.values()].map((who) => [sender, who] as const) : [])));
}

/** `messages`: messages and calls by sender, of which some begin a conversation. */
export function conversationStarts(db: CaseDatabase, filter: TimelineFilter, silenceMs: number, messages: Tally<string>): Omit<Patterns['starts'], 'unordered'> {
  const { where, values } = filterConditions(db, { ...filter, pattern: patternOf({ counted: 'contacts', startsAfterMs: silenceMs }) });
  const bySender = new Tally<string>();
  for (const { sender, count } of db.prepare<(string | number)[], { sender: string; count: number }>(`SELECT from_name AS sender, count(*) AS count FROM item WHERE ${where} GROUP BY 1`).all(...values)) bySender.add(sender, count);
  const people = peopleBySender(db, messages.list().map(([sender]) => sender));
  const groups = new Map<string, { senders: string[]; person: Who | null; starts: number; messages: number }>();
  for (const [sender, count] of messages.list()) {
    const person = people.get(sender) ?? null;
    const key = person === null ? `sender ${sender}` : `person ${person.id}`;
    const group = groups.get(key) ?? { senders: [], person, starts: 0, messages: 0 };
    groups.set(key, { ...group, senders: [...group.senders, sender], starts: group.starts + bySender.get(sender), messages: group.messages + count });
  }
  const senders = [...groups.values()].sort((one, other) => other.starts - one.starts || other.messages - one.messages);
  return { total: senders.reduce((sum, { starts }) => sum + starts, 0), senders };
}
