/** The key to the ciphers: shown when it is asked for with a purpose, and each asking is recorded. */
import { useEffect, useState, type ReactNode } from 'react';
import type { CipherKey, GivenCipher } from '../../../shared/contract/ciphers.ts';
import { cipherGroundLabels } from '../../../shared/domain/cipher.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { identifierKindLabels, personRoleLabels } from '../../../shared/domain/person.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { Button } from '../../ui/controls.tsx';
import { ReasonDialog } from '../../ui/form-dialog.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { useCiphers } from './use-ciphers.ts';

type Entry = CipherKey['entries'][number];

function Given({ given, zone }: { readonly given: readonly GivenCipher[]; readonly zone: string }): ReactNode {
  return (
    <table className="holdings" aria-label="Ciphers given">
      <thead><tr><th scope="col">Cipher</th><th scope="col">Stands for</th><th scope="col">Ground</th><th scope="col">Basis</th><th scope="col">Given</th></tr></thead>
      <tbody>
        {given.map(({ personId, cipher, ground, basis, author, madeAt }) => (
          <tr key={personId}><td><strong>{cipher}</strong></td><td className="quiet">Person {personId}</td><td>{cipherGroundLabels[ground]}</td><td className="wrap">{basis}</td><td className="whole">{author}, {formatInstant(Date.parse(madeAt), zone)}</td></tr>
        ))}
      </tbody>
    </table>
  );
}

function history({ history: all }: Entry, zone: string): string {
  return all.map(({ cipher, author, madeAt, byUndo }) => `${cipher === '' ? 'taken back' : cipher}${byUndo ? ' (by undo)' : ''}: ${author}, ${formatInstant(Date.parse(madeAt), zone)}`).join('\n');
}

function KeyTable({ cipherKey, zone }: { readonly cipherKey: CipherKey; readonly zone: string }): ReactNode {
  return (
    <table className="holdings cipher-key" aria-label="The key to the ciphers">
      <thead><tr><th scope="col">Cipher</th><th scope="col">Name</th><th scope="col">Role</th><th scope="col">Identifiers</th><th scope="col">Ground and basis</th></tr></thead>
      <tbody>
        {cipherKey.entries.map((entry) => (
          <tr key={entry.personId}>
            <td title={history(entry, zone)}><strong>{entry.cipher}</strong>{entry.otherCiphers.length === 0 ? null : <span className="quiet"> also {entry.otherCiphers.join(', ')}</span>}</td>
            <td>{entry.name}{entry.otherNames.length === 0 ? null : <span className="quiet"> also {entry.otherNames.join(', ')}</span>}</td>
            <td>{personRoleLabels[entry.role]}</td>
            <td>{entry.identifiers.length === 0 ? <span className="quiet">none stated</span> : entry.identifiers.map(({ kind, written }) => `${identifierKindLabels[kind].toLowerCase()} ${written}`).join(', ')}</td>
            <td>{cipherGroundLabels[entry.ground]}: {entry.basis}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function CipherKeyPanel({ zone }: { readonly zone: string }): ReactNode {
  const given = useCiphers();
  const [asking, setAsking] = useState(false);
  const [cipherKey, setKey] = useState<CipherKey | null>(null);
  // A key that no longer holds is put away; it is asked for again.
  useEffect(() => engine.on('case.changed', ({ what }) => { if (what === 'people') setKey(null); }), []);
  if (given === null) return <p className="quiet" role="status">Reading the ciphers…</p>;
  if (given.length === 0) {
    return <div className="empty-state"><h2>Nobody has a cipher</h2><p>A person who must not be named gets one from their entry under People: Ms A, Witness B. It stands for them for the life of the case.</p></div>;
  }
  return (
    <>
      <div className="people-bar">
        <span className="quiet" role="status">{given.length === 1 ? '1 person has a cipher' : `${formatCount(given.length)} people have ciphers`}.</span>
        {cipherKey === null ? <Button onPress={() => setAsking(true)}>Show the key…</Button> : <Button onPress={() => setKey(null)}>Put the key away</Button>}
      </div>
      <p className="quiet">The key says whom each cipher stands for. It is kept apart from everything else, goes into no export and no bundle, and each reading of it is recorded.</p>
      {cipherKey === null ? <Given given={given} zone={zone} /> : (
        <>
          <p className="cipher-restricted" role="status"><strong>Restricted.</strong> Read by {cipherKey.readBy}, {formatInstant(Date.parse(cipherKey.readAt), zone)}: {cipherKey.purpose}</p>
          <KeyTable cipherKey={cipherKey} zone={zone} />
        </>
      )}
      {asking ? (
        <ReasonDialog
          title="Show the key to the ciphers" act="Show" about="The key names people who must not be named. That you read it, when and why is recorded in the continuity log." onClose={() => setAsking(false)}
          onSave={async (purpose) => {
            const read = await attempt(engine.call('ciphers.key', { purpose }));
            if (read !== null) setKey(read);
            return read;
          }}
        />
      ) : null}
    </>
  );
}
