/** What a person does with bundles in the window, and what is looked at in the PDF that comes of it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator, type Page } from 'playwright/test';
import { bundleDefinitionSchema, type BundleDefinition } from '../../../shared/domain/bundle.ts';
import { callFrom } from './window-calls.ts';

export const view = (page: Page): Locator => page.getByRole('main', { name: 'Bundles' });
export const outline = (page: Page): Locator => view(page).getByRole('tree', { name: 'Sections and documents' });
export const entries = (page: Page): Locator => outline(page).getByRole('treeitem');
export const titles = (page: Page): Locator => outline(page).locator('.bundle-title');
export const said = (page: Page): Locator => view(page).getByRole('status');
export const pagesOf = (path: string): number => Number(execFileSync('qpdf', ['--show-npages', path], { encoding: 'utf8' }));
export const textOf = (path: string, page: number): string => execFileSync('pdftotext', ['-f', String(page), '-l', String(page), '-raw', path, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');

export async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['PLUMBLINE_SHOTS'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  for (const theme of ['dark', 'light']) {
    await page.evaluate((wanted) => { document.documentElement.dataset['theme'] = wanted; }, theme);
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled' });
  }
}

/** Goes on with Tab until it has the focus. */
export async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let press = 0; press < 60; press += 1) {
    if (await control.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  await expect(control).toBeFocused();
}

/** A bundle as a person would have made it before. */
export async function begun(page: Page, sections: readonly { readonly title: string; readonly exhibits: readonly string[] }[]): Promise<BundleDefinition> {
  const exhibits = await callFrom(page, 'exhibits.list', {});
  const definition = bundleDefinitionSchema.parse({
    title: 'Hearing bundle', letter: 'A', hearingOn: '2025-06-30',
    sections: sections.map(({ title, exhibits: wanted }) => ({
      title, documents: wanted.map((reference) => ({ id: reference.toLowerCase().replace('/', '-'), title: reference, source: { type: 'exhibit', exhibitId: exhibits.find((exhibit) => exhibit.reference === reference)?.id } })),
    })),
  });
  await callFrom(page, 'bundles.save', { bundleId: null, definition });
  return definition;
}
