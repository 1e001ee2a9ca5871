/** Which files were shown, to whom and for how long, newest first. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import type { Reveals } from '../../../shared/contract/welfare.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { formatCount } from '../../ui/progress-line.tsx';

const pageLength = 200;

export function RevealLog({ zone }: { readonly zone: string }): ReactNode {
  const [shown, setShown] = useState<Reveals | null>(null);
  const load = useCallback(async (before: number | null) => {
    const page = await attempt(engine.call('welfare.reveals', { before, limit: pageLength }));
    if (page !== null) setShown((held) => ({ total: page.total, reveals: before === null || held === null ? page.reveals : [...held.reveals, ...page.reveals] }));
  }, []);
  useEffect(() => {
    void load(null);
    return engine.on('case.changed', () => { void load(null); });
  }, [load]);
  if (shown === null) return <p className="quiet" role="status">Reading the log…</p>;
  if (shown.total === 0) return <div className="empty-state"><h2>No file has been shown</h2><p>Pictures, pages and recordings stay hidden until somebody asks for one. Each showing is listed here: who, when, and how long.</p></div>;
  const oldest = shown.reveals.at(-1);
  return (
    <>
      <p className="quiet">{formatCount(shown.total)} {shown.total === 1 ? 'showing' : 'showings'}, newest first. Small views are grey.</p>
      <table>
        <thead><tr><th>Time</th><th>By</th><th>File</th><th>How</th><th>For</th></tr></thead>
        <tbody>{shown.reveals.map(({ sequence, at, author, exhibit, attachment, size, seconds }) => (
          <tr key={sequence}><td>{formatInstant(Date.parse(at), zone)}</td><td>{author}</td><td>{exhibit}, attachment {attachment + 1}</td><td>{size === 'full' ? 'in full' : 'small'}</td><td>{seconds === null ? 'not recorded' : `${seconds} s`}</td></tr>
        ))}</tbody>
      </table>
      {oldest !== undefined && shown.reveals.length < shown.total ? <div><Button onPress={() => { void load(oldest.sequence); }}>Earlier showings</Button></div> : null}
    </>
  );
}
