/** The import certificate: rows in = items + set aside, and what was assumed on the way. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { ImportCertificate } from '../../../shared/contract/importing.ts';
import { dateOrderLabels } from '../../../shared/domain/audit-row.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { zoneBasisLabels } from '../../../shared/domain/evidence-time.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import { describeLocator, itemKindLabels, itemKinds, type QuarantinedRow } from '../../../shared/domain/item.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, useSession } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { Scroller } from '../../ui/scroller.tsx';

const pageLength = 200;

function SetAside({ exhibitId, total }: { readonly exhibitId: ExhibitId; readonly total: number }): ReactNode {
  const [rows, setRows] = useState<readonly QuarantinedRow[]>([]);
  const load = useCallback(async (offset: number) => {
    const page = await attempt(engine.call('imports.quarantined', { exhibitId, offset, limit: pageLength }));
    if (page !== null) setRows((held) => (offset === 0 ? page.rows : [...held, ...page.rows]));
  }, [exhibitId]);
  useEffect(() => { void load(0); }, [load]);
  return (
    <section aria-label="Rows set aside">
      <h2>Rows set aside</h2>
      <table className="aside-table">
        <thead><tr><th scope="col">Place</th><th scope="col">Why</th><th scope="col">Row, word for word</th></tr></thead>
        <tbody>{rows.map((row) => <tr key={`${describeLocator(row.locator)} ${row.reason}`}><td>{describeLocator(row.locator)}</td><td>{row.reason}</td><td className="mono wrap">{row.verbatim}</td></tr>)}</tbody>
      </table>
      {rows.length < total ? <Button onPress={() => { void load(rows.length); }}>Show more</Button> : null}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function Parts({ certificate }: { readonly certificate: ImportCertificate }): ReactNode {
  return (
    <Scroller className="scroll-x" label="Sources read"><table className="parts-table" aria-label="Sources read">
      <thead><tr><th scope="col">Source</th><th scope="col">Read as</th><th scope="col" className="number">Rows</th><th scope="col" className="number">Items</th><th scope="col" className="number">Set aside</th></tr></thead>
      <tbody>{certificate.parts.map((part) => (
        <tr key={part.name}>
          <td className="part-name" title={part.name}><bdi>{part.name}</bdi></td><td>{part.importer}{part.madeBy === null ? '' : `, made by ${part.madeBy}`}</td>
          <td className="number">{formatCount(part.rowsIn)}</td><td className="number">{formatCount(part.items)}</td><td className="number">{formatCount(part.quarantined)}</td>
        </tr>
      ))}</tbody>
    </table></Scroller>
  );
}

export function CertificateView({ certificate }: { readonly certificate: ImportCertificate }): ReactNode {
  const zone = useSession((state) => state.summary?.details.displayZone ?? 'Europe/London');
  const kinds = itemKinds.filter((kind) => (certificate.itemsByKind[kind] ?? 0) > 0);
  const span = certificate.earliest === null || certificate.latest === null ? 'nothing dated' : `${formatInstant(Date.parse(certificate.earliest), zone)} to ${formatInstant(Date.parse(certificate.latest), zone)}`;
  const { attachments } = certificate;
  const attached = attachments.present + attachments.missing + attachments.omitted + attachments.damaged;
  return (
    <section aria-label="Import certificate" className="stack">
      <p className="totals">{formatCount(certificate.rowsIn)} rows in = {formatCount(certificate.items)} items + {formatCount(certificate.quarantined)} set aside{certificate.folded === 0 ? '' : ` + ${formatCount(certificate.folded)} further lines of items`}</p>
      {certificate.unchanged ? <p className="quiet">This was imported with the same answers before. Nothing has changed.</p> : null}
      <dl className="facts">
        <Fact name="Items">{kinds.map((kind) => `${formatCount(certificate.itemsByKind[kind] ?? 0)} ${(certificate.itemsByKind[kind] === 1 ? itemKindLabels[kind].one : itemKindLabels[kind].many).toLowerCase()}`).join(', ') || 'none'}</Fact>
        <Fact name="Times">{span}{certificate.undated > 0 ? `; ${formatCount(certificate.undated)} without a time` : ''}</Fact>
        <Fact name="Zone">{certificate.zone ?? 'none needed'}{certificate.basis === 'none' ? '' : ` — ${zoneBasisLabels[certificate.basis]}`}{certificate.basisBy === '' ? '' : ` (${certificate.basisBy})`}</Fact>
        {certificate.dateOrder === null ? null : <Fact name="Date order">{dateOrderLabels[certificate.dateOrder]}{certificate.dateOrderBasis === '' ? '' : ` — ${certificate.dateOrderBasis}`}</Fact>}
        {certificate.encoding === null ? null : <Fact name="Encoding">{certificate.encoding}</Fact>}
        {attached === 0 ? null : <Fact name="Attachments">{attachments.present} present, {attachments.missing} missing, {attachments.omitted} left out by the export, {attachments.damaged} damaged</Fact>}
        <Fact name="Read as">{certificate.importer}, reader {certificate.importerVersion}, Plumbline {certificate.plumblineVersion}</Fact>
        {certificate.madeBy === null ? null : <Fact name="Made by">{certificate.madeBy}</Fact>}
        <Fact name="Read by">{certificate.author}, {formatInstant(Date.parse(certificate.finishedAt), zone)}</Fact>
      </dl>
      {certificate.parts.length === 0 ? null : <Parts certificate={certificate} />}
      {certificate.notes.length === 0 ? null : <details className="quiet"><summary>How it was read ({certificate.notes.length})</summary><ul>{certificate.notes.map((note) => <li key={note} className="wrap">{note}</li>)}</ul></details>}
      {certificate.warnings.map((warning) => <p key={warning} className="warned-line">{warning}</p>)}
      {certificate.quarantined === 0 ? null : <SetAside exhibitId={certificate.exhibitId} total={certificate.quarantined} />}
    </section>
  );
}
