/** The timeline itself: every line of the view, and the keys that move through it. */
import { useCallback, type KeyboardEvent, type ReactNode } from 'react';
import { useSession } from '../../session/session-store.ts';
import { movement } from '../../ui/grid-movement.ts';
import { VirtualGrid } from '../../ui/virtual-grid.tsx';
import { dayPassed } from './day-passed.ts';
import { LineRow } from './line-row.tsx';
import { lineAt, moveSelection, selectRow, useTimeline, wantLines } from './timeline-store.ts';
import './timeline-grid.css';

const rowPx = 28;
const idPrefix = 'timeline-line';

/** How far the timeline is scrolled, by what it shows: coming back from another view finds it as it was left. */
let kept = { of: '', top: 0 };
function keptOf(of: string): { top: number } {
  if (kept.of !== of) kept = { of, top: 0 };
  return kept;
}

export function TimelineGrid(): ReactNode {
  const view = useTimeline((state) => state.view);
  const loading = useTimeline((state) => state.loading);
  const selected = useTimeline((state) => state.selected);
  const anchorIndex = useTimeline((state) => state.anchorIndex);
  const revealCount = useTimeline((state) => state.revealCount);
  const filter = useTimeline((state) => state.filter);
  useTimeline((state) => state.linesVersion);
  const zoneMode = useSession((state) => state.settings?.displayZoneMode ?? 'local');
  const zone = useSession((state) => (state.settings?.displayZoneMode === 'utc' ? 'UTC' : state.summary?.details.displayZone ?? 'Europe/London'));

  const onKeyDown = useCallback((event: KeyboardEvent<HTMLDivElement>, pageRows: number) => {
    const move = movement(event, pageRows);
    if (move === null) return;
    event.preventDefault();
    void moveSelection(move, event.shiftKey);
  }, []);

  if (view === null) return <div className="empty-state" aria-busy="true">Opening the timeline…</div>;
  const from = Math.min(selected?.itemIndex ?? -1, anchorIndex ?? selected?.itemIndex ?? -1);
  const until = Math.max(selected?.itemIndex ?? -1, anchorIndex ?? selected?.itemIndex ?? -1);
  return (
    <VirtualGrid
      label="Timeline" rowCount={view.lineCount} rowPx={rowPx} idPrefix={idPrefix} activeRow={selected?.line ?? null} revealKey={revealCount} kept={keptOf(`${zone} ${JSON.stringify(filter)}`)}
      onRange={wantLines} onKeyDown={onKeyDown} replacing={loading} passing={(row) => dayPassed(row, zone)}
      renderRow={(row, topPx, slot) => {
        const line = lineAt(row);
        const chosen = line?.type === 'item' && line.itemIndex >= from && line.itemIndex <= until;
        return <LineRow key={slot} id={`${idPrefix}-${row}`} row={row} topPx={topPx} line={line} zone={zone} asWritten={zoneMode === 'written'} active={row === selected?.line} chosen={chosen} onSelect={selectRow} />;
      }}
    />
  );
}
