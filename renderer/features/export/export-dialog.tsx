/** The timeline as PDF, or its rows for other programs: says exactly what will be in the file before it is made. */
import { useRef, useState, type ReactNode } from 'react';
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import type { Progress } from '../../../shared/contract/case-file.ts';
import { rowFormatFacts, rowFormats, type RowFormat } from '../../../shared/contract/exporting.ts';
import type { TimelineView } from '../../../shared/contract/timeline.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, sayFailure, useSession } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { formatBytes, formatCount, ProgressLine } from '../../ui/progress-line.tsx';

type Format = 'pdf' | RowFormat;
type Done = CommandOutput<'exports.timeline'> | CommandOutput<'exports.rows'>;
type Stage = { readonly at: 'asking' } | { readonly at: 'working'; readonly progress: Progress | null } | { readonly at: 'done'; readonly done: Done };

const formats: readonly { readonly value: Format; readonly label: string; readonly note: string }[] = [
  { value: 'pdf', label: 'PDF', note: 'pages to read and to hand up' },
  ...rowFormats.map((value) => ({ value, label: rowFormatFacts[value].label, note: rowFormatFacts[value].about })),
];
const nameOf = (format: Format): string => (format === 'pdf' ? 'PDF' : rowFormatFacts[format].label);

function choosePath(format: Format, reference: string): Promise<string | null> {
  const suggestedName = `${reference.replace(/[^\p{L}\p{N} _.-]/gu, '-')} timeline`;
  return format === 'pdf' ? engine.call('shell.choosePdfDestination', { suggestedName: `${suggestedName}.pdf` }) : engine.call('shell.chooseRowsDestination', { suggestedName, format });
}

function Saved({ done }: { readonly done: Done }): ReactNode {
  return (
    <dl className="facts">
      <div><dt>Saved</dt><dd className="wrap">{done.path}</dd></div>
      <div><dt>Rows</dt><dd>{formatCount(done.rows)} listed, {formatCount(done.leftOut)} outside this view{done.withheld === 0 ? '' : `, ${formatCount(done.withheld)} privileged and withheld`}</dd></div>
      {'pages' in done
        ? <div><dt>Pages</dt><dd>{formatCount(done.pages)}, {formatBytes(done.sizeBytes)}</dd></div>
        : <div><dt>File</dt><dd>{rowFormatFacts[done.format].label}, {formatBytes(done.sizeBytes)}{done.undated === 0 ? '' : `; ${formatCount(done.undated)} of the rows have no time`}</dd></div>}
      <div><dt>SHA-256</dt><dd className="mono wrap">{done.sha256}</dd></div>
    </dl>
  );
}

export function ExportDialog({ view, filter, zone, onClose }: { readonly view: TimelineView; readonly filter: TimelineFilter; readonly zone: string; readonly onClose: () => void }): ReactNode {
  const details = useSession((state) => state.summary?.details);
  const ciphers = useSession((state) => state.settings?.showCiphers === true);
  const shown = useShownName();
  const [format, setFormat] = useState<Format>('pdf');
  const [stage, setStage] = useState<Stage>({ at: 'asking' });
  const controller = useRef<AbortController | null>(null);

  const make = async (): Promise<void> => {
    const destination = await attempt(choosePath(format, details?.reference ?? 'case'));
    if (destination === null) return;
    controller.current = new AbortController();
    setStage({ at: 'working', progress: null });
    const watch = { signal: controller.current.signal, onProgress: (progress: Progress) => setStage({ at: 'working', progress }) };
    try {
      // The system's own dialog has asked before an existing file was chosen.
      const asked = { filter, zone, destination, overwrite: true };
      const done = format === 'pdf' ? await engine.call('exports.timeline', asked, watch) : await engine.call('exports.rows', { ...asked, format }, watch);
      setStage({ at: 'done', done });
    } catch (error) {
      if (!(error instanceof PlumblineError && error.code === 'cancelled')) sayFailure(error);
      setStage({ at: 'asking' });
    }
  };

  const actions = stage.at === 'asking' ? <><Button onPress={onClose}>Cancel</Button><Button tone="main" onPress={() => { void make(); }}>Choose where to save…</Button></>
    : stage.at === 'done' ? <><Button onPress={() => { void attempt(engine.call('shell.showInFolder', { path: stage.done.path })); }}>Show in folder</Button><Button tone="main" onPress={onClose}>Close</Button></> : undefined;
  return (
    <Modal title={`Timeline as ${nameOf(format)}`} width={620} onClose={onClose} busy={stage.at === 'working'} {...(actions === undefined ? {} : { actions })}>
      {stage.at === 'done' ? <Saved done={stage.done} /> : (
        <>
          <p>The {format === 'pdf' ? 'PDF' : 'file'} will hold exactly what the timeline shows now: <strong>{formatCount(view.shown - view.privileged)} rows</strong>, with {formatCount(view.outside)} outside this view left out and counted.{view.privileged === 0 ? '' : ` ${formatCount(view.privileged)} privileged ${view.privileged === 1 ? 'row is' : 'rows are'} withheld, and counted too.`}</p>
          {ciphers ? <p className="flag">Ciphers are shown in the window only. This {format === 'pdf' ? 'PDF' : 'file'} names people as the evidence does.</p> : null}
          {stage.at === 'asking' ? <OneOf label="As" value={format} options={formats} onChange={setFormat} /> : null}
          <dl className="facts">
            <div><dt>Selection</dt><dd className="wrap">{shown(view.filterInWords)}</dd></div>
            <div><dt>Times in</dt><dd>{zone}{format === 'pdf' ? '' : ', and in UTC'}</dd></div>
            <div><dt>Marking</dt><dd>{details?.protectiveMarking}</dd></div>
          </dl>
          {stage.at === 'working' ? <ProgressLine progress={stage.progress} waiting={format === 'pdf' ? 'Setting pages' : 'Writing rows'} onCancel={() => controller.current?.abort()} /> : null}
        </>
      )}
    </Modal>
  );
}
