/** Where an item comes from: exhibit, place, time as written and as understood, hash, and the source row word for word. */
import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { formatUtc } from '../../../shared/domain/display-time.ts';
import { dutyLabels } from '../../../shared/domain/duty.ts';
import { zoneBasisLabels } from '../../../shared/domain/evidence-time.ts';
import { describeLocator } from '../../../shared/domain/item.ts';
import { say } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Card } from './card.tsx';
import { visibleCharacters } from './visible-characters.ts';

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function copy(text: string, what: string): void {
  navigator.clipboard.writeText(text).then(() => say(`${what} copied`), () => say(`${what} could not be copied`, 'warned'));
}

export function Provenance({ detail }: { readonly detail: ItemDetail }): ReactNode {
  const shown = useShownName();
  const { time, exhibit } = detail;
  const utc = formatUtc(time.earliestMs);
  const until = time.precision === 'second' || time.precision === 'millisecond' ? null : formatUtc(time.latestMs);
  return (
    <>
      <Card title="Where this comes from">
        <dl className="facts">
          <Row name="Exhibit">{exhibit.reference} {shown(exhibit.description)}</Row>
          <Row name="File">{exhibit.originalName}</Row>
          <Row name="Place">{describeLocator(detail.locator)}</Row>
          {detail.thread === '' ? null : <Row name="Within">{detail.thread}</Row>}
          <Row name="As written"><span className="mono">{time.written === '' ? '—' : visibleCharacters(time.written)}</span></Row>
          <Row name="UTC"><span className="mono">{utc ?? '—'}{until === null || utc === null ? '' : ` to before ${until}`}</span></Row>
          <Row name="Precision">{time.precision}</Row>
          <Row name="Zone">{time.zone ?? '—'}{time.zoneBasis === 'none' ? '' : ` — ${zoneBasisLabels[time.zoneBasis]}`}{time.zoneBasisBy === '' ? '' : ` (${time.zoneBasisBy})`}</Row>
          {detail.direction === 'none' ? null : <Row name="Direction">{detail.direction === 'unknown' ? 'not known: nobody has said whose device this is' : detail.direction}</Row>}
          {detail.duty === 'unknown' ? null : <Row name="Duty">{dutyLabels[detail.duty].toLowerCase()}, by the rosters in the case</Row>}
          {detail.status === 'live' ? null : <Row name="Status">{detail.status}</Row>}
          <Row name="SHA-256"><button type="button" className="copy mono" title={`${exhibit.sha256} (copy)`} onClick={() => copy(exhibit.sha256, 'SHA-256')}>{exhibit.sha256.slice(0, 6)}…{exhibit.sha256.slice(-6)}</button></Row>
        </dl>
        {detail.remarks.map((remark) => <p key={remark} className="flag">{remark}</p>)}
      </Card>
      {detail.fields.length === 0 ? null : (
        <Card title="Values in the row">
          <dl className="facts">{detail.fields.map((field, index) => <Row key={`${field.name} ${index}`} name={field.name}><span className="wrap">{field.value === '' ? <i className="quiet">blank</i> : visibleCharacters(field.value)}</span></Row>)}</dl>
        </Card>
      )}
      <Card title="Row, word for word" action={<button type="button" className="card-action" onClick={() => copy(detail.verbatim, 'Row')}>Copy</button>}>
        <pre className="verbatim mono wrap" dir="auto">{visibleCharacters(detail.verbatim)}</pre>
      </Card>
    </>
  );
}
