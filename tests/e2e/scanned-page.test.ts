/** A page of a PDF that is a picture of text: found, marked and copied only once a machine has read it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { chatScreenshot } from '../fixtures/screenshots.ts';
import { shot } from './harness/bundle-steps.ts';
import { grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { callFrom } from './harness/window-calls.ts';

test('a scanned page is read from its row, found by its words, and they are marked where they stand on it', async ({ launch, sampleCase, scratch }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const pdf = await PDFDocument.create();
  const picture = await pdf.embedPng(await chatScreenshot([{ text: 'The tartan notebook lies in the boot' }, { text: 'nobody looks there', mine: true }]));
  pdf.addPage([595, 842]).drawImage(picture, { x: 40, y: 600, width: 500, height: (500 * picture.height) / picture.width });
  const path = join(scratch, 'scan.pdf');
  writeFileSync(path, await pdf.save());
  const { id } = await callFrom(page, 'exhibits.add', { sourcePath: path, details: { reference: 'GH/9', producer: '', description: 'A scan', deviceOwner: '', legalBasis: '' } });
  await callFrom(page, 'imports.start', { exhibitId: id, answers: {} });

  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.fill('exhibit:GH/9');
  await search.press('Enter');
  await row(page, 'GH/9').first().click();
  const text = itemPane(page).getByRole('region', { name: 'Text in scan.pdf, page 1' });
  await expect(text).toContainText('Not read yet.');
  await text.getByRole('button', { name: 'Read text' }).click();
  await expect(text).toContainText('tartan notebook', { timeout: 60_000 });
  await expect(text).toContainText('Read by machine');

  await search.fill('"tartan notebook"');
  await search.press('Enter');
  await expect(page.getByText(/^1 item shown/)).toBeVisible();
  await row(page, 'GH/9').first().click();
  await expect(text.locator('mark')).toHaveText(['tartan', 'notebook']);
  await page.keyboard.press('v');
  const sheet = itemPane(page).getByRole('img', { name: 'Page 1 of scan.pdf, 2 places marked' });
  await expect(sheet).toBeVisible({ timeout: 30_000 });
  const [canvas, mark] = [await sheet.boundingBox(), await itemPane(page).locator('.pdf-mark').first().boundingBox()];
  if (canvas === null || mark === null) throw new Error('the page or its mark is not on the screen');
  // The line of the upper bubble stands 146 points below the head of the page, its letters 15 above that.
  expect((mark.y - canvas.y) / canvas.height).toBeGreaterThan(0.145);
  expect((mark.y + mark.height - canvas.y) / canvas.height).toBeLessThan(0.185);
  expect((mark.x - canvas.x) / canvas.width).toBeGreaterThan(0.12);
  await itemPane(page).getByRole('button', { name: 'Show word boxes' }).click();
  await expect(itemPane(page).locator('.word-box')).toHaveCount(10);
  await shot(page, 'scanned-page');
});
