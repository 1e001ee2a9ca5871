/** Narrows the timeline to a span whose ends a person types. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { formatClock, formatDate } from '../../../shared/domain/display-time.ts';
import { readTypedInstant, type TypedInstant } from '../../../shared/domain/typed-instant.ts';
import { zoneAbbreviation } from '../../../shared/domain/zone.ts';
import { Button, Field } from '../../ui/controls.tsx';
import { Modal } from '../../ui/modal.tsx';
import { setFilter, useTimeline } from './timeline-store.ts';

interface End { readonly date: string; readonly clock: string }

function endOf(ms: number | null, zone: string): End {
  return ms === null ? { date: '', clock: '' } : { date: formatDate(ms, zone), clock: formatClock(ms, zone) };
}

/** Null when the end is left open. */
function read(end: End, zone: string, which: 'from' | 'until'): TypedInstant | null {
  return end.date.trim() === '' && end.clock.trim() === '' ? null : readTypedInstant(end.date, end.clock, zone, which);
}

const faultOf = (typed: TypedInstant | null): string | null => (typed === null || typed.ok ? null : typed.fault);
const msOf = (typed: TypedInstant | null): number | null => (typed?.ok === true ? typed.ms : null);

export function DateFilter({ zone, onClose }: { readonly zone: string; readonly onClose: () => void }): ReactNode {
  const filter = useTimeline((state) => state.filter);
  const [from, setFrom] = useState<End>(endOf(filter.fromMs, zone));
  const [until, setUntil] = useState<End>(endOf(filter.untilMs, zone));
  const [fromRead, untilRead] = [read(from, zone, 'from'), read(until, zone, 'until')];
  const [fromMs, untilMs] = [msOf(fromRead), msOf(untilRead)];
  const backwards = fromMs !== null && untilMs !== null && untilMs <= fromMs;
  const ready = faultOf(fromRead) === null && faultOf(untilRead) === null && !backwards;
  const apply = (): void => {
    setFilter({ fromMs, untilMs });
    onClose();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (ready) apply();
  };
  const instant = fromMs ?? untilMs;
  const zoneName = instant === null || zone === 'UTC' ? zone : `${zone}, ${zoneAbbreviation(zone, instant)} then`;
  return (
    <Modal
      title="Dates" onClose={onClose}
      actions={<><Button onPress={() => { setFilter({ fromMs: null, untilMs: null }); onClose(); }}>All dates</Button><Button onPress={onClose}>Cancel</Button><Button tone="main" isDisabled={!ready} onPress={apply}>Show</Button></>}
    >
      <form className="date-filter" onSubmit={onSubmit}>
        <Field label="From date" value={from.date} onChange={(date) => setFrom({ ...from, date })} placeholder="dd/mm/yyyy" error={faultOf(fromRead)} autoFocus />
        <Field label="From time" value={from.clock} onChange={(clock) => setFrom({ ...from, clock })} placeholder="hh:mm" hint={`${zoneName}; empty = whole day`} />
        <Field label="Until date" value={until.date} onChange={(date) => setUntil({ ...until, date })} placeholder="dd/mm/yyyy" error={faultOf(untilRead) ?? (backwards ? 'The end comes before the beginning.' : null)} />
        <Field label="Until time" value={until.clock} onChange={(clock) => setUntil({ ...until, clock })} placeholder="hh:mm" hint="Up to, not including; empty = to the end of the day" />
        <input type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
      </form>
    </Modal>
  );
}
