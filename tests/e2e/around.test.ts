/** Everything near one row, across all sources, on one key. */
import { grid, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

test('one key shows what every source has around a check, wider and narrower, and goes back to the search before', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.fill('AB12 CDE');
  await search.press('Enter');
  await row(page, '15:24:10').first().click();
  await page.keyboard.press('w');
  const bar = page.getByRole('group', { name: 'Around one item' });
  await expect(bar).toContainText('Around Tue 28/09/2021 15:24:10 BST, all sources');
  await expect(bar.getByRole('button', { name: '15 min', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(row(page, 'rowan.a.rides started following you')).toBeVisible();
  await expect(row(page, 'The check was for a policing purpose')).toBeVisible();
  await expect(grid(page).getByRole('row', { selected: true })).toContainText('15:24:10');
  await expect(row(page, 'VE AB12 CDE').getByTitle('On duty')).toHaveCount(1);
  await page.keyboard.press('[');
  await expect(bar.getByRole('button', { name: '5 min', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(row(page, 'rowan.a.rides started following you')).toHaveCount(0);
  await page.keyboard.press(']');
  await page.keyboard.press(']');
  await expect(bar.getByRole('button', { name: '1 h', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Remove filter “AB12 CDE”' })).toBeVisible();
  await expect(grid(page).getByRole('row', { selected: true })).toContainText('15:24:10');
});
