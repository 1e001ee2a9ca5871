/** The sidebar's lists, each a filter: choosing a line narrows the timeline, choosing it again widens it. */
import { useState, type ReactNode } from 'react';
import type { Facets } from '../../../shared/contract/timeline.ts';
import { assessmentLabels, secondViewLabels } from '../../../shared/domain/assessment.ts';
import { handlingLabels, relevanceLabels } from '../../../shared/domain/disclosure.ts';
import { relationshipLabels, relationshipPhrases, relationships } from '../../../shared/domain/person.ts';
import { itemKindLabels } from '../../../shared/domain/item.ts';
import { useShownName } from '../../session/shown-names.ts';
import { formatCount } from '../../ui/progress-line.tsx';
import { setFilter, toggle, useTimeline } from './timeline-store.ts';
import './filter-panel.css';

interface EntryProps {
  readonly name: string;
  /** Null when counting would read every row. */
  readonly count: number | null;
  readonly on: boolean;
  readonly onToggle: () => void;
  readonly mark?: string | undefined;
  readonly title?: string | undefined;
  readonly aside?: ReactNode;
}

function Entry({ name, count, on, onToggle, mark, title, aside }: EntryProps): ReactNode {
  const shown = useShownName();
  const words = shown(name);
  return (
    <li className="filter-entry">
      <button type="button" className={on ? 'on' : ''} aria-pressed={on} onClick={onToggle} title={title === undefined || title === '' ? words : shown(title)}>
        {mark === undefined ? null : <span className={`mark ${mark}`} aria-hidden="true" />}
        <span className="name">{words}</span>
        {count === null ? null : <span className="count">{formatCount(count)}</span>}
      </button>
      {aside}
    </li>
  );
}

function Section({ title, children, action }: { readonly title: string; readonly children: ReactNode; readonly action?: ReactNode }): ReactNode {
  return (
    <section className="filter-section" aria-label={title}>
      <div className="filter-heading"><h2 className="caps">{title}</h2>{action}</div>
      {children}
    </section>
  );
}

const peopleShown = 12;
const noPeople: Facets['people'] = [];

function People(): ReactNode {
  const shown = useShownName();
  const people = useTimeline((state) => state.facets?.people) ?? noPeople;
  const chosen = useTimeline((state) => state.filter.people);
  const [typed, setTyped] = useState('');
  const matching = people.filter((person) => shown(person.name).toLowerCase().includes(typed.toLowerCase()));
  if (people.length === 0) return null;
  return (
    <Section title="People and numbers">
      {people.length > peopleShown ? <input className="filter-find" aria-label="Find a person or number" placeholder="Find…" value={typed} onChange={(event) => setTyped(event.target.value)} /> : null}
      <ul>
        {matching.slice(0, peopleShown).map((person) => <Entry key={person.name} name={person.name} count={person.count} on={chosen.includes(person.name)} onToggle={() => toggle('people', person.name)} />)}
      </ul>
      {matching.length > peopleShown ? <p className="filter-more">{formatCount(matching.length - peopleShown)} more: type to find them</p> : null}
    </Section>
  );
}

/** Nothing until a second reviewer has said something. */
function SecondReview(): ReactNode {
  const seconds = useTimeline((state) => state.facets?.seconds) ?? [];
  const chosen = useTimeline((state) => state.filter.seconds);
  if (chosen.length === 0 && !seconds.some(({ second, count }) => second !== 'none' && count > 0)) return null;
  return <Section title="Second review"><ul>{seconds.map(({ second, count }) => <Entry key={second} name={secondViewLabels[second]} count={count} on={chosen.includes(second)} onToggle={() => toggle('seconds', second)} />)}</ul></Section>;
}

/** Nothing until something the officer says is recorded. */
function OfficersAccount(): ReactNode {
  const recorded = useTimeline((state) => state.facets?.officersAccounts ?? 0);
  const total = useTimeline((state) => state.view?.total ?? 0);
  const chosen = useTimeline((state) => state.filter.officersAccount);
  if (recorded === 0 && chosen === 'any') return null;
  const entry = (value: 'recorded' | 'missing', name: string, count: number): ReactNode => <Entry name={name} count={count} on={chosen === value} onToggle={() => setFilter({ officersAccount: chosen === value ? 'any' : value })} />;
  return <Section title="Officer’s account"><ul>{entry('recorded', 'Recorded', recorded)}{entry('missing', 'Not recorded', total - recorded)}</ul></Section>;
}

/** What assessments are linked to. */
function Bearing(): ReactNode {
  const facets = useTimeline((state) => state.facets);
  const filter = useTimeline((state) => state.filter);
  return (
    <>
      {(facets?.charges.length ?? 0) === 0 ? null : (
        <Section title="Allegations"><ul>{facets?.charges.map(({ id, label, text, count }) => <Entry key={id} name={`${label}  ${text}`} count={count} on={filter.charges.includes(id)} onToggle={() => toggle('charges', id)} />)}</ul></Section>
      )}
      {(facets?.standards.length ?? 0) === 0 ? null : (
        <Section title="Standards"><ul>{facets?.standards.map(({ code, title, count }) => <Entry key={code} name={title} count={count} on={filter.standards.includes(code)} onToggle={() => toggle('standards', code)} />)}</ul></Section>
      )}
    </>
  );
}

/** By how people are stated to stand to the officer; nothing until somebody is. */
function Related(): ReactNode {
  const persons = useTimeline((state) => state.facets?.persons) ?? [];
  const chosen = useTimeline((state) => state.filter.relationships);
  const stated = relationships.filter((relationship) => chosen.includes(relationship) || (relationship !== 'unknown' && persons.some((person) => person.relationship === relationship)));
  if (stated.length === 0) return null;
  return (
    <Section title="Relationship to the officer">
      <ul>{stated.map((relationship) => <Entry key={relationship} name={relationshipLabels[relationship]} count={null} on={chosen.includes(relationship)} onToggle={() => toggle('relationships', relationship)} title={`Rows with an identifier held at the time by anybody who is ${relationshipPhrases[relationship]}`} />)}</ul>
    </Section>
  );
}

/** Nothing until something has been left out of the review. */
function LeftOut(): ReactNode {
  const excluded = useTimeline((state) => state.facets?.excluded ?? 0);
  const total = useTimeline((state) => state.view?.total ?? 0);
  const chosen = useTimeline((state) => state.filter.excluded);
  if (excluded === 0 && chosen === 'any') return null;
  const entry = (value: 'excluded' | 'in-review', name: string, count: number): ReactNode => <Entry name={name} count={count} on={chosen === value} onToggle={() => setFilter({ excluded: chosen === value ? 'any' : value })} />;
  return <Section title="Review"><ul>{entry('in-review', 'Not left out', total - excluded)}{entry('excluded', 'Left out, with a reason', excluded)}</ul></Section>;
}

/** Nothing until a relevance or handling has been set. */
function Disclosure(): ReactNode {
  const facets = useTimeline((state) => state.facets);
  const filter = useTimeline((state) => state.filter);
  if (facets === null) return null;
  const handlings = facets.handlings.filter(({ handling, count }) => filter.handlings.includes(handling) || (handling !== 'normal' && count > 0));
  const set = facets.relevances.some(({ relevance, count }) => relevance !== 'not-set' && count > 0);
  if (!set && handlings.length === 0 && filter.relevances.length === 0) return null;
  return (
    <Section title="Disclosure">
      <ul>
        {facets.relevances.map(({ relevance, count }) => <Entry key={relevance} name={relevanceLabels[relevance].full} count={count} on={filter.relevances.includes(relevance)} onToggle={() => toggle('relevances', relevance)} />)}
        {handlings.map(({ handling, count }) => <Entry key={handling} name={handlingLabels[handling].full} count={count} on={filter.handlings.includes(handling)} onToggle={() => toggle('handlings', handling)} />)}
      </ul>
    </Section>
  );
}

export function FilterPanel({ exhibitAction, onExhibit }: {
  /** Button beside the heading of the exhibits. */
  readonly exhibitAction: ReactNode;
  /** Opens an exhibit's sheet. */
  readonly onExhibit: (exhibitId: number) => void;
}): ReactNode {
  const shown = useShownName();
  const facets = useTimeline((state) => state.facets);
  const filter = useTimeline((state) => state.filter);
  const usedTags = facets?.tags.filter((tag) => tag.count > 0 || filter.tags.includes(tag.code)) ?? [];
  return (
    <>
      <Section title="Exhibits" action={exhibitAction}>
        <ul>
          {facets?.exhibits.map((exhibit) => (
            <Entry
              key={exhibit.exhibitId} name={`${exhibit.reference} ${exhibit.description}`.trim()} count={exhibit.count} mark={exhibit.kind ?? 'none'}
              on={filter.exhibitIds.includes(exhibit.exhibitId)} onToggle={() => toggle('exhibitIds', exhibit.exhibitId)} title={exhibit.description}
              aside={<button type="button" className="filter-open" aria-label={`About ${exhibit.reference}`} title={`About ${exhibit.reference}`} onClick={() => onExhibit(exhibit.exhibitId)}>i</button>}
            />
          ))}
        </ul>
        {facets !== null && facets.exhibits.length === 0 ? <p className="filter-more">None yet</p> : null}
      </Section>
      {(facets?.kinds.length ?? 0) === 0 ? null : <Section title="Kind">
        <ul>{facets?.kinds.map(({ kind, count }) => <Entry key={kind} name={itemKindLabels[kind].many} count={count} mark={kind} on={filter.kinds.includes(kind)} onToggle={() => toggle('kinds', kind)} />)}</ul>
      </Section>}
      <Section title="Assessment">
        <ul>{facets?.assessments.map(({ state, count }) => <Entry key={state} name={assessmentLabels[state].full} count={count} mark={state} on={filter.assessments.includes(state)} onToggle={() => toggle('assessments', state)} />)}</ul>
      </Section>
      <SecondReview />
      <OfficersAccount />
      <Bearing />
      {usedTags.length === 0 ? null : (
        <Section title="Tags">
          <ul>{usedTags.map((tag) => <Entry key={tag.code} name={tag.name} count={tag.count} on={filter.tags.includes(tag.code)} onToggle={() => toggle('tags', tag.code)} title={tag.definition} />)}</ul>
        </Section>
      )}
      {(facets?.persons.length ?? 0) === 0 ? null : (
        <Section title="People of the case">
          <ul>{facets?.persons.map(({ id, name }) => <Entry key={id} name={shown(name, id)} count={null} on={filter.personIds.includes(id)} onToggle={() => toggle('personIds', id)} title={`Rows with an identifier ${shown(name, id)} is stated to hold; several people together make one timeline`} />)}</ul>
        </Section>
      )}
      <Related />
      <Disclosure />
      <LeftOut />
      <People />
    </>
  );
}
