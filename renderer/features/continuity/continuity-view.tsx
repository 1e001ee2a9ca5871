/** The continuity log, newest first, and the check of the whole case. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import type { ContinuityEntry, Progress, Verification } from '../../../shared/contract/case-file.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { formatCount, ProgressLine } from '../../ui/progress-line.tsx';
import { RevealLog } from './reveal-log.tsx';
import './continuity-view.css';

const pageLength = 100;

function Checks({ verification }: { readonly verification: Verification }): ReactNode {
  return (
    <section className="checks" aria-label="Result of the check">
      <h2>{verification.ok ? 'The case is whole.' : 'The case has faults.'}</h2>
      <ul>{verification.checks.map((check) => <li key={check.name} className={check.ok ? 'good' : 'bad'}><strong>{check.ok ? '✓' : '✗'} {check.name}</strong> <span className="wrap">{check.found}</span></li>)}</ul>
    </section>
  );
}

function Entries({ entries, zone, onEarlier }: { readonly entries: readonly ContinuityEntry[]; readonly zone: string; readonly onEarlier: (before: number) => void }): ReactNode {
  const shown = useShownName();
  const oldest = entries.at(-1)?.sequence ?? 1;
  return (
    <>
      <table>
        <thead><tr><th>No.</th><th>Time</th><th>By</th><th>What was done</th><th>Hash</th></tr></thead>
        <tbody>{entries.map((entry) => <tr key={entry.sequence}><td>{entry.sequence}</td><td>{formatInstant(Date.parse(entry.at), zone)}</td><td>{entry.author}</td><td className="wrap">{shown(entry.summary)}</td><td className="mono" title={entry.hash}>{entry.hash.slice(0, 8)}…</td></tr>)}</tbody>
      </table>
      {oldest > 1 ? <div><Button onPress={() => onEarlier(oldest)}>Earlier entries</Button></div> : null}
    </>
  );
}

export function ContinuityView({ zone }: { readonly zone: string }): ReactNode {
  const [entries, setEntries] = useState<readonly ContinuityEntry[]>([]);
  const [total, setTotal] = useState<number | null>(null);
  const [verification, setVerification] = useState<Verification | null>(null);
  const [progress, setProgress] = useState<Progress | null>(null);
  const [checking, setChecking] = useState(false);
  const [part, setPart] = useState<'all' | 'shown'>('all');
  const controller = useRef<AbortController | null>(null);

  const load = useCallback(async (before: number | null) => {
    const page = await attempt(engine.call('continuity.page', { before, limit: pageLength }));
    if (page === null) return;
    setEntries((held) => (before === null ? page.entries : [...held, ...page.entries]));
    setTotal(page.total);
  }, []);
  useEffect(() => {
    void load(null);
    return engine.on('case.changed', () => { void load(null); });
  }, [load]);

  const verify = async (): Promise<void> => {
    controller.current = new AbortController();
    setChecking(true);
    setVerification(null);
    setVerification(await attempt(engine.call('cases.verify', {}, { signal: controller.current.signal, onProgress: setProgress })));
    setChecking(false);
    setProgress(null);
  };
  return (
    <main className="continuity" aria-label="Continuity">
      <div className="continuity-head">
        <div><h1>Continuity</h1><p className="quiet">{total === null ? '' : `${formatCount(total)} entries, newest first. Each is bound to the one before it and signed.`}</p></div>
        <Button onPress={() => { void verify(); }} isDisabled={checking}>Verify case</Button>
      </div>
      {checking ? <ProgressLine progress={progress} waiting="Checking database and log" onCancel={() => controller.current?.abort()} /> : null}
      {verification === null ? null : <Checks verification={verification} />}
      <div className="continuity-parts" role="group" aria-label="Part of the log">
        <button type="button" aria-pressed={part === 'all'} onClick={() => setPart('all')}>Everything done</button>
        <button type="button" aria-pressed={part === 'shown'} onClick={() => setPart('shown')}>Files shown</button>
      </div>
      {part === 'shown' ? <RevealLog zone={zone} /> : <Entries entries={entries} zone={zone} onEarlier={(before) => { void load(before); }} />}
    </main>
  );
}
