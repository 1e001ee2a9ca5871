/** The answers to the checklist that stand of the item. */
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { answerWords, basisWords, checklistQuestions, checklistWords, type ChecklistEntry } from '../../../shared/domain/checklist.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { KeyCap } from '../../ui/controls.tsx';
import { Card } from './card.tsx';

const inWords = ({ answer, basis, note }: ChecklistEntry): string => `${answerWords[answer]}${basis === null ? '' : `, ${basisWords[basis].toLowerCase()}`}${note === '' ? '' : `: ${note}`}`;

export function ChecklistCard({ detail, zone, onChecklist }: { readonly detail: ItemDetail; readonly zone: string; readonly onChecklist: () => void }): ReactNode {
  const { checklist, checklistHistory } = detail;
  return (
    <Card title="Checklist" action={<button type="button" className="card-action" onClick={onChecklist}>Answer… <KeyCap>Q</KeyCap></button>}>
      {checklist.length === 0 ? <p className="quiet">None of {checklistQuestions.length} questions answered</p> : (
        <>
          <dl className="checklist-answers">
            {checklist.map((entry) => <div key={entry.question}><dt>{checklistWords[entry.question]}</dt><dd className="wrap" title={`${entry.author}, ${formatInstant(Date.parse(entry.madeAt), zone)}`}>{inWords(entry)}</dd></div>)}
          </dl>
          <p className="quiet small">{checklist.length} of {checklistQuestions.length} answered</p>
        </>
      )}
      {checklistHistory.length <= checklist.length ? null : (
        <details className="history">
          <summary>{checklistHistory.length} answers so far</summary>
          <ol>{checklistHistory.map((entry, index) => <li key={`${entry.madeAt} ${index}`}>{checklistWords[entry.question]} {inWords(entry)}<span className="quiet"> {entry.author}, {formatInstant(Date.parse(entry.madeAt), zone)}</span></li>)}</ol>
        </details>
      )}
    </Card>
  );
}
