/** The rows of a view for other programs, made in the window. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSaveDialog, grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';

test('what the timeline shows is saved for other programs, chosen by keyboard, with its rows counted', async ({ launch, sampleCase, scratch }) => {
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await page.getByRole('navigation').getByRole('region', { name: 'Exhibits' }).getByRole('button', { name: /^ABC\/8/ }).first().click();
  await expect(page.getByRole('button', { name: 'Remove filter ABC/8' })).toBeVisible();
  for (const [format, file] of [['CSV table', 'rows.csv'], ['Excel workbook', 'rows.xlsx'], ['CASE/UCO (JSON-LD)', 'rows.jsonld']] as const) {
    const destination = join(scratch, file);
    await answerSaveDialog(electron, destination);
    await byName(page, 'export rows');
    await page.getByRole('dialog', { name: 'Timeline as PDF' }).getByRole('radio', { name: format }).press('Space');
    const dialog = page.getByRole('dialog', { name: `Timeline as ${format}` });
    await expect(dialog).toContainText('253 rows');
    const folder = process.env['PLUMBLINE_SHOTS'];
    if (folder !== undefined && format === 'CSV table') {
      for (const theme of ['light', 'dark']) {
        await page.evaluate((wanted) => { document.documentElement.dataset['theme'] = wanted; }, theme);
        await page.screenshot({ path: `${folder}/export-rows-${theme}.png` });
      }
    }
    await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(dialog).toContainText('SHA-256', { timeout: 60_000 });
    await expect(dialog).toContainText('253 listed');
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    const bytes = readFileSync(destination);
    if (file === 'rows.xlsx') expect(bytes.subarray(0, 2).toString()).toBe('PK');
    else expect(bytes.toString('utf8').split(file === 'rows.csv' ? 'ABC/8' : '"plumbline:exhibit":"ABC/8"').length - 1).toBeGreaterThanOrEqual(253);
  }
  await byName(page, 'export rows');
  await page.getByRole('dialog', { name: 'Timeline as PDF' }).getByRole('radio', { name: 'Relativity short messages (RSMF 2.0)' }).press('Space');
  await expect(page.getByRole('dialog', { name: 'Timeline as Relativity short messages (RSMF 2.0)' })).toContainText('The file will hold the messages and calls of what the timeline shows now. Everything else is left out and counted');
});
