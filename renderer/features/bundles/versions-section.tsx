/** Every version of the bundle, latest first: what it is, whom it was served on, and what can be done with it. */
import { useCallback, useState, type ReactNode } from 'react';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import { formatDate } from '../../../shared/domain/display-time.ts';
import type { ListedBundle } from '../../../shared/domain/bundle.ts';
import { writtenDay } from '../../../shared/domain/typed-day.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { CipherDialog } from './cipher-dialog.tsx';
import { CompareDialog } from './compare-dialog.tsx';
import { ServeDialog } from './serve-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';
import { Departures } from './departures.tsx';
import { lastServed, useVersionsOf } from './versions-store.ts';
import { fileNameOf, kindWords, pageCount } from './version-words.ts';

type Act = 'serve' | 'compare' | 'cipher' | 'split';
/** Of those that were not served; older ones are shown when asked for. */
const shownAtFirst = 3;

async function saveCopy(version: BundleVersion): Promise<void> {
  const destination = await attempt(engine.call('shell.choosePdfDestination', { suggestedName: fileNameOf(version) }));
  if (destination === null) return;
  // The system's own dialog has asked before an existing file was chosen.
  const done = await attempt(engine.call('bundles.copy', { bundleId: version.bundleId, versionId: version.id, destination, overwrite: true }));
  if (done !== null) say(`Version ${version.number} is saved as it was served: ${done.path}`);
}

function Version({ version, last, zone, onAct }: { readonly version: BundleVersion; readonly last: BundleVersion | null; readonly zone: string; readonly onAct: (act: Act) => void }): ReactNode {
  const shown = useShownName();
  const { number, services } = version;
  const served = services.length > 0;
  /** Another can only be served when it goes on from the one served last. */
  const canServe = served || version.basisId === (last?.id ?? null);
  return (
    <li className="bundle-version">
      <p><strong>Version {number}</strong>, {kindWords(version)} · {pageCount(version.file.pages)}{served ? <>{' '}<span className="bundle-served">served</span></> : null}</p>
      <p className="quiet">{formatDate(Date.parse(version.madeAt), zone)}, {version.author}</p>
      <p className="quiet">{shown(fileNameOf(version))}</p>
      <Departures version={version} />
      {services.map(({ servedOn, recipients, author, note, madeAt }) => <p key={madeAt} className="bundle-service">Served {writtenDay(servedOn)} on {shown(recipients.join('; '))} <span className="quiet">({author}){note === '' ? '' : `: ${shown(note)}`}</span></p>)}
      <div className="bundle-version-acts">
        {canServe ? <Button tone="quiet" aria-label={`Serve version ${number}`} onPress={() => onAct('serve')}>{served ? 'Serve on others…' : 'Serve…'}</Button> : null}
        {served ? <Button tone="quiet" aria-label={`Save a copy of version ${number}`} onPress={() => { void saveCopy(version); }}>Save a copy…</Button> : null}
        {version.basisId === null ? null : <Button tone="quiet" aria-label={`What came new in version ${number}`} onPress={() => onAct('compare')}>What came new…</Button>}
        <Button tone="quiet" aria-label={`Make version ${number} in cipher`} onPress={() => onAct('cipher')}>Make in cipher…</Button>
        {version.file.pages < 2 ? null : <Button tone="quiet" aria-label={`Split version ${number} into volumes`} onPress={() => onAct('split')}>Split…</Button>}
      </div>
    </li>
  );
}

export function VersionsSection({ bundle, zone }: { readonly bundle: ListedBundle; readonly zone: string }): ReactNode {
  const versions = useVersionsOf(bundle.id);
  const [all, setAll] = useState(false);
  const [over, setOver] = useState<{ readonly act: Act; readonly id: BundleVersion['id'] } | null>(null);
  const close = useCallback(() => setOver(null), []);
  const latestFirst = versions.toReversed();
  const recent = new Set(latestFirst.filter(({ services }) => services.length === 0).slice(0, shownAtFirst));
  const listed = all ? latestFirst : latestFirst.filter((version) => version.services.length > 0 || recent.has(version));
  const chosen = over === null ? undefined : versions.find(({ id }) => id === over.id);
  const basis = versions.find(({ id }) => id === chosen?.basisId);
  return (
    <section aria-label="Versions" className="bundle-settings">
      <h2>Versions</h2>
      {versions.length === 0 ? <p className="quiet">Every PDF that is made is a version. One that is served is kept in the case, and its page numbers stay.</p> : (
        <ol className="bundle-versions" reversed>{listed.map((version) => <Version key={version.id} version={version} last={lastServed(versions)} zone={zone} onAct={(act) => setOver({ act, id: version.id })} />)}</ol>
      )}
      {listed.length === versions.length ? null : <Button tone="quiet" onPress={() => setAll(true)}>Show all {versions.length} versions</Button>}
      {chosen === undefined ? null : over?.act === 'serve' ? <ServeDialog version={chosen} onClose={close} /> : over?.act === 'cipher' ? <CipherDialog version={chosen} onClose={close} /> : over?.act === 'split' ? <SplitDialog version={chosen} onClose={close} /> : basis === undefined ? null : <CompareDialog version={chosen} basis={basis} onClose={close} />}
    </section>
  );
}
