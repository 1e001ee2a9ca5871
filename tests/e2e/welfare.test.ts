/** Pictures described once and stopped when they must be; a conversation that says what lies in it; the reminder of a break. */
import { grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

test('a picture is described without being opened, stopped so that nobody can open it, and released with a reason', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await page.getByRole('searchbox', { name: 'Search everything' }).fill('exhibit:DEF/3');
  await page.keyboard.press('Enter');
  await row(page, 'DEF/3').first().click();
  const pane = itemPane(page);

  await test.step('described', async () => {
    await pane.getByRole('button', { name: 'Describe it…' }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('A profile page with a small portrait');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(pane).toContainText('A profile page with a small portrait');
  });

  await test.step('stopped while it is on the screen: it goes, and the key does not bring it back', async () => {
    await pane.getByRole('button', { name: /^Show picture/ }).click();
    await expect(pane.getByRole('img').first()).toBeVisible();
    await pane.getByRole('button', { name: 'May be under 18…' }).click();
    const dialog = page.getByRole('dialog', { name: /may show a person under 18/ });
    await expect(dialog).toContainText('Tell your supervisor');
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/stop.png` });
    await dialog.getByRole('button', { name: 'Stop work on this file' }).click();
    await expect(pane.getByRole('note')).toContainText('Work on this file has stopped');
    await expect(pane.getByRole('img')).toHaveCount(0);
    await page.keyboard.press('v');
    await expect(pane.getByRole('img')).toHaveCount(0);
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/stopped.png` });
  });

  await test.step('released with a reason', async () => {
    await pane.getByRole('button', { name: 'Release…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Release this file' });
    await expect(dialog.getByRole('button', { name: 'Release', exact: true })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Invented picture of the sample case');
    await dialog.getByRole('button', { name: 'Release', exact: true }).click();
    await expect(pane.getByRole('button', { name: /picture/ }).first()).toBeVisible();
  });

  await test.step('every showing is in the log, with its length', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Continuity' }).click();
    await page.getByRole('button', { name: 'Files shown' }).click();
    await expect(page.getByRole('main', { name: 'Continuity' }).getByRole('row').nth(1)).toContainText(/DEF\/3, attachment 1\s*small\s*[\d.]+ s/);
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/reveals.png` });
  });
});

test('a conversation says what lies in it before anything is opened', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await page.getByRole('searchbox', { name: 'Search everything' }).fill('exhibit:ABC/1');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Remove filter “exhibit:ABC/1”' })).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('c');
  await expect(page.getByRole('main', { name: 'Conversation' })).toContainText(/\d+ pictures?.*hidden until you ask for one; 0 described/);
});

test('after fifty minutes of reading a break is suggested once, and can be put off', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await page.clock.install();
  await page.reload();
  await page.clock.resume();
  await grid(page).waitFor();
  await grid(page).focus();
  for (let step = 0; step < 11; step += 1) {
    await page.keyboard.press('j');
    await page.clock.fastForward('05:00');
  }
  const banner = page.getByRole('status').filter({ hasText: 'You have been reading for' });
  await expect(banner).toContainText('Police Care UK');
  if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/break.png` });
  await banner.getByRole('button', { name: 'In 10 minutes' }).click();
  await expect(banner).toHaveCount(0);
});
