/** Pattern of contact: charts, how contacts and accesses divide, and the numbers of every day or week they were drawn from. */
import type { Patterns } from '../../../../../shared/contract/patterns.ts';
import { documentLabels } from '../../../../../shared/domain/document-kind.ts';
import { formatDate, formatDuration, formatGap, formatItemClock, formatWeekday, timesShownIn } from '../../../../../shared/domain/display-time.ts';
import { dutyLabels, dutyStates } from '../../../../../shared/domain/duty.ts';
import type { EvidenceTime } from '../../../../../shared/domain/evidence-time.ts';
import { itemKindLabels } from '../../../../../shared/domain/item.ts';
import { directionLabels, nightInWords } from '../../../../../shared/domain/pattern.ts';
import { zoneAbbreviation } from '../../../../../shared/domain/zone.ts';
import { escapeHtml } from '../../timeline/markup.ts';
import { count, notesHtml, titleMatter, type CaseMatter } from '../case-matter.ts';
import { clockTable, overTimeSvg, patternStyles } from '../pattern-charts.ts';
import type { TableDocument } from '../table-document.ts';
import { totalsHtml, type Totals } from '../totals.ts';

type Bucket = Patterns['buckets'][number];
type Line = readonly [name: string, ...counts: number[]];

function split(title: string, heads: readonly string[], lines: readonly Line[], note = ''): string {
  const sums = heads.slice(1).map((_, index) => lines.reduce((sum, line) => sum + Number(line[index + 1] ?? 0), 0));
  const row = ([name, ...counts]: Line): string => `<tr><td>${escapeHtml(name)}</td>${counts.map((of) => `<td class="number">${count(of)}</td>`).join('')}</tr>`;
  return `<section><h2>${title}</h2><table><colgroup>${heads.map(() => '<col>').join('')}</colgroup><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${lines.map(row).join('')}${row(['All', ...sums])}</tbody></table>${note === '' ? '' : `<p class="note small">${escapeHtml(note)}</p>`}</section>`;
}

/** As finely as the source states it, and no finer. */
function whenOf(time: EvidenceTime, zone: string): string {
  const { earliestMs } = time;
  return earliestMs === null ? 'no time' : `${formatWeekday(earliestMs, zone, 'short')} ${formatDate(earliestMs, zone)} ${formatItemClock(time, zone)} ${zoneAbbreviation(zone, earliestMs)}`;
}

/** The person, and what they wrote under where that is something else. */
function senderWords(person: string | null, senders: readonly string[]): string {
  if (person === null) return senders.join(', ');
  const others = senders.filter((sender) => sender !== person);
  return others.length === 0 ? person : `${person} (${others.join(', ')})`;
}

function splits(patterns: Patterns): string {
  const { duty, night, directions, kinds, sources, official, starts, ends, longestGap, zone, silenceMs, localZone } = patterns;
  const unplaced: Line[] = night.contacts.unplaced + night.accesses.unplaced === 0 ? [] : [['In more than one hour', night.contacts.unplaced, night.accesses.unplaced]];
  const facts = [
    ends === null ? '' : `First contact ${whenOf(ends.first.time, zone)}; last ${whenOf(ends.last.time, zone)}.`,
    longestGap === null ? '' : `Longest time without contact: ${formatGap(longestGap)}, from ${whenOf(longestGap.from.time, zone)} to ${whenOf(longestGap.to.time, zone)}.`,
  ].filter((fact) => fact !== '');
  return `<div class="splits">${[
    split('On and off duty', ['Duty', 'Contacts', 'Accesses'], dutyStates.map((state): Line => [dutyLabels[state], duty.contacts[state], duty.accesses[state]]), 'By the rosters in the case and duty typed from a source.'),
    split('Night and day', ['Time of day', 'Contacts', 'Accesses'], [[`Night, ${nightInWords}`, night.contacts.night, night.accesses.night], ['Day', night.contacts.day, night.accesses.day], ...unplaced], `By the clock of ${localZone}.`),
    split('Direction', ['Contacts', 'Number'], directions.map(({ direction, count: of }): Line => [directionLabels[direction], of]), 'As each source states it, seen from whose device it is.'),
    split('Kind of contact', ['Contacts', 'Number'], kinds.map(({ kind, count: of }): Line => [itemKindLabels[kind].many, of])),
    split('Platform and source', ['Contacts', 'Number'], sources.map(({ reference, description, readAs, file, count: of }): Line => [`${reference} ${description} (${file ?? readAs})`, of]), 'A contact recorded in two exhibits is counted in each.'),
    split('Official updates and other contact', ['Contacts', 'Number'], [['Official updates', official.official], ['Other contact', official.other]], 'By the tag “Official update”.'),
    split('Who begins', ['Sender', 'Begun', 'Messages'], starts.senders.map(({ senders, person, starts: begun, messages }): Line => [senderWords(person?.name ?? null, senders), begun, messages]), `The first message or call of a conversation, and each after ${formatDuration(silenceMs)} of silence.`),
    facts.length === 0 ? '' : `<section><h2>First, last, longest silence</h2>${facts.map((fact) => `<p class="note">${escapeHtml(fact)}</p>`).join('')}</section>`,
  ].join('')}</div>`;
}

export function patternDocument(matter: CaseMatter, patterns: Patterns, about: readonly string[], totals: Totals): TableDocument<Bucket> {
  const { title } = documentLabels.patterns;
  const { zone, per, buckets, unbucketed } = patterns;
  const nothing = patterns.dated.contacts + patterns.dated.accesses === 0;
  const lines = (counted: 'contacts' | 'accesses'): number => buckets.reduce((sum, bucket) => sum + bucket[counted], 0);
  const left = unbucketed.contacts + unbucketed.accesses;
  const charts = `<h2>Over time</h2>${overTimeSvg(patterns)}${clockTable(patterns, 'contacts')}${clockTable(patterns, 'accesses')}${splits(patterns)}<h2>The numbers, per ${per}</h2>`;
  return {
    title, running: matter, firstNumber: 1, count: buckets.length, none: nothing ? 'Nothing with a time is in this selection.' : `No row is of one ${per} alone.`,
    front: `<style>${patternStyles}</style>${titleMatter(title, matter, [...about, timesShownIn(zone)])}
      ${totalsHtml(totals)}${nothing ? '' : charts}`,
    columns: [
      { heading: per === 'week' ? 'Week from' : 'Day', share: 40, cell: ({ startMs }) => `${formatWeekday(startMs, zone)} ${formatDate(startMs, zone)}` },
      { heading: 'Contacts', share: 30, className: 'count', cell: ({ contacts }) => count(contacts) }, { heading: 'System accesses', share: 30, className: 'count', cell: ({ accesses }) => count(accesses) },
    ],
    pages: async function* () { yield await Promise.resolve(buckets); },
    end: () => notesHtml(matter, [
      'Contacts are messages, calls, and events that name somebody other than the officer. A count says nothing of why.',
      nothing ? '' : `In the lines above, all together: contacts ${count(lines('contacts'))}, system accesses ${count(lines('accesses'))}. A ${per} with neither has no line.`,
      left === 0 ? '' : `${count(left)} rows can lie in more than one ${per} and are in none of the lines above.`,
    ].filter((note) => note !== '')),
  };
}
