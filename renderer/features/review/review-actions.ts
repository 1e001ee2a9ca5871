/** Assessing and tagging what is chosen. The window shows a mark only once the engine has made it durable. */
import type { AssessmentState } from '../../../shared/domain/assessment.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say, sayFailure } from '../../session/session-store.ts';

export interface Reasons { readonly reasons: string; readonly innocentExplanation: string; readonly officersAccount: string }

/** Review actions run one after another in the order of the keys, however long each takes. */
let last: Promise<unknown> = Promise.resolve();

/** Runs after every action asked for before it. */
export function inOrder(act: () => Promise<unknown>): Promise<void> {
  const done = last.then(act).then(() => undefined);
  last = done.catch(sayFailure);
  return done;
}

export async function assess(itemIds: readonly ItemId[], state: AssessmentState, words?: Reasons): Promise<boolean> {
  if (itemIds.length === 0) return false;
  const done = await attempt(engine.call('review.assess', { itemIds: [...itemIds], state, ...words }));
  if (done !== null && itemIds.length > 1) say(`${done.changed.length} of ${itemIds.length} items changed. Z takes it back.`);
  return done !== null;
}

export async function setTag(itemIds: readonly ItemId[], tag: string, on: boolean): Promise<boolean> {
  if (itemIds.length === 0) return false;
  return (await attempt(engine.call('review.tag', { itemIds: [...itemIds], tag, on }))) !== null;
}

export async function undo(): Promise<void> {
  const undone = await attempt(engine.call('review.undo', {}).then((result) => ({ result })));
  if (undone === null) return;
  say(undone.result === null ? 'There is nothing of yours to undo.' : `Undone: ${undone.result.undone}`);
}
