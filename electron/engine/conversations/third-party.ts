/**
 * Conversations between people the case is not about. They are closed in the conversation view until somebody opens them with a
 * reason. One is a third-party conversation when a person says so, or when everyone who takes part in every row of it is stated
 * in People to be a third party; a party nobody has said anything of leaves it open, since that may be anybody.
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ThirdPartyThread } from '../../../shared/contract/conversations.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ThreadStanding } from '../../../shared/domain/channel.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import type { PersonRole } from '../../../shared/domain/person.ts';
import { visibleRows } from '../store/import-runs.ts';
import { referenceOf, saidOfThreads, type Author, type Said } from './statements.ts';

interface Thread { readonly exhibitId: ExhibitId; readonly thread: string }
type Opening = ThirdPartyThread['openings'][number];

const threadKey = ({ exhibitId, thread }: Thread): string => `${exhibitId} ${thread}`;

const rolesOfHolders = `SELECT identifier_id, role FROM current_holding JOIN identifier USING (kind, normal) JOIN person_owner ON person_owner.person_id = current_holding.person_id
  JOIN current_person ON current_person.person_id = owner_id JOIN person_version ON person_version.version_id = current_person.version_id`;

interface PartyRecord { contextId: number; role: string; identifierId: number }

/** Threads in which a party is stated to be a third party, by key: the only ones that can be between third parties alone. */
function candidates(db: CaseDatabase, thirdParties: readonly number[]): Map<string, Thread> {
  const found = db.prepare<[string, string], Thread>(
    `SELECT DISTINCT exhibit_id AS exhibitId, thread FROM item_context WHERE thread <> '' AND ${visibleRows('item_context')} AND (
       context_id IN (SELECT context_id FROM context_identifier WHERE identifier_id IN (SELECT value FROM json_each(?)))
       OR context_id IN (SELECT context_id FROM row_identifier JOIN item_row USING (row_id) WHERE identifier_id IN (SELECT value FROM json_each(?))))`,
  ).all(JSON.stringify(thirdParties), JSON.stringify(thirdParties));
  return new Map(found.map((thread) => [threadKey(thread), thread]));
}

/** Threads of which every message and call is from a third party to third parties. */
function betweenThirdParties(db: CaseDatabase): Thread[] {
  const roles = new Map<number, Set<PersonRole>>();
  for (const { identifier_id: id, role } of db.prepare<[], { identifier_id: number; role: PersonRole }>(rolesOfHolders).all()) roles.set(id, (roles.get(id) ?? new Set<PersonRole>()).add(role));
  const only = (id: number): boolean => roles.get(id)?.size === 1 && roles.get(id)?.has('third-party') === true;
  const thirdParties = [...roles.keys()].filter(only);
  if (thirdParties.length === 0) return [];
  const contexts = db.prepare<[number, string], { contextId: number }>(`SELECT context_id AS contextId FROM item_context WHERE exhibit_id = ? AND thread = ? AND kind IN ('message', 'call') AND items > 0 AND ${visibleRows('item_context')}`);
  const parties = db.prepare<[number], PartyRecord>(`SELECT context_id AS contextId, role, identifier_id AS identifierId FROM context_identifier WHERE context_id = ? AND role IN ('from', 'to', 'participant')`);
  return [...candidates(db, thirdParties).values()].filter(({ exhibitId, thread }) => {
    const rows = contexts.all(exhibitId, thread);
    return rows.length > 0 && rows.every(({ contextId }) => {
      const known = parties.all(contextId);
      const senders = known.filter(({ role }) => role === 'from');
      const others = known.filter(({ role }) => role !== 'from');
      // One sender may go by a number and a name, of which People need know only one; of several others each must be known.
      return senders.some(({ identifierId }) => only(identifierId)) && senders.every(({ identifierId }) => !roles.has(identifierId) || only(identifierId))
        && others.length > 0 && others.every(({ identifierId }) => only(identifierId));
    });
  });
}

function openingsOf(db: CaseDatabase): Map<string, Opening[]> {
  const openings = new Map<string, Opening[]>();
  for (const { exhibitId, thread, opened, ...rest } of db.prepare<[], Omit<Opening, 'opened'> & Thread & { opened: number }>(
    'SELECT exhibit_id AS exhibitId, thread, opened, reason, author, made_at AS madeAt FROM thread_opening ORDER BY opening_id DESC',
  ).all()) {
    const key = threadKey({ exhibitId, thread });
    openings.set(key, [...openings.get(key) ?? [], { ...rest, opened: opened === 1 }]);
  }
  return openings;
}

function inWords(said: Said<ThreadStanding> | undefined): string {
  if (said === undefined || said.answer === null) return 'Everyone who takes part is stated in People to be a third party.';
  return `${said.author} said ${said.answer === 'third-party' ? 'that it is a third-party conversation' : 'that it is not a third-party conversation'}${said.reason === '' ? '' : `: ${said.reason}`}.`.replace(/\.\.$/, '.');
}

/** Third-party conversations, and those of which a person said whether they are, by exhibit and name. */
export function thirdPartyThreads(db: CaseDatabase, reviewer: string): ThirdPartyThread[] {
  const said = new Map(saidOfThreads(db).flatMap((one) => (one.subject.type === 'thread' ? [[threadKey(one.subject), { one, thread: one.subject }] as const] : [])));
  const threads = new Map<string, Thread>([...said].filter(([, { one }]) => one.answer !== null).map(([key, { thread }]) => [key, thread]));
  for (const thread of betweenThirdParties(db)) threads.set(threadKey(thread), thread);
  const openings = openingsOf(db);
  const items = db.prepare<[number, string], { count: number }>(`SELECT coalesce(sum(items), 0) AS count FROM item_context WHERE exhibit_id = ? AND thread = ? AND ${visibleRows('item_context')}`);
  return [...threads].map(([key, { exhibitId, thread }]): ThirdPartyThread => {
    const one = said.get(key)?.one;
    const opened = openings.get(key) ?? [];
    return {
      exhibitId, thread, exhibitReference: referenceOf(db, exhibitId), items: items.get(exhibitId, thread)?.count ?? 0, thirdParty: one?.answer !== 'of-interest',
      because: one == null || one.answer === null ? 'people' : 'stated', inWords: inWords(one), openToYou: opened.find(({ author }) => author === reviewer)?.opened === true, openings: opened, history: one?.history ?? [],
    };
  }).sort((first, second) => first.exhibitReference.localeCompare(second.exhibitReference) || first.thread.localeCompare(second.thread));
}

/** What stands of one conversation; null when it is none of third parties and nobody has said anything of it. */
export function thirdPartyThread(db: CaseDatabase, reviewer: string, thread: Thread): ThirdPartyThread | null {
  return thirdPartyThreads(db, reviewer).find((one) => threadKey(one) === threadKey(thread)) ?? null;
}

/** Keys of the conversations a reviewer has not opened, for rows to be asked by `isClosed`. */
export class ClosedThreads {
  readonly #keys: ReadonlySet<string>;
  constructor(db: CaseDatabase, reviewer: string) {
    this.#keys = new Set(thirdPartyThreads(db, reviewer).filter(({ thirdParty, openToYou }) => thirdParty && !openToYou).map(threadKey));
  }
  has(thread: Thread): boolean {
    return thread.thread !== '' && this.#keys.has(threadKey(thread));
  }
}

function appendOpening({ db, author, record }: Author, { exhibitId, thread }: Thread, opened: boolean, reason: string): void {
  db.transaction(() => {
    const known = thirdPartyThread(db, author, { exhibitId, thread });
    if (known === null || !known.thirdParty) throw new PlumblineError('invalid_input', `The conversation “${thread}” in ${referenceOf(db, exhibitId)} is not closed: nobody has said that it is a third-party conversation.`);
    if (known.openToYou === opened) return;
    db.prepare('INSERT INTO thread_opening (exhibit_id, thread, opened, reason, author, made_at) VALUES (?, ?, ?, ?, ?, ?)').run(exhibitId, thread, opened ? 1 : 0, reason, author, new Date().toISOString());
    const summary = `Third-party conversation “${thread}” in ${known.exhibitReference} ${opened ? `opened: ${reason}` : 'closed again'}`;
    record({ action: opened ? 'thread.opened' : 'thread.closed', summary, details: { exhibitId, exhibit: known.exhibitReference, thread, reason, items: known.items } });
  }).immediate();
}

/** Opens a third-party conversation to the author. Throws `invalid_input` when it is none. */
export function openThread(by: Author, thread: Thread, reason: string): void {
  appendOpening(by, thread, true, reason);
}
export function closeThread(by: Author, thread: Thread): void {
  appendOpening(by, thread, false, '');
}

/** Numbers for exports: third-party conversations of the case, and how many of them anybody ever opened. */
export function thirdPartyCounts(db: CaseDatabase): { readonly closed: number; readonly opened: number; readonly threads: readonly Thread[] } {
  const threads = thirdPartyThreads(db, '').filter(({ thirdParty }) => thirdParty);
  return { closed: threads.length, opened: threads.filter(({ openings }) => openings.some(({ opened }) => opened)).length, threads: threads.map(({ exhibitId, thread }) => ({ exhibitId, thread })) };
}
