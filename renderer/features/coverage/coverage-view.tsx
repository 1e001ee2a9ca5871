/** What has been read and what has not: by exhibit, by person, by search term. Every number opens the rows it counts. */
import { useCallback, useEffect, useState, type FormEvent, type ReactNode } from 'react';
import type { Coverage } from '../../../shared/contract/coverage.ts';
import { everything, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, KeyCap } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import './coverage.css';

type Open = (filter: TimelineFilter) => void;
interface Counts { readonly items: number; readonly seen: number; readonly unseen: number }
const changesShown: readonly string[] = ['coverage', 'items', 'exhibits', 'people'];

function Share({ items, seen }: Counts): ReactNode {
  const share = items === 0 ? 0 : Math.floor((seen / items) * 100);
  return <span className="coverage-share" aria-hidden="true"><i style={{ width: `${share}%` }} /></span>;
}

/** Items, read and not read; each opens the rows it counts. */
function CountCells({ counts, filter, of, onOpen }: { readonly counts: Counts; readonly filter: TimelineFilter; readonly of: string; readonly onOpen: Open }): ReactNode {
  const cell = (count: number, seen: TimelineFilter['seen'], words: string): ReactNode => (
    <td className="number">{count === 0 ? '0' : <button type="button" className="coverage-count" aria-label={`${formatCount(count)} ${words} of ${of}: show them`} onClick={() => onOpen({ ...filter, seen })}>{formatCount(count)}</button>}</td>
  );
  return <>{cell(counts.items, 'any', 'items')}{cell(counts.seen, 'seen', 'read')}{cell(counts.unseen, 'unseen', 'not read')}<td><Share {...counts} /></td></>;
}

function Section({ title, first, children, extra = null }: { readonly title: string; readonly first: string; readonly children: ReactNode; readonly extra?: ReactNode }): ReactNode {
  return (
    <section aria-label={title} className="coverage-section">
      <h2>{title}</h2>
      {extra}
      <table className="coverage-table"><thead><tr><th scope="col">{first}</th><th scope="col" className="number">Items</th><th scope="col" className="number">Read</th><th scope="col" className="number">Not read</th><th scope="col"><span className="visually-hidden">Share read</span></th><th scope="col"><span className="visually-hidden">More</span></th></tr></thead><tbody>{children}</tbody></table>
    </section>
  );
}

export function CoverageView({ onOpen }: { readonly onOpen: Open }): ReactNode {
  const shown = useShownName();
  const [coverage, setCoverage] = useState<Coverage | null>(null);
  const [typed, setTyped] = useState('');
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
      <div>
        <h1>Coverage</h1>
        <p className="quiet">An item counts as read once somebody has had it before them, in the timeline, the pairs or a conversation. <KeyCap>.</KeyCap> goes to the next that nobody has read.</p>
      </div>
      <p className="coverage-whole" role="status"><strong>{formatCount(whole.seen)}</strong> of <strong>{formatCount(whole.items)}</strong> items read, <strong>{formatCount(whole.unseen)}</strong> not read. <Share {...whole} /></p>
      <Section title="By exhibit" first="Exhibit">
        {exhibits.map(({ exhibitId, reference, description, setAside, ...counts }) => (
          <tr key={exhibitId}><th scope="row"><strong>{reference}</strong> {shown(description)}</th><CountCells counts={counts} filter={{ ...everything, exhibitIds: [exhibitId] }} of={reference} onOpen={onOpen} /><td className="quiet">{setAside === 0 ? '' : `${formatCount(setAside)} rows set aside`}</td></tr>
        ))}
      </Section>
      <Section title="By person" first="Person">
        {people.length === 0 ? <tr><td colSpan={6} className="quiet">Nobody is stated yet. People says who holds which name, number or handle.</td></tr> : null}
        {people.map(({ personId, name, ...counts }) => <tr key={personId}><th scope="row">{shown(name, personId)}</th><CountCells counts={counts} filter={{ ...everything, personIds: [personId] }} of={shown(name, personId)} onOpen={onOpen} /><td /></tr>)}
      </Section>
      <Section
        title="By search term" first="Term"
        extra={<form className="coverage-add" onSubmit={add}><input type="text" aria-label="Search term" placeholder="A term the case is read by" value={typed} onChange={(event) => setTyped(event.target.value)} /><Button type="submit">List it</Button></form>}
      >
        {terms.length === 0 ? <tr><td colSpan={6} className="quiet">No terms are listed. List those the case is read by: each stands here with its hits, read and not read.</td></tr> : null}
        {terms.map(({ term, author, listedAt, fault, ...counts }) => (
          <tr key={term}>
            <th scope="row" title={`Listed by ${author}, ${listedAt}`}>{shown(term)}</th>
            {fault === null ? <CountCells counts={counts} filter={{ ...everything, search: term }} of={`“${term}”`} onOpen={onOpen} /> : <td colSpan={4} className="flag">{fault}</td>}
            <td><Button tone="quiet" aria-label={`Take ${term} off the list`} onPress={() => setDropping(term)}>Take off…</Button></td>
          </tr>
        ))}
      </Section>
      {dropping === null ? null : (
        <ReasonDialog
          title="Take a search term off the list" act="Take off" about={`“${dropping}” was searched for; that and the reason stay in the case.`} onClose={() => setDropping(null)}
          onSave={(reason) => attempt(engine.call('coverage.dropTerm', { term: dropping, reason }).then(setCoverage).then(() => true))}
        />
      )}
    </main>
  );
}
