/** What became of a charge, under its words. */
import { useState, type ReactNode } from 'react';
import type { ListedCharge } from '../../../shared/contract/assessing.ts';
import { chargeOutcomes, outcomeLabels, type ChargeOutcome, type ChargeResult } from '../../../shared/domain/charge-result.ts';
import { calendarDay, ukDay } from '../../../shared/domain/typed-day.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { Field, Select } from '../../ui/controls.tsx';
import { FormDialog, ReasonDialog } from '../../ui/form-dialog.tsx';

const choices = chargeOutcomes.map((value) => ({ value, label: outcomeLabels[value].full, note: outcomeLabels[value].of }));

export function ResultDialog({ charge, onClose }: { readonly charge: ListedCharge; readonly onClose: () => void }): ReactNode {
  const [outcome, setOutcome] = useState<ChargeOutcome | null>(null);
  const [decidedBy, setDecidedBy] = useState('');
  const [day, setDay] = useState('');
  const [words, setWords] = useState('');
  const decidedOn = day.trim() === '' ? null : calendarDay(day);
  const badDay = day.trim() !== '' && decidedOn === null;
  const ready = outcome !== null && decidedBy.trim() !== '' && !badDay && (outcome !== 'other' || words.trim() !== '');
  return (
    <FormDialog
      title={`Result of ${charge.label}`} act="Save" ready={ready} onClose={onClose}
      onSave={() => (outcome === null ? Promise.resolve(null) : attempt(engine.call('charges.result', { chargeId: charge.id, outcome, decidedBy, decidedOn, words })))}
    >
      <Select label="Result" value={outcome} choices={choices} placeholder="As it was decided" onChange={setOutcome} />
      <Field label="Decided by" value={decidedBy} onChange={setDecidedBy} required hint="The court or panel." />
      <Field label="On (may be left empty)" value={day} onChange={setDay} placeholder="30/06/2025" error={badDay ? 'A day is written 30/06/2025.' : null} />
      <Field label={outcome === 'other' ? 'In words' : 'In words (may be left empty)'} multiline={3} value={words} onChange={setWords} required={outcome === 'other'} hint="As the record of the decision has them." />
    </FormDialog>
  );
}

export function Results({ charge }: { readonly charge: ListedCharge }): ReactNode {
  const [withdrawing, setWithdrawing] = useState<ChargeResult | null>(null);
  return (
    <>
      {charge.results.map((result) => (
        <div key={result.id} className="charge-result">
          <strong>{outcomeLabels[result.outcome].full}</strong> <span className="quiet">{[result.decidedBy, result.decidedOn === null ? 'day not known' : ukDay(result.decidedOn), result.words].filter((part) => part !== '').join(' · ')}</span>{' '}
          <button type="button" className="link" aria-label={`Withdraw the result of ${charge.label}: ${outcomeLabels[result.outcome].full}`} onClick={() => setWithdrawing(result)}>Withdraw…</button>
        </div>
      ))}
      {withdrawing === null ? null : (
        <ReasonDialog
          title={`Withdraw the result of ${charge.label}`} act="Withdraw" about={`“${outcomeLabels[withdrawing.outcome].full}”, ${withdrawing.decidedBy}, stands no longer. The log keeps it.`} onClose={() => setWithdrawing(null)}
          onSave={(reason) => attempt(engine.call('charges.withdrawResult', { resultId: withdrawing.id, reason }))}
        />
      )}
    </>
  );
}
