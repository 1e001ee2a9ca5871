/** Faults of accessibility that axe finds in what is on the screen. */
import axe from 'axe-core';
import type { Page } from 'playwright/test';

/** Puts axe into the page; once after each time it is loaded. */
export async function loadAxe(page: Page): Promise<void> {
  await page.evaluate(axe.source);
}

/** What axe calls serious or critical, each with the first places it is at. */
export async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(async () => {
    const inPage = (globalThis as unknown as { readonly axe: typeof axe }).axe; // put into the page by loadAxe
    return inPage.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] });
  });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary = '' }) => `${target.join(' ')} (${failureSummary.replace(/\s+/g, ' ').slice(0, 200)})`).join('; ')}`);
}
