/** bundle --set --remark: what is said of pages of a document that a rule asks about. */
import type { BundleDefinition } from '../../../shared/domain/bundle.ts';
import { keyOf, remarkKey, remarkKinds, remarkLabels, remarkSchema, remarkWords, type Remark, type RemarkKind } from '../../../shared/domain/document-remarks.ts';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { Misunderstood, oneOf, type Invocation } from '../options.ts';

type Section = BundleDefinition['sections'][number];
interface Typed { readonly id: string; readonly kind: RemarkKind; readonly page: number | null; readonly value: string }

/** `ID:KIND`, `ID:KIND:PAGE`, `ID:finer=400`, `ID:bookmark=Words` */
function read(typed: string): Typed {
  const [, id, kind = '', page, value = ''] = /^([a-z0-9-]+):([a-z-]+)(?::(\d+))?(?:=(.*))?$/su.exec(typed) ?? [];
  if (id === undefined) throw new Misunderstood('--remark is written ID:KIND, ID:KIND:PAGE, ID:finer=DOTS or ID:bookmark=WORDS, with the id of a document. See docs/bundles.md.');
  return { id, kind: oneOf('remark', kind, remarkKinds), page: page === undefined ? null : Number(page), value };
}

function remarkOf({ kind, page, value }: Typed, reason: string): Remark {
  const parsed = remarkSchema.safeParse({ kind, page, reason, ...(kind === 'finer' ? { dpi: Number(value) } : kind === 'bookmark' ? { words: value } : {}) });
  if (!parsed.success) throw new PlumblineError('invalid_input', `That cannot be said of a document (${remarkLabels[kind]}): ${parsed.error.issues.map(({ message }) => message).join(' ')}`);
  return parsed.data;
}

/** With what is said and what is taken back. Throws `not_found` for a document that is not there and a remark nobody made. */
export function withRemarks(sections: readonly Section[], invocation: Invocation, reason: () => string): Section[] {
  const [said, dropped] = [invocation.all('remark').map(read), invocation.all('no-remark').map(read)];
  const documents = new Map(sections.flatMap((section) => section.documents.map((document) => [document.id, document])));
  const unknown = [...said, ...dropped].find(({ id }) => !documents.has(id));
  if (unknown !== undefined) throw new PlumblineError('not_found', `The bundle has no document ${unknown.id}. “--show” prints the ids.`);
  const unsaid = dropped.find((one) => !(documents.get(one.id)?.remarks ?? []).some((remark) => remarkKey(remark) === keyOf(one.kind, one.page)));
  if (unsaid !== undefined) throw new PlumblineError('not_found', `Nothing of that kind is said of ${unsaid.id}${unsaid.page === null ? '' : `, page ${unsaid.page}`}. “--set” without more lists what is.`);
  return sections.map((section) => ({
    ...section, documents: section.documents.map((document) => {
      const own = said.filter(({ id }) => id === document.id).map((one) => remarkOf(one, reason()));
      const gone = new Set([...own.map(remarkKey), ...dropped.filter(({ id }) => id === document.id).map(({ kind, page }) => keyOf(kind, page))]);
      if (gone.size === 0) return document;
      const remarks = [...(document.remarks ?? []).filter((remark) => !gone.has(remarkKey(remark))), ...own];
      return { ...document, remarks: remarks.length === 0 ? undefined : remarks };
    }),
  }));
}

/** One line for each. */
export const remarkLines = (sections: readonly Section[]): string[] =>
  sections.flatMap(({ documents }) => documents.flatMap(({ id, title, remarks = [] }) => remarks.map((remark) => `remark  ${id}, “${title}”: ${remarkWords(remark)}: ${remark.reason} (${remark.author}, ${remark.madeAt})`)));
