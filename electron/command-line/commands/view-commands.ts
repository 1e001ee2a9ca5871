/** views. */
import { filterOf } from '../answers.ts';
import type { Command } from './command.ts';

export const views: Command = async ({ engine, invocation, printer }) => {
  const [save, remove] = [invocation.one('save'), invocation.one('remove')];
  if (save !== undefined) await engine.call('views.save', { name: save, filter: await filterOf(engine, invocation) });
  if (remove !== undefined) await engine.call('views.remove', { name: remove });
  const list = await engine.call('views.list', {});
  printer.result(list, list.length === 0 ? ['No views are saved.'] : list.map(({ name, inWords, author, madeAt }) => `${name}: ${inWords} (${author}, ${madeAt})`));
  return 0;
};
