/** Finding one's way by keyboard: the palette, back and forward, panes that keep their widths, text of other sizes. */
import { grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { writeFileSync } from 'node:fs';
import type { ElectronApplication, Page } from 'playwright';

const shots = process.env['PLUMBLINE_SHOTS'];
/** The window as the person sees it: a page's own screenshot leaves out what the larger text pushes past its frame. */
const shown = async (electron: ElectronApplication, name: string): Promise<void> => {
  if (shots === undefined) return;
  const png = await electron.evaluate(async ({ BrowserWindow }) => (await BrowserWindow.getAllWindows()[0]?.webContents.capturePage())?.toPNG().toString('base64') ?? '');
  writeFileSync(`${shots}/${name}.png`, Buffer.from(png, 'base64'));
};
const palette = (page: Page): ReturnType<Page['getByRole']> => page.getByRole('combobox', { name: 'Go to or do' });
const selectedRow = (page: Page): ReturnType<Page['getByRole']> => grid(page).getByRole('row', { selected: true });

test('Ctrl+K goes to views, people and times by a few letters, and Alt with an arrow goes back to the row that was left', async ({ launch, sampleCase }) => {
  const { window: page, electron } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await grid(page).focus();

  await test.step('a view', async () => {
    await page.keyboard.press('Control+k');
    await expect(palette(page)).toBeFocused();
    await shown(electron, 'palette');
    await page.keyboard.type('cover');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main', { name: 'Coverage' })).toBeVisible();
  });

  await test.step('a time, in the zone that is shown', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('28/09/2021 15:31');
    await expect(page.getByRole('option').first()).toContainText('Tue 28/09/2021 15:31');
    await page.keyboard.press('Enter');
    await expect(selectedRow(page)).toContainText('15:3');
  });

  const left = await selectedRow(page).innerText();
  await test.step('the rows of a person', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('rows of harb');
    await shown(electron, 'palette-person');
    const name = await page.getByRole('option', { selected: true }).locator('.palette-name').innerText();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: `Remove filter Held by ${name}` })).toBeVisible();
  });

  await test.step('back, and forward again', async () => {
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.getByRole('button', { name: /^Remove filter/ })).toHaveCount(0);
    await expect(selectedRow(page)).toHaveText(left, { useInnerText: true });
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.getByRole('main', { name: 'Coverage' })).toBeVisible();
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.getByRole('button', { name: /^Remove filter/ })).toBeVisible();
  });

  await test.step('a name that is nowhere is said to be nowhere', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zzz');
    await expect(page.getByText('Nothing is called that.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(palette(page)).toHaveCount(0);
  });
});

test('panes keep the width they are given and the sidebar stays away, also after the app is started again', async ({ launch, sampleCase }) => {
  const first = await launch({ args: [sampleCase] });
  const { window: page, profile } = first;
  await grid(page).waitFor();
  const divider = page.getByRole('separator', { name: 'Width of the item' });
  const before = Number(await divider.getAttribute('aria-valuenow'));
  await divider.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(divider).toHaveAttribute('aria-valuenow', String(before + 16));
  const box = await divider.boundingBox();
  if (box === null) throw new Error('the line between the panes is not on the screen');
  await page.mouse.move(box.x + 3, box.y + 200);
  await page.mouse.down();
  await page.mouse.move(box.x + 3 - 60, box.y + 200, { steps: 4 });
  await page.mouse.up();
  await expect(divider).toHaveAttribute('aria-valuenow', String(before + 76));
  await page.keyboard.press('Control+b');
  await expect(page.getByRole('navigation', { name: 'Views and filters' })).toHaveCount(0);
  await first.close();

  const again = await launch({ args: [sampleCase], profile });
  await grid(again.window).waitFor();
  await expect(again.window.getByRole('separator', { name: 'Width of the item' })).toHaveAttribute('aria-valuenow', String(before + 76));
  await expect(again.window.getByRole('navigation', { name: 'Views and filters' })).toHaveCount(0);
});

test('at twice the size everything can still be reached, and the size is kept', async ({ launch, sampleCase }) => {
  const { window: page, electron } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const width = await page.evaluate(() => window.innerWidth);
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('Control+=');
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(Math.ceil(width / 2));
  await shown(electron, 'text-200');
  await page.getByRole('button', { name: 'Sources and filters' }).click();
  await expect(page.getByRole('navigation', { name: 'Views and filters' })).toBeVisible();
  await shown(electron, 'text-200-sidebar');
  await page.getByRole('navigation').getByRole('button', { name: 'People' }).click();
  await expect(page.getByRole('navigation', { name: 'Views and filters' })).toHaveCount(0);
  await expect(page.getByRole('main', { name: 'People' })).toBeVisible();
  await shown(electron, 'text-200-people');
  // Nothing is cut off at the side: no part is wider than the window and hides what overhangs.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.keyboard.press('Control+0');
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
});

test('While rows fly past, their day is named instead of them; they are there when the movement ends', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).getByRole('row').first().waitFor();
  // Three screens with every frame, as a scroll bar dragged from top to bottom; what is seen with each of them is noted.
  const seen = await grid(page).evaluate((element) => new Promise<{ words: string; rowsSeen: boolean }[]>((resolve) => {
    const noted: { words: string; rowsSeen: boolean }[] = [];
    const next = (): void => {
      const passing = element.querySelector('.virtual-grid-passing');
      const row = element.querySelector('[role="row"]');
      noted.push({ words: passing?.textContent ?? '', rowsSeen: row !== null && getComputedStyle(row).visibility === 'visible' });
      element.scrollTop += element.clientHeight * 3;
      if (noted.length < 12) requestAnimationFrame(next);
      else resolve(noted);
    };
    requestAnimationFrame(next);
  }));
  const flown = seen.filter(({ words }) => words !== '');
  expect(flown.length).toBeGreaterThan(3);
  expect(flown.every(({ rowsSeen }) => !rowsSeen)).toBe(true);
  expect(flown.some(({ words }) => /^[A-Z][a-z]+day \d\d\/\d\d\/\d{4}$/.test(words))).toBe(true);
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
  await expect(page.locator('.virtual-grid-passing')).toHaveCount(0);
  await expect(grid(page).locator('.line.item:not(.waiting)').first()).toBeVisible();
});
