/**
 * Every view in both themes: axe finds nothing serious, nothing is wider than the window.
 * With PLUMBLINE_SCREENS set (`npm run screens`) a picture of each is kept in that folder.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright/test';
import { grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { callFrom } from './harness/window-calls.ts';
import { leave, views } from './harness/views.ts';

const screens = process.env['PLUMBLINE_SCREENS'];

/** What axe calls serious or critical, each with the first places it is at. */
async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate(async () => {
    const inPage = (globalThis as unknown as { readonly axe: typeof axe }).axe; // put into the page by the test
    return inPage.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] });
  });
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ target, failureSummary = '' }) => `${target.join(' ')} (${failureSummary.replace(/\s+/g, ' ').slice(0, 200)})`).join('; ')}`);
}

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds no serious fault in any view of the ${theme} theme`, async ({ launch, sampleCase, scratch }) => {
    test.setTimeout(240_000);
    const { window: page, electron } = await launch({ args: [sampleCase] });
    await grid(page).waitFor();
    await callFrom(page, 'settings.update', { theme });
    await page.reload();
    await grid(page).waitFor();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await page.evaluate(axe.source);
    const faults: Record<string, readonly string[]> = {};
    if (screens !== undefined) mkdirSync(screens, { recursive: true });
    for (const view of views) {
      await test.step(view.name, async () => {
        await leave(page);
        await view.open(page, { electron, scratch });
        if (screens !== undefined) await page.screenshot({ path: join(screens, `${view.name}-${theme}.png`), animations: 'disabled' });
        const found = await seriousFaults(page);
        if (found.length > 0) faults[view.name] = found;
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${view.name} is wider than the window`).toBe(true);
      });
    }
    expect(faults).toEqual({});
  });
}
