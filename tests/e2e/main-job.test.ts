import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright/test';
import sharp from 'sharp';
import { expect, test } from './harness/app.ts';
import { addFiles, answerSaveDialog, answerZone, createCase, grid, importNow, itemPane, row, writeAudit, writeChat } from './harness/case-steps.ts';

test('an investigator makes a case, adds a chat and an audit, reviews by keyboard, exports, and finds it all again', async ({ launch, scratch }) => {
  const folder = join(scratch, 'Larkspur.plumbline');
  const first = await launch();
  const { electron, window: page } = first;
  await createCase(electron, page, folder);

  await test.step('add both files, and answer what only a person can', async () => {
    await addFiles(electron, page, [writeChat(scratch), writeAudit(scratch)], ['ABC/1', 'ABC/2']);
    const chat = page.getByRole('dialog', { name: 'Read ABC/1' });
    await expect(chat.getByText('28 cannot be a month')).toBeVisible();
    await expect(chat.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
    await answerZone(chat, page);
    await chat.getByRole('button', { name: /Device owner in the file/ }).click();
    await page.getByRole('option', { name: 'Rowan Ashdown' }).click();
    expect(await importNow(page, 'ABC/1')).toBe('6 rows in = 6 items + 0 set aside');
  });

  await test.step('map the audit’s columns, see it before and after, save the mapping', async () => {
    const audit = page.getByRole('dialog', { name: 'Read ABC/2' });
    await audit.getByRole('button', { name: /Field for Originator/ }).click();
    await page.getByRole('option', { name: 'Requested by' }).click();
    await audit.getByRole('textbox', { name: 'System', exact: true }).fill('National computer');
    await audit.getByRole('textbox', { name: 'Name of this mapping' }).fill('National log, Wessbridge');
    await audit.getByRole('button', { name: 'Save mapping' }).click();
    await answerZone(audit, page);
    const after = audit.getByRole('table', { name: 'After' });
    await expect(after.getByRole('row').nth(1)).toContainText('Tue 28/09/2021 15:24:10 BST');
    await expect(after.getByText('Would be set aside')).toBeVisible();
    expect(await importNow(page, 'ABC/2')).toBe('3 rows in = 2 items + 1 set aside');
  });

  await test.step('one timeline, in order, with its totals', async () => {
    await expect(page.getByText('8 items shown, 0 outside this view')).toBeVisible();
    await expect(grid(page)).toHaveAttribute('aria-rowcount', '14');
    await expect(row(page, '15:24:10').first()).toContainText('AB12 CDE');
    await expect(page.getByText('8 items + 1 set aside = 9 rows')).toBeVisible();
    await expect(row(page, 'Sunday 31/10/2021')).toContainText('clocks went back 31/10/2021');
    await expect(row(page, 'cannot sleep')).toContainText('BST or GMT');
  });

  await test.step('review by keyboard alone: move, assess, reasons, tag, undo', async () => {
    await grid(page).focus();
    await page.keyboard.press('Home');
    await expect(itemPane(page).getByRole('heading', { level: 1 })).toContainText('System access');
    await page.keyboard.press('n');
    await expect(row(page, '15:24:10')).toContainText('NPP*');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reasons' }).fill('No stop, no follow-up entry.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(itemPane(page).getByText('No stop, no follow-up entry.').first()).toBeVisible();
    await page.keyboard.press('t');
    await page.keyboard.type('details from');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option', { name: /Details from police system/ })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await expect(row(page, '15:24:10')).toContainText('Details from police system');
    await page.keyboard.press('j');
    await expect(itemPane(page)).toContainText('hello 🔥😍');
    await page.keyboard.press('Shift+J');
    await page.keyboard.press('u');
    await expect(row(page, 'who is this?')).toContainText('Unclear');
    await expect(row(page, 'hello')).toContainText('Unclear');
    await page.keyboard.press('z');
    await expect(row(page, 'hello')).not.toContainText('Unclear');
    await expect(row(page, 'who is this?')).not.toContainText('Unclear');
  });

  await test.step('where a row comes from is one glance away', async () => {
    await row(page, '15:24:10').click();
    await expect(itemPane(page)).toContainText('2021-09-28T14:24:10Z');
    await expect(itemPane(page)).toContainText('assumed, not confirmed');
    await expect(itemPane(page).getByRole('region', { name: 'Row, word for word' })).toContainText('28/09/2021 15:24:10,4471,WKS-0912,VEH ENQ,AB12 CDE');
  });

  await test.step('filter and search; totals always foot', async () => {
    await page.getByRole('button', { name: /^System accesses/ }).click();
    await expect(page.getByText('2 items shown, 6 outside this view')).toBeVisible();
    await page.getByRole('button', { name: 'Remove filter System accesses' }).click();
    await page.keyboard.press('/');
    await page.keyboard.type('+44 7700 900417');
    await page.keyboard.press('Enter');
    await expect(page.getByText('1 item shown, 7 outside this view')).toBeVisible();
    await page.getByRole('searchbox').press('Escape');
    await expect(page.getByText('8 items shown, 0 outside this view')).toBeVisible();
  });

  await test.step('drag the chart to narrow to a span, and widen again', async () => {
    const chart = page.getByRole('slider');
    const box = await chart.boundingBox();
    if (box === null) throw new Error('the chart is on the screen');
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 2, box.y + 20, { steps: 5 });
    await page.mouse.up();
    await expect(page.getByText('2 items shown, 6 outside this view')).toBeVisible();
    await page.getByRole('button', { name: /^Remove filter from/ }).click();
    await expect(page.getByText('8 items shown, 0 outside this view')).toBeVisible();
  });

  await test.step('type the ends of a span', async () => {
    await page.getByRole('button', { name: 'Dates…' }).click();
    const dates = page.getByRole('dialog', { name: 'Dates' });
    await dates.getByRole('textbox', { name: 'From date' }).fill('28/09/2021');
    await dates.getByRole('textbox', { name: 'Until date' }).fill('28/09/2021');
    await dates.getByRole('textbox', { name: 'Until time' }).fill('15:32');
    await dates.getByRole('button', { name: 'Show', exact: true }).click();
    await expect(page.getByText('2 items shown, 6 outside this view')).toBeVisible();
    await page.getByRole('button', { name: 'Dates…' }).click();
    await page.getByRole('button', { name: 'All dates' }).click();
    await expect(page.getByText('8 items shown, 0 outside this view')).toBeVisible();
  });

  const pdf = join(scratch, 'timeline.pdf');
  await test.step('export exactly this view as PDF', async () => {
    await answerSaveDialog(electron, pdf);
    await page.getByRole('button', { name: 'Timeline as PDF…' }).click();
    await expect(page.getByRole('dialog')).toContainText('8 rows');
    await page.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(page.getByRole('dialog')).toContainText('8 listed, 0 outside this view', { timeout: 60_000 });
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    expect(existsSync(pdf)).toBe(true);
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' });
    expect(text).toContain('Rows listed 8 + outside this selection 0 = 8 items. Rows set aside on import: 1');
    expect(text).toMatch(/🔥/u);
  });

  await first.close();
  await test.step('reopen: everything is as it was left', async () => {
    const again = await launch({ profile: first.profile, args: [folder] });
    await expect(row(again.window, '15:24:10')).toContainText('NPP');
    await expect(row(again.window, '15:24:10')).toContainText('Details from police system');
    await again.window.getByRole('button', { name: 'Continuity' }).click();
    await expect(again.window.getByRole('table')).toContainText('No policing purpose apparent on 1 item');
    await again.window.getByRole('button', { name: 'Verify case' }).click();
    await expect(again.window.getByRole('heading', { name: 'The case is whole.' })).toBeVisible();
  });
});

test('a saved mapping reads the next file of the same layout', async ({ app, scratch }) => {
  const { electron, window: page } = app;
  await createCase(electron, page, join(scratch, 'Larkspur.plumbline'));
  await addFiles(electron, page, [writeAudit(scratch)], ['ABC/1']);
  const dialog = page.getByRole('dialog', { name: 'Read ABC/1' });
  await dialog.getByRole('textbox', { name: 'Name of this mapping' }).fill('Wessbridge');
  await dialog.getByRole('textbox', { name: 'System', exact: true }).fill('National computer');
  await dialog.getByRole('button', { name: 'Save mapping' }).click();
  await dialog.getByRole('textbox', { name: 'System', exact: true }).fill('');
  await dialog.getByRole('button', { name: /Saved mapping/ }).click();
  await page.getByRole('option', { name: /Wessbridge/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'System', exact: true })).toHaveValue('National computer');
  await answerZone(dialog, page);
  await importNow(page, 'ABC/1');
  await expect(row(page, '15:24:10')).toContainText('National computer');
});

test('a picture is hidden until asked for, shown small and grey, and what it shows is written down', async ({ app, scratch }) => {
  const { electron, window: page } = app;
  const screenshot = join(scratch, 'screenshot.png');
  await sharp({ create: { width: 300, height: 600, channels: 3, background: '#3a7' } }).png().toFile(screenshot);
  await createCase(electron, page, join(scratch, 'Larkspur.plumbline'));
  await addFiles(electron, page, [screenshot], ['DEF/1']);
  await importNow(page, 'DEF/1');
  await expect(page.getByText('1 item shown, 0 outside this view, 1 without a time')).toBeVisible();
  await expect(page.getByRole('img')).toHaveCount(0);
  await page.keyboard.press('v');
  const small = itemPane(page).getByRole('img');
  await expect(small).toBeVisible();
  await expect.poll(() => small.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)).toBeGreaterThan(0);
  await expect(small).toHaveCSS('filter', 'grayscale(1)');
  await page.keyboard.press('v');
  await expect(page.getByRole('img')).toHaveCount(0);

  await itemPane(page).getByRole('button', { name: 'Write down what it shows…' }).click();
  const dialog = page.getByRole('dialog', { name: 'DEF/1 screenshot.png' });
  await expect(dialog.getByRole('img')).toHaveCount(0);
  await dialog.getByRole('textbox', { name: 'Date visible' }).fill('28/09/2021');
  await dialog.getByRole('textbox', { name: 'Time visible' }).fill('15:31');
  await dialog.getByRole('textbox', { name: 'From' }).fill('Rowan Ashdown');
  await dialog.getByRole('textbox', { name: 'What it says or shows' }).fill('started following you');
  await dialog.getByRole('button', { name: 'Write down', exact: true }).click();
  await expect(dialog).toContainText('Entry 1');
  await page.keyboard.press('Escape');
  await expect(row(page, 'started following you')).toContainText('15:31 BST, minute');
  await expect(page.getByText('2 items shown, 0 outside this view, 1 without a time')).toBeVisible();
});

test('a HEIC picture from an iPhone is read with its time, and shown small and in full', async ({ app, scratch }) => {
  const [jpeg, heic] = [join(scratch, 'photo.jpg'), join(scratch, 'IMG_0001.HEIC')];
  await sharp({ create: { width: 640, height: 480, channels: 3, background: '#48a' } })
    .withExif({ IFD2: { DateTimeOriginal: '2021:09:28 15:31:05', OffsetTimeOriginal: '+01:00' } }).jpeg().toFile(jpeg);
  const made = spawnSync('heif-enc', [jpeg, '-o', heic]);
  test.skip(made.error !== undefined, 'heif-enc, which makes the picture for this test, is not on this machine');
  const { electron, window: page } = app;
  await createCase(electron, page, join(scratch, 'Larkspur.plumbline'));
  await addFiles(electron, page, [heic], ['DEF/1']);
  await importNow(page, 'DEF/1');
  await expect(row(page, 'IMG_0001.HEIC')).toContainText('15:31:05 BST');
  await grid(page).focus();
  await page.keyboard.press('v');
  const widthOf = (picture: Locator): Promise<number> => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth);
  await expect.poll(() => widthOf(itemPane(page).getByRole('img', { name: /Small grey view/ }))).toBe(480);
  await itemPane(page).getByRole('button', { name: 'Hold to show in full' }).hover();
  await page.mouse.down();
  await expect.poll(() => widthOf(page.getByRole('img', { name: 'IMG_0001.HEIC', exact: true }))).toBe(640);
  await page.mouse.up();
  await expect(page.getByRole('img', { name: 'IMG_0001.HEIC', exact: true })).toHaveCount(0);
  await page.getByRole('button', { name: 'Continuity' }).click();
  await expect(page.getByRole('table')).toContainText('Shown in full: attachment 1 of an item of DEF/1');
});

test('files that cannot be taken in say why, and the others go on', async ({ app, scratch }) => {
  const { electron, window: page } = app;
  await createCase(electron, page, join(scratch, 'Larkspur.plumbline'));
  const chat = writeChat(scratch);
  execFileSync('sh', ['-c', `: > "${scratch}/empty.txt"; cp "${chat}" "${scratch}/copy.txt"`]);
  const { answerOpenDialog } = await import('./harness/case-steps.ts');
  await answerOpenDialog(electron, [chat, join(scratch, 'empty.txt'), join(scratch, 'copy.txt'), join(scratch, 'gone.txt')]);
  await page.getByRole('navigation').getByRole('button', { name: 'Add exhibits' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add exhibits' });
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByText('1 added, 3 not added')).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveText([/has 0 bytes/, /byte for byte the same as EX\/1/, /is not there any more/]);
});

test('keys pressed as fast as they can be land on the items they were meant for', async ({ app, scratch }) => {
  const { electron, window: page } = app;
  await createCase(electron, page, join(scratch, 'Larkspur.plumbline'));
  await addFiles(electron, page, [writeChat(scratch)], ['ABC/1']);
  const chat = page.getByRole('dialog', { name: 'Read ABC/1' });
  await answerZone(chat, page);
  await importNow(page, 'ABC/1');
  await expect(row(page, 'hello')).toBeVisible();
  await grid(page).focus();
  await page.evaluate(() => {
    // No pause at all between presses: faster than any hand.
    const press = (key: string): void => { document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })); };
    for (const key of ['Home', 'n', 'j', 'p', 'j', 'j', 'u', 'j', 'o', 'z', 'k', 'k', 'o']) press(key);
  });
  const states = [['hello', 'NPP*'], ['who is this?', 'Policing*'], ['call me on', 'Account*'], ['keep my plate', 'Unclear*']] as const;
  for (const [text, state] of states) await expect(row(page, text)).toContainText(state);
  await expect(row(page, 'cannot sleep')).not.toContainText('Account');
});
