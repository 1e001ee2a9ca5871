/** The transcript of a picture, reached from the picture in the window of the sample case: as a file of its own, and behind the picture in a bundle. */
import { join } from 'node:path';
import { begun, pagesOf, shot, textOf } from './harness/bundle-steps.ts';
import { answerSaveDialog, grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';
import { callFrom } from './harness/window-calls.ts';

test('what was written down from the chosen picture is put behind it in a bundle, and made as a file with the picture before it', async ({ launch, sampleCase, scratch }) => {
  test.setTimeout(180_000);
  const { electron, window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await begun(page, [{ title: 'Screens', exhibits: ['DEF/4', 'ABC/7'] }]);

  await test.step('behind the picture, under its title', async () => {
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('exhibit:DEF/4 kind:picture');
    await page.keyboard.press('Enter');
    await row(page, 'DEF/4').first().click();
    await itemPane(page).getByRole('button', { name: 'Add its transcript to a bundle…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add the transcript of this picture to a bundle' });
    await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Transcript of DEF/4');
    await shot(page, 'add-transcript');
    await dialog.getByRole('button', { name: 'Add', exact: false }).last().click();
    await expect(page.getByText('The transcript is in bundle A.')).toBeVisible();
    const [bundle] = await callFrom(page, 'bundles.list', {});
    expect(bundle?.definition.sections[0]?.documents.map(({ title }) => title)).toEqual(['DEF/4', 'Transcript of DEF/4', 'ABC/7']);
  });

  await test.step('as a file of its own', async () => {
    const destination = join(scratch, 'transcript.pdf');
    await answerSaveDialog(electron, destination);
    await byName(page, 'transcript of a picture');
    const dialog = page.getByRole('dialog', { name: 'Transcript of a picture as PDF' });
    await expect(dialog).toContainText('DEF/4, ');
    await shot(page, 'export-transcript');
    await dialog.getByRole('button', { name: 'Choose where to save…' }).click();
    await expect(dialog).toContainText('SHA-256', { timeout: 60_000 });
    await expect(dialog).toContainText('2 listed, 0 left out and counted');
    expect(pagesOf(destination)).toBe(2);
    expect(textOf(destination, 1)).toContain('Exhibit DEF/4: ');
    expect(textOf(destination, 2)).toMatch(/Reacted to your story: 🔥 ?\(flame\)/u);
  });
});
