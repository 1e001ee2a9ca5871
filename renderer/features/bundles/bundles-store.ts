/** The bundles of the case as the window holds them: which is chosen, what stands chosen in it, and what each was before its latest changes. */
import { create } from 'zustand';
import type { CommandOutput } from '../../../shared/contract/contract.ts';
import { bundleDefinitionSchema, type BundleDefinition, type BundleId, type ListedBundle } from '../../../shared/domain/bundle.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { placesOf, samePlace, spotOf, type Place } from './bundle-edits.ts';
import { forgetVersions } from './versions-store.ts';

interface Former { readonly definition: BundleDefinition; readonly place: Place | null; /** What was done next: “moving …”. */ readonly doing: string }
export type BuiltBundle = CommandOutput<'bundles.build'>;

interface BundlesState {
  /** Null until they have been read. */
  readonly bundles: readonly ListedBundle[] | null;
  readonly chosen: BundleId | null;
  readonly place: Place | null;
  readonly past: Readonly<Record<number, readonly Former[]>>;
  /** What the latest change was: told to assistive technology, and shown. */
  readonly said: string;
  /** The latest PDF of each, made while the case was open. */
  readonly built: Readonly<Record<number, BuiltBundle>>;
}

const start: BundlesState = { bundles: null, chosen: null, place: null, past: {}, said: '', built: {} };
export const useBundles = create<BundlesState>()(() => start);

/** Earlier definitions kept of one bundle. */
const formerKept = 200;

/** Counts cases: what was asked of one says nothing of the next. */
let ofCase = 0;
let saves: Promise<void> = Promise.resolve();
let waiting = 0;

function show(bundles: readonly ListedBundle[]): void {
  useBundles.setState(({ chosen, place }) => {
    const still = bundles.find(({ id }) => id === chosen) ?? bundles[0];
    return { bundles, chosen: still?.id ?? null, place: still !== undefined && still.id === chosen ? placeIn(still.definition, place) : null };
  });
}

/** The place, or null when the definition does not have it. */
function placeIn(definition: BundleDefinition, place: Place | null): Place | null {
  return placesOf(definition).find((one) => samePlace(one, place)) ?? null;
}

export async function loadBundles(): Promise<void> {
  const mine = ofCase;
  const bundles = await attempt(engine.call('bundles.list', {}));
  if (bundles !== null && mine === ofCase && waiting === 0) show(bundles);
}

export function forgetBundles(): void {
  ofCase += 1;
  forgetVersions();
  useBundles.setState(start, true);
}

export const tell = (said: string): void => useBundles.setState({ said });
export const choose = (place: Place | null): void => useBundles.setState({ place });
export const chooseBundle = (chosen: BundleId): void => useBundles.setState((state) => (state.chosen === chosen ? {} : { chosen, place: null, said: '' }));
export const definitionOf = (bundleId: BundleId): BundleDefinition | null => useBundles.getState().bundles?.find(({ id }) => id === bundleId)?.definition ?? null;

/** Shows a definition at once and keeps it in its turn; one that is refused is told, and what is kept is shown again. */
function keep(bundleId: BundleId, definition: BundleDefinition): Promise<void> {
  const mine = ofCase;
  useBundles.setState(({ bundles }) => ({ bundles: bundles?.map((bundle) => (bundle.id === bundleId ? { ...bundle, definition } : bundle)) ?? null }));
  waiting += 1;
  saves = saves.then(async () => {
    const done = mine === ofCase ? await attempt(engine.call('bundles.save', { bundleId, definition })) : null;
    waiting -= 1;
    if (mine !== ofCase || waiting > 0) return;
    if (done !== null) show(done.bundles);
    else {
      useBundles.setState(({ past }) => ({ past: { ...past, [bundleId]: [] }, said: 'The change was not kept.' }));
      await loadBundles();
    }
  });
  return saves;
}

/** All changes so far are kept, or have been refused. */
export const settled = (): Promise<void> => saves;

/** A change of a bundle. `doing` goes on from “Undone: ”; `said` tells what it came to; `place` is where it left the person. */
export function change(bundleId: BundleId, wanted: BundleDefinition, { doing, said, place }: { readonly doing: string; readonly said: string; readonly place?: Place | null }): Promise<void> {
  const before = definitionOf(bundleId);
  const read = bundleDefinitionSchema.safeParse(wanted);
  if (!read.success) {
    say(read.error.issues[0]?.message ?? 'The bundle cannot be kept like this.', 'failed');
    return Promise.resolve();
  }
  const next = read.data;
  if (before === null || JSON.stringify(before) === JSON.stringify(next)) return Promise.resolve();
  useBundles.setState((state) => ({
    past: { ...state.past, [bundleId]: [...(state.past[bundleId] ?? []), { definition: before, place: state.place, doing }].slice(-formerKept) },
    said, chosen: bundleId, place: place === undefined ? placeIn(next, state.place) : place,
  }));
  return keep(bundleId, next);
}

/** Makes the bundle what it was before its latest change. */
export function undoChange(bundleId: BundleId): void {
  const past = useBundles.getState().past[bundleId] ?? [];
  const former = past.at(-1);
  if (former === undefined) {
    tell('There is nothing to undo in this bundle.');
    return;
  }
  useBundles.setState((state) => ({ past: { ...state.past, [bundleId]: past.slice(0, -1) }, place: placeIn(former.definition, former.place), said: `Undone: ${former.doing}.` }));
  void keep(bundleId, former.definition);
}

/** Null when it was refused; the person has been told. */
export async function makeBundle(definition: BundleDefinition): Promise<BundleId | null> {
  const done = await attempt(engine.call('bundles.save', { bundleId: null, definition }));
  if (done === null) return null;
  show(done.bundles);
  useBundles.setState({ chosen: done.bundleId, place: null, said: `Bundle ${definition.letter} is begun.` });
  return done.bundleId;
}

/** Null when it was refused; the person has been told. */
export async function removeBundle(bundleId: BundleId, reason: string): Promise<true | null> {
  await settled();
  const bundles = await attempt(engine.call('bundles.remove', { bundleId, reason }));
  if (bundles === null) return null;
  show(bundles);
  tell('The bundle was removed.');
  return true;
}

export const noteBuilt = (bundleId: BundleId, done: BuiltBundle): void => useBundles.setState(({ built }) => ({ built: { ...built, [bundleId]: done } }));

/** Where a document stands, in words for the live region. */
export function whereIs(definition: BundleDefinition, id: string): string {
  const spot = spotOf(definition, id);
  const section = spot === null ? undefined : definition.sections[spot.section];
  return spot === null || section === undefined ? '' : `${spot.index + 1} of ${section.documents.length} in “${section.title}”`;
}
