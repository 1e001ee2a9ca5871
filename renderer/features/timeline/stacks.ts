/** Pictures that look alike, stacked under the first of their day: the switch, and opening one stack. Counts and exports know nothing of it. */
import type { ItemId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { formatCount } from '../../ui/progress-line.tsx';
import { lineAt, openTimeline, useTimeline } from './timeline-store.ts';

/** Stacks them, or gives every picture its line again. */
export function toggleStacking(): void {
  useTimeline.setState(({ stacks }) => ({ stacks: stacks === null ? [] : null }));
  void openTimeline();
}

/** Opens the stack that begins with an item, or closes it. */
export function toggleStackOf(leadId: ItemId): void {
  useTimeline.setState(({ stacks }) => (stacks === null ? {} : { stacks: stacks.includes(leadId) ? stacks.filter((open) => open !== leadId) : [...stacks, leadId] }));
  void openTimeline();
}

/** Of the row that is chosen; says why when it is of none. */
export function toggleStack(): void {
  const { selected, stacks } = useTimeline.getState();
  const line = selected === null ? null : lineAt(selected.line);
  if (stacks === null) say('Pictures that look alike are not stacked. Shift E stacks them.');
  else if (line?.type !== 'item' || line.stack === null) say('This row is of no stack: nothing else of its day looks like it, as far as pictures have been compared.');
  else toggleStackOf(line.stack.leadId);
}

/** Compares the pictures not compared yet, so that they can be stacked. */
export async function compareForStacks(): Promise<void> {
  say('Comparing the pictures of the case…');
  const done = await attempt(engine.call('pictures.similar', {}));
  if (done === null) return;
  say(done.failed === 0 ? `${formatCount(done.compared + done.tooPlain)} pictures compared.` : `${formatCount(done.failed)} pictures could not be opened to be compared: ${done.failures[0]?.exhibit ?? ''}, ${done.failures[0]?.name ?? ''}: ${done.failures[0]?.reason ?? ''}`, done.failed === 0 ? undefined : 'warned');
  await openTimeline();
}
