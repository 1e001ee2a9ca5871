/** When the officer was on or off duty, as people typed it from a statement: entered, changed, withdrawn, taken back. */
import { useEffect, useState, type ReactNode } from 'react';
import type { CommandInput } from '../../../shared/contract/contract.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { dutyLabels } from '../../../shared/domain/duty.ts';
import type { DutySpell } from '../../../shared/domain/duty-spell.ts';
import { zoneBasisLabels } from '../../../shared/domain/evidence-time.ts';
import { isKnownZone } from '../../../shared/domain/zone.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { OneOf } from '../../ui/choices.tsx';
import { Button, Field, Select } from '../../ui/controls.tsx';
import { FormDialog, ReasonDialog } from '../../ui/form-dialog.tsx';
import { Modal } from '../../ui/modal.tsx';
import { ChartSection } from './chart-section.tsx';
import { isoDay, writtenDay } from '../../../shared/domain/typed-day.ts';
import { basisChoices, zoneChoices, type Basis, type ZoneChoice } from './stated-time.ts';

type Over = { readonly kind: 'none' | 'new' } | { readonly kind: 'change' | 'withdraw' | 'history'; readonly spell: DutySpell };
const states = [{ value: 'on', label: 'On duty' }, { value: 'off', label: 'Off duty' }] as const;
const dayFault = (typed: string): string | null => (typed.trim() === '' || isoDay(typed) !== null ? null : 'Write a day of the calendar as dd/mm/yyyy.');
const clockFault = (typed: string): string | null => (/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/.test(typed.trim()) ? null : 'Write the time as hh:mm, 24-hour.');

/** `28/09/2021 07:00 – 15:32`; the second day stands only when it is another. */
function spanWords({ fromDate, fromClock, untilDate, untilClock }: DutySpell): string {
  return `${writtenDay(fromDate)} ${fromClock} – ${untilDate === fromDate ? '' : `${writtenDay(untilDate)} `}${untilClock}`;
}

function SpellDialog({ spell, onClose }: { /** Null enters a new one. */ readonly spell: DutySpell | null; readonly onClose: () => void }): ReactNode {
  const [state, setState] = useState<DutySpell['state']>(spell?.state ?? 'on');
  const [fromDay, setFromDay] = useState(spell === null ? '' : writtenDay(spell.fromDate));
  const [fromClock, setFromClock] = useState(spell?.fromClock ?? '');
  const [untilDay, setUntilDay] = useState(spell === null ? '' : writtenDay(spell.untilDate));
  const [untilClock, setUntilClock] = useState(spell?.untilClock ?? '');
  const known = zoneChoices.find(({ value }) => value === spell?.zone)?.value;
  const [choice, setChoice] = useState<ZoneChoice | null>(spell === null ? null : known ?? 'other');
  const [otherZone, setOtherZone] = useState(spell === null || known !== undefined ? '' : spell.zone);
  const [zoneBasis, setBasis] = useState<Basis | null>(spell?.zoneBasis ?? null);
  const [zoneBasisBy, setBasisBy] = useState(spell?.zoneBasisBy ?? '');
  const [source, setSource] = useState(spell?.source ?? '');
  const [note, setNote] = useState(spell?.note ?? '');
  const zone = choice === 'other' ? otherZone.trim() : choice ?? '';
  const [fromDate, untilDate] = [isoDay(fromDay), isoDay(untilDay)];
  const ready = fromDate !== null && untilDate !== null && [fromClock, untilClock].every((clock) => clock.trim() !== '' && clockFault(clock) === null) && zone !== '' && isKnownZone(zone) && zoneBasis !== null && source.trim() !== '';
  const save = async (): Promise<unknown> => {
    if (fromDate === null || untilDate === null || zoneBasis === null) return null;
    const statement: CommandInput<'duty.add'> = { state, fromDate, fromClock: fromClock.trim(), untilDate, untilClock: untilClock.trim(), zone, zoneBasis, zoneBasisBy, source, note };
    return attempt(spell === null ? engine.call('duty.add', statement) : engine.call('duty.change', { spellId: spell.id, statement }));
  };
  return (
    <FormDialog title={spell === null ? 'Enter duty' : 'Change a spell of duty'} act={spell === null ? 'Enter' : 'Save'} ready={ready} onSave={save} onClose={onClose}>
      <OneOf label="The officer was" value={state} options={states} onChange={setState} row autoFocus />
      <div className="anchor-form">
        <Field label="From day" value={fromDay} onChange={setFromDay} placeholder="dd/mm/yyyy" required error={dayFault(fromDay)} />
        <Field label="From time" value={fromClock} onChange={setFromClock} placeholder="hh:mm" required error={clockFault(fromClock)} />
        <Field label="Until day" value={untilDay} onChange={setUntilDay} placeholder="dd/mm/yyyy" required error={dayFault(untilDay)} />
        <Field label="Until time" value={untilClock} onChange={setUntilClock} placeholder="hh:mm" required error={clockFault(untilClock)} />
        <Select label="Time zone" value={choice} choices={zoneChoices} onChange={setChoice} placeholder="As the source means it…" />
        <Select label="Basis of the zone" value={zoneBasis} choices={basisChoices} onChange={setBasis} placeholder="On whose word…" />
      </div>
      {choice === 'other' ? <Field label="Zone or offset" value={otherZone} onChange={setOtherZone} placeholder="Europe/Paris or +01:00" error={otherZone === '' || isKnownZone(otherZone.trim()) ? null : 'Not a time zone this computer knows'} /> : null}
      <Field label="On whose word the zone rests" value={zoneBasisBy} onChange={setBasisBy} placeholder="Document or person; may be left empty" />
      <Field label="Source" multiline={2} value={source} onChange={setSource} required hint="Where it stands: duty statement, MG11 p.2." />
      <Field label="Note" multiline={2} value={note} onChange={setNote} />
    </FormDialog>
  );
}

function SpellTable({ spells, onOver }: { readonly spells: readonly DutySpell[]; readonly onOver: (over: Over) => void }): ReactNode {
  return (
    <table className="pattern-table spells">
      <thead><tr><th scope="col">Duty</th><th scope="col">Time</th><th scope="col">Source</th><th scope="col">Entered by</th><th scope="col"><span className="visually-hidden">Change</span></th></tr></thead>
      <tbody>
        {spells.map((spell) => (
          <tr key={spell.id}>
            <th scope="row"><span className={`duty ${spell.state}`}>{dutyLabels[spell.state]}</span></th>
            <td><span className="spell-when">{spanWords(spell)}</span> <span className="quiet" title={`Zone: ${zoneBasisLabels[spell.zoneBasis]}${spell.zoneBasisBy === '' ? '' : `, ${spell.zoneBasisBy}`}`}>{spell.zone}</span>{spell.contradicted ? <span className="spell-contradicted">Not known where a roster or another spell says otherwise</span> : null}</td>
            <td>{spell.source}{spell.note === '' ? null : <span className="quiet"> {spell.note}</span>}</td>
            <td>{spell.author}</td>
            <td className="spell-acts">
              <Button tone="quiet" aria-label={`Change ${spanWords(spell)}`} onPress={() => onOver({ kind: 'change', spell })}>Change…</Button>
              <Button tone="quiet" aria-label={`Withdraw ${spanWords(spell)}`} onPress={() => onOver({ kind: 'withdraw', spell })}>Withdraw…</Button>
              <Button tone="quiet" aria-label={`History of ${spanWords(spell)}`} onPress={() => onOver({ kind: 'history', spell })}>History</Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function undo(): void {
  void attempt(engine.call('duty.undo', {}).then((result) => ({ result }))).then((undone) => {
    if (undone !== null) say(undone.result === null ? 'There is no change of yours to typed duty to take back.' : `Taken back: ${undone.result.undone}`);
  });
}

export function TypedDutySection({ zone }: { readonly zone: string }): ReactNode {
  const [spells, setSpells] = useState<readonly DutySpell[]>([]);
  const [over, setOver] = useState<Over>({ kind: 'none' });
  const close = (): void => setOver({ kind: 'none' });
  useEffect(() => {
    let current = true;
    const load = (): void => { void attempt(engine.call('duty.spells', {})).then((next) => { if (current && next !== null) setSpells(next); }); };
    load();
    // Rosters and people too: they may say otherwise now.
    const stop = engine.on('case.changed', ({ what }) => { if (what === 'duty' || what === 'items' || what === 'people') load(); });
    return () => {
      current = false;
      stop();
    };
  }, []);
  const controls = <><Button tone="quiet" aria-label="Undo your latest change to typed duty" onPress={undo}>Undo</Button><Button onPress={() => setOver({ kind: 'new' })}>Enter duty…</Button></>;
  return (
    <>
      <ChartSection title="Duty typed from a source" wide controls={controls} picture={null} note={spells.length === 0 ? undefined : 'Each spell counts for its own time, beside the rosters; where they say different things duty is not known.'}>
        {spells.length === 0 ? <p className="quiet">Nothing is typed in. Where there is no roster, or it leaves something out, enter when the officer was on or off duty, with its source: a duty statement, a pocket notebook.</p> : <SpellTable spells={spells} onOver={setOver} />}
      </ChartSection>
      {over.kind === 'new' ? <SpellDialog spell={null} onClose={close} /> : null}
      {over.kind === 'change' ? <SpellDialog spell={over.spell} onClose={close} /> : null}
      {over.kind === 'withdraw' ? (
        <ReasonDialog
          title="Withdraw a spell of duty" act="Withdraw" about={`${dutyLabels[over.spell.state]}, ${spanWords(over.spell)}, no longer counts. It, its history and the reason stay in the case.`} onClose={close}
          onSave={(reason) => attempt(engine.call('duty.withdraw', { spellId: over.spell.id, reason }))}
        />
      ) : null}
      {over.kind === 'history' ? (
        <Modal title={`History of ${spanWords(over.spell)}`} width={680} onClose={close} actions={<Button tone="main" autoFocus onPress={close}>Close</Button>}>
          <ol className="anchor-history">
            {over.spell.history.map(({ summary, reason, author, madeAt }) => <li key={`${madeAt} ${summary}`}><span className="wrap">{summary}{reason === '' ? '' : `: ${reason}`}</span><span className="quiet">{author}, {formatInstant(Date.parse(madeAt), zone)}</span></li>)}
          </ol>
        </Modal>
      ) : null}
    </>
  );
}
