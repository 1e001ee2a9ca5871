/**
 * Assessments. Each reviewer has their own of an item: the first reviewer's stands, anybody else's stands beside it
 * as a second reviewer's, and nobody's is ever overwritten by another (the database's triggers keep the two apart).
 */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { assessmentLabels, type AssessmentState } from '../../../shared/domain/assessment.ts';
import type { ChargeId } from '../../../shared/domain/charge.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { StandardCode } from '../../../shared/domain/standard.ts';
import { appendAccounts, officersAccountChanges } from './accounts.ts';
import { requireCharges } from './charges.ts';
import { beginAction, countWords, requireItems, type Reviewer } from './review-actions.ts';

export interface Words {
  readonly state: AssessmentState; readonly reasons: string; readonly innocentExplanation: string;
  readonly charges: readonly ChargeId[]; readonly standards: readonly StandardCode[];
}
const nothingSaid: Words = { state: 'not-assessed', reasons: '', innocentExplanation: '', charges: [], standards: [] };

/** An assessment as it is stored: links as JSON. */
type StoredWords = Omit<Words, 'charges' | 'standards'> & { readonly charges: string; readonly standards: string };
const columns = 'state, reasons, innocent_explanation AS innocentExplanation, charges, standards';

const toWords = (stored: StoredWords | undefined): Words => (stored === undefined ? nothingSaid
  : { ...stored, charges: JSON.parse(stored.charges) as ChargeId[], standards: JSON.parse(stored.standards) as StandardCode[] }); // written below

/** What a change says; what it leaves out stays as the reviewer said it before. */
export type WordsChange = { readonly state: AssessmentState } & { readonly [K in Exclude<keyof Words, 'state'>]?: Words[K] | undefined };

function changedWords(before: Words, change: WordsChange): Words {
  const sorted = <T extends string | number>(list: readonly T[]): T[] => [...new Set(list)].sort((one, other) => (one < other ? -1 : 1));
  return {
    state: change.state, reasons: change.reasons ?? before.reasons, innocentExplanation: change.innocentExplanation ?? before.innocentExplanation,
    charges: sorted(change.charges ?? before.charges), standards: sorted(change.standards ?? before.standards),
  };
}

const sameWords = (one: Words, other: Words): boolean => JSON.stringify([one.state, one.reasons, one.innocentExplanation, one.charges, one.standards])
  === JSON.stringify([other.state, other.reasons, other.innocentExplanation, other.charges, other.standards]);

/** Reads what an item has: the reviewer's own words, and whether another reviewer's assessment is the first. */
export class Standing {
  readonly #own;
  readonly #first;
  readonly #author: string;

  constructor(db: CaseDatabase, author: string) {
    this.#author = author;
    this.#own = db.prepare<[string, string], StoredWords>(`SELECT ${columns} FROM assessment JOIN review_action USING (action_id) WHERE item_id = ? AND author = ? ORDER BY assessment_id DESC LIMIT 1`);
    this.#first = db.prepare<[string], { state: AssessmentState; author: string; assessmentId: number }>(`SELECT state, author, assessment_id AS assessmentId FROM current_assessment WHERE item_id = ? AND state <> 'not-assessed'`);
  }

  own(itemId: ItemId): Words {
    return toWords(this.#own.get(itemId, this.#author));
  }

  /** The assessment that stands first, whoever made it. */
  first(itemId: ItemId): { readonly state: AssessmentState; readonly author: string; readonly assessmentId: number } | undefined {
    return this.#first.get(itemId);
  }

  isAnothers(itemId: ItemId): boolean {
    const first = this.first(itemId);
    return first !== undefined && first.author !== this.#author;
  }

  /** What the item would say; null when it says so already. */
  after(itemId: ItemId, change: WordsChange): Words | null {
    const before = this.own(itemId);
    const after = changedWords(before, change);
    return sameWords(before, after) ? null : after;
  }
}

export interface AssessedItem { readonly itemId: ItemId; readonly words: Words }

export function appendAssessments(db: CaseDatabase, actionId: number, assessed: readonly AssessedItem[]): void {
  const insert = db.prepare(`INSERT INTO assessment (action_id, item_id, state, reasons, innocent_explanation, officers_account, charges, standards) VALUES (?, ?, ?, ?, ?, '', ?, ?)`);
  for (const { itemId, words } of assessed) insert.run(actionId, itemId, words.state, words.reasons, words.innocentExplanation, JSON.stringify(words.charges), JSON.stringify(words.standards));
}

/** “Unclear on 3 items, 2 of them as second reviewer”. */
export function assessmentSummary(state: AssessmentState, count: number, seconds: number): string {
  const as = seconds === 0 ? '' : count === seconds ? ', as second reviewer' : `, ${seconds.toLocaleString('en-GB')} of them as second reviewer`;
  return `${assessmentLabels[state].full} on ${countWords(count)}${as}`;
}

/** Appends the reviewer's assessment of each item that would change. Durable when it returns. Returns the items changed. */
export function assess(reviewer: Reviewer, change: CommandRequest<'review.assess'>): ItemId[] {
  const { db } = reviewer;
  return db.transaction((): ItemId[] => {
    requireItems(db, change.itemIds);
    requireCharges(db, change.charges ?? []);
    const standing = new Standing(db, reviewer.author);
    const assessed = change.itemIds.flatMap((itemId): AssessedItem[] => {
      const words = standing.after(itemId, change);
      return words === null ? [] : [{ itemId, words }];
    });
    const said = change.officersAccount === undefined ? [] : officersAccountChanges(db, change.itemIds, change.officersAccount);
    const changed = [...new Set([...assessed, ...said].map(({ itemId }) => itemId))];
    if (changed.length === 0) return [];
    const seconds = assessed.filter(({ itemId }) => standing.isAnothers(itemId)).length;
    const summary = assessed.length === 0 ? `Officer’s account recorded on ${countWords(changed.length)}` : assessmentSummary(change.state, assessed.length, seconds);
    const actionId = beginAction(reviewer, summary);
    appendAssessments(db, actionId, assessed);
    appendAccounts(db, actionId, said);
    reviewer.record({
      action: 'review.assessed', summary,
      details: {
        actionId, assessments: assessed.map(({ itemId, words }) => ({ itemId, ...words, charges: [...words.charges], standards: [...words.standards] })),
        ...(said.length === 0 ? {} : { accounts: said.map((entry) => ({ ...entry, words: { ...entry.words } })) }),
      },
    });
    return changed;
  }).immediate();
}

/**
 * A second reviewer agrees: their own assessment becomes what the first reviewer's is. Items nobody else has assessed
 * are left alone. Throws `invalid_input` when that is all of them.
 */
export function agree(reviewer: Reviewer, itemIds: readonly ItemId[], reasons: string | undefined): ItemId[] {
  const { db } = reviewer;
  return db.transaction((): ItemId[] => {
    requireItems(db, itemIds);
    const standing = new Standing(db, reviewer.author);
    const theirs = itemIds.filter((itemId) => standing.isAnothers(itemId));
    if (theirs.length === 0) throw new PlumblineError('invalid_input', 'There is no assessment by another reviewer to agree with. A second reviewer works under a name of their own.');
    const agreed = theirs.flatMap((itemId): AssessedItem[] => {
      const words = standing.after(itemId, { state: standing.first(itemId)?.state ?? 'not-assessed', reasons });
      return words === null ? [] : [{ itemId, words }];
    });
    if (agreed.length === 0) return [];
    const summary = `Agreed with the first assessment of ${countWords(agreed.length)}`;
    const actionId = beginAction(reviewer, summary);
    appendAssessments(db, actionId, agreed);
    reviewer.record({ action: 'review.agreed', summary, details: { actionId, assessments: agreed.map(({ itemId, words }) => ({ itemId, state: words.state, reasons: words.reasons })) } });
    return agreed.map(({ itemId }) => itemId);
  }).immediate();
}

/** What an action assessed, as the same reviewer had it before: what undoing it appends. */
export function assessmentsBefore(db: CaseDatabase, actionId: number, author: string): AssessedItem[] {
  const before = db.prepare<[string, string, number], StoredWords>(
    `SELECT ${columns} FROM assessment JOIN review_action USING (action_id) WHERE item_id = ? AND author = ? AND assessment_id < ? ORDER BY assessment_id DESC LIMIT 1`,
  );
  return db.prepare<[number], { itemId: ItemId; assessmentId: number }>('SELECT item_id AS itemId, assessment_id AS assessmentId FROM assessment WHERE action_id = ?').all(actionId)
    .map(({ itemId, assessmentId }) => ({ itemId, words: toWords(before.get(itemId, author, assessmentId)) }));
}
