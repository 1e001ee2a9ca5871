/** The timeline as the window holds it: a filter, the view the engine opened for it, a few windows of lines, a selection. */
import { create } from 'zustand';
import type { Facets, Histogram, ItemRow, TimelineLine, TimelineView } from '../../../shared/contract/timeline.ts';
import type { EvidenceTime } from '../../../shared/domain/evidence-time.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { everything, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say, sayFailure, viewZone } from '../../session/session-store.ts';
import { LineFetcher } from './line-fetcher.ts';
import { LineWindows } from './line-windows.ts';

const chartBuckets = 120;

export interface Selection { readonly itemId: ItemId; readonly itemIndex: number; readonly line: number }

/** The item everything near is shown of, how far either way, and the filter that stood before. */
export interface Around { readonly itemId: ItemId; readonly time: EvidenceTime; readonly widthMs: number; readonly before: TimelineFilter }

interface TimelineState {
  readonly filter: TimelineFilter;
  /** Set while the timeline is narrowed to what lies around one item. */
  readonly around: Around | null;
  /** First items of the stacks that are open; null while pictures that look alike are not stacked. */
  readonly stacks: readonly ItemId[] | null;
  readonly view: TimelineView | null;
  readonly facets: Facets | null;
  readonly chart: Histogram | null;
  readonly loading: boolean;
  /** Raised whenever fetched lines have changed, so that what shows them is drawn again. */
  readonly linesVersion: number;
  readonly selected: Selection | null;
  /** First item of a range being chosen with Shift; equal to the selection when there is none. */
  readonly anchorIndex: number | null;
  /** Raised when the selection was moved by key or link and must be brought into view. */
  readonly revealCount: number;
}

export const useTimeline = create<TimelineState>()(() => ({
  filter: everything, around: null, stacks: null, view: null, facets: null, chart: null, loading: false, linesVersion: 0, selected: null, anchorIndex: null, revealCount: 0,
}));

const windows = new LineWindows();
let opening = 0;

export function lineAt(number: number): TimelineLine | null {
  return windows.line(number);
}

/** Lines at this place, or as near to it as any are held: they come a moment after it has been passed. */
export function linesNear(number: number): readonly TimelineLine[] {
  return windows.nearest(number);
}

/** Several windows come in one after another while scrolling: they are drawn together, with the next frame. */
let drawing = false;

function drawSoon(): void {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    useTimeline.setState(({ linesVersion }) => ({ linesVersion: linesVersion + 1 }));
  });
}

const fetcher = new LineFetcher({
  windows, onLines: drawSoon, onFault: sayFailure,
  ask: async (viewId, start, count) => (await engine.call('timeline.window', { viewId, start, count })).lines,
});

/** Makes sure the lines from `first` to `last`, and a screen either way, are fetched or on their way. */
export function wantLines(first: number, last: number): void {
  fetcher.want(first, last);
}

async function findSelection(view: TimelineView, previous: Selection | null): Promise<Selection | null> {
  if (view.shown === 0) return null;
  const same = previous === null ? null : await engine.call('timeline.locate', { viewId: view.viewId, target: { itemId: previous.itemId } });
  return same ?? engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex: Math.min(previous?.itemIndex ?? 0, view.shown - view.folded - 1) } });
}

/** Opens a view for the filter that stands, and keeps the selected item selected when it is still there. */
export async function openTimeline(): Promise<void> {
  opening += 1;
  const mine = opening;
  const { filter, selected, stacks } = useTimeline.getState();
  useTimeline.setState({ loading: true });
  try {
    const zone = viewZone();
    const view = await engine.call('timeline.open', { filter, zone, stacks: stacks === null ? null : { open: [...stacks] } });
    const [found, chart, facets] = await Promise.all([
      findSelection(view, selected), engine.call('timeline.histogram', { filter, zone, buckets: chartBuckets }), engine.call('timeline.facets', {}),
    ]);
    // Whoever moved on meanwhile is not taken back to where they were when this began.
    const now = useTimeline.getState().selected;
    const selection = now === selected ? found : await findSelection(view, now);
    if (mine !== opening) return;
    windows.clear();
    fetcher.follow(view);
    cursor = null;
    useTimeline.setState(({ revealCount, linesVersion }) => ({
      view, chart, facets, selected: selection, anchorIndex: selection?.itemIndex ?? null, loading: false, revealCount: revealCount + 1, linesVersion: linesVersion + 1,
    }));
  } catch (error) {
    if (mine !== opening) return;
    useTimeline.setState({ loading: false });
    sayFailure(error);
  }
}

export function setFilter(change: Partial<TimelineFilter>): void {
  useTimeline.setState(({ filter }) => ({ filter: { ...filter, ...change }, around: null }));
  void openTimeline();
}

export function clearFilter(): void {
  setFilter(everything);
}

/** Puts a value into one of the filter's lists, or takes it out. */
export function toggle<K extends 'kinds' | 'exhibitIds' | 'people' | 'personIds' | 'relationships' | 'exclusionReasons' | 'tags' | 'assessments' | 'seconds' | 'charges' | 'standards' | 'relevances' | 'handlings' | 'channels'>(key: K, value: TimelineFilter[K][number]): void {
  const list: readonly TimelineFilter[K][number][] = useTimeline.getState().filter[key];
  setFilter({ [key]: list.includes(value) ? list.filter((other) => other !== value) : [...list, value] });
}

/**
 * The item the reader's keys have reached. It runs ahead of `selected`, which waits for the engine to say
 * which item that is, so that no key pressed quickly is lost or lands on the item before.
 */
let cursor: { readonly index: number; readonly anchor: number } | null = null;

function reached(): number | null {
  return cursor?.index ?? useTimeline.getState().selected?.itemIndex ?? null;
}

/** The other end of the range, which runs ahead as the item reached does: shown with it, not before. */
function anchored(): number | null {
  return cursor?.anchor ?? useTimeline.getState().anchorIndex;
}

/** Moves the selection by a number of items, or to the first or last; `extend` keeps the other end of a range. */
export async function moveSelection(move: number | 'first' | 'last', extend: boolean): Promise<void> {
  const { view } = useTimeline.getState();
  if (view === null || view.shown === 0) return;
  const wanted = move === 'first' ? 0 : move === 'last' ? view.shown - view.folded - 1 : (reached() ?? -1) + move;
  const index = Math.min(Math.max(0, wanted), view.shown - view.folded - 1);
  const ahead = { index, anchor: extend ? anchored() ?? index : index };
  cursor = ahead;
  const place = await attempt(engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex: index } }));
  // The view was opened anew meanwhile: the key is meant for what is on the screen now.
  if (place !== null && useTimeline.getState().view !== null && useTimeline.getState().view?.viewId !== view.viewId) return moveSelection(move, extend);
  if (cursor !== ahead) return;
  cursor = null;
  if (place === null || useTimeline.getState().view?.viewId !== view.viewId) return;
  useTimeline.setState(({ revealCount }) => ({ selected: place, anchorIndex: ahead.anchor, revealCount: revealCount + 1 }));
}

/** Goes to the next item below that nobody has read; from the top again when there is none below. */
export async function nextUnseen(): Promise<void> {
  const { view } = useTimeline.getState();
  if (view === null || view.shown === 0) return;
  cursor = null;
  const from = (useTimeline.getState().selected?.itemIndex ?? -1) + 1;
  const below = await attempt(engine.call('timeline.nextUnseen', { viewId: view.viewId, from }).then((place) => ({ place })));
  const place = below?.place ?? (below === null || from === 0 ? null : await attempt(engine.call('timeline.nextUnseen', { viewId: view.viewId, from: 0 })));
  if (useTimeline.getState().view?.viewId !== view.viewId) return;
  if (place === null) { if (below !== null) say('Everything in this view has been read.'); return; }
  // It may lie in a closed stack, which is then opened.
  if (view.folded > 0) return selectItem(place.itemId);
  useTimeline.setState(({ revealCount }) => ({ selected: place, anchorIndex: place.itemIndex, revealCount: revealCount + 1 }));
}

/** Goes to the first item at or after an instant; says so when there is none. */
export async function goToTime(atMs: number): Promise<void> {
  const { view } = useTimeline.getState();
  if (view === null) return;
  cursor = null;
  const found = await attempt(engine.call('timeline.locate', { viewId: view.viewId, target: { atMs } }).then((place) => ({ place })));
  if (found === null || useTimeline.getState().view?.viewId !== view.viewId) return;
  const { place } = found;
  if (place === null) { say('Nothing in this view is at or after that time.'); return; }
  useTimeline.setState(({ revealCount }) => ({ selected: place, anchorIndex: place.itemIndex, revealCount: revealCount + 1 }));
}

/** Selects a row that is on the screen. */
export function selectRow(line: number, itemIndex: number, item: ItemRow, extend: boolean): void {
  cursor = null;
  useTimeline.setState(({ anchorIndex }) => ({ selected: { itemId: item.id, itemIndex, line }, anchorIndex: extend ? anchorIndex ?? itemIndex : itemIndex }));
}

/** Selects an item wherever it is; clears the filter when it is outside the view. */
export async function selectItem(itemId: ItemId): Promise<void> {
  const { view } = useTimeline.getState();
  if (view === null) return;
  cursor = null;
  const place = await attempt(engine.call('timeline.locate', { viewId: view.viewId, target: { itemId } }));
  if (place !== null && place.itemId !== itemId) {
    useTimeline.setState(({ stacks }) => ({ stacks: [...stacks ?? [], place.itemId], selected: { ...place, itemId } }));
    return openTimeline();
  }
  if (place !== null) {
    useTimeline.setState(({ revealCount }) => ({ selected: place, anchorIndex: place.itemIndex, revealCount: revealCount + 1 }));
    return;
  }
  useTimeline.setState({ filter: everything, around: null, selected: { itemId, itemIndex: 0, line: 0 }, anchorIndex: 0 });
  await openTimeline();
  say('That item was outside the filter, so the filter was cleared.');
}

const longestRange = 10_000;

/** Ids of the item reached, or of the whole range when one is chosen: as they are when this is called, whatever is pressed next. */
export async function chosenItems(): Promise<ItemId[]> {
  const { view, selected } = useTimeline.getState();
  const [here, anchorIndex] = [reached(), anchored()];
  if (view === null || here === null) return [];
  const first = Math.min(here, anchorIndex ?? here);
  const last = Math.max(here, anchorIndex ?? here);
  if (first === last && selected?.itemIndex === here) return [selected.itemId];
  if (last - first >= longestRange) {
    say(`At most ${longestRange.toLocaleString('en-GB')} items can be assessed at once.`, 'warned');
    return [];
  }
  const [start, end] = await Promise.all([first, last].map((itemIndex) => engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex } })));
  if (start == null || end == null) return [];
  const ids: ItemId[] = [];
  for (let line = start.line; line <= end.line; line += 1000) {
    const { lines } = await engine.call('timeline.window', { viewId: view.viewId, start: line, count: Math.min(1000, end.line - line + 1) });
    ids.push(...lines.flatMap((found) => (found.type === 'item' ? [found.item.id] : [])));
  }
  return ids;
}

/** Most rows asked for at once; the engine takes no more. */
const rowsAtOnce = 1_000;

function putRows(rows: readonly ItemRow[]): void {
  windows.replace(rows);
  useTimeline.setState(({ linesVersion }) => ({ linesVersion: linesVersion + 1 }));
}

/** Fetches those of the items that are held, and only those: a window is hundreds of rows. */
async function refreshRows(view: TimelineView, itemIds: readonly ItemId[]): Promise<void> {
  const held = windows.itemsAmong(itemIds);
  for (let from = 0; from < held.length; from += rowsAtOnce) {
    const found = await attempt(engine.call('timeline.rows', { itemIds: held.slice(from, from + rowsAtOnce) }));
    if (found === null || useTimeline.getState().view?.viewId !== view.viewId) return;
    putRows(found.rows);
  }
}

async function refreshFacets(): Promise<void> {
  const facets = await attempt(engine.call('timeline.facets', {}));
  if (facets !== null) useTimeline.setState({ facets });
}

/** The counts beside the filters read much of the case: they follow once the keys have paused, so that no key waits for them. */
const countsPauseMs = 300;
let countsTimer: ReturnType<typeof setTimeout> | null = null;

function refreshCountsSoon(): void {
  if (countsTimer !== null) clearTimeout(countsTimer);
  const mine = opening;
  countsTimer = setTimeout(() => {
    countsTimer = null;
    // A view opened anew meanwhile has its counts.
    if (mine === opening) void refreshFacets();
  }, countsPauseMs);
}

/** Refreshes the lines and counts that show these items. Positions stay, so nothing moves under the reader. */
async function refreshItems(itemIds: readonly ItemId[], rows: readonly ItemRow[] | undefined): Promise<void> {
  const { view } = useTimeline.getState();
  if (view === null) return;
  refreshCountsSoon();
  fetcher.changed();
  if (rows === undefined) await refreshRows(view, itemIds);
  else putRows(rows);
}

export function forgetTimeline(): void {
  windows.clear();
  fetcher.follow(null);
  cursor = null;
  opening += 1;
  useTimeline.setState({ filter: everything, around: null, stacks: null, view: null, facets: null, chart: null, loading: false, selected: null, anchorIndex: null });
}

/** What a person holds has changed: a view by people is laid out anew, and any other only learns their names. */
async function followPeople(): Promise<void> {
  if (useTimeline.getState().filter.personIds.length > 0) return openTimeline();
  return refreshFacets();
}

/** Starts following the case's changes; returns the function that stops. */
export function followCase(): () => void {
  return engine.on('case.changed', ({ what, itemIds, rows }) => {
    // A change of very many names none of them.
    if (what === 'review') void (itemIds.length === 0 ? openTimeline() : refreshItems(itemIds, rows));
    if (what === 'tags' || what === 'charges') void refreshFacets();
    if (what === 'people') void followPeople();
    if (what === 'items' || what === 'exhibits' || what === 'details' || what === 'anchors' || what === 'duty') void openTimeline();
  });
}
