/** What a person writes down as an item of its own: off a picture, or out of an exhibit such as a statement. */
import { useState, type ReactNode } from 'react';
import type { CommandInput } from '../../../shared/contract/contract.ts';
import { isoDate } from '../../../shared/domain/typed-day.ts';
import { zoneBasisLabels, type ZoneBasis } from '../../../shared/domain/evidence-time.ts';
import { itemKindLabels, type ItemKind } from '../../../shared/domain/item.ts';
import { say } from '../../session/session-store.ts';
import { Field, Select } from '../../ui/controls.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';

const bases = (['stated', 'assumed', 'confirmed'] satisfies readonly ZoneBasis[]).map((value) => ({ value, label: zoneBasisLabels[value] }));
const precisions = [{ value: 'minute', label: 'To the minute' }, { value: 'second', label: 'To the second' }, { value: 'day', label: 'Day only' }, { value: 'unknown', label: 'No time given or visible' }] as const;
/** What both sources have in common. */
export type WrittenDown = Pick<CommandInput<'pictures.transcribe'>, 'date' | 'clock' | 'written' | 'precision' | 'zone' | 'zoneBasis' | 'zoneBasisBy' | 'from' | 'to' | 'thread' | 'text'>;

interface WriteDownProps<K extends ItemKind> {
  readonly title: string;
  readonly about: string;
  readonly zone: string;
  readonly kinds: readonly K[];
  /** The time is one that can be seen in a picture. */
  readonly visible?: boolean;
  /** Fields of the source, above the others. */
  readonly source?: ReactNode;
  readonly ready?: boolean;
  /** Null when it was refused. */
  readonly onSave: (kind: K, entry: WrittenDown) => Promise<unknown>;
  readonly onClose: () => void;
}

export function WriteDownDialog<K extends ItemKind>({ title, about, zone, kinds, visible = false, source, ready = true, onSave, onClose }: WriteDownProps<K>): ReactNode {
  const [kind, setKind] = useState<K | undefined>(kinds[0]);
  const [date, setDate] = useState('');
  const [clock, setClock] = useState('');
  const [precision, setPrecision] = useState<(typeof precisions)[number]['value']>('minute');
  const [statedZone, setZone] = useState(zone);
  const [basis, setBasis] = useState<ZoneBasis>('assumed');
  const [by, setBy] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const timed = precision === 'minute' || precision === 'second';
  const day = isoDate(date);
  const dateFault = precision === 'unknown' || date === '' || day !== null ? null : 'Write the date as dd/mm/yyyy.';
  const clockFault = !timed || clock === '' || /^\d{2}:\d{2}(:\d{2})?$/.test(clock) ? null : 'Write the time as hh:mm or hh:mm:ss, 24-hour.';
  const whole = text.trim() !== '' && dateFault === null && clockFault === null && (precision === 'unknown' || (date !== '' && (!timed || clock !== '')));
  const save = async (): Promise<unknown> => {
    if (kind === undefined) return null;
    const made = await onSave(kind, {
      date: day ?? '1970-01-01', clock: timed ? clock : '', written: precision === 'unknown' ? '' : `${date} ${timed ? clock : ''}`.trim(),
      precision, zone: statedZone, zoneBasis: basis, zoneBasisBy: by, from, to: to.split(',').map((name) => name.trim()).filter((name) => name !== ''), thread: '', text,
    });
    if (made !== null) say('Written down. It is on the timeline as an item of its own.');
    return made;
  };
  return (
    <FormDialog title={title} act="Write down" ready={ready && whole} onSave={save} onClose={onClose}>
      <p className="quiet">{about}</p>
      <div className="two-columns">
        {source}
        <Select label="Kind" value={kind ?? null} choices={kinds.map((value) => ({ value, label: itemKindLabels[value].one }))} onChange={setKind} />
        <Select label="Precision" value={precision} choices={precisions} onChange={setPrecision} />
        <Field label={visible ? 'Date visible' : 'Date'} value={date} onChange={setDate} placeholder="dd/mm/yyyy" error={dateFault} disabled={precision === 'unknown'} autoFocus />
        <Field label={visible ? 'Time visible' : 'Time'} value={clock} onChange={setClock} placeholder="hh:mm" error={clockFault} disabled={!timed} />
        <Field label="Time zone" value={statedZone} onChange={setZone} hint="Europe/London, UTC, or an offset such as +01:00" />
        <Select label="Basis" value={basis} choices={bases} onChange={setBasis} />
        <Field label="From" value={from} onChange={setFrom} />
        <Field label="To" value={to} onChange={setTo} hint="Several names are separated by commas" />
      </div>
      <Field label="On whose word" value={by} onChange={setBy} />
      <Field label="What it says or shows" value={text} onChange={setText} multiline={3} />
    </FormDialog>
  );
}
