/** Page numbers of the outline: of what was served always, of the version built last while the bundle is what it was made of. */
import { useMemo } from 'react';
import type { BundleVersion } from '../../../shared/contract/bundles.ts';
import type { ListedBundle } from '../../../shared/domain/bundle.ts';
import { printedPages } from '../../../shared/domain/page-labels.ts';
import { lastServed, useVersionsOf } from './versions-store.ts';

interface BuiltPages {
  /** The version built last; null before any is. */
  readonly latest: BundleVersion | null;
  /** The bundle is no longer what that one was made of. */
  readonly changed: boolean;
  readonly served: boolean;
  /** By document: `12–14`, or `S1 3–4` in the first supplement. */
  readonly pages: ReadonlyMap<string, string>;
}

export function useBuiltPages({ id, definition }: ListedBundle): BuiltPages {
  const versions = useVersionsOf(id);
  return useMemo(() => {
    const latest = versions.at(-1) ?? null;
    const changed = latest !== null && JSON.stringify(latest.definition) !== JSON.stringify(definition);
    const counted = versions.filter((version) => version.services.length > 0 || (version === latest && !changed));
    const pages = new Map(counted.flatMap(({ file: { documents, supplement, labels } }) => documents.map((document) => [document.id, `${supplement === 0 ? '' : `S${supplement} `}${printedPages(labels, document.firstPage, document.lastPage)}`])));
    return { latest, changed, served: lastServed(versions) !== null, pages };
  }, [versions, definition]);
}
