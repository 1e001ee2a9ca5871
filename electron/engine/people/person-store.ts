/** People and holdings on disk: appending what is said of them, and reading what stands now. */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { HoldingId, PersonId } from '../../../shared/domain/ids.ts';
import type { IdentifierKind } from '../../../shared/domain/item.ts';
import { describeValidity, validityOverlaps, type Holding, type Person, type PersonRole, type Relationship } from '../../../shared/domain/person.ts';
import type { Record } from '../review/review-actions.ts';

/** Who acts, on which case, and how it is recorded. */
export interface Author { readonly db: CaseDatabase; readonly author: string; readonly record: Record }

export interface PersonWords { readonly name: string; readonly role: PersonRole; readonly relationship: Relationship; readonly relationshipKind: string; readonly notes: string }
export interface PersonState extends PersonWords { readonly mergedInto: PersonId | null; readonly withdrawn: boolean }
export interface HoldingState {
  readonly personId: PersonId; readonly kind: IdentifierKind; readonly normal: string; readonly written: string;
  readonly validFrom: string | null; readonly validUntil: string | null; readonly zone: string; readonly fromMs: number | null; readonly untilMs: number | null;
  readonly basis: string; readonly shared: boolean; readonly held: boolean;
}

type PersonRecord = Omit<PersonState, 'withdrawn'> & { withdrawn: number };
type HoldingRecord = Omit<HoldingState, 'shared' | 'held'> & { shared: number; held: number };

const personColumns = 'name, role, relationship, relationship_kind AS relationshipKind, notes, version.merged_into AS mergedInto, withdrawn';
const holdingColumns = `version.person_id AS personId, version.kind, version.normal, written, valid_from AS validFrom, valid_until AS validUntil, zone,
  version.from_ms AS fromMs, version.until_ms AS untilMs, basis, shared, held`;

function personOf(record: PersonRecord): PersonState {
  return { ...record, withdrawn: record.withdrawn === 1 };
}
function holdingOf(record: HoldingRecord): HoldingState {
  return { ...record, shared: record.shared === 1, held: record.held === 1 };
}

/** Begins an action; everything appended under it is taken back together. */
export function beginAction(by: Author, kind: string, summary: string, reason: string, undoes: number | null = null): number {
  return Number(by.db.prepare('INSERT INTO person_action (kind, summary, reason, author, made_at, undoes) VALUES (?, ?, ?, ?, ?, ?)')
    .run(kind, summary, reason, by.author, new Date().toISOString(), undoes).lastInsertRowid);
}

export function newPersonId(db: CaseDatabase, actionId: number): PersonId {
  return Number(db.prepare('INSERT INTO person (action_id) VALUES (?)').run(actionId).lastInsertRowid) as PersonId;
}
export function newHoldingId(db: CaseDatabase, actionId: number): HoldingId {
  return Number(db.prepare('INSERT INTO holding (action_id) VALUES (?)').run(actionId).lastInsertRowid) as HoldingId;
}

export function appendPerson(db: CaseDatabase, actionId: number, personId: PersonId, state: PersonState): void {
  db.prepare(`INSERT INTO person_version (action_id, person_id, name, role, relationship, relationship_kind, notes, merged_into, withdrawn)
    VALUES (@actionId, @personId, @name, @role, @relationship, @relationshipKind, @notes, @mergedInto, @withdrawn)`).run({ ...state, actionId, personId, withdrawn: state.withdrawn ? 1 : 0 });
}
export function appendHolding(db: CaseDatabase, actionId: number, holdingId: HoldingId, state: HoldingState): void {
  db.prepare(`INSERT INTO holding_version (action_id, holding_id, person_id, kind, normal, written, valid_from, valid_until, zone, from_ms, until_ms, basis, shared, held)
    VALUES (@actionId, @holdingId, @personId, @kind, @normal, @written, @validFrom, @validUntil, @zone, @fromMs, @untilMs, @basis, @shared, @held)`)
    .run({ ...state, actionId, holdingId, shared: state.shared ? 1 : 0, held: state.held ? 1 : 0 });
}

/** What stands of a person, merged or not; null when there is none. */
export function personState(db: CaseDatabase, personId: PersonId): PersonState | null {
  const record = db.prepare<[number], PersonRecord>(`SELECT ${personColumns} FROM current_person JOIN person_version AS version USING (version_id) WHERE current_person.person_id = ?`).get(personId);
  return record === undefined ? null : personOf(record);
}

/** A person who stands by themselves. Throws `not_found`, and says into whom when the person has been merged. */
export function requirePerson(db: CaseDatabase, personId: PersonId): PersonState {
  const state = personState(db, personId);
  if (state === null) throw new PlumblineError('not_found', `There is no person ${personId} in this case.`);
  if (state.mergedInto !== null) {
    const into = personState(db, state.mergedInto);
    throw new PlumblineError('not_found', `${state.name} (person ${personId}) has been merged into ${into?.name ?? 'another'} (person ${state.mergedInto}). Work on that person, or take the two apart first.`, { mergedInto: state.mergedInto });
  }
  return state;
}

/** Throws `not_found` for a holding that was released or never made. */
export function requireHolding(db: CaseDatabase, holdingId: HoldingId): HoldingState {
  const record = db.prepare<[number], HoldingRecord>(`SELECT ${holdingColumns} FROM current_holding JOIN holding_version AS version USING (version_id) WHERE current_holding.holding_id = ?`).get(holdingId);
  if (record === undefined) throw new PlumblineError('not_found', `There is no holding ${holdingId} in this case, or it has been released.`);
  return holdingOf(record);
}

/** Last version of a person or holding before an action; null when the action made it. */
export function personBefore(db: CaseDatabase, personId: PersonId, actionId: number): PersonState | null {
  const record = db.prepare<[number, number], PersonRecord>(`SELECT ${personColumns} FROM person_version AS version WHERE person_id = ? AND action_id < ? ORDER BY version_id DESC LIMIT 1`).get(personId, actionId);
  return record === undefined ? null : personOf(record);
}
export function holdingBefore(db: CaseDatabase, holdingId: HoldingId, actionId: number): HoldingState | null {
  const record = db.prepare<[number, number], HoldingRecord>(`SELECT ${holdingColumns} FROM holding_version AS version WHERE holding_id = ? AND action_id < ? ORDER BY version_id DESC LIMIT 1`).get(holdingId, actionId);
  return record === undefined ? null : holdingOf(record);
}

export interface OwnedHolding extends HoldingState { readonly holdingId: HoldingId; readonly ownerId: PersonId; readonly ownerName: string }

/** Everything held now of one identifier, with whoever it counts for after merges. */
export function holdersOf(db: CaseDatabase, kind: string, normal: string): OwnedHolding[] {
  return db.prepare<[string, string], HoldingRecord & { holdingId: HoldingId; ownerId: PersonId; ownerName: string }>(
    `SELECT ${holdingColumns}, current_holding.holding_id AS holdingId, person_owner.owner_id AS ownerId, owner_version.name AS ownerName
     FROM current_holding JOIN holding_version AS version USING (version_id) JOIN person_owner ON person_owner.person_id = current_holding.person_id
     JOIN current_person ON current_person.person_id = person_owner.owner_id JOIN person_version AS owner_version ON owner_version.version_id = current_person.version_id
     WHERE current_holding.kind = ? AND current_holding.normal = ? ORDER BY current_holding.holding_id`,
  ).all(kind, normal).map((record) => ({ ...record, ...holdingOf(record) }));
}

/**
 * A name may be many people's; anything else is one person's at a time, unless it is stated to be
 * shared. Throws `already_exists` naming the other.
 */
function requireNoOverlap(db: CaseDatabase, kind: string, normal: string): void {
  if (kind === 'name') return;
  const holders = holdersOf(db, kind, normal);
  for (const [index, one] of holders.entries()) {
    const clash = holders.slice(index + 1).find((other) => other.ownerId !== one.ownerId && !one.shared && !other.shared && validityOverlaps(one, other));
    if (clash === undefined) continue;
    throw new PlumblineError(
      'already_exists',
      `${one.written} would be held by ${one.ownerName} (person ${one.ownerId}, ${describeValidity(one)}) and by ${clash.ownerName} (person ${clash.ownerId}, ${describeValidity(clash)}) on the same days. Give dates that do not overlap, release one of the two, or state that it is shared.`,
      { holdings: [one, clash].map(({ holdingId, ownerId, validFrom, validUntil }) => ({ holdingId, personId: ownerId, validFrom, validUntil })) },
    );
  }
}

/** What must be true after every change; a change that breaks it is rolled back by the throw. */
export function requireSound(db: CaseDatabase, touched: readonly { readonly kind: string; readonly normal: string }[]): void {
  const counts = db.prepare<[], { people: number; owned: number; stray: number }>(
    `SELECT (SELECT count(*) FROM current_person) AS people, (SELECT count(*) FROM person_owner) AS owned,
     (SELECT count(*) FROM current_holding WHERE person_id NOT IN (SELECT person_id FROM current_person))
       + (SELECT count(*) FROM current_cipher WHERE person_id NOT IN (SELECT person_id FROM current_person)) AS stray`,
  ).get();
  if (counts === undefined || counts.people !== counts.owned || counts.stray > 0) {
    throw new PlumblineError('invalid_input', 'That would leave identifiers, a cipher or a merged person without anybody they belong to. Take back the later changes to these people first.');
  }
  for (const { kind, normal } of touched) requireNoOverlap(db, kind, normal);
}

/** Identifiers held now by a person or by anyone merged into them. */
export function identifiersHeldBy(db: CaseDatabase, personId: PersonId): { kind: string; normal: string }[] {
  return db.prepare<[number], { kind: string; normal: string }>('SELECT DISTINCT kind, normal FROM current_holding JOIN person_owner USING (person_id) WHERE owner_id = ?').all(personId);
}

/** People with their holdings and those merged into them, in the order asked for. Ids of people merged elsewhere or not there are left out. */
export function readPeople(db: CaseDatabase, personIds: readonly PersonId[]): Person[] {
  const ids = JSON.stringify(personIds);
  const words = db.prepare<[string], PersonWords & { id: PersonId }>(
    `SELECT current_person.person_id AS id, name, role, relationship, relationship_kind AS relationshipKind, notes FROM current_person JOIN person_version USING (version_id)
     WHERE current_person.merged_into IS NULL AND current_person.person_id IN (SELECT value FROM json_each(?))`,
  ).all(ids);
  const holdings = db.prepare<[string], HoldingRecord & { holdingId: HoldingId; ownerId: PersonId }>(
    `SELECT ${holdingColumns}, current_holding.holding_id AS holdingId, owner_id AS ownerId FROM person_owner JOIN current_holding USING (person_id)
     JOIN holding_version AS version USING (version_id) WHERE owner_id IN (SELECT value FROM json_each(?)) ORDER BY version.kind, version.normal, version.valid_from, current_holding.holding_id`,
  ).all(ids);
  const merged = db.prepare<[string], { id: PersonId; name: string; role: PersonRole; ownerId: PersonId }>(
    `SELECT person_owner.person_id AS id, name, role, owner_id AS ownerId FROM person_owner JOIN current_person ON current_person.person_id = person_owner.person_id
     JOIN person_version USING (version_id) WHERE owner_id <> person_owner.person_id AND owner_id IN (SELECT value FROM json_each(?)) ORDER BY 1`,
  ).all(ids);
  const byId = new Map(words.map((person) => [person.id, { ...person, holdings: [] as Holding[], mergedFrom: [] as Person['mergedFrom'] }]));
  for (const record of holdings) {
    const { personId, kind, normal, written, validFrom, validUntil, zone, basis, shared } = holdingOf(record);
    byId.get(record.ownerId)?.holdings.push({ holdingId: record.holdingId, statedOf: personId, kind, normal, written, validFrom, validUntil, zone, basis, shared });
  }
  for (const { ownerId, ...person } of merged) byId.get(ownerId)?.mergedFrom.push(person);
  return personIds.map((id) => byId.get(id)).filter((person) => person !== undefined);
}

/** One person as they stand. Throws `not_found`. */
export function readPerson(db: CaseDatabase, personId: PersonId): Person {
  const [person] = readPeople(db, [personId]);
  if (person === undefined) {
    requirePerson(db, personId);
    throw new Error(`person ${personId} stands but could not be read`);
  }
  return person;
}
