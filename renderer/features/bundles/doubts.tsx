/** What will be missing of the bundle, or is doubtful, before it is made. */
import type { ReactNode } from 'react';
import type { BundleDefinition } from '../../../shared/domain/bundle.ts';
import { useShownName } from '../../session/shown-names.ts';
import { choose } from './bundles-store.ts';
import { useSources } from './sources-store.ts';
import { doubtsOf } from './source-words.ts';

const mostShown = 100;

export function Doubts({ definition, onPlace }: { readonly definition: BundleDefinition; /** After something is gone to; without it nothing can be. */ readonly onPlace?: () => void }): ReactNode {
  const sources = useSources();
  const shown = useShownName();
  if (sources.exhibits === null) return <p className="quiet">Looking at the exhibits…</p>;
  const doubts = doubtsOf(definition, sources);
  return (
    <>
      {doubts.length === 0 ? <p className="quiet">Nothing is known to be missing. Whether a PDF is protected or damaged shows when it is opened.</p> : (
        <ul className="bundle-doubts">
          {doubts.slice(0, mostShown).map(({ place, words }) => (
            <li key={words}>{place === null || onPlace === undefined ? shown(words) : <button type="button" className="link" onClick={() => { choose(place); onPlace(); }}>{shown(words)}</button>}</li>
          ))}
        </ul>
      )}
      {doubts.length > mostShown ? <p className="quiet">And {doubts.length - mostShown} more.</p> : null}
    </>
  );
}
