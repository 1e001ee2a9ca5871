/** An event out of a statement, and a note, written down in the window by keyboard and withdrawn again. */
import { grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

test('what a person reads in an exhibit stands on the timeline under their name, and can be withdrawn', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('write down an event');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Write down an event' });
  await dialog.getByRole('button', { name: /Read from/ }).click();
  await page.getByRole('option', { name: /^ABC\/7/ }).click();
  await dialog.getByRole('textbox', { name: 'Page' }).fill('2');
  await dialog.getByRole('textbox', { name: 'Date' }).fill('29/09/2021');
  await dialog.getByRole('textbox', { name: 'Time', exact: true }).fill('09:05');
  await dialog.getByRole('textbox', { name: 'On whose word' }).fill('Policy 118');
  await dialog.getByRole('textbox', { name: 'What it says or shows' }).fill('Policy 118 came into force');
  if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/write-event.png` });
  await dialog.getByRole('button', { name: 'Write down' }).click();
  await expect(dialog).toHaveCount(0);

  await page.getByRole('searchbox', { name: 'Search everything' }).fill('"came into force"');
  await page.keyboard.press('Enter');
  await row(page, 'Policy 118 came into force').click();
  await expect(itemPane(page)).toContainText('ABC/7');
  await expect(itemPane(page)).toContainText('page 2');
  await expect(itemPane(page)).toContainText('Written down by a person from the exhibit');
  await itemPane(page).getByRole('button', { name: 'Withdraw this entry…' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Wrong page');
  await page.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(row(page, 'Policy 118 came into force')).toHaveCount(0);
});
