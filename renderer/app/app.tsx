/** The window: the start screen, or the open case; and what lies over either. */
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { engine } from '../engine-client/engine-client.ts';
import { chooseCaseFolder, LockedDialog, NewCaseDialog, openCaseFolder, StartScreen, type Locked } from '../features/case/index.ts';
import { attempt, beginSession, sayFailure, useSession } from '../session/session-store.ts';
import { BreakReminder } from './break-reminder.tsx';
import { EngineBanner } from './engine-banner.tsx';
import { Messages } from './messages.tsx';
import { useTheme } from './theme.ts';
import { Workspace } from './workspace.tsx';
import './app.css';

export function App(): ReactNode {
  const [ready, setReady] = useState(false);
  const [newCase, setNewCase] = useState(false);
  const [locked, setLocked] = useState<Locked | null>(null);
  const folder = useSession((state) => state.summary?.folder ?? null);
  const theme = useTheme();

  const open = useCallback((path: string) => { void openCaseFolder(path, setLocked); }, []);
  const choose = useCallback(async () => {
    const path = await chooseCaseFolder();
    if (path !== null) open(path);
  }, [open]);
  const close = useCallback(async () => {
    await attempt(engine.call('cases.close', {}));
    useSession.setState({ summary: null });
  }, []);

  useEffect(() => {
    const stops = [
      engine.on('shell.openCase', (event) => open(event.folder)),
      engine.on('shell.menu', ({ entry }) => {
        if (entry === 'new-case') setNewCase(true);
        else if (entry === 'open-case') void choose();
        else if (entry === 'close-case') void close();
      }),
    ];
    beginSession().then((given) => {
      setReady(true);
      if (given !== null) open(given);
    }, sayFailure);
    return () => { for (const stop of stops) stop(); };
  }, [open, choose, close]);

  const onDrop = (event: React.DragEvent): void => {
    const paths = [...event.dataTransfer.files].map((file) => engine.pathOf(file));
    const [first] = paths;
    if (first?.endsWith('.plumbline') !== true) return;
    event.preventDefault();
    event.stopPropagation();
    open(first);
  };

  if (!ready) return <main className="opening" aria-busy="true"><span className="quiet">Plumbline is starting…</span><Messages /></main>;
  return (
    <div className="app" onDragOver={(event) => event.preventDefault()} onDropCapture={onDrop}>
      <EngineBanner onReopen={open} />
      {folder === null ? null : <BreakReminder />}
      {folder === null
        ? <StartScreen onNew={() => setNewCase(true)} onChoose={() => { void choose(); }} onOpen={open} />
        : <Workspace key={folder} theme={theme} onCloseCase={() => { void close(); }} />}
      {newCase ? <NewCaseDialog onClose={() => setNewCase(false)} onMade={() => setNewCase(false)} /> : null}
      {locked === null ? null : <LockedDialog locked={locked} onClose={() => setLocked(null)} onTaken={() => setLocked(null)} />}
      <Messages />
    </div>
  );
}
