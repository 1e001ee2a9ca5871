/** “Around this”: the timeline narrowed to what lies near one item, and widened or left again by key. */
import { aroundWidths, spanAround } from '../../../shared/domain/around.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { everything } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { openTimeline, useTimeline, type Around } from './timeline-store.ts';

/** A quarter of an hour: far enough to see a check and what followed, near enough to read. */
const firstWidthMs = 15 * 60_000;

function show(around: Around): void {
  const span = spanAround(around.time, around.widthMs);
  if (span !== null) useTimeline.setState({ around, filter: { ...everything, ...span, includeUndated: false } });
  void openTimeline();
}

/** Shows everything near an item, across all sources; the filter that stood comes back with `leaveAround`. */
export async function showAround(itemId: ItemId): Promise<void> {
  const item = await attempt(engine.call('items.get', { itemId }));
  if (item === null) return;
  if (item.time.earliestMs === null) { say('That item has no time, so nothing is near it.', 'warned'); return; }
  const { around, filter } = useTimeline.getState();
  useTimeline.setState({ selected: { itemId, itemIndex: 0, line: 0 }, anchorIndex: 0 });
  show({ itemId, time: item.time, widthMs: around?.widthMs ?? firstWidthMs, before: around?.before ?? filter });
}

export function setAroundWidth(widthMs: number): void {
  const { around } = useTimeline.getState();
  if (around !== null) show({ ...around, widthMs });
}

/** One width narrower or wider; stays at the ends. */
export function stepAround(step: -1 | 1): void {
  const { around } = useTimeline.getState();
  if (around === null) return;
  const next = aroundWidths[aroundWidths.findIndex(({ ms }) => ms === around.widthMs) + step];
  if (next !== undefined) setAroundWidth(next.ms);
}

export function leaveAround(): void {
  const { around } = useTimeline.getState();
  if (around === null) return;
  useTimeline.setState({ around: null, filter: around.before });
  void openTimeline();
}
