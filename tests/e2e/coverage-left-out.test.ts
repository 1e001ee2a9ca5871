/** Rows left out of the review with a reason, and the schedule of search terms, in the window. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSaveDialog, grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';

test('a block is left out for a reason with its count shown first, coverage says why, the schedule foots and is printed, and one undo puts it back', async ({ launch, sampleCase, scratch }) => {
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const view = page.getByRole('main', { name: 'Coverage' });
  const shot = async (name: string): Promise<void> => {
    const folder = process.env['PLUMBLINE_SHOTS'];
    if (folder === undefined) return;
    for (const theme of ['light', 'dark']) {
      await page.evaluate((wanted) => { document.documentElement.dataset['theme'] = wanted; }, theme);
      await page.screenshot({ path: `${folder}/${name}-${theme}.png` });
    }
  };

  await test.step('by filter and by keyboard, with a preview', async () => {
    await page.getByRole('navigation').getByRole('region', { name: 'Exhibits' }).getByRole('button', { name: /^ABC\/8/ }).first().click();
    await expect(page.getByRole('button', { name: 'Remove filter ABC/8' })).toBeVisible();
    await grid(page).focus();
    await page.keyboard.press('b');
    const dialog = page.getByRole('dialog', { name: 'Everything in this view' });
    await dialog.getByRole('radio', { name: 'Leave out', exact: true }).press('Space');
    await expect(dialog.getByRole('button', { name: 'Change' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Rosters: used as duty, read in no other way');
    await expect(dialog.getByRole('status').filter({ hasText: 'would change' })).toContainText('253');
    await shot('leave-out');
    await dialog.getByRole('textbox', { name: 'Reason' }).press('Control+Enter');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('coverage counts it neither as read nor as not read, and the reason opens its rows', async () => {
    await byName(page, 'coverage');
    await view.getByRole('textbox', { name: 'Search term' }).fill('secret OR plate');
    await view.getByRole('button', { name: 'List it' }).click();
    await expect(view.getByRole('status')).toContainText(/253 left out|25\d left out/);
    const exhibit = view.getByRole('region', { name: 'By exhibit' }).getByRole('row').filter({ hasText: 'ABC/8' });
    await expect(exhibit).toContainText('left out: Rosters: used as duty');
    await shot('coverage-left-out');
  });

  await test.step('the schedule says what it will hold, foots, and is saved as CSV and PDF', async () => {
    for (const format of ['CSV', 'PDF']) {
      const destination = join(scratch, `terms.${format.toLowerCase()}`);
      await answerSaveDialog(electron, destination);
      await view.getByRole('button', { name: 'Schedule of terms…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Schedule of search terms' });
      const row = (name: string): Promise<number[]> => dialog.getByRole('row', { name }).getByRole('cell').allInnerTexts().then((texts) => texts.map((text) => Number(text.replaceAll(',', ''))));
      await expect(dialog.getByRole('row', { name: 'All items of the case' })).toBeVisible();
      const [any, none, whole] = [await row('Hit by at least one term'), await row('Hit by no term'), await row('All items of the case')];
      expect(any.map((count, index) => count + (none[index] ?? 0))).toEqual(whole);
      await dialog.getByRole('radio', { name: new RegExp(`^${format}`) }).press('Space');
      if (format === 'CSV') await shot('schedule');
      await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
      await expect(dialog).toContainText('SHA-256', { timeout: 60_000 });
      await dialog.getByRole('button', { name: 'Close', exact: true }).click();
      if (format === 'CSV') expect(readFileSync(destination, 'utf8')).toContain('Term,secret OR plate,');
      else expect(readFileSync(destination).subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  await test.step('the number left out opens exactly those rows; Z puts all of it back', async () => {
    await view.getByRole('region', { name: 'By exhibit' }).getByRole('button', { name: /left out because Rosters/ }).click();
    await expect(page.getByRole('button', { name: /Remove filter Left out: Rosters/ })).toBeVisible();
    await expect(page.getByText(/25\d items shown/)).toBeVisible();
    await page.keyboard.press('z');
    await expect(page.getByText(/Undone: Left out of the review: 253 items/)).toBeVisible();
    await byName(page, 'coverage');
    await expect(view.getByRole('status')).toContainText('not read');
    await expect(view).not.toContainText('left out: Rosters');
  });
});
