/** A handset's extraction, taken in as a folder and read in the window: sources, pages, recordings, text in pictures, people. */
import { join } from 'node:path';
import { extractionFolder } from '../fixtures/extraction.ts';
import { expect, test } from './harness/app.ts';
import { answerOpenDialog, createCase, itemPane, row } from './harness/case-steps.ts';

test('an extraction folder becomes one exhibit whose sources are chosen, read and looked at', async ({ launch, scratch }) => {
  test.setTimeout(180_000);
  const { electron, window: page } = await launch();
  const extraction = await extractionFolder(scratch);

  await createCase(electron, page, join(scratch, 'Larkspur.plumbline'));
  await test.step('a folder is added by its own button', async () => {
    await answerOpenDialog(electron, []);
    await page.getByRole('navigation').getByRole('button', { name: 'Add exhibits' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add exhibits' });
    await expect(dialog).toContainText('Nothing is chosen yet');
    await answerOpenDialog(electron, [extraction]);
    await dialog.getByRole('button', { name: 'Add a folder…' }).click();
    await dialog.getByRole('textbox', { name: 'Reference' }).fill('ABC/1');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('button', { name: 'Read it now' }).click();
  });

  const wizard = page.getByRole('dialog', { name: 'Read ABC/1' });
  await test.step('its sources are offered, and the chosen ones are read', async () => {
    await expect(wizard.getByRole('heading', { name: 'What is read from it: 5 of 5 sources' })).toBeVisible({ timeout: 30_000 });
    await expect(wizard.getByRole('row').filter({ hasText: 'mmssms.db' })).toContainText('Android text messages');
    await expect(wizard).toContainText('data/unknown.bin');
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: join(process.env['PLUMBLINE_SHOTS'], 'sources.png') });
    await wizard.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(wizard.getByText('rows in =')).toHaveText('8 rows in = 8 items + 0 set aside', { timeout: 60_000 });
    await expect(wizard.getByRole('table', { name: 'Sources read' })).toContainText('mmssms.db');
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: join(process.env['PLUMBLINE_SHOTS'], 'certificate.png') });
    await wizard.getByRole('button', { name: 'Close', exact: true }).click();
  });

  await test.step('a row only the main file holds is marked, with where it lies', async () => {
    await row(page, 'expired later').click();
    await expect(itemPane(page)).toContainText('row id 2');
    await expect(itemPane(page)).toContainText(/superseded/i);
  });

  await test.step('a page of a document is shown when asked for', async () => {
    await row(page, 'Rowan Ashdown joined the force').click();
    await itemPane(page).getByRole('button', { name: /^Show page/ }).click();
    await expect(itemPane(page).locator('canvas')).toBeVisible({ timeout: 30_000 });
    await expect(itemPane(page)).toContainText('of 2');
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: join(process.env['PLUMBLINE_SHOTS'], 'page.png') });
  });

  await test.step('a recording has a player that waits', async () => {
    await row(page, 'voice.wav').click();
    await itemPane(page).getByRole('button', { name: /^Show player/ }).click();
    const player = itemPane(page).locator('audio');
    await expect(player).toHaveAttribute('preload', 'none');
    expect(await player.evaluate((element: HTMLAudioElement) => element.paused)).toBe(true);
  });

  await test.step('the text in a picture is read, found by a search, and signed off', async () => {
    await row(page, 'screenshot.png').click();
    await itemPane(page).getByRole('button', { name: 'Read text' }).click();
    await expect(itemPane(page)).toContainText('Found you on here', { timeout: 60_000 });
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: join(process.env['PLUMBLINE_SHOTS'], 'text.png') });
    await page.keyboard.press('/');
    await page.keyboard.type('"found you on here"');
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 item shown, 7 outside this view')).toBeVisible();
    await page.getByRole('searchbox').press('Escape');
  });

  await test.step('people are suggested with their evidence, and nothing is merged before it is accepted', async () => {
    await page.getByRole('navigation').getByRole('button', { name: /People/ }).click();
    await expect(page.getByRole('heading', { name: 'People' }).first()).toBeVisible();
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: join(process.env['PLUMBLINE_SHOTS'], 'people.png') });
    await expect(page.getByText(/Imogen Vale/).first()).toBeVisible();
  });
});
