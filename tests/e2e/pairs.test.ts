/** The officer's check and the contact that followed it, in the window, by keyboard. */
import { itemPane } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

test('“just minutes after getting the details of the vehicle’s owner … a search of her name on Instagram”: the check and the follow are shown as a pair, with the gap both times allow', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await page.getByRole('navigation').getByRole('button', { name: 'Accesses and contacts' }).click();
  const view = page.getByRole('main', { name: 'Accesses and contacts' });
  const list = view.getByRole('treegrid', { name: 'Pairs' });
  const check = list.getByRole('rowgroup').filter({ hasText: '15:24:10' });
  await expect(check).toContainText('About Imogen Vale');
  await expect(check.getByRole('row').nth(1)).toContainText('6 min 50 s – 7 min 49 s');
  await expect(check.getByRole('row').nth(1)).toContainText('rowan.a.rides started following you');
  await expect(check.getByRole('row').nth(1)).toContainText('On duty');
  await expect(view.getByRole('status')).toContainText('of 438 dated accesses have a contact in the window');

  await test.step('the item beside it is the row under the cursor, and is assessed by its key', async () => {
    await check.getByRole('row').nth(1).click();
    await expect(itemPane(page)).toContainText('rowan.a.rides started following you');
    await list.focus();
    await page.keyboard.press('u');
    // The sample's own reviewer assessed it first, and that stands.
    await expect(check.getByRole('row').nth(1).getByTitle('Second reviewer differs')).toBeVisible();
  });

  await test.step('a pair is accepted by key, rejected with a reason, and either is taken back', async () => {
    await page.keyboard.press('a');
    await expect(check.getByRole('row').nth(1)).toContainText('Accepted');
    await page.keyboard.press('j');
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Reject this pair' });
    await expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('She tells a friend; it is not contact with the officer');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await expect(check).toContainText('1 rejected');
  });

  await test.step('accesses to his own and his family’s records have a list of their own', async () => {
    await view.getByRole('button', { name: /Accesses/ }).click();
    await page.getByRole('option', { name: 'About the officer or family' }).click();
    await expect(view.getByRole('status')).toContainText('4 listed');
    await expect(list).toContainText('About Otis Ashdown (family of the officer: son)');
  });

  await test.step('G shows the row on the timeline', async () => {
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('g');
    await expect(page.getByRole('grid', { name: 'Timeline' }).getByRole('row', { selected: true })).toContainText('Search Nominal ASHDOWN ROWAN');
  });
});
