/** Every identifier the evidence carries: its written forms, how often, when, and who is stated to hold it. */
import { useCallback, useState, type ReactNode } from 'react';
import type { ListedPerson, SeenIdentifier } from '../../../shared/contract/people.ts';
import { identifierKinds, type IdentifierKind } from '../../../shared/domain/item.ts';
import { identifierKindLabels } from '../../../shared/domain/person.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, Select } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { HoldDialog } from './person-dialogs.tsx';
import { formsWords, spanWords, validityWords } from './people-words.ts';
import { usePages } from './use-pages.ts';

const pageLength = 100;
const kindChoices = [{ value: 'any' as const, label: 'Any kind' }, ...identifierKinds.map((value) => ({ value, label: identifierKindLabels[value] }))];

/** Whose is it? Then the statement itself. */
function GiveDialog({ identifier, people, onClose }: { readonly identifier: SeenIdentifier; readonly people: readonly ListedPerson[]; readonly onClose: () => void }): ReactNode {
  const shown = useShownName();
  const [chosen, setChosen] = useState<string | null>(null);
  const [going, setGoing] = useState(false);
  const person = people.find((candidate) => String(candidate.id) === chosen);
  const written = identifier.forms[0]?.written ?? identifier.normal;
  if (going && person !== undefined) return <HoldDialog person={person} holding={null} suggested={{ kind: identifier.kind, value: written }} onClose={onClose} />;
  return (
    <Modal title={`Who holds ${shown(written)}?`} onClose={onClose} actions={<><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={person === undefined} onPress={() => setGoing(true)}>Next</Button></>}>
      <Select label="Person" value={chosen} onChange={setChosen} choices={people.map((candidate) => ({ value: String(candidate.id), label: shown(candidate.name, candidate.id), note: `Person ${candidate.id}` }))} />
    </Modal>
  );
}

function Row({ identifier, zone, onGive }: { readonly identifier: SeenIdentifier; readonly zone: string; readonly onGive: () => void }): ReactNode {
  const shown = useShownName();
  return (
    <tr>
      <td>{identifierKindLabels[identifier.kind]}</td>
      <td className="mono">{shown(identifier.normal)}{identifier.certainty === 'possible' ? <span className="quiet"> possible</span> : null}</td>
      <td>{shown(formsWords(identifier))}</td>
      <td className="number">{formatCount(identifier.items)}</td>
      <td className="whole">{spanWords(identifier, zone)}</td>
      <td>{identifier.heldBy.length === 0 ? <span className="quiet">nobody yet</span> : identifier.heldBy.map((holder) => `${shown(holder.name, holder.personId)} (${validityWords(holder)}${holder.shared ? ', shared' : ''})`).join('; ')}</td>
      <td><Button tone="quiet" aria-label={`Held by… State who holds ${shown(identifier.normal)}`} onPress={onGive}>Held by…</Button></td>
    </tr>
  );
}

export function IdentifierList({ zone }: { readonly zone: string }): ReactNode {
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState<IdentifierKind | 'any'>('any');
  const [unheldOnly, setUnheldOnly] = useState(false);
  const [giving, setGiving] = useState<{ readonly identifier: SeenIdentifier; readonly people: readonly ListedPerson[] } | null>(null);
  const fetchPage = useCallback(async (offset: number, limit: number) => {
    const { identifiers, total } = await engine.call('people.identifiers', { matching: typed, kinds: kind === 'any' ? [] : [kind], unheldOnly, offset, limit });
    return { rows: identifiers, total };
  }, [typed, kind, unheldOnly]);
  const { rows, total, more } = usePages(fetchPage, pageLength);
  const give = async (identifier: SeenIdentifier): Promise<void> => {
    const page = await attempt(engine.call('people.list', { limit: 500 }));
    if (page === null) return;
    if (page.people.length === 0) say('Add a person first.');
    else setGiving({ identifier, people: page.people });
  };
  const narrowed = typed !== '' || kind !== 'any' || unheldOnly;
  return (
    <>
      <div className="people-bar">
        <input className="people-find" type="search" aria-label="Find an identifier" placeholder="Find a number in any form, a name, a plate…" value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Select label="Kind of identifier" labelHidden value={kind} choices={kindChoices} onChange={setKind} />
        <label className="people-check"><input type="checkbox" checked={unheldOnly} onChange={(event) => setUnheldOnly(event.target.checked)} /> <span>Held by nobody yet</span></label>
        <span className="quiet" role="status">{total === null ? 'Reading…' : `${formatCount(total)} ${total === 1 ? 'identifier' : 'identifiers'}`}</span>
      </div>
      {total === 0 ? <div className="empty-state"><h2>{narrowed ? 'No identifier matches' : 'No identifiers yet'}</h2><p>{narrowed ? 'Look for another form, or take the limits off.' : 'Names, numbers, handles, e-mail addresses and plates appear here as evidence is read.'}</p></div> : null}
      {rows.length === 0 ? null : (
        <table className="holdings" aria-label="Identifiers">
          <thead><tr><th scope="col">Kind</th><th scope="col">Matched as</th><th scope="col">Written</th><th scope="col" className="number">Items</th><th scope="col">Seen</th><th scope="col">Held by</th><th scope="col"><span className="visually-hidden">Change</span></th></tr></thead>
          <tbody>{rows.map((identifier) => <Row key={`${identifier.kind} ${identifier.normal}`} identifier={identifier} zone={zone} onGive={() => { void give(identifier); }} />)}</tbody>
        </table>
      )}
      {total !== null && rows.length < total ? <div><Button onPress={more}>More identifiers</Button></div> : null}
      {giving === null ? null : <GiveDialog identifier={giving.identifier} people={giving.people} onClose={() => setGiving(null)} />}
    </>
  );
}
