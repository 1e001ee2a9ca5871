/** What was ever said of a person, newest first. */
import { useEffect, useState, type ReactNode } from 'react';
import type { PersonHistory } from '../../../shared/contract/people.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Button } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';

export function PersonHistoryDialog({ person, zone, onClose }: { readonly person: { readonly id: PersonId; readonly name: string }; readonly zone: string; readonly onClose: () => void }): ReactNode {
  const shown = useShownName();
  const [entries, setEntries] = useState<PersonHistory | null>(null);
  useEffect(() => { void attempt(engine.call('people.history', { personId: person.id })).then((found) => { if (found !== null) setEntries(found); }); }, [person.id]);
  return (
    <Modal title={`History of ${shown(person.name, person.id)}`} width={680} onClose={onClose} actions={<Button tone="main" autoFocus onPress={onClose}>Close</Button>}>
      {entries === null ? <p className="quiet" role="status">Reading the history…</p> : (
        <ol className="person-history">
          {entries.map(({ summary, reason, author, madeAt, undone }, index) => (
            <li key={`${madeAt} ${index}`} className={undone ? 'undone' : ''}>
              <p className="wrap">{shown(summary)}{undone ? ' (taken back since)' : ''}</p>
              {reason === '' ? null : <p className="wrap quiet">{shown(reason)}</p>}
              <p className="quiet">{author}, {formatInstant(Date.parse(madeAt), zone)}</p>
            </li>
          ))}
        </ol>
      )}
    </Modal>
  );
}
