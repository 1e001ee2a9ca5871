/** “Research both himself and his wife, their son and their son’s birth family”: who stands how to the officer, in the window. */
import { grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';

test('“research both himself and his wife, their son and their son’s birth family”: a birth mother is stated, and what was opened of the family is one filter and one list', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await byName(page, 'people');
  const people = page.getByRole('main', { name: 'People' });
  await expect(people.getByRole('article', { name: 'Marnie Ashdown' })).toContainText('Family of the officer: wife');

  await test.step('the kind of a relationship is stated in one’s own words, with author and history', async () => {
    await people.getByRole('button', { name: 'Add a person…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a person' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Ruth Pell');
    await dialog.getByRole('button', { name: /Relationship to the officer/ }).click();
    await page.getByRole('option', { name: 'Family of the officer' }).click();
    await dialog.getByRole('textbox', { name: 'What it is' }).fill('son’s birth mother');
    await dialog.getByRole('button', { name: /^Add/ }).click();
    await expect(people.getByRole('article', { name: 'Ruth Pell' })).toContainText('Family of the officer: son’s birth mother');
    await people.getByRole('article', { name: 'Ruth Pell' }).getByRole('button', { name: /^History/ }).click();
    await expect(page.getByRole('dialog', { name: 'History of Ruth Pell' })).toContainText('Person “Ruth Pell” added');
    await page.keyboard.press('Escape');
  });

  await test.step('People lists the family alone', async () => {
    await people.getByRole('button', { name: /Relationship to the officer/ }).click();
    await page.getByRole('option', { name: 'Family of the officer' }).click();
    await expect(people.getByRole('article')).toHaveCount(3);
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/people-family.png` });
  });

  await test.step('the timeline shows what carries an identifier of the family', async () => {
    await byName(page, 'timeline');
    await page.getByRole('navigation').getByRole('region', { name: 'Relationship to the officer' }).getByRole('button', { name: 'Family of the officer' }).click();
    await expect(page.getByRole('button', { name: 'Remove filter Family of the officer' })).toBeVisible();
    await expect(grid(page).getByRole('row').filter({ hasText: 'ASHDOWN, Marnie' }).first()).toBeVisible();
    await expect(grid(page).getByRole('row').filter({ hasText: 'ASHDOWN, Otis' }).first()).toBeVisible();
  });

  await test.step('the pairs list accesses about himself or his family, and say how they are related', async () => {
    await byName(page, 'accesses and contacts');
    const view = page.getByRole('main', { name: 'Accesses and contacts' });
    await view.getByRole('button', { name: /Accesses/ }).click();
    await page.getByRole('option', { name: 'About the officer or family' }).click();
    await expect(view.getByRole('treegrid')).toContainText('About Marnie Ashdown (family of the officer: wife)');
  });
});
