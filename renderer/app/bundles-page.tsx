/** The bundles, with the selections of the timeline that can be put into one, and those already in one said in words. */
import type { ReactNode } from 'react';
import { formatInstant } from '../../shared/domain/display-time.ts';
import { describeFilter, everything, sameFilter, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { BundlesView, type Selection } from '../features/bundles/index.ts';
import { openRedaction } from '../features/item/index.ts';
import { useSavedViews, useTimeline } from '../features/timeline/index.ts';
import { useFramework } from '../session/framework-store.ts';

/** By name, where the case still has it; by number otherwise. */
function inWords(filter: TimelineFilter, zone: string): string {
  const { facets } = useTimeline.getState();
  const { tags, charges, standards } = useFramework.getState();
  return describeFilter(filter, {
    exhibit: (id) => facets?.exhibits.find(({ exhibitId }) => exhibitId === id)?.reference ?? `exhibit ${id}`,
    person: (id) => facets?.persons.find((person) => person.id === id)?.name ?? `person ${id}`,
    tag: (code) => tags.find((tag) => tag.code === code)?.name ?? code,
    charge: (id) => { const found = charges.find((charge) => charge.id === id); return found === undefined ? `allegation ${id}` : `allegation ${found.label}`; },
    standard: (code) => standards.find((standard) => standard.code === code)?.title ?? code,
    formatMs: (ms) => formatInstant(ms, zone),
  });
}

export function BundlesPage({ zone }: { readonly zone: string }): ReactNode {
  const filter = useTimeline((state) => state.filter);
  const nowInWords = useTimeline((state) => state.view?.filterInWords) ?? '';
  const views = useSavedViews((state) => state.views);
  const selections: readonly Selection[] = [
    { key: 'now', name: 'What the timeline shows now', inWords: nowInWords, filter },
    ...(sameFilter(filter, everything) ? [] : [{ key: 'everything', name: 'Everything in the case', inWords: 'Everything in the case', filter: everything }]),
    ...views.map((view) => ({ key: `view ${view.name}`, name: view.name, inWords: view.inWords, filter: view.filter })),
  ];
  return <BundlesView selections={selections} zone={zone} describe={inWords} onRedact={(file) => openRedaction({ file, page: 1, asked: false })} />;
}
