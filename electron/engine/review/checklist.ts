/** Answers to the checklist of items. Appended; the latest answer to a question stands, whoever gave it. */
import type { CaseDatabase } from '../db/case-database.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { checklistQuestions, checklistWords, needsBasis, type AnswerBasis, type ChecklistAnswer, type ChecklistEntry, type ChecklistQuestion } from '../../../shared/domain/checklist.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { beginAction, countWords, requireItems, type Reviewer } from './review-actions.ts';

interface Answer { readonly question: ChecklistQuestion; readonly answer: ChecklistAnswer; readonly basis: AnswerBasis | null; readonly note: string }
export interface AnsweredItem extends Answer { readonly itemId: ItemId }
const columns = 'question, answer, basis, note';
const byQuestion = (one: { readonly question: ChecklistQuestion }, other: { readonly question: ChecklistQuestion }): number => checklistQuestions.indexOf(one.question) - checklistQuestions.indexOf(other.question);

/** What stands of an item, in the order of the questions. */
export function standingAnswers(db: CaseDatabase, itemId: ItemId): ChecklistEntry[] {
  return db.prepare<[string], ChecklistEntry>(`SELECT ${columns}, author, made_at AS madeAt FROM standing_answer JOIN review_action USING (action_id) WHERE item_id = ?`).all(itemId).toSorted(byQuestion);
}

/** Every answer ever given of an item, newest first. */
export function answerHistory(db: CaseDatabase, itemId: ItemId): ChecklistEntry[] {
  return db.prepare<[string], ChecklistEntry>(`SELECT ${columns}, author, made_at AS madeAt FROM checklist_entry JOIN review_action USING (action_id) WHERE item_id = ? ORDER BY entry_id DESC`).all(itemId);
}

export function appendAnswers(db: CaseDatabase, actionId: number, answers: readonly AnsweredItem[]): void {
  const insert = db.prepare('INSERT INTO checklist_entry (action_id, item_id, question, answer, basis, note) VALUES (?, ?, ?, ?, ?, ?)');
  for (const { itemId, question, answer, basis, note } of answers) insert.run(actionId, itemId, question, answer, basis, note);
}

/** The answer as it is kept. Throws `invalid_input` for a yes or a no that does not say what it rests on. */
function settled({ question, answer, basis, note }: CommandRequest<'review.checklist'>['answers'][number]): Answer {
  if (needsBasis(answer) && basis === null) throw new PlumblineError('invalid_input', `“${checklistWords[question]}” is answered, but not whether that was observed in a source or is inferred. Say which.`);
  return { question, answer, basis: needsBasis(answer) ? basis : null, note: answer === 'not-answered' ? '' : note.trim() };
}

/** Answers questions of items; the others stay as they are. Durable when it returns. Returns the items changed. */
export function answerChecklist(reviewer: Reviewer, { itemIds, answers }: CommandRequest<'review.checklist'>): ItemId[] {
  const { db } = reviewer;
  const given = answers.map(settled);
  return db.transaction((): ItemId[] => {
    requireItems(db, itemIds);
    const changed = itemIds.flatMap((itemId): AnsweredItem[] => {
      const before = new Map(standingAnswers(db, itemId).map((entry) => [entry.question, entry]));
      return given.filter(({ question, answer, basis, note }) => {
        const stands = before.get(question);
        return stands === undefined ? answer !== 'not-answered' : stands.answer !== answer || stands.basis !== basis || stands.note !== note;
      }).map((answer) => ({ itemId, ...answer }));
    });
    const items = [...new Set(changed.map(({ itemId }) => itemId))];
    if (items.length === 0) return [];
    const questions = new Set(changed.map(({ question }) => question));
    const summary = `${questions.size === 1 ? '1 question' : `${questions.size} questions`} of the checklist answered on ${countWords(items.length)}`;
    const actionId = beginAction(reviewer, summary);
    appendAnswers(db, actionId, changed);
    reviewer.record({ action: 'review.checklist', summary, details: { actionId, answers: changed.map((answer) => ({ ...answer })) } });
    return items;
  }).immediate();
}

/** Answers as they were before an action: what undoing it appends. */
export function answersBefore(db: CaseDatabase, actionId: number): AnsweredItem[] {
  const before = db.prepare<[string, string, number], Answer>(`SELECT ${columns} FROM checklist_entry WHERE item_id = ? AND question = ? AND entry_id < ? ORDER BY entry_id DESC LIMIT 1`);
  return db.prepare<[number], { itemId: ItemId; question: ChecklistQuestion; entryId: number }>('SELECT item_id AS itemId, question, entry_id AS entryId FROM checklist_entry WHERE action_id = ?').all(actionId)
    .map(({ itemId, question, entryId }) => ({ itemId, ...(before.get(itemId, question, entryId) ?? { question, answer: 'not-answered', basis: null, note: '' }) }));
}
