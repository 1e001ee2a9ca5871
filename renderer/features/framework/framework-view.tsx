/** The words the case is assessed in: what is alleged, the Standards, the tags. Everything changed here is in the continuity log. */
import { useEffect, type ReactNode } from 'react';
import { everything, type TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { engine } from '../../engine-client/engine-client.ts';
import { loadFramework } from '../../session/framework-store.ts';
import { formatCount } from '../../ui/progress-line.tsx';
import { Charges } from './charges.tsx';
import { Standards } from './standards.tsx';
import { TagSet } from './tag-set.tsx';
import './framework.css';

/** A number that opens the rows it counts. */
export type OpenCount = (count: number, of: string, filter: Partial<TimelineFilter>) => ReactNode;

export function FrameworkView({ onOpen }: { readonly onOpen: (filter: TimelineFilter) => void }): ReactNode {
  // The numbers follow what is assessed and tagged; what is worded follows by itself.
  useEffect(() => {
    void loadFramework();
    return engine.on('case.changed', ({ what }) => { if (what === 'review' || what === 'items') void loadFramework(); });
  }, []);
  const openCount: OpenCount = (count, of, filter) => (count === 0 ? '0' : (
    <button type="button" className="framework-count" aria-label={`${formatCount(count)} items ${of}: show them`} onClick={() => onOpen({ ...everything, ...filter })}>{formatCount(count)}</button>
  ));
  return (
    <main className="framework" aria-label="Allegations and tags">
      <div><h1>Allegations and tags</h1><p className="quiet">What assessments are linked to and described with. Changes are recorded with author and time; what is in use is never taken away silently.</p></div>
      <Charges openCount={openCount} />
      <TagSet openCount={openCount} />
      <Standards onOpen={(code) => onOpen({ ...everything, standards: [code] })} />
    </main>
  );
}
