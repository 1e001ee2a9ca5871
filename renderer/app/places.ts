/**
 * Where the reader is in the case (a view, a filter, a row), and where they were before: Back and Forward go
 * through places as they stood, not through what was done. Nothing recorded is changed by it.
 */
import { create } from 'zustand';
import type { ItemId } from '../../shared/domain/ids.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { sameRows, setFilter, showTimelinePlace, timelinePlace, useTimeline, type TimelinePlace } from '../features/timeline/index.ts';
import type { WorkspaceView } from './views.ts';

/** The item whose conversation is read, and the view it was opened from. */
export interface Talk { readonly itemId: ItemId; readonly from: WorkspaceView }

interface Place { readonly view: WorkspaceView; readonly talk: Talk | null; readonly timeline: TimelinePlace }

interface Places {
  readonly view: WorkspaceView;
  readonly talk: Talk | null;
  readonly past: readonly Place[];
  readonly future: readonly Place[];
}

const start: Places = { view: 'timeline', talk: null, past: [], future: [] };
const placesKept = 100;

export const usePlaces = create<Places>()(() => start);

/** The place as it was last seen to be. Its row follows the reader, so that Back finds the row that was left. */
let here: Place | null = null;

function now(): Place {
  const { view, talk } = usePlaces.getState();
  return { view, talk, timeline: timelinePlace() };
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.view === other.view && one.talk?.itemId === other.talk?.itemId && sameRows(one.timeline, other.timeline);
}

let noticing = false;

/** Looks where the reader is once what they did is done: going to a view and narrowing it is one step. */
function noticeSoon(): void {
  if (noticing) return;
  noticing = true;
  queueMicrotask(() => {
    noticing = false;
    if (here !== null) notice();
  });
}

/** A place that differs in more than its row puts the one before it behind. */
function notice(): void {
  const next = now();
  const before = here;
  here = next;
  if (before === null || isSamePlace(before, next)) return;
  usePlaces.setState(({ past }) => ({ past: [...past, before].slice(-placesKept), future: [] }));
}

function show(place: Place, past: readonly Place[], future: readonly Place[]): void {
  const timelineDiffers = !sameRows(timelinePlace(), place.timeline);
  here = place;
  usePlaces.setState({ view: place.view, talk: place.talk, past, future });
  if (timelineDiffers || place.view === 'timeline') showTimelinePlace(place.timeline);
}

/** Goes to a view; to a conversation with what is read there. */
export function goTo(view: WorkspaceView, talk: Talk | null = null): void {
  usePlaces.setState({ view, talk });
}

/** Goes to the timeline of what a filter leaves; what is not said of it leaves everything. */
export function showRows(wanted: Partial<TimelineFilter>): void {
  goTo('timeline');
  setFilter({ ...everything, ...wanted });
}

export function goBack(): void {
  const { past, future } = usePlaces.getState();
  const place = past.at(-1);
  if (place !== undefined) show(place, past.slice(0, -1), [now(), ...future]);
}

export function goForward(): void {
  const { past, future } = usePlaces.getState();
  const [place, ...rest] = future;
  if (place !== undefined) show(place, [...past, now()], rest);
}

/** Starts noticing where the reader goes; returns the function that stops and forgets. */
export function followPlaces(): () => void {
  usePlaces.setState(start);
  here = now();
  const stops = [usePlaces.subscribe(noticeSoon), useTimeline.subscribe(noticeSoon)];
  return () => {
    for (const stop of stops) stop();
    here = null;
    usePlaces.setState(start);
  };
}
