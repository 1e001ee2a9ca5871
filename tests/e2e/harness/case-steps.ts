/** Steps of the main job, done in the window as a person does them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from 'playwright/test';
import { expect } from './app.ts';

/** The system's own dialogs cannot be driven by a test: each is answered in its place. */
export async function answerOpenDialog(electron: ElectronApplication, paths: readonly string[]): Promise<void> {
  await electron.evaluate(({ dialog }, filePaths) => { dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] }); }, paths);
}
export async function answerSaveDialog(electron: ElectronApplication, filePath: string): Promise<void> {
  await electron.evaluate(({ dialog }, path) => { dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path }); }, filePath);
}

export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Timeline' });
export const itemPane = (page: Page): Locator => page.getByRole('complementary', { name: 'Item' });
export const row = (page: Page, text: string | RegExp): Locator => grid(page).getByRole('row').filter({ hasText: text });

/** Searches as a person does, and waits until the rows are those that were found: the filter is named a moment before. */
export async function searchFor(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: `Remove filter “${words}”` })).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
}

export async function createCase(electron: ElectronApplication, page: Page, folder: string): Promise<void> {
  await answerSaveDialog(electron, folder);
  await page.getByRole('button', { name: /^New case/ }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Operation Larkspur');
  await page.getByRole('textbox', { name: 'Reference' }).fill('CASE/0412');
  await page.getByRole('button', { name: /^Choose where to keep it/ }).click();
  await expect(page.getByRole('heading', { name: 'Nothing on the timeline yet' })).toBeVisible();
}

/** Adds files by the window's button and goes on to read them. */
export async function addFiles(electron: ElectronApplication, page: Page, paths: readonly string[], references: readonly string[]): Promise<void> {
  await answerOpenDialog(electron, paths);
  await page.getByRole('navigation').getByRole('button', { name: 'Add exhibits' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add exhibits' });
  await dialog.getByRole('textbox', { name: 'Producer' }).fill('A. B. Carver');
  for (const [index, reference] of references.entries()) await dialog.getByRole('textbox', { name: 'Reference' }).nth(index).fill(reference);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByRole('button', { name: /^Read (?:it|them) now/ }).click();
}

export async function answerZone(dialog: Locator, page: Page): Promise<void> {
  await dialog.getByRole('button', { name: /Time zone/ }).click();
  await page.getByRole('option', { name: /UK local/ }).click();
}

/** Imports what the wizard shows and returns what the certificate says. */
export async function importNow(page: Page, reference: string): Promise<string> {
  const dialog = page.getByRole('dialog', { name: `Read ${reference}` });
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  const totals = await dialog.getByText('rows in =').innerText();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  return totals;
}

/** Exports the view as it stands and leaves the dialog closed. */
export async function exportTimeline(electron: ElectronApplication, page: Page, destination: string): Promise<void> {
  await answerSaveDialog(electron, destination);
  await page.getByRole('button', { name: 'Timeline as PDF…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Timeline as PDF' });
  await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
  await expect(dialog).toContainText('SHA-256', { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
}

export function writeChat(folder: string): string {
  const path = join(folder, 'WhatsApp Chat with Imogen Vale.txt');
  writeFileSync(path, [
    '28/09/2021, 15:31 - Rowan Ashdown: hello 🔥😍', '28/09/2021, 15:32 - Imogen Vale: who is this?', '28/09/2021, 15:58 - Rowan Ashdown: call me on 07700 900417',
    '29/09/2021, 09:00 - Imogen Vale: please keep my plate out of this', '31/10/2021, 01:30 - Rowan Ashdown: cannot sleep', '01/11/2021, 08:15 - Imogen Vale: مرحبا كيف حالك',
  ].join('\n'));
  return path;
}

export function writeAudit(folder: string): string {
  const path = join(folder, 'national log.csv');
  writeFileSync(path, [
    'Transaction Date,User ID,Terminal,Action,VRM,Reason,Originator,Result',
    '28/09/2021 15:24:10,4471,WKS-0912,VEH ENQ,AB12 CDE,7 ADMIN,PC ASHDOWN TOWN CTR,1',
    '29/09/2021 10:10:00,4471,WKS-0912,VEH ENQ,XY21 ZZZ,STOP,PC ASHDOWN A38,1',
    '31/09/2021 09:10:00,4471,WKS-0912,VEH ENQ,XY21 ZZZ,STOP,PC ASHDOWN A38,1',
  ].join('\r\n'));
  return path;
}
