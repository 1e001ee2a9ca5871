/** coverage, seen. */
import type { Coverage, CoverageCounts, TermSchedule } from '../../../shared/contract/coverage.ts';
import { itemIdSchema } from '../../../shared/domain/ids.ts';
import { Misunderstood, required } from '../options.ts';
import type { Command } from './command.ts';

function line(name: string, { items, seen: read, unseen, excluded, because }: CoverageCounts): string {
  const why = because.length === 0 ? '' : ` (left out because ${because.map(({ reason, items: of }) => `${reason}: ${of}`).join('; ')})`;
  return `  ${String(items).padStart(8)} items ${String(read).padStart(8)} read ${String(unseen).padStart(8)} not read ${String(excluded).padStart(8)} left out  ${name}${why}`;
}
const termLine = (term: Coverage['terms'][number]): string => (term.fault === null ? line(term.term, term) : `  ${term.term}: ${term.fault}`);

function words({ whole, exhibits, people, terms }: Coverage): string[] {
  return [
    line('whole case', whole), 'By exhibit', ...exhibits.map((exhibit) => line(`${exhibit.reference} ${exhibit.description}${exhibit.setAside === 0 ? '' : ` (${exhibit.setAside} rows set aside)`}`, exhibit)),
    'By person', ...people.map((person) => line(person.name, person)), 'By search term', ...terms.map(termLine),
  ];
}

function scheduleWords({ terms, views, dropped, any, none, whole }: TermSchedule): string[] {
  return [
    'Search terms', ...terms.map(termLine), 'Saved views', ...views.map((view) => (view.fault === null ? line(`${view.name}: ${view.inWords}`, view) : `  ${view.name}: ${view.fault}`)),
    'Totals', line('hit by at least one term, each once', any), line('hit by no term', none), line('whole case', whole),
    ...(dropped.length === 0 ? [] : ['Taken off the list', ...dropped.map(({ term, reason, author, madeAt }) => `  ${term}: ${reason} (${author}, ${madeAt})`)]),
  ];
}

export const coverage: Command = async ({ engine, invocation, printer }) => {
  for (const term of invocation.all('list')) await engine.call('coverage.listTerm', { term });
  const dropped = invocation.one('drop');
  if (dropped !== undefined) await engine.call('coverage.dropTerm', { term: dropped, reason: required(invocation, 'reason') });
  if (invocation.has('schedule')) {
    const schedule = await engine.call('coverage.schedule', {});
    printer.result(schedule, scheduleWords(schedule));
    return 0;
  }
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
