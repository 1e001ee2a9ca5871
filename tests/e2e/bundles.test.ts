/** Hearing bundles in the window, on the sample case: made by keyboard alone, put in order by dragging, and held against the PDF that comes of it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { begun, entries, outline, pagesOf, said, shot, tabTo, textOf, titles, view } from './harness/bundle-steps.ts';
import { answerSaveDialog, grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';
import { callFrom } from './harness/window-calls.ts';

test('a bundle is made by keyboard alone, and the page numbers shown are those of the PDF', async ({ launch, sampleCase, scratch }) => {
  test.setTimeout(240_000);
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();

  await test.step('begun', async () => {
    await byName(page, 'bundles');
    await expect(view(page)).toContainText('A hearing bundle is one PDF');
    await shot(page, 'empty');
    await tabTo(page, view(page).getByRole('button', { name: 'New bundle…' }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'New bundle' });
    await expect(dialog.getByRole('textbox', { name: 'Title' })).toBeFocused();
    await expect(dialog.getByRole('textbox', { name: 'Letter' })).toHaveValue('A');
    await tabTo(page, dialog.getByRole('textbox', { name: /Day of the hearing/ }));
    await page.keyboard.type('31/02/2025');
    await expect(dialog).toContainText('A day is written 30/06/2025.');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('30/06/2025');
    await shot(page, 'new');
    await page.keyboard.press('Control+Enter');
    await expect(view(page)).toContainText('hearing 30/06/2025');
  });

  await test.step('exhibits, several at once', async () => {
    await tabTo(page, view(page).getByRole('button', { name: 'Add exhibits…' }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add exhibits' });
    for (const reference of ['ABC/7', 'ABC/4', 'TO/1']) {
      await tabTo(page, dialog.getByRole('textbox', { name: 'Find' }));
      await page.keyboard.press('Control+a');
      await page.keyboard.type(reference);
      await expect(dialog.getByRole('checkbox')).toHaveCount(1);
      await tabTo(page, dialog.getByRole('checkbox'));
      await page.keyboard.press('Space');
      await page.keyboard.press('Shift+Tab');
    }
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await shot(page, 'add-exhibits');
    await page.keyboard.press('Control+Enter');
    await expect(titles(page).first()).toHaveText('Documents');
    await expect(titles(page)).toHaveText(['Documents', /^ABC\/4 Transactions.*placeholder page$/, /^ABC\/7 Policy 118/, /^TO\/1/]);
    await expect(said(page)).toHaveText('3 documents added to “Documents”.');
  });

  await test.step('one that is in it already cannot be added again', async () => {
    await expect(view(page).getByRole('button', { name: 'Add exhibits…' })).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add exhibits' });
    await expect(dialog.getByRole('textbox', { name: 'Find' })).toBeFocused();
    await page.keyboard.type('ABC/7');
    await expect(dialog.getByRole('checkbox')).toBeDisabled();
    await expect(dialog).toContainText('in the bundle already, “Documents”');
    await page.keyboard.press('Escape');
  });

  await test.step('the timeline', async () => {
    await tabTo(page, view(page).getByRole('button', { name: 'Add a timeline…' }));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add a timeline' });
    await tabTo(page, dialog.getByRole('textbox', { name: 'Title' }));
    await shot(page, 'add-timeline');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Timeline of the case');
    await page.keyboard.press('Control+Enter');
    await expect(said(page)).toHaveText('“Timeline of the case” added to “Documents”.');
  });

  await test.step('moved, undone, dated, put in order', async () => {
    await tabTo(page, outline(page));
    await expect(outline(page).getByRole('treeitem', { selected: true })).toContainText('Timeline of the case');
    await page.keyboard.press('Alt+ArrowUp');
    await expect(said(page)).toHaveText('“Timeline of the case” is now 1 of 4 in “Documents”.');
    await expect(outline(page)).toBeFocused();
    await expect(outline(page).getByRole('treeitem', { selected: true })).toContainText('Timeline of the case');
    await page.keyboard.press('Control+z');
    await expect(said(page)).toHaveText('Undone: moving “Timeline of the case”.');
    await expect(titles(page).nth(2)).toHaveText('Timeline of the case');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Case papers');
    await page.keyboard.press('Enter');
    await expect(titles(page).first()).toHaveText('Case papers');
    for (const [index, day] of [[1, '03/05/2022'], [3, '01/02/2021']] as const) {
      await page.keyboard.press('Escape');
      await expect(outline(page)).toBeFocused();
      await page.keyboard.press('Home');
      for (let press = 0; press < index; press += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await tabTo(page, view(page).getByRole('textbox', { name: /^Date/ }));
      await page.keyboard.type(day);
      await page.keyboard.press('Enter');
    }
    await expect(view(page).getByRole('region', { name: 'Before it is made' })).toContainText('is earlier than what stands before it');
    await shot(page, 'filled');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await tabTo(page, view(page).getByRole('button', { name: 'Put in order of date' }));
    await page.keyboard.press('Enter');
    await expect(said(page)).toContainText('2 undated documents stay behind what stood before them');
    await expect(titles(page)).toHaveText(['Case papers', /^ABC\/7/, /^TO\/1/, /^ABC\/4/, 'Timeline of the case']);
  });

  const destination = join(scratch, 'bundle.pdf');
  await test.step('made', async () => {
    await answerSaveDialog(electron, destination);
    await page.getByRole('button', { name: 'Make the PDF…' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Bundle A as PDF' });
    await expect(dialog).toContainText('Data has no pages of its own');
    await shot(page, 'build');
    const save = dialog.getByRole('button', { name: 'Choose where to save…' });
    await save.focus();
    await page.keyboard.press('Enter');
    await tabTo(page, dialog.getByRole('button', { name: 'Cancel' }));
    await expect(dialog.getByRole('progressbar')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(save).toBeVisible({ timeout: 60_000 });
    expect(existsSync(destination), 'a bundle that was stopped is no file').toBe(false);
    await save.focus();
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('SHA-256', { timeout: 180_000 });
    await expect(dialog.getByRole('region', { name: 'To know of it' })).toContainText('This exhibit is data and has no pages of its own.');
    await expect(dialog.getByRole('row', { name: /^B2 / })).toContainText('Holds');
    await shot(page, 'built');
    await page.keyboard.press('Escape');
  });

  await test.step('the pages shown are the pages of the file', async () => {
    const shown = await entries(page).locator('.bundle-pages').evaluateAll((cells) => cells.map((cell) => cell.textContent.replace('pages ', '')));
    const [first, picture, data, timeline = ''] = shown;
    const count = pagesOf(destination);
    expect(timeline.endsWith(`–${count}`), `the timeline is on pages ${timeline} of ${count}`).toBe(true);
    await expect(view(page)).toContainText(`${count} pages`);
    expect(textOf(destination, Number(first?.split('–')[0]))).toMatch(/policy 118/i);
    expect(textOf(destination, Number(picture))).toContain('TO/1');
    expect(textOf(destination, Number(data))).toContain('This exhibit is data');
    await shot(page, 'pages');
    expect(await callFrom(page, 'bundles.list', {})).toMatchObject([{ definition: { sections: [{ title: 'Case papers', documents: [{ dated: '2021-02-01' }, {}, { dated: '2022-05-03' }, { title: 'Timeline of the case' }] }] } }]);
  });

  await test.step('page numbers of a bundle that has changed since are not shown', async () => {
    await outline(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Alt+ArrowUp');
    await expect(view(page)).toContainText('changed since its PDF was made');
    await expect(entries(page).locator('.bundle-pages').first()).toHaveText('');
    await page.keyboard.press('Control+z');
    await expect(entries(page).locator('.bundle-pages').first()).not.toHaveText('');
  });
});

test('documents and sections are dragged to where a line shows they will go, and Escape lets go', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await begun(page, [{ title: 'Statements', exhibits: ['ABC/6', 'ABC/7'] }, { title: 'Pictures', exhibits: ['TO/1', 'TO/2'] }, { title: 'Later', exhibits: [] }]);
  await byName(page, 'bundles');
  await expect(titles(page)).toHaveCount(7);
  const middle = async (index: number): Promise<{ readonly x: number; readonly top: number; readonly bottom: number; readonly y: number }> => {
    const box = await entries(page).nth(index).boundingBox();
    if (box === null) throw new Error('the row is not on the screen');
    return { x: box.x + 200, top: box.y, bottom: box.y + box.height, y: box.y + box.height / 2 };
  };
  const drag = async (from: number, y: number): Promise<void> => {
    const start = await middle(from);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x, start.y + 10, { steps: 2 });
    await page.mouse.move(start.x, y, { steps: 4 });
  };
  const line = outline(page).locator('.bundle-insertion');

  await test.step('a document into another section, at the line', async () => {
    const above = await middle(4);
    await drag(1, above.bottom - 3);
    const box = await line.boundingBox();
    expect(Math.abs((box?.y ?? 0) - above.bottom)).toBeLessThan(4);
    await shot(page, 'dragging');
    await page.mouse.up();
    await expect(titles(page)).toHaveText(['Statements', 'ABC/7', 'Pictures', 'TO/1', 'ABC/6', 'TO/2', 'Later'].map((title) => new RegExp(`^${title}`)));
    await expect(said(page)).toHaveText('“ABC/6” is now 2 of 3 in “Pictures”.');
  });
  await test.step('into an empty section', async () => {
    await drag(1, (await middle(6)).bottom - 2);
    await page.mouse.up();
    await expect(said(page)).toHaveText('“ABC/7” is now 1 of 1 in “Later”.');
  });
  await test.step('let go by Escape', async () => {
    await drag(2, (await middle(5)).bottom);
    await expect(line).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(line).toHaveCount(0);
    await page.mouse.up();
    await expect(said(page)).toHaveText('“ABC/7” is now 1 of 1 in “Later”.');
  });
  await test.step('a section with all of its own', async () => {
    await drag(5, (await middle(0)).top + 2);
    await page.mouse.up();
    await expect(said(page)).toHaveText('Section “Later” is now 1 of 3.');
    await expect(titles(page).nth(1)).toHaveText(/^ABC\/7/);
  });
  await test.step('by the buttons beside it as well', async () => {
    await view(page).getByRole('button', { name: 'Move Later down' }).click();
    await expect(said(page)).toHaveText('Section “Later” is now 2 of 3.');
    await view(page).getByRole('button', { name: 'Undo moving section “Later”' }).click();
    await expect(titles(page).first()).toHaveText('Later');
  });
  await expect.poll(async () => (await callFrom(page, 'bundles.list', {}))[0]?.definition.sections.map(({ title, documents }) => [title, ...documents.map(({ id }) => id)])).toEqual([['Later', 'abc-7'], ['Statements'], ['Pictures', 'to-1', 'abc-6', 'to-2']]);
});

test('a protected PDF is asked its password for, a file is added from its item, and names give way to ciphers', async ({ launch, sampleCase, scratch }) => {
  test.setTimeout(180_000);
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const [plain, locked, destination] = [join(scratch, 'plain.pdf'), join(scratch, 'locked.pdf'), join(scratch, 'bundle.pdf')];
  await answerSaveDialog(electron, plain);
  await callFrom(page, 'exports.timeline', { filter: { search: 'exhibit:ABC/7' }, zone: 'Europe/London', destination: plain });
  execFileSync('qpdf', ['--encrypt', 'larkspur', 'larkspur', '256', '--', plain, locked]);
  await callFrom(page, 'exhibits.add', { sourcePath: locked, details: { reference: 'GH/1', producer: 'G. Hale', description: 'Locked letter of Imogen Vale', deviceOwner: '', legalBasis: '' } });
  await begun(page, [{ title: 'Letters', exhibits: ['GH/1'] }]);
  await byName(page, 'bundles');

  await test.step('the password is asked for once it is known to be needed', async () => {
    await answerSaveDialog(electron, destination);
    await view(page).getByRole('button', { name: 'Make the PDF…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bundle A as PDF' });
    await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
    const password = dialog.getByLabel('Password of “GH/1”');
    await expect(password).toBeVisible({ timeout: 90_000 });
    await expect(password).toHaveAttribute('type', 'password');
    const before = pagesOf(destination);
    await password.fill('wrong');
    await dialog.getByRole('button', { name: 'Make it again' }).click();
    await expect(dialog).toContainText('The password given before does not open it.', { timeout: 90_000 });
    await shot(page, 'password');
    await expect(password).toHaveValue('');
    await password.fill('larkspur');
    await password.press('Enter');
    await expect(dialog.getByRole('form', { name: 'Passwords' })).toHaveCount(0, { timeout: 90_000 });
    await expect(dialog).toContainText('SHA-256');
    expect(pagesOf(destination)).toBe(before - 1 + pagesOf(plain));
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  });

  await test.step('a file of the chosen item', async () => {
    await byName(page, 'timeline');
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('exhibit:DEF/3');
    await page.keyboard.press('Enter');
    await row(page, 'DEF/3').first().click();
    await itemPane(page).getByRole('button', { name: 'Add this file to a bundle…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add this file to a bundle' });
    await shot(page, 'add-file');
    await dialog.getByRole('button', { name: 'Add', exact: false }).last().click();
    await expect(page.getByText('The file is in bundle A.')).toBeVisible();
    await itemPane(page).getByRole('button', { name: 'Add this file to a bundle…' }).click();
    await expect(dialog.getByRole('status')).toContainText('In this bundle already');
    await page.keyboard.press('Escape');
  });

  await test.step('ciphers in the place of names', async () => {
    const { people } = await callFrom(page, 'people.list', {});
    const vale = people.find(({ name }) => name === 'Imogen Vale');
    if (vale === undefined) throw new Error('the sample has no Imogen Vale');
    await byName(page, 'bundles');
    await outline(page).getByRole('treeitem').filter({ hasText: 'GH/1' }).click();
    const title = view(page).getByRole('textbox', { name: 'Title' });
    await title.fill('Letter of Imogen Vale');
    await title.press('Enter');
    await expect(titles(page).filter({ hasText: 'Letter of Imogen Vale' })).toBeVisible();
    await callFrom(page, 'ciphers.give', { personId: vale.id, cipher: 'Ms A', ground: 'complainant', basis: 'Complainant' });
    await byName(page, 'show ciphers');
    await expect(titles(page).filter({ hasText: 'Letter of Ms A' })).toBeVisible();
    await expect(view(page)).not.toContainText('Vale');
    await expect(title).toBeDisabled();
    await shot(page, 'ciphers');
  });

  await test.step('removed, with a reason', async () => {
    await view(page).getByRole('button', { name: 'Remove bundle…' }).click();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Begun by mistake');
    await page.keyboard.press('Control+Enter');
    await expect(view(page)).toContainText('No bundle yet');
  });
});
