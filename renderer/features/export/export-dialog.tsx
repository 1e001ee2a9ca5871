/** The timeline as PDF: says exactly what will be on the pages before it makes them. */
import { useRef, useState, type ReactNode } from 'react';
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import type { Progress } from '../../../shared/contract/case-file.ts';
import type { TimelineView } from '../../../shared/contract/timeline.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, sayFailure, useSession } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { formatBytes, formatCount, ProgressLine } from '../../ui/progress-line.tsx';

type Done = CommandOutput<'exports.timeline'>;
type Stage = { readonly at: 'asking' } | { readonly at: 'working'; readonly progress: Progress | null } | { readonly at: 'done'; readonly done: Done };

export function ExportDialog({ view, filter, zone, onClose }: { readonly view: TimelineView; readonly filter: TimelineFilter; readonly zone: string; readonly onClose: () => void }): ReactNode {
  const details = useSession((state) => state.summary?.details);
  const ciphers = useSession((state) => state.settings?.showCiphers === true);
  const shown = useShownName();
  const [stage, setStage] = useState<Stage>({ at: 'asking' });
  const controller = useRef<AbortController | null>(null);

  const make = async (): Promise<void> => {
    const destination = await attempt(engine.call('shell.choosePdfDestination', { suggestedName: `${details?.reference.replace(/[^\p{L}\p{N} _.-]/gu, '-') ?? 'case'} timeline.pdf` }));
    if (destination === null) return;
    controller.current = new AbortController();
    setStage({ at: 'working', progress: null });
    try {
      // The system's own dialog has asked before an existing file was chosen.
      const done = await engine.call('exports.timeline', { filter, zone, destination, overwrite: true }, { signal: controller.current.signal, onProgress: (progress) => setStage({ at: 'working', progress }) });
      setStage({ at: 'done', done });
    } catch (error) {
      if (!(error instanceof PlumblineError && error.code === 'cancelled')) sayFailure(error);
      setStage({ at: 'asking' });
    }
  };

  const actions = stage.at === 'asking' ? <><Button onPress={onClose}>Cancel</Button><Button tone="main" onPress={() => { void make(); }}>Choose where to save…</Button></>
    : stage.at === 'done' ? <><Button onPress={() => { void attempt(engine.call('shell.showInFolder', { path: stage.done.path })); }}>Show in folder</Button><Button tone="main" onPress={onClose}>Close</Button></> : undefined;
  return (
    <Modal title="Timeline as PDF" onClose={onClose} busy={stage.at === 'working'} {...(actions === undefined ? {} : { actions })}>
      {stage.at === 'done' ? (
        <dl className="facts">
          <div><dt>Saved</dt><dd className="wrap">{stage.done.path}</dd></div>
          <div><dt>Rows</dt><dd>{formatCount(stage.done.rows)} listed, {formatCount(stage.done.leftOut)} outside this view{stage.done.withheld === 0 ? '' : `, ${formatCount(stage.done.withheld)} privileged and withheld`}</dd></div>
          <div><dt>Pages</dt><dd>{formatCount(stage.done.pages)}, {formatBytes(stage.done.sizeBytes)}</dd></div>
          <div><dt>SHA-256</dt><dd className="mono wrap">{stage.done.sha256}</dd></div>
        </dl>
      ) : (
        <>
          <p>The PDF will hold exactly what the timeline shows now: <strong>{formatCount(view.shown - view.privileged)} rows</strong>, with {formatCount(view.outside)} outside this view left out and counted.{view.privileged === 0 ? '' : ` ${formatCount(view.privileged)} privileged ${view.privileged === 1 ? 'row is' : 'rows are'} withheld, and counted too.`}</p>
          {ciphers ? <p className="flag">Ciphers are shown in the window only. This PDF names people as the evidence does.</p> : null}
          <dl className="facts">
            <div><dt>Selection</dt><dd className="wrap">{shown(view.filterInWords)}</dd></div>
            <div><dt>Times in</dt><dd>{zone}</dd></div>
            <div><dt>Marking</dt><dd>{details?.protectiveMarking}</dd></div>
          </dl>
          {stage.at === 'working' ? <ProgressLine progress={stage.progress} waiting="Setting pages" onCancel={() => controller.current?.abort()} /> : null}
        </>
      )}
    </Modal>
  );
}
