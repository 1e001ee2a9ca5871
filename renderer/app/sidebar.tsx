/** Views, and the sources and filters of the timeline. */
import type { ReactNode } from 'react';
import type { Wanted } from '../features/export/index.ts';
import { FilterPanel, SavedViews, useTimeline } from '../features/timeline/index.ts';
import { Button } from '../ui/controls.tsx';
import { formatCount } from '../ui/progress-line.tsx';
import { listedViews, type WorkspaceView } from './views.ts';

export interface SidebarProps {
  readonly view: WorkspaceView;
  readonly onView: (view: WorkspaceView) => void;
  readonly onAdd: () => void;
  readonly onExhibit: (exhibitId: number) => void;
  readonly onExport: (wanted: Wanted) => void;
  readonly onKeys: () => void;
  readonly onCloseCase: () => void;
}

export function Sidebar({ view, onView, onAdd, onExhibit, onExport, onKeys, onCloseCase }: SidebarProps): ReactNode {
  const total = useTimeline((state) => state.view?.total ?? 0);
  return (
    <nav className="sidebar" aria-label="Views and filters">
      <section className="filter-section" aria-label="Views">
        <div className="filter-heading"><h2 className="caps">Views</h2></div>
        <ul>
          {listedViews.map(([listed, name]) => (
            <li key={listed} className="filter-entry">
              <button type="button" className={view === listed ? 'on' : ''} aria-current={view === listed ? 'page' : undefined} onClick={() => onView(listed)}>
                <span className="name">{name}</span>{listed === 'timeline' ? <span className="count">{formatCount(total)}</span> : null}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <SavedViews onOpen={() => onView('timeline')} />
      <FilterPanel onExhibit={onExhibit} exhibitAction={<Button tone="quiet" onPress={onAdd} aria-label="Add exhibits">Add…</Button>} />
      <div className="sidebar-foot">
        <Button onPress={() => onExport('timeline')}>Timeline as PDF…</Button>
        <Button onPress={() => onExport('chronology')}>Other documents…</Button>
        <div><Button tone="quiet" onPress={onKeys}>Keys</Button><Button tone="quiet" onPress={onCloseCase}>Close case</Button></div>
      </div>
    </nav>
  );
}
