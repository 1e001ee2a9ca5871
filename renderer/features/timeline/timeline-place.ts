/** What of the timeline makes a place to come back to: its filter, what it lies around, and the row reached. */
import type { ItemId } from '../../../shared/domain/ids.ts';
import { sameFilter, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { openTimeline, useTimeline, type Around } from './timeline-store.ts';

export interface TimelinePlace { readonly filter: TimelineFilter; readonly around: Around | null; readonly itemId: ItemId | null }

export function timelinePlace(): TimelinePlace {
  const { filter, around, selected } = useTimeline.getState();
  return { filter, around, itemId: selected?.itemId ?? null };
}

/** Whether both show the same rows; the row reached may differ. */
export function sameRows(one: TimelinePlace, other: TimelinePlace): boolean {
  return one.around?.itemId === other.around?.itemId && sameFilter(one.filter, other.filter);
}

/** Shows the timeline as it stood at that place. */
export function showTimelinePlace({ filter, around, itemId }: TimelinePlace): void {
  useTimeline.setState(({ selected, anchorIndex }) => ({ filter, around, ...(itemId === null ? { selected, anchorIndex } : { selected: { itemId, itemIndex: 0, line: 0 }, anchorIndex: 0 }) }));
  void openTimeline();
}
