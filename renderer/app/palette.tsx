/** Ctrl+K: everything there is to go to or do, found by a few letters of its name. */
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { KeyCap } from '../ui/controls.tsx';
import { findInNames } from '../ui/find-in-names.ts';
import { Modal } from '../ui/modal.tsx';
import { timeCommand, type Command } from './commands.ts';
import './palette.css';

const mostShown = 200;

export function Palette({ commands, zone, onClose }: { readonly commands: readonly Command[]; readonly zone: string; readonly onClose: () => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const found = useMemo(() => {
    const time = timeCommand(typed, zone);
    return [...(time === null ? [] : [time]), ...findInNames(commands, typed, ({ group, name }) => `${name} ${group}`)].slice(0, mostShown);
  }, [commands, typed, zone]);
  const chosen = Math.min(at, found.length - 1);

  const run = (entry: Command | undefined): void => {
    if (entry === undefined) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (event.key === 'Enter') run(found[chosen]);
    else if (step !== undefined) setAt(Math.max(0, Math.min(found.length - 1, chosen + step)));
    else return;
    event.preventDefault();
  };
  return (
    <Modal title="Go to or do" width={640} onClose={onClose}>
      <div className="palette">
        <input
          className="palette-field" role="combobox" aria-label="Go to or do" aria-expanded="true" aria-controls={listId} aria-autocomplete="list" autoFocus
          aria-activedescendant={found.length === 0 ? undefined : `${listId}-${chosen}`}
          placeholder="A view, a person, an exhibit, a command, or a date: 28/09/2021 15:31" value={typed} onKeyDown={onKeyDown}
          onChange={(event) => { setTyped(event.target.value); setAt(0); }}
        />
        <ul id={listId} role="listbox" aria-label="What was found" className="palette-list">
          {found.map((entry, index) => (
            <li
              key={entry.id} id={`${listId}-${index}`} role="option" aria-selected={index === chosen} onClick={() => run(entry)} onPointerMove={() => setAt(index)}
              ref={index === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null}
            >
              <span className="palette-group">{entry.group}</span><span className="palette-name">{entry.name}</span>
              {entry.keys === undefined ? null : <span className="palette-keys">{entry.keys.map((key) => <KeyCap key={key}>{key}</KeyCap>)}</span>}
            </li>
          ))}
        </ul>
        {found.length > 0 ? null : <p className="quiet palette-none">Nothing is called that. Words in rows are found by the search (<KeyCap>/</KeyCap>).</p>}
      </div>
    </Modal>
  );
}
