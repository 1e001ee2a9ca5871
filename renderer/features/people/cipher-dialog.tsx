/** Gives a person a cipher, or another one, and says on what that rests. */
import { useEffect, useState, type ReactNode } from 'react';
import { cipherGroundLabels, cipherGrounds, cipherNameSchema, type CipherGround } from '../../../shared/domain/cipher.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import type { GivenCipher } from '../../../shared/contract/ciphers.ts';
import type { PersonRole } from '../../../shared/domain/person.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { useShownName } from '../../session/shown-names.ts';
import { Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

const groundChoices = cipherGrounds.map((value) => ({ value, label: cipherGroundLabels[value] }));
const usualPrefix: Readonly<Record<PersonRole, string>> = { officer: 'PC', complainant: 'Ms', witness: 'Witness', 'third-party': 'Person', unknown: 'Person' };

export function CipherDialog({ person, given, onClose }: {
  readonly person: { readonly id: PersonId; readonly name: string; readonly role: PersonRole };
  /** What stands; null when there is none. */
  readonly given: GivenCipher | null;
  readonly onClose: () => void;
}): ReactNode {
  const shown = useShownName();
  const [cipher, setCipher] = useState(given?.cipher ?? '');
  const [ground, setGround] = useState<CipherGround | null>(given?.ground ?? (person.role === 'complainant' ? 'complainant' : null));
  const [basis, setBasis] = useState(given?.basis ?? '');
  useEffect(() => {
    if (given !== null) return;
    // Only an offer: what has been typed meanwhile stays.
    void attempt(engine.call('ciphers.suggest', { prefix: usualPrefix[person.role] })).then((offer) => { if (offer !== null) setCipher((typed) => (typed === '' ? offer.cipher : typed)); });
  }, [given, person.role]);
  const fault = cipher.trim() === '' ? null : cipherNameSchema.safeParse(cipher).error?.issues[0]?.message ?? null;
  const save = async (): Promise<unknown> => (ground === null ? null : attempt(engine.call('ciphers.give', { personId: person.id, cipher, ground, basis })));
  return (
    <FormDialog title={given === null ? `A cipher for ${shown(person.name, person.id)}` : `The cipher ${given.cipher}`} act={given === null ? 'Give' : 'Save'} ready={cipher.trim() !== '' && fault === null && ground !== null && basis.trim() !== ''} onSave={save} onClose={onClose}>
      <Field label="Cipher" value={cipher} onChange={setCipher} required autoFocus error={fault} hint="It stands for one person for the life of the case and is never another’s. Choose one that says nothing of who they are." />
      <Select label="What the protection rests on" value={ground} choices={groundChoices} onChange={setGround} placeholder="Choose the ground…" />
      <Field label="Basis" multiline={2} value={basis} onChange={setBasis} required hint="The direction, section or policy, and its date. Recorded without the person’s name." />
    </FormDialog>
  );
}
