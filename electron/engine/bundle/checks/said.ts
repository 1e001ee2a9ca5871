/** How a finding is said. */
import type { BundleCheck } from '../../../../shared/contract/bundles.ts';
import { printedOn, type PageLabels } from '../../../../shared/domain/page-labels.ts';

const mostPages = 1_000;
const shown = 20;

/** By the numbers printed on them: `3, 4, 9 and 12 more`. */
export const pagesSaid = (labels: PageLabels, pages: readonly number[]): string => `${pages.slice(0, shown).map((page) => printedOn(labels, page)).join(', ')}${pages.length > shown ? ` and ${pages.length - shown} more` : ''}`;

/** A rule that holds where no page is named, and otherwise has the outcome given. `bad` ends with “pages”. */
export function onPages(rule: string, labels: PageLabels, pages: readonly number[], otherwise: 'warn' | 'fail', good: string, bad: string): BundleCheck {
  return pages.length === 0 ? { rule, outcome: 'pass', found: good, pages: [], overridden: false } : { rule, outcome: otherwise, found: `${pages.length === 1 ? bad.replace(/\bpages$/u, 'page') : bad} ${pagesSaid(labels, pages)}.`, pages: pages.slice(0, mostPages), overridden: false };
}
export const said = (rule: string, outcome: BundleCheck['outcome'], found: string, pages: readonly number[] = []): BundleCheck => ({ rule, outcome, found, pages: pages.slice(0, mostPages), overridden: false });
