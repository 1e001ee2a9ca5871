/** Takes back the latest thing an author said of people, by appending what stood before it. */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { restoreCiphers } from '../ciphers/cipher-entries.ts';
import type { HoldingId, PersonId } from '../../../shared/domain/ids.ts';
import { appendHolding, appendPerson, beginAction, holdingBefore, personBefore, requireSound, type Author, type HoldingState, type PersonState } from './person-store.ts';

const standing = 'undoes IS NULL AND action_id NOT IN (SELECT undoes FROM person_action WHERE undoes IS NOT NULL)';

interface Latest { readonly actionId: number; readonly summary: string }

/** Somebody else may have built on it since: then theirs must be taken back first. */
function refuseBuiltUpon(by: Author, { actionId, summary }: Latest): void {
  const later = ([['person_version', 'person_id'], ['holding_version', 'holding_id'], ['cipher_entry', 'person_id']] as const).map(([table, key]) => by.db.prepare<[number, number], { summary: string; author: string }>(
    `SELECT summary, author FROM ${table} JOIN person_action USING (action_id)
     WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE action_id = ?) AND action_id > ? AND ${standing} ORDER BY action_id DESC LIMIT 1`,
  ).get(actionId, actionId)).find((found) => found !== undefined);
  if (later !== undefined) throw new PlumblineError('invalid_input', `“${summary}” cannot be taken back while “${later.summary}” (${later.author}) stands upon it. Take that back first.`);
}

function restorePeople(by: Author, actionId: number, undone: number): PersonId[] {
  const touched = by.db.prepare<[number], { personId: PersonId }>('SELECT DISTINCT person_id AS personId FROM person_version WHERE action_id = ?').all(undone).map((row) => row.personId);
  for (const personId of touched) {
    const made = by.db.prepare<[number, number], PersonState>(`SELECT name, role, relationship, relationship_kind AS relationshipKind, notes, merged_into AS mergedInto FROM person_version WHERE person_id = ? AND action_id = ? ORDER BY version_id DESC`).get(personId, undone);
    const before = personBefore(by.db, personId, undone) ?? (made === undefined ? null : { ...made, withdrawn: true });
    if (before !== null) appendPerson(by.db, actionId, personId, before);
  }
  return touched;
}

function restoreHoldings(by: Author, actionId: number, undone: number): HoldingState[] {
  const touched = by.db.prepare<[number], { holdingId: HoldingId }>('SELECT DISTINCT holding_id AS holdingId FROM holding_version WHERE action_id = ?').all(undone);
  return touched.map(({ holdingId }) => {
    const made = holdingBefore(by.db, holdingId, undone + 1);
    if (made === null) throw new Error(`holding ${holdingId} was touched but has no version`);
    const before = holdingBefore(by.db, holdingId, undone) ?? { ...made, held: false };
    appendHolding(by.db, actionId, holdingId, before);
    return before;
  });
}

function restoreDecisions(by: Author, actionId: number, undone: number): void {
  const touched = by.db.prepare<[number], { subject: string; decisionId: number }>('SELECT subject, decision_id AS decisionId FROM suggestion_decision WHERE action_id = ?').all(undone);
  for (const { subject, decisionId } of touched) {
    const before = by.db.prepare<[string, number], { decision: string; reason: string; evidence: string }>(
      'SELECT decision, reason, evidence FROM suggestion_decision WHERE subject = ? AND decision_id < ? ORDER BY decision_id DESC LIMIT 1',
    ).get(subject, decisionId) ?? { decision: 'open', reason: '', evidence: '[]' };
    by.db.prepare('INSERT INTO suggestion_decision (action_id, subject, decision, reason, evidence) VALUES (?, ?, ?, ?, ?)')
      .run(actionId, subject, before.decision, before.reason, before.evidence);
  }
}

/** Takes back the author's latest action that still stands. Null when there is none. */
export function undoPersonAction(by: Author): { readonly undone: string; readonly personIds: PersonId[] } | null {
  const { db } = by;
  return db.transaction(() => {
    const latest = db.prepare<[string], Latest>(`SELECT action_id AS actionId, summary FROM person_action WHERE author = ? AND ${standing} ORDER BY action_id DESC LIMIT 1`).get(by.author);
    if (latest === undefined) return null;
    refuseBuiltUpon(by, latest);
    const summary = `Undone: ${latest.summary}`;
    const actionId = beginAction(by, 'undo', summary, '', latest.actionId);
    const holdings = restoreHoldings(by, actionId, latest.actionId);
    const people = restorePeople(by, actionId, latest.actionId);
    restoreDecisions(by, actionId, latest.actionId);
    const ciphered = restoreCiphers(db, actionId, latest.actionId);
    const heldByThem = db.prepare<[string], { kind: string; normal: string }>('SELECT DISTINCT kind, normal FROM current_holding WHERE person_id IN (SELECT value FROM json_each(?))').all(JSON.stringify(people));
    requireSound(db, [...holdings, ...heldByThem]);
    const personIds = [...new Set([...people, ...ciphered, ...holdings.map((holding) => holding.personId)])];
    by.record({ action: 'people.undone', summary, details: { actionId, undoes: latest.actionId, personIds } });
    return { undone: latest.summary, personIds };
  }).immediate();
}
