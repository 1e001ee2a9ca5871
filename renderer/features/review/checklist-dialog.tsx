/** The eleven questions of what is chosen. Only what is changed here is recorded. */
import { useState, type ReactNode } from 'react';
import type { CommandInput } from '../../../shared/contract/contract.ts';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { answerBases, answerWords, basisWords, checklistAnswers, checklistQuestions, checklistWords, needsBasis, type AnswerBasis, type ChecklistAnswer, type ChecklistQuestion } from '../../../shared/domain/checklist.ts';
import { dutyLabels } from '../../../shared/domain/duty.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { answerChecklist } from './review-actions.ts';
import './review-dialogs.css';

type Given = CommandInput<'review.checklist'>['answers'][number];
interface Answer { readonly answer: ChecklistAnswer; readonly basis: AnswerBasis | null; readonly note: string }
type Answers = Readonly<Record<ChecklistQuestion, Answer>>;

const nothing: Answer = { answer: 'not-answered', basis: null, note: '' };
const answerChoices = checklistAnswers.map((value) => ({ value, label: answerWords[value] }));
const basisChoices = answerBases.map((value) => ({ value, label: basisWords[value] }));

function answersOf(first: ItemDetail): Answers {
  const standing = new Map(first.checklist.map(({ question, answer, basis, note }) => [question, { answer, basis, note }]));
  return Object.fromEntries(checklistQuestions.map((question) => [question, standing.get(question) ?? nothing])) as Record<ChecklistQuestion, Answer>; // every question
}

/** What the program knows of a question, said beside it; the answer stays the person's. */
function known(question: ChecklistQuestion, { duty, accounts }: ItemDetail): string {
  if (question === 'on-duty') return `By the rosters: ${dutyLabels[duty].toLowerCase()}`;
  if (question === 'officers-account') return accounts.some(({ whose }) => whose === 'officer') ? 'An account of the officer is recorded' : 'No account of the officer is recorded';
  return '';
}

const same = (one: Answer, other: Answer): boolean => one.answer === other.answer && one.basis === other.basis && one.note.trim() === other.note.trim();

export function ChecklistDialog({ itemIds, first, onClose }: { readonly itemIds: readonly ItemId[]; readonly first: ItemDetail; readonly onClose: () => void }): ReactNode {
  const [before] = useState(() => answersOf(first));
  const [answers, setAnswers] = useState(before);
  const change = (question: ChecklistQuestion, part: Partial<Answer>): void => setAnswers((now) => ({ ...now, [question]: { ...now[question], ...part } }));
  const changed = checklistQuestions.filter((question) => !same(before[question], answers[question])).map((question): Given => ({ question, ...answers[question] }));
  const unsaid = changed.filter(({ answer, basis }) => needsBasis(answer) && basis == null);
  return (
    <FormDialog
      title={itemIds.length === 1 ? 'Checklist' : `Checklist of ${itemIds.length} items`} act="Save" width={1000} onClose={onClose} ready={changed.length > 0 && unsaid.length === 0}
      onSave={() => answerChecklist({ itemIds: [...itemIds], answers: changed })}
    >
      <p className="quiet">Answers are yours; they conclude nothing. A yes or a no says whether a source shows it or it is inferred.{itemIds.length === 1 ? '' : ' Shown are those of the first item; what you change is recorded of all of them.'}</p>
      <div className="checklist">
        {checklistQuestions.map((question, index) => {
          const { answer, basis, note } = answers[question];
          const about = known(question, first);
          return (
            <div key={question} className="checklist-row" role="group" aria-label={checklistWords[question]}>
              <span className="checklist-question">{index + 1}. {checklistWords[question]}{about === '' || itemIds.length > 1 ? null : <span className="quiet small">{about}</span>}</span>
              <Select label={`Answer: ${checklistWords[question]}`} labelHidden value={answer} choices={answerChoices} onChange={(value) => change(question, { answer: value, ...(needsBasis(value) ? {} : { basis: null }) })} />
              {needsBasis(answer) ? <Select label={`Rests on: ${checklistWords[question]}`} labelHidden value={basis} placeholder="Rests on…" choices={basisChoices} onChange={(value) => change(question, { basis: value })} /> : <span />}
              <Field label={`Note: ${checklistWords[question]}`} labelHidden placeholder="Source, page, or what it is inferred from" value={note} disabled={answer === 'not-answered'} onChange={(value) => change(question, { note: value })} />
            </div>
          );
        })}
      </div>
      {unsaid.length === 0 ? null : <p className="flag" role="status">Say what the answer rests on: {unsaid.map(({ question }) => checklistQuestions.indexOf(question) + 1).join(', ')}.</p>}
    </FormDialog>
  );
}
