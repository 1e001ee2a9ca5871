/** patterns. */
import type { Anchor } from '../../../shared/domain/anchor.ts';
import { anchorKindLabels } from '../../../shared/domain/anchor.ts';
import { dutyLabels, dutyStates } from '../../../shared/domain/duty.ts';
import { formatDate, formatGap, formatInstant, formatDuration } from '../../../shared/domain/display-time.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import { weekdayNames, weekdaysInOrder } from '../../../shared/domain/local-clock.ts';
import { defaultSilenceMs, directionLabels, nightInWords } from '../../../shared/domain/pattern.ts';
import type { AroundAnchors, Patterns } from '../../../shared/contract/patterns.ts';
import { filterOf, lengthOf } from '../answers.ts';
import { oneOf } from '../options.ts';
import type { Command } from './command.ts';

interface Both { readonly contacts: number; readonly accesses: number }
const both = ({ contacts, accesses }: Both): string => `${String(contacts).padStart(8)} contacts ${String(accesses).padStart(8)} accesses`;
const line = (count: number, name: string): string => `  ${String(count).padStart(8)}  ${name}`;
const two = (value: number): string => String(value).padStart(2, '0');

function clockWords({ clock, zone }: Patterns): string[] {
  return (['contacts', 'accesses'] as const).flatMap((counted) => {
    const { cells, unplaced } = clock[counted];
    const rows = weekdaysInOrder.map((weekday) => `  ${weekdayNames[weekday].slice(0, 3)} ${Array.from({ length: 24 }, (_, hour) => String(cells.find((cell) => cell.weekday === weekday && cell.hour === hour)?.count ?? '.').padStart(5)).join('')}`);
    return [`${counted === 'contacts' ? 'Contacts' : 'Accesses'} by weekday and hour (${zone}); ${unplaced} can lie in more than one hour and are left out`, `      ${Array.from({ length: 24 }, (_, hour) => two(hour).padStart(5)).join('')}`, ...rows];
  });
}

function words(found: Patterns): string[] {
  const { zone, localZone, per, dated, undated, buckets, unbucketed, duty, night, kinds, directions, sources, official, starts, silenceMs, longestGap, ends: outer } = found;
  return [
    `${dated.contacts} contacts and ${dated.accesses} accesses with a time; ${undated.contacts} and ${undated.accesses} without`,
    `By ${per} (${zone}); ${unbucketed.contacts} contacts and ${unbucketed.accesses} accesses can lie in more than one`, ...buckets.map((bucket) => `  ${formatDate(bucket.startMs, zone)} ${both(bucket)}`),
    ...clockWords(found),
    'By duty', ...dutyStates.map((state) => `  ${both({ contacts: duty.contacts[state], accesses: duty.accesses[state] })}  ${dutyLabels[state].toLowerCase()}`),
    `By night, ${nightInWords} ${localZone}`, ...(['night', 'day', 'unplaced'] as const).map((part) => `  ${both({ contacts: night.contacts[part], accesses: night.accesses[part] })}  ${part === 'unplaced' ? 'can lie in more than one hour' : part}`),
    'Contacts by kind', ...kinds.map(({ kind, count }) => line(count, itemKindLabels[kind].many)),
    'Contacts by direction', ...directions.map(({ direction, count }) => line(count, directionLabels[direction])),
    'Contacts by source', ...sources.map(({ reference, description, readAs, file, count }) => line(count, `${[reference, description].filter((part) => part !== '').join(' ')} (${readAs}${file === null ? '' : `: ${file}`})`)),
    'Official updates', line(official.official, 'tagged as official update'), line(official.other, 'other contacts'),
    `Who begins a conversation: the first message or call after ${formatDuration(silenceMs)} without one in it; ${starts.unordered} cannot be told`,
    ...starts.senders.map(({ senders, person, starts: count, messages }) => line(count, `of ${messages} by ${person === null ? senders.join(', ') || 'nobody named' : `${person.name} (${senders.join(', ')})`}`)),
    ...(outer === null ? [] : [`First contact ${ends(outer.first.time.earliestMs, zone)} (${outer.first.itemId}), last ${ends(outer.last.time.earliestMs, zone)} (${outer.last.itemId})`]),
    longestGap === null ? 'Longest time without contact: none' : `Longest time without contact: ${formatGap(longestGap)}, from ${ends(longestGap.from.time.earliestMs, zone)} to ${ends(longestGap.to.time.earliestMs, zone)} (${longestGap.from.itemId}, ${longestGap.to.itemId})`,
  ];
}
const ends = (ms: number | null, zone: string): string => (ms === null ? 'no time' : formatInstant(ms, zone));

function anchorWords({ anchors, people, stretches, open }: AroundAnchors, list: readonly Anchor[]): string[] {
  const name = (id: number): string => {
    const anchor = list.find((one) => one.id === id);
    return anchor === undefined ? `anchor ${id}` : `${anchorKindLabels[anchor.kind]}: ${anchor.title}`;
  };
  const sides = (of: AroundAnchors['anchors']): string[] => of.flatMap(({ anchorId, before, after, open: either }) => [`  ${name(anchorId)}`, `  ${both(before)}  before`, `  ${both(after)}  after`, `  ${both(either)}  order open`]);
  return [
    list.length === 0 ? 'No anchors are stated.' : 'Around anchors', ...sides(anchors),
    ...(list.length === 0 ? [] : ['Between anchors', ...stretches.map((stretch) => `  ${both(stretch)}  ${[stretch.after.length === 0 ? '' : `after ${stretch.after.map(name).join(' and ')}`, stretch.before.length === 0 ? '' : `before ${stretch.before.map(name).join(' and ')}`].filter((part) => part !== '').join(', ')}`), `  ${both(open)}  order open`]),
    ...people.flatMap((person) => [person.name, ...sides(person.anchors)]),
  ];
}

export const patterns: Command = async ({ engine, invocation, printer, watch }) => {
  const filter = await filterOf(engine, invocation);
  const zone = invocation.one('show-zone') ?? (await engine.call('cases.summary', {})).details.displayZone;
  const silence = invocation.one('silence');
  const summary = await engine.call('patterns.summary', { filter, zone, per: oneOf('per', invocation.one('per') ?? 'day', ['day', 'week'] as const), silenceMs: silence === undefined ? defaultSilenceMs : lengthOf('silence', silence) }, watch);
  const around = invocation.has('anchors') || invocation.has('per-person') ? await engine.call('patterns.aroundAnchors', { filter, perPerson: invocation.has('per-person') }, watch) : null;
  printer.result({ summary, around }, [...words(summary), ...(around === null ? [] : anchorWords(around, await engine.call('anchors.list', {})))]);
  return 0;
};
