/** How the contacts and accesses divide: duty, night, direction, source, kind, official updates; who begins; the longest silence. */
import type { ReactNode } from 'react';
import type { Patterns } from '../../../shared/contract/patterns.ts';
import { patternFilters } from '../../../shared/contract/pattern-filters.ts';
import { formatDate, formatDuration, formatGap, formatItemClock, formatWeekday } from '../../../shared/domain/display-time.ts';
import { dutyLabels, dutyStates } from '../../../shared/domain/duty.ts';
import type { EvidenceTime } from '../../../shared/domain/evidence-time.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import { directionLabels, nightInWords, offeredSilences } from '../../../shared/domain/pattern.ts';
import { zoneAbbreviation } from '../../../shared/domain/zone.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Select } from '../../ui/controls.tsx';
import { ChartSection, Count } from './chart-section.tsx';
import { CountTable } from './count-table.tsx';

interface Props { readonly patterns: Patterns }
const bothKinds = ['contacts', 'accesses'] as const;

export function DutySection({ patterns }: Props): ReactNode {
  const filters = patternFilters(patterns);
  const rows = dutyStates.map((state) => ({ key: state, label: dutyLabels[state], counts: bothKinds.map((counted) => ({ counted, count: patterns.duty[counted][state], filter: filters.duty(counted, state) })) }));
  return <CountTable title="On and off duty" first="Duty" rows={rows} columns={bothKinds} totals={bothKinds.map((counted) => patterns.dated[counted])} note="By the rosters in the case and duty typed from a source. Not known: outside the time they speak of, where they differ, or a time on both sides of an end." />;
}

export function NightSection({ patterns }: Props): ReactNode {
  const filters = patternFilters(patterns);
  const names = { night: `Night, ${nightInWords}`, day: 'Day, 06:00 to 23:00', unplaced: 'In more than one hour' };
  const rows = (['night', 'day', 'unplaced'] as const).map((part) => ({ key: part, label: names[part], counts: bothKinds.map((counted) => ({ counted, count: patterns.night[counted][part], filter: filters.night(counted, part) })) }));
  const placed = bothKinds.map((counted) => patterns.night[counted].night + patterns.night[counted].day);
  return <CountTable title="Night share" first="Time of day" rows={rows.filter(({ key, counts }) => key !== 'unplaced' || counts.some(({ count }) => count > 0))} columns={bothKinds} totals={placed} note={`By the clock of ${patterns.localZone}, whatever clock is shown. Shares are of rows placed in an hour.`} />;
}

export function DirectionSection({ patterns }: Props): ReactNode {
  const filters = patternFilters(patterns);
  const rows = patterns.directions.map(({ direction, count }) => ({ key: direction, label: directionLabels[direction], counts: [{ counted: 'contacts' as const, count, filter: filters.direction(direction) }] }));
  return <CountTable title="Direction" first="Contacts" rows={rows} columns={['contacts']} totals={[patterns.dated.contacts]} note="As each source states it, seen from whose device it is." />;
}

export function SourceSection({ patterns }: Props): ReactNode {
  const filters = patternFilters(patterns);
  const rows = patterns.sources.map((source) => ({
    key: `${source.exhibitId} ${source.readAs} ${source.file ?? ''}`, label: `${source.reference} ${source.description}`.trim(), aside: source.file === null ? source.readAs : source.file,
    counts: [{ counted: 'contacts' as const, count: source.count, filter: filters.source(source) }],
  }));
  return <CountTable title="Platform and source" wide first="Contacts" rows={rows} columns={['contacts']} totals={[patterns.dated.contacts]} note="A contact recorded in two exhibits is counted in each." />;
}

export function KindSection({ patterns }: Props): ReactNode {
  const filters = patternFilters(patterns);
  const rows = patterns.kinds.map(({ kind, count }) => ({ key: kind, label: itemKindLabels[kind].many, counts: [{ counted: 'contacts' as const, count, filter: filters.kind(kind) }] }));
  return <CountTable title="Kind of contact" first="Contacts" rows={rows} columns={['contacts']} totals={[patterns.dated.contacts]} note="Events count when they name somebody other than the officer. Notices and rosters are no contact." />;
}

export function OfficialSection({ patterns }: Props): ReactNode {
  const filters = patternFilters(patterns);
  const rows = ([['official', 'Official updates', true], ['other', 'Other contact', false]] as const).map(([key, label, official]) => ({ key, label, counts: [{ counted: 'contacts' as const, count: patterns.official[key], filter: filters.official(official) }] }));
  return <CountTable title="Official updates and other contact" first="Contacts" rows={rows} columns={['contacts']} totals={[patterns.dated.contacts]} note="By the tag “Official update”; what nobody has tagged counts as other contact." />;
}

const silenceChoices = offeredSilences.map(({ ms, label }) => ({ value: String(ms), label }));

export function StartsSection({ patterns, onSilence }: Props & { readonly onSilence: (ms: number) => void }): ReactNode {
  const filters = patternFilters(patterns);
  const shown = useShownName();
  const { starts, silenceMs } = patterns;
  const rows = starts.senders.map(({ senders, person, starts: count }) => ({
    key: senders.join('\n'), label: person === null ? shown(senders.join(', ')) : shown(person.name, person.id), aside: person === null || senders.every((sender) => shown(sender) === shown(person.name, person.id)) ? undefined : `as ${shown(senders.join(', '))}`,
    counts: [{ counted: 'contacts' as const, count, filter: filters.starts(senders) }],
  }));
  const meaning = `The first message or call of a conversation, and each that follows ${formatDuration(silenceMs)} or more without one in it.`;
  return (
    <CountTable
      title="Who begins a conversation" first="Sender" rows={rows} columns={['contacts']} totals={[starts.total]} noteInPicture={meaning}
      controls={<span className="pattern-select"><Select label="Silence" labelHidden value={String(silenceMs)} choices={silenceChoices} onChange={(ms) => onSilence(Number(ms))} /></span>}
      note={<>{meaning} A conversation is one thread of one exhibit.{starts.unordered === 0 ? null : <> Left out, being of no conversation or timed more coarsely than an hour: <Count count={starts.unordered} what="messages and calls silence cannot be measured for" filter={filters.unordered()} />.</>}</>}
    />
  );
}

function when(time: EvidenceTime, zone: string): string {
  return time.earliestMs === null ? 'no time' : `${formatWeekday(time.earliestMs, zone, 'short')} ${formatDate(time.earliestMs, zone)} ${formatItemClock(time, zone)} ${zoneAbbreviation(zone, time.earliestMs)}`;
}

export function SilenceSection({ patterns, onShowItem }: Props & { readonly onShowItem: (itemId: ItemId) => void }): ReactNode {
  const { longestGap: gap, ends, zone } = patterns;
  const row = ({ itemId, time }: NonNullable<Patterns['ends']>['first'], what: string): ReactNode => <button type="button" className="pattern-count" aria-label={`${what} ${when(time, zone)}: show it`} onClick={() => onShowItem(itemId)}>{when(time, zone)}</button>;
  return (
    <ChartSection title="First, last, and longest time without contact" wide picture={null} note="Between what is certain: a day without a time of day counts as contact for the whole of it.">
      {ends === null ? <p className="quiet">There is no contact with a time.</p> : (
        <dl className="pattern-facts">
          <div><dt>First contact</dt><dd>{row(ends.first, 'First contact')}</dd></div>
          <div><dt>Last contact</dt><dd>{row(ends.last, 'Last contact')}</dd></div>
          <div><dt>Longest without</dt><dd>{gap === null ? 'no time between two contacts' : <><strong>{formatGap(gap)}</strong> from {row(gap.from, 'Longest time without contact begins')} to {row(gap.to, 'Longest time without contact ends')}</>}</dd></div>
        </dl>
      )}
    </ChartSection>
  );
}
