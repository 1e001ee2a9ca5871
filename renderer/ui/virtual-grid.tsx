/**
 * A grid of equal rows of any number. Only the rows in sight exist; the scroll position is scaled
 * when the whole would be taller than a browser element may be. Focus stays on the grid, and the
 * active row is named to assistive technology.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
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
  /** Told which rows are in sight. */
  readonly onRange: (first: number, last: number) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>, pageRows: number) => void;
}

const marginRows = 2;

export function VirtualGrid({ label, rowCount, rowPx, activeRow, idPrefix, revealKey, kept, renderRow, onRange, onKeyDown }: VirtualGridProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const [viewPx, setViewPx] = useState(600);
  const [scrollTop, setScrollTop] = useState(0);
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
    if (target !== null) element.scrollTop = target;
    // Only a move of the selection reveals it; scrolling away from it is the reader's own choice.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [revealKey]);

  useEffect(() => {
    if (lastRow >= firstRow) onRange(firstRow, lastRow);
  }, [firstRow, lastRow, onRange, revealKey, rowCount]);

  const onScroll = useCallback(() => {
    const top = scroller.current?.scrollTop ?? 0;
    setScrollTop(top);
    if (kept !== undefined) kept.top = top;
  }, [kept]);
  const rows: ReactNode[] = [];
  const slots = Math.ceil(viewPx / rowPx) + 1;
  for (let row = firstRow; row <= lastRow; row += 1) rows.push(renderRow(row, (row - firstRow) * rowPx - offsetPx, row % slots));

  return (
    <div
      ref={scroller} className="virtual-grid" role="grid" tabIndex={0} aria-label={label} aria-rowcount={rowCount}
      aria-activedescendant={activeRow === null || activeRow < firstRow || activeRow > lastRow ? undefined : `${idPrefix}-${activeRow}`}
      onScroll={onScroll} onKeyDown={(event) => onKeyDown(event, Math.max(1, Math.floor(viewPx / rowPx) - 1))}
    >
      <div className="virtual-grid-height" style={{ height: scrollHeight(extent) }} role="presentation">
        <div className="virtual-grid-rows" style={{ height: viewPx }} role="rowgroup">{rows}</div>
      </div>
    </div>
  );
}
