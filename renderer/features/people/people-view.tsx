/** The people of the case: who they are, what may belong together, and every identifier seen. */
import { useState, type ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { ItemId, PersonId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { useShownNames } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { CipherKeyPanel } from './cipher-key.tsx';
import { IdentifierList } from './identifier-list.tsx';
import { PersonDialog } from './person-dialogs.tsx';
import { PersonList } from './person-list.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import './people-view.css';

async function undo(): Promise<void> {
  const undone = await attempt(engine.call('people.undo', {}).then((result) => ({ result })));
  if (undone === null) return;
  say(undone.result === null ? 'There is no change to people of yours to undo.' : `Undone: ${useShownNames.getState().shown(undone.result.undone)}`);
}

export function PeopleView({ zone, onShowPerson, onShowItem }: {
  readonly zone: string;
  /** Shows the timeline of one person. */
  readonly onShowPerson: (personId: PersonId) => void;
  /** Shows one row of the evidence. */
  readonly onShowItem: (itemId: ItemId) => void;
}): ReactNode {
  const [adding, setAdding] = useState(false);
  return (
    <main className="people" aria-label="People">
      <div className="people-head">
        <div><h1>People</h1><p className="quiet">Who holds which name, number, handle or plate, and on what that rests. Each change is recorded and can be taken back.</p></div>
        <span className="people-actions"><Button onPress={() => { void undo(); }}>Undo</Button><Button tone="main" onPress={() => setAdding(true)}>Add a person…</Button></span>
      </div>
      <Tabs>
        <TabList className="people-tabs" aria-label="People, suggestions, identifiers and ciphers"><Tab id="people">People</Tab><Tab id="suggestions">Suggestions</Tab><Tab id="identifiers">Identifiers</Tab><Tab id="ciphers">Cipher key</Tab></TabList>
        <TabPanel id="people" className="people-panel"><PersonList zone={zone} onAdd={() => setAdding(true)} onShow={onShowPerson} /></TabPanel>
        <TabPanel id="suggestions" className="people-panel"><SuggestionList onItem={onShowItem} /></TabPanel>
        <TabPanel id="identifiers" className="people-panel"><IdentifierList zone={zone} /></TabPanel>
        <TabPanel id="ciphers" className="people-panel"><CipherKeyPanel zone={zone} /></TabPanel>
      </Tabs>
      {adding ? <PersonDialog person={null} onClose={() => setAdding(false)} /> : null}
    </main>
  );
}
