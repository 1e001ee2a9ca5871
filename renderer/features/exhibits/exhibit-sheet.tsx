/** An exhibit: what it is, whose, under what power, with its hash and its import certificate. */
import { useEffect, useState, type ReactNode } from 'react';
import type { ImportCertificate } from '../../../shared/contract/importing.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say, useSession } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { CertificateView } from './certificate-view.tsx';

export function ExhibitSheet({ exhibit, onClose, onReadAgain, onRedact }: { readonly exhibit: Exhibit; readonly onClose: () => void; readonly onReadAgain: () => void; readonly onRedact: () => void }): ReactNode {
  const zone = useSession((state) => state.summary?.details.displayZone ?? 'Europe/London');
  const [certificate, setCertificate] = useState<ImportCertificate | null>(null);
  useEffect(() => {
    void attempt(engine.call('imports.certificates', {})).then((list) => setCertificate(list?.find((candidate) => candidate.exhibitId === exhibit.id) ?? null));
  }, [exhibit.id]);
  const facts: readonly (readonly [string, string])[] = [
    ['File', exhibit.originalName], ['Size', `${formatCount(exhibit.sizeBytes)} bytes`], ['Type', exhibit.mediaType], ['Producer', exhibit.producer], ['Description', exhibit.description],
    ['Device owner', exhibit.deviceOwner], ['Legal basis', exhibit.legalBasis], ['Taken from', exhibit.sourcePath],
    ['File modified', `${formatInstant(Date.parse(exhibit.sourceModifiedAt), zone)} (of the copy supplied)`], ['Added', `${formatInstant(Date.parse(exhibit.addedAt), zone)} by ${exhibit.addedBy}`],
  ];
  const hasPages = exhibit.mediaType === 'application/pdf' || exhibit.mediaType.startsWith('image/');
  const copyHash = (): void => {
    navigator.clipboard.writeText(exhibit.sha256).then(() => say('SHA-256 copied'), () => say('SHA-256 could not be copied', 'warned'));
  };
  return (
    <Modal
      title={`Exhibit ${exhibit.reference}`} width={820} onClose={onClose}
      actions={<>{hasPages ? <Button onPress={onRedact}>Redact…</Button> : null}<Button onPress={onReadAgain}>{exhibit.importState === 'imported' ? 'Read again with other answers' : 'Read it now'}</Button><Button tone="main" autoFocus onPress={onClose}>Close</Button></>}
    >
      <dl className="facts">
        {facts.filter(([, value]) => value !== '').map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
        <div><dt>SHA-256</dt><dd className="mono">{exhibit.sha256} <button type="button" className="card-action" onClick={copyHash}>Copy</button></dd></div>
      </dl>
      {exhibit.importState === 'interrupted' ? <p className="warned-line">Reading this exhibit was not finished; the continuity log says why. None of its rows are on the timeline. Read it again when what stopped it is mended.</p> : null}
      {exhibit.importState === 'not-imported' ? <p className="quiet">Kept and hashed. Nothing of it is on the timeline yet.</p> : null}
      {certificate === null ? null : <CertificateView certificate={certificate} />}
    </Modal>
  );
}
