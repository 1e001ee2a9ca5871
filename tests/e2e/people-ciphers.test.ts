/** “The woman, who can’t be named”: ciphers given and shown in the window, the key asked for with a purpose, and all of it by name of person only there. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { answerSaveDialog, grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName, toTime } from './harness/views.ts';

const people = (page: Page) => page.getByRole('main', { name: 'People' });
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['PLUMBLINE_SHOTS'];
  if (folder === undefined) return;
  for (const theme of ['light', 'dark']) {
    await page.evaluate((wanted) => { document.documentElement.dataset['theme'] = wanted; }, theme);
    await page.screenshot({ path: `${folder}/${name}-${theme}.png` });
  }
}

test('“the woman, who can’t be named”: she is Ms A wherever the window sets a name, and only the key says who she is', async ({ launch, sampleCase, scratch }) => {
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await expect(page.getByRole('switch', { name: 'Show ciphers' })).toHaveCount(0);

  await test.step('a cipher is offered, and given with its ground', async () => {
    await byName(page, 'people');
    await people(page).getByRole('article', { name: 'Imogen Vale' }).getByRole('button', { name: 'Cipher…' }).click();
    const dialog = page.getByRole('dialog', { name: 'A cipher for Imogen Vale' });
    await expect(dialog.getByRole('textbox', { name: 'Cipher' })).toHaveValue('Ms A');
    await dialog.getByRole('textbox', { name: 'Cipher' }).fill('Ms Vale');
    await dialog.getByRole('textbox', { name: 'Basis' }).fill('Sexual Offences (Amendment) Act 1992');
    await dialog.getByRole('button', { name: /^Give/ }).click();
    await expect(page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: 'holds part of what names the person' }).first()).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Cipher' }).fill('Ms A');
    await shot(page, 'cipher-dialog');
    await dialog.getByRole('button', { name: /^Give/ }).click();
    await expect(dialog).toHaveCount(0);
    await expect(people(page).getByRole('article', { name: 'Imogen Vale' })).toContainText('Ms A');
  });

  await test.step('shown in place of her name: in People, the sidebar, the timeline, the item, the pairs, the patterns, the conversation and the palette', async () => {
    await page.getByRole('switch', { name: 'Show ciphers' }).click();
    await expect(people(page).getByRole('article', { name: 'Ms A' })).toContainText('not shown while ciphers are');
    await expect(people(page)).not.toContainText(/Imogen|Vale/);
    await shot(page, 'people-ciphers');
    await expect(page.getByRole('navigation')).not.toContainText(/Imogen|Vale/i);
    await expect(page.getByRole('navigation').getByRole('button', { name: 'Ms A' }).first()).toBeVisible();
    await page.getByRole('navigation').getByRole('region', { name: 'People of the case' }).getByRole('button', { name: 'Ms A' }).click();
    await byName(page, 'timeline');
    await expect(page.getByRole('button', { name: 'Remove filter Held by Ms A' })).toBeVisible();
    await toTime(page, '28/09/2021 15:50');
    await expect(grid(page).locator('.who').filter({ hasText: 'Ms A' }).first()).toBeVisible();
    await expect(grid(page).locator('.who').filter({ hasText: /Imogen|Vale/i })).toHaveCount(0);
    await expect(itemPane(page).getByRole('heading', { level: 1 })).not.toContainText(/Imogen|Vale/i);
    await shot(page, 'timeline-ciphers');
    await page.keyboard.press('c');
    const conversation = page.getByRole('main', { name: 'Conversation' });
    await expect(conversation.getByRole('option', { selected: true })).toBeVisible();
    await expect(conversation.getByRole('heading', { level: 1 })).not.toContainText(/Imogen|Vale/i);
    await expect(conversation.locator('.said-who').filter({ hasText: /Imogen|Vale/i })).toHaveCount(0);
    await expect(conversation.getByRole('button', { name: 'Ms A across all sources' })).toBeVisible();
    await byName(page, 'accesses and contacts');
    await expect(page.getByRole('treegrid', { name: 'Pairs' })).toContainText('About Ms A');
    await expect(page.getByRole('treegrid', { name: 'Pairs' }).locator('.pair-about')).not.toContainText([/Imogen Vale/]);
    await shot(page, 'pairs-ciphers');
    await byName(page, 'patterns');
    const patterns = page.getByRole('main', { name: 'Patterns' });
    await expect(patterns.getByRole('region', { name: 'Who begins a conversation' })).toContainText('Ms A', { timeout: 30_000 });
    await expect(patterns).not.toContainText(/Imogen|Vale/i);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to or do' }).fill('Imogen');
    await expect(page.getByRole('option').filter({ hasText: 'Imogen' })).toHaveCount(0);
    await page.keyboard.press('Escape');
  });

  await test.step('the words of the evidence stay as they are', async () => {
    await byName(page, 'clear the filters');
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('VALE');
    await page.keyboard.press('Enter');
    await expect(row(page, /VALE/).first()).toBeVisible();
  });

  await test.step('a file that leaves the building has the cipher too, and is refused while a name stands in it', async () => {
    const destination = join(scratch, 'timeline in cipher.pdf');
    await byName(page, 'timeline as pdf');
    const dialog = page.getByRole('dialog', { name: 'Timeline as PDF' });
    await expect(dialog.getByRole('radio', { name: /^In cipher/ })).toBeChecked();
    await dialog.getByRole('radio', { name: /^As the evidence has them/ }).press('Space');
    await expect(dialog).toContainText('This PDF names people');
    await dialog.getByRole('radio', { name: /^In cipher/ }).press('Space');
    await answerSaveDialog(electron, join(scratch, 'about Imogen Vale.pdf'));
    await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(dialog.getByRole('alert')).toContainText('No file was saved', { timeout: 60_000 });
    await expect(dialog.getByRole('region', { name: 'Where somebody is still named' })).toContainText('The name of the file Ms A: a name');
    expect(existsSync(join(scratch, 'about Imogen Vale.pdf'))).toBe(false);
    await shot(page, 'export-refused');
    await answerSaveDialog(electron, destination);
    await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(dialog).toContainText('SHA-256', { timeout: 60_000 });
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    const text = execFileSync('pdftotext', ['-raw', destination, '-'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    expect(text).toContain('[Ms A]');
    expect(text).not.toMatch(/Imogen|\bVale\b/i);
  });

  await test.step('the key is shown for a purpose, and that it was read is in the log', async () => {
    await byName(page, 'people');
    await page.getByRole('tab', { name: 'Cipher key' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('Ms A');
    await expect(page.getByRole('tabpanel')).not.toContainText(/Imogen|Vale/);
    await page.getByRole('button', { name: 'Show the key…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Show the key to the ciphers' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('To write to the complainant');
    await dialog.getByRole('button', { name: /^Show/ }).click();
    await expect(page.getByRole('table', { name: 'The key to the ciphers' })).toContainText('Imogen Vale');
    await expect(page.getByRole('tabpanel')).toContainText('Restricted.');
    await shot(page, 'cipher-key');
    await byName(page, 'continuity');
    await expect(page.getByRole('main', { name: 'Continuity' }).getByRole('row').filter({ hasText: 'To write to the complainant' })).toContainText('The key to the ciphers was read (1 person)');
    await expect(page.getByRole('main', { name: 'Continuity' })).not.toContainText(/Imogen|Vale/);
  });

  await test.step('undone, she is shown by name again and the switch is gone', async () => {
    await byName(page, 'people');
    await people(page).getByRole('button', { name: 'Undo' }).click();
    await expect(people(page).getByRole('article', { name: 'Imogen Vale' })).toBeVisible();
    await expect(page.getByRole('switch', { name: 'Show ciphers' })).toHaveCount(0);
    await people(page).getByRole('article', { name: 'Imogen Vale' }).getByRole('button', { name: /^History/ }).click();
    await expect(page.getByRole('dialog')).toContainText('Cipher “Ms A” given to person');
    await expect(page.getByRole('dialog')).toContainText('taken back since');
  });
});
