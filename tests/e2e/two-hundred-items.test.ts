/** A day's reviewing by keyboard alone: two hundred items, each with an answer, every fourth with a tag, every tenth with reasons; then the same case opened again. */
import { grid, itemPane, searchFor } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { callFrom } from './harness/window-calls.ts';

const items = 200;
const answers = [['n', 'no-policing-purpose'], ['p', 'policing-purpose'], ['u', 'unclear'], ['o', 'account-needed']] as const;

test('two hundred items are assessed, tagged and reasoned by keyboard alone, and all of it is on the disk', async ({ launch, sampleCase }) => {
  test.setTimeout(240_000);
  const first = await launch({ args: [sampleCase] });
  const { window: page, profile } = first;
  await grid(page).waitFor();
  const mouse = await page.evaluateHandle(() => {
    const used = { presses: 0 };
    window.addEventListener('mousedown', () => { used.presses += 1; }, true);
    return used;
  });
  await searchFor(page, 'kind:message');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Home');
  const dialog = page.getByRole('dialog');
  for (let item = 0; item < items; item += 1) {
    const [key] = answers[item % answers.length] ?? answers[0];
    await page.keyboard.press(key);
    if (item % 4 === 0) {
      await page.keyboard.press('t');
      await page.keyboard.type('pet name');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    }
    if (item % 10 === 0) {
      await page.keyboard.press('Enter');
      await page.keyboard.type(`Item ${item + 1}: read with the two before it`);
      await page.keyboard.press('Control+Enter');
      await expect(dialog).toHaveCount(0);
    }
    await page.keyboard.press('j');
  }
  // What is shown is on the disk: the last key has been carried out once the row says so.
  await page.keyboard.press('k');
  await expect(itemPane(page).getByRole('button', { name: "Officer's account needed" })).toHaveAttribute('aria-pressed', 'true');
  expect(await mouse.evaluate((used) => used.presses)).toBe(0);
  await first.close();

  const again = await launch({ args: [sampleCase], profile });
  await grid(again.window).waitFor();
  const { items: reviewed } = await callFrom(again.window, 'items.page', { filter: { search: 'kind:message' }, after: null, limit: items });
  expect(reviewed.map(({ assessment }) => assessment?.state)).toEqual(Array.from({ length: items }, (_, item) => answers[item % answers.length]?.[1]));
  expect(reviewed.flatMap(({ tags }, item) => (tags.includes('pet-name') ? [item] : []))).toEqual(Array.from({ length: items / 4 }, (_, fourth) => fourth * 4));
  expect(reviewed.flatMap(({ assessment }, index) => (assessment?.reasons === '' || assessment === null ? [] : [`${index + 1} ${assessment.reasons}`]))).toEqual(
    Array.from({ length: items / 10 }, (_, tenth) => `${tenth * 10 + 1} Item ${tenth * 10 + 1}: read with the two before it`),
  );
});
