/** Page numbers of the PDF last made of a bundle: shown only while the bundle is what that PDF was made of. */
import { useMemo } from 'react';
import type { BuiltDocument } from '../../../shared/contract/bundles.ts';
import type { ListedBundle } from '../../../shared/domain/bundle.ts';
import { useBundles, type BuiltBundle } from './bundles-store.ts';

export function useBuiltPages({ id, definition }: ListedBundle): { readonly done: BuiltBundle | null; readonly changed: boolean; readonly pages: ReadonlyMap<string, BuiltDocument> } {
  const built = useBundles((state) => state.built[id]);
  return useMemo(() => {
    const changed = built !== undefined && built.of !== JSON.stringify(definition);
    return { done: built?.done ?? null, changed, pages: new Map(built === undefined || changed ? [] : built.done.documents.map((document) => [document.id, document])) };
  }, [built, definition]);
}
