/** What the item was for, as each reviewer sees it: the first, beside it any second, and what was thought before. */
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { assessmentLabels, assessmentStates, type Assessment } from '../../../shared/domain/assessment.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { useFramework } from '../../session/framework-store.ts';
import { useSession } from '../../session/session-store.ts';
import { KeyCap } from '../../ui/controls.tsx';
import { Card } from './card.tsx';
import type { ItemPaneProps } from './item-pane-props.ts';

function Links({ entry }: { readonly entry: Assessment }): ReactNode {
  const charges = useFramework((state) => state.charges);
  const standards = useFramework((state) => state.standards);
  if (entry.charges.length === 0 && entry.standards.length === 0) return null;
  const labels = entry.charges.map((id) => charges.find((charge) => charge.id === id)).map((charge) => ({ words: charge?.label ?? 'removed', title: charge?.text ?? 'This allegation or particular has been removed from the case.' }));
  return (
    <ul className="tag-chips" aria-label="Linked to">
      {labels.map(({ words, title }, index) => <li key={`${words} ${index}`} title={title}>{words}</li>)}
      {entry.standards.map((code) => <li key={code}>{standards.find((standard) => standard.code === code)?.title ?? code}</li>)}
    </ul>
  );
}

/** Reasons and the innocent explanation, side by side and alike. */
function Entry({ entry, zone, heading }: { readonly entry: Assessment; readonly zone: string; /** Whose it is, where it is not the reviewer's own. */ readonly heading: ReactNode }): ReactNode {
  return (
    <div className="entry">
      {heading}
      <div className="entry-sides">
        <div><h3>Reasons</h3><p className={entry.reasons === '' ? 'quiet' : 'wrap'}>{entry.reasons === '' ? 'None given yet' : entry.reasons}</p></div>
        <div><h3>Innocent explanation</h3><p className={entry.innocentExplanation === '' ? 'quiet' : 'wrap'}>{entry.innocentExplanation === '' ? 'None weighed yet' : entry.innocentExplanation}</p></div>
      </div>
      <Links entry={entry} />
      <p className="quiet small">{entry.author}, {formatInstant(Date.parse(entry.madeAt), zone)}</p>
    </div>
  );
}

function StateLine({ lead, entry }: { readonly lead: string; readonly entry: Assessment }): ReactNode {
  return <p className="state-line"><span>{lead}</span> <span className={`assessment ${entry.state}`}>{assessmentLabels[entry.state].full}</span></p>;
}

function History({ history, zone }: { readonly history: readonly Assessment[]; readonly zone: string }): ReactNode {
  if (history.length < 2) return null;
  return (
    <details className="history">
      <summary>{history.length} entries so far</summary>
      <ol>
        {history.map((entry, index) => (
          <li key={`${entry.madeAt} ${index}`}>
            <span>{assessmentLabels[entry.state].full}{entry.byUndo ? ' (by undo)' : ''}</span>
            <span className="quiet"> {entry.author}, {formatInstant(Date.parse(entry.madeAt), zone)}</span>
            {entry.reasons === '' ? null : <p className="quiet wrap">{entry.reasons}</p>}
            {entry.innocentExplanation === '' ? null : <p className="quiet wrap">Innocent explanation: {entry.innocentExplanation}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}

export function AssessmentCard({ detail, zone, onAssess, onReasons, onAgree }: ItemPaneProps & { readonly detail: ItemDetail }): ReactNode {
  const reviewer = useSession((state) => state.settings?.reviewer ?? '');
  const first = detail.assessment;
  const theirs = first !== null && first.author !== reviewer ? first : null;
  const own = theirs === null ? first : detail.secondAssessments.find(({ author }) => author === reviewer) ?? null;
  const others = detail.secondAssessments.filter(({ author }) => author !== reviewer);
  return (
    <Card title="Assessment" action={<button type="button" className="card-action" onClick={onReasons}>Reasons… <KeyCap>Enter</KeyCap></button>}>
      {theirs === null ? null : <Entry entry={theirs} zone={zone} heading={<StateLine lead="First reviewer:" entry={theirs} />} />}
      {theirs === null ? null : (
        <div className="second-heading">
          <h3>{own === null ? 'Your view, as second reviewer' : own.state === theirs.state ? 'You agree' : 'You differ'}</h3>
          <button type="button" className="card-action" aria-pressed={own?.state === theirs.state} onClick={onAgree}>Agree <KeyCap>Y</KeyCap></button>
        </div>
      )}
      <div className="assessment-choices" role="group" aria-label={theirs === null ? 'Assessment' : 'Second assessment'}>
        {assessmentStates.filter((state) => state !== 'not-assessed').map((state) => (
          <button key={state} type="button" className={`choice ${state}`} aria-pressed={own?.state === state} onClick={() => onAssess(state)}>
            <span>{assessmentLabels[state].full}</span><KeyCap>{assessmentLabels[state].key.toUpperCase()}</KeyCap>
          </button>
        ))}
      </div>
      {own === null ? null : <Entry entry={own} zone={zone} heading={theirs !== null && own.state !== theirs.state && own.reasons === '' ? <p className="flag">You differ and have given no reasons yet.</p> : null} />}
      {others.map((entry) => (
        <Entry key={entry.author} entry={entry} zone={zone} heading={<StateLine lead={first === null ? 'Second reviewer; the first has taken theirs back:' : entry.state === first.state ? 'Second reviewer agrees:' : 'Second reviewer differs:'} entry={entry} />} />
      ))}
      <History history={detail.assessmentHistory} zone={zone} />
    </Card>
  );
}
