/** The people, each with role, what they hold, and what the case carries of it. */
import { useCallback, useState, type ReactNode } from 'react';
import type { GivenCipher } from '../../../shared/contract/ciphers.ts';
import type { ListedPerson } from '../../../shared/contract/people.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { identifierKindLabels, personRoleLabels, relationshipLabels, relationships, relationshipWords, type Holding, type Relationship } from '../../../shared/domain/person.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useIsCiphered, useShownName } from '../../session/shown-names.ts';
import { Button, Select } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { CipherDialog } from './cipher-dialog.tsx';
import { PersonHistoryDialog } from './person-history.tsx';
import { useCiphers } from './use-ciphers.ts';
import { HoldDialog, MergeDialog, PersonDialog, SplitDialog } from './person-dialogs.tsx';
import { holdingTerms, seenWords } from './people-words.ts';
import { usePages } from './use-pages.ts';

const pageLength = 50;
const relationshipChoices = [{ value: 'any' as const, label: 'Any relationship' }, ...relationships.map((value) => ({ value, label: relationshipLabels[value] }))];

type Over =
  | { readonly kind: 'none' }
  | { readonly kind: 'edit' | 'split' | 'history'; readonly person: ListedPerson }
  | { readonly kind: 'cipher' | 'uncipher'; readonly person: ListedPerson; readonly given: GivenCipher | null }
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

function PersonCard({ person, given, zone, onOver, onMerge, onShow }: {
  readonly person: ListedPerson; readonly given: GivenCipher | null; readonly zone: string; readonly onOver: (over: Over) => void; readonly onMerge: () => void; readonly onShow: (personId: PersonId) => void;
}): ReactNode {
  const shown = useShownName();
  const ciphered = useIsCiphered(person.id);
  const name = shown(person.name, person.id);
  return (
    <li>
      <article className="person-card" aria-label={name}>
        <header>
          <h2>{name} <span className={`person-role ${person.role}`}>{personRoleLabels[person.role]}</span>{person.relationship === 'unknown' ? null : <span className="person-role">{shown(relationshipWords(person))}</span>}{given === null || ciphered ? null : <span className="person-role cipher" title={`Cipher, ${given.author}`}>{given.cipher}</span>} <span className="quiet">Person {person.id}</span></h2>
          <span className="people-actions">
            <Button isDisabled={person.items === 0} onPress={() => onShow(person.id)}>Show on the timeline</Button>
            {ciphered ? null : (
              <>
                <Button onPress={() => onOver({ kind: 'edit', person })}>Edit…</Button>
                <Button onPress={() => onOver({ kind: 'hold', person, holding: null })}>Add identifier…</Button>
                <Button onPress={onMerge}>Merge…</Button>
                <Button isDisabled={person.holdings.length === 0} onPress={() => onOver({ kind: 'split', person })}>Split…</Button>
              </>
            )}
            <Button onPress={() => onOver({ kind: 'cipher', person, given })}>Cipher…</Button>
            {given === null ? null : <Button onPress={() => onOver({ kind: 'uncipher', person, given })}>Take the cipher back…</Button>}
            <Button tone="quiet" aria-label={`History of ${name}`} onPress={() => onOver({ kind: 'history', person })}>History</Button>
          </span>
        </header>
        <p>{seenWords(person, zone)}</p>
        {person.notes === '' ? null : <p className="wrap quiet">{shown(person.notes)}</p>}
        {ciphered
          ? <p className="quiet">{person.holdings.length === 0 ? 'Nothing is stated to be held by this person yet.' : `${person.holdings.length === 1 ? '1 identifier is' : `${person.holdings.length} identifiers are`} not shown while ciphers are. Show names again to change what is stated of this person.`}</p>
          : <Holdings person={person} onOver={onOver} />}
        {ciphered ? null : person.mergedFrom.map((merged) => (
          <p key={merged.id}>Merged from {shown(merged.name, merged.id)} (person {merged.id}, {personRoleLabels[merged.role].toLowerCase()}) <Button tone="quiet" onPress={() => onOver({ kind: 'apart', person, merged })}>Take apart…</Button></p>
        ))}
      </article>
    </li>
  );
}

function Dialogs({ over, zone, onClose }: { readonly over: Over; readonly zone: string; readonly onClose: () => void }): ReactNode {
  const shown = useShownName();
  switch (over.kind) {
    case 'none': return null;
    case 'edit': return <PersonDialog person={over.person} onClose={onClose} />;
    case 'history': return <PersonHistoryDialog person={over.person} zone={zone} onClose={onClose} />;
    case 'cipher': return <CipherDialog person={over.person} given={over.given} onClose={onClose} />;
    case 'uncipher': return (
      <ReasonDialog
        title="Take a cipher back" act="Take back" about={`${over.given?.cipher ?? 'The cipher'} will no longer stand for person ${over.person.id}. It stays kept for them and is never given to another.`} onClose={onClose}
        onSave={(reason) => attempt(engine.call('ciphers.withdraw', { personId: over.given?.personId ?? over.person.id, reason }))}
      />
    );
    case 'split': return <SplitDialog person={over.person} onClose={onClose} />;
    case 'merge': return <MergeDialog person={over.person} others={over.others} onClose={onClose} />;
    case 'hold': return <HoldDialog person={over.person} holding={over.holding} onClose={onClose} />;
    case 'release': return (
      <ReasonDialog
        title="Release an identifier" act="Release" about={`${shown(over.person.name, over.person.id)} will no longer be stated to hold ${shown(over.holding.written)}.`} onClose={onClose}
        onSave={(reason) => attempt(engine.call('people.releaseIdentifier', { holdingId: over.holding.holdingId, reason }))}
      />
    );
    case 'apart': return (
      <ReasonDialog
        title="Take two people apart" act="Take apart" about={`${shown(over.merged.name, over.merged.id)} will stand again beside ${shown(over.person.name, over.person.id)}, with everything that was stated of ${shown(over.merged.name, over.merged.id)}.`} onClose={onClose}
        onSave={(reason) => attempt(engine.call('people.split', { personId: over.person.id, reason, part: { type: 'merged', mergedId: over.merged.id } }))}
      />
    );
  }
}

export function PersonList({ zone, onAdd, onShow }: { readonly zone: string; readonly onAdd: () => void; readonly onShow: (personId: PersonId) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const [over, setOver] = useState<Over>({ kind: 'none' });
  const [relationship, setRelationship] = useState<Relationship | 'any'>('any');
  const given = useCiphers();
  const fetchPage = useCallback(async (offset: number, limit: number) => {
    const { people, total } = await engine.call('people.list', { matching: typed, relationships: relationship === 'any' ? [] : [relationship], offset, limit });
    return { rows: people, total };
  }, [typed, relationship]);
  const { rows, total, more } = usePages(fetchPage, pageLength);
  const merge = async (person: ListedPerson): Promise<void> => {
    const page = await attempt(engine.call('people.list', { limit: 500 }));
    if (page !== null) setOver({ kind: 'merge', person, others: page.people });
  };
  if (total === null) return <p className="quiet" role="status">Reading the people…</p>;
  if (total === 0 && typed === '' && relationship === 'any') {
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
        <Select label="Relationship to the officer" labelHidden value={relationship} choices={relationshipChoices} onChange={setRelationship} />
        <span className="quiet" role="status">{formatCount(total)} {total === 1 ? 'person' : 'people'}</span>
      </div>
      {total === 0 ? <p className="quiet">{typed === '' ? 'Nobody of the case is of this relationship.' : `Nobody matches “${typed}”.`}</p> : null}
      <ul className="people-panel">{rows.map((person) => <PersonCard key={person.id} person={person} given={given?.find(({ personId }) => personId === person.id) ?? null} zone={zone} onOver={setOver} onMerge={() => { void merge(person); }} onShow={onShow} />)}</ul>
      {rows.length < total ? <div><Button onPress={more}>More people</Button></div> : null}
      <Dialogs over={over} zone={zone} onClose={() => setOver({ kind: 'none' })} />
    </>
  );
}
