/** What people have written down from a picture, and the form to write down more. */
import { useState, type ReactNode } from 'react';
import type { CommandInput } from '../../../shared/contract/contract.ts';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import { zoneBasisLabels, type ZoneBasis } from '../../../shared/domain/evidence-time.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { isoDate } from '../../../shared/domain/typed-day.ts';
import { itemKindLabels, type ItemKind } from '../../../shared/domain/item.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { attempt, say } from '../../session/session-store.ts';
import { Button, Field, Select } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { Card } from './card.tsx';

const kinds = (['message', 'event', 'call', 'access', 'note'] satisfies readonly ItemKind[]).map((value) => ({ value, label: itemKindLabels[value].one }));
const bases = (['stated', 'assumed', 'confirmed'] satisfies readonly ZoneBasis[]).map((value) => ({ value, label: zoneBasisLabels[value] }));
const precisions = [{ value: 'minute', label: 'To the minute' }, { value: 'second', label: 'To the second' }, { value: 'day', label: 'Day only' }, { value: 'unknown', label: 'No time visible' }] as const;

export function Transcriptions({ detail, zone, onGoTo }: { readonly detail: ItemDetail; readonly zone: string; readonly onGoTo: (itemId: ItemId) => void }): ReactNode {
  const [writing, setWriting] = useState(false);
  return (
    <Card title="What it shows">
      {detail.transcribedItemIds.length === 0 ? <p className="quiet">Nobody has written down what this picture shows, or the time visible in it.</p> : (
        <ul>{detail.transcribedItemIds.map((itemId, index) => <li key={itemId}><button type="button" className="link" onClick={() => onGoTo(itemId)}>Entry {index + 1}</button></li>)}</ul>
      )}
      <div><Button onPress={() => setWriting(true)}>Write down what it shows…</Button></div>
      {writing ? <TranscribeDialog detail={detail} zone={zone} onClose={() => setWriting(false)} /> : null}
    </Card>
  );
}

function TranscribeDialog({ detail, zone, onClose }: { readonly detail: ItemDetail; readonly zone: string; readonly onClose: () => void }): ReactNode {
  const [kind, setKind] = useState<ItemKind>('event');
  const [date, setDate] = useState('');
  const [clock, setClock] = useState('');
  const [precision, setPrecision] = useState<(typeof precisions)[number]['value']>('minute');
  const [statedZone, setZone] = useState(zone);
  const [basis, setBasis] = useState<ZoneBasis>('assumed');
  const [by, setBy] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [text, setText] = useState('');
  const [saving, setSaving] = useState(false);
  const timed = precision === 'minute' || precision === 'second';
  const day = isoDate(date);
  const dateFault = precision === 'unknown' || date === '' || day !== null ? null : 'Write the date as dd/mm/yyyy.';
  const clockFault = !timed || clock === '' || /^\d{2}:\d{2}(:\d{2})?$/.test(clock) ? null : 'Write the time as hh:mm or hh:mm:ss, 24-hour.';
  const ready = !saving && text.trim() !== '' && dateFault === null && clockFault === null && (precision === 'unknown' || (date !== '' && (!timed || clock !== '')));
  const save = async (): Promise<void> => {
    setSaving(true);
    const entry: CommandInput<'pictures.transcribe'> = {
      itemId: detail.id, kind, date: day ?? '1970-01-01', clock: timed ? clock : '', written: precision === 'unknown' ? '' : `${date} ${timed ? clock : ''}`.trim(),
      precision, zone: statedZone, zoneBasis: basis, zoneBasisBy: by, from, to: to.split(',').map((name) => name.trim()).filter((name) => name !== ''), thread: '', text,
      region: { x: 0, y: 0, width: 1, height: 1 },
    };
    const made = await attempt(engine.call('pictures.transcribe', entry));
    setSaving(false);
    if (made === null) return;
    say('Written down. It is on the timeline as an item of its own.');
    onClose();
  };
  return (
    <Modal title="What the picture shows" width={620} onClose={onClose} actions={<><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={!ready} onPress={() => { void save(); }}>Write down</Button></>}>
      <p className="quiet">The time you can see in the picture, as it stands there. The file’s own time stays with the picture.</p>
      <div className="two-columns">
        <Select label="Kind" value={kind} choices={kinds} onChange={setKind} />
        <Select label="Precision" value={precision} choices={precisions} onChange={setPrecision} />
        <Field label="Date visible" value={date} onChange={setDate} placeholder="dd/mm/yyyy" error={dateFault} disabled={precision === 'unknown'} autoFocus />
        <Field label="Time visible" value={clock} onChange={setClock} placeholder="hh:mm" error={clockFault} disabled={!timed} />
        <Field label="Time zone" value={statedZone} onChange={setZone} hint="Europe/London, UTC, or an offset such as +01:00" />
        <Select label="Basis" value={basis} choices={bases} onChange={setBasis} />
        <Field label="From" value={from} onChange={setFrom} />
        <Field label="To" value={to} onChange={setTo} hint="Several names are separated by commas" />
      </div>
      <Field label="On whose word" value={by} onChange={setBy} />
      <Field label="What it says or shows" value={text} onChange={setText} multiline={3} />
    </Modal>
  );
}
