/** Counts over time. Dragging, or the arrow keys and Enter, narrows the timeline to a span. */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { Histogram } from '../../../shared/contract/timeline.ts';
import { anchorSpan, type Anchor } from '../../../shared/domain/anchor.ts';
import { formatClock, formatDate, formatInstant } from '../../../shared/domain/display-time.ts';
import { zoneAbbreviation } from '../../../shared/domain/zone.ts';
import { useShownName } from '../../session/shown-names.ts';
import { useWidth } from '../../ui/use-width.ts';
import { drawChart, tickInstants } from './draw-chart.ts';
import { setFilter } from './timeline-store.ts';
import './timeline-chart.css';

interface Span { readonly from: number; readonly until: number }
const dayMs = 86_400_000;
const labelPx = 130;
const shortestLabelPx = 40;
/** A letter of the labels is about as wide. */
const letterPx = 6.2;

/** Anchors inside the chart. Their words stand in two rows; where both are taken there is the mark alone. */
function AnchorMarks({ chart, anchors, width }: { readonly chart: Histogram; readonly anchors: readonly Anchor[]; readonly width: number }): ReactNode {
  const shown = useShownName();
  const scale = width / (chart.untilMs - chart.fromMs);
  const free = [-Infinity, -Infinity];
  return anchors.map((anchor) => {
    const x = (anchorSpan(anchor).fromMs - chart.fromMs) * scale;
    if (x < 0 || x > width) return null;
    const room = Math.min(labelPx, shown(anchor.title).length * letterPx + 10, width - x);
    const row = room < shortestLabelPx ? -1 : free.findIndex((end) => end <= x);
    if (row >= 0) free[row] = x + room;
    return <span key={anchor.id} className="timeline-chart-anchor" style={{ left: `${x}px` }} aria-hidden="true">{row < 0 ? null : <span style={{ maxWidth: room, marginTop: row * 14 }}>{shown(anchor.title)}</span>}</span>;
  });
}

export function TimelineChart({ chart, anchors, zone, theme, narrowed }: { readonly chart: Histogram; readonly anchors: readonly Anchor[]; readonly zone: string; readonly theme: string; readonly narrowed: boolean }): ReactNode {
  const shown = useShownName();
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = useWidth(canvas);
  /** Bucket numbers being chosen, inclusive. */
  const [span, setSpan] = useState<Span | null>(null);
  const dragging = useRef(false);

  useEffect(() => {
    if (canvas.current !== null && width > 0) drawChart(canvas.current, chart, span);
  }, [chart, width, span, theme]);
  useEffect(() => setSpan(null), [chart]);

  const bucketAt = (event: PointerEvent): number => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(chart.buckets.length - 1, Math.max(0, Math.floor(share * chart.buckets.length)));
  };
  const choose = ({ from, until }: Span): void => {
    const [first, last] = [Math.min(from, until), Math.max(from, until)];
    setFilter({ fromMs: chart.fromMs + first * chart.bucketMs, untilMs: chart.fromMs + (last + 1) * chart.bucketMs });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const clamp = (bucket: number): number => Math.min(chart.buckets.length - 1, Math.max(0, bucket));
      setSpan((at) => {
        if (at === null) return { from: 0, until: 0 };
        const until = clamp(at.until + step);
        return event.shiftKey ? { from: at.from, until } : { from: until, until };
      });
    } else if (event.key === 'Enter' && span !== null) {
      event.preventDefault();
      choose(span);
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (span !== null) setSpan(null);
      else if (narrowed) setFilter({ fromMs: null, untilMs: null });
    }
  };
  const label = span === null
    ? `Items over time, ${formatInstant(chart.fromMs, zone)} to ${formatInstant(chart.untilMs, zone)}. Arrow keys choose a span, Shift extends it, Enter narrows to it, Escape widens again.`
    : `Span from ${formatInstant(chart.fromMs + Math.min(span.from, span.until) * chart.bucketMs, zone)} to ${formatInstant(chart.fromMs + (Math.max(span.from, span.until) + 1) * chart.bucketMs, zone)}`;
  const marked = anchors.filter((anchor) => anchorSpan(anchor).fromMs >= chart.fromMs && anchorSpan(anchor).fromMs <= chart.untilMs);
  const anchorWords = marked.length === 0 ? '' : ` Anchors: ${marked.map((anchor) => `${shown(anchor.title)} ${formatDate(anchorSpan(anchor).fromMs, zone)}`).join(', ')}.`;
  const withClock = chart.untilMs - chart.fromMs <= 3 * dayMs;
  return (
    <div className="timeline-chart">
      <canvas
        ref={canvas} role="slider" tabIndex={0} aria-label={span === null ? `${label}${anchorWords}` : label} aria-valuemin={0} aria-valuemax={chart.buckets.length - 1} aria-valuenow={span?.until ?? 0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          dragging.current = true;
          const at = bucketAt(event);
          setSpan({ from: at, until: at });
        }}
        onPointerMove={(event) => {
          if (dragging.current) {
            const at = bucketAt(event);
            setSpan((held) => (held === null ? null : { from: held.from, until: at }));
          }
        }}
        onPointerUp={() => {
          dragging.current = false;
          if (span !== null) choose(span);
        }}
      />
      <AnchorMarks chart={chart} anchors={anchors} width={width} />
      <div className="timeline-chart-ticks" aria-hidden="true">
        {tickInstants(chart, width).map((ms) => (
          <span key={ms} style={{ left: `${(100 * (ms - chart.fromMs)) / (chart.untilMs - chart.fromMs)}%` }}>
            {withClock ? `${formatClock(ms, zone, false)} ${zoneAbbreviation(zone, ms)}` : formatDate(ms, zone)}
          </span>
        ))}
      </div>
    </div>
  );
}
