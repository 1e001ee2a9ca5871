/** A conversation as the window holds it: one thread of one exhibit, or everything with one person across sources. */
import { create } from 'zustand';
import type { Conversation, TimelineLine, TimelineView } from '../../../shared/contract/timeline.ts';
import type { ItemId, PersonId } from '../../../shared/domain/ids.ts';
import { everything, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, viewZone } from '../../session/session-store.ts';

/** Lines fetched at once, and the most held: a long conversation is held a stretch at a time. */
const stretch = 150;
const mostHeld = 900;

/** One thread, or a person with or without the system accesses about them. */
export type Scope = { readonly type: 'thread' } | { readonly type: 'person'; readonly personId: PersonId; readonly withAccesses: boolean };

interface ConversationState {
  readonly about: Conversation | null;
  readonly scope: Scope;
  readonly view: TimelineView | null;
  /** Number of the first line held. */
  readonly start: number;
  readonly lines: readonly TimelineLine[];
  readonly selected: ItemId | null;
  readonly loading: boolean;
  /** Raised when the selection must be brought into view. */
  readonly revealCount: number;
}

const empty: ConversationState = { about: null, scope: { type: 'thread' }, view: null, start: 0, lines: [], selected: null, loading: false, revealCount: 0 };
export const useConversation = create<ConversationState>()(() => empty);

/** Only the latest opening is shown. */
let opening = 0;

function filterOf(about: Conversation, scope: Scope): TimelineFilter {
  if (scope.type === 'thread') return { ...everything, threads: [{ exhibitId: about.exhibitId, thread: about.thread }], includeUndated: true };
  return { ...everything, personIds: [scope.personId], kinds: ['message', 'call', 'event', 'notice', ...(scope.withAccesses ? ['access' as const] : [])] };
}

const fetchLines = (view: TimelineView, start: number, count: number): Promise<readonly TimelineLine[]> =>
  (count <= 0 ? Promise.resolve([]) : engine.call('timeline.window', { viewId: view.viewId, start, count }).then(({ lines }) => lines));

/** Opens the scope and goes to the item, or to the nearest that is in it. */
async function load(about: Conversation, scope: Scope, itemId: ItemId): Promise<void> {
  opening += 1;
  const mine = opening;
  useConversation.setState({ about, scope, loading: true });
  const opened = await attempt((async () => {
    const view = await engine.call('timeline.open', { filter: filterOf(about, scope), zone: viewZone() });
    const place = view.shown === 0 ? null : await engine.call('timeline.locate', { viewId: view.viewId, target: { itemId } }) ?? await engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex: 0 } });
    const start = Math.max(0, (place?.line ?? 0) - Math.floor(stretch / 2));
    return { view, start, lines: await fetchLines(view, start, stretch), selected: place?.itemId ?? null };
  })());
  if (mine !== opening) return;
  useConversation.setState(({ revealCount }) => ({ ...opened, loading: false, revealCount: revealCount + 1 }));
}

/** Opens the conversation an item is of; an item of none is shown with the people it is about. */
export async function openConversation(itemId: ItemId): Promise<void> {
  useConversation.setState({ ...empty, loading: true });
  const about = await attempt(engine.call('conversation.of', { itemId }));
  if (about === null) { useConversation.setState({ loading: false }); return; }
  const [person] = about.people;
  const isThread = about.thread !== '' && (await attempt(engine.call('items.get', { itemId })))?.kind !== 'access';
  await load(about, isThread || person === undefined ? { type: 'thread' } : { type: 'person', personId: person.id, withAccesses: true }, itemId);
}

export function setScope(scope: Scope): void {
  const { about, selected } = useConversation.getState();
  if (about !== null) void load(about, scope, selected ?? about.itemId);
}

/** More before what is held; what lies furthest the other way is let go. */
export async function earlier(): Promise<void> {
  const { view, start, loading } = useConversation.getState();
  if (view === null || start === 0 || loading) return;
  useConversation.setState({ loading: true });
  const from = Math.max(0, start - stretch);
  const fetched = await attempt(fetchLines(view, from, start - from));
  useConversation.setState((state) => (state.view !== view || fetched === null ? { loading: false } : { loading: false, start: from, lines: [...fetched, ...state.lines].slice(0, mostHeld) }));
}

export async function later(): Promise<void> {
  const { view, start, lines, loading } = useConversation.getState();
  if (view === null || start + lines.length >= view.lineCount || loading) return;
  useConversation.setState({ loading: true });
  const fetched = await attempt(fetchLines(view, start + lines.length, stretch));
  useConversation.setState((state) => {
    if (state.view !== view || fetched === null) return { loading: false };
    const all = [...state.lines, ...fetched];
    const over = Math.max(0, all.length - mostHeld);
    return { loading: false, start: state.start + over, lines: all.slice(over) };
  });
}

export function select(itemId: ItemId): void {
  useConversation.setState({ selected: itemId });
}

/** Moves among the items held; at an end it asks for more. */
export function move(step: number): void {
  const { lines, selected } = useConversation.getState();
  const ids = lines.flatMap((line) => (line.type === 'item' ? [line.item.id] : []));
  const at = selected === null ? -1 : ids.indexOf(selected);
  const next = ids[Math.max(0, Math.min(ids.length - 1, at + step))];
  if (next !== undefined) useConversation.setState(({ revealCount }) => ({ selected: next, revealCount: revealCount + 1 }));
  if (at + step < 10) void earlier();
  if (at + step > ids.length - 10) void later();
}

export function forgetConversation(): void {
  opening += 1;
  useConversation.setState(empty);
}

/** Follows what changes. Returns what stops it. */
export function followConversation(): () => void {
  return engine.on('case.changed', ({ what, itemIds }) => {
    const { view, about, scope, selected, start, lines } = useConversation.getState();
    if (view === null || about === null) return;
    if (what === 'review' && (itemIds.length === 0 || lines.some((line) => line.type === 'item' && itemIds.includes(line.item.id)))) {
      void attempt(fetchLines(view, start, lines.length)).then((fresh) => { if (fresh !== null && useConversation.getState().view === view) useConversation.setState({ lines: fresh }); });
    } else if (what === 'items' || what === 'people' || what === 'exhibits' || what === 'duty') void load(about, scope, selected ?? about.itemId);
  });
}
