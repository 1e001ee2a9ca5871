/** Patterns of contact and of accesses inside the timeline's filter. Every number opens the rows it counts; it says what is counted and nothing of why. */
import { useEffect, useMemo, type ReactNode } from 'react';
import type { Patterns } from '../../../shared/contract/patterns.ts';
import { patternFilters } from '../../../shared/contract/pattern-filters.ts';
import type { Anchor } from '../../../shared/domain/anchor.ts';
import { formatDate } from '../../../shared/domain/display-time.ts';
import type { ItemId, PersonId } from '../../../shared/domain/ids.ts';
import { timelineFilterSchema, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { Select } from '../../ui/controls.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { AnchorSection } from './anchor-section.tsx';
import { Count, SubjectProvider } from './chart-section.tsx';
import { ClockSection } from './clock-section.tsx';
import { OverTimeSection } from './over-time.tsx';
import { countPatterns, forgetPatterns, usePatterns } from './patterns-store.ts';
import { DirectionSection, DutySection, KindSection, NightSection, OfficialSection, SilenceSection, SourceSection, StartsSection } from './split-sections.tsx';
import { TypedDutySection } from './typed-duty.tsx';
import './patterns.css';

type People = readonly { readonly id: PersonId; readonly name: string }[];
const changesShown: readonly string[] = ['items', 'exhibits', 'people', 'anchors', 'details', 'review', 'duty'];
const perChoices = [{ value: 'day' as const, label: 'Per day' }, { value: 'week' as const, label: 'Per week' }];

/** The one person chosen, nobody, or several from the filter. */
function PersonSelect({ people, chosen, onPerson }: { readonly people: People; readonly chosen: readonly PersonId[]; readonly onPerson: (id: PersonId | null) => void }): ReactNode {
  const several = chosen.length > 1 ? [{ value: 'several', label: `${chosen.length} people of the filter` }] : [];
  return (
    <Select
      label="Person" value={chosen.length > 1 ? 'several' : chosen.length === 0 ? 'all' : String(chosen[0])}
      choices={[{ value: 'all', label: 'Everybody' }, ...several, ...people.map(({ id, name }) => ({ value: String(id), label: name }))]}
      onChange={(value) => { if (value !== 'several') onPerson(people.find(({ id }) => String(id) === value)?.id ?? null); }}
    />
  );
}

function Totals({ patterns }: { readonly patterns: Patterns }): ReactNode {
  const { dated, undated, firstMs, lastMs, zone } = patterns;
  const filters = patternFilters(patterns);
  return (
    <p className="pattern-totals">
      <Count count={dated.contacts} what="contacts with a time" filter={filters.dated('contacts')} className="large" /> contacts and <Count count={dated.accesses} what="system accesses with a time" filter={filters.dated('accesses')} className="large" /> system accesses
      {firstMs === null || lastMs === null ? '' : `, ${formatDate(firstMs, zone)} to ${formatDate(lastMs - 1, zone)}`}.
      {undated.contacts + undated.accesses === 0 ? null : <span className="quiet"> Without a time, and in no number below: <Count count={undated.contacts} what="contacts without a time" filter={filters.undated('contacts')} /> contacts, <Count count={undated.accesses} what="accesses without a time" filter={filters.undated('accesses')} /> accesses.</span>}
    </p>
  );
}

function Charts({ patterns, anchors, theme, onOpen, onShowItem }: { readonly patterns: Patterns } & Pick<PatternsProps, 'anchors' | 'theme' | 'onOpen' | 'onShowItem'>): ReactNode {
  if (patterns.dated.contacts + patterns.dated.accesses === 0) {
    return <div className="pattern wide empty-state"><h2>Nothing to count</h2><p>No contact and no system access with a time is inside the filter above.</p></div>;
  }
  const per = <span className="pattern-select"><Select label="Counted per" labelHidden value={patterns.per} choices={perChoices} onChange={(next) => usePatterns.setState({ per: next })} /></span>;
  return (
    <>
      <OverTimeSection patterns={patterns} anchors={anchors} theme={theme} onOpen={onOpen} controls={per} />
      <ClockSection patterns={patterns} />
      <DutySection patterns={patterns} />
      <NightSection patterns={patterns} />
      <StartsSection patterns={patterns} onSilence={(ms) => usePatterns.setState({ silenceMs: ms })} />
      <DirectionSection patterns={patterns} />
      <KindSection patterns={patterns} />
      <OfficialSection patterns={patterns} />
      <SourceSection patterns={patterns} />
      <SilenceSection patterns={patterns} onShowItem={onShowItem} />
    </>
  );
}

interface PatternsProps {
  readonly filter: TimelineFilter;
  /** The filter as a sentence, for pictures. */
  readonly filterInWords: string;
  /** Reference of the case and its marking, for pictures. */
  readonly caseInWords: string;
  readonly zone: string;
  readonly theme: string;
  readonly people: People;
  readonly anchors: readonly Anchor[];
  readonly onPerson: (id: PersonId | null) => void;
  readonly onOpen: (filter: TimelineFilter) => void;
  readonly onShowItem: (itemId: ItemId) => void;
}

export function PatternsView({ filter, filterInWords, caseInWords, zone, theme, people, anchors, onPerson, onOpen, onShowItem }: PatternsProps): ReactNode {
  const { per, silenceMs, perPerson, found, counting, rows } = usePatterns();
  // A filter laid out anew that says the same is not counted anew.
  const key = JSON.stringify({ ...filter, pattern: null });
  const asked = useMemo(() => timelineFilterSchema.parse(JSON.parse(key)), [key]);
  useEffect(() => {
    void countPatterns(asked, zone);
    return engine.on('case.changed', ({ what }) => { if (changesShown.includes(what)) void countPatterns(asked, zone); });
  }, [asked, zone, per, silenceMs, perPerson]);
  useEffect(() => forgetPatterns, []);
  const subject = useMemo(() => ({
    open: onOpen,
    about: [`${caseInWords}: ${filterInWords}.`, ...(found === null ? [] : [`${formatCount(found.patterns.dated.contacts)} contacts and ${formatCount(found.patterns.dated.accesses)} system accesses with a time${found.patterns.undated.contacts + found.patterns.undated.accesses === 0 ? '' : `; ${formatCount(found.patterns.undated.contacts)} and ${formatCount(found.patterns.undated.accesses)} without, not counted`}.`])],
  }), [onOpen, caseInWords, filterInWords, found]);
  return (
    <div className="patterns" aria-busy={counting}>
      <div className="patterns-head">
        <div>
          <h1>Patterns</h1>
          <p className="quiet">Contacts (messages, calls, and events that name somebody other than the officer) and system accesses inside the filter above. Each number opens the rows it counts.</p>
        </div>
        <div className="patterns-asked"><PersonSelect people={people} chosen={filter.personIds} onPerson={onPerson} /></div>
      </div>
      <p className="visually-hidden" role="status">{counting ? 'Counting contacts and accesses…' : found === null ? '' : `${formatCount(found.patterns.dated.contacts)} contacts and ${formatCount(found.patterns.dated.accesses)} system accesses counted`}</p>
      {found === null ? <p className="quiet">{counting ? `Counting contacts and accesses…${rows === 0 ? '' : ` ${formatCount(rows)} rows`}` : 'Nothing could be counted.'}</p> : (
        <SubjectProvider value={subject}>
          <Totals patterns={found.patterns} />
          <div className="patterns-grid">
            <Charts patterns={found.patterns} anchors={anchors} theme={theme} onOpen={onOpen} onShowItem={onShowItem} />
            <AnchorSection anchors={anchors} around={found.around} zone={zone} people={people} perPerson={perPerson} onPerPerson={(on) => usePatterns.setState({ perPerson: on })} />
            <TypedDutySection zone={zone} />
          </div>
        </SubjectProvider>
      )}
    </div>
  );
}
