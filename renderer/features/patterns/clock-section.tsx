/** Hours of the week: a table whose cells are as dark as they count much, with a line for how much of the hour was on duty. */
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Patterns } from '../../../shared/contract/patterns.ts';
import { patternFilters } from '../../../shared/contract/pattern-filters.ts';
import { formatDate } from '../../../shared/domain/display-time.ts';
import { weekdayNames, weekdaysInOrder } from '../../../shared/domain/local-clock.ts';
import { formatCount } from '../../ui/progress-line.tsx';
import { ChartSection, Count } from './chart-section.tsx';
import type { Counted } from './count-table.tsx';
import { clockPicture, heat, type HeatCell } from './draw-tables.ts';

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const two = (hour: number): string => String(hour).padStart(2, '0');
const words: Readonly<Record<Counted, string>> = { contacts: 'contacts', accesses: 'system accesses' };

/** Cells, and sums along both edges, as they are asked for. */
function numbersOf(patterns: Patterns, counted: Counted): { readonly cellAt: (weekday: number, hour: number) => HeatCell; readonly sum: (weekday: number | null, hour: number | null) => number } {
  const { cells } = patterns.clock[counted];
  const counts = new Map(cells.map(({ weekday, hour, count }) => [weekday * 24 + hour, count]));
  const duty = new Map(patterns.dutyHours.map(({ weekday, hour, onMs, knownMs }) => [weekday * 24 + hour, onMs / knownMs]));
  return {
    cellAt: (weekday, hour) => ({ count: counts.get(weekday * 24 + hour) ?? 0, duty: duty.get(weekday * 24 + hour) ?? null }),
    sum: (weekday, hour) => cells.reduce((total, cell) => ((weekday ?? cell.weekday) === cell.weekday && (hour ?? cell.hour) === cell.hour ? total + cell.count : total), 0),
  };
}

function dutyInWords(duty: number | null): string {
  return duty === null ? '' : duty === 0 ? ', off duty by the rosters' : duty === 1 ? ', on duty by the rosters' : `, ${Math.round(duty * 100)}% of the time on duty by the rosters`;
}

/** A cell has room for four figures. */
function short(count: number): string {
  return count < 10_000 ? formatCount(count) : count < 1_000_000 ? `${Math.floor(count / 1000)}k` : `${Math.floor(count / 1_000_000)}m`;
}

const steps: Readonly<Record<string, readonly [across: number, down: number]>> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The arrow keys go to the next number that way: the table is one stop of the Tab key. */
function moveByKey(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key];
  const from = event.target instanceof HTMLElement ? event.target.closest('td') : null;
  const row = from?.parentElement;
  if (step === undefined || from === null || !(row instanceof HTMLTableRowElement)) return;
  event.preventDefault();
  const { rows } = event.currentTarget;
  for (let [x, y] = [from.cellIndex + step[0], row.rowIndex + step[1]]; x > 0 && x < row.cells.length && y > 0 && y < rows.length; [x, y] = [x + step[0], y + step[1]]) {
    const button = rows[y]?.cells[x]?.querySelector('button');
    if (button == null) continue;
    button.focus();
    return;
  }
}

export function ClockSection({ patterns }: { readonly patterns: Patterns }): ReactNode {
  const [counted, setCounted] = useState<Counted>('contacts');
  /** The number the Tab key comes to: the one last reached. */
  const [reached, setReached] = useState('sum sum');
  const filters = patternFilters(patterns);
  const { cellAt, sum } = numbersOf(patterns, counted);
  const { unplaced } = patterns.clock[counted];
  const { zone, dutyHours, firstMs, lastMs } = patterns;
  const most = Math.max(0, ...patterns.clock[counted].cells.map(({ count }) => count));
  const clock = `Hours by the clock of ${zone}; the hour that happens twice is one hour here.`;
  const shading = dutyHours.length === 0 || firstMs === null || lastMs === null ? 'No roster says when the officer was on duty.' : `Green line: share of that hour on duty, by the rosters, ${formatDate(firstMs, zone)} to ${formatDate(lastMs - 1, zone)}.`;
  const stop = ((): string => {
    const [weekday, hour] = reached.split(' ').map((part) => (part === 'sum' ? null : Number(part)));
    return sum(weekday ?? null, hour ?? null) > 0 ? reached : 'sum sum';
  })();
  const number = (weekday: number | null, hour: number | null, count: number, what: string): ReactNode => {
    const place = `${weekday ?? 'sum'} ${hour ?? 'sum'}`;
    return <span className="hour" onFocus={() => setReached(place)}><Count count={count} what={`${words[counted]}, ${what}`} shown={short(count)} tabIndex={place === stop ? 0 : -1} filter={filters.cell(counted, weekday, hour)} /></span>;
  };
  const controls = (
    <span className="pattern-choice" role="radiogroup" aria-label="Counted by hour">
      {(['contacts', 'accesses'] as const).map((each) => <button key={each} type="button" role="radio" aria-checked={each === counted} onClick={() => setCounted(each)}>{each === 'contacts' ? 'Contacts' : 'System accesses'}</button>)}
    </span>
  );
  return (
    <ChartSection
      title="Hour by weekday" wide controls={controls} noteInPicture={`${counted === 'contacts' ? 'Contacts' : 'System accesses'}. ${clock} ${shading} ${unplaced === 0 ? '' : `Left out, since they can lie in more than one hour: ${formatCount(unplaced)}.`}`}
      note={<>{clock} {shading}{unplaced === 0 ? null : <> Left out, since they can lie in more than one hour (a whole day, say): <Count count={unplaced} what={`${words[counted]} that can lie in more than one hour`} filter={filters.unplaced(counted)} />.</>}</>}
      picture={() => clockPicture(cellAt, counted)}
    >
      <table className={`pattern-clock ${counted}`} onKeyDown={moveByKey}>
        <thead><tr><th scope="col"><span className="visually-hidden">Weekday</span></th>{hours.map((hour) => <th key={hour} scope="col"><span aria-hidden="true">{two(hour)}</span><span className="visually-hidden">{two(hour)}:00</span></th>)}<th scope="col">All</th></tr></thead>
        <tbody>
          {weekdaysInOrder.map((weekday) => (
            <tr key={weekday}>
              <th scope="row">{weekdayNames[weekday]}</th>
              {hours.map((hour) => {
                const { count, duty } = cellAt(weekday, hour);
                const when = `${weekdayNames[weekday]} ${two(hour)}:00${dutyInWords(duty)}`;
                return (
                  <td key={hour} title={`${when}: ${formatCount(count)} ${words[counted]}`} style={{ ['--heat' as string]: `${Math.round(heat(count, most) * 100)}%`, ['--duty' as string]: `${Math.round((duty ?? 0) * 100)}%` }}>
                    {count === 0 ? <span className="none"><span aria-hidden="true">·</span><span className="visually-hidden">0{dutyInWords(duty)}</span></span> : number(weekday, hour, count, when)}
                  </td>
                );
              })}
              <td className="sum">{number(weekday, null, sum(weekday, null), weekdayNames[weekday])}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">All</th>
            {hours.map((hour) => <td key={hour} className="sum">{number(null, hour, sum(null, hour), `${two(hour)}:00, any weekday`)}</td>)}
            <td className="sum">{number(null, null, sum(null, null), 'placed in an hour')}</td>
          </tr>
        </tbody>
      </table>
    </ChartSection>
  );
}
