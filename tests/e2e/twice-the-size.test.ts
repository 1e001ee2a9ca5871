/** Text at 200 %: every control of every view and dialog can be brought into sight whole, and is not under anything else. */
import type { Page } from 'playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { leave, views } from './harness/views.ts';

const shots = process.env['PLUMBLINE_SHOTS'];

/** Controls that stay cut off, covered or outside the window when they are brought into sight as the focus would bring them. */
function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const named = (element: Element): string => `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60)}”`;
    const dialog = document.querySelector('[role="dialog"]');
    const controls = [...(dialog ?? document).querySelectorAll<HTMLElement>('button, input, textarea, select, a[href], summary, [role="radio"], [role="checkbox"], [role="tab"], [role="separator"]')];
    const found: string[] = [];
    for (const control of controls) {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.closest('[aria-hidden="true"], .visually-hidden, [inert]') !== null || (control as HTMLButtonElement).disabled) continue;
      // react-aria keeps a native control, invisible, beside the one that is seen.
      const box = control instanceof HTMLInputElement && ['radio', 'checkbox'].includes(control.type) ? control.closest('label') ?? control : control;
      box.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, right, top, bottom, width, height } = box.getBoundingClientRect();
      if (width < 2 || height < 2) continue;
      if (left < -1 || right > window.innerWidth + 1 || (height < window.innerHeight && (top < -1 || bottom > window.innerHeight + 1))) {
        found.push(`outside the window: ${named(control)}`);
        continue;
      }
      const middle = document.elementFromPoint((left + right) / 2, (top + Math.min(bottom, window.innerHeight)) / 2);
      // A message goes by itself, or can be closed: what it lies over is in reach then.
      if (middle !== null && !box.contains(middle) && !middle.contains(box) && middle.closest('.messages') === null) found.push(`under ${named(middle)}: ${named(control)}`);
    }
    return found;
  });
}

test('at twice the size every control of every view can be brought into sight', async ({ launch, sampleCase, scratch }) => {
  test.setTimeout(240_000);
  const { window: page, electron } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const width = await page.evaluate(() => window.innerWidth);
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('Control+=');
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(Math.ceil(width / 2));
  const faults: Record<string, readonly string[]> = {};
  for (const view of views) {
    await test.step(view.name, async () => {
      await leave(page);
      await view.open(page, { electron, scratch });
      if (shots !== undefined) {
        mkdirSync(shots, { recursive: true });
        // What a view draws when it has measured itself is painted with the frame after.
        await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
        const png = await electron.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64') ?? '');
        writeFileSync(join(shots, `twice-${view.name}.png`), Buffer.from(png, 'base64'));
      }
      const found = await outOfReach(page);
      if (found.length > 0) faults[view.name] = found;
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${view.name} is wider than the window`).toBe(true);
    });
  }
  expect(faults).toEqual({});
});
