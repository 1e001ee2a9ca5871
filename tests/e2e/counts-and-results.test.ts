/** “five counts”, “four counts”: accesses are linked to numbered counts, each count opens its accesses, and carries its own result. */
import { grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { callFrom } from './harness/window-calls.ts';

const counts = 5;

test('five counts: each access is linked to its count, each count opens its rows, and the result of each is its own', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  for (let count = 1; count <= counts; count += 1) await callFrom(page, 'charges.save', { text: `Count ${count}: access to the record of I. Vale` });
  const charges = await callFrom(page, 'charges.list', {});
  const { items } = await callFrom(page, 'items.page', { filter: { search: 'kind:access vale' }, after: null, limit: counts });
  expect(items).toHaveLength(counts);
  for (const [index, { id }] of items.entries()) {
    const charge = charges[index];
    if (charge === undefined) throw new Error('a count is missing');
    await callFrom(page, 'review.assess', { itemIds: [id], state: 'no-policing-purpose', charges: [charge.id] });
  }
  await page.getByRole('navigation').getByRole('button', { name: /^Allegations and tags/ }).click();
  const view = page.getByRole('main', { name: 'Allegations and tags' });
  const dialog = page.getByRole('dialog');

  for (const [label, outcome] of [['1', 'Pleaded guilty'], ['2', 'Proved: misconduct']] as const) {
    await view.getByRole('button', { name: `Result of ${label}`, exact: true }).click();
    await dialog.getByRole('button', { name: /Result/ }).click();
    await page.getByRole('option', { name: outcome }).click();
    await dialog.getByRole('textbox', { name: 'Decided by' }).fill(label === '1' ? 'Crown Court at Wessbridge' : 'Misconduct hearing');
    await dialog.getByRole('textbox', { name: /^On/ }).fill('31/06/2025');
    await expect(dialog.getByText('A day is written 30/06/2025.')).toBeVisible();
    await dialog.getByRole('textbox', { name: /^On/ }).fill('30/06/2025');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toHaveCount(0);
  }
  const row = (label: string) => view.getByRole('row').filter({ has: page.getByRole('rowheader', { name: label, exact: true }) });
  await expect(row('1')).toContainText('Pleaded guilty Crown Court at Wessbridge · 30/06/2025');
  await expect(row('2')).toContainText('Proved: misconduct Misconduct hearing');
  if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/results.png` });
  await row('1').getByRole('button', { name: /^Withdraw the result/ }).click();
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Entered against the wrong count');
  await page.keyboard.press('Control+Enter');
  await expect(row('1')).not.toContainText('Pleaded guilty');

  await row('3').getByRole('button', { name: /linked to 3/ }).click();
  await expect(grid(page).getByRole('row', { selected: true })).toBeVisible();
  await expect(page.getByText(/^1 item shown/)).toBeVisible();
});
