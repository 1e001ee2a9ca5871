/** Assessing and tagging what is chosen. The window shows a mark only once the engine has made it durable. */
import type { CommandInput } from '../../../shared/contract/contract.ts';
import type { AssessmentState } from '../../../shared/domain/assessment.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say, sayFailure } from '../../session/session-store.ts';

/** What an assessment says beside its state. */
export type AssessmentWords = Pick<CommandInput<'review.assess'>, 'reasons' | 'innocentExplanation' | 'charges' | 'standards'>;

/** Review actions run one after another in the order of the keys, however long each takes. */
let last: Promise<unknown> = Promise.resolve();

/** Runs after every action asked for before it. */
export function inOrder(act: () => Promise<unknown>): Promise<void> {
  const done = last.then(act).then(() => undefined);
  last = done.catch(sayFailure);
  return done;
}

function sayChanged(done: { readonly changed: readonly ItemId[] } | null, of: number): boolean {
  if (done !== null && of > 1) say(`${done.changed.length} of ${of} items changed. Z takes it back.`);
  return done !== null;
}

export async function assess(itemIds: readonly ItemId[], state: AssessmentState, words?: AssessmentWords): Promise<boolean> {
  if (itemIds.length === 0) return false;
  return sayChanged(await attempt(engine.call('review.assess', { itemIds: [...itemIds], state, ...words })), itemIds.length);
}

/** As second reviewer, agrees with the first assessment of each item. */
export async function agree(itemIds: readonly ItemId[]): Promise<boolean> {
  return sayChanged(await attempt(engine.call('review.agree', { itemIds: [...itemIds] })), itemIds.length);
}

export async function setTag(itemIds: readonly ItemId[], tag: string, on: boolean): Promise<boolean> {
  if (itemIds.length === 0) return false;
  return (await attempt(engine.call('review.tag', { itemIds: [...itemIds], tag, on }))) !== null;
}

/** Null when it was refused; the person has been told. */
export async function recordAccount(account: CommandInput<'review.account'>): Promise<unknown> {
  const done = await attempt(engine.call('review.account', account));
  sayChanged(done, account.itemIds.length);
  return done;
}

/** Null when it was refused; the person has been told. */
export async function answerChecklist(given: CommandInput<'review.checklist'>): Promise<unknown> {
  const done = await attempt(engine.call('review.checklist', given));
  sayChanged(done, given.itemIds.length);
  return done;
}

/** Null when it was refused; the person has been told. */
export async function disclose(answer: CommandInput<'review.disclose'>): Promise<unknown> {
  const done = await attempt(engine.call('review.disclose', answer));
  sayChanged(done, answer.itemIds.length);
  return done;
}

export async function undo(): Promise<void> {
  const undone = await attempt(engine.call('review.undo', {}).then((result) => ({ result })));
  if (undone === null) return;
  say(undone.result === null ? 'There is nothing of yours to undo.' : `Undone: ${undone.result.undone}`);
}
