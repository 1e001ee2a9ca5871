/** What the item was for: four answers on four keys, with reasons, the officer's account, and what was thought before. */
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { assessmentLabels, assessmentStates, type Assessment } from '../../../shared/domain/assessment.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { KeyCap } from '../../ui/controls.tsx';
import { Card } from './card.tsx';
import type { ItemPaneProps } from './item-pane-props.ts';

function Words({ title, text }: { readonly title: string; readonly text: string }): ReactNode {
  return text === '' ? null : <p className="wrap"><strong>{title}:</strong> {text}</p>;
}

function History({ history, zone }: { readonly history: readonly Assessment[]; readonly zone: string }): ReactNode {
  if (history.length < 2) return null;
  return (
    <details className="history">
      <summary>{history.length} entries so far</summary>
      <ol>
        {history.map((entry) => (
          <li key={`${entry.madeAt} ${entry.state} ${entry.reasons}`}>
            <span>{assessmentLabels[entry.state].full}{entry.byUndo ? ' (by undo)' : ''}</span>
            <span className="quiet"> {entry.author}, {formatInstant(Date.parse(entry.madeAt), zone)}</span>
            {entry.reasons === '' ? null : <p className="quiet wrap">{entry.reasons}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

export function AssessmentCard({ detail, zone, onAssess, onReasons }: ItemPaneProps & { readonly detail: ItemDetail }): ReactNode {
  const current = detail.assessment;
  return (
    <Card title="Assessment" action={<button type="button" className="card-action" onClick={onReasons}>Reasons… <KeyCap>Enter</KeyCap></button>}>
      <div className="assessment-choices" role="group" aria-label="Assessment">
        {assessmentStates.filter((state) => state !== 'not-assessed').map((state) => (
          <button key={state} type="button" className={`choice ${state}`} aria-pressed={current?.state === state} onClick={() => onAssess(state)}>
            <span>{assessmentLabels[state].full}</span><KeyCap>{assessmentLabels[state].key.toUpperCase()}</KeyCap>
          </button>
        ))}
      </div>
      {current === null ? null : (
        <>
          {current.reasons === '' ? <p className="quiet">No reasons yet.</p> : <p className="wrap">{current.reasons}</p>}
          <p className="quiet">{current.author}, {formatInstant(Date.parse(current.madeAt), zone)}</p>
          <Words title="Innocent explanation weighed" text={current.innocentExplanation} />
          <Words title="Officer’s account" text={current.officersAccount} />
        </>
      )}
      <History history={detail.assessmentHistory} zone={zone} />
    </Card>
  );
}
