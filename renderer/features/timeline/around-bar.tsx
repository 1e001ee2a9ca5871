/** Says what the timeline is narrowed to while it shows what lies around one item. */
import type { ReactNode } from 'react';
import { aroundWidths } from '../../../shared/domain/around.ts';
import { formatInstant } from '../../../shared/domain/display-time.ts';
import { KeyCap } from '../../ui/controls.tsx';
import { leaveAround, setAroundWidth } from './around.ts';
import type { Around } from './timeline-store.ts';

export function AroundBar({ around, zone }: { readonly around: Around; readonly zone: string }): ReactNode {
  return (
    <div className="filter-bar around" role="group" aria-label="Around one item">
      <div className="filter-chips">
        <span>Around <strong>{around.time.earliestMs === null ? '' : formatInstant(around.time.earliestMs, zone)}</strong>, all sources, either way</span>
        <span className="around-widths">
          {aroundWidths.map(({ ms, label }) => <button key={ms} type="button" aria-pressed={ms === around.widthMs} className={ms === around.widthMs ? 'on' : ''} onClick={() => setAroundWidth(ms)}>{label}</button>)}
        </span>
        <button type="button" className="filter-clear" onClick={leaveAround}>Back to the view before</button>
      </div>
      <div className="filter-keys" aria-hidden="true"><KeyCap>[</KeyCap><KeyCap>]</KeyCap> narrower, wider <KeyCap>Esc</KeyCap> back</div>
    </div>
  );
}
