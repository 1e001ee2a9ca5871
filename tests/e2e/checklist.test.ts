/** The eleven questions of an access, answered by keyboard and read beside it. */
import { grid, itemPane, searchFor } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

test('the questions asked of an access are answered by keyboard, say what they rest on, and are taken back by one key', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await searchFor(page, 'kind:access');
  await grid(page).focus();
  await page.keyboard.press('Home');
  const card = itemPane(page).getByRole('region', { name: 'Checklist' });
  await expect(card).toContainText('None of 11 questions answered');

  await page.keyboard.press('q');
  const dialog = page.getByRole('dialog', { name: 'Checklist' });
  const question = dialog.getByRole('group', { name: 'Did contact follow soon after?' });
  await question.getByRole('button', { name: /Answer: / }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('y');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toHaveText('Say what the answer rests on: 6.');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('o');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Follow request four minutes later');
  if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/checklist.png` });
  await page.keyboard.press('Control+Enter');
  await expect(card).toContainText('Yes, observed: Follow request four minutes later');
  await expect(card).toContainText('1 of 11 answered');
  if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/checklist-card.png` });

  await page.keyboard.press('z');
  await expect(card).toContainText('None of 11 questions answered');
});
