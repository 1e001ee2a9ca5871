/** What the timeline shows, and what stands outside it: totals, the chart's legend, the filters that are on. */
import { useState, type ReactNode } from 'react';
import { assessmentLabels, secondViewLabels } from '../../../shared/domain/assessment.ts';
import { channelLabels } from '../../../shared/domain/channel.ts';
import { handlingLabels, relevanceLabels } from '../../../shared/domain/disclosure.ts';
import { formatDate, formatInstant } from '../../../shared/domain/display-time.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import { relationshipLabels } from '../../../shared/domain/person.ts';
import { describePattern } from '../../../shared/domain/pattern.ts';
import { useFramework } from '../../session/framework-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { KeyCap } from '../../ui/controls.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { clearFilter, setFilter, toggle, useTimeline } from './timeline-store.ts';
import { AroundBar } from './around-bar.tsx';
import { DateFilter } from './date-filter.tsx';
import { compareForStacks, toggleStacking } from './stacks.ts';
import { SaveViewDialog } from './saved-views.tsx';
import './filter-bar.css';

function Chip({ children, onRemove }: { readonly children: string; readonly onRemove: () => void }): ReactNode {
  return <button type="button" className="filter-chip" onClick={onRemove} aria-label={`Remove filter ${children}`}>{children} <span aria-hidden="true">×</span></button>;
}

export function TimelineHeading({ zone }: { readonly zone: string }): ReactNode {
  const view = useTimeline((state) => state.view);
  if (view === null) return null;
  const span = view.earliestMs === null || view.latestMs === null ? 'nothing dated' : `${formatDate(view.earliestMs, zone)} – ${formatDate(view.latestMs, zone)}`;
  return (
    <div className="timeline-heading">
      <span><strong>{span}</strong> <span className="quiet" role="status">{formatCount(view.shown)} {view.shown === 1 ? 'item' : 'items'} shown, {formatCount(view.outside)} outside this view{view.undated > 0 ? `, ${formatCount(view.undated)} without a time` : ''}{view.folded > 0 ? `, ${formatCount(view.folded)} in closed stacks` : ''}</span></span>
      <span className="legend"><i className="access" /> system access <i className="contact" /> contact <i className="other" /> other{view.dutyKnown ? <> <i className="on-duty" /> on duty <i className="off-duty" /> off duty</> : null}</span>
    </div>
  );
}

/** Offered where there is more than one picture to stack. */
function StackSwitch(): ReactNode {
  const pictures = useTimeline((state) => state.facets?.kinds.find(({ kind }) => kind === 'picture')?.count ?? 0);
  const stacked = useTimeline((state) => state.stacks !== null);
  const notCompared = useTimeline((state) => state.view?.notCompared ?? 0);
  if (pictures < 2) return null;
  return (
    <>
      <button type="button" className="filter-clear" aria-pressed={stacked} title="Pictures of one day that look alike lie under the first of them. All are counted and exported. Shift E" onClick={toggleStacking}>{stacked ? 'Unstack pictures' : 'Stack alike pictures'}</button>
      {stacked && notCompared > 0 ? <button type="button" className="filter-clear" onClick={() => { void compareForStacks(); }}>{formatCount(notCompared)} not compared yet: compare</button> : null}
    </>
  );
}

/** `keys`: whether the keys of the rows below are named. `onBulk` opens the dialog for everything in the view. */
export function FilterBar({ zone, keys = true, onBulk }: { readonly zone: string; readonly keys?: boolean; readonly onBulk?: () => void }): ReactNode {
  const shown = useShownName();
  const charges = useFramework((state) => state.charges);
  const standards = useFramework((state) => state.standards);
  const [dating, setDating] = useState(false);
  const [saving, setSaving] = useState(false);
  const filter = useTimeline((state) => state.filter);
  const facets = useTimeline((state) => state.facets);
  const around = useTimeline((state) => state.around);
  if (around !== null) return <AroundBar around={around} zone={zone} />;
  const chips: ReactNode[] = [
    ...filter.kinds.map((kind) => <Chip key={`kind ${kind}`} onRemove={() => toggle('kinds', kind)}>{itemKindLabels[kind].many}</Chip>),
    ...filter.exhibitIds.map((id) => <Chip key={`exhibit ${id}`} onRemove={() => toggle('exhibitIds', id)}>{facets?.exhibits.find((exhibit) => exhibit.exhibitId === id)?.reference ?? ''}</Chip>),
    ...filter.people.map((name) => <Chip key={`person ${name}`} onRemove={() => toggle('people', name)}>{shown(name)}</Chip>),
    ...filter.personIds.map((id) => <Chip key={`held by ${id}`} onRemove={() => toggle('personIds', id)}>{`Held by ${shown(facets?.persons.find((person) => person.id === id)?.name ?? `person ${id}`, id)}`}</Chip>),
    ...filter.relationships.map((relationship) => <Chip key={`related ${relationship}`} onRemove={() => toggle('relationships', relationship)}>{relationshipLabels[relationship]}</Chip>),
    ...filter.threads.map(({ exhibitId, thread }) => <Chip key={`thread ${exhibitId} ${thread}`} onRemove={() => setFilter({ threads: [], accessesAbout: [] })}>{`Conversation “${shown(thread)}” in ${facets?.exhibits.find((exhibit) => exhibit.exhibitId === exhibitId)?.reference ?? ''}`}</Chip>),
    ...filter.channels.map((channel) => <Chip key={`channel ${channel}`} onRemove={() => toggle('channels', channel)}>{channelLabels[channel]}</Chip>),
    ...filter.tags.map((code) => <Chip key={`tag ${code}`} onRemove={() => toggle('tags', code)}>{facets?.tags.find((tag) => tag.code === code)?.name ?? code}</Chip>),
    ...filter.assessments.map((state) => <Chip key={`assessment ${state}`} onRemove={() => toggle('assessments', state)}>{assessmentLabels[state].full}</Chip>),
    ...filter.seconds.map((second) => <Chip key={`second ${second}`} onRemove={() => toggle('seconds', second)}>{secondViewLabels[second]}</Chip>),
    ...filter.charges.map((id) => <Chip key={`charge ${id}`} onRemove={() => toggle('charges', id)}>{`Linked to ${charges.find((charge) => charge.id === id)?.label ?? 'what was removed'}`}</Chip>),
    ...filter.standards.map((code) => <Chip key={`standard ${code}`} onRemove={() => toggle('standards', code)}>{standards.find((standard) => standard.code === code)?.title ?? code}</Chip>),
    ...filter.relevances.map((relevance) => <Chip key={`relevance ${relevance}`} onRemove={() => toggle('relevances', relevance)}>{relevanceLabels[relevance].full}</Chip>),
    ...filter.handlings.map((handling) => <Chip key={`handling ${handling}`} onRemove={() => toggle('handlings', handling)}>{handlingLabels[handling].full}</Chip>),
    ...(filter.officersAccount === 'any' ? [] : [<Chip key="account" onRemove={() => setFilter({ officersAccount: 'any' })}>{filter.officersAccount === 'recorded' ? 'Officer’s account recorded' : 'No officer’s account'}</Chip>]),
  ];
  if (filter.fromMs !== null || filter.untilMs !== null) {
    const words = [filter.fromMs === null ? '' : `from ${formatInstant(filter.fromMs, zone)}`, filter.untilMs === null ? '' : `before ${formatInstant(filter.untilMs, zone)}`].filter((part) => part !== '').join(' ');
    chips.push(<Chip key="span" onRemove={() => setFilter({ fromMs: null, untilMs: null })}>{words}</Chip>);
  }
  if (filter.seen !== 'any') chips.push(<Chip key="seen" onRemove={() => setFilter({ seen: 'any' })}>{filter.seen === 'seen' ? 'Read' : 'Not read yet'}</Chip>);
  if (filter.excluded !== 'any') chips.push(<Chip key="excluded" onRemove={() => setFilter({ excluded: 'any' })}>{filter.excluded === 'excluded' ? 'Left out of the review' : 'Not left out'}</Chip>);
  for (const reason of filter.exclusionReasons) chips.push(<Chip key={`because ${reason}`} onRemove={() => toggle('exclusionReasons', reason)}>{`Left out: ${shown(reason)}`}</Chip>);
  if (filter.pattern !== null) chips.push(<Chip key="pattern" onRemove={() => setFilter({ pattern: null })}>{describePattern(filter.pattern, (ms) => formatInstant(ms, zone))}</Chip>);
  if (filter.search !== '') chips.push(<Chip key="search" onRemove={() => setFilter({ search: '' })}>{`“${filter.search}”`}</Chip>);
  return (
    <div className="filter-bar">
      <div className="filter-chips">
        {chips.length === 0 ? <span className="quiet">Everything in the case</span> : chips}
        <button type="button" className="filter-clear" onClick={() => setDating(true)}>Dates…</button>
        {chips.length > 0 ? <button type="button" className="filter-clear" onClick={() => setSaving(true)}>Save view…</button> : null}
        {onBulk === undefined ? null : <button type="button" className="filter-clear" onClick={onBulk}>All of these…</button>}
        {keys ? <StackSwitch /> : null}
        {chips.length > 1 ? <button type="button" className="filter-clear" onClick={clearFilter}>Clear all</button> : null}
      </div>
      {saving ? <SaveViewDialog onClose={() => setSaving(false)} /> : null}
      {dating ? <DateFilter zone={zone} onClose={() => setDating(false)} /> : null}
      {!keys ? null : <div className="filter-keys" aria-hidden="true">
        <KeyCap>J</KeyCap><KeyCap>K</KeyCap> move <KeyCap>N</KeyCap> no policing purpose <KeyCap>T</KeyCap> tag <KeyCap>W</KeyCap> around this <KeyCap>C</KeyCap> conversation <KeyCap>?</KeyCap>
      </div>}
    </div>
  );
}
