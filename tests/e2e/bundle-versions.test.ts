/** Versions of bundles in the window, on the sample case: served, added to, compared, and made in cipher. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import type { Locator, Page } from 'playwright/test';
import { bundleDefinitionSchema } from '../../shared/domain/bundle.ts';
import { begun, entries, outline, pagesOf, said, shot, tabTo, textOf, titles, view } from './harness/bundle-steps.ts';
import { answerSaveDialog, grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';
import { callFrom } from './harness/window-calls.ts';

/** A PDF of one page, as an exhibit of the case. */
async function letter(page: Page, folder: string, reference: string, words: string): Promise<void> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]).drawText(words, { x: 60, y: 760, size: 12, font: await pdf.embedFont(StandardFonts.Helvetica) });
  const sourcePath = join(folder, `${reference.replace('/', '-')}.pdf`);
  writeFileSync(sourcePath, await pdf.save());
  await callFrom(page, 'exhibits.add', { sourcePath, details: { reference, producer: 'G. Hale', description: 'Letter', deviceOwner: '', legalBasis: '' } });
}

test('a bundle is served; what comes later is added behind its pages, and in cipher it says where somebody is still named', async ({ launch, sampleCase, scratch }) => {
  test.setTimeout(300_000);
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await letter(page, scratch, 'GH/1', 'A drive through the Vale of York.');
  await letter(page, scratch, 'GH/2', 'Told to me by Imogen Vale.');
  await begun(page, [{ title: 'Statements', exhibits: ['ABC/7', 'GH/1', 'TO/1'] }]);
  await byName(page, 'bundles');
  const versions = view(page).getByRole('region', { name: 'Versions' });
  const [first, second, copy, hidden] = [join(scratch, 'first.pdf'), join(scratch, 'second.pdf'), join(scratch, 'copy.pdf'), join(scratch, 'hidden.pdf')];
  const make = async (destination: string, look: (dialog: Locator) => Promise<void> = () => Promise.resolve()): Promise<void> => {
    await answerSaveDialog(electron, destination);
    await view(page).getByRole('button', { name: 'Make the PDF…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Bundle A as PDF' });
    await look(dialog);
    await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(dialog).toContainText('SHA-256', { timeout: 120_000 });
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  };

  await test.step('served by keyboard, with every warning weighed', async () => {
    await expect(versions).toContainText('Every PDF that is made is a version.');
    await make(first);
    await expect(versions).toContainText('Version 1, the whole bundle');
    await versions.getByRole('button', { name: 'Serve version 1' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Serve version 1' });
    await expect(dialog.getByRole('textbox', { name: 'Served on' })).toBeFocused();
    await page.keyboard.type('M. Okafor, for the officer');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Panel chair');
    await page.keyboard.press('Tab');
    await page.keyboard.type('31/02/2025');
    await expect(dialog).toContainText('A day is written 30/06/2025.');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('02/06/2025');
    const serve = dialog.getByRole('button', { name: /^Serve/ });
    const warnings = dialog.getByRole('checkbox');
    expect(await warnings.count()).toBeGreaterThan(0);
    await expect(serve).toBeDisabled();
    for (const warning of await warnings.all()) {
      await tabTo(page, warning);
      await page.keyboard.press('Space');
    }
    await shot(page, 'serve');
    await expect(serve).toBeEnabled();
    await page.keyboard.press('Control+Enter');
    await expect(versions).toContainText('Served 02/06/2025 on M. Okafor, for the officer; Panel chair');
    await expect(said(page)).toHaveText('Version 1 is served. Its page numbers stay as they are.');
  });

  await test.step('split into volumes for a portal, by keyboard: the pages keep their numbers', async () => {
    await answerSaveDialog(electron, join(scratch, 'parts.pdf'));
    await versions.getByRole('button', { name: 'Split version 1 into volumes' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Split version 1 into volumes' });
    await expect(dialog.getByRole('textbox', { name: 'Most pages in a volume' })).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('500');
    await expect(dialog).toContainText('fits into one volume');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('5');
    await tabTo(page, dialog.getByRole('textbox', { name: 'Reason' }));
    await page.keyboard.type('The portal takes no more');
    await shot(page, 'split');
    await tabTo(page, dialog.getByRole('button', { name: 'Choose where to save…' }));
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('2 volumes were saved', { timeout: 60_000 });
    await shot(page, 'split-done');
    expect(textOf(join(scratch, 'parts volume 2 of 2.pdf'), 1)).toMatch(/volume 2 of 2.*TO\/1/u);
    await dialog.getByRole('button', { name: 'Close', exact: true }).press('Enter');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('what was served stays, and says so', async () => {
    await expect(titles(page).nth(1)).toHaveText(/^ABC\/7 served$/);
    await outline(page).focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Delete');
    await expect(page.getByText('“TO/1” was served and is no longer in the bundle')).toBeVisible();
    await expect(titles(page)).toHaveText([/^Statements/, /^ABC\/7/, /^GH\/1/, /^TO\/1/]);
  });

  await test.step('a late document, first in the outline, comes last in the file', async () => {
    const pages = await entries(page).locator('.bundle-pages').allTextContents();
    const [listed] = await callFrom(page, 'bundles.list', {});
    const exhibits = await callFrom(page, 'exhibits.list', {});
    if (listed === undefined) throw new Error('the bundle is gone');
    const late = { id: 'late', title: 'GH/2', source: { type: 'exhibit', exhibitId: exhibits.find(({ reference }) => reference === 'GH/2')?.id } };
    const definition = bundleDefinitionSchema.parse({ ...listed.definition, sections: listed.definition.sections.map((section) => ({ ...section, documents: [late, ...section.documents] })) });
    await callFrom(page, 'bundles.save', { bundleId: listed.id, definition });
    await byName(page, 'timeline');
    await byName(page, 'bundles');
    await expect(titles(page)).toHaveText([/^Statements/, /^GH\/2/, /^ABC\/7/, /^GH\/1/, /^TO\/1/]);
    await expect(view(page)).toContainText('page numbers as served');
    await expect(entries(page).locator('.bundle-pages')).toHaveText(['', ...pages]);
    await make(second, async (dialog) => {
      await expect(dialog.getByRole('region', { name: 'Late documents' })).toContainText('What came later, 1 document, goes to the end');
      await expect(dialog.getByRole('radio', { name: /^At the end/ })).toBeChecked();
      await dialog.getByRole('radio', { name: /^Into a supplement/ }).press('Space');
      await expect(dialog.getByRole('region', { name: 'Late documents' })).toContainText('goes into a supplement');
      await dialog.getByRole('radio', { name: /^At the end/ }).press('Space');
      await shot(page, 'build-late');
    });
    const served = pagesOf(first);
    expect(pagesOf(second)).toBeGreaterThan(served);
    for (let number = 1; number <= served; number += 1) expect(textOf(second, number), `page ${number} of what was served`).toBe(textOf(first, number));
    expect(textOf(second, served + 1)).toContain('Added on');
    await expect(entries(page).locator('.bundle-pages')).toHaveText([/./, ...pages]);
    await shot(page, 'versions');
  });

  await test.step('what came new, and a copy of what was served', async () => {
    await versions.getByRole('button', { name: 'What came new in version 2' }).click();
    const dialog = page.getByRole('dialog', { name: 'What came new in version 2' });
    await expect(dialog).toContainText(`Pages 1 to ${pagesOf(first)} are those of version 1, unchanged`);
    await expect(dialog.getByRole('region', { name: '1 document came new' })).toContainText('GH/2');
    await shot(page, 'compare');
    await page.keyboard.press('Escape');
    await answerSaveDialog(electron, copy);
    await versions.getByRole('button', { name: 'Save a copy of version 1' }).click();
    await expect(page.getByText('Version 1 is saved as it was served')).toBeVisible();
    expect(readFileSync(copy).equals(readFileSync(first))).toBe(true);
  });

  await test.step('in cipher it is refused where a page still names somebody, and made when what is found are ordinary words', async () => {
    const { people } = await callFrom(page, 'people.list', {});
    const vale = people.find(({ name }) => name === 'Imogen Vale');
    if (vale === undefined) throw new Error('the sample has no Imogen Vale');
    await callFrom(page, 'ciphers.give', { personId: vale.id, cipher: 'Ms A', ground: 'complainant', basis: 'Complainant' });
    await answerSaveDialog(electron, hidden);
    const inCipher = async (version: number): Promise<Locator> => {
      await versions.getByRole('button', { name: `Make version ${version} in cipher` }).press('Enter');
      const dialog = page.getByRole('dialog', { name: `Version ${version} in cipher` });
      await dialog.getByRole('button', { name: 'Choose where to save…' }).press('Enter');
      await expect(dialog.getByRole('alert')).toContainText('No file was saved', { timeout: 60_000 });
      expect(existsSync(hidden)).toBe(false);
      return dialog;
    };
    const named = await inCipher(2);
    const last = String(pagesOf(second));
    await expect(named.getByRole('region', { name: 'Where somebody is still named' })).toContainText(`The text of page ${last} Ms A: a name`);
    await shot(page, 'cipher-refused');
    await named.getByRole('button', { name: 'Cancel' }).press('Enter');

    const dialog = await inCipher(1);
    await expect(dialog.getByRole('region', { name: 'Where somebody is still named' })).toContainText('The text of page 6 Ms A: ');
    const word = dialog.getByRole('checkbox', { name: /^“Vale”/ });
    await tabTo(page, word);
    await page.keyboard.press('Space');
    await shot(page, 'cipher-word');
    await dialog.getByRole('button', { name: 'Try again' }).press('Enter');
    await expect(dialog).toContainText('but for what was ticked as ordinary: “Vale”', { timeout: 60_000 });
    await shot(page, 'cipher-made');
    expect(pagesOf(hidden)).toBe(pagesOf(first));
    expect(textOf(hidden, 6)).toContain('Vale of York');
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  });

  await test.step('a chronology is put in, and says what it is set from', async () => {
    await view(page).getByRole('button', { name: 'Add a document…' }).press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Add a document of the case' });
    await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Chronology');
    await dialog.getByRole('button', { name: /Document$/ }).click();
    await page.getByRole('option', { name: 'Sequence of events' }).click();
    await expect(dialog.getByRole('status')).toContainText('A sequence is of a window of time');
    await shot(page, 'add-document');
    await expect(dialog.getByRole('button', { name: /^Add/ })).toBeDisabled();
    await dialog.getByRole('button', { name: /Document$/ }).click();
    await page.getByRole('option', { name: 'List of exhibits' }).click();
    await dialog.getByRole('checkbox', { name: 'Name emoji: 🔥 [fire]' }).press('Space');
    await page.keyboard.press('Control+Enter');
    await expect(titles(page).filter({ hasText: 'List of exhibits' })).toBeVisible();
    await expect(view(page).getByRole('region', { name: 'Chosen document' })).toContainText('SelectionEvery exhibit');
    await expect(view(page).getByRole('region', { name: 'Chosen document' })).toContainText('EmojiNamed');
    await expect(outline(page).getByRole('treeitem').filter({ hasText: 'List of exhibits' })).toContainText('List of exhibits · UK local');
    await shot(page, 'document');
  });
});
