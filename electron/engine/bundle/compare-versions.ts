/** What one version of a bundle has that another has not. */
import type { BuiltDocument, BundleVersion, ComparedBundles } from '../../../shared/contract/bundles.ts';
import type { CommandRequest } from '../../../shared/contract/contract.ts';
import type { CaseDatabase } from '../db/case-database.ts';
import { printedPages } from '../../../shared/domain/page-labels.ts';
import { listVersions, pageHashesOf, requireVersion } from './version-store.ts';

const mostPages = 1_000;
type Placed = ComparedBundles['added'][number];
const placedBy = ({ file: { labels } }: BundleVersion) => ({ id, section, title, firstPage, lastPage }: BuiltDocument): Placed => ({ id, section, title, firstPage, lastPage, printed: printedPages(labels, firstPage, lastPage) });

function pagesChanged(db: CaseDatabase, earlier: BundleVersion, later: BundleVersion): number[] {
  const [before, after] = [pageHashesOf(db, earlier.id), pageHashesOf(db, later.id)];
  return before.flatMap((page, index) => (after[index] !== undefined && (page.text !== after[index].text || page.pictures !== after[index].pictures) ? [index + 1] : []));
}

/** Throws `not_found`. */
export function compareVersions(db: CaseDatabase, { bundleId, earlier: before, later: after }: CommandRequest<'bundles.compare'>): ComparedBundles {
  const versions = listVersions(db, bundleId);
  const [earlier, later] = [requireVersion(versions, before), requireVersion(versions, after)];
  const [old, now] = [earlier.file.documents, later.file.documents];
  const [placedBefore, placedNow] = [placedBy(earlier), placedBy(later)];
  const added = now.filter(({ id }) => !old.some((other) => other.id === id)).map(placedNow);
  // A supplement leaves what was served in the file it is in.
  if (later.kind === 'supplement' && later.file.supplement !== earlier.file.supplement) return { added, removed: [], moved: [], changedPages: [], onlyAdds: true };
  const removed = old.filter(({ id }) => !now.some((other) => other.id === id)).map(placedBefore);
  const moved = old.flatMap((one) => {
    const other = now.find(({ id }) => id === one.id);
    return other === undefined || (other.firstPage === one.firstPage && other.lastPage === one.lastPage) ? [] : [{ before: placedBefore(one), after: placedNow(other) }];
  });
  const changedPages = pagesChanged(db, earlier, later);
  const onlyAdds = removed.length + moved.length + changedPages.length === 0 && later.file.pages >= earlier.file.pages;
  return { added, removed, moved, changedPages: changedPages.slice(0, mostPages), onlyAdds };
}
