/** Patterns of contact, and the anchors it is measured against, in the window. */
import { writeFileSync } from 'node:fs';
import type { ElectronApplication, Page } from 'playwright/test';
import { grid } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';

const shots = process.env['PLUMBLINE_SHOTS'];
const shoot = async (page: Page, name: string): Promise<void> => { if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png` }); };
/** The picture on the clipboard, as PNG. The development runtime has the clipboard Electron had before it became a promise. */
async function copied(electron: ElectronApplication): Promise<Buffer> {
  const base64 = await electron.evaluate(async ({ clipboard }) => {
    const older = clipboard as unknown as { readonly readImage?: () => { toPNG(): Buffer } };
    if (older.readImage !== undefined) return older.readImage().toPNG().toString('base64');
    const [item] = await clipboard.read();
    const blob = await item?.getType('image/png');
    return blob instanceof Blob ? Buffer.from(await blob.arrayBuffer()).toString('base64') : '';
  });
  return Buffer.from(base64, 'base64');
}
const numberIn = (text: string): number => Number(/^[\d,]+/.exec(text)?.[0].replaceAll(',', ''));

test('“while on and off duty”, before and after the complaint was withdrawn: contacts and accesses are counted, and every number opens the rows it counts', async ({ launch, sampleCase }) => {
  const { window: page, electron } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const openPatterns = (): Promise<void> => page.getByRole('navigation').getByRole('button', { name: 'Patterns' }).click();
  const view = page.getByRole('main', { name: 'Patterns' });
  const shown = page.getByRole('status').filter({ hasText: 'shown' });
  await openPatterns();
  const contacts = view.getByRole('button', { name: /contacts with a time: show them/ });
  await expect(contacts).toBeVisible();
  await shoot(page, 'patterns-light');

  const opens = async (number: ReturnType<typeof view.getByRole>): Promise<void> => {
    const count = numberIn(await number.getAttribute('aria-label') ?? '');
    expect(count).toBeGreaterThan(0);
    await number.click();
    await expect(shown).toContainText(`${count.toLocaleString('en-GB')} item${count === 1 ? '' : 's'} shown`);
  };

  await test.step('the number of contacts, an hour of the week, off-duty accesses and who begins open as many rows', async () => {
    await opens(contacts);
    await shoot(page, 'patterns-opened');
    for (const [section, name] of [['Hour by weekday', /contacts, .*day \d\d:00.*: show them/], ['On and off duty', /system accesses, Off duty: show them/], ['Night share', /contacts, Night/], ['Who begins a conversation', /contacts, Rowan Ashdown/]] as const) {
      await openPatterns();
      await opens(view.getByRole('region', { name: section }).getByRole('button', { name }).first());
    }
    await expect(page.getByRole('button', { name: /Remove filter Contacts that begin a conversation after 4 h/ })).toBeVisible();
  });

  await test.step('an anchor is stated by its source, and what lies after it is counted', async () => {
    await openPatterns();
    await view.getByRole('button', { name: 'State an anchor…' }).click();
    const dialog = page.getByRole('dialog', { name: 'State an anchor' });
    await dialog.getByRole('button', { name: /Kind/ }).click();
    await page.getByRole('option', { name: 'Case closed' }).click();
    await dialog.getByRole('textbox', { name: 'Date' }).fill('12/10/2021');
    await dialog.getByRole('textbox', { name: 'Source' }).fill('Crime log, entry 19');
    await expect(dialog.getByRole('button', { name: 'State', exact: true })).toBeDisabled(); // the zone and its basis are never guessed
    await dialog.getByRole('button', { name: /Time zone/ }).click();
    await page.getByRole('option', { name: /UK local/ }).click();
    await dialog.getByRole('button', { name: /Basis of the zone/ }).click();
    await page.getByRole('option', { name: /Stated by/ }).click();
    await shoot(page, 'patterns-anchor-dialog');
    await dialog.getByRole('button', { name: 'State', exact: true }).click();
    const after = view.getByRole('region', { name: 'Before and after anchors' }).getByRole('button', { name: /contacts after Case closed: show them/ });
    await after.scrollIntoViewIfNeeded();
    await view.getByRole('checkbox', { name: 'Each person apart' }).check();
    await expect(view.getByRole('button', { name: /contacts of Imogen Vale after Case closed/ })).toBeVisible();
    await shoot(page, 'patterns-anchors');
    if (shots !== undefined) {
      for (let press = 0; press < 2; press += 1) await page.getByRole('button', { name: /^Theme:/ }).click();
      await shoot(page, 'patterns-anchors-dark');
      await view.getByRole('region', { name: 'Who begins a conversation' }).evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await shoot(page, 'patterns-splits-dark');
      await view.getByRole('heading', { name: 'Patterns' }).scrollIntoViewIfNeeded();
      await shoot(page, 'patterns-dark');
      await page.getByRole('button', { name: /^Theme:/ }).click();
      await view.getByRole('region', { name: 'Who begins a conversation' }).evaluate((element) => element.scrollIntoView({ block: 'center' }));
      await shoot(page, 'patterns-splits-light');
    }
    await opens(after);
    await page.getByRole('button', { name: /^Remove filter Contacts/ }).click();
    await page.getByRole('slider', { name: /Anchors: Case closed 12\/10\/2021/ }).waitFor();
    await shoot(page, 'patterns-chart');
    await page.getByRole('button', { name: 'Dates…' }).click();
    await page.getByRole('textbox', { name: 'From date' }).fill('12/10/2021');
    await page.getByRole('textbox', { name: 'Until date' }).fill('13/10/2021');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await grid(page).focus();
    await page.keyboard.press('Home');
    await expect(grid(page).getByRole('rowheader', { name: /Anchor: Case closed/ })).toBeVisible();
    await shoot(page, 'patterns-timeline');
    await page.getByRole('button', { name: /^Remove filter from/ }).click();
  });

  await test.step('the hours of the week are one stop of the Tab key, and the arrow keys go through them', async () => {
    await openPatterns();
    const table = view.getByRole('region', { name: 'Hour by weekday' }).getByRole('table');
    await table.getByRole('button', { name: /placed in an hour: show them/ }).focus();
    await page.keyboard.press('ArrowUp');
    await expect(table.getByRole('button', { name: /contacts, Sunday: show them/ })).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    const hour = table.getByRole('button', { name: /contacts, Sunday \d\d:00/ }).last();
    await expect(hour).toBeFocused();
    const count = numberIn(await hour.getAttribute('aria-label') ?? '');
    await page.keyboard.press('Enter');
    await expect(shown).toContainText(`${count.toLocaleString('en-GB')} item${count === 1 ? '' : 's'} shown`);
  });

  await test.step('for one person, by week, as a table reached by key; and copied as a picture', async () => {
    await openPatterns();
    await view.getByRole('button', { name: /Person/ }).click();
    await page.getByRole('option', { name: 'Imogen Vale' }).click();
    await expect(page.getByRole('button', { name: 'Remove filter Held by Imogen Vale' })).toBeVisible();
    await view.getByRole('region', { name: 'Per day' }).getByRole('button', { name: /Counted per/ }).click();
    await page.getByRole('option', { name: 'Per week' }).click();
    const perWeek = view.getByRole('region', { name: 'Per week' });
    await shoot(page, 'patterns-week');
    await perWeek.getByRole('button', { name: 'Copy as picture: Per week' }).click();
    await expect(page.getByText('“Per week” copied as a picture')).toBeVisible();
    const picture = await copied(electron);
    expect(picture.readUInt32BE(16)).toBe(2080); // a PNG says its width here
    if (shots !== undefined) writeFileSync(`${shots}/patterns-copied.png`, picture);
    await view.getByRole('button', { name: 'Copy as picture: Hour by weekday' }).click();
    await expect(page.getByText('“Hour by weekday” copied as a picture')).toBeVisible();
    if (shots !== undefined) writeFileSync(`${shots}/patterns-copied-clock.png`, await copied(electron));
    await perWeek.getByRole('button', { name: 'As a table' }).focus();
    await page.keyboard.press('Enter');
    const week = perWeek.getByRole('button', { name: /contacts, Week from/ }).first();
    await week.focus();
    const count = numberIn(await week.getAttribute('aria-label') ?? '');
    await page.keyboard.press('Enter');
    await expect(shown).toContainText(`${count.toLocaleString('en-GB')} item${count === 1 ? '' : 's'} shown`);
  });

  await test.step('accesses after the closing are a list of their own', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Accesses and contacts' }).click();
    const pairs = page.getByRole('main', { name: 'Accesses and contacts' });
    await pairs.getByRole('button', { name: /Accesses/ }).click();
    await page.getByRole('option', { name: 'After the case was closed' }).click();
    await expect(pairs.getByRole('status')).toContainText(/^[1-9]\d* listed/);
  });
});
