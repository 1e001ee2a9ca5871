/** Searching with operators, what was found marked, and keeping the search under a name. */
import { itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

test('“discussed keeping a ‘secret’”: a search with operators marks its hits, and is kept as a view', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.fill('(secret OR 07700900588) kind:message -tag:after-closure');
  await search.press('Enter');
  await expect(page.getByText(/^2 items shown/)).toBeVisible();
  const hit = row(page, 'Our secret, yes?');
  await expect(hit.locator('mark')).toHaveText('secret');
  await hit.click();
  await expect(itemPane(page).locator('mark')).toHaveText('secret');

  await test.step('the view is saved, left and opened again from the sidebar', async () => {
    await page.getByRole('button', { name: 'Save view…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save this view' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Secrets');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: /^Remove filter “\(secret/ }).click();
    await expect(page.getByText(/^1,910 items shown/)).toBeVisible();
    await page.getByRole('region', { name: 'Saved views' }).getByRole('button', { name: 'Secrets', exact: true }).click();
    await expect(page.getByText(/^2 items shown/)).toBeVisible();
  });

  await test.step('what an operator cannot mean is said, and the view before stays', async () => {
    await search.fill('kind:telegram');
    await search.press('Enter');
    await expect(page.getByText(/There is no “kind:telegram”/)).toBeVisible();
  });
});

test('words found on a page of a PDF are marked where they stand on it', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.fill('"personal number" exhibit:ABC/7');
  await search.press('Enter');
  await row(page, 'ABC/7').first().click();
  await page.keyboard.press('v');
  const sheet = itemPane(page).getByRole('img', { name: /^Page 2 of .*, 1 places? marked$/ });
  await expect(sheet).toBeVisible({ timeout: 30_000 });
  const [canvas, mark] = [await sheet.boundingBox(), await itemPane(page).locator('.pdf-mark').boundingBox()];
  if (canvas === null || mark === null) throw new Error('the page or its mark is not on the screen');
  if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/pdf-mark.png` });
  // “2.1 Victims … / A personal number is not given out.” stands in the upper third of the page, after one word.
  expect((mark.y - canvas.y) / canvas.height).toBeLessThan(0.34);
  expect((mark.x - canvas.x) / canvas.width).toBeGreaterThan(0.1);
  expect(mark.width / canvas.width).toBeGreaterThan(0.1);
  expect(mark.width / canvas.width).toBeLessThan(0.4);
});
