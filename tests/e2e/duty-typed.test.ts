/** “While on and off duty”: duty typed from a statement, in the window. */
import { grid, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName, toTime } from './harness/views.ts';

test('“while on and off duty”: a spell typed from a duty statement is asked for its zone and source, shades the rows, is changed, withdrawn and taken back', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await toTime(page, '28/09/2021 15:24:10');
  await expect(row(page, 'VE AB12 CDE').first().locator('.duty-edge')).toHaveClass(/\bon\b/);
  await byName(page, 'patterns');
  const section = page.getByRole('main', { name: 'Patterns' }).getByRole('region', { name: 'Duty typed from a source' });
  await expect(section).toContainText('Nothing is typed in', { timeout: 30_000 });

  await test.step('entered by keyboard, with zone and source', async () => {
    await section.getByRole('button', { name: 'Enter duty…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Enter duty' });
    await dialog.getByRole('radio', { name: 'Off duty' }).press('Space');
    await dialog.getByRole('textbox', { name: 'From day' }).fill('28/09/2021');
    await dialog.getByRole('textbox', { name: 'From time' }).fill('15:20');
    await dialog.getByRole('textbox', { name: 'Until day' }).fill('28/09/2021');
    await dialog.getByRole('textbox', { name: 'Until time' }).fill('15:40');
    await expect(dialog.getByRole('button', { name: /^Enter/ })).toBeDisabled();
    await dialog.getByRole('button', { name: /Time zone/ }).click();
    await page.getByRole('option', { name: /UK local/ }).click();
    await dialog.getByRole('button', { name: /Basis of the zone/ }).click();
    await page.getByRole('option', { name: /Stated by a document/ }).click();
    await dialog.getByRole('textbox', { name: 'Source' }).fill('Duty statement, MG11 p.2: refreshments');
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/duty-dialog.png` });
    await dialog.getByRole('textbox', { name: 'Source' }).press('Control+Enter');
    await expect(section.getByRole('row').filter({ hasText: '28/09/2021 15:20 – 15:40' })).toContainText('Not known where a roster');
    await section.scrollIntoViewIfNeeded();
    for (const theme of process.env['PLUMBLINE_SHOTS'] === undefined ? [] : ['light', 'dark']) {
      await page.evaluate((wanted) => { document.documentElement.dataset['theme'] = wanted; }, theme);
      await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS'] ?? ''}/duty-typed-${theme}.png` });
    }
  });

  await test.step('what the roster calls on duty and the statement off is neither', async () => {
    await byName(page, 'timeline');
    await toTime(page, '28/09/2021 15:24:10');
    await expect(row(page, 'VE AB12 CDE').first().locator('.duty-edge')).toHaveClass(/\bunknown\b/);
  });

  await test.step('withdrawn with a reason, and taken back by undo; the history keeps all of it', async () => {
    await byName(page, 'patterns');
    await section.getByRole('button', { name: /^Withdraw/ }).click();
    const dialog = page.getByRole('dialog', { name: 'Withdraw a spell of duty' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Of another officer');
    await dialog.getByRole('button', { name: /^Withdraw/ }).click();
    await expect(section).toContainText('Nothing is typed in');
    await section.getByRole('button', { name: 'Undo your latest change to typed duty' }).click();
    await section.getByRole('button', { name: /^History/ }).click();
    await expect(page.getByRole('dialog')).toContainText('Of another officer');
    await page.keyboard.press('Escape');
  });
});
