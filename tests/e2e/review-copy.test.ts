/** The review copy in a browser that knows nothing of Plumbline: made in the window, opened from disk, found and filtered by keyboard, fetching nothing. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { _electron, type Page } from 'playwright/test';
import { answerSaveDialog, grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';

/** Opens a file and nothing else; notes whatever it asks for beside itself. */
const browser = `
const { app, BrowserWindow, session } = require('electron');
app.whenReady().then(() => {
  global.asked = [];
  session.defaultSession.webRequest.onBeforeRequest((details, go) => { global.asked.push(details.url); go({}); });
  const window = new BrowserWindow({ width: 1500, height: 900, webPreferences: { sandbox: true } });
  window.loadFile(process.env.PAGE_TO_OPEN);
});
`;

const status = (page: Page) => page.getByRole('status');
const rows = (page: Page) => page.locator('#rows tr');

test('every row of the case is in one file that opens from disk, is found by words, kind, tag and day, and prints', async ({ launch, machine, sampleCase, scratch }) => {
  const { electron, window } = await launch({ args: [sampleCase] });
  await grid(window).waitFor();
  const file = join(scratch, 'copy.html');
  await answerSaveDialog(electron, file);
  await byName(window, 'export rows');
  await window.getByRole('dialog', { name: 'Timeline as PDF' }).getByRole('radio', { name: 'Review copy (HTML)' }).press('Space');
  const dialog = window.getByRole('dialog', { name: 'Timeline as Review copy (HTML)' });
  await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
  await expect(dialog).toContainText('1,910 listed', { timeout: 60_000 });
  expect(statSync(file).size).toBeGreaterThan(500_000);

  const program = join(scratch, 'browser');
  mkdirSync(program);
  writeFileSync(join(program, 'package.json'), '{"name":"browser","version":"1.0.0","main":"main.cjs"}');
  writeFileSync(join(program, 'main.cjs'), browser);
  const { runtime, display } = machine;
  const viewer = await _electron.launch({
    executablePath: runtime.executable, args: [...runtime.launchArgs.slice(0, -1), program, `--user-data-dir=${join(scratch, 'viewer')}`], chromiumSandbox: true,
    env: { ...Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)), ...runtime.env, ...display.env, PLUMBLINE_APP_FOLDER: program, PAGE_TO_OPEN: file },
  });
  try {
    const page = await viewer.firstWindow();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
    await expect(status(page)).toHaveText('1,910 of 1,910 rows, showing 1 to 100');
    await expect(page.locator('.totals')).toContainText('Rows listed 1,910 + outside this selection 0 = 1,910 items. Rows set aside on import: 2');
    await expect(rows(page)).toHaveCount(100);
    const shots = process.env['PLUMBLINE_SHOTS'];
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      if (shots !== undefined) await page.screenshot({ path: `${shots}/review-copy-${scheme}.png` });
    }

    await page.keyboard.press('/');
    await page.keyboard.type('carriageway 🔥');
    await expect(status(page)).toContainText('0 of 1,910 rows');
    await page.getByLabel('Find (all of these words)').fill('imogen');
    await expect(status(page)).not.toContainText('0 of 1,910 rows');
    await expect(page.locator('#rows mark').first()).toHaveText(/imogen/i);
    await page.keyboard.press('Escape');
    await expect(rows(page).first()).toBeFocused();
    await page.keyboard.press('j');
    await expect(rows(page).nth(1)).toBeFocused();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByLabel('Kind', { exact: true }).selectOption({ value: 'access' });
    await expect(status(page)).toHaveText('438 of 1,910 rows, showing 1 to 100');
    await page.getByLabel('From', { exact: true }).fill('2021-09-28');
    await page.getByLabel('Until').fill('2021-09-28');
    await expect(status(page)).toContainText('Rows without a time (15) are left out while a date is set');
    for (const when of await rows(page).locator('.when').allTextContents()) expect(when).toContain('28/09/2021');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Rows after' }).click();
    await expect(status(page)).toHaveText('1,910 of 1,910 rows, showing 101 to 200');
    await page.getByLabel('Rows at a time').selectOption('all');
    await expect(rows(page)).toHaveCount(1910);
    await page.getByLabel('Rows at a time').selectOption('100');

    const found = await page.evaluate(`${axe.source}; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).slice(0, 2).join(' ')))`);
    expect(found).toEqual([]);
    expect(complaints).toEqual([]);
    const asked = await viewer.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
    expect(asked.filter((url) => !url.startsWith('devtools:'))).toEqual([expect.stringMatching(/^file:\/\/.*copy\.html$/)]);
    expect(readFileSync(file, 'utf8')).not.toMatch(/ (?:src|href)=/);
  } finally {
    await viewer.close();
  }
});
