/** Splits a version into volumes that can be sent or carried; the pages keep their numbers. */
import { useRef, useState, type ReactNode } from 'react';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import type { Progress } from '../../../shared/contract/case-file.ts';
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Button, Field } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { formatBytes, ProgressLine } from '../../ui/progress-line.tsx';
import { fileNameOf, pageCount } from './version-words.ts';

type Volumes = CommandOutput<'bundles.split'>['volumes'];
type Stage = { readonly at: 'asking'; readonly refused: string | null } | { readonly at: 'working'; readonly progress: Progress | null } | { readonly at: 'done'; readonly volumes: Volumes };

const suggestedPages = 350;

function Made({ volumes }: { readonly volumes: Volumes }): ReactNode {
  return (
    <>
      <p role="status">{volumes.length} volumes were saved. Every page is in one of them, under the number it has in the bundle.</p>
      <table className="bundle-checks">
        <thead><tr><th scope="col">Volume</th><th scope="col">Pages</th><th scope="col">File</th></tr></thead>
        <tbody>{volumes.map(({ path, printed, sizeBytes, sha256 }, index) => <tr key={path}><th scope="row">{index + 1}</th><td>{printed}</td><td className="wrap">{path} <span className="quiet">{formatBytes(sizeBytes)}</span><div className="mono quiet">{sha256}</div></td></tr>)}</tbody>
      </table>
    </>
  );
}

export function SplitDialog({ version, onClose }: { readonly version: BundleVersion; readonly onClose: () => void }): ReactNode {
  const [stage, setStage] = useState<Stage>({ at: 'asking', refused: null });
  const [most, setMost] = useState(String(Math.min(suggestedPages, Math.max(1, version.file.pages - 1))));
  const [reason, setReason] = useState('');
  const [inCipher, setInCipher] = useState(false);
  const controller = useRef<AbortController | null>(null);
  const { bundleId, id, number, file: { pages } } = version;
  const mostPages = /^\d{1,6}$/u.test(most.trim()) ? Number(most) : 0;
  const fault = mostPages < 1 ? 'A number of pages.' : mostPages >= pages ? `The bundle has ${pageCount(pages)} and fits into one volume.` : null;

  const split = async (): Promise<void> => {
    const destination = await attempt(engine.call('shell.choosePdfDestination', { suggestedName: fileNameOf(version).replace(/\.pdf$/iu, inCipher ? ' in cipher.pdf' : '.pdf') }));
    if (destination === null) return;
    controller.current = new AbortController();
    setStage({ at: 'working', progress: null });
    try {
      const done = await engine.call('bundles.split', { bundleId, versionId: id, destination, mostPages, reason: reason.trim(), inCipher }, { signal: controller.current.signal, onProgress: (progress) => setStage({ at: 'working', progress }) });
      setStage({ at: 'done', volumes: done.volumes });
    } catch (error) {
      setStage({ at: 'asking', refused: error instanceof PlumblineError && error.code === 'cancelled' ? null : error instanceof Error ? error.message : String(error) });
    }
  };

  const actions = stage.at === 'asking' ? <><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={fault !== null || reason.trim() === ''} onPress={() => { void split(); }}>Choose where to save…</Button></>
    : stage.at === 'done' ? <><Button onPress={() => { void attempt(engine.call('shell.showInFolder', { path: stage.volumes[0]?.path ?? '' })); }}>Show in folder</Button><Button tone="main" onPress={onClose}>Close</Button></> : undefined;
  return (
    <Modal title={`Split version ${number} into volumes`} width={640} onClose={onClose} busy={stage.at === 'working'} {...(actions === undefined ? {} : { actions })}>
      {stage.at === 'done' ? <Made volumes={stage.volumes} /> : stage.at === 'working' ? <ProgressLine progress={stage.progress} waiting="Making volumes" onCancel={() => controller.current?.abort()} /> : (
        <div className="form-body">
          <p className="wrap">One PDF for a hearing is usual; a court or a portal may want parts. Documents stay whole as far as they fit, every page keeps its number, and each volume begins with a sheet that says what is in it. The bundle itself stays as it is.</p>
          <Field label="Most pages in a volume" value={most} onChange={setMost} autoFocus error={fault} />
          <Field label="Reason" value={reason} onChange={setReason} required hint="Who directed it. Recorded in the continuity log." />
          <OneOf label="Made of" value={inCipher ? 'cipher' : 'named'} options={[{ value: 'named', label: 'The version as it names people' }, { value: 'cipher', label: 'Its file made in cipher last' }]} onChange={(value) => setInCipher(value === 'cipher')} />
          {stage.refused === null ? null : <p className="flag wrap" role="alert">{stage.refused}</p>}
        </div>
      )}
    </Modal>
  );
}
