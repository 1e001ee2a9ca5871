/** What people decide of pairs: appended with author and time; the latest stands. */
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { PairDecision } from '../../../shared/domain/pairing.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import type { Record as RecordDeed } from '../review/review-actions.ts';
import { visibleRows } from '../store/import-runs.ts';
import { rowsWithId } from '../store/item-keys.ts';

export interface StandingDecision { readonly decision: PairDecision; readonly reason: string; readonly author: string; readonly madeAt: string }
interface DecisionRecord { access_id: ItemId; contact_id: ItemId; decision: PairDecision | 'open'; reason: string; author: string; madeAt: string }
export type Decisions = ReadonlyMap<ItemId, ReadonlyMap<ItemId, StandingDecision>>;

/** Decisions that stand, by access and contact. */
export function standingDecisions(db: CaseDatabase): Decisions {
  const records = db.prepare<[], DecisionRecord>(
    `SELECT access_id, contact_id, decision, reason, author, made_at AS madeAt FROM pair_decision
     WHERE decision_id IN (SELECT max(decision_id) FROM pair_decision GROUP BY access_id, contact_id)`,
  ).all();
  const decisions = new Map<ItemId, Map<ItemId, StandingDecision>>();
  for (const { access_id: accessId, contact_id: contactId, decision, reason, author, madeAt } of records) {
    if (decision === 'open') continue;
    const of = decisions.get(accessId) ?? new Map<ItemId, StandingDecision>();
    of.set(contactId, { decision, reason, author, madeAt });
    decisions.set(accessId, of);
  }
  return decisions;
}

interface Decider { readonly db: CaseDatabase; readonly author: string; readonly record: RecordDeed }

/** Keeps a decision, or with null takes the standing one back. Throws `not_found` for an item that is not there or not an access, `invalid_input` for a rejection without a reason. */
export function decidePair({ db, author, record }: Decider, accessId: ItemId, contactId: ItemId, decision: PairDecision | null, reason: string): void {
  const kindOf = db.prepare<[string], { kind: string }>(`SELECT kind FROM item WHERE row_id IN (${rowsWithId}) AND ${visibleRows()}`);
  const [access, contact] = [kindOf.get(accessId), kindOf.get(contactId)];
  if (access === undefined || contact === undefined) throw new PlumblineError('not_found', `There is no item ${access === undefined ? accessId : contactId} in this case.`);
  if (access.kind !== 'access') throw new PlumblineError('invalid_input', `Item ${accessId} is not a system access, so it cannot be one half of a pair.`);
  if (decision === 'rejected' && reason.trim() === '') throw new PlumblineError('invalid_input', 'Say why the two do not belong together. The reason stays with the pair.');
  db.transaction(() => {
    db.prepare('INSERT INTO pair_decision (access_id, contact_id, decision, reason, author, made_at) VALUES (?, ?, ?, ?, ?, ?)')
      .run(accessId, contactId, decision ?? 'open', reason.trim(), author, new Date().toISOString());
    const what = decision === null ? 'Decision taken back on' : decision === 'accepted' ? 'Accepted:' : 'Rejected:';
    record({ action: `pair.${decision ?? 'reopened'}`, summary: `${what} an access and a contact near it`, details: { accessId, contactId, reason: reason.trim() } });
  }).immediate();
}
