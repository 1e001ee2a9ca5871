/** What became of each charge. Appended; a result is withdrawn by a further entry, and another recorded in its place. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { ListedCharge } from '../../../shared/contract/assessing.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { outcomeLabels, type ChargeResult } from '../../../shared/domain/charge-result.ts';
import type { ChargeId } from '../../../shared/domain/charge.ts';
import { listCharges, standingCharges } from './charges.ts';
import type { Reviewer } from './review-actions.ts';

type StoredResult = ChargeResult & { readonly chargeId: ChargeId };

/** Results that stand, in the order they were decided in; those without a day last. */
export function standingResults(db: CaseDatabase): StoredResult[] {
  return db.prepare<[], StoredResult>(
    `SELECT entry_id AS id, charge_id AS chargeId, outcome, words, decided_by AS decidedBy, decided_on AS decidedOn, author, made_at AS madeAt FROM charge_result_entry
     WHERE withdraws IS NULL AND entry_id NOT IN (SELECT withdraws FROM charge_result_entry WHERE withdraws IS NOT NULL) ORDER BY decided_on IS NULL, decided_on, entry_id`,
  ).all();
}

/** Every charge that stands, with what became of it. */
export function chargesWithResults(db: CaseDatabase): ListedCharge[] {
  const results = standingResults(db);
  return listCharges(db).map((charge) => ({ ...charge, results: results.filter(({ chargeId }) => chargeId === charge.id).map(({ chargeId: _of, ...result }) => result) }));
}

function append({ db, author }: Reviewer, { chargeId, outcome, words, decidedBy, decidedOn }: Pick<StoredResult, 'chargeId' | 'outcome' | 'words' | 'decidedBy' | 'decidedOn'>, withdraws: number | null, reason: string): number {
  return Number(db.prepare('INSERT INTO charge_result_entry (charge_id, outcome, words, decided_by, decided_on, withdraws, reason, author, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
    .run(chargeId, outcome, words, decidedBy, decidedOn, withdraws, reason, author, new Date().toISOString()).lastInsertRowid);
}

/** Records what was decided of a charge. Throws `not_found` for a charge that does not stand. */
export function recordResult(reviewer: Reviewer, { chargeId, ...result }: CommandRequest<'charges.result'>): void {
  const { db } = reviewer;
  db.transaction(() => {
    const charge = standingCharges(db).find(({ id }) => id === chargeId);
    if (charge === undefined) throw new PlumblineError('not_found', `There is no allegation or particular number ${chargeId} in this case, or it has been removed.`);
    const resultId = append(reviewer, { chargeId, ...result }, null, '');
    reviewer.record({ action: 'charge.result', summary: `Result of ${charge.label} recorded: ${outcomeLabels[result.outcome].full}, ${result.decidedBy}`, details: { label: charge.label, resultId, ...result } });
  }).immediate();
}

/** Withdraws a result that was recorded wrongly, or set aside. Throws `not_found`. */
export function withdrawResult(reviewer: Reviewer, { resultId, reason }: CommandRequest<'charges.withdrawResult'>): void {
  const { db } = reviewer;
  db.transaction(() => {
    const result = standingResults(db).find(({ id }) => id === resultId);
    if (result === undefined) throw new PlumblineError('not_found', `There is no result number ${resultId} in this case, or it has been withdrawn.`);
    append(reviewer, result, resultId, reason);
    const label = standingCharges(db).find(({ id }) => id === result.chargeId)?.label ?? 'a charge since removed';
    reviewer.record({ action: 'charge.result_withdrawn', summary: `Result of ${label} withdrawn (${outcomeLabels[result.outcome].full}): ${reason}`, details: { label, resultId, reason } });
  }).immediate();
}
