/** Views, and the sources and filters of the timeline. */
import type { ReactNode } from 'react';
import { FilterPanel, SavedViews, useTimeline } from '../features/timeline/index.ts';
import { Button } from '../ui/controls.tsx';
import { formatCount } from '../ui/progress-line.tsx';

export type WorkspaceView = 'timeline' | 'pairs' | 'conversation' | 'people' | 'files' | 'coverage' | 'continuity';

export interface SidebarProps {
  readonly view: WorkspaceView;
  readonly onView: (view: WorkspaceView) => void;
  readonly onAdd: () => void;
  readonly onExhibit: (exhibitId: number) => void;
  readonly onExport: () => void;
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
          <li className="filter-entry"><button type="button" className={view === 'timeline' ? 'on' : ''} aria-current={view === 'timeline' ? 'page' : undefined} onClick={() => onView('timeline')}><span className="name">Timeline</span><span className="count">{formatCount(total)}</span></button></li>
          <li className="filter-entry"><button type="button" className={view === 'pairs' ? 'on' : ''} aria-current={view === 'pairs' ? 'page' : undefined} onClick={() => onView('pairs')}><span className="name">Accesses and contacts</span></button></li>
          <li className="filter-entry"><button type="button" className={view === 'people' ? 'on' : ''} aria-current={view === 'people' ? 'page' : undefined} onClick={() => onView('people')}><span className="name">People</span></button></li>
          <li className="filter-entry"><button type="button" className={view === 'files' ? 'on' : ''} aria-current={view === 'files' ? 'page' : undefined} onClick={() => onView('files')}><span className="name">Same files</span></button></li>
          <li className="filter-entry"><button type="button" className={view === 'coverage' ? 'on' : ''} aria-current={view === 'coverage' ? 'page' : undefined} onClick={() => onView('coverage')}><span className="name">Coverage</span></button></li>
          <li className="filter-entry"><button type="button" className={view === 'continuity' ? 'on' : ''} aria-current={view === 'continuity' ? 'page' : undefined} onClick={() => onView('continuity')}><span className="name">Continuity</span></button></li>
        </ul>
      </section>
      <SavedViews onOpen={() => onView('timeline')} />
      <FilterPanel onExhibit={onExhibit} exhibitAction={<Button tone="quiet" onPress={onAdd} aria-label="Add exhibits">Add…</Button>} />
      <div className="sidebar-foot">
        <Button onPress={onExport}>Timeline as PDF…</Button>
        <div><Button tone="quiet" onPress={onKeys}>Keys</Button><Button tone="quiet" onPress={onCloseCase}>Close case</Button></div>
      </div>
    </nav>
  );
}
