/** The selected item with everything known about it; fetched anew whenever it changes. */
import { create } from 'zustand';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { sayFailure } from '../../session/session-store.ts';

interface ItemState {
  readonly itemId: ItemId | null;
  readonly detail: ItemDetail | null;
  /** Whether the picture of the selected item has been asked for. */
  readonly pictureWanted: boolean;
}

export const useItem = create<ItemState>()(() => ({ itemId: null, detail: null, pictureWanted: false }));

/** Settling time, so that holding a movement key does not ask for every item passed. */
const settleMs = 60;
let timer: ReturnType<typeof setTimeout> | null = null;

async function load(itemId: ItemId): Promise<void> {
  try {
    const detail = await engine.call('items.get', { itemId });
    if (useItem.getState().itemId === itemId) useItem.setState({ detail });
  } catch (error) {
    if (useItem.getState().itemId === itemId) sayFailure(error);
  }
}

/** Shows an item; null shows none. */
export function showItem(itemId: ItemId | null): void {
  if (useItem.getState().itemId === itemId) return;
  if (timer !== null) clearTimeout(timer);
  useItem.setState({ itemId, pictureWanted: false, ...(itemId === null ? { detail: null } : {}) });
  if (itemId !== null) timer = setTimeout(() => { void load(itemId); }, settleMs);
}

export function togglePicture(): void {
  useItem.setState(({ pictureWanted }) => ({ pictureWanted: !pictureWanted }));
}

/** Follows changes to the item shown; returns the function that stops. */
export function followItem(): () => void {
  return engine.on('case.changed', ({ what, itemIds }) => {
    const { itemId } = useItem.getState();
    if (itemId === null) return;
    if (what === 'items' || what === 'duty' || (what === 'review' && (itemIds.length === 0 || itemIds.includes(itemId)))) void load(itemId);
  });
}
