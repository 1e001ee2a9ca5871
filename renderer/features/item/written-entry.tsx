/** What a person writes down of one event: its time as it can be read, on whose word, the parties and the words. */
import { useState, type ReactNode } from 'react';
import type { CommandInput } from '../../../shared/contract/contract.ts';
import { isoDay } from '../../../shared/domain/typed-day.ts';
import { zoneBasisLabels, type ZoneBasis } from '../../../shared/domain/evidence-time.ts';
import { itemKindLabels, type ItemKind } from '../../../shared/domain/item.ts';
import { say } from '../../session/session-store.ts';
import { Field, Select } from '../../ui/controls.tsx';

const bases = (['stated', 'assumed', 'confirmed'] satisfies readonly ZoneBasis[]).map((value) => ({ value, label: zoneBasisLabels[value] }));
const precisions = [{ value: 'minute', label: 'To the minute' }, { value: 'second', label: 'To the second' }, { value: 'day', label: 'Day only' }, { value: 'unknown', label: 'No time given or visible' }] as const;

/** What all sources have in common. */
export type WrittenDown = Pick<CommandInput<'pictures.transcribe'>, 'date' | 'clock' | 'written' | 'precision' | 'zone' | 'zoneBasis' | 'zoneBasisBy' | 'from' | 'to' | 'thread' | 'text'>;

interface Typed {
  readonly date: string; readonly clock: string; readonly precision: (typeof precisions)[number]['value'];
  readonly zone: string; readonly basis: ZoneBasis; readonly by: string; readonly from: string; readonly to: string; readonly text: string;
}

export interface WrittenEntry<K extends ItemKind> {
  readonly kinds: readonly K[];
  readonly kind: K | undefined;
  readonly setKind: (kind: K) => void;
  readonly typed: Typed;
  readonly type: (change: Partial<Typed>) => void;
  readonly dateFault: string | null;
  readonly clockFault: string | null;
  /** Nothing that has to be said is missing. */
  readonly whole: boolean;
  /** Hands over what was typed; null when it was refused. */
  readonly save: (keep: (kind: K, entry: WrittenDown) => Promise<unknown>) => Promise<unknown>;
}

const isTimed = ({ precision }: Typed): boolean => precision === 'minute' || precision === 'second';

function entryOf(typed: Typed): WrittenDown {
  const { date, precision, zone, basis, by, from, to, text } = typed;
  const clock = isTimed(typed) ? typed.clock : '';
  return {
    date: isoDay(date) ?? '1970-01-01', clock, written: precision === 'unknown' ? '' : `${date} ${clock}`.trim(), precision, zone, zoneBasis: basis, zoneBasisBy: by,
    from, to: to.split(',').map((name) => name.trim()).filter((name) => name !== ''), thread: '', text,
  };
}

export function useWrittenEntry<K extends ItemKind>(kinds: readonly K[], zone: string): WrittenEntry<K> {
  const [kind, setKind] = useState<K | undefined>(kinds[0]);
  const [typed, setTyped] = useState<Typed>({ date: '', clock: '', precision: 'minute', zone, basis: 'assumed', by: '', from: '', to: '', text: '' });
  const { date, clock, precision, text } = typed;
  const timed = isTimed(typed);
  const dateFault = precision === 'unknown' || date === '' || isoDay(date) !== null ? null : 'Write the date as dd/mm/yyyy.';
  const clockFault = !timed || clock === '' || /^\d{2}:\d{2}(:\d{2})?$/.test(clock) ? null : 'Write the time as hh:mm or hh:mm:ss, 24-hour.';
  return {
    kinds, kind, setKind, typed, type: (change) => setTyped((before) => ({ ...before, ...change })), dateFault, clockFault,
    whole: text.trim() !== '' && dateFault === null && clockFault === null && (precision === 'unknown' || (date !== '' && (!timed || clock !== ''))),
    save: async (keep) => {
      if (kind === undefined) return null;
      const made = await keep(kind, entryOf(typed));
      if (made !== null) {
        say('Written down. It is on the timeline as an item of its own.');
        // What differs from one entry to the next off the same source.
        setTyped((before) => ({ ...before, clock: '', text: '' }));
      }
      return made;
    },
  };
}

/** `visible`: the time is one that can be seen in a picture. `source`: fields of the source, above the others. */
export function WrittenEntryFields<K extends ItemKind>({ entry, visible = false, source }: { readonly entry: WrittenEntry<K>; readonly visible?: boolean; readonly source?: ReactNode }): ReactNode {
  const { typed, type } = entry;
  return (
    <>
      <div className="two-columns">
        {source}
        <Select label="Kind" value={entry.kind ?? null} choices={entry.kinds.map((value) => ({ value, label: itemKindLabels[value].one }))} onChange={entry.setKind} />
        <Select label="Precision" value={typed.precision} choices={precisions} onChange={(precision) => type({ precision })} />
        <Field label={visible ? 'Date visible' : 'Date'} value={typed.date} onChange={(date) => type({ date })} placeholder="dd/mm/yyyy" error={entry.dateFault} disabled={typed.precision === 'unknown'} autoFocus />
        <Field label={visible ? 'Time visible' : 'Time'} value={typed.clock} onChange={(clock) => type({ clock })} placeholder="hh:mm" error={entry.clockFault} disabled={!isTimed(typed)} />
        <Field label="Time zone" value={typed.zone} onChange={(zone) => type({ zone })} hint="Europe/London, UTC, or an offset such as +01:00" />
        <Select label="Basis" value={typed.basis} choices={bases} onChange={(basis) => type({ basis })} />
        <Field label="From" value={typed.from} onChange={(from) => type({ from })} />
        <Field label="To" value={typed.to} onChange={(to) => type({ to })} hint="Several names are separated by commas" />
      </div>
      <Field label="On whose word" value={typed.by} onChange={(by) => type({ by })} />
      <Field label="What it says or shows" value={typed.text} onChange={(text) => type({ text })} multiline={3} />
    </>
  );
}
