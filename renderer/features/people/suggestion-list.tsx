/** What may belong together, with the evidence. Nothing is done until a person accepts. */
import { useCallback, useState, type ReactNode } from 'react';
import type { ItemId, PersonId } from '../../../shared/domain/ids.ts';
import { suggestionStrengthLabels, type Suggestion } from '../../../shared/domain/person.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button, Select } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { usePages } from './use-pages.ts';

const pageLength = 25;

function SuggestionCard({ suggestion, onAccept, onDecline, onItem }: {
  readonly suggestion: Suggestion; readonly onAccept: () => void; readonly onDecline: () => void; readonly onItem: (itemId: ItemId) => void;
}): ReactNode {
  const shown = useShownName();
  return (
    <li>
      <article className={`person-card suggestion ${suggestion.strength}`} aria-label={shown(suggestion.inWords)}>
        <header>
          <h2>{shown(suggestion.inWords)} <span className="person-role">{suggestionStrengthLabels[suggestion.strength]}</span></h2>
          <span className="people-actions">
            <Button aria-label={`Accept: ${shown(suggestion.inWords)}`} onPress={onAccept}>Accept…</Button>
            <Button aria-label={`Decline: ${shown(suggestion.inWords)}`} onPress={onDecline}>Decline…</Button>
          </span>
        </header>
        <ul aria-label="Evidence">
          {suggestion.evidence.map(({ key, sentence, itemId }) => <li key={key} className="wrap">{shown(sentence)}{itemId === null ? null : <button type="button" className="people-link" onClick={() => onItem(itemId)}>Show the row</button>}</li>)}
        </ul>
        {suggestion.warnings.map((warning) => <p key={warning} className="care wrap"><strong>Take care:</strong> {shown(warning)}</p>)}
        {suggestion.earlier === '' ? null : <p className="quiet wrap">{shown(suggestion.earlier)}</p>}
      </article>
    </li>
  );
}

function AcceptDialog({ suggestion, onClose }: { readonly suggestion: Suggestion; readonly onClose: () => void }): ReactNode {
  const shown = useShownName();
  const [into, setInto] = useState('as-proposed');
  const personId: PersonId | null = suggestion.sameName.find((person) => String(person.id) === into)?.id ?? null;
  const choices = [{ value: 'as-proposed', label: shown(suggestion.inWords) }, ...suggestion.sameName.map((person) => ({ value: String(person.id), label: `State that ${shown(person.name, person.id)} (person ${person.id}) holds them` }))];
  return (
    <ReasonDialog
      title="Accept a suggestion" act="Accept" about={`${shown(suggestion.inWords)}. Undo takes it back whole.`} optional={suggestion.strength !== 'possible'} onClose={onClose}
      onSave={(reason) => attempt(engine.call('people.acceptSuggestion', { suggestionId: suggestion.id, personId, reason }))}
    >
      {suggestion.warnings.map((warning) => <p key={warning} className="wrap"><strong>Take care:</strong> {shown(warning)}</p>)}
      {suggestion.sameName.length === 0 || suggestion.proposal.type === 'merge' ? null : <Select label="What to do" value={into} choices={choices} onChange={setInto} />}
    </ReasonDialog>
  );
}

export function SuggestionList({ onItem }: { readonly onItem: (itemId: ItemId) => void }): ReactNode {
  const shown = useShownName();
  const [over, setOver] = useState<{ readonly act: 'accept' | 'decline'; readonly suggestion: Suggestion } | null>(null);
  const [declined, setDeclined] = useState(0);
  const fetchPage = useCallback(async (offset: number, limit: number) => {
    const page = await engine.call('people.suggestions', { offset, limit });
    setDeclined(page.declined);
    return { rows: page.suggestions, total: page.total };
  }, []);
  const { rows, total, more } = usePages(fetchPage, pageLength);
  const close = (): void => setOver(null);
  if (total === null) return <p className="quiet" role="status">Comparing what the sources state…</p>;
  const declinedWords = declined === 0 ? '' : ` ${formatCount(declined)} declined, and not shown until there is new evidence.`;
  return (
    <>
      {total === 0
        ? <div className="empty-state"><h2>Nothing to suggest</h2><p>No source links identifiers that nobody has decided on.{declinedWords}</p></div>
        : <p className="quiet" role="status">{formatCount(total)} left to decide, strongest first.{declinedWords} Nothing is applied until you accept it.</p>}
      <ul className="people-panel">
        {rows.map((suggestion) => (
          <SuggestionCard key={suggestion.id} suggestion={suggestion} onItem={onItem} onAccept={() => setOver({ act: 'accept', suggestion })} onDecline={() => setOver({ act: 'decline', suggestion })} />
        ))}
      </ul>
      {rows.length < total ? <div><Button onPress={more}>More suggestions</Button></div> : null}
      {over?.act === 'accept' ? <AcceptDialog suggestion={over.suggestion} onClose={close} /> : null}
      {over?.act === 'decline' ? (
        <ReasonDialog
          title="Decline a suggestion" act="Decline" about={`${shown(over.suggestion.inWords)}. It is shown again only when there is evidence it does not have now.`} onClose={close}
          onSave={(reason) => attempt(engine.call('people.declineSuggestion', { suggestionId: over.suggestion.id, reason }))}
        />
      ) : null}
    </>
  );
}
