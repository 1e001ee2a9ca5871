/** Counts per day or week: drawn, or as the table behind it. */
import { useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import type { Patterns } from '../../../shared/contract/patterns.ts';
import { patternFilters } from '../../../shared/contract/pattern-filters.ts';
import type { Anchor } from '../../../shared/domain/anchor.ts';
import { formatDate, formatWeekday } from '../../../shared/domain/display-time.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { Button } from '../../ui/controls.tsx';
import { formatCount } from '../../ui/progress-line.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { ChartSection, Count } from './chart-section.tsx';
import { drawOverTime, overTimeHeight, type OverTime } from './draw-over-time.ts';
import { paletteOf, surfaceOf } from './picture.ts';

type Bucket = Patterns['buckets'][number];
const rowsAtOnce = 200;

function bucketName({ startMs }: Bucket, { zone, per }: Patterns): string {
  return per === 'week' ? `Week from ${formatDate(startMs, zone)}` : `${formatWeekday(startMs, zone, 'short')} ${formatDate(startMs, zone)}`;
}

function Drawn({ patterns, anchors, theme, onOpen }: { readonly patterns: Patterns; readonly anchors: readonly Anchor[]; readonly theme: string; readonly onOpen: (filter: TimelineFilter) => void }): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const layout = useRef<OverTime | null>(null);
  const width = useWidth(canvas);
  const [pointed, setPointed] = useState<Bucket | null>(null);
  const height = overTimeHeight({ patterns, anchors });
  useEffect(() => {
    const element = canvas.current;
    if (element === null || width === 0) return;
    const context = surfaceOf(element, width, height, window.devicePixelRatio);
    if (context !== null) layout.current = drawOverTime(context, { x: 0, y: 0, width, height }, paletteOf(element), { patterns, anchors });
  }, [patterns, anchors, width, height, theme]);
  const found = (event: MouseEvent): ReturnType<OverTime['at']> => {
    const box = event.currentTarget.getBoundingClientRect();
    return layout.current?.at(event.clientX - box.left, event.clientY - box.top) ?? null;
  };
  const { contacts, accesses } = patterns.dated;
  return (
    <>
      <canvas
        ref={canvas} className="pattern-canvas" style={{ height }} role="img"
        aria-label={`${formatCount(contacts)} contacts and ${formatCount(accesses)} system accesses per ${patterns.per}; “As a table” has every number.`}
        onPointerMove={(event) => setPointed(found(event)?.bucket ?? null)} onPointerLeave={() => setPointed(null)}
        onClick={(event) => {
          const hit = found(event);
          if (hit !== null && hit.bucket[hit.counted] > 0) onOpen(patternFilters(patterns).bucket(hit.counted, hit.bucket));
        }}
      />
      <p className="pattern-pointed quiet" aria-hidden="true">{pointed === null ? 'Point at a bar for its numbers; press it to see its rows.' : `${bucketName(pointed, patterns)}: ${formatCount(pointed.contacts)} contacts, ${formatCount(pointed.accesses)} system accesses`}</p>
    </>
  );
}

function AsTable({ patterns }: { readonly patterns: Patterns }): ReactNode {
  const [shown, setShown] = useState(rowsAtOnce);
  const filters = patternFilters(patterns);
  return (
    <>
      <table className="pattern-table over-time">
        <thead><tr><th scope="col">{patterns.per === 'week' ? 'Week' : 'Day'}</th><th scope="col" className="number">Contacts</th><th scope="col" className="number">System accesses</th></tr></thead>
        <tbody>
          {patterns.buckets.slice(0, shown).map((bucket) => {
            const name = bucketName(bucket, patterns);
            return <tr key={bucket.startMs}><th scope="row">{name}</th><td className="number"><Count count={bucket.contacts} what={`contacts, ${name}`} filter={filters.bucket('contacts', bucket)} /></td><td className="number"><Count count={bucket.accesses} what={`system accesses, ${name}`} filter={filters.bucket('accesses', bucket)} /></td></tr>;
          })}
        </tbody>
      </table>
      {patterns.buckets.length > shown ? <div><Button onPress={() => setShown(shown + rowsAtOnce)}>More</Button></div> : null}
    </>
  );
}

export function OverTimeSection({ patterns, anchors, theme, controls, onOpen }: {
  readonly patterns: Patterns; readonly anchors: readonly Anchor[]; readonly theme: string; readonly controls: ReactNode; readonly onOpen: (filter: TimelineFilter) => void;
}): ReactNode {
  const [asTable, setAsTable] = useState(false);
  const { per, zone, buckets, unbucketed } = patterns;
  const filters = patternFilters(patterns);
  const title = per === 'week' ? 'Per week' : 'Per day';
  const spread = unbucketed.contacts + unbucketed.accesses;
  const clock = `${per === 'week' ? 'Weeks begin on Monday, by' : 'Days by'} the clock of ${zone}.`;
  const toggle = <Button tone="quiet" aria-pressed={asTable} onPress={() => setAsTable(!asTable)}>{asTable ? 'As a chart' : 'As a table'}</Button>;
  return (
    <ChartSection
      title={title} wide controls={<>{controls}{toggle}</>} noteInPicture={`${clock}${spread === 0 ? '' : ` Left out, since they can lie in more than one ${per}: ${formatCount(unbucketed.contacts)} contacts, ${formatCount(unbucketed.accesses)} accesses.`}`}
      note={<>{clock}{spread === 0 ? null : <> Left out, since they can lie in more than one {per}: <Count count={unbucketed.contacts} what={`contacts that can lie in more than one ${per}`} filter={filters.unbucketed('contacts')} /> contacts, <Count count={unbucketed.accesses} what={`accesses that can lie in more than one ${per}`} filter={filters.unbucketed('accesses')} /> accesses.</>}{asTable ? ` A ${per} without either is left out of the table.` : ''}</>}
      picture={buckets.length === 0 ? null : () => ({ height: overTimeHeight({ patterns, anchors }), draw: (context, area, palette) => { drawOverTime(context, area, palette, { patterns, anchors }); } })}
    >
      {buckets.length === 0 ? <p className="quiet">Nothing with a day of its own.</p> : asTable ? <AsTable patterns={patterns} /> : <Drawn patterns={patterns} anchors={anchors} theme={theme} onOpen={onOpen} />}
    </ChartSection>
  );
}
