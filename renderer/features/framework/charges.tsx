/** Allegations and their particulars. */
import { useState, type ReactNode } from 'react';
import type { ListedCharge } from '../../../shared/contract/assessing.ts';
import { chargeNumberSchema, nextChargeNumber } from '../../../shared/domain/charge.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { useFramework } from '../../session/framework-store.ts';
import { attempt } from '../../session/session-store.ts';
import { Button, Field } from '../../ui/controls.tsx';
import { FormDialog, ReasonDialog } from '../../ui/form-dialog.tsx';
import { ResultDialog, Results } from './charge-results.tsx';
import { FrameworkSection } from './framework-section.tsx';
import type { OpenCount } from './framework-view.tsx';

type Over = { readonly kind: 'add'; readonly under: ListedCharge | null } | { readonly kind: 'change' | 'remove' | 'result'; readonly charge: ListedCharge };

function ChargeDialog({ charge, under, onClose }: { readonly charge: ListedCharge | null; readonly under: ListedCharge | null; readonly onClose: () => void }): ReactNode {
  const charges = useFramework((state) => state.charges);
  const particular = charge === null ? under !== null : charge.partOf !== null;
  const beside = charges.filter(({ partOf }) => partOf === (charge === null ? under?.id ?? null : charge.partOf));
  const [number, setNumber] = useState(charge?.number ?? nextChargeNumber(beside.map((other) => other.number), particular));
  const [text, setText] = useState(charge?.text ?? '');
  const fault = chargeNumberSchema.safeParse(number).success ? null : 'One to ten letters or digits, such as 1 or a.';
  const title = charge === null ? (under === null ? 'Allegation' : `Particular of allegation ${under.label}`) : `Change ${charge.label}`;
  return (
    <FormDialog title={title} act="Save" ready={text.trim() !== '' && fault === null} onClose={onClose} onSave={() => attempt(engine.call('charges.save', { chargeId: charge?.id ?? null, partOf: under?.id ?? null, number, text }))}>
      <Field label={particular ? 'Letter' : 'Number'} value={number} onChange={setNumber} error={fault} hint="As the notice numbers it." />
      <Field label="Words" multiline={4} value={text} onChange={setText} autoFocus hint="As the notice has them." />
      {charge !== null && charge.items > 0 ? <p className="quiet">{charge.items === 1 ? '1 item is' : `${charge.items} items are`} linked to it; the words change for all of them.</p> : null}
    </FormDialog>
  );
}

export function Charges({ openCount }: { readonly openCount: OpenCount }): ReactNode {
  const charges = useFramework((state) => state.charges);
  const [over, setOver] = useState<Over | null>(null);
  const close = (): void => setOver(null);
  return (
    <FrameworkSection title="Allegations and particulars" heads={['Number', 'Words', 'Items']} action={<Button onPress={() => setOver({ kind: 'add', under: null })}>Add an allegation…</Button>}>
      {charges.length === 0 ? <tr><td colSpan={4} className="quiet">None yet. State them as the notice does; assessments can then be linked to them, and each number opens its rows.</td></tr> : null}
      {charges.map((charge) => (
        <tr key={charge.id}>
          <th scope="row" className={charge.partOf === null ? 'charge' : 'charge part'}>{charge.label}</th>
          <td className="wrap">{charge.text}<Results charge={charge} /></td>
          <td className="number">{openCount(charge.items, `linked to ${charge.label}`, { charges: [charge.id] })}</td>
          <td className="actions">
            {charge.partOf === null ? <Button tone="quiet" aria-label={`Add a particular to ${charge.label}`} onPress={() => setOver({ kind: 'add', under: charge })}>Particular…</Button> : null}
            <Button tone="quiet" aria-label={`Result of ${charge.label}`} onPress={() => setOver({ kind: 'result', charge })}>Result…</Button>
            <Button tone="quiet" aria-label={`Change ${charge.label}`} onPress={() => setOver({ kind: 'change', charge })}>Change…</Button>
            <Button tone="quiet" aria-label={`Remove ${charge.label}`} onPress={() => setOver({ kind: 'remove', charge })}>Remove…</Button>
          </td>
        </tr>
      ))}
      {over?.kind === 'add' ? <ChargeDialog charge={null} under={over.under} onClose={close} /> : null}
      {over?.kind === 'change' ? <ChargeDialog charge={over.charge} under={null} onClose={close} /> : null}
      {over?.kind === 'result' ? <ResultDialog charge={over.charge} onClose={close} /> : null}
      {over?.kind === 'remove' ? (
        <ReasonDialog
          title={`Remove ${over.charge.label}`} act="Remove" onClose={close}
          about={`${over.charge.items === 0 ? 'Nothing is linked to it.' : `${over.charge.items === 1 ? '1 item is' : `${over.charge.items} items are`} linked to it. The links stay recorded with the assessments, but can no longer be filtered by.`}${over.charge.partOf === null ? ' Its particulars go with it.' : ''}`}
          onSave={(reason) => attempt(engine.call('charges.remove', { chargeId: over.charge.id, reason, evenIfUsed: over.charge.items > 0 }))}
        />
      ) : null}
    </FrameworkSection>
  );
}
