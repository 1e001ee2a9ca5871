/** The same picture in two exhibits, found in the window without looking at it, and followed to the timeline by key alone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import { pdf } from '../fixtures/documents.ts';
import { scene } from '../fixtures/screenshots.ts';
import { expect, test } from './harness/app.ts';
import { addFiles, answerZone, createCase, importNow, itemPane } from './harness/case-steps.ts';
import { callFrom } from './harness/window-calls.ts';

/** `ABC/1`: the officer's chat with two pictures. `ABC/2`: the first of them as somebody else kept it. */
async function writeExhibits(folder: string): Promise<{ chat: string; kept: string }> {
  const [sent, another] = await Promise.all([scene(1), scene(2)]);
  const lines = ['28/09/2021, 15:31 - Rowan Ashdown: IMG-20210928-WA0001.png (file attached)', '28/09/2021, 15:32 - Imogen Vale: IMG-20210928-WA0002.png (file attached)'];
  const [chat, kept] = [join(folder, 'WhatsApp Chat with Imogen Vale.zip'), join(folder, 'from the complainant.png')];
  writeFileSync(chat, await zipOf([
    { name: 'WhatsApp Chat with Imogen Vale.txt', bytes: Buffer.from(lines.join('\n')) }, { name: 'IMG-20210928-WA0001.png', bytes: sent }, { name: 'IMG-20210928-WA0002.png', bytes: another },
  ]));
  writeFileSync(kept, sent);
  return { chat, kept };
}

const files = (page: Page) => page.getByRole('grid', { name: 'Files in more than one exhibit' });
const places = (page: Page) => page.getByRole('complementary', { name: 'Places of the file' });
const openView = (page: Page): Promise<void> => page.getByRole('navigation').getByRole('button', { name: 'Same files' }).click();

test('the same picture in two exhibits is a finding, and each of its places is a key press away', async ({ launch, scratch }) => {
  test.setTimeout(180_000);
  const { electron, window: page } = await launch();
  const { chat, kept } = await writeExhibits(scratch);
  await createCase(electron, page, join(scratch, 'Larkspur.plumbline'));

  await test.step('an empty case says that there is nothing, not that nothing was found of what is not hashed', async () => {
    await openView(page);
    await expect(page.getByRole('heading', { name: 'No file is in more than one exhibit' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Every file of the case has been compared by its hash');
  });

  await test.step('the list follows as exhibits are read', async () => {
    await addFiles(electron, page, [chat, kept], ['ABC/1', 'ABC/2']);
    await answerZone(page.getByRole('dialog', { name: 'Read ABC/1' }), page);
    await importNow(page, 'ABC/1');
    await importNow(page, 'ABC/2');
    await expect(page.getByRole('status').filter({ hasText: '1 file is in more than one exhibit' })).toBeVisible();
    await expect(files(page).getByRole('row')).toHaveCount(1);
    await expect(files(page).getByRole('row')).toContainText('ABC/1, ABC/2');
    await expect(places(page).getByRole('heading', { name: '2 places in 2 exhibits' })).toBeVisible();
    await expect(page.getByRole('main').locator('img, canvas, video')).toHaveCount(0);
  });

  await test.step('its places are listed with exhibit and name, and its whole hash can be read', async () => {
    await expect(places(page).getByRole('button', { name: /^ABC\// })).toHaveText([/^ABC\/1 IMG-20210928-WA0001\.png/, /^ABC\/2 from the complainant\.png/]);
    await expect(places(page).getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  });

  await test.step('keys lead from the file to its second place and on to the timeline', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Timeline', exact: false }).first().click();
    await openView(page);
    await expect(files(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(places(page).getByRole('button', { name: /^ABC\/1/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(files(page)).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('grid', { name: 'Timeline' })).toBeVisible();
    await expect(itemPane(page)).toContainText('from the complainant.png');
    await expect(itemPane(page)).toContainText('The same file, byte for byte');
  });

  await test.step('where the reader was is kept, and Escape goes back to the timeline', async () => {
    await openView(page);
    await expect(files(page)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(places(page).getByRole('button', { name: /^ABC\/2/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('grid', { name: 'Timeline' })).toBeVisible();
  });

  await test.step('files not hashed are said to be so, and can be hashed here', async () => {
    const details = { description: '', producer: '', deviceOwner: '', legalBasis: '' };
    const letter = await pdf([{ lines: [[72, 760, 'Statement of service']] }]);
    for (const [name, reference] of [['Handset', 'ABC/3'], ['Laptop', 'ABC/4']] as const) {
      mkdirSync(join(scratch, name));
      writeFileSync(join(scratch, name, 'letter.pdf'), letter);
      writeFileSync(join(scratch, name, 'chat.txt'), `28/09/2021, 15:31 - Rowan Ashdown: from the ${name}`);
      const exhibit = await callFrom(page, 'exhibits.add', { sourcePath: join(scratch, name), details: { ...details, reference } });
      await callFrom(page, 'imports.start', { exhibitId: exhibit.id, answers: { zone: 'Europe/London', zoneBasis: 'stated' } });
    }
    await openView(page);
    await expect(page.getByText('2 files have not been hashed yet')).toBeVisible();
    await page.getByRole('button', { name: 'Hash them now' }).click();
    await expect(page.getByRole('status').filter({ hasText: '2 files are in more than one exhibit' })).toBeVisible();
    await expect(files(page).getByRole('row').filter({ hasText: 'letter.pdf' })).toContainText('ABC/3, ABC/4');
    await expect(page.getByText('not been hashed yet')).toHaveCount(0);
  });

  await test.step('another kind is none here, and says so', async () => {
    await openView(page);
    await page.getByRole('button', { name: /Kind of file/ }).click();
    await page.getByRole('option', { name: 'Films' }).click();
    await expect(page.getByRole('heading', { name: 'No film is in more than one exhibit' })).toBeVisible();
    await page.getByRole('button', { name: 'Look at any kind' }).click();
    await expect(files(page).getByRole('row')).toHaveCount(2);
  });
});
