/** A conversation as the window holds it: one thread of one exhibit, or everything with one person across sources. */
import { create } from 'zustand';
import type { BesideRow, Lanes } from '../../../shared/contract/conversations.ts';
import type { Conversation, TimelineLine, TimelineView } from '../../../shared/contract/timeline.ts';
import type { ItemId, PersonId } from '../../../shared/domain/ids.ts';
import { everything, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say, viewZone } from '../../session/session-store.ts';
import { arrange, type ArrangedLine } from './arrange.ts';

/** Lines fetched at once, and the most held: a long conversation is held a stretch at a time. */
const stretch = 150;
const mostHeld = 900;

/** One thread, or a person; with or without the system accesses about whoever takes part. */
export type Scope = { readonly type: 'thread'; readonly withAccesses: boolean } | { readonly type: 'person'; readonly personId: PersonId; readonly withAccesses: boolean };

interface ConversationState {
  readonly about: Conversation | null;
  readonly scope: Scope;
  readonly view: TimelineView | null;
  /** Number of the first line held. */
  readonly start: number;
  readonly lines: readonly TimelineLine[];
  readonly beside: ReadonlyMap<ItemId, BesideRow>;
  /** The lines held, each reaction under its message. */
  readonly arranged: readonly ArrangedLine[];
  /** Null until counted. */
  readonly lanes: Lanes | null;
  /** Official and personal contact in lanes of their own. */
  readonly sideBySide: boolean;
  readonly selected: ItemId | null;
  readonly loading: boolean;
  /** Raised when the selection must be brought into view. */
  readonly revealCount: number;
  /** The form that lies over it. */
  readonly dialog: { readonly kind: 'channels' | 'third-parties'; /** Of the row chosen when it was asked for. */ readonly about: Conversation } | null;
  /** Whether what was opened last goes to the middle, or stays where the reader has it. */
  readonly placing: 'middle' | 'keep';
}

const empty: Omit<ConversationState, 'sideBySide'> = {
  about: null, scope: { type: 'thread', withAccesses: true }, view: null, start: 0, lines: [], beside: new Map(), arranged: [], lanes: null, selected: null, loading: false, revealCount: 0, dialog: null, placing: 'middle',
};
export const useConversation = create<ConversationState>()(() => ({ ...empty, sideBySide: false }));

/** Only the latest opening is shown. */
let opening = 0;

/** Where a reader was in a conversation they may come back to, by the place that opened it. */
const places = new WeakMap<object, Pick<ConversationState, 'scope' | 'selected'>>();
let place: object | null = null;

/** True while nothing of the conversation may be shown: it is between third parties, and the reviewer has not opened it. */
export function isClosedThread({ about, scope }: Pick<ConversationState, 'about' | 'scope'>): boolean {
  return scope.type === 'thread' && about?.thirdParty?.thirdParty === true && !about.thirdParty.openToYou;
}

/** The item the review keys act on; nothing where what it says is closed to the reader. */
export function chosenInConversation(): ItemId | null {
  const { selected, beside } = useConversation.getState();
  return selected === null || isClosedThread(useConversation.getState()) || beside.get(selected)?.closed === true ? null : selected;
}

function contactsOf(about: Conversation, scope: Scope): TimelineFilter {
  if (scope.type === 'thread') return { ...everything, threads: [{ exhibitId: about.exhibitId, thread: about.thread }], includeUndated: true };
  return { ...everything, personIds: [scope.personId], kinds: ['message', 'call', 'event', 'notice'] };
}

function filterOf(about: Conversation, scope: Scope): TimelineFilter {
  const contacts = contactsOf(about, scope);
  if (!scope.withAccesses) return contacts;
  return scope.type === 'thread' ? { ...contacts, accessesAbout: about.people.map(({ id }) => id) } : { ...contacts, kinds: [...contacts.kinds, 'access'] };
}

interface Stretch { readonly start: number; readonly lines: readonly TimelineLine[]; readonly beside: ReadonlyMap<ItemId, BesideRow> }

async function fetchLines(view: TimelineView, start: number, count: number): Promise<Stretch> {
  if (count <= 0) return { start, lines: [], beside: new Map() };
  const { lines } = await engine.call('timeline.window', { viewId: view.viewId, start, count });
  const rows = await engine.call('conversation.beside', { itemIds: lines.flatMap((line) => (line.type === 'item' ? [line.item.id] : [])) });
  return { start, lines, beside: new Map(rows.map((row) => [row.itemId, row])) };
}

/** Holds a stretch, with what belongs to it and to nothing else. */
function holding({ start, lines, beside }: Stretch): Pick<ConversationState, 'start' | 'lines' | 'beside' | 'arranged'> {
  const held = new Map(lines.flatMap((line) => {
    const about = line.type === 'item' ? beside.get(line.item.id) : undefined;
    return about === undefined ? [] : [[about.itemId, about] as const];
  }));
  return { start, lines, beside: held, arranged: arrange(lines, start, held) };
}

async function countLanes(about: Conversation, scope: Scope, mine: number): Promise<void> {
  const lanes = await attempt(engine.call('conversation.lanes', { filter: contactsOf(about, scope) }));
  if (mine === opening) useConversation.setState({ lanes });
}

/** Opens the scope and goes to the item, or to the nearest that is in it. `keep`: what the reader sees stays where it is. */
async function load(about: Conversation, scope: Scope, itemId: ItemId, placing: ConversationState['placing'] = 'middle'): Promise<void> {
  opening += 1;
  const mine = opening;
  const held = useConversation.getState().lines.length;
  if (isClosedThread({ about, scope })) {
    const { dialog } = useConversation.getState();
    useConversation.setState({ ...empty, about, scope, dialog, selected: itemId });
    return;
  }
  useConversation.setState({ about, scope, loading: true, ...(placing === 'keep' ? {} : { lanes: null }) });
  void countLanes(about, scope, mine);
  const opened = await attempt((async () => {
    const view = await engine.call('timeline.open', { filter: filterOf(about, scope), zone: viewZone() });
    const found = view.shown === 0 ? null : await engine.call('timeline.locate', { viewId: view.viewId, target: { itemId } }) ?? await engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex: 0 } });
    const length = placing === 'keep' ? Math.max(stretch, Math.min(mostHeld, held)) : stretch;
    const start = Math.max(0, (found?.line ?? 0) - Math.floor(length / 2));
    return { view, ...holding(await fetchLines(view, start, length)), selected: found?.itemId ?? null };
  })());
  if (mine !== opening) return;
  useConversation.setState(({ revealCount }) => ({ ...opened, placing, loading: false, revealCount: placing === 'keep' ? revealCount : revealCount + 1 }));
}

/** Opens the conversation an item is of; an item of none is shown with the people it is about. `from` is the place the reader may come back to. */
export async function openConversation(itemId: ItemId, from: object): Promise<void> {
  place = from;
  const before = places.get(from);
  const target = before?.selected ?? itemId;
  useConversation.setState({ ...empty, loading: true });
  const about = await attempt(engine.call('conversation.of', { itemId }));
  if (place !== from) return;
  if (about === null) { useConversation.setState({ loading: false }); return; }
  if (before !== undefined) { await load(about, before.scope, target); return; }
  const [person] = about.people;
  const isThread = about.thread !== '' && (await attempt(engine.call('items.get', { itemId })))?.kind !== 'access';
  if (place !== from) return;
  await load(about, isThread || person === undefined ? { type: 'thread', withAccesses: true } : { type: 'person', personId: person.id, withAccesses: true }, target);
}

export function setScope(scope: Scope): void {
  const { about, selected } = useConversation.getState();
  if (about !== null) void load(about, scope, selected ?? about.itemId);
}

/** Opens a form about the row chosen, or about what was opened where a system access is. */
export async function askFor(kind: 'channels' | 'third-parties'): Promise<void> {
  const { about, lines, selected } = useConversation.getState();
  if (about === null) return;
  const chosen = lines.find((line) => line.type === 'item' && line.item.id === selected && line.item.kind !== 'access');
  const asked = await attempt(engine.call('conversation.of', { itemId: chosen?.type === 'item' ? chosen.item.id : about.itemId }));
  if (asked === null || useConversation.getState().about?.itemId !== about.itemId) return;
  if (kind === 'third-parties' && asked.thread === '') say('This row belongs to no conversation.');
  else useConversation.setState({ dialog: { kind, about: asked } });
}

export function putAway(): void {
  useConversation.setState({ dialog: null });
}

/** Takes back the reviewer's latest statement about a channel or third parties, and says which it was. */
export async function takeBack(): Promise<void> {
  const undone = await attempt(engine.call('channels.undo', {}).then((result) => ({ result })));
  if (undone !== null) say(undone.result === null ? 'There is nothing of yours to take back.' : `Undone: ${undone.result.undone}`);
}

export function setSideBySide(sideBySide: boolean): void {
  useConversation.setState(({ revealCount }) => ({ sideBySide, revealCount: revealCount + 1 }));
}

/** More before what is held; what lies furthest the other way is let go. */
export async function earlier(): Promise<void> {
  const { view, start, loading } = useConversation.getState();
  if (view === null || start === 0 || loading) return;
  useConversation.setState({ loading: true });
  const from = Math.max(0, start - stretch);
  const fetched = await attempt(fetchLines(view, from, start - from));
  useConversation.setState((state) => (state.view !== view || fetched === null ? { loading: false }
    : { loading: false, ...holding({ start: from, lines: [...fetched.lines, ...state.lines].slice(0, mostHeld), beside: new Map([...state.beside, ...fetched.beside]) }) }));
}

export async function later(): Promise<void> {
  const { view, start, lines, loading } = useConversation.getState();
  if (view === null || start + lines.length >= view.lineCount || loading) return;
  useConversation.setState({ loading: true });
  const fetched = await attempt(fetchLines(view, start + lines.length, stretch));
  useConversation.setState((state) => {
    if (state.view !== view || fetched === null) return { loading: false };
    const all = [...state.lines, ...fetched.lines];
    const over = Math.max(0, all.length - mostHeld);
    return { loading: false, ...holding({ start: state.start + over, lines: all.slice(over), beside: new Map([...state.beside, ...fetched.beside]) }) };
  });
}

export function select(itemId: ItemId): void {
  useConversation.setState({ selected: itemId });
}

/** Goes to an item of the conversation, held or not. */
export async function goTo(itemId: ItemId): Promise<void> {
  const { about, scope, lines } = useConversation.getState();
  if (lines.some((line) => line.type === 'item' && line.item.id === itemId)) useConversation.setState(({ revealCount }) => ({ selected: itemId, revealCount: revealCount + 1 }));
  else if (about !== null) await load(about, scope, itemId);
}

/** Moves among the items held, as they stand on the screen; at an end it asks for more. */
export function move(step: number): void {
  const { arranged, selected } = useConversation.getState();
  const ids = arranged.flatMap(({ line }) => (line.type === 'item' ? [line.item.id] : []));
  const at = selected === null ? -1 : ids.indexOf(selected);
  const next = ids[Math.max(0, Math.min(ids.length - 1, at + step))];
  if (next !== undefined) useConversation.setState(({ revealCount }) => ({ selected: next, revealCount: revealCount + 1 }));
  if (at + step < 10) void earlier();
  if (at + step > ids.length - 10) void later();
}

/** Leaves the conversation; coming back to the same place finds it as it stood. */
export function leaveConversation(): void {
  const { about, scope, selected } = useConversation.getState();
  if (place !== null && about !== null) places.set(place, { scope, selected });
  place = null;
  opening += 1;
  useConversation.setState(empty);
}

/** Everything anew, where it stands: who takes part, what is closed, which lines there are. */
export async function redraw(): Promise<void> {
  const { about } = useConversation.getState();
  if (about === null) return;
  const fresh = await attempt(engine.call('conversation.of', { itemId: about.itemId }));
  const { about: shown, scope, selected, view } = useConversation.getState();
  if (fresh !== null && shown === about) await load(fresh, scope, selected ?? about.itemId, view === null ? 'middle' : 'keep');
}

async function refreshLines(): Promise<void> {
  const { view, about, scope, start, lines } = useConversation.getState();
  if (view === null || about === null) return;
  const fresh = await attempt(fetchLines(view, start, lines.length));
  if (fresh === null || useConversation.getState().view !== view) return;
  useConversation.setState(holding(fresh));
  // A tag can make an official update of a contact.
  await countLanes(about, scope, opening);
}

const redrawnBy: ReadonlySet<string> = new Set(['items', 'people', 'exhibits', 'anchors', 'channels', 'duty']);

/** Follows what changes. Returns what stops it. */
export function followConversation(): () => void {
  return engine.on('case.changed', ({ what, itemIds }) => {
    const { about, lines } = useConversation.getState();
    if (about === null) return;
    if (redrawnBy.has(what)) void redraw();
    else if (what === 'review' && (itemIds.length === 0 || lines.some((line) => line.type === 'item' && itemIds.includes(line.item.id)))) void refreshLines();
  });
}
