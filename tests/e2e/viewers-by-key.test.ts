/** A document and a recording looked at with the keyboard alone: what has the focus has the keys, and nothing plays by itself. */
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { extractionFolder } from '../fixtures/extraction.ts';
import { expect, test } from './harness/app.ts';
import { createCase, itemPane, row } from './harness/case-steps.ts';
import { callFrom } from './harness/window-calls.ts';

const assessed = (page: Page) => itemPane(page).getByRole('button', { pressed: true, name: /purpose|Unclear|account/ });

test('pages are turned, enlarged and moved by key, and the keys of the review wait meanwhile', async ({ launch, scratch }) => {
  test.setTimeout(180_000);
  const { electron, window: page } = await launch();
  await createCase(electron, page, join(scratch, 'Larkspur.plumbline'));
  const exhibit = await callFrom(page, 'exhibits.add', { sourcePath: await extractionFolder(scratch), details: { reference: 'ABC/1', description: '', producer: '', deviceOwner: '', legalBasis: '' } });
  await callFrom(page, 'imports.start', { exhibitId: exhibit.id, answers: {} });
  const selected = page.getByRole('grid', { name: 'Timeline' }).getByRole('row', { selected: true });

  await test.step('the page is shown by its key and moved by the arrow keys, and the row stays', async () => {
    await row(page, 'Rowan Ashdown joined the force').click();
    await page.keyboard.press('v');
    const frame = itemPane(page).getByRole('group', { name: 'Page 1, as it looks' });
    await expect(frame.locator('canvas')).toBeVisible({ timeout: 30_000 });
    const larger = itemPane(page).getByRole('button', { name: 'Larger' });
    await larger.focus();
    for (let press = 0; press < 6; press += 1) await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(frame).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => frame.evaluate((element) => element.scrollTop > 0 && element.scrollLeft > 0)).toBe(true);
    await expect(selected).toContainText('Rowan Ashdown joined the force');
  });

  await test.step('in the whole window it is a dialog: no key reaches the item under it, and Escape gives the focus back', async () => {
    const open = itemPane(page).getByRole('button', { name: 'Whole window' });
    await open.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'letter.pdf' });
    await expect(dialog.locator('canvas')).toBeVisible();
    await dialog.getByRole('button', { name: 'Page after' }).press('Enter');
    await expect(dialog.getByRole('img', { name: 'Page 2 of letter.pdf' })).toBeVisible();
    // At the last page the button does nothing more, and the focus stays where it was.
    await expect(dialog.getByRole('button', { name: 'Page after' })).toBeFocused();
    await expect(dialog.getByRole('button', { name: 'Page after' })).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('n');
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(open).toBeFocused();
    await expect(selected).toContainText('Rowan Ashdown joined the force');
    await expect(assessed(page)).toHaveCount(0);
  });

  await test.step('a recording reads nothing and plays nothing until it is told to', async () => {
    await row(page, 'voice.wav').click();
    await page.keyboard.press('v');
    const player = itemPane(page).locator('audio');
    await expect(player).toBeVisible();
    await expect(itemPane(page)).toContainText('Nothing is read from the file before you press play.');
    expect(await player.evaluate((element: HTMLAudioElement) => ({ paused: element.paused, autoplay: element.autoplay, read: element.readyState, at: element.currentTime }))).toEqual({ paused: true, autoplay: false, read: 0, at: 0 });
    await player.focus();
    await page.keyboard.press('ArrowDown');
    await expect(selected).toContainText('voice.wav');
  });
});
