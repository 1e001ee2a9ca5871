/**
 * What a person says of a document of a bundle that a rule asks about: that a page has no text because it is a photograph, that it stays as it
 * lies, that a picture is needed finer. Each has a reason, an author and a time; the engine gives the last two when it keeps it.
 */
import { z } from 'zod';
import { dotsAnInchSchema, saidWhy } from './bundle-settings.ts';

const given = saidWhy('It needs a reason.');
/** Page of the document, counted from 1 as it stands in the bundle; null: every page of it. */
const pageSchema = z.number().int().positive().nullable().default(null);

export const remarkSchema = z.discriminatedUnion('kind', [
  /** It has no text, and none is wanted (B7). */
  z.object({ kind: z.literal('no-text'), page: pageSchema, ...given }),
  /** It stays as it lies, sideways or upside down (B8). */
  z.object({ kind: z.literal('lies-so'), page: pageSchema, ...given }),
  /** Its pictures may be as fine as this, to be legible (B10). */
  z.object({ kind: z.literal('finer'), page: pageSchema, dpi: dotsAnInchSchema, ...given }),
  /** It is handwritten or hard to read: a transcript belongs beside it (B18). */
  z.object({ kind: z.literal('hard-to-read'), page: pageSchema, ...given }),
  /** Why it is in the bundle, where nothing of it is linked to an allegation (B19). */
  z.object({ kind: z.literal('essential'), ...given }),
  /** Its bookmark has other words than its title (B6). */
  z.object({ kind: z.literal('bookmark'), words: z.string().trim().min(1, 'A bookmark has words.').max(200), ...given }),
]);
export type Remark = z.infer<typeof remarkSchema>;
export type RemarkKind = Remark['kind'];
/** In the order in which they are offered. */
export const remarkKinds = ['no-text', 'lies-so', 'finer', 'hard-to-read', 'essential', 'bookmark'] as const satisfies readonly RemarkKind[];

/** Whether it can be said of a single page. */
export const hasPage = (kind: RemarkKind): boolean => kind !== 'essential' && kind !== 'bookmark';
/** A document of which something may be said. */
interface SpokenOf { readonly remarks?: readonly Remark[] | undefined }

export const remarkPage = (remark: Remark): number | null => ('page' in remark ? remark.page : null);

/** What something is said of; two of the same of one document cannot stand beside each other. */
export const keyOf = (kind: RemarkKind, page: number | null): string => `${kind} ${page ?? 'all'}`;
export const remarkKey = (remark: Remark): string => keyOf(remark.kind, remarkPage(remark));

export const remarkRules: Readonly<Record<RemarkKind, string>> = { 'no-text': 'B7', 'lies-so': 'B8', finer: 'B10', 'hard-to-read': 'B18', essential: 'B19', bookmark: 'B6' };

/** Kinds that set a rule aside; the others say what a rule asks to be told. */
export const settingAside: readonly RemarkKind[] = ['no-text', 'lies-so', 'finer', 'bookmark'];

export const remarkLabels: Readonly<Record<RemarkKind, string>> = {
  'no-text': 'Has no text, and needs none', 'lies-so': 'Stays as it lies', finer: 'Pictures may be finer', 'hard-to-read': 'Hard to read, needs a transcript', essential: 'Why it is in the bundle', bookmark: 'Bookmark in other words',
};

/** Without the page: `Pictures may be finer: 600 dots an inch` */
export const remarkLine = (remark: Remark): string => `${remarkLabels[remark.kind]}${remark.kind === 'finer' ? `: ${remark.dpi.toLocaleString('en-GB')} dots an inch` : remark.kind === 'bookmark' ? `: “${remark.words}”` : ''}`;

/** `Stays as it lies: page 2`, `Pictures may be finer: 600 dots an inch, page 2` */
export function remarkWords(remark: Remark): string {
  const [page, line] = [remarkPage(remark), remarkLine(remark)];
  return page === null ? line : `${line}${line.includes(':') ? ',' : ':'} page ${page}`;
}

/** Words of its bookmark; null: as its title. */
export const bookmarkWords = ({ remarks = [] }: SpokenOf): string | null => remarks.find((remark) => remark.kind === 'bookmark')?.words ?? null;

/** How fine the picture of a document of one page may be, dots an inch; null: as everywhere. */
export function finestOf({ remarks = [] }: SpokenOf): number | null {
  const finer = remarks.flatMap((remark) => (remark.kind === 'finer' && (remark.page === null || remark.page === 1) ? [remark] : []));
  return (finer.find(({ page }) => page === 1) ?? finer[0])?.dpi ?? null;
}
