/** The patterns under the timeline's own filter, which says what they are counted in. */
import { useEffect, useMemo, type ReactNode } from 'react';
import type { ItemId } from '../../shared/domain/ids.ts';
import type { TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { PatternsView } from '../features/patterns/index.ts';
import { FilterBar, leaveAround, setFilter, useTimeline } from '../features/timeline/index.ts';
import { useAnchors } from '../session/anchors.ts';
import { useShownName } from '../session/shown-names.ts';
import { useSession } from '../session/session-store.ts';

const nobody: readonly never[] = [];

export function PatternsPage({ zone, theme, onOpen, onShowItem }: {
  readonly zone: string; readonly theme: string; readonly onOpen: (filter: TimelineFilter) => void; readonly onShowItem: (itemId: ItemId) => void;
}): ReactNode {
  const filter = useTimeline((state) => state.filter);
  const shown = useShownName();
  const filterInWords = shown(useTimeline((state) => state.view?.filterInWords ?? ''));
  const persons = useTimeline((state) => state.facets?.persons) ?? nobody;
  const people = useMemo(() => persons.map(({ id, name }) => ({ id, name: shown(name, id) })), [persons, shown]);
  const stated = useAnchors((state) => state.anchors);
  const anchors = useMemo(() => stated.map((anchor) => ({ ...anchor, title: shown(anchor.title), note: shown(anchor.note), personName: anchor.personName === null ? null : shown(anchor.personName) })), [stated, shown]);
  const caseInWords = useSession((state) => [state.summary?.details.protectiveMarking ?? '', state.summary?.details.reference ?? ''].filter((part) => part !== '').join(' · '));
  // What was opened from here, or around one row, is left: patterns are counted in the filter before it.
  useEffect(() => {
    const { around, filter: standing } = useTimeline.getState();
    if (around !== null) leaveAround();
    else if (standing.pattern !== null) setFilter({ pattern: null });
  }, []);
  return (
    <main className="patterns-page" aria-label="Patterns">
      <FilterBar zone={zone} keys={false} />
      <PatternsView
        filter={filter} filterInWords={filterInWords} caseInWords={caseInWords} zone={zone} theme={theme} people={people} anchors={anchors}
        onPerson={(id) => setFilter({ personIds: id === null ? [] : [id] })} onOpen={onOpen} onShowItem={onShowItem}
      />
    </main>
  );
}
