/** The line between two panes: dragged, or moved with the arrow keys when it has the focus. */
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import './pane-divider.css';

interface PaneDividerProps {
  /** Names the pane that grows and shrinks. */
  readonly label: string;
  /** On which side of the line that pane lies. */
  readonly side: 'left' | 'right';
  /** Width of the pane in CSS pixels. */
  readonly width: number;
  readonly least: number;
  readonly most: number;
  /** While it is moved; nothing is kept yet. */
  readonly onMove: (width: number) => void;
  /** Once it has been let go. */
  readonly onSettle: (width: number) => void;
}

const stepPx = 16;

export function PaneDivider({ label, side, width, least, most, onMove, onSettle }: PaneDividerProps): ReactNode {
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const [dragging, setDragging] = useState(false);
  const within = (wanted: number): number => Math.round(Math.max(least, Math.min(most, wanted)));
  const grows = side === 'left' ? 1 : -1;
  const at = (event: PointerEvent): number => (from.current === null ? width : within(from.current.width + (event.clientX - from.current.x) * grows));

  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width };
    setDragging(true);
  };
  const letGo = (event: PointerEvent): void => {
    if (from.current === null) return;
    const settled = at(event);
    from.current = null;
    setDragging(false);
    onSettle(settled);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const wanted = { ArrowRight: width + stepPx * grows, ArrowLeft: width - stepPx * grows, Home: least, End: most }[event.key];
    if (wanted === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onSettle(within(wanted));
  };
  return (
    <div
      className={dragging ? 'pane-divider dragging' : 'pane-divider'} role="separator" aria-orientation="vertical" aria-label={label} tabIndex={0}
      aria-valuenow={width} aria-valuemin={least} aria-valuemax={most} onPointerDown={onPointerDown} onPointerMove={(event) => { if (from.current !== null) onMove(at(event)); }}
      onPointerUp={letGo} onPointerCancel={letGo} onKeyDown={onKeyDown}
    />
  );
}
