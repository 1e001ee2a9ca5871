/** The schedule of search terms as a file: says what will be in it before it is made. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import type { CoverageCounts, TermSchedule } from '../../../shared/contract/coverage.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, sayFailure, useSession } from '../../session/session-store.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { formatBytes, formatCount, ProgressLine } from '../../ui/progress-line.tsx';

type Done = CommandOutput<'exports.terms'>;
type Format = 'csv' | 'pdf';
const formats = [{ value: 'pdf', label: 'PDF', note: 'to be read and bundled' }, { value: 'csv', label: 'CSV', note: 'for a spreadsheet' }] as const;

function Totals({ schedule }: { readonly schedule: TermSchedule }): ReactNode {
  const line = (name: string, { items, seen, unseen, excluded }: CoverageCounts, className = ''): ReactNode => <tr className={className}><th scope="row">{name}</th>{[items, seen, unseen, excluded].map((count, index) => <td key={index}>{formatCount(count)}</td>)}</tr>;
  return (
    <table className="schedule-counts">
      <thead><tr><th scope="col">Items</th><th scope="col">Hits</th><th scope="col">Read</th><th scope="col">Not read</th><th scope="col">Left out</th></tr></thead>
      <tbody>{line('Hit by at least one term', schedule.any)}{line('Hit by no term', schedule.none)}{line('All items of the case', schedule.whole, 'whole')}</tbody>
    </table>
  );
}

export function TermScheduleDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const reference = useSession((state) => state.summary?.details.reference ?? 'case');
  const ciphers = useSession((state) => state.settings?.showCiphers === true);
  const [schedule, setSchedule] = useState<TermSchedule | null>(null);
  const [format, setFormat] = useState<Format>('pdf');
  const [working, setWorking] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => { void attempt(engine.call('coverage.schedule', {})).then((found) => { if (found !== null) setSchedule(found); }); }, []);

  const make = async (): Promise<void> => {
    const asked = { suggestedName: `${reference.replace(/[^\p{L}\p{N} _.-]/gu, '-')} search terms.${format}` };
    const destination = await attempt(format === 'pdf' ? engine.call('shell.choosePdfDestination', asked) : engine.call('shell.chooseCsvDestination', asked));
    if (destination === null) return;
    controller.current = new AbortController();
    setWorking(true);
    try {
      // The system's own dialog has asked before an existing file was chosen.
      setDone(await engine.call('exports.terms', { format, destination, overwrite: true, ciphers }, { signal: controller.current.signal }));
    } catch (error) {
      if (!(error instanceof PlumblineError && error.code === 'cancelled')) sayFailure(error);
    }
    setWorking(false);
  };

  const actions = working ? undefined : done === null
    ? <><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={schedule === null} onPress={() => { void make(); }}>Choose where to save…</Button></>
    : <><Button onPress={() => { void attempt(engine.call('shell.showInFolder', { path: done.path })); }}>Show in folder</Button><Button tone="main" onPress={onClose}>Close</Button></>;
  return (
    <Modal title="Schedule of search terms" width={620} onClose={onClose} busy={working} {...(actions === undefined ? {} : { actions })}>
      {done !== null ? (
        <dl className="facts">
          <div><dt>Saved</dt><dd className="wrap">{done.path}</dd></div>
          <div><dt>Holds</dt><dd>{formatCount(done.terms)} terms, {formatCount(done.views)} saved views{done.pages === null ? '' : ` on ${formatCount(done.pages)} pages`}, {formatBytes(done.sizeBytes)}</dd></div>
          <div><dt>SHA-256</dt><dd className="mono wrap">{done.sha256}</dd></div>
        </dl>
      ) : schedule === null ? <p className="quiet" role="status">Counting what each term hits…</p> : (
        <>
          <p>Every listed term and saved view with its hits, read, not read, left out and why: <strong>{formatCount(schedule.terms.length)} {schedule.terms.length === 1 ? 'term' : 'terms'}</strong>, {formatCount(schedule.views.length)} saved {schedule.views.length === 1 ? 'view' : 'views'}{schedule.dropped.length === 0 ? '' : `, and ${formatCount(schedule.dropped.length)} taken off the list`}.{ciphers ? ' With ciphers in the place of names.' : ''}</p>
          <Totals schedule={schedule} />
          <OneOf label="As" value={format} options={formats} onChange={setFormat} row />
          {working ? <ProgressLine progress={null} waiting="Making the schedule" onCancel={() => controller.current?.abort()} /> : null}
        </>
      )}
    </Modal>
  );
}
