/** What has been read and what has not, in the window. */
import { grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

test('rows gone through count as read, the next unread is one key away, and every number opens its rows', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await grid(page).focus();
  await page.keyboard.press('Home');
  for (let press = 0; press < 4; press += 1) await page.keyboard.press('j');
  await expect(grid(page).getByRole('row', { selected: true })).toBeVisible();
  const views = page.getByRole('navigation').getByRole('list').first();
  await views.getByRole('button', { name: 'Coverage' }).click();
  const view = page.getByRole('main', { name: 'Coverage' });
  await expect(view.getByRole('status')).toContainText(/^[1-5] of 1,910 items read/);

  await test.step('a listed term has hits, read and not read', async () => {
    await view.getByRole('textbox', { name: 'Search term' }).fill('secret');
    await view.getByRole('button', { name: 'List it' }).click();
    const term = view.getByRole('region', { name: 'By search term' }).getByRole('row').filter({ hasText: 'secret' });
    await expect(term).toContainText('Take off…');
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/coverage.png` });
    await term.getByRole('button', { name: /not read of “secret”: show them/ }).click();
    await expect(page.getByRole('button', { name: 'Remove filter “secret”' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove filter Not read yet' })).toBeVisible();
  });

  await test.step('the full stop goes to the next row nobody has read', async () => {
    await page.getByRole('button', { name: 'Clear all' }).click();
    await grid(page).focus();
    await page.keyboard.press('Home');
    const first = await grid(page).getByRole('row', { selected: true }).innerText();
    await page.keyboard.press('.');
    await expect(grid(page).getByRole('row', { selected: true })).not.toHaveText(first);
  });
});
