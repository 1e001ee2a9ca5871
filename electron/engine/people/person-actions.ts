/**
 * What investigators say of people: made, changed, merged, taken apart. Everything is appended under
 * an action with its author and reason, and recorded in the continuity log in the same transaction.
 */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import type { HoldingId, PersonId } from '../../../shared/domain/ids.ts';
import { describeValidity, identifierKindLabels, personRoleLabels, validityOverlaps, type Person } from '../../../shared/domain/person.ts';
import { readDetails } from '../store/case-details.ts';
import { matchedForm, startOfIsoDay } from './identifier-forms.ts';
import {
  appendHolding, appendPerson, beginAction, identifiersHeldBy, newHoldingId, newPersonId, personState, readPerson, requireHolding, requirePerson, requireSound,
  type Author, type HoldingState, type PersonWords,
} from './person-store.ts';

const named = (name: string, id: PersonId): string => `${name} (person ${id})`;

const wordNames = { name: 'name', role: 'role', relationship: 'relationship', relationshipKind: 'kind of relationship', notes: 'notes' } as const satisfies Readonly<Record<keyof PersonWords, string>>;

/** Makes a person under an action that has begun. */
export function addPerson(by: Author, actionId: number, words: PersonWords): PersonId {
  const personId = newPersonId(by.db, actionId);
  appendPerson(by.db, actionId, personId, { ...words, mergedInto: null, withdrawn: false });
  return personId;
}

export function createPerson(by: Author, words: PersonWords): Person {
  return by.db.transaction(() => {
    const summary = `Person “${words.name}” added as ${personRoleLabels[words.role].toLowerCase()}`;
    const actionId = beginAction(by, 'create', summary, '');
    const personId = addPerson(by, actionId, words);
    by.record({ action: 'person.created', summary, details: { actionId, personId, ...words } });
    return readPerson(by.db, personId);
  }).immediate();
}

/** Fields left out keep what they say; nothing is recorded when nothing changes. */
export function updatePerson(by: Author, { personId, ...change }: CommandRequest<'people.update'>): Person {
  return by.db.transaction(() => {
    const before = requirePerson(by.db, personId);
    const after: PersonWords = {
      name: change.name ?? before.name, role: change.role ?? before.role, relationship: change.relationship ?? before.relationship,
      relationshipKind: change.relationshipKind ?? before.relationshipKind, notes: change.notes ?? before.notes,
    };
    const changes = (['name', 'role', 'relationship', 'relationshipKind', 'notes'] as const).filter((key) => after[key] !== before[key]);
    if (changes.length > 0) {
      const summary = `${named(before.name, personId)}: ${changes.map((key) => wordNames[key]).join(', ')} changed`;
      const actionId = beginAction(by, 'update', summary, '');
      appendPerson(by.db, actionId, personId, { ...before, ...after });
      const pick = (words: PersonWords): Record<string, string> => Object.fromEntries(changes.map((key) => [key, words[key]]));
      by.record({ action: 'person.changed', summary, details: { actionId, personId, before: pick(before), after: pick(after) } });
    }
    return readPerson(by.db, personId);
  }).immediate();
}

export interface Statement {
  readonly kind: HoldingState['kind']; readonly value: string;
  /** As a source writes it, when that is not what is matched. */
  readonly written?: string;
  readonly validFrom: string | null; readonly validUntil: string | null; readonly basis: string; readonly shared: boolean;
}

/** A statement as it is stored, its days placed in the case's zone. Throws `invalid_input`. */
export function holdingFrom(by: Author, personId: PersonId, { kind, value, written, validFrom, validUntil, basis, shared }: Statement): HoldingState {
  if (validFrom !== null && validUntil !== null && validFrom > validUntil) throw new PlumblineError('invalid_input', `The first day, ${validFrom}, is after the last, ${validUntil}.`);
  const zone = readDetails(by.db).displayZone;
  return {
    personId, kind, normal: matchedForm(by.db, kind, value), written: written ?? value, validFrom, validUntil, zone,
    fromMs: validFrom === null ? null : startOfIsoDay(validFrom, zone, 0), untilMs: validUntil === null ? null : startOfIsoDay(validUntil, zone, 1),
    basis, shared, held: true,
  };
}

/** Refuses the same statement twice: one identifier of one person on the same days. */
function refuseTwice(by: Author, personId: PersonId, holding: HoldingState, changing: HoldingId | null): void {
  const again = readPerson(by.db, personId).holdings.find((held) => held.holdingId !== changing && held.kind === holding.kind && held.normal === holding.normal && validityOverlaps(held, holding));
  if (again !== undefined) {
    throw new PlumblineError('already_exists', `This person already holds ${holding.written} (${describeValidity(again)}, holding ${again.holdingId}). Change that holding instead of stating it twice.`, { holdingId: again.holdingId });
  }
}

/** Makes a holding under an action that has begun. Does nothing when the person holds the identifier at any time already. */
export function addHolding(by: Author, actionId: number, personId: PersonId, statement: Statement): HoldingId | null {
  const holding = holdingFrom(by, personId, statement);
  if (identifiersHeldBy(by.db, personId).some(({ kind, normal }) => kind === holding.kind && normal === holding.normal)) return null;
  const holdingId = newHoldingId(by.db, actionId);
  appendHolding(by.db, actionId, holdingId, holding);
  return holdingId;
}

/** States that a person holds an identifier, or changes such a statement. Throws `already_exists` when another holds it on the same days. */
export function holdIdentifier(by: Author, { personId, holdingId: changing, ...statement }: CommandRequest<'people.holdIdentifier'>): Person {
  return by.db.transaction(() => {
    const person = requirePerson(by.db, personId);
    const before = changing === null ? null : requireHolding(by.db, changing);
    if (changing !== null && !readPerson(by.db, personId).holdings.some((held) => held.holdingId === changing)) {
      throw new PlumblineError('invalid_input', `Holding ${changing} is not of ${named(person.name, personId)}. Release it there and state it here.`);
    }
    const holding = holdingFrom(by, before?.personId ?? personId, statement);
    refuseTwice(by, personId, holding, changing);
    const days = describeValidity(holding);
    const summary = `${named(person.name, personId)} ${changing === null ? 'holds' : 'holds, as changed,'} ${identifierKindLabels[holding.kind].toLowerCase()} ${holding.written} ${days}${holding.shared ? ', shared with others' : ''}`;
    const actionId = beginAction(by, 'hold', summary, holding.basis);
    const holdingId = changing ?? newHoldingId(by.db, actionId);
    appendHolding(by.db, actionId, holdingId, holding);
    requireSound(by.db, [holding]);
    by.record({ action: 'person.identifier-held', summary, details: { actionId, holdingId, before: before === null ? null : { ...before }, after: { ...holding } } });
    return readPerson(by.db, personId);
  }).immediate();
}

/** Takes back a statement that a person holds an identifier; the history keeps it. */
export function releaseIdentifier(by: Author, { holdingId, reason }: CommandRequest<'people.releaseIdentifier'>): Person {
  return by.db.transaction(() => {
    const before = requireHolding(by.db, holdingId);
    const ownerId = by.db.prepare<[number], { ownerId: PersonId }>('SELECT owner_id AS ownerId FROM person_owner WHERE person_id = ?').get(before.personId)?.ownerId ?? before.personId;
    const owner = requirePerson(by.db, ownerId);
    const summary = `${named(owner.name, ownerId)} no longer holds ${identifierKindLabels[before.kind].toLowerCase()} ${before.written}`;
    const actionId = beginAction(by, 'release', summary, reason);
    appendHolding(by.db, actionId, holdingId, { ...before, held: false });
    by.record({ action: 'person.identifier-released', summary: `${summary}: ${reason}`, details: { actionId, holdingId, reason, before: { ...before } } });
    return readPerson(by.db, ownerId);
  }).immediate();
}

/** Makes one person of two under an action that has begun. What was said of the second stays theirs, and counts for the first. */
export function mergeInto(by: Author, actionId: number, keepId: PersonId, mergeId: PersonId): void {
  if (keepId === mergeId) throw new PlumblineError('invalid_input', 'A person cannot be merged with themselves.');
  requirePerson(by.db, keepId);
  appendPerson(by.db, actionId, mergeId, { ...requirePerson(by.db, mergeId), mergedInto: keepId });
  requireSound(by.db, identifiersHeldBy(by.db, keepId));
}

export function mergePeople(by: Author, { keepId, mergeId, reason }: CommandRequest<'people.merge'>): Person {
  return by.db.transaction(() => {
    const [keep, merge] = [requirePerson(by.db, keepId), requirePerson(by.db, mergeId)];
    const summary = `${named(merge.name, mergeId)} merged into ${named(keep.name, keepId)}`;
    const actionId = beginAction(by, 'merge', summary, reason);
    mergeInto(by, actionId, keepId, mergeId);
    by.record({ action: 'people.merged', summary: `${summary}: ${reason}`, details: { actionId, keepId, mergeId, reason, keep: { ...keep }, merge: { ...merge } } });
    return readPerson(by.db, keepId);
  }).immediate();
}

function takeOut(by: Author, actionId: number, personId: PersonId, mergedId: PersonId): PersonId {
  if (!readPerson(by.db, personId).mergedFrom.some((merged) => merged.id === mergedId)) {
    throw new PlumblineError('not_found', `Person ${mergedId} has not been merged into person ${personId}.`);
  }
  const state = personState(by.db, mergedId);
  if (state === null) throw new Error(`person ${mergedId} was listed as merged but does not stand`);
  appendPerson(by.db, actionId, mergedId, { ...state, mergedInto: null });
  return mergedId;
}

function giveAway(by: Author, actionId: number, personId: PersonId, part: { name: string; role: PersonWords['role']; holdingIds: readonly HoldingId[] }): PersonId {
  const own = new Set(readPerson(by.db, personId).holdings.map((held) => held.holdingId));
  const stranger = part.holdingIds.find((holdingId) => !own.has(holdingId));
  if (stranger !== undefined) throw new PlumblineError('not_found', `Holding ${stranger} is not one of person ${personId}.`);
  const apartId = addPerson(by, actionId, { name: part.name, role: part.role, relationship: 'unknown', relationshipKind: '', notes: '' });
  for (const holdingId of new Set(part.holdingIds)) appendHolding(by.db, actionId, holdingId, { ...requireHolding(by.db, holdingId), personId: apartId });
  return apartId;
}

/** Takes a merged person out again, or gives some identifiers to a person made for them. Throws when the two would then hold the same on the same days. */
export function splitPerson(by: Author, { personId, reason, part }: CommandRequest<'people.split'>): { readonly kept: Person; readonly apart: Person } {
  return by.db.transaction(() => {
    const person = requirePerson(by.db, personId);
    const apartName = part.type === 'merged' ? personState(by.db, part.mergedId)?.name ?? `person ${part.mergedId}` : part.name;
    const summary = `“${apartName}” taken apart from ${named(person.name, personId)}`;
    const actionId = beginAction(by, 'split', summary, reason);
    const apartId = part.type === 'merged' ? takeOut(by, actionId, personId, part.mergedId) : giveAway(by, actionId, personId, part);
    requireSound(by.db, identifiersHeldBy(by.db, apartId));
    const moved = part.type === 'merged' ? [] : [...part.holdingIds];
    by.record({ action: 'people.split', summary: `${summary}: ${reason}`, details: { actionId, personId, apartId, reason, holdingIds: moved } });
    return { kept: readPerson(by.db, personId), apart: readPerson(by.db, apartId) };
  }).immediate();
}
