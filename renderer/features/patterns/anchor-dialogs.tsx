/** Forms about an anchor: what it is, when, and on what it rests; its history. */
import { useState, type ReactNode } from 'react';
import type { CommandInput } from '../../../shared/contract/contract.ts';
import { anchorKindLabels, anchorKinds, type Anchor, type AnchorKind } from '../../../shared/domain/anchor.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import type { PersonId } from '../../../shared/domain/ids.ts';
import { isKnownZone } from '../../../shared/domain/zone.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt } from '../../session/session-store.ts';
import { Button, Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { Modal } from '../../ui/modal.tsx';
import { isoDay, writtenDay } from '../../../shared/domain/typed-day.ts';
import { basisChoices, zoneChoices, type Basis, type ZoneChoice } from './stated-time.ts';

const kindChoices = anchorKinds.map((value) => ({ value, label: anchorKindLabels[value] }));

const clockFault = (typed: string): string | null => (/^(?:(?:[01]\d|2[0-3]):[0-5]\d)?$/.test(typed.trim()) ? null : 'Write the time as hh:mm, 24-hour, or leave it empty.');

export function AnchorDialog({ anchor, people, onClose }: { /** Null states a new one. */ readonly anchor: Anchor | null; readonly people: readonly { readonly id: PersonId; readonly name: string }[]; readonly onClose: () => void }): ReactNode {
  /** Whom it is about now; may be somebody who is no longer one of the people. */
  const standing = anchor?.personId ?? null;
  const gone = standing !== null && !people.some(({ id }) => id === standing) ? [{ value: String(standing), label: `Person ${standing}, no longer in the case` }] : [];
  const [kind, setKind] = useState<AnchorKind | null>(anchor?.kind ?? null);
  const [title, setTitle] = useState(anchor?.title ?? '');
  const [day, setDay] = useState(anchor === null ? '' : writtenDay(anchor.date));
  const [clock, setClock] = useState(anchor?.clock ?? '');
  const known = zoneChoices.find(({ value }) => value === anchor?.zone)?.value;
  const [choice, setChoice] = useState<ZoneChoice | null>(anchor === null ? null : known ?? 'other');
  const [otherZone, setOtherZone] = useState(anchor === null || known !== undefined ? '' : anchor.zone);
  const [zoneBasis, setBasis] = useState<Basis | null>(anchor?.zoneBasis ?? null);
  const [zoneBasisBy, setBasisBy] = useState(anchor?.zoneBasisBy ?? '');
  const [source, setSource] = useState(anchor?.source ?? '');
  const [note, setNote] = useState(anchor?.note ?? '');
  const [person, setPerson] = useState(anchor?.personId == null ? 'case' : String(anchor.personId));
  const date = isoDay(day);
  const zone = choice === 'other' ? otherZone.trim() : choice ?? '';
  const ready = kind !== null && title.trim() !== '' && date !== null && clockFault(clock) === null && zone !== '' && isKnownZone(zone) && zoneBasis !== null && source.trim() !== '';
  const save = async (): Promise<unknown> => {
    if (kind === null || date === null || zoneBasis === null) return null;
    const statement: CommandInput<'anchors.add'> = { kind, title, date, clock: clock.trim(), zone, zoneBasis, zoneBasisBy, source, note, personId: standing !== null && person === String(standing) ? standing : people.find(({ id }) => String(id) === person)?.id ?? null };
    return attempt(anchor === null ? engine.call('anchors.add', statement) : engine.call('anchors.change', { anchorId: anchor.id, statement }));
  };
  return (
    <FormDialog title={anchor === null ? 'State an anchor' : 'Change an anchor'} act={anchor === null ? 'State' : 'Save'} ready={ready} onSave={save} onClose={onClose}>
      <div className="anchor-form">
        <Select label="Kind" value={kind} choices={kindChoices} onChange={(next) => { setKind(next); if (title === '' && next !== 'other') setTitle(anchorKindLabels[next]); }} />
        <Select label="About" value={person} choices={[{ value: 'case', label: 'The case' }, ...gone, ...people.map(({ id, name }) => ({ value: String(id), label: name }))]} onChange={setPerson} />
      </div>
      <Field label="Title" value={title} onChange={setTitle} required hint="Stands beside its mark on the timeline." />
      <div className="anchor-form">
        <Field label="Date" value={day} onChange={setDay} placeholder="dd/mm/yyyy" required error={day.trim() === '' || date !== null ? null : 'Write a day of the calendar as dd/mm/yyyy.'} />
        <Field label="Time" value={clock} onChange={setClock} placeholder="hh:mm" error={clockFault(clock)} hint="Empty when only the day is known" />
        <Select label="Time zone" value={choice} choices={zoneChoices} onChange={setChoice} placeholder="As the source means it…" />
        <Select label="Basis of the zone" value={zoneBasis} choices={basisChoices} onChange={setBasis} placeholder="On whose word…" />
      </div>
      {choice === 'other' ? <Field label="Zone or offset" value={otherZone} onChange={setOtherZone} placeholder="Europe/Paris or +01:00" error={otherZone === '' || isKnownZone(otherZone.trim()) ? null : 'Not a time zone this computer knows'} /> : null}
      <Field label="On whose word the zone rests" value={zoneBasisBy} onChange={setBasisBy} placeholder="Document or person; may be left empty" />
      <Field label="Source" multiline={2} value={source} onChange={setSource} required hint="Where it stands: crime log entry, statement, letter." />
      <Field label="Note" multiline={2} value={note} onChange={setNote} />
    </FormDialog>
  );
}

export function HistoryDialog({ anchor, zone, onClose }: { readonly anchor: Anchor; readonly zone: string; readonly onClose: () => void }): ReactNode {
  return (
    <Modal title={`History of “${anchor.title}”`} width={680} onClose={onClose} actions={<Button tone="main" autoFocus onPress={onClose}>Close</Button>}>
      <ol className="anchor-history">
        {anchor.history.map(({ summary, reason, author, madeAt }) => (
          <li key={`${madeAt} ${summary}`}><span className="wrap">{summary}{reason === '' ? '' : `: ${reason}`}</span><span className="quiet">{author}, {formatInstant(Date.parse(madeAt), zone)}</span></li>
        ))}
      </ol>
    </Modal>
  );
}
