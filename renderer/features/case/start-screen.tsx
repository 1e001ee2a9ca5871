/** The first screen: make a case, open one, or go on with a recent one. */
import { useEffect, useState, type ReactNode } from 'react';
import type { RecentCase } from '../../../shared/contract/case-file.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, updateSettings, useSession } from '../../session/session-store.ts';
import { Button, Field, KeyCap } from '../../ui/controls.tsx';
import './start-screen.css';

function Recent({ entry, onOpen, onForget }: { readonly entry: RecentCase; readonly onOpen: () => void; readonly onForget: () => void }): ReactNode {
  return (
    <li className="recent">
      <button type="button" disabled={!entry.exists} onClick={onOpen}>
        <strong>{entry.title}</strong> <span className="quiet">{entry.reference}</span>
        <span className="recent-place quiet">{entry.exists ? `${entry.folder} · opened ${formatInstant(Date.parse(entry.openedAt), 'Europe/London')}` : `${entry.folder} is not there any more`}</span>
      </button>
      <Button tone="quiet" onPress={onForget} aria-label={`Forget ${entry.title}`}>Forget</Button>
    </li>
  );
}

function YourName(): ReactNode {
  const settings = useSession((state) => state.settings);
  const [name, setName] = useState(settings?.reviewer ?? '');
  return (
    <form className="your-name" onSubmit={(event) => { event.preventDefault(); if (name.trim() !== '') void updateSettings({ reviewer: name.trim() }); }}>
      <Field label="Your name" value={name} onChange={setName} hint="Recorded beside everything you do in a case." />
      <Button type="submit" isDisabled={name.trim() === '' || name.trim() === settings?.reviewer}>Save name</Button>
    </form>
  );
}

export function StartScreen({ onNew, onChoose, onOpen }: { readonly onNew: () => void; readonly onChoose: () => void; readonly onOpen: (folder: string) => void }): ReactNode {
  const [recent, setRecent] = useState<readonly RecentCase[] | null>(null);
  useEffect(() => {
    void attempt(engine.call('cases.recent', {})).then((list) => setRecent(list ?? []));
  }, []);
  const forget = async (folder: string): Promise<void> => {
    const list = await attempt(engine.call('cases.forget', { folder }));
    if (list !== null) setRecent(list);
  };
  return (
    <main className="start">
      <div className="start-column">
        <h1 className="start-title">Plumbline</h1>
        <p className="quiet">Review of evidence in police misconduct cases. Offline: nothing leaves this computer.</p>
        <div className="start-actions">
          <Button tone="main" onPress={onNew}>New case <KeyCap>Ctrl N</KeyCap></Button>
          <Button onPress={onChoose}>Open case… <KeyCap>Ctrl O</KeyCap></Button>
        </div>
        <section aria-label="Recent cases">
          <h2 className="caps">Recent cases</h2>
          {recent === null ? <p className="quiet">Looking…</p> : recent.length === 0 ? <p className="quiet">None yet. A case is a folder whose name ends in “.plumbline”; you can also drop one on this window.</p> : (
            <ul>{recent.map((entry) => <Recent key={entry.folder} entry={entry} onOpen={() => onOpen(entry.folder)} onForget={() => { void forget(entry.folder); }} />)}</ul>
          )}
        </section>
        <YourName />
      </div>
    </main>
  );
}
