/** Redacting in the window, on the sample case: drawn by mouse and by keys alone, suggested and taken over, withdrawn, and gone from a bundle in cipher. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { Locator, Page } from 'playwright/test';
import sharp from 'sharp';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import type { ExhibitId } from '../../shared/domain/ids.ts';
import { loadAxe, seriousFaults } from './harness/axe-faults.ts';
import { begun, outline, shot, view } from './harness/bundle-steps.ts';
import { answerSaveDialog, grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';
import { callFrom } from './harness/window-calls.ts';

const redacting = (page: Page): Locator => page.getByRole('dialog', { name: /^Redact [A-Z]/ });
const stage = (page: Page): Locator => redacting(page).getByRole('group', { name: /R draws a region|Enter redacts it/ });
const status = (page: Page): Locator => stage(page).getByRole('status');
const list = (page: Page): Locator => redacting(page).getByRole('list', { name: 'Redactions of this file' }).getByRole('listitem');
const drawn = (page: Page): Locator => stage(page).locator('.redaction-box');

/** Three pages: one names Imogen Vale, one names nobody, one is a white page. */
async function addStatement(page: Page, scratch: string): Promise<ExhibitId> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const lines of [['On 28 September I saw Imogen Vale.', 'Later Imogen Vale rang me.', 'Imogen Vale was not alone.'], ['Nothing else was said on that day.'], []]) {
    const sheet = document.addPage([595, 842]);
    lines.forEach((line, index) => sheet.drawText(line, { x: 60, y: 720 - index * 60, size: 14, font }));
  }
  const path = join(scratch, 'statement.pdf');
  writeFileSync(path, await document.save());
  const { id } = await callFrom(page, 'exhibits.add', { sourcePath: path, details: { reference: 'GH/1', producer: 'G. Hale', description: 'Statement', deviceOwner: '', legalBasis: '' } });
  await callFrom(page, 'imports.start', { exhibitId: id, answers: {} });
  return id;
}

async function giveCipher(page: Page): Promise<void> {
  const { people } = await callFrom(page, 'people.list', {});
  const vale = people.find(({ name }) => name === 'Imogen Vale');
  if (vale === undefined) throw new Error('the sample has no Imogen Vale');
  await callFrom(page, 'ciphers.give', { personId: vale.id, cipher: 'Ms A', ground: 'complainant', basis: 'Complainant' });
}

async function openFromExhibit(page: Page, reference: string): Promise<void> {
  await byName(page, `about exhibit ${reference}`);
  await page.getByRole('dialog', { name: `Exhibit ${reference}` }).getByRole('button', { name: 'Redact…' }).click();
}

/** The file, and the exhibit it was opened from. */
async function backToRows(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: /^Exhibit/ }).getByRole('button', { name: 'Redact…' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function answer(page: Page, title: string | RegExp, reason: string | null): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title });
  if (reason !== null) await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toHaveCount(0);
}

/** Share of a page that is of the colour regions are painted with. */
async function paintedShare(pdf: string, page: number, scratch: string): Promise<number> {
  const out = join(scratch, `page-${page}`);
  execFileSync('pdftoppm', ['-r', '60', '-f', String(page), '-l', String(page), '-singlefile', '-png', pdf, out]);
  const { data, info } = await sharp(readFileSync(`${out}.png`)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let count = 0;
  for (let at = 0; at < data.length; at += 3) if ([0, 1, 2].every((colour) => Math.abs((data[at + colour] ?? 0) - 17) < 4)) count += 1;
  return count / (info.width * info.height);
}

test('a statement is redacted by mouse, by keys alone and by what is suggested, and its bundle in cipher shows nothing of it', async ({ launch, sampleCase, scratch }) => {
  test.setTimeout(240_000);
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const exhibitId = await addStatement(page, scratch);
  await giveCipher(page);
  await begun(page, [{ title: 'Statements', exhibits: ['GH/1'] }]);
  const standing = () => callFrom(page, 'redactions.list', { file: { type: 'exhibit', exhibitId } });

  await test.step('opened from the exhibit, hidden until asked for', async () => {
    await openFromExhibit(page, 'GH/1');
    await expect(stage(page)).toBeFocused();
    await expect(stage(page)).toContainText('Hidden until you ask for it');
    await expect(redacting(page).locator('canvas')).toHaveCount(0);
    await page.keyboard.press('r');
    await expect(redacting(page)).toContainText('Show it first: V.');
    await page.keyboard.press('v');
    await expect(redacting(page).locator('canvas')).toBeVisible();
    await expect(status(page)).toContainText('Page 1 of 3');
  });

  await test.step('drawn with the mouse, with a reason that must be given', async () => {
    const sheet = await redacting(page).locator('canvas').boundingBox();
    if (sheet === null) throw new Error('the page is not drawn');
    await page.mouse.move(sheet.x + sheet.width * 0.5, sheet.y + sheet.height * 0.5);
    await page.mouse.down();
    await page.mouse.move(sheet.x + sheet.width * 0.9, sheet.y + sheet.height * 0.75, { steps: 4 });
    await page.mouse.up();
    const dialog = page.getByRole('dialog', { name: 'Redact a region of page 1' });
    await expect(dialog.getByRole('button', { name: /^Redact/ })).toBeDisabled();
    await answer(page, 'Redact a region of page 1', 'An address');
    await expect(list(page)).toHaveCount(1);
    const [made] = await standing();
    expect(made).toMatchObject({ page: 1, reason: 'An address' });
    for (const [key, share] of [['x', 0.5], ['y', 0.5], ['width', 0.4], ['height', 0.25]] as const) expect(Math.abs((made?.region?.[key] ?? 0) - share), key).toBeLessThan(0.01);
    await expect(drawn(page)).toContainText('1 An address');
  });

  await test.step('drawn by keys alone, said in words, and the reason given last is offered', async () => {
    await expect(stage(page)).toBeFocused();
    await page.keyboard.press('PageDown');
    await expect(status(page)).toContainText('Page 2 of 3');
    await page.keyboard.press('r');
    await expect(status(page)).toContainText(/Region 33\.3 % wide and 4\.1 % high, 33\.3 % from the left and 47\.9 % from the top/);
    await page.keyboard.press('Escape');
    await expect(status(page)).not.toContainText('Region');
    await expect(redacting(page)).toBeVisible();
    await page.keyboard.press('r');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(status(page)).not.toContainText('47.9 % from the top');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Redact a region of page 2' }).getByRole('textbox', { name: 'Reason' })).toHaveValue('An address');
    await answer(page, 'Redact a region of page 2', null);
    await expect(list(page)).toHaveCount(2);
    await expect(stage(page)).toBeFocused();
    const made = (await standing()).find((redaction) => redaction.page === 2);
    expect(made?.region?.width).toBeGreaterThan(1 / 3);
    expect(made?.region?.y).toBeLessThan(0.479);
  });

  await test.step('what is suggested is passed over, or taken over with a reason; pages that could not be read are said', async () => {
    await page.keyboard.press('l');
    const found = redacting(page).getByRole('region', { name: 'Suggested on page 1' });
    await expect(found.getByRole('listitem')).toHaveCount(3, { timeout: 60_000 });
    await expect(redacting(page)).toContainText('No text could be read on page 3');
    await page.keyboard.press('PageUp');
    await expect(drawn(page).and(page.locator('.suggested'))).toHaveCount(3);
    await shot(page, 'redacting');
    await found.getByRole('button', { name: 'Accept Ms A, 1 of 3 on page 1' }).press('Enter');
    await expect(page.getByRole('dialog', { name: 'Redact Ms A on page 1' }).getByRole('textbox', { name: 'Reason' })).toHaveValue('Protected: Ms A');
    await answer(page, 'Redact Ms A on page 1', null);
    await expect(list(page)).toHaveCount(3);
    await expect(found.getByRole('listitem')).toHaveCount(2);
    await expect(found.getByRole('button', { name: 'Accept Ms A, 1 of 2 on page 1' })).toBeFocused();
    await found.getByRole('button', { name: 'Pass over Ms A, 1 of 2 on page 1' }).click();
    await expect(redacting(page)).toContainText('1 place to decide; 1 lies under what is redacted, 1 passed over.');
    await redacting(page).getByRole('button', { name: /^Look again/ }).click();
    await expect(found.getByRole('listitem')).toHaveCount(2, { timeout: 60_000 });
    await found.getByRole('button', { name: 'Accept all on this page…' }).click();
    await expect(page.getByRole('dialog', { name: 'Redact all that was found on page 1' }).getByRole('textbox', { name: 'Reason' })).toHaveValue('Protected');
    await answer(page, 'Redact all that was found on page 1', 'Section 1 of the 1992 Act');
    await expect(list(page)).toHaveCount(5);
    await expect(list(page).filter({ hasText: 'Section 1 of the 1992 Act: Ms A' })).toHaveCount(2);
    await expect(redacting(page)).toContainText('Nothing is left of what was found: 3 lie under what is redacted.');
  });

  await test.step('as it will come out', async () => {
    await stage(page).focus();
    await page.keyboard.press('p');
    await expect(drawn(page).first()).toHaveClass(/painted/);
    await expect(drawn(page).first()).toHaveCSS('background-color', 'rgb(17, 17, 17)');
    await shot(page, 'redacting-preview');
    await page.keyboard.press('p');
  });

  await test.step('a page is made anew as a whole', async () => {
    await redacting(page).getByRole('spinbutton', { name: 'Page, of 3' }).fill('3');
    await redacting(page).getByRole('button', { name: 'Make the whole of page 3 anew…' }).click();
    await answer(page, 'Make page 3 anew', 'Hidden text');
    await expect(redacting(page).getByRole('button', { name: 'The whole of page 3 is made anew' })).toBeDisabled();
    await expect(redacting(page).getByRole('heading', { name: '6 redactions on 3 pages' })).toBeVisible();
    expect(await standing()).toContainEqual(expect.objectContaining({ page: 3, region: null }));
  });

  await test.step('withdrawn with a reason', async () => {
    await redacting(page).getByRole('button', { name: 'Withdraw redaction 5, page 2' }).click();
    await answer(page, 'Withdraw a redaction of page 2', 'Nothing to protect there');
    await expect(list(page)).toHaveCount(5);
    await backToRows(page);
    const { entries } = await callFrom(page, 'continuity.page', { limit: 20 });
    expect(entries.filter(({ action }) => action.startsWith('redaction.')).map(({ action }) => action).sort()).toEqual([...Array<string>(6).fill('redaction.made'), 'redaction.withdrawn']);
  });

  await test.step('opened from the outline of the bundle, and gone from its pages in cipher', async () => {
    await byName(page, 'bundles');
    await outline(page).getByRole('treeitem').filter({ hasText: 'GH/1' }).click();
    await outline(page).press('r');
    await expect(list(page)).toHaveCount(5);
    await page.keyboard.press('Escape');
    await expect(outline(page)).toBeFocused();
    const [named, hidden] = [join(scratch, 'named.pdf'), join(scratch, 'hidden.pdf')];
    await answerSaveDialog(electron, named);
    await view(page).getByRole('button', { name: 'Make the PDF…' }).click();
    const building = page.getByRole('dialog', { name: 'Bundle A as PDF' });
    await building.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(building).toContainText('SHA-256', { timeout: 90_000 });
    await building.getByRole('button', { name: 'Close', exact: true }).click();
    await answerSaveDialog(electron, hidden);
    await view(page).getByRole('button', { name: 'Make version 1 in cipher' }).click();
    const making = page.getByRole('dialog', { name: 'Version 1 in cipher' });
    await making.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(making).toContainText('SHA-256', { timeout: 120_000 });
    const text = (path: string): string => execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' });
    expect(text(named)).toContain('Imogen Vale');
    expect(text(hidden)).not.toMatch(/Imogen|Vale/);
    expect(text(hidden)).toContain('Nothing else was said on that day.');
    const first = Number(execFileSync('qpdf', ['--show-npages', hidden], { encoding: 'utf8' })) - 2;
    expect(await paintedShare(hidden, first, scratch)).toBeGreaterThan(0.08);
    expect(await paintedShare(named, first, scratch)).toBeLessThan(0.01);
  });
});

test('a picture to be redacted is hidden, then grey, in full only while held; stopped, privileged and unread files are not opened', async ({ launch, sampleCase, scratch }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await page.getByRole('searchbox', { name: 'Search everything' }).fill('exhibit:DEF/3 kind:picture');
  await page.keyboard.press('Enter');
  await row(page, 'DEF/3').first().click();
  await expect(itemPane(page).getByRole('region', { name: 'Where this comes from' })).toContainText('DEF/3');
  const picture = stage(page).locator('img');

  await test.step('hidden until asked for, then small and grey, drawn on by keys', async () => {
    await itemPane(page).getByRole('button', { name: 'Redact…' }).click();
    await expect(stage(page)).toBeFocused();
    await expect(picture).toHaveCount(0);
    await page.keyboard.press('v');
    await expect(picture).toHaveClass('grey');
    await page.keyboard.down('f');
    await expect(picture).not.toHaveClass('grey');
    await page.keyboard.up('f');
    await expect(picture).toHaveClass('grey');
    await page.keyboard.press('r');
    await page.keyboard.press('Enter');
    await answer(page, 'Redact a region of the picture', 'A face');
    await expect(list(page)).toHaveCount(1);
    await expect(redacting(page)).toContainText('Nobody in this case has a cipher yet');
    await page.keyboard.press('0');
    await shot(page, 'redacting-picture');
  });

  await test.step('a file on which work stops is put away, and cannot be opened again', async () => {
    await redacting(page).getByRole('button', { name: 'May be under 18…' }).click();
    await page.getByRole('button', { name: 'Stop work on this file' }).click();
    const stopped = page.getByRole('dialog', { name: 'Redact' });
    await expect(stopped.getByRole('note')).toContainText('Work on this file has stopped');
    await expect(page.locator('img')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(itemPane(page).getByRole('button', { name: 'Redact…' })).toHaveCount(0);
    await openFromExhibit(page, 'DEF/3');
    await expect(stopped).toContainText('It cannot be opened here until it is released with a reason.');
    await backToRows(page);
  });

  await test.step('nor one that holds privileged material', async () => {
    const { items } = await callFrom(page, 'items.page', { filter: { search: 'exhibit:ABC/7' } });
    await callFrom(page, 'review.disclose', { itemIds: items.slice(0, 1).map(({ id }) => id), handling: 'privileged', reason: 'Advice' });
    await openFromExhibit(page, 'ABC/7');
    await expect(page.getByRole('dialog', { name: 'Redact' }).getByRole('alert')).toContainText('holds privileged material');
    await backToRows(page);
  });

  await test.step('one that has not been read says so', async () => {
    const path = join(scratch, 'unread.png');
    writeFileSync(path, await sharp({ create: { width: 40, height: 40, channels: 3, background: '#777777' } }).png().toBuffer());
    await callFrom(page, 'exhibits.add', { sourcePath: path, details: { reference: 'GH/9', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
    await begun(page, [{ title: 'Pictures', exhibits: ['GH/9'] }]);
    await byName(page, 'bundles');
    await outline(page).getByRole('treeitem').filter({ hasText: 'GH/9' }).click();
    await view(page).getByRole('button', { name: 'Redact GH/9' }).click();
    await expect(page.getByRole('dialog', { name: 'Redact' }).getByRole('alert')).toContainText('has not been read into the case yet');
  });
});

test('a protected PDF sent in a chat asks for its password, which also lets it be searched', async ({ launch, sampleCase, scratch }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await giveCipher(page);
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawText('Signed by Imogen Vale', { x: 60, y: 720, size: 14, font: await document.embedFont(StandardFonts.Helvetica) });
  document.encrypt({ userPassword: 'larkspur', ownerPassword: 'larkspur', permissions: {} });
  const archive = join(scratch, 'WhatsApp Chat with Rowan Ashdown.zip');
  const chat = '28/09/2021, 15:31 - Rowan Ashdown: letter.pdf (file attached)\n28/09/2021, 15:32 - Rowan Ashdown: read it\n';
  writeFileSync(archive, await zipOf([{ name: 'WhatsApp Chat with Rowan Ashdown.txt', bytes: Buffer.from(chat) }, { name: 'letter.pdf', bytes: await document.save() }]));
  const { id } = await callFrom(page, 'exhibits.add', { sourcePath: archive, details: { reference: 'GH/2', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
  await callFrom(page, 'imports.start', { exhibitId: id, answers: { zone: 'Europe/London', zoneBasis: 'assumed' } });
  await page.getByRole('searchbox', { name: 'Search everything' }).fill('exhibit:GH/2 letter');
  await page.keyboard.press('Enter');
  await row(page, 'GH/2').first().click();
  await expect(itemPane(page).getByRole('region', { name: 'Where this comes from' })).toContainText('GH/2');
  await byName(page, 'redact its file');
  await expect(stage(page)).toBeFocused();
  await page.keyboard.press('v');
  const password = redacting(page).getByLabel('The file is protected: its password');
  await expect(password).toBeFocused();
  await password.fill('wrong');
  await password.press('Enter');
  await expect(redacting(page)).toContainText('The password given does not open it.');
  await password.fill('larkspur');
  await password.press('Enter');
  await expect(redacting(page).locator('canvas')).toBeVisible();
  await redacting(page).getByRole('button', { name: /^Look for protected names/ }).click();
  await expect(redacting(page).getByRole('button', { name: 'Accept Ms A, 1 of 1 on page 1' })).toBeVisible({ timeout: 60_000 });
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds no serious fault while a file is redacted in the ${theme} theme`, async ({ launch, sampleCase, scratch }) => {
    const { window: page } = await launch({ args: [sampleCase] });
    await grid(page).waitFor();
    await callFrom(page, 'settings.update', { theme });
    const exhibitId = await addStatement(page, scratch);
    await giveCipher(page);
    await callFrom(page, 'redactions.add', { file: { type: 'exhibit', exhibitId }, page: 1, region: { x: 0.1, y: 0.3, width: 0.5, height: 0.05 }, reason: 'An address' });
    await page.reload();
    await grid(page).waitFor();
    await loadAxe(page);
    await openFromExhibit(page, 'GH/1');
    await stage(page).press('v');
    await expect(redacting(page).locator('canvas')).toBeVisible();
    await page.keyboard.press('l');
    await expect(redacting(page).getByRole('region', { name: 'Suggested on page 1' })).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('r');
    await expect(status(page)).toContainText('Region');
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Redact a region of page 1' })).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
  });
}
