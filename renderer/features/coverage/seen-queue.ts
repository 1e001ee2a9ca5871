/** Items the reader has come to, told to the engine a few at a time: a key held down must not be a write for each row. */
import type { ItemId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, useSession } from '../../session/session-store.ts';

const gatherMs = 300;
const waiting = new Set<ItemId>();
/** Told in this session already; the engine would only say so again. */
const told = new Set<ItemId>();
let timer: ReturnType<typeof setTimeout> | null = null;

function tell(): void {
  timer = null;
  const itemIds = [...waiting];
  waiting.clear();
  if (itemIds.length === 0 || useSession.getState().summary === null) return;
  for (const id of itemIds) told.add(id);
  void attempt(engine.call('review.seen', { itemIds }));
}

/** The reader has this item before them. */
export function noteSeen(itemId: ItemId): void {
  if (told.has(itemId)) return;
  waiting.add(itemId);
  timer ??= setTimeout(tell, gatherMs);
}

/** The case is closed: what waits is told now, and nothing is remembered of it. */
export function endSeen(): void {
  if (timer !== null) clearTimeout(timer);
  tell();
  told.clear();
}
