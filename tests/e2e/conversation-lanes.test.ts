/** Official and personal contact side by side, accesses in the margin, third-party conversations, and a place that is kept. */
import type { Locator, Page } from 'playwright/test';
import { grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

const shots = process.env['PLUMBLINE_SHOTS'];
async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((wanted) => { document.documentElement.dataset['theme'] = wanted; }, theme);
    await page.screenshot({ path: `${shots}/${name}-${theme}.png` });
  }
  await page.evaluate(() => { document.documentElement.dataset['theme'] = 'light'; });
}

const conversation = (page: Page): Locator => page.getByRole('main', { name: 'Conversation' });
const said = (page: Page): Locator => conversation(page).getByRole('listbox', { name: 'What was said' });
const left = async (place: Locator): Promise<number> => (await place.first().boundingBox())?.x ?? NaN;

async function read(page: Page, words: string, text: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.fill(words);
  await search.press('Enter');
  await row(page, text).first().click();
  await page.keyboard.press('c');
  await expect(conversation(page)).toBeVisible();
}

test('“failed in his duties to properly update the victim”: official contact beside personal contact, counted, with gaps', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await read(page, 'own phone', 'This is my own phone');

  await test.step('system accesses about her stand in the margin at their time', async () => {
    const access = said(page).getByRole('option').filter({ hasText: '23:38:15' });
    await expect(access).toContainText('System access: ASHDOWN, R PC');
    const message = said(page).getByRole('option').filter({ hasText: 'This is my own phone' });
    expect(await left(access)).toBeLessThan(await left(message));
    expect((await access.boundingBox())?.y).toBeLessThan((await message.boundingBox())?.y ?? 0);
    await expect(conversation(page).getByRole('status').first()).toContainText('in the margin');
    await shoot(page, 'conversation');
  });

  await test.step('nobody has said which is official, and nothing is guessed', async () => {
    await page.keyboard.press('l');
    await expect(conversation(page).getByRole('region', { name: 'Personal contact' })).toContainText('0 contacts');
    await expect(conversation(page).getByRole('region', { name: 'Not said which' })).toContainText(/[1-9][\d,]* contacts/);
    await expect(conversation(page).getByRole('region', { name: 'Official contact' })).toContainText('2 contacts');
    await shoot(page, 'lanes-not-said');
  });

  await test.step('a person says it by keyboard, with a reason', async () => {
    await said(page).focus();
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog', { name: 'Official or personal contact' });
    await dialog.getByRole('radiogroup', { name: /^Exhibit ABC\/1/ }).getByRole('radio', { name: 'Personal' }).check({ force: true });
    await dialog.getByRole('textbox', { name: 'On what this rests' }).fill('Handset settings page: his own number');
    await shoot(page, 'channel-dialog');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toHaveCount(0);
  });

  const official = conversation(page).getByRole('region', { name: 'Official contact' });
  await test.step('the lanes count, and say how long without an update and what went by the other meanwhile', async () => {
    await expect(conversation(page).getByRole('region', { name: 'Not said which' })).toHaveCount(0);
    await expect(official).toContainText(/Longest without: \d+ days/);
    await expect(official).toContainText(/meanwhile \d+ personal/);
    const update = said(page).getByRole('option').filter({ hasText: 'CCTV from the car park' });
    await official.getByRole('button', { name: /^(?:First|Begins)/ }).first().click();
    await expect(said(page).getByRole('option', { selected: true })).toContainText('Tagged as an official update');
    const private_ = said(page).getByRole('option').filter({ hasText: /personal|on duty|off duty/ });
    await expect(update).toBeVisible();
    expect(await left(update)).toBeLessThan((await conversation(page).getByRole('region', { name: 'Personal contact' }).boundingBox())?.x ?? 0);
    await expect(private_.first()).toBeAttached();
    await shoot(page, 'lanes');
  });

  await test.step('the number opens its rows, and Back finds the conversation where it was', async () => {
    const chosen = await said(page).getByRole('option', { selected: true }).innerText();
    const button = official.getByRole('button', { name: /\d+ personal: show the rows/ }).first();
    const count = Number((await button.innerText()).replace(/\D/g, ''));
    await button.click();
    await expect(page.getByText(new RegExp(`^${count} items? shown`))).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove filter Personal contact' })).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(said(page).getByRole('option', { selected: true })).toContainText(chosen.split('\n')[0] ?? '');
    await expect(official).toContainText('2 contacts');
  });

  await test.step('Escape goes back to the row it came from', async () => {
    await said(page).focus();
    await page.keyboard.press('Escape');
    await expect(grid(page).getByRole('row', { selected: true })).toContainText('This is my own phone');
  });
});
