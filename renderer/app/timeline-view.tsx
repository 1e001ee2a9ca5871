/** The middle of the window: chart, filters, timeline. */
import type { ReactNode } from 'react';
import { FilterBar, TimelineChart, TimelineGrid, TimelineHeading, useTimeline } from '../features/timeline/index.ts';
import { useAnchors } from '../session/anchors.ts';

export function TimelineView({ zone, theme, empty, onBulk }: { readonly zone: string; readonly theme: string; readonly empty: ReactNode; readonly onBulk: () => void }): ReactNode {
  const chart = useTimeline((state) => state.chart);
  const anchors = useAnchors((state) => state.anchors);
  const narrowed = useTimeline((state) => state.filter.fromMs !== null || state.filter.untilMs !== null);
  return (
    <main className="timeline-view">
      <TimelineHeading zone={zone} />
      {chart === null ? null : <TimelineChart chart={chart} anchors={anchors} zone={zone} theme={theme} narrowed={narrowed} />}
      <FilterBar zone={zone} onBulk={onBulk} />
      {empty === null ? <TimelineGrid /> : <div className="empty-state">{empty}</div>}
    </main>
  );
}
