/** The big viewer: a picture hidden until asked for, placed by key and mouse, and regions of it written down and found again. */
import type { Page } from 'playwright/test';
import { grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';
import { callFrom } from './harness/window-calls.ts';

const viewer = (page: Page) => page.getByRole('dialog').filter({ has: page.getByRole('toolbar', { name: 'The picture' }) });
const stage = (page: Page) => viewer(page).getByRole('group', { name: /arrow keys move/ });
const measure = (page: Page) => stage(page).getByRole('status');
const picture = (page: Page) => stage(page).locator('img');

async function find(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Search everything' }).fill(query);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Remove filter “${query}”` })).toBeVisible();
}
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['PLUMBLINE_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}
async function openOn(page: Page, exhibit: string): Promise<void> {
  await grid(page).waitFor();
  await find(page, `exhibit:${exhibit} kind:picture`);
  await row(page, exhibit).first().click();
  // Of this item, and not of the one chosen before it.
  await expect(itemPane(page).getByRole('region', { name: 'Where this comes from' })).toContainText(exhibit);
  await page.keyboard.press('Shift+V');
  await expect(stage(page)).toBeFocused();
}

test('the viewer hides a picture until it is asked for, shows it grey, in full only while a key is held, and logs each showing', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await openOn(page, 'DEF/4');

  await test.step('hidden, with the regions people wrote down drawn where they are', async () => {
    await expect(picture(page)).toHaveCount(0);
    await expect(stage(page)).toContainText('Hidden until you ask for it');
    await expect(stage(page).getByRole('button', { name: /^Entry \d/ })).toHaveCount(2);
    await page.keyboard.press('f');
    await expect(picture(page)).toHaveCount(0);
    await shot(page, 'viewer-hidden');
  });

  await test.step('grey and small on asking', async () => {
    await page.keyboard.press('v');
    await expect(picture(page)).toHaveClass('grey');
    const box = await picture(page).boundingBox();
    expect(Math.max(box?.width ?? 0, box?.height ?? 0)).toBeLessThanOrEqual(481);
  });

  await test.step('in full while F is held, grey again when it is let go', async () => {
    await page.keyboard.down('f');
    await expect(picture(page)).not.toHaveClass('grey');
    await page.keyboard.up('f');
    await expect(picture(page)).toHaveClass('grey');
  });

  await test.step('every showing is in the log', async () => {
    await page.keyboard.press('v');
    await expect(picture(page)).toHaveCount(0);
    const { reveals } = await callFrom(page, 'welfare.reveals', {});
    expect(reveals.map(({ size, exhibit }) => `${exhibit} ${size}`)).toEqual(expect.arrayContaining(['DEF/4 full', 'DEF/4 small']));
    expect(reveals.every(({ seconds }) => seconds !== null)).toBe(true);
  });

  await test.step('a file on which work stops is put away, and says so', async () => {
    await page.keyboard.press('v');
    await expect(picture(page)).toBeVisible();
    await viewer(page).getByRole('button', { name: 'May be under 18…' }).click();
    await page.getByRole('button', { name: 'Stop work on this file' }).click();
    await expect(page.getByRole('dialog').getByRole('note')).toContainText('Work on this file has stopped');
    await expect(page.locator('img')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  await test.step('a key finds the dialog again when what had the focus is gone', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.evaluate(() => { (document.activeElement as HTMLElement).inert = true; });
    await page.waitForFunction(() => document.activeElement === document.body);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});

test('zoom, turning and moving are of the view alone, by key and by mouse', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await openOn(page, 'DEF/4');
  const frame = (): Promise<{ x: number; y: number; width: number; height: number }> => stage(page).locator('.viewer-frame').evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x, y, width, height };
  });

  await expect(measure(page)).toContainText('540 × 1080 pixels · 44 %');
  await page.keyboard.press('1');
  await expect(measure(page)).toContainText('100 %');
  await page.keyboard.press('+');
  await expect(measure(page)).toContainText('125 %');
  await page.keyboard.press('-');
  await page.keyboard.press('-');
  await expect(measure(page)).toContainText('80 %');
  await page.keyboard.press('0');
  const fitted = await frame();
  const room = await stage(page).boundingBox();
  expect(fitted.height).toBeLessThanOrEqual(room?.height ?? 0);

  await page.keyboard.press('r');
  await expect(measure(page)).toContainText('turned 90°, in this view only');
  await page.keyboard.press('0');
  const lying = await frame();
  expect(lying.width).toBeGreaterThan(lying.height);
  await page.keyboard.press('Shift+R');
  await expect(measure(page)).not.toContainText('turned');

  await page.keyboard.press('1');
  const before = await frame();
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await frame()).y).toBeLessThan(before.y);
  const panned = await frame();
  const [x, y] = [(room?.x ?? 0) + 40, (room?.y ?? 0) + 60];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y + 20, { steps: 3 });
  await page.mouse.up();
  expect(Math.round((await frame()).x - panned.x)).toBe(30);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await expect(measure(page)).toContainText('125 %');
});

test('“based on evidence seen on a screenshot of the woman’s phone”: a region marked by key and by mouse is the place of what was read there', async ({ launch, sampleCase }) => {
  test.setTimeout(120_000);
  const { window: page } = await launch({ args: [sampleCase] });
  await openOn(page, 'DEF/3');

  await test.step('marked by keys alone, and written down', async () => {
    await page.keyboard.press('m');
    await expect(measure(page)).toContainText('region 180 × 360 from 180, 360');
    await page.keyboard.press('Alt+ArrowLeft');
    await page.keyboard.press('Alt+Shift+ArrowRight');
    await expect(measure(page)).toContainText('region 181 × 360 from 179, 360');
    await page.keyboard.press('Enter');
    const side = viewer(page).getByRole('group', { name: 'About the picture' });
    await expect(side).toContainText('Of the region of 181 × 360 pixels from 179, 360');
    await side.getByRole('textbox', { name: 'Date visible' }).fill('28/09/2021');
    await side.getByRole('textbox', { name: 'Time visible' }).fill('15:34');
    await side.getByRole('textbox', { name: 'On whose word' }).fill('Statement of I. Vale');
    await side.getByRole('textbox', { name: 'What it says or shows' }).fill('Followed by 14 people you follow');
    await shot(page, 'viewer-writing');
    await page.keyboard.press('Control+Enter');
    await expect(stage(page).getByRole('button', { name: /^Entry 1: Followed by 14/ })).toBeVisible();
    await expect(stage(page)).toBeFocused();
  });

  await test.step('clicking a region goes to its item, and the item leads back to its region', async () => {
    await page.keyboard.press('v');
    await expect(picture(page)).toBeVisible();
    await shot(page, 'viewer-entry');
    await stage(page).getByRole('button', { name: /^Entry 1/ }).click();
    await expect(viewer(page)).toHaveCount(0);
    await expect(itemPane(page)).toContainText('Followed by 14 people you follow');
    await expect(itemPane(page)).toContainText('181 × 360 pixels from 179, 360 (across, down) of 540 × 1080');
    await itemPane(page).getByRole('button', { name: /^Show where on the picture/ }).click();
    await expect(stage(page).getByRole('button', { name: /^Entry 1/ })).toHaveClass(/pointed/);
    await expect(picture(page)).toHaveCount(0);
  });

  await test.step('drawn with the mouse, on a turned view, measured in the picture’s own pixels', async () => {
    await page.keyboard.press('1');
    await page.keyboard.press('r');
    await page.keyboard.press('m');
    const room = await stage(page).boundingBox();
    const [x, y] = [(room?.x ?? 0) + (room?.width ?? 0) / 2, (room?.y ?? 0) + (room?.height ?? 0) / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 100, y + 40, { steps: 4 });
    await page.mouse.up();
    // Turned a quarter clockwise, right on the screen is up in the picture, and down is right.
    await expect(measure(page)).toContainText(/region 40 × 100 from 2(69|70|71), 4(39|40|41)/);
    await page.keyboard.press('Escape');
    await expect(measure(page)).not.toContainText('region');
    await expect(viewer(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(viewer(page)).toHaveCount(0);
  });
});

test('a picture sent in a chat opens from its message, and what it shows can be written down as well', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await find(page, 'exhibit:ABC/1 IMG-20211119-WA0007');
  await row(page, 'IMG-20211119-WA0007').first().click();
  await itemPane(page).getByRole('button', { name: /^Viewer/ }).click();
  await expect(stage(page)).toBeFocused();
  await expect(picture(page)).toHaveCount(0);
  await page.keyboard.press('e');
  const side = viewer(page).getByRole('group', { name: 'About the picture' });
  await expect(side).toContainText('Of the whole picture');
  await side.getByRole('button', { name: /Precision/ }).click();
  await page.getByRole('option', { name: 'No time given or visible' }).click();
  await side.getByRole('textbox', { name: 'What it says or shows' }).fill('A grey picture, withheld');
  await page.keyboard.press('Control+Enter');
  await expect(side).toContainText('Entry 1');
  await page.keyboard.press('Escape');
  await expect(itemPane(page)).toContainText('What it shows');
});

for (const theme of ['light', 'dark'] as const) {
  test(`the viewer in the ${theme} theme`, async ({ launch, sampleCase }) => {
    const { window: page } = await launch({ args: [sampleCase] });
    await grid(page).waitFor();
    await byName(page, `${theme} theme`);
    await openOn(page, 'DEF/8');
    await page.keyboard.press('v');
    await page.keyboard.press('0');
    await page.keyboard.press('m');
    await page.keyboard.down('f');
    await expect(picture(page)).not.toHaveClass('grey');
    await shot(page, `viewer-${theme}`);
    await page.keyboard.up('f');
  });
}
