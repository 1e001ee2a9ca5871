/** Assessing a case to the end, by keyboard alone: what is alleged, reasons beside the innocent explanation, versions, disclosure, a second reviewer, and everything in a view at once. */
import type { Locator, Page } from 'playwright/test';
import { grid, itemPane, searchFor } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

const mostStops = 150;

/** Goes on with the Tab key until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not come to it');
}

async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['PLUMBLINE_SHOTS'];
  if (folder === undefined) return;
  await page.screenshot({ path: `${folder}/${name}.png` });
  await page.evaluate(() => { document.documentElement.dataset['theme'] = 'dark'; });
  await page.screenshot({ path: `${folder}/${name}-dark.png` });
  await page.evaluate(() => { document.documentElement.dataset['theme'] = 'light'; });
}

async function openView(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}( [\\d,]+)?$`) }));
  await page.keyboard.press('Enter');
}

/** Puts the focus into the part of the window the review keys move in. */
async function search(page: Page, words: string): Promise<void> {
  await searchFor(page, words);
  await tabTo(page, grid(page));
  await page.keyboard.press('Home');
}

test('an item is linked, weighed, answered and disclosed; a second reviewer differs; a whole view is changed and taken back: all by keyboard', async ({ launch, sampleCase }) => {
  test.setTimeout(240_000);
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const dialog = page.getByRole('dialog');

  await test.step('what is alleged is stated as the notice numbers it', async () => {
    await openView(page, 'Allegations and tags');
    const view = page.getByRole('main', { name: 'Allegations and tags' });
    await tabTo(page, view.getByRole('button', { name: 'Add an allegation…' }));
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'Words' }).waitFor();
    await page.keyboard.type('Accessed police systems for no policing purpose');
    await page.keyboard.press('Control+Enter');
    await tabTo(page, view.getByRole('button', { name: 'Add a particular to 1' }));
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'Words' }).waitFor();
    await page.keyboard.type('the check of 28 September 2021');
    await page.keyboard.press('Control+Enter');
    await expect(view.getByRole('rowheader', { name: '1(a)' })).toBeVisible();
    await shot(page, 'framework');
  });

  await test.step('reasons stand beside the innocent explanation, linked to the particular and a Standard', async () => {
    await openView(page, 'Timeline');
    await search(page, 'secret');
    await page.keyboard.press('n');
    await expect(itemPane(page).getByRole('button', { name: 'No policing purpose apparent' })).toHaveAttribute('aria-pressed', 'true');
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'Reasons' }).waitFor();
    await page.keyboard.type('Nothing in the crime log calls for it');
    await page.keyboard.press('Tab');
    await page.keyboard.type('They knew each other before');
    await tabTo(page, dialog.getByRole('checkbox', { name: /1\(a\)/ }));
    await page.keyboard.press('Space');
    await tabTo(page, dialog.getByRole('checkbox', { name: 'Confidentiality' }));
    await page.keyboard.press('Space');
    await shot(page, 'reasons');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(itemPane(page)).toContainText('They knew each other before');
    await expect(itemPane(page).getByRole('list', { name: 'Linked to' })).toHaveText('1(a)Confidentiality');
  });

  await test.step('versions are recorded with their sources and stand side by side', async () => {
    await page.keyboard.press('s');
    await dialog.getByRole('textbox', { name: 'What is said' }).waitFor();
    await page.keyboard.type('It was a joke between friends');
    await tabTo(page, dialog.getByRole('textbox', { name: 'Page, paragraph or time' }));
    await page.keyboard.type('page 14');
    await page.keyboard.press('Tab');
    await page.keyboard.type('02/03/2022');
    await shot(page, 'account');
    await page.keyboard.press('Control+Enter');
    await expect(itemPane(page)).toContainText('The officer saysChange…It was a joke between friendsinterview, page 14, 02/03/2022');
    await page.keyboard.press('s');
    await dialog.getByRole('textbox', { name: 'What is said' }).waitFor();
    await page.keyboard.type('She took it seriously');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Control+Enter');
    await expect(itemPane(page).getByRole('region', { name: '2 versions' })).toContainText('The complainant says');
  });

  await test.step('relevance and handling are set, and a reason is asked for where it is needed', async () => {
    await page.keyboard.press('d');
    await dialog.getByRole('radio', { name: 'Not set' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await page.keyboard.press('Tab');
    await page.keyboard.type('Names a source');
    await shot(page, 'disclosure');
    await page.keyboard.press('Control+Enter');
    await expect(itemPane(page).getByRole('region', { name: 'Disclosure' })).toContainText('Relevant, included · Sensitive');
    await shot(page, 'item');
  });

  await test.step('a second reviewer agrees with one, differs on the next, and the first stands', async () => {
    await openView(page, 'Second review');
    const view = page.getByRole('main', { name: 'Second review' });
    await tabTo(page, view.getByRole('button', { name: /Listed/ }));
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /Without a second reviewer/ }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    const list = view.getByRole('grid', { name: 'Assessments side by side' });
    await expect(list.getByRole('row').first()).toContainText('R. Reviewer');
    await tabTo(page, list);
    await page.keyboard.press('y');
    await expect(list.getByRole('row', { selected: true })).toContainText('Second agrees');
    await page.keyboard.press('j');
    await page.keyboard.press('u');
    await expect(list.getByRole('row', { selected: true })).toContainText('Second differs Unclear');
    await expect(list.getByRole('row', { selected: true })).toContainText('First');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
    await expect(dialog).toContainText('R. Reviewer said first');
    await page.keyboard.type('The incident log may explain it');
    await page.keyboard.press('Control+Enter');
    await expect(view.getByRole('status')).toContainText('differ on 1, agree on 1');
    await expect(list.getByRole('row', { selected: true })).toContainText('The incident log may explain it');
    await shot(page, 'second-review');
  });

  await test.step('everything in a view is changed at once after its numbers were shown, and taken back by one key', async () => {
    await openView(page, 'Timeline');
    await tabTo(page, grid(page));
    await page.keyboard.press('b');
    await dialog.getByRole('radio', { name: 'Assess' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Unclear' }).waitFor();
    await page.keyboard.type('Unc');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('status')).toContainText('would change');
    await expect(dialog.getByRole('radio', { name: /Keep the \d+ answered before/ })).toBeChecked();
    await shot(page, 'bulk');
    const unclear = page.getByRole('region', { name: 'Assessment' }).getByRole('button', { name: /^Unclear/ }).first();
    const before = await unclear.innerText();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(/items changed. Z takes all of it back/)).toBeVisible();
    await expect(unclear).not.toHaveText(before);
    await tabTo(page, grid(page));
    await page.keyboard.press('z');
    await expect(unclear).toHaveText(before, { useInnerText: true });
    await shot(page, 'timeline');
  });
});
