/** coverage, seen. */
import type { Coverage } from '../../../shared/contract/coverage.ts';
import { itemIdSchema } from '../../../shared/domain/ids.ts';
import { Misunderstood, required } from '../options.ts';
import type { Command } from './command.ts';

interface Counts { readonly items: number; readonly seen: number; readonly unseen: number }
const line = (name: string, { items, seen: read, unseen }: Counts): string => `  ${String(items).padStart(8)} items ${String(read).padStart(8)} read ${String(unseen).padStart(8)} not read  ${name}`;

function words({ whole, exhibits, people, terms }: Coverage): string[] {
  return [
    line('whole case', whole), 'By exhibit', ...exhibits.map((exhibit) => line(`${exhibit.reference} ${exhibit.description}${exhibit.setAside === 0 ? '' : ` (${exhibit.setAside} rows set aside)`}`, exhibit)),
    'By person', ...people.map((person) => line(person.name, person)), 'By search term', ...terms.map((term) => (term.fault === null ? line(term.term, term) : `  ${term.term}: ${term.fault}`)),
  ];
}

export const coverage: Command = async ({ engine, invocation, printer }) => {
  for (const term of invocation.all('list')) await engine.call('coverage.listTerm', { term });
  const dropped = invocation.one('drop');
  if (dropped !== undefined) await engine.call('coverage.dropTerm', { term: dropped, reason: required(invocation, 'reason') });
  const summary = await engine.call('coverage.summary', {});
  printer.result(summary, words(summary));
  return 0;
};

export const seen: Command = async ({ engine, invocation, printer }) => {
  const itemIds = invocation.all('item').map((id) => itemIdSchema.parse(id));
  if (itemIds.length === 0) throw new Misunderstood('“seen” needs at least one --item.');
  const { newlySeen } = await engine.call('review.seen', { itemIds });
  printer.result({ newlySeen }, [`${newlySeen} of ${itemIds.length} items were new to you`]);
  return 0;
};
