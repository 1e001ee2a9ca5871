/** Documents other than the timeline, chosen and made in the window on the sample case. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { answerSaveDialog, grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';

const dialogOf = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
const textOf = (path: string): string => execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 }).replace(/\s+/g, ' ');

test('the schedule of accesses is made from the palette, and the export dialog offers every document and says what each still needs', async ({ launch, sampleCase, scratch }) => {
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const shot = async (name: string): Promise<void> => {
    const folder = process.env['PLUMBLINE_SHOTS'];
    if (folder === undefined) return;
    for (const theme of ['light', 'dark']) {
      await page.evaluate((wanted) => { document.documentElement.dataset['theme'] = wanted; }, theme);
      await page.screenshot({ path: `${folder}/${name}-${theme}.png` });
    }
  };

  await test.step('accesses, numbered from where another schedule ended', async () => {
    const destination = join(scratch, 'accesses.pdf');
    await answerSaveDialog(electron, destination);
    await byName(page, 'schedule of system accesses');
    const dialog = dialogOf(page, 'Schedule of system accesses as PDF');
    await dialog.getByRole('textbox', { name: 'First number' }).fill('501');
    await dialog.getByText('An empty column for bundle pages').click();
    await dialog.getByRole('checkbox', { name: 'Name emoji: 🔥 [fire]' }).press('Space');
    await shot('document-accesses');
    await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(dialog).toContainText('SHA-256', { timeout: 120_000 });
    await expect(dialog).toContainText('438 listed, 1,472 left out and counted');
    await shot('document-done');
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    const text = textOf(destination);
    expect(text).toContain('Rows listed 438 + in this selection, not system accesses 1,472 + outside this selection 0 = 1,910 items. Rows set aside on import: 2');
    expect(text).toContain('938 ');
    expect(text).toMatch(/After: \d/);
    expect(text).toContain('A name in small square brackets after an emoji is what Unicode calls it');
  });

  await test.step('a sequence waits for a window of time, an extract for an item', async () => {
    await page.getByRole('button', { name: 'Other documents…' }).click();
    await expect(dialogOf(page, 'Chronology as PDF')).toBeVisible();
    const choose = async (from: string, to: string): Promise<void> => {
      await dialogOf(page, `${from} as PDF`).getByRole('button', { name: /Document/ }).click();
      await page.getByRole('option', { name: to }).click();
    };
    await choose('Chronology', 'Sequence of events');
    const sequence = dialogOf(page, 'Sequence of events as PDF');
    await expect(sequence.getByRole('status')).toContainText('this view has none');
    await expect(sequence.getByRole('button', { name: 'Choose where to save…' })).toBeDisabled();
    await shot('document-sequence');
    await choose('Sequence of events', 'List of exhibits');
    const destination = join(scratch, 'exhibits.pdf');
    await answerSaveDialog(electron, destination);
    const exhibits = dialogOf(page, 'List of exhibits as PDF');
    await exhibits.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(exhibits).toContainText('SHA-256', { timeout: 60_000 });
    expect(textOf(destination)).toContain('Rows listed 23 + not listed 0 = 23 exhibits');
    await exhibits.getByRole('button', { name: 'Close', exact: true }).click();
  });

  await test.step('the chronology as a Word file, chosen by keyboard; charts are a PDF alone', async () => {
    const destination = join(scratch, 'chronology.docx');
    await answerSaveDialog(electron, destination);
    await byName(page, 'chronology');
    await dialogOf(page, 'Chronology as PDF').getByRole('radio', { name: 'Word document' }).press('Space');
    const dialog = dialogOf(page, 'Chronology as Word document');
    await dialog.getByRole('button', { name: /Order$/ }).click();
    await page.getByRole('option', { name: 'Latest first' }).click();
    await dialog.getByRole('checkbox', { name: 'Time', exact: true }).press('Space');
    await shot('document-word');
    await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(dialog).toContainText('SHA-256', { timeout: 60_000 });
    await expect(dialog).toContainText('1,910 listed, 0 left out and counted');
    await expect(dialog).toContainText('Word document, ');
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    expect(execFileSync('unzip', ['-p', destination, 'word/document.xml'], { encoding: 'utf8', maxBuffer: 2 ** 28 })).toContain('>Latest first. Columns left out: Time.<');
    await byName(page, 'pattern of contact');
    await expect(dialogOf(page, 'Pattern of contact as PDF')).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Word document' })).toHaveCount(0);
  });
});
