/** Takes files into the case, one after another, each with its own progress and its own answer. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Progress } from '../../../shared/contract/case-file.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { Button, Field } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import './exhibits.css';

interface Entry {
  readonly path: string;
  readonly reference: string;
  readonly description: string;
  readonly state: 'waiting' | 'adding' | 'added' | 'refused';
  readonly said: string;
}

interface Common { readonly producer: string; readonly deviceOwner: string; readonly legalBasis: string }

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** `ABC/3` and how many further → `ABC/5`. References without a number are left for the person to tell apart. */
export function countOn(reference: string, further: number): string {
  const match = /^(.*\/)(\d+)$/.exec(reference);
  return match === null ? reference : `${match[1] ?? ''}${Number(match[2]) + further}`;
}

async function makeEntries(files: readonly string[]): Promise<Entry[]> {
  const suggested = await attempt(engine.call('exhibits.suggestReference', {}));
  return files.map((path, index) => ({ path, reference: countOn(suggested?.reference ?? 'EX/1', index), description: '', state: 'waiting', said: '' }));
}

function FileEntry({ entry, onChange, disabled }: { readonly entry: Entry; readonly onChange: (change: Partial<Entry>) => void; readonly disabled: boolean }): ReactNode {
  return (
    <li className={`add-entry ${entry.state}`}>
      <p className="add-name" title={entry.path}><strong>{fileName(entry.path)}</strong>{entry.state === 'added' ? <span className="added"> added as {entry.reference}</span> : null}</p>
      {entry.state === 'added' ? null : (
        <div className="add-fields">
          <Field label="Reference" value={entry.reference} onChange={(reference) => onChange({ reference })} disabled={disabled} />
          <Field label="Description" value={entry.description} onChange={(description) => onChange({ description })} disabled={disabled} />
        </div>
      )}
      {entry.state === 'refused' ? <p className="refused" role="alert">{entry.said}</p> : null}
    </li>
  );
}

export function AddExhibits({ files, onClose, onAdded }: {
  /** Paths to add; null asks for them first. */
  readonly files: string[] | null;
  readonly onClose: () => void;
  /** Called with what was added, when the person goes on to read it. */
  readonly onAdded: (exhibits: readonly Exhibit[]) => void;
}): ReactNode {
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const [common, setCommon] = useState<Common>({ producer: '', deviceOwner: '', legalBasis: '' });
  const [progress, setProgress] = useState<Progress | null>(null);
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<readonly Exhibit[]>([]);
  const controller = useRef<AbortController | null>(null);
  const asked = useRef(false);

  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void (async () => {
      const chosen = files ?? (await attempt(engine.call('shell.chooseEvidenceFiles', {}))) ?? [];
      setEntries(chosen.length === 0 ? [] : await makeEntries(chosen));
    })();
  }, [files, onClose]);

  const change = (path: string, next: Partial<Entry>): void => setEntries((held) => held?.map((entry) => (entry.path === path ? { ...entry, ...next } : entry)) ?? null);

  const addOne = async (entry: Entry, signal: AbortSignal): Promise<Exhibit | null> => {
    change(entry.path, { state: 'adding', said: '' });
    try {
      const details = { reference: entry.reference, description: entry.description, ...common };
      const exhibit = await engine.call('exhibits.add', { sourcePath: entry.path, details }, { signal, onProgress: setProgress });
      change(entry.path, { state: 'added' });
      return exhibit;
    } catch (error) {
      const cancelled = error instanceof PlumblineError && error.code === 'cancelled';
      change(entry.path, cancelled ? { state: 'waiting' } : { state: 'refused', said: error instanceof Error ? error.message : String(error) });
      return null;
    }
  };
  const addFiles = async (): Promise<void> => {
    const chosen = (await attempt(engine.call('shell.chooseEvidenceFiles', {}))) ?? [];
    const held = entries ?? [];
    const fresh = chosen.filter((path) => !held.some((entry) => entry.path === path));
    if (fresh.length > 0) setEntries([...held, ...(await makeEntries([...held.map(({ path }) => path), ...fresh])).slice(held.length)]);
  };
  const addFolder = async (): Promise<void> => {
    const folder = await attempt(engine.call('shell.chooseEvidenceFolder', {}));
    if (folder === null || entries?.some(({ path }) => path === folder) === true) return;
    const held = entries ?? [];
    const suggested = await makeEntries([...held.map(({ path }) => path), folder]);
    const entry = suggested.at(-1);
    if (entry !== undefined) setEntries([...held, entry]);
  };
  const addAll = async (): Promise<void> => {
    controller.current = new AbortController();
    setAdding(true);
    for (const entry of entries?.filter(({ state }) => state !== 'added') ?? []) {
      if (controller.current.signal.aborted) break;
      setProgress(null);
      const exhibit = await addOne(entry, controller.current.signal);
      if (exhibit !== null) setAdded((held) => [...held, exhibit]);
    }
    setAdding(false);
  };

  if (entries === null) return null;
  const open = entries.filter(({ state }) => state !== 'added');
  const ready = open.every((entry) => entry.reference.trim() !== '');
  return (
    <Modal
      title="Add exhibits" width={720} onClose={onClose} busy={adding}
      actions={adding ? undefined : (
        <>
          {added.length > 0 && open.length > 0 ? <span className="actions-note quiet">{added.length} added, {open.length} not added</span> : null}
          {added.length === 0 ? <Button onPress={() => { void addFiles(); }}>Add files…</Button> : null}
          {added.length === 0 ? <Button onPress={() => { void addFolder(); }}>Add a folder…</Button> : null}
          <Button onPress={onClose}>{added.length > 0 ? 'Close' : 'Cancel'}</Button>
          {open.length > 0 ? <Button tone={added.length > 0 ? 'plain' : 'main'} isDisabled={!ready} onPress={() => { void addAll(); }}>{added.length > 0 ? 'Try again' : 'Add'}</Button> : null}
          {added.length > 0 ? <Button tone="main" autoFocus onPress={() => onAdded(added)}>Read {added.length === 1 ? 'it' : 'them'} now</Button> : null}
        </>
      )}
    >
      <p className="quiet">Each file is copied and hashed; the original stays as it is, read-only. A folder becomes one exhibit; a database is taken with its journals. References are never reissued.</p>
      <div className="add-common">
        <Field label="Producer" value={common.producer} onChange={(producer) => setCommon({ ...common, producer })} disabled={adding} hint="Who produces the exhibit" />
        <Field label="Device owner" value={common.deviceOwner} onChange={(deviceOwner) => setCommon({ ...common, deviceOwner })} disabled={adding} />
        <Field label="Legal basis" value={common.legalBasis} onChange={(legalBasis) => setCommon({ ...common, legalBasis })} disabled={adding} hint="Power or agreement, and its limits" />
      </div>
      {entries.length === 0 ? <p>Nothing is chosen yet. Choose files, or a folder (an extraction, a backup, a report).</p> : null}
      <ul className="add-list">{entries.map((entry) => <FileEntry key={entry.path} entry={entry} disabled={adding} onChange={(next) => change(entry.path, next)} />)}</ul>
      {adding ? <ProgressLine progress={progress} waiting="Opening the file" onCancel={() => controller.current?.abort()} /> : null}
    </Modal>
  );
}
