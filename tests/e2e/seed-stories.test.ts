/**
 * The five published accounts the program must serve, followed in the invented sample case: each step names a phrase of an
 * account and shows what the program has for it.
 */
import type { Page } from 'playwright/test';
import { grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName, toTime } from './harness/views.ts';

async function find(page: Page, query: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.fill(query);
  await search.press('Enter');
  await expect(page.getByRole('button', { name: `Remove filter “${query}”` })).toBeVisible();
}
async function everything(page: Page): Promise<void> {
  await byName(page, 'clear the filters');
  await expect(page.getByText('Everything in the case')).toBeVisible();
}
const selected = (page: Page) => grid(page).getByRole('row', { selected: true });
const pane = itemPane;

test('first account: a number-plate check, a search for her minutes later, a follow, emojis and a block', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();

  await test.step('“just minutes after getting the details of the vehicle’s owner … a search of her name on Instagram”', async () => {
    await toTime(page, '28/09/2021 15:24:10');
    await expect(selected(page)).toContainText('15:24:10');
    await page.keyboard.press('w');
    await expect(row(page, 'VE AB12 CDE')).toContainText('ABC/4');
    await expect(row(page, 'rowan.a.rides').first()).toContainText('15:31');
    // The check is exact, the screenshot says only the minute: the gap is a range.
    await expect(row(page, /^\s*\d+ min.*–.*min/).first()).toBeVisible();
    await expect(row(page, 'rowan.a.rides').first()).toContainText('BST');
    await page.keyboard.press('Escape');
  });

  await test.step('“based on evidence seen on a screenshot of the woman’s phone”', async () => {
    await find(page, 'exhibit:DEF/2');
    await row(page, 'rowan.a.rides').first().click();
    await expect(pane(page)).toContainText('Written down by a person from a picture');
    await expect(pane(page)).toContainText(/Screenshot of .*Vale/);
    await expect(pane(page)).toContainText('to the minute');
    // Where in the picture it was read, in the picture's own pixels; and the picture, hidden, with that region pointed at.
    await expect(pane(page)).toContainText('540 × 96 pixels from 0, 180 (across, down) of 540 × 1080');
    await pane(page).getByRole('button', { name: /^Show where on the picture/ }).click();
    const viewer = page.getByRole('dialog', { name: /^DEF\/2/ });
    await expect(viewer.getByRole('button', { name: /^Entry 1/ }).first()).toHaveClass(/pointed/);
    await expect(viewer.locator('img')).toHaveCount(0);
    await expect(viewer.getByRole('group', { name: 'About the picture' })).toContainText('Text in the picture');
    await page.keyboard.press('Escape');
  });

  await test.step('“PNC check on the car’s registration plate”: one plate, however it is written, across sources', async () => {
    await find(page, 'AB12CDE');
    await expect(row(page, 'AB12 CDE').first()).toBeVisible();
    await row(page, 'VE AB12 CDE').first().click();
    await expect(pane(page)).toContainText('System access');
  });

  await test.step('“flame and heart eyes emojis”; “another emoji to her in December 2021 before deciding to block her”', async () => {
    await find(page, 'kind:event rowan.a.rides');
    await expect(row(page, '🔥 (flame)').first()).toContainText('BST');
    await expect(row(page, '🔥 (flame)').nth(1)).toContainText('GMT');
    await expect(row(page, /block/i).first()).toContainText('GMT');
    await expect(page.getByText(/Clocks go back|GMT \(UTC\+0\)/).first()).toBeVisible();
  });

  await test.step('“because they had numerous mutual followers”; “denied all the allegations”: his account beside each row', async () => {
    await everything(page);
    await toTime(page, '28/09/2021 15:31');
    await expect(row(page, 'Her profile was suggested to me because').first()).toContainText('ABC/6');
    await find(page, 'kind:access "AB12 CDE" is:npp');
    await row(page, 'VE AB12 CDE').first().click();
    await expect(pane(page)).toContainText('Says the car left too fast');
  });

  await test.step('“non-policing purpose”: an assessment with reasons, author and date', async () => {
    await expect(pane(page)).toContainText(/First reviewer:\s*No policing purpose apparent/);
    await expect(pane(page)).toContainText('Check made 12 minutes after the car was followed');
    await expect(pane(page)).toContainText(/R\. Reviewer, \w{3} \d\d\/\d\d\/\d{4}/);
    await expect(pane(page)).toContainText('Innocent explanation');
  });
});

test('second account: one person on several platforms, secrecy, and pictures nobody has to look at', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();

  await test.step('“From the conversations we examined on Facebook and WhatsApp”: one person, several platforms, one thread', async () => {
    await find(page, 'exhibit:ABC/1 lovely');
    await row(page, 'You looked lovely today').click();
    await page.keyboard.press('c');
    const conversation = page.getByRole('main', { name: 'Conversation' });
    await conversation.getByRole('button', { name: 'Imogen Vale across all sources' }).click();
    await expect(conversation).toContainText('all sources');
    await expect(conversation.getByRole('option').filter({ hasText: 'You looked lovely today' })).toContainText('ABC/1');
    await expect(conversation.getByRole('option').filter({ hasText: /DEF\/|ABC\/5/ }).first()).toBeAttached();
    await page.keyboard.press('Escape');
  });

  await test.step('“discussed keeping a ‘secret’”; “taking steps to conceal it”: hits in context, and a tag for it', async () => {
    await find(page, '"our secret"');
    await expect(row(page, 'Our secret, yes?').locator('mark').first()).toBeVisible();
    await row(page, 'Our secret, yes?').click();
    await expect(pane(page)).toContainText('Concealment');
    await page.keyboard.press('w');
    await expect(row(page, 'Don\'t mention this to anyone at the station')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('“graphic photographs including of a male groin area”: hidden until asked for, described once', async () => {
    await find(page, 'exhibit:ABC/1 IMG-20211119-WA0007');
    await row(page, 'IMG-20211119-WA0007').first().click();
    await expect(pane(page).getByRole('button', { name: /^Show picture/ })).toBeVisible();
    await expect(pane(page).locator('img')).toHaveCount(0);
    await pane(page).getByRole('button', { name: 'Describe it…' }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('Flat grey; withheld in the sample');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(pane(page)).toContainText('Flat grey; withheld in the sample');
    await expect(pane(page).locator('img')).toHaveCount(0);
  });

  await test.step('“personal mobile phone”; “Police Community Support Officer”; “former”: whose device, and another regime', async () => {
    await page.getByRole('button', { name: 'About ABC/1', exact: true }).click();
    await expect(page.getByRole('dialog')).toContainText('Device owner');
    await page.keyboard.press('Escape');
    await byName(page, 'details of the case');
    await page.getByRole('button', { name: /Regime/ }).click();
    await expect(page.getByRole('option', { name: /staff/i })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });
});

test('third account: two complainants whose time overlaps, on and off duty, accesses about one of them', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  const people = page.getByRole('region', { name: 'People of the case' });

  await test.step('“two vulnerable women”; “Between November 2018 and August 2019”: a timeline of each, and one of both', async () => {
    const shown = async (): Promise<number> => Number((await page.getByRole('status').filter({ hasText: 'shown' }).innerText()).replace(/,/g, '').match(/^\d+/)?.[0]);
    await people.getByRole('button', { name: 'Imogen Vale' }).click();
    await expect(page.getByRole('button', { name: 'Remove filter Held by Imogen Vale' })).toBeVisible();
    await expect.poll(shown).toBeLessThan(1_000);
    const hers = await shown();
    await people.getByRole('button', { name: 'Tamsin Orrell' }).click();
    await expect(page.getByRole('button', { name: 'Remove filter Held by Tamsin Orrell' })).toBeVisible();
    await expect.poll(shown).toBeGreaterThan(hers);
    const both = await shown();
    await people.getByRole('button', { name: 'Imogen Vale' }).click();
    await expect.poll(shown).toBeLessThan(both);
    expect(hers + await shown()).toBeGreaterThanOrEqual(both);
    await people.getByRole('button', { name: 'Tamsin Orrell' }).click();
  });

  await test.step('“while on and off duty”: duty of each row, by the roster', async () => {
    await toTime(page, '24/10/2021 23:21');
    await expect(selected(page)).toContainText(/on duty|off duty/i);
    await expect(pane(page)).toContainText('by the rosters in the case');
  });

  await test.step('“accessed police systems for information about her for no policing purpose”: the accesses about one person', async () => {
    await find(page, 'kind:access');
    await people.getByRole('button', { name: 'Imogen Vale' }).click();
    await expect(row(page, 'VALE').first()).toContainText(/ABC\/[45]/);
    await expect(page.getByText(/^9 items shown/)).toBeVisible();
  });
});

test('fourth account: a number taken from a police system and used from a personal phone', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();

  await test.step('“taken contact details … from a police system and contacted them using his personal phone number”', async () => {
    await byName(page, 'accesses and contacts');
    const pairs = page.getByRole('main', { name: 'Accesses and contacts' });
    await expect(pairs.getByRole('row').filter({ hasText: 'Hi Imogen it\'s Rowan' }).first()).toContainText('after');
    await expect(pairs).toContainText('First contact');
  });

  await test.step('“considerable number of sexually explicit … text and video … whilst on duty”: films wait for a hand, without sound', async () => {
    await byName(page, 'timeline');
    await find(page, 'has:film kind:message');
    await expect(row(page, /on duty/i)).toHaveCount(2);
    await row(page, 'VID-20220120-WA0005').click();
    await expect(pane(page)).toContainText('video/webm');
    await expect(pane(page).locator('video')).toHaveCount(0);
    await pane(page).getByRole('button', { name: /^Show player/ }).click();
    const film = pane(page).locator('video');
    await expect(film).toHaveAttribute('preload', 'none');
    await expect(pane(page)).toContainText('Nothing is read from the file before you press play. It begins without sound.');
    const state = (): Promise<{ paused: boolean; muted: boolean; autoplay: boolean; read: number; seconds: number }> => film.evaluate((element) => {
      const { paused, muted, autoplay, readyState, duration } = element as unknown as { paused: boolean; muted: boolean; autoplay: boolean; readyState: number; duration: number };
      return { paused, muted, autoplay, read: readyState, seconds: Math.round(duration) };
    });
    expect(await state()).toMatchObject({ paused: true, muted: true, autoplay: false, read: 0 });
    // It is a film that plays, once a hand starts it, and still without sound.
    await film.evaluate((element) => (element as unknown as { play: () => Promise<void> }).play());
    await expect.poll(state).toMatchObject({ muted: true, seconds: 3 });
    await page.keyboard.press('v');
    await expect(film).toHaveCount(0);
    // A line of the grid, and the conversation, name it and show nothing of it.
    await expect(grid(page).locator('img, video')).toHaveCount(0);
    await grid(page).focus();
    await page.keyboard.press('c');
    const conversation = page.getByRole('main', { name: 'Conversation' });
    await expect(conversation).toContainText('2 pictures, 2 films, hidden until you ask for one; 0 described');
    await expect(conversation.locator('img, video')).toHaveCount(0);
  });

  await test.step('“considerable number of sexually explicit … messages/text and video … whilst on duty”: counted by type and by duty, each number opening its rows', async () => {
    await byName(page, 'timeline');
    await find(page, 'has:film');
    await byName(page, 'patterns');
    const duty = page.getByRole('main', { name: 'Patterns' }).getByRole('region', { name: 'On and off duty' });
    await expect(duty.getByRole('button', { name: /^2 contacts, On duty: show them/ })).toBeVisible();
    await duty.getByRole('button', { name: /^2 contacts, On duty: show them/ }).click();
    await expect(page.getByRole('status').filter({ hasText: '2 items shown' })).toBeVisible();
  });
});

test('fifth account: contact after a complaint was withdrawn, records of himself and his family, a number that changed', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();

  await test.step('“researched the woman and accessed her telephone number(s)”: which fields were opened', async () => {
    await find(page, 'kind:access ORRELL');
    await row(page, /opened.*Telephone/).first().click();
    await expect(pane(page)).toContainText(/opened.*Telephone/i);
  });

  await test.step('“two naked images of the woman and a sexually explicit video … to an unknown number(s) via WhatsApp after the woman retracted her complaint”: the same files in the case file and on the phone', async () => {
    await byName(page, 'same files');
    const files = page.getByRole('main', { name: 'Same files' });
    await expect(files.getByRole('status').first()).toContainText('3 files are in more than one exhibit');
    const found = page.getByRole('grid', { name: 'Files in more than one exhibit' }).getByRole('row');
    await expect(found).toHaveCount(3);
    for (const reference of ['TO/1', 'TO/2', 'TO/3']) await expect(found.filter({ hasText: reference })).toContainText('ABC/9');
    await expect(files.locator('img, canvas, video')).toHaveCount(0);
    await files.getByRole('button', { name: /Kind of file/ }).click();
    await page.getByRole('option', { name: 'Films' }).click();
    await expect(found).toHaveCount(1);
    const places = page.getByRole('complementary', { name: 'Places of the file' });
    await expect(places.getByRole('heading', { name: '2 places in 2 exhibits' })).toBeVisible();
    await places.getByRole('button', { name: /^ABC\/9 VID-20220120-WA0005/ }).click();
    // Sent on the 20th, three days after she withdrew on the 17th; to a number that nobody of the case holds.
    await expect(selected(page)).toContainText('23:14');
    await expect(pane(page)).toContainText('20/01/2022');
    await expect(pane(page)).toContainText('The same file, byte for byte');
    await expect(pane(page).getByRole('button', { name: /^TO\/3 — report-31806-film/ })).toBeVisible();
    await expect(pane(page)).toContainText('+44 7700 900612');
  });

  await test.step('a picture among the same files opens in the viewer, hidden until it is asked for', async () => {
    await byName(page, 'same files');
    await page.getByRole('button', { name: /Kind of file/ }).click();
    await page.getByRole('option', { name: 'Pictures' }).click();
    await page.getByRole('grid', { name: 'Files in more than one exhibit' }).getByRole('row').filter({ hasText: 'TO/1' }).click();
    if (process.env['PLUMBLINE_SHOTS'] !== undefined) await page.screenshot({ path: `${process.env['PLUMBLINE_SHOTS']}/same-files-viewer.png` });
    await page.getByRole('button', { name: /^Open in the viewer, hidden until asked for: TO\/1/ }).click();
    const viewer = page.getByRole('dialog', { name: /^TO\/1/ });
    await expect(viewer.getByRole('toolbar', { name: 'The picture' })).toBeVisible();
    await expect(viewer).toContainText('Hidden until you ask for it');
    await expect(viewer.locator('img')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(viewer).toHaveCount(0);
  });

  await test.step('“research both himself and his wife, their son and their son’s birth family”', async () => {
    await byName(page, 'accesses and contacts');
    const pairs = page.getByRole('main', { name: 'Accesses and contacts' });
    await pairs.getByRole('button', { name: /Accesses/ }).first().click();
    await page.getByRole('option', { name: /family/ }).click();
    await expect(pairs.getByRole('row').filter({ hasText: 'ASHDOWN, Marnie' }).first()).toBeVisible();
  });

  await test.step('“changed her mobile number and blocked the officer”: who held which number when', async () => {
    await byName(page, 'people');
    const people = page.getByRole('main', { name: 'People' });
    await expect(people.getByRole('row').filter({ hasText: '07700 900385' })).toContainText('up to 04/02/2022');
    await expect(people.getByRole('row').filter({ hasText: '07700 900588' })).toContainText('from 05/02/2022');
  });

  await test.step('“mobile phone forensic download, audits of computer applications … relevant police policy”: documents are exhibits too', async () => {
    await byName(page, 'timeline');
    await find(page, 'exhibit:ABC/7 withdraw');
    await row(page, 'ABC/7').first().click();
    await expect(pane(page)).toContainText('Nobody is asked to withdraw a complaint');
    await expect(pane(page)).toContainText('page 3');
  });
});
