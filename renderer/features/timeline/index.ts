export { TimelineGrid } from './timeline-grid.tsx';
export { TimelineChart } from './timeline-chart.tsx';
export { FilterBar, TimelineHeading } from './filter-bar.tsx';
export { FilterPanel } from './filter-panel.tsx';
export { chosenItems, clearFilter, followCase, forgetTimeline, goToTime, nextUnseen, openTimeline, selectItem, setFilter, useTimeline } from './timeline-store.ts';
export { leaveAround, showAround, stepAround } from './around.ts';
export { toggleStack, toggleStacking } from './stacks.ts';
export { sameRows, showTimelinePlace, timelinePlace, type TimelinePlace } from './timeline-place.ts';
export { loadSavedViews, SavedViews, useSavedViews } from './saved-views.tsx';
