/** What came new in a version beside the served one it goes on from. */
import { useEffect, useState, type ReactNode } from 'react';
import type { BundleVersion, ComparedBundles } from '../../../shared/contract/bundles.ts';
import { printedOn } from '../../../shared/domain/page-labels.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { kindWords } from './version-words.ts';

type Placed = ComparedBundles['added'][number];
const inWords = (placed: Placed): string => `${placed.firstPage === placed.lastPage ? 'page' : 'pages'} ${placed.printed}`;

function Group({ title, of }: { readonly title: string; readonly of: readonly { readonly id: string; readonly title: string; readonly where: string }[] }): ReactNode {
  const shown = useShownName();
  if (of.length === 0) return null;
  return <section aria-label={title}><h2>{title}</h2><ul className="bundle-notes">{of.map((one) => <li key={one.id}>{shown(one.title)} <span className="quiet">{shown(one.where)}</span></li>)}</ul></section>;
}

function Compared({ found, later, basis }: { readonly found: ComparedBundles; readonly later: BundleVersion; readonly basis: BundleVersion }): ReactNode {
  return (
    <>
      <p className={found.onlyAdds ? '' : 'flag'}>
        {!found.onlyAdds ? `Version ${later.number} is not version ${basis.number} with pages added.`
          : later.kind === 'supplement' && later.file.supplement !== basis.file.supplement ? `A file of its own, with pages from 1. Version ${basis.number} stays as it was served.` : `Pages ${printedOn(later.file.labels, 1)} to ${printedOn(later.file.labels, basis.file.pages)} are those of version ${basis.number}, unchanged; what is new comes after them.`}
      </p>
      <Group title={found.added.length === 1 ? '1 document came new' : `${found.added.length} documents came new`} of={found.added.map((placed) => ({ ...placed, where: `${placed.section}, ${inWords(placed)}` }))} />
      {found.added.length === 0 ? <p className="quiet">No document came new.</p> : null}
      <Group title="No longer there" of={found.removed.map((placed) => ({ ...placed, where: inWords(placed) }))} />
      <Group title="On other pages" of={found.moved.map(({ before, after }) => ({ ...after, where: `${inWords(before)}, now ${inWords(after)}` }))} />
      {found.changedPages.length === 0 ? null : <p className="flag wrap">Other text or pictures on {found.changedPages.length === 1 ? 'page' : 'pages'} {found.changedPages.map((page) => printedOn(later.file.labels, page)).join(', ')}.</p>}
    </>
  );
}

export function CompareDialog({ version, basis, onClose }: { readonly version: BundleVersion; readonly basis: BundleVersion; readonly onClose: () => void }): ReactNode {
  const [found, setFound] = useState<ComparedBundles | null>(null);
  useEffect(() => {
    let shownStill = true;
    void attempt(engine.call('bundles.compare', { bundleId: version.bundleId, earlier: basis.id, later: version.id })).then((answer) => {
      if (!shownStill) return;
      if (answer === null) onClose();
      else setFound(answer);
    });
    return () => { shownStill = false; };
  }, [version, basis, onClose]);
  return (
    <Modal title={`What came new in version ${version.number}`} width={620} onClose={onClose} actions={<Button tone="main" onPress={onClose}>Close</Button>}>
      <p className="quiet">Version {version.number}, {kindWords(version)}, beside version {basis.number}, {kindWords(basis)}, which it goes on from.</p>
      {found === null ? <p className="quiet" role="status">Comparing…</p> : <Compared found={found} later={version} basis={basis} />}
    </Modal>
  );
}
