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
    await expect(page.getByText(/^1,896 items shown/)).toBeVisible();
    await page.getByRole('region', { name: 'Saved views' }).getByRole('button', { name: 'Secrets', exact: true }).click();
    await expect(page.getByText(/^2 items shown/)).toBeVisible();
  });

  await test.step('what an operator cannot mean is said, and the view before stays', async () => {
    await search.fill('kind:telegram');
    await search.press('Enter');
    await expect(page.getByText(/There is no “kind:telegram”/)).toBeVisible();
  });
});
