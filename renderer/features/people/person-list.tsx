/** The people, each with role, what they hold, and what the case carries of it. */
import { useCallback, useState, type ReactNode } from 'react';
import type { ListedPerson } from '../../../shared/contract/people.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { identifierKindLabels, personRoleLabels, relationshipLabels, type Holding } from '../../../shared/domain/person.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { HoldDialog, MergeDialog, PersonDialog, SplitDialog } from './person-dialogs.tsx';
import { holdingTerms, seenWords } from './people-words.ts';
import { usePages } from './use-pages.ts';

const pageLength = 50;

type Over =
  | { readonly kind: 'none' }
  | { readonly kind: 'edit' | 'split'; readonly person: ListedPerson }
  | { readonly kind: 'merge'; readonly person: ListedPerson; readonly others: readonly ListedPerson[] }
  | { readonly kind: 'hold'; readonly person: ListedPerson; readonly holding: Holding | null }
  | { readonly kind: 'release'; readonly person: ListedPerson; readonly holding: Holding }
  | { readonly kind: 'apart'; readonly person: ListedPerson; readonly merged: ListedPerson['mergedFrom'][number] };

function Holdings({ person, onOver }: { readonly person: ListedPerson; readonly onOver: (over: Over) => void }): ReactNode {
  if (person.holdings.length === 0) return <p className="quiet">Nothing is stated to be held by this person yet.</p>;
  return (
    <table className="holdings" aria-label={`What ${person.name} is stated to hold`}>
      <thead><tr><th scope="col">Kind</th><th scope="col">Identifier</th><th scope="col">When</th><th scope="col">Basis</th><th scope="col"><span className="visually-hidden">Change</span></th></tr></thead>
      <tbody>
        {person.holdings.map((holding) => (
          <tr key={holding.holdingId}>
            <td>{identifierKindLabels[holding.kind]}</td>
            <td title={`Matched as ${holding.normal}`}>{holding.written}</td>
            <td className="whole">{holdingTerms(holding) === '' ? <span className="quiet">any time</span> : holdingTerms(holding)}</td>
            <td className="wrap">{holding.basis}</td>
            <td>
              <Button tone="quiet" aria-label={`Change ${holding.written}`} onPress={() => onOver({ kind: 'hold', person, holding })}>Change</Button>
              <Button tone="quiet" aria-label={`Release ${holding.written}`} onPress={() => onOver({ kind: 'release', person, holding })}>Release</Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PersonCard({ person, zone, onOver, onMerge, onShow }: {
  readonly person: ListedPerson; readonly zone: string; readonly onOver: (over: Over) => void; readonly onMerge: () => void; readonly onShow: (personId: PersonId) => void;
}): ReactNode {
  return (
    <li>
      <article className="person-card" aria-label={person.name}>
        <header>
          <h2>{person.name} <span className={`person-role ${person.role}`}>{personRoleLabels[person.role]}</span>{person.relationship === 'unknown' ? null : <span className="person-role">{relationshipLabels[person.relationship]}</span>} <span className="quiet">Person {person.id}</span></h2>
          <span className="people-actions">
            <Button isDisabled={person.items === 0} onPress={() => onShow(person.id)}>Show on the timeline</Button>
            <Button onPress={() => onOver({ kind: 'edit', person })}>Edit…</Button>
            <Button onPress={() => onOver({ kind: 'hold', person, holding: null })}>Add identifier…</Button>
            <Button onPress={onMerge}>Merge…</Button>
            <Button isDisabled={person.holdings.length === 0} onPress={() => onOver({ kind: 'split', person })}>Split…</Button>
          </span>
        </header>
        <p>{seenWords(person, zone)}</p>
        {person.notes === '' ? null : <p className="wrap quiet">{person.notes}</p>}
        <Holdings person={person} onOver={onOver} />
        {person.mergedFrom.map((merged) => (
          <p key={merged.id}>Merged from {merged.name} (person {merged.id}, {personRoleLabels[merged.role].toLowerCase()}) <Button tone="quiet" onPress={() => onOver({ kind: 'apart', person, merged })}>Take apart…</Button></p>
        ))}
      </article>
    </li>
  );
}

function Dialogs({ over, onClose }: { readonly over: Over; readonly onClose: () => void }): ReactNode {
  switch (over.kind) {
    case 'none': return null;
    case 'edit': return <PersonDialog person={over.person} onClose={onClose} />;
    case 'split': return <SplitDialog person={over.person} onClose={onClose} />;
    case 'merge': return <MergeDialog person={over.person} others={over.others} onClose={onClose} />;
    case 'hold': return <HoldDialog person={over.person} holding={over.holding} onClose={onClose} />;
    case 'release': return (
      <ReasonDialog
        title="Release an identifier" act="Release" about={`${over.person.name} will no longer be stated to hold ${over.holding.written}.`} onClose={onClose}
        onSave={(reason) => attempt(engine.call('people.releaseIdentifier', { holdingId: over.holding.holdingId, reason }))}
      />
    );
    case 'apart': return (
      <ReasonDialog
        title="Take two people apart" act="Take apart" about={`${over.merged.name} will stand again beside ${over.person.name}, with everything that was stated of ${over.merged.name}.`} onClose={onClose}
        onSave={(reason) => attempt(engine.call('people.split', { personId: over.person.id, reason, part: { type: 'merged', mergedId: over.merged.id } }))}
      />
    );
  }
}

export function PersonList({ zone, onAdd, onShow }: { readonly zone: string; readonly onAdd: () => void; readonly onShow: (personId: PersonId) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const [over, setOver] = useState<Over>({ kind: 'none' });
  const fetchPage = useCallback(async (offset: number, limit: number) => {
    const { people, total } = await engine.call('people.list', { matching: typed, offset, limit });
    return { rows: people, total };
  }, [typed]);
  const { rows, total, more } = usePages(fetchPage, pageLength);
  const merge = async (person: ListedPerson): Promise<void> => {
    const page = await attempt(engine.call('people.list', { limit: 500 }));
    if (page !== null) setOver({ kind: 'merge', person, others: page.people });
  };
  if (total === null) return <p className="quiet" role="status">Reading the people…</p>;
  if (total === 0 && typed === '') {
    return (
      <div className="empty-state">
        <h2>No people yet</h2>
        <p>Add a person, or accept one from the suggestions. Nobody is added or merged by the program itself.</p>
        <Button tone="main" onPress={onAdd}>Add a person…</Button>
      </div>
    );
  }
  return (
    <>
      <div className="people-bar">
        <input className="people-find" type="search" aria-label="Find a person" placeholder="Find by name, number, notes…" value={typed} onChange={(event) => setTyped(event.target.value)} />
        <span className="quiet" role="status">{formatCount(total)} {total === 1 ? 'person' : 'people'}</span>
      </div>
      {total === 0 ? <p className="quiet">Nobody matches “{typed}”.</p> : null}
      <ul className="people-panel">{rows.map((person) => <PersonCard key={person.id} person={person} zone={zone} onOver={setOver} onMerge={() => { void merge(person); }} onShow={onShow} />)}</ul>
      {rows.length < total ? <div><Button onPress={more}>More people</Button></div> : null}
      <Dialogs over={over} onClose={() => setOver({ kind: 'none' })} />
    </>
  );
}
