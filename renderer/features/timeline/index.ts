export { TimelineGrid } from './timeline-grid.tsx';
export { TimelineChart } from './timeline-chart.tsx';
export { FilterBar, TimelineHeading } from './filter-bar.tsx';
export { FilterPanel } from './filter-panel.tsx';
export { chosenItems, clearFilter, followCase, forgetTimeline, nextUnseen, openTimeline, selectItem, setFilter, useTimeline } from './timeline-store.ts';
export { leaveAround, showAround, stepAround } from './around.ts';
export { loadSavedViews, SavedViews } from './saved-views.tsx';
