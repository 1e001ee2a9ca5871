/** Which pages of a bundle a person has said something of, and what. */
import type { BuiltDocument } from '../../../../shared/contract/bundles.ts';
import { remarkPage, type Remark, type RemarkKind } from '../../../../shared/domain/document-remarks.ts';
import type { PageSpan } from '../../../../shared/domain/page-labels.ts';
import type { RemarkOn, Rules } from '../rules-followed.ts';
import type { ToCheck } from './check-bundle.ts';

type Of<K extends RemarkKind> = Extract<Remark, { readonly kind: K }>;

/** Places in the file of the pages a remark is of; none when the document is not in it, or has no such page. */
export function placesTold(documents: readonly BuiltDocument[], { documentId, remark }: RemarkOn): (PageSpan & { readonly document: BuiltDocument }) | null {
  const document = documents.find(({ id }) => id === documentId);
  if (document === undefined) return null;
  const page = remarkPage(remark);
  if (page === null) return { document, firstPage: document.firstPage, lastPage: document.lastPage };
  const at = document.firstPage + page - 1;
  return at > document.lastPage ? null : { document, firstPage: at, lastPage: at };
}

/** By page. What is said of the page alone counts before what is said of its whole document. */
export function pagesTold<K extends RemarkKind>({ documents, rules: { remarks } }: { readonly documents: ToCheck['documents']; readonly rules: Pick<Rules, 'remarks'> }, kind: K): ReadonlyMap<number, Of<K>> {
  const isOf = (remark: Remark): remark is Of<K> => remark.kind === kind;
  const found = new Map<number, Of<K>>();
  for (const { documentId, remark } of remarks.toSorted((one, other) => Number(remarkPage(one.remark) !== null) - Number(remarkPage(other.remark) !== null))) {
    const places = isOf(remark) ? placesTold(documents, { documentId, remark }) : null;
    if (places === null || !isOf(remark)) continue;
    for (let page = places.firstPage; page <= places.lastPage; page += 1) found.set(page, remark);
  }
  return found;
}
