/** From a row to its conversation, to everything with the person, and back. */
import { itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

test('“From the conversations we examined on Facebook and WhatsApp”: a row opens its conversation, and the person across all sources with the accesses about her', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.fill('own phone');
  await search.press('Enter');
  await row(page, 'This is my own phone').first().click();
  await page.keyboard.press('c');
  const view = page.getByRole('main', { name: 'Conversation' });
  const said = view.getByRole('listbox', { name: 'What was said' });
  await expect(view.getByRole('heading', { name: 'Imogen Vale' })).toBeVisible();
  await expect(view.getByRole('status').first()).toContainText('ABC/1 WhatsApp export with media');
  await expect(said.getByRole('option', { selected: true })).toContainText('This is my own phone');
  await expect(said).toBeFocused();

  await test.step('what the officer wrote stands apart from what she wrote, and notices are neither', async () => {
    const left = async (text: string): Promise<number> => (await said.getByRole('option').filter({ hasText: text }).first().boundingBox())?.x ?? NaN;
    expect(await left('This is my own phone')).toBeGreaterThan(await left('Bit late! Is there news') + 50);
    await expect(said.getByRole('option').filter({ hasText: 'end-to-end encrypted' })).toContainText('Notice');
  });

  await test.step('moving by key moves the item beside it, and its keys assess it', async () => {
    await page.keyboard.press('j');
    await expect(itemPane(page)).toContainText('Oh hello. Bit late!');
    await page.keyboard.press('p');
    await expect(said.getByRole('option', { selected: true }).getByTitle('Policing purpose')).toBeVisible();
  });

  await test.step('the person across all sources has the accesses about her at their time', async () => {
    await view.getByRole('button', { name: 'Imogen Vale across all sources' }).click();
    const access = said.getByRole('option').filter({ hasText: '23:38:15' });
    await expect(access).toContainText('System access: ASHDOWN, R PC');
    await expect(access).toContainText('opened Telephone');
    await expect(said.getByRole('option').filter({ hasText: 'This is my own phone' })).toContainText('ABC/1');
    await view.getByRole('checkbox', { name: 'with system accesses' }).uncheck();
    await expect(access).toHaveCount(0);
  });

  await test.step('Escape goes back to the search it came from', async () => {
    await said.focus();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Remove filter “own phone”' })).toBeVisible();
  });
});
