/** Screenshots that look alike, stacked in the timeline by key, opened to all, and never left out of a count. */
import { grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName } from './harness/views.ts';
import { callFrom } from './harness/window-calls.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`pictures that look alike are stacked with a count, opened to all, and unstacked, by key alone (${theme})`, async ({ launch, sampleCase }) => {
    const { window: page } = await launch({ args: [sampleCase] });
    await grid(page).waitFor();
    await byName(page, `${theme} theme`);
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('kind:picture');
    await page.keyboard.press('Enter');
    const status = page.getByRole('status').filter({ hasText: 'shown' });
    await expect(page.getByRole('button', { name: 'Remove filter “kind:picture”' })).toBeVisible();
    const pictures = 12;
    await expect(status).toContainText(`${pictures} items shown`);
    await grid(page).focus();
    await page.keyboard.press('Shift+E');
    const compare = page.getByRole('button', { name: /not compared yet: compare$/ });
    await expect(compare).toBeVisible();
    await expect(status).not.toContainText('in closed stacks');
    await compare.press('Enter');
    await expect(compare).toHaveCount(0);

    await expect(status).toContainText(new RegExp(`^${pictures} items shown.*in closed stacks`));
    const folded = Number(/(\d+) in closed stacks/.exec(await status.innerText())?.[1]);
    const first = row(page, /\d+ alike/).first();
    await expect(first).toBeVisible();
    const rows = async (): Promise<number> => (await grid(page).getByRole('row').filter({ hasText: /DEF\/|TO\// }).count());
    expect(await rows()).toBe(pictures - folded);
    const shots = process.env['PLUMBLINE_SHOTS'];
    if (shots !== undefined) await page.screenshot({ path: `${shots}/stacks-${theme}.png` });

    await test.step('End goes to the last row there is', async () => {
      await grid(page).focus();
      await page.keyboard.press('End');
      await expect(grid(page).getByRole('row', { selected: true })).toBeVisible();
    });

    await test.step('one opens and closes by key', async () => {
      await first.getByText('TO/1', { exact: true }).click();
      await expect(itemPane(page)).toContainText('Where this comes from');
      await page.keyboard.press('e');
      await expect(row(page, '1 of ')).toBeVisible();
      await expect(row(page, '2 of ').first()).toBeVisible();
      if (shots !== undefined) await page.screenshot({ path: `${shots}/stacks-open-${theme}.png` });
      await page.keyboard.press('e');
      await expect(row(page, '2 of ')).toHaveCount(0);
      await expect.poll(rows).toBe(pictures - folded);
    });

    await test.step('one inside a closed stack is gone to by opening the stack', async () => {
      const { items } = await callFrom(page, 'items.page', { filter: { kinds: ['picture'] }, limit: 2000 });
      expect(items).toHaveLength(pictures);
      await first.getByText('TO/1', { exact: true }).click();
      await itemPane(page).getByRole('button', { name: 'TO/2 — report-31806-photograph-2.jpg' }).click();
      await expect(row(page, '2 of 2 alike')).toHaveAttribute('aria-selected', 'true');
      await page.keyboard.press('e');
      await expect(row(page, '2 of 2 alike')).toHaveCount(0);
      await expect(row(page, '2 alike')).toHaveAttribute('aria-selected', 'true');
    });

    await test.step('the switch gives every picture its line again', async () => {
      await page.keyboard.press('Shift+E');
      await expect(status).not.toContainText('in closed stacks');
      await expect.poll(rows).toBe(pictures);
      await expect(status).toContainText(`${pictures} items shown`);
    });
  });
}
