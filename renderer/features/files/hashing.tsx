/** How many files have no hash yet, said plainly, and the work that gives them one. */
import type { ReactNode } from 'react';
import { create } from 'zustand';
import type { Progress } from '../../../shared/contract/case-file.ts';
import type { HashFilesResult } from '../../../shared/contract/pictures.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { sayFailure } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { formatCount, ProgressLine } from '../../ui/progress-line.tsx';
import { openFiles, useFiles } from './files-store.ts';
import { notHashedWords } from './files-words.ts';

interface Hashing { readonly running: AbortController | null; readonly progress: Progress | null; readonly done: HashFilesResult | null }

const idle: Hashing = { running: null, progress: null, done: null };
/** Outlives the view: the work goes on while the timeline is looked at. */
const useHashing = create<Hashing>()(() => idle);

export function forgetHashing(): void {
  useHashing.getState().running?.abort();
  useHashing.setState(idle);
}

async function hashFiles(): Promise<void> {
  const running = new AbortController();
  const stands = (): boolean => useHashing.getState().running === running;
  useHashing.setState({ running, progress: null, done: null });
  try {
    const done = await engine.call('exhibits.hashFiles', {}, { signal: running.signal, onProgress: (progress) => { if (stands()) useHashing.setState({ progress }); } });
    if (stands()) useHashing.setState({ done });
  } catch (error) {
    if (stands()) sayFailure(error);
  }
  if (!stands()) return;
  useHashing.setState({ running: null, progress: null });
  openFiles();
}

function Failures({ done }: { readonly done: HashFilesResult }): ReactNode {
  return (
    <details className="files-failures">
      <summary>{done.failed === 1 ? '1 file could not be opened' : `${formatCount(done.failed)} files could not be opened`}</summary>
      <ul>{done.failures.map((failure) => <li key={`${failure.exhibit} ${failure.itemId} ${failure.attachment}`} className="wrap"><strong>{failure.exhibit}</strong> {failure.name}: {failure.reason}</li>)}</ul>
      {done.failed > done.failures.length ? <p className="quiet">and {formatCount(done.failed - done.failures.length)} more</p> : null}
    </details>
  );
}

export function NotHashed(): ReactNode {
  const notHashed = useFiles((state) => state.notHashed);
  const { running, progress, done } = useHashing();
  if (running !== null) return <div className="files-work"><ProgressLine progress={progress} waiting="Finding the files without a hash" onCancel={() => running.abort()} /></div>;
  return (
    <>
      {notHashed === 0 ? null : <p className="files-care">{notHashedWords(notHashed)} <Button tone="quiet" onPress={() => { void hashFiles(); }}>Hash {notHashed === 1 ? 'it' : 'them'} now</Button></p>}
      {done === null || done.failed === 0 ? null : <Failures done={done} />}
    </>
  );
}
