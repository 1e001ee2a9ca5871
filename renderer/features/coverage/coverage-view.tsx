/** What has been read and what has not: by exhibit, by person, by search term. Every number opens the rows it counts. */
import { useCallback, useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { Coverage, CoverageCounts } from '../../../shared/contract/coverage.ts';
import { everything, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, KeyCap } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { TermScheduleDialog } from './term-schedule-dialog.tsx';
import './coverage.css';

type Open = (filter: TimelineFilter) => void;
const changesShown: readonly string[] = ['coverage', 'items', 'exhibits', 'people', 'review'];

/** How much is read, and how much left out, of a whole. */
function Share({ items, seen, excluded }: CoverageCounts): ReactNode {
  const share = (count: number): number => (items === 0 ? 0 : Math.floor((count / items) * 100));
  return <span className="coverage-share" aria-hidden="true"><i style={{ width: `${share(seen)}%` }} /><i className="out" style={{ width: `${share(excluded)}%` }} /></span>;
}

/** Items, read, not read and left out; each opens the rows it counts. */
function CountCells({ counts, filter, of, onOpen }: { readonly counts: CoverageCounts; readonly filter: TimelineFilter; readonly of: string; readonly onOpen: Open }): ReactNode {
  const cell = (count: number, narrowed: Partial<TimelineFilter>, words: string): ReactNode => (
    <td className="number">{count === 0 ? '0' : <button type="button" className="coverage-count" aria-label={`${formatCount(count)} ${words} of ${of}: show them`} onClick={() => onOpen({ ...filter, ...narrowed })}>{formatCount(count)}</button>}</td>
  );
  return (
    <>
      {cell(counts.items, {}, 'items')}{cell(counts.seen, { seen: 'seen' }, 'read')}{cell(counts.unseen, { seen: 'unseen', excluded: 'in-review' }, 'not read')}
      {cell(counts.excluded, { seen: 'unseen', excluded: 'excluded' }, 'left out')}<td><Share {...counts} /></td>
    </>
  );
}

/** Why rows of a line are left out; each reason opens its rows. */
function Because({ counts, filter, onOpen }: { readonly counts: CoverageCounts; readonly filter: TimelineFilter; readonly onOpen: Open }): ReactNode {
  const shown = useShownName();
  return counts.because.map(({ reason, items }) => (
    <button key={reason} type="button" className="coverage-because" aria-label={`${formatCount(items)} left out because ${shown(reason)}: show them`} onClick={() => onOpen({ ...filter, seen: 'unseen', exclusionReasons: [reason] })}>{formatCount(items)} left out: {shown(reason)}</button>
  ));
}

function Section({ title, first, children, extra = null }: { readonly title: string; readonly first: string; readonly children: ReactNode; readonly extra?: ReactNode }): ReactNode {
  const columns = ['Items', 'Read', 'Not read', 'Left out'];
  return (
    <section aria-label={title} className="coverage-section">
      <h2>{title}</h2>
      {extra}
      <table className="coverage-table">
        <thead><tr><th scope="col">{first}</th>{columns.map((column) => <th key={column} scope="col" className="number">{column}</th>)}<th scope="col"><span className="visually-hidden">Share read and left out</span></th><th scope="col"><span className="visually-hidden">More</span></th></tr></thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function CoverageView({ onOpen }: { readonly onOpen: Open }): ReactNode {
  const shown = useShownName();
  const [coverage, setCoverage] = useState<Coverage | null>(null);
  const [typed, setTyped] = useState('');
  const [printing, setPrinting] = useState(false);
  const [dropping, setDropping] = useState<string | null>(null);
  const load = useCallback(() => { void attempt(engine.call('coverage.summary', {})).then((next) => { if (next !== null) setCoverage(next); }); }, []);
  useEffect(() => {
    load();
    return engine.on('case.changed', ({ what }) => { if (changesShown.includes(what)) load(); });
  }, [load]);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    if (typed.trim() === '') return;
    void attempt(engine.call('coverage.listTerm', { term: typed })).then((next) => {
      if (next === null) return;
      setCoverage(next);
      setTyped('');
    });
  };
  if (coverage === null) return <main className="coverage" aria-label="Coverage"><p className="quiet" role="status">Counting what has been read…</p></main>;
  const { whole, exhibits, people, terms } = coverage;
  return (
    <main className="coverage" aria-label="Coverage">
      <div className="coverage-head">
        <div>
          <h1>Coverage</h1>
          <p className="quiet">An item counts as read once somebody has had it before them, in the timeline, the pairs or a conversation. <KeyCap>.</KeyCap> goes to the next that nobody has read. What nobody means to read is left out with a reason, by <em>All of these…</em> above the timeline (<KeyCap>B</KeyCap>); what has been read stays read.</p>
        </div>
        <Button onPress={() => setPrinting(true)}>Schedule of terms…</Button>
      </div>
      <p className="coverage-whole" role="status"><strong>{formatCount(whole.seen)}</strong> of <strong>{formatCount(whole.items)}</strong> items read, <strong>{formatCount(whole.unseen)}</strong> not read{whole.excluded === 0 ? '' : <>, <strong>{formatCount(whole.excluded)}</strong> left out</>}. <Share {...whole} /></p>
      <Section title="By exhibit" first="Exhibit">
        {exhibits.map(({ exhibitId, reference, description, setAside, ...counts }) => (
          <tr key={exhibitId}>
            <th scope="row"><strong>{reference}</strong> {shown(description)}<Because counts={counts} filter={{ ...everything, exhibitIds: [exhibitId] }} onOpen={onOpen} /></th>
            <CountCells counts={counts} filter={{ ...everything, exhibitIds: [exhibitId] }} of={reference} onOpen={onOpen} /><td className="quiet">{setAside === 0 ? '' : `${formatCount(setAside)} rows set aside`}</td>
          </tr>
        ))}
      </Section>
      <Section title="By person" first="Person">
        {people.length === 0 ? <tr><td colSpan={7} className="quiet">Nobody is stated yet. People says who holds which name, number or handle.</td></tr> : null}
        {people.map(({ personId, name, ...counts }) => <tr key={personId}><th scope="row">{shown(name, personId)}<Because counts={counts} filter={{ ...everything, personIds: [personId] }} onOpen={onOpen} /></th><CountCells counts={counts} filter={{ ...everything, personIds: [personId] }} of={shown(name, personId)} onOpen={onOpen} /><td /></tr>)}
      </Section>
      <Section
        title="By search term" first="Term"
        extra={<form className="coverage-add" onSubmit={add}><input type="text" aria-label="Search term" placeholder="A term the case is read by" value={typed} onChange={(event) => setTyped(event.target.value)} /><Button type="submit">List it</Button></form>}
      >
        {terms.length === 0 ? <tr><td colSpan={7} className="quiet">No terms are listed. List those the case is read by: each stands here with its hits, read and not read.</td></tr> : null}
        {terms.map(({ term, author, listedAt, fault, ...counts }) => (
          <tr key={term}>
            <th scope="row" title={`Listed by ${author}, ${listedAt}`}>{shown(term)}<Because counts={counts} filter={{ ...everything, search: term }} onOpen={onOpen} /></th>
            {fault === null ? <CountCells counts={counts} filter={{ ...everything, search: term }} of={`“${term}”`} onOpen={onOpen} /> : <td colSpan={5} className="flag">{fault}</td>}
            <td><Button tone="quiet" aria-label={`Take ${term} off the list`} onPress={() => setDropping(term)}>Take off…</Button></td>
          </tr>
        ))}
      </Section>
      {printing ? <TermScheduleDialog onClose={() => setPrinting(false)} /> : null}
      {dropping === null ? null : (
        <ReasonDialog
          title="Take a search term off the list" act="Take off" about={`“${dropping}” was searched for; that and the reason stay in the case.`} onClose={() => setDropping(null)}
          onSave={(reason) => attempt(engine.call('coverage.dropTerm', { term: dropping, reason }).then(setCoverage).then(() => true))}
        />
      )}
    </main>
  );
}
