/** What the item is to the disclosure exercise. */
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { handlingLabels, relevanceLabels } from '../../../shared/domain/disclosure.ts';
import { KeyCap } from '../../ui/controls.tsx';
import { Card } from './card.tsx';

export function DisclosureCard({ detail, zone, onDisclosure }: { readonly detail: ItemDetail; readonly zone: string; readonly onDisclosure: () => void }): ReactNode {
  const { disclosure } = detail;
  return (
    <Card title="Disclosure" action={<button type="button" className="card-action" onClick={onDisclosure}>Set… <KeyCap>D</KeyCap></button>}>
      {disclosure === null || (disclosure.relevance === 'not-set' && disclosure.handling === 'normal') ? <p className="quiet">Not set</p> : (
        <>
          <p>{relevanceLabels[disclosure.relevance].full}{disclosure.handling === 'normal' ? '' : <> · <strong>{handlingLabels[disclosure.handling].full}</strong></>}</p>
          {disclosure.reason === '' ? null : <p className="wrap">{disclosure.reason}</p>}
          <p className="quiet small">{disclosure.author}, {formatInstant(Date.parse(disclosure.madeAt), zone)}</p>
        </>
      )}
      {detail.disclosureHistory.length < 2 ? null : (
        <details className="history">
          <summary>{detail.disclosureHistory.length} entries so far</summary>
          <ol>{detail.disclosureHistory.map((entry, index) => <li key={`${entry.madeAt} ${index}`}>{relevanceLabels[entry.relevance].full}, {handlingLabels[entry.handling].full.toLowerCase()}{entry.reason === '' ? '' : `: ${entry.reason}`}<span className="quiet"> {entry.author}, {formatInstant(Date.parse(entry.madeAt), zone)}</span></li>)}</ol>
        </details>
      )}
    </Card>
  );
}
