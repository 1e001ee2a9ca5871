/** How a finding is said. */
import type { BundleCheck } from '../../../../shared/contract/bundles.ts';

const mostPages = 1_000;
const shown = 20;

/** `3, 4, 9 and 12 more` */
export const pagesSaid = (pages: readonly number[]): string => `${pages.slice(0, shown).join(', ')}${pages.length > shown ? ` and ${pages.length - shown} more` : ''}`;

/** A rule that holds where no page is named, and otherwise has the outcome given. */
export function onPages(rule: string, pages: readonly number[], otherwise: 'warn' | 'fail', good: string, bad: string): BundleCheck {
  return pages.length === 0 ? { rule, outcome: 'pass', found: good, pages: [] } : { rule, outcome: otherwise, found: `${bad} ${pagesSaid(pages)}.`, pages: pages.slice(0, mostPages) };
}
export const said = (rule: string, outcome: BundleCheck['outcome'], found: string, pages: readonly number[] = []): BundleCheck => ({ rule, outcome, found, pages: pages.slice(0, mostPages) });
