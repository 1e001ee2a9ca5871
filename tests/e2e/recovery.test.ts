import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './harness/app.ts';
import { addFiles, answerZone, createCase, importNow, row } from './harness/case-steps.ts';
import { enginePid } from './harness/engine-process.ts';

/** A chat that takes long enough to read for the engine to be killed on the way. */
function writeLongChat(folder: string): string {
  const path = join(folder, 'WhatsApp Chat with Imogen Vale.txt');
  const rows = Array.from({ length: 60_000 }, (_, number) => `${String(13 + (number % 12)).padStart(2, '0')}/05/2021, ${String(Math.floor(number / 60) % 24).padStart(2, '0')}:${String(number % 60).padStart(2, '0')} - Rowan Ashdown: message number ${number}`);
  writeFileSync(path, rows.join('\n'));
  return path;
}

test.describe('when the engine is killed while it imports', () => {
  test.skip(process.platform !== 'linux', 'finding the engine’s process from outside needs /proc');
  test.use({ launchWith: { env: { PLUMBLINE_ENGINE_HOST: 'child' } } });

  test('the window says what happened; the case is taken over, checked, and imported again without duplicates', async ({ app, scratch }) => {
    const { electron, window: page } = app;
    await createCase(electron, page, join(scratch, 'Larkspur.plumbline'));
    await addFiles(electron, page, [writeLongChat(scratch)], ['ABC/1']);
    const dialog = page.getByRole('dialog', { name: 'Read ABC/1' });
    await answerZone(dialog, page);
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog.getByText('Reading rows')).toBeVisible();
    const pid = enginePid(await electron.evaluate(() => process.pid));
    if (pid === null) throw new Error('the engine runs');
    process.kill(pid, 'SIGKILL');

    await expect(page.getByRole('alert')).toContainText('has been started again');
    await page.getByRole('button', { name: 'Reopen case' }).click();
    const locked = page.getByRole('dialog', { name: 'This case was not closed last time' });
    await expect(locked).toContainText('no longer running');
    await locked.getByRole('button', { name: 'Check it and take over' }).click();
    await expect(page.getByText(/The import of ABC\/1 .* was interrupted/)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Nothing on the timeline yet' })).toBeVisible();

    await page.getByRole('button', { name: 'About ABC/1' }).click();
    await expect(page.getByRole('dialog', { name: 'Exhibit ABC/1' })).toContainText('Reading this exhibit was not finished');
    await page.getByRole('button', { name: 'Read it now' }).click();
    await answerZone(page.getByRole('dialog', { name: 'Read ABC/1' }), page);
    expect(await importNow(page, 'ABC/1')).toBe('60,000 rows in = 60,000 items + 0 set aside');
    await expect(page.getByText('60,000 items shown, 0 outside this view')).toBeVisible();
    await expect(row(page, 'message number 0').first()).toBeVisible();
  });
});

test('a case somebody else has open is refused, and says who', async ({ app, launch, scratch }) => {
  const folder = join(scratch, 'Larkspur.plumbline');
  await createCase(app.electron, app.window, folder);
  const other = await launch({ args: [folder] });
  const dialog = other.window.getByRole('dialog', { name: 'This case is open elsewhere' });
  await expect(dialog).toContainText('Close it there first');
  await expect(dialog.getByRole('button', { name: 'Check it and take over' })).toHaveCount(0);
});
