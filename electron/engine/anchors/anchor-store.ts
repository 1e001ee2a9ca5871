/** Anchors on disk: the changes made to each, and those that stand now. */
import type { CaseDatabase } from '../db/case-database.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { anchorSpan, anchorStatementSchema, type Anchor, type AnchorStatement } from '../../../shared/domain/anchor.ts';
import { evidenceTimeSchema, type EvidenceTime } from '../../../shared/domain/evidence-time.ts';
import type { AnchorId, PersonId } from '../../../shared/domain/ids.ts';

export interface AnchorState { readonly statement: AnchorStatement; readonly time: EvidenceTime }
interface ChangeRecord { changeId: number; anchorId: AnchorId; state: string | null; summary: string; reason: string; author: string; madeAt: string }
const columns = 'change_id AS changeId, anchor_id AS anchorId, state, summary, reason, author, made_at AS madeAt';

function stateOf(json: string): AnchorState {
  const { time, statement } = JSON.parse(json) as { time: unknown; statement: unknown };
  return { time: evidenceTimeSchema.parse(time), statement: anchorStatementSchema.parse(statement) };
}

export interface AppendedChange { readonly anchorId: AnchorId | null; readonly state: AnchorState | null; readonly summary: string; readonly reason: string; readonly author: string; readonly undoes: number | null }

/** Appends one change; an anchor without a number yet gets that of the change. */
export function appendChange(db: CaseDatabase, change: AppendedChange): AnchorId {
  const next = (db.prepare<[], { last: number | null }>('SELECT max(change_id) AS last FROM anchor_change').get()?.last ?? 0) + 1;
  const anchorId = change.anchorId ?? next as AnchorId;
  db.prepare('INSERT INTO anchor_change (change_id, anchor_id, state, summary, reason, author, made_at, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
    .run(next, anchorId, change.state === null ? null : JSON.stringify(change.state), change.summary, change.reason, change.author, new Date().toISOString(), change.undoes);
  return anchorId;
}

/** What stands of an anchor before a change, or now; null when it was not there or is removed. */
export function anchorState(db: CaseDatabase, anchorId: AnchorId, beforeChange = Number.MAX_SAFE_INTEGER): AnchorState | null {
  const record = db.prepare<[number, number], { state: string | null }>('SELECT state FROM anchor_change WHERE anchor_id = ? AND change_id < ? ORDER BY change_id DESC LIMIT 1').get(anchorId, beforeChange);
  return record?.state == null ? null : stateOf(record.state);
}

/** Throws `not_found`. */
export function requireAnchor(db: CaseDatabase, anchorId: AnchorId): AnchorState {
  const state = anchorState(db, anchorId);
  if (state === null) throw new PlumblineError('not_found', `There is no anchor ${anchorId} in this case, or it has been removed.`);
  return state;
}

/** Anchors that stand, in order of time. */
export function readAnchors(db: CaseDatabase): Anchor[] {
  const byAnchor = new Map<AnchorId, ChangeRecord[]>();
  for (const record of db.prepare<[], ChangeRecord>(`SELECT ${columns} FROM anchor_change ORDER BY change_id DESC`).all()) {
    byAnchor.set(record.anchorId, [...byAnchor.get(record.anchorId) ?? [], record]);
  }
  const owner = db.prepare<[number], { id: PersonId; name: string }>(
    `SELECT owner_id AS id, name FROM person_owner JOIN current_person ON current_person.person_id = person_owner.owner_id JOIN person_version USING (version_id) WHERE person_owner.person_id = ?`,
  );
  return [...byAnchor].flatMap(([id, [latest, ...earlier]]): Anchor[] => {
    if (latest?.state == null) return [];
    const { statement, time } = stateOf(latest.state);
    const person = statement.personId === null ? undefined : owner.get(statement.personId);
    const history = [latest, ...earlier].map(({ summary, reason, author, madeAt }) => ({ summary, reason, author, madeAt }));
    return [{ ...statement, personId: person?.id ?? statement.personId, id, time, personName: person?.name ?? null, author: latest.author, madeAt: latest.madeAt, history }];
  }).sort((one, other) => anchorSpan(one).fromMs - anchorSpan(other).fromMs || one.id - other.id);
}
