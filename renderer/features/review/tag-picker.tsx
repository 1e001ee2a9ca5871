/** Puts tags on what is chosen: type to find one, Enter to put it on or take it off. */
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { Tag } from '../../../shared/domain/tags.ts';
import { useFramework } from '../../session/framework-store.ts';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { setTag } from './review-actions.ts';
import './tag-picker.css';

export function TagPicker({ itemIds, carried, onClose }: {
  readonly itemIds: readonly ItemId[];
  /** Codes the first item carries. */
  readonly carried: readonly string[];
  readonly onClose: () => void;
}): ReactNode {
  const all = useFramework((state) => state.tags);
  // A tag taken out of the set can still be taken off.
  const tags = all.filter((tag) => !tag.retired || carried.includes(tag.code));
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [on, setOn] = useState<ReadonlySet<string>>(new Set(carried));
  const found = tags.filter((tag) => `${tag.name} ${tag.definition}`.toLowerCase().includes(typed.toLowerCase()));
  const active = found[Math.min(at, found.length - 1)];
  const flip = async (tag: Tag): Promise<void> => {
    const put = !on.has(tag.code);
    if (!(await setTag(itemIds, tag.code, put))) return;
    setOn((held) => {
      const next = new Set(held);
      if (put) next.add(tag.code);
      else next.delete(tag.code);
      return next;
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt((index) => Math.min(found.length - 1, Math.max(0, index + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      void flip(active);
    }
  };
  return (
    <Modal title={itemIds.length === 1 ? 'Tags' : `Tags on ${itemIds.length} items`} onClose={onClose} actions={<Button tone="main" onPress={onClose}>Done</Button>}>
      <input
        className="tag-find" autoFocus aria-label="Find a tag" placeholder="Find a tag; Enter puts it on or takes it off" value={typed} role="combobox" aria-expanded aria-controls="tag-list"
        aria-activedescendant={active === undefined ? undefined : `tag-${active.code}`} onKeyDown={onKeyDown}
        onChange={(event) => { setTyped(event.target.value); setAt(0); }}
      />
      <ul id="tag-list" className="tag-list" role="listbox" aria-label="Tags" aria-multiselectable>
        {found.map((tag) => (
          <li key={tag.code} id={`tag-${tag.code}`} role="option" aria-selected={on.has(tag.code)} className={tag === active ? 'active' : ''} onMouseDown={() => { void flip(tag); }}>
            <span className="tick" aria-hidden="true">{on.has(tag.code) ? '✓' : ''}</span>
            <span>{tag.name}</span> <span className="quiet">{tag.definition}</span>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="quiet">No tag contains “{typed}”.</p> : null}
    </Modal>
  );
}
