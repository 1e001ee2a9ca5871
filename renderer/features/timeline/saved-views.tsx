/** Filters kept under a name: chosen from the sidebar, saved from the bar above the timeline. */
import { useState, type ReactNode } from 'react';
import { create } from 'zustand';
import type { SavedView } from '../../../shared/contract/timeline.ts';
import { sameFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, Field } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { setFilter, useTimeline } from './timeline-store.ts';

export const useSavedViews = create<{ readonly views: readonly SavedView[] }>()(() => ({ views: [] }));

async function keep(list: Promise<readonly SavedView[]>): Promise<boolean> {
  const views = await attempt(list);
  if (views !== null) useSavedViews.setState({ views });
  return views !== null;
}

export function loadSavedViews(): void {
  useSavedViews.setState({ views: [] });
  void keep(engine.call('views.list', {}));
}

export function SavedViews({ onOpen }: { readonly onOpen: () => void }): ReactNode {
  const shown = useShownName();
  const views = useSavedViews((state) => state.views);
  const filter = useTimeline((state) => state.filter);
  if (views.length === 0) return null;
  const open = (view: SavedView): void => {
    onOpen();
    setFilter(view.filter);
  };
  const remove = (name: string): void => { void keep(engine.call('views.remove', { name })).then((done) => { if (done) say(`The view “${name}” was removed.`); }); };
  return (
    <section className="filter-section" aria-label="Saved views">
      <div className="filter-heading"><h2 className="caps">Saved views</h2></div>
      <ul>
        {views.map((view) => (
          <li key={view.name} className="filter-entry">
            <button type="button" className={sameFilter(view.filter, filter) ? 'on' : ''} title={shown(view.inWords)} onClick={() => open(view)}><span className="name">{shown(view.name)}</span></button>
            <button type="button" className="filter-open" aria-label={`Remove the view ${view.name}`} title="Remove this view" onClick={() => remove(view.name)}>×</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SaveViewDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState('');
  const shown = useShownName();
  const inWords = shown(useTimeline((state) => state.view?.filterInWords ?? ''));
  const taken = useSavedViews((state) => state.views.some((view) => view.name.toLowerCase() === name.trim().toLowerCase()));
  const save = (): void => { void keep(engine.call('views.save', { name, filter: useTimeline.getState().filter })).then((done) => { if (done) onClose(); }); };
  return (
    <Modal title="Save this view" onClose={onClose} actions={<><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={name.trim() === ''} onPress={save}>{taken ? 'Replace' : 'Save'}</Button></>}>
      <p className="wrap">{inWords}</p>
      <Field label="Name" value={name} onChange={setName} autoFocus required {...(taken ? { hint: 'There is a view of this name; saving replaces it.' } : {})} />
    </Modal>
  );
}
