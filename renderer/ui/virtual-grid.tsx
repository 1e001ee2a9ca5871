/**
 * A grid of equal rows of any number. Only the rows in sight exist; the scroll position is scaled
 * when the whole would be taller than a browser element may be. Focus stays on the grid, and the
 * active row is named to assistive technology. While rows fly past they are not drawn: what is passed is
 * named instead, and the rows come when the movement slows down.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Flight, landedAfterMs } from './flight.ts';
import { rowAtScroll, scrollHeight, scrollToReveal, type Extent } from './scaled-scroll.ts';
import './virtual-grid.css';

interface VirtualGridProps {
  readonly label: string;
  readonly rowCount: number;
  readonly rowPx: number;
  /** Row that is selected, or null; its element's id is `${idPrefix}-${row}`. Named to assistive technology only while it exists, in sight. */
  readonly activeRow: number | null;
  readonly idPrefix: string;
  /** Changes whenever the active row must be brought into view. */
  readonly revealKey: number;
  /** How far the grid was scrolled when it was last on the screen with the same rows: where it begins, and what it writes to. */
  readonly kept?: { top: number };
  /** `slot`, as the key, lets a row that comes into sight take over the element of one that has gone: making elements is what scrolling would cost most. */
  readonly renderRow: (row: number, topPx: number, slot: number) => ReactNode;
  /** What is flown over, in words: a day, for instance. */
  readonly passing?: (row: number) => string;
  /** The rows shown are about to be replaced: they are shown paler when that takes long enough to be seen. */
  readonly replacing?: boolean;
  /** Told which rows are in sight. */
  readonly onRange: (first: number, last: number) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>, pageRows: number) => void;
}

const marginRows = 2;

export function VirtualGrid({ label, rowCount, rowPx, activeRow, idPrefix, revealKey, kept, replacing = false, renderRow, passing, onRange, onKeyDown }: VirtualGridProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const [viewPx, setViewPx] = useState(600);
  const [scrollTop, setScrollTop] = useState(0);
  const [passed, setPassed] = useState<number | null>(null);
  const flight = useRef(new Flight());
  const landing = useRef<number | undefined>(undefined);
  const extent: Extent = { rowCount, rowPx, viewPx };
  const { firstRow, offsetPx } = rowAtScroll(extent, scrollTop);
  const lastRow = Math.min(rowCount - 1, firstRow + Math.ceil(viewPx / rowPx));

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setViewPx(element.clientHeight));
    observer.observe(element);
    setViewPx(element.clientHeight);
    if (kept !== undefined) element.scrollTop = kept.top;
    return () => observer.disconnect();
    // Only where it begins; from then on the reader scrolls.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || activeRow === null) return;
    const target = scrollToReveal({ rowCount, rowPx, viewPx }, element.scrollTop, activeRow, marginRows);
    if (target !== null) {
      element.scrollTop = target;
      flight.current.placedAt(rowAtScroll({ rowCount, rowPx, viewPx }, element.scrollTop).firstRow);
    }
    // Only a move of the selection reveals it; scrolling away from it is the reader's own choice.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [revealKey]);

  const seenFrom = passed ?? firstRow;
  // Of what is flown over only the place is named.
  const seenTo = passed ?? lastRow;
  useEffect(() => {
    if (seenTo >= seenFrom) onRange(seenFrom, seenTo);
  }, [seenFrom, seenTo, onRange, revealKey, rowCount]);
  useEffect(() => () => window.clearTimeout(landing.current), []);

  const onScroll = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    if (kept !== undefined) kept.top = top;
    window.clearTimeout(landing.current);
    const land = (): void => { setPassed(null); setScrollTop(top); };
    const { firstRow: row } = rowAtScroll({ rowCount, rowPx, viewPx }, top);
    if (!flight.current.movedTo(row, performance.now(), viewPx / rowPx)) { land(); return; }
    setPassed(row);
    landing.current = window.setTimeout(land, landedAfterMs);
  }, [kept, rowCount, rowPx, viewPx]);
  const rows: ReactNode[] = [];
  const slots = Math.ceil(viewPx / rowPx) + 1;
  for (let row = firstRow; row <= lastRow; row += 1) rows.push(renderRow(row, (row - firstRow) * rowPx - offsetPx, row % slots));

  return (
    <div
      ref={scroller} className="virtual-grid" role="grid" tabIndex={0} aria-label={label} aria-rowcount={rowCount}
      aria-activedescendant={activeRow === null || activeRow < firstRow || activeRow > lastRow ? undefined : `${idPrefix}-${activeRow}`}
      aria-busy={replacing || passed !== null} onScroll={onScroll} onKeyDown={(event) => onKeyDown(event, Math.max(1, Math.floor(viewPx / rowPx) - 1))}
    >
      <div className="virtual-grid-height" style={{ height: scrollHeight(extent) }} role="presentation">
        <div className={`virtual-grid-rows${passed === null ? '' : ' flown-over'}${replacing ? ' replacing' : ''}`} style={{ height: viewPx }} role="rowgroup">{rows}</div>
        {passed === null ? null : <Passing words={passing?.(passed) ?? `Row ${(passed + 1).toLocaleString('en-GB')} of ${rowCount.toLocaleString('en-GB')}`} viewPx={viewPx} />}
      </div>
    </div>
  );
}

/** Where one is while rows fly past. Not read out: the place it names has gone before the words would be said. */
function Passing({ words, viewPx }: { readonly words: string; readonly viewPx: number }): ReactNode {
  return <div className="virtual-grid-passing" style={{ top: viewPx / 2, marginTop: -viewPx / 2 }} aria-hidden="true"><span>{words}</span></div>;
}
