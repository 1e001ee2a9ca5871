/** Which pages of a finished bundle go into which volume: whole documents, as many as there is room for. */
import type { BundleFile } from '../../../../shared/contract/bundles.ts';
import type { PageSpan } from '../../../../shared/domain/page-labels.ts';

/** What stays together: cover and index, a page that lists what was added later, a document. */
function whole({ frontPages, documents, additions, pages }: Pick<BundleFile, 'frontPages' | 'documents' | 'additions' | 'pages'>): PageSpan[] {
  const starts = [1, ...documents.map(({ firstPage }) => firstPage), ...additions.map(({ page }) => page), ...(frontPages < pages ? [frontPages + 1] : [])];
  const sorted = [...new Set(starts)].toSorted((one, other) => one - other);
  return sorted.map((firstPage, index) => ({ firstPage, lastPage: (sorted[index + 1] ?? pages + 1) - 1 }));
}

/** Volumes in order, every page in exactly one. A document of more than `mostPages` begins a volume and goes on in the next. */
export function partVolumes(file: Pick<BundleFile, 'frontPages' | 'documents' | 'additions' | 'pages'>, mostPages: number): PageSpan[] {
  const volumes: PageSpan[] = [];
  for (const { firstPage, lastPage } of whole(file)) {
    const last = volumes.at(-1);
    if (last !== undefined && lastPage - last.firstPage + 1 <= mostPages) volumes[volumes.length - 1] = { firstPage: last.firstPage, lastPage };
    else for (let from = firstPage; from <= lastPage; from += mostPages) volumes.push({ firstPage: from, lastPage: Math.min(lastPage, from + mostPages - 1) });
  }
  return volumes;
}
