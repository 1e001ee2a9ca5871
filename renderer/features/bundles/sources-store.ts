/** What the documents of a bundle come from: the exhibits of the case, files of items, selections with no rows; and what is privileged. */
import { create } from 'zustand';
import type { BundleDefinition } from '../../../shared/domain/bundle.ts';
import type { Exhibit } from '../../../shared/domain/exhibit.ts';
import type { ExhibitId } from '../../../shared/domain/ids.ts';
import { everything } from '../../../shared/domain/timeline-filter.ts';
import type { Attachment } from '../../../shared/domain/item.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { documentsOf } from './bundle-edits.ts';

interface AttachedFile { readonly file: Attachment | null; readonly reference: string; readonly privileged: boolean }

interface SourcesState {
  /** Null until they have been read. */
  readonly exhibits: ReadonlyMap<ExhibitId, Exhibit> | null;
  /** Exhibits that hold privileged items. */
  readonly privileged: ReadonlySet<ExhibitId>;
  /** By `item attachment`. */
  readonly files: ReadonlyMap<string, AttachedFile>;
  /** By document; true when the selection has no rows. */
  readonly empty: ReadonlyMap<string, boolean>;
}

const start: SourcesState = { exhibits: null, privileged: new Set(), files: new Map(), empty: new Map() };
export const useSources = create<SourcesState>()(() => start);
export const fileKey = (itemId: string, attachment: number): string => `${itemId} ${attachment}`;

/** More than these are asked for when the bundle is made, and not before. */
const mostAsked = 200;
const privilegedOnly = { ...everything, handlings: ['privileged' as const] };
let asking = 0;

/** Which exhibits hold privileged items. One question when none does. */
async function privilegedExhibits(exhibits: readonly Exhibit[]): Promise<ReadonlySet<ExhibitId> | null> {
  const any = await attempt(engine.call('items.page', { filter: privilegedOnly, limit: 1 }));
  if (any === null) return null;
  const found = new Set<ExhibitId>();
  if (any.items.length === 0) return found;
  for (const { id } of exhibits.slice(0, mostAsked)) {
    const of = await attempt(engine.call('items.page', { filter: { ...privilegedOnly, exhibitIds: [id] }, limit: 1 }));
    if (of === null) return null;
    if (of.items.length > 0) found.add(id);
  }
  return found;
}

export async function loadExhibits(): Promise<void> {
  asking += 1;
  const mine = asking;
  const exhibits = await attempt(engine.call('exhibits.list', {}));
  if (exhibits === null || mine !== asking) return;
  useSources.setState({ exhibits: new Map(exhibits.map((exhibit) => [exhibit.id, exhibit])) });
  const privileged = await privilegedExhibits(exhibits);
  if (privileged !== null && mine === asking) useSources.setState({ privileged });
}

/** Asks for the files and selections of a bundle that are not known yet. */
export async function loadSourcesOf(definition: BundleDefinition): Promise<void> {
  const mine = asking;
  const { files, empty } = useSources.getState();
  for (const { id, source } of documentsOf(definition).slice(0, 2_000)) {
    if (source.type === 'attachment' && !files.has(fileKey(source.itemId, source.attachment)) && useSources.getState().files.size < mostAsked) {
      const item = await engine.call('items.get', { itemId: source.itemId }).catch(() => null);
      const file: AttachedFile = { file: item?.attachments[source.attachment] ?? null, reference: item?.exhibit.reference ?? '', privileged: item?.disclosure?.handling === 'privileged' };
      if (mine === asking) useSources.setState((state) => ({ files: new Map(state.files).set(fileKey(source.itemId, source.attachment), file) }));
    } else if (source.type === 'timeline' && !empty.has(id) && useSources.getState().empty.size < mostAsked) {
      const page = await attempt(engine.call('items.page', { filter: source.filter, limit: 1 }));
      if (page !== null && mine === asking) useSources.setState((state) => ({ empty: new Map(state.empty).set(id, page.items.length === 0) }));
    }
  }
}

/** Reads the exhibits and follows what changes them. Returns what stops it and forgets. */
export function followSources(): () => void {
  void loadExhibits();
  const stop = engine.on('case.changed', ({ what }) => {
    if (what === 'exhibits' || what === 'items' || what === 'review') {
      useSources.setState({ files: new Map(), empty: new Map() });
      void loadExhibits();
    }
  });
  return () => {
    stop();
    asking += 1;
    useSources.setState(start, true);
  };
}
