/** What a bundle follows, set in the window: PD 27A, settings that are otherwise with a reason, and a document that is withheld; held against the PDF that comes of it. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { begun, entries, outline, said, shot, tabTo, textOf, titles, view } from './harness/bundle-steps.ts';
import { answerSaveDialog, grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';
import { callFrom } from './harness/window-calls.ts';

test('a bundle is made to follow PD 27A, a setting is set otherwise by keyboard, and a document is withheld', async ({ launch, sampleCase, scratch }) => {
  test.setTimeout(240_000);
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await begun(page, [{ title: 'Statements', exhibits: ['ABC/7'] }, { title: 'Pictures', exhibits: ['TO/1', 'TO/2'] }]);
  await byName(page, 'bundles');
  await expect(titles(page)).toHaveCount(5);
  const dialog = page.getByRole('dialog', { name: 'Settings of the bundle' });
  const table = dialog.getByRole('table', { name: 'Settings' });
  const rowOf = (setting: string) => table.getByRole('row', { name: new RegExp(`^${setting}`, 'u') });

  await test.step('the profile, by keyboard', async () => {
    await view(page).getByRole('button', { name: 'Settings…' }).focus();
    await page.keyboard.press('Enter');
    await tabTo(page, dialog.getByRole('button', { name: /Pages follow/ }));
    await page.keyboard.press('Enter');
    await page.keyboard.type('PD');
    await page.keyboard.press('Enter');
    await tabTo(page, dialog.locator('summary'));
    await page.keyboard.press('Space');
    await expect(rowOf('Pages are numbered')).toContainText('by section (A1, A2, … B1)');
    await expect(rowOf('Most pages')).toContainText('350 pages');
  });

  await test.step('a setting otherwise needs a value it can have and a reason', async () => {
    await tabTo(page, table.getByRole('button', { name: 'Change: Finest picture' }));
    await page.keyboard.press('Enter');
    const editor = dialog.getByRole('group', { name: 'Set otherwise: Finest picture' });
    await expect(editor.getByRole('textbox', { name: 'Finest picture' })).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('9000');
    await expect(editor).toContainText('Dots an inch, 72 to 1,200.');
    await expect(editor.getByRole('button', { name: 'Set otherwise' })).toBeDisabled();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('450');
    await expect(dialog.getByRole('button', { name: /^Save/ })).toBeDisabled();
    await tabTo(page, editor.getByRole('textbox', { name: 'Reason' }));
    await page.keyboard.type('Small handwriting on the photographs');
    await shot(page, 'bundle-override-editor');
    await page.keyboard.press('Enter');
    await expect(rowOf('Finest picture')).toContainText('450 dots an inch profile: 300 dots an inch');
    await expect(table.getByRole('button', { name: 'Change: Finest picture' })).toBeFocused();
  });

  await test.step('one chosen from a list, one of a section, and one taken back', async () => {
    await table.getByRole('button', { name: 'Change: Opens' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The chair reads on a tablet');
    await dialog.getByRole('button', { name: 'Set otherwise' }).click();
    await expect(rowOf('Opens')).toContainText('fitting the width');
    await table.getByRole('button', { name: 'Change: Order within a section' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('As they were found');
    await page.keyboard.press('Enter');
    await expect(rowOf('Order within a section “Statements”')).toContainText('any order');
    await table.getByRole('button', { name: 'As profile: Opens' }).click();
    await expect(rowOf('Opens')).toContainText('at 100 %');
    // Escape leaves the editor and not the dialog.
    await table.getByRole('button', { name: 'Change: Most pages' }).press('Enter');
    await page.keyboard.press('Escape');
    await expect(table.getByRole('button', { name: 'Change: Most pages' })).toBeFocused();
    await shot(page, 'bundle-settings');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toHaveCount(0);
    await expect(view(page)).toContainText('PD 27A 2026, 2 settings otherwise');
    await expect.poll(async () => (await callFrom(page, 'bundles.list', {}))[0]?.definition).toMatchObject({
      profile: 'pd-27a', overrides: [{ setting: 'dpi', value: 450, reason: 'Small handwriting on the photographs', author: expect.stringMatching(/\S/u), madeAt: expect.stringMatching(/Z$/u) }, { setting: 'order', section: 'Statements', value: 'any' }],
    });
  });

  await test.step('a section that is renamed keeps what was set for it', async () => {
    await outline(page).getByRole('treeitem').first().click();
    const title = view(page).getByRole('textbox', { name: 'Title' });
    await title.fill('Papers');
    await title.press('Enter');
    await expect.poll(async () => (await callFrom(page, 'bundles.list', {}))[0]?.definition.overrides[1]).toMatchObject({ setting: 'order', section: 'Papers' });
  });

  await test.step('a document is withheld, with a reason', async () => {
    await outline(page).getByRole('treeitem').filter({ hasText: 'TO/2' }).click();
    await view(page).getByRole('button', { name: 'Withhold its pages: TO/2' }).press('Enter');
    const asked = page.getByRole('dialog', { name: 'Withhold the pages of a document' });
    await asked.getByRole('textbox', { name: 'Reason' }).fill('An intimate image');
    await page.keyboard.press('Control+Enter');
    await expect(said(page)).toHaveText('“TO/2” is withheld: one page stands for it.');
    await expect(outline(page).getByRole('treeitem').filter({ hasText: 'TO/2' })).toContainText('withheld');
    await expect(view(page)).toContainText(/Withheld: An intimate image \(.+, \d\d\/\d\d\/\d{4}\)/u);
    await shot(page, 'bundle-withheld');
  });

  await test.step('of a photograph it is said, by keyboard, that it needs no text', async () => {
    await outline(page).getByRole('treeitem').filter({ hasText: 'TO/1' }).click();
    await view(page).getByRole('button', { name: 'Say of its pages: TO/1' }).press('Enter');
    const asked = page.getByRole('dialog', { name: 'Say of “TO/1”' });
    await expect(asked).toContainText('no warning is given that nothing on it can be searched');
    await tabTo(page, asked.getByRole('textbox', { name: /^Page of the document/u }));
    await page.keyboard.type('first');
    await expect(asked).toContainText('A page is a number, counted from 1 in the document.');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await tabTo(page, asked.getByRole('textbox', { name: 'Reason' }));
    await page.keyboard.type('A photograph of a car');
    await shot(page, 'bundle-remark-dialog');
    await page.keyboard.press('Control+Enter');
    await expect(asked).toHaveCount(0);
    await expect(said(page)).toHaveText('Said of “TO/1”: Has no text, and needs none.');
    await expect(view(page).getByRole('list', { name: 'Said of TO/1' })).toContainText(/Has no text, and needs none\s*A photograph of a car \(.+, \d\d\/\d\d\/\d{4}\)/u);
    await shot(page, 'bundle-remark');
  });

  const destination = join(scratch, 'bundle.pdf');
  await test.step('made: pages as they are printed, in the outline and in the file', async () => {
    await answerSaveDialog(electron, destination);
    await view(page).getByRole('button', { name: 'Make the PDF…' }).click();
    const build = page.getByRole('dialog', { name: 'Bundle A as PDF' });
    await build.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(build).toContainText('SHA-256', { timeout: 180_000 });
    await expect(build).toContainText('cover and index are pages i–ii');
    await expect(build.getByRole('row', { name: /^B17 / })).toContainText('Holds, by override');
    await expect(build.getByRole('row', { name: /^B7 / })).toContainText('Holds, by override');
    await expect(build.getByRole('row', { name: /^B20 / })).toContainText('Pages are numbered by section, each from 1: A to B.');
    await shot(page, 'bundle-pd-27a-built');
    await build.getByRole('button', { name: 'Close', exact: true }).click();
    const pages = entries(page).locator('.bundle-pages');
    await expect(pages.nth(0)).toHaveText(/^pages A1–A\d+$/u);
    await expect(pages.nth(1)).toHaveText('pages B1');
    await expect(pages.nth(2)).toHaveText('pages B2');
    const labels = (JSON.parse(execFileSync('qpdf', ['--json=2', '--json-key=pagelabels', destination], { encoding: 'utf8' })) as { pagelabels: { index: number; label: object }[] }).pagelabels;
    expect(labels.map(({ label }) => label)).toMatchObject([{ '/S': '/r' }, { '/S': '/D' }, { '/S': '/D' }]);
    const second = (labels[2]?.index ?? 0) + 2;
    expect(textOf(destination, second)).toMatch(/Withheld: An intimate image.*B2 ?$/u);
    expect(textOf(destination, 1)).toContain('Departures: Finest picture: 450 dots an inch Order within a section “Papers”: any order For single pages or documents, text');
  });

  await test.step('the version says what was otherwise, and why', async () => {
    const versions = view(page).getByRole('region', { name: 'Versions' });
    await versions.getByText('PD 27A 2026, 2 settings otherwise, said of 1 document or page').click();
    await expect(versions).toContainText('TO/1: Has no text, and needs none A photograph of a car (');
    await expect(versions).toContainText('Finest picture: 450 dots an inch Small handwriting on the photographs (');
    await shot(page, 'bundle-version-departures');
  });
});
