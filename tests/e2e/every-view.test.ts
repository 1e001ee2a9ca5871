/**
 * Every view in both themes: axe finds nothing serious, nothing is wider than the window.
 * With PLUMBLINE_SCREENS set (`npm run screens`) a picture of each is kept in that folder.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadAxe, seriousFaults } from './harness/axe-faults.ts';
import { grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { callFrom } from './harness/window-calls.ts';
import { leave, views } from './harness/views.ts';

const screens = process.env['PLUMBLINE_SCREENS'];

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds no serious fault in any view of the ${theme} theme`, async ({ launch, sampleCase, scratch }) => {
    test.setTimeout(240_000);
    const { window: page, electron } = await launch({ args: [sampleCase] });
    await grid(page).waitFor();
    await callFrom(page, 'settings.update', { theme });
    await page.reload();
    await grid(page).waitFor();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await loadAxe(page);
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
