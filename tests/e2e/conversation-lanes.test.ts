/** Official and personal contact side by side, accesses in the margin, third-party conversations, and a place that is kept. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright/test';
import { grid, itemPane, row } from './harness/case-steps.ts';
import { expect, test } from './harness/sample-case.ts';
import { byName, toTime } from './harness/views.ts';
import { callFrom } from './harness/window-calls.ts';

const shots = process.env['PLUMBLINE_SHOTS'];
async function shoot(page: Page, name: string): Promise<void> {
  if (shots === undefined) return;
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((wanted) => { document.documentElement.dataset['theme'] = wanted; }, theme);
    await page.screenshot({ path: `${shots}/${name}-${theme}.png` });
  }
  await page.evaluate(() => { document.documentElement.dataset['theme'] = 'light'; });
}

const conversation = (page: Page): Locator => page.getByRole('main', { name: 'Conversation' });
const said = (page: Page): Locator => conversation(page).getByRole('listbox', { name: 'What was said' });
const left = async (place: Locator): Promise<number> => (await place.first().boundingBox())?.x ?? NaN;

async function read(page: Page, words: string, text: string): Promise<void> {
  const search = page.getByRole('searchbox', { name: 'Search everything' });
  await search.fill(words);
  await search.press('Enter');
  await row(page, text).first().click();
  await expect(itemPane(page)).toContainText('Where this comes from');
  await page.keyboard.press('c');
  await expect(conversation(page)).toBeVisible();
}

test('“failed in his duties to properly update the victim”: official contact beside personal contact, counted, with gaps', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await read(page, 'own phone', 'This is my own phone');

  await test.step('system accesses about her stand in the margin at their time', async () => {
    const access = said(page).getByRole('option').filter({ hasText: '23:38:15' });
    await expect(access).toContainText('System access: ASHDOWN, R PC');
    const message = said(page).getByRole('option').filter({ hasText: 'This is my own phone' });
    expect(await left(access)).toBeLessThan(await left(message));
    expect((await access.boundingBox())?.y).toBeLessThan((await message.boundingBox())?.y ?? 0);
    await expect(conversation(page).getByRole('status').first()).toContainText('240 items and 9 system accesses');
    await shoot(page, 'conversation');
  });

  await test.step('nobody has said which is official, and nothing is guessed', async () => {
    await page.keyboard.press('l');
    await expect(conversation(page).getByRole('region', { name: 'Personal contact' })).toContainText('0 contacts');
    await expect(conversation(page).getByRole('region', { name: 'Not said which' })).toContainText(/[1-9][\d,]* contacts/);
    await expect(conversation(page).getByRole('region', { name: 'Official contact' })).toContainText('2 contacts');
    await shoot(page, 'lanes-not-said');
  });

  await test.step('a person says it by keyboard, with a reason', async () => {
    await said(page).focus();
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog', { name: 'Official or personal contact' });
    await dialog.getByRole('radiogroup', { name: /^Exhibit ABC\/1/ }).getByRole('radio', { name: 'Personal' }).check({ force: true });
    await dialog.getByRole('textbox', { name: 'On what this rests' }).fill('Handset settings page: his own number');
    await shoot(page, 'channel-dialog');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toHaveCount(0);
  });

  const official = conversation(page).getByRole('region', { name: 'Official contact' });
  await test.step('the lanes count, and say how long without an update and what went by the other meanwhile', async () => {
    await expect(conversation(page).getByRole('region', { name: 'Not said which' })).toHaveCount(0);
    await expect(official).toContainText(/Longest without: 30 d .*03\/11\/2021 10:05 to 03\/12\/2021 11:00/);
    await expect(official).toContainText(/meanwhile \d+ personal/);
    const update = said(page).getByRole('option').filter({ hasText: 'CCTV from the car park' });
    await official.getByRole('button', { name: /^(?:First|Begins)/ }).first().click();
    await expect(said(page).getByRole('option', { selected: true })).toContainText('Tagged as an official update');
    await expect(update).toBeVisible();
    expect(await left(update)).toBeLessThan((await conversation(page).getByRole('region', { name: 'Personal contact' }).boundingBox())?.x ?? 0);
    await shoot(page, 'lanes');
  });

  await test.step('the number opens its rows, and Back finds the conversation where it was', async () => {
    const chosen = await said(page).getByRole('option', { selected: true }).innerText();
    const button = official.getByRole('button', { name: /\d+ personal: show the rows/ }).first();
    const count = Number((await button.innerText()).replace(/\D/g, ''));
    await button.click();
    await expect(page.getByText(new RegExp(`^${count} items? shown`))).toBeVisible();
    await expect(page.getByRole('button', { name: 'Remove filter Personal contact' })).toBeVisible();
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(said(page).getByRole('option', { selected: true })).toContainText(chosen.split('\n')[0] ?? '');
    await expect(official).toContainText('2 contacts');
  });

  await test.step('across all sources it is the row chosen whose source is asked about', async () => {
    await conversation(page).getByRole('button', { name: 'Imogen Vale across all sources' }).click();
    await said(page).getByRole('option').filter({ hasText: 'DEF/' }).first().click();
    await said(page).press('x');
    const dialog = page.getByRole('dialog', { name: 'Official or personal contact' });
    await expect(dialog.getByRole('radiogroup', { name: /^Exhibit DEF\// })).toBeVisible();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('Escape goes back to the row it came from', async () => {
    await said(page).focus();
    await page.keyboard.press('Escape');
    await expect(grid(page).getByRole('row', { selected: true })).toContainText('This is my own phone');
  });
});

test('from a row to its conversation and back keeps the place: in the timeline, in the conversation, and among accesses and contacts', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await grid(page).waitFor();
  await toTime(page, '28/09/2021 15:24:10');
  const selected = grid(page).getByRole('row', { selected: true });
  const words = await selected.innerText();
  const top = async (): Promise<number> => (await selected.boundingBox())?.y ?? NaN;
  // Scrolled by hand, so that the row stands somewhere of its own; the wheel moves it over several frames.
  const start = await top();
  await grid(page).hover();
  await page.mouse.wheel(0, -140);
  await expect.poll(async () => Math.round(await top() - start)).toBe(140);
  const before = await top();
  await page.keyboard.press('c');
  await expect(said(page).getByRole('option', { selected: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(selected).toHaveText(words, { useInnerText: true });
  await expect.poll(async () => Math.abs(await top() - before)).toBeLessThan(2);

  await byName(page, 'accesses and contacts');
  const pairs = page.getByRole('main', { name: 'Accesses and contacts' });
  await pairs.getByRole('row').nth(9).click();
  const pair = await pairs.getByRole('row', { selected: true }).innerText();
  await page.keyboard.press('c');
  await expect(said(page).getByRole('option', { selected: true })).toBeVisible();
  await page.keyboard.press('j');
  const moved = (await said(page).getByRole('option', { selected: true }).innerText()).split('\n')[0] ?? '';
  await page.keyboard.press('g');
  await expect(grid(page)).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(said(page).getByRole('option', { selected: true })).toContainText(moved);
  await page.keyboard.press('Escape');
  await expect(pairs.getByRole('row', { selected: true })).toHaveText(pair, { useInnerText: true });
});

test('a third-party conversation is closed until it is opened with a reason, and its rows stay in timeline and search', async ({ launch, sampleCase }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  await read(page, 'exhibit:DEF/1', 'DEF/1');
  const words = (await said(page).getByRole('option', { selected: true }).innerText()).split('\n')[0] ?? '';
  await conversation(page).getByRole('button', { name: 'Third parties…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Third parties' });
  await dialog.getByRole('radio', { name: /^Third-party conversation/ }).check({ force: true });
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Two friends; the officer takes no part');
  await shoot(page, 'third-party-dialog');
  await page.keyboard.press('Control+Enter');

  await test.step('closed: no words of it, in the conversation or beside it; the reason for it and the way in', async () => {
    await expect(conversation(page).getByRole('heading', { name: 'Third-party conversation, closed' })).toBeVisible();
    await expect(conversation(page)).toContainText('said that it is a third-party conversation: Two friends; the officer takes no part.');
    await expect(conversation(page)).toContainText('Nobody has opened it.');
    await expect(said(page)).toHaveCount(0);
    await expect(itemPane(page)).toContainText('Choose a row');
    await shoot(page, 'closed-door');
  });

  await test.step('among everything with a person its rows say that they are closed, and nothing of them can be assessed', async () => {
    await conversation(page).getByRole('button', { name: 'Corin Maddock across all sources' }).click();
    const closed = said(page).getByRole('option').filter({ hasText: 'Closed: a row of the third-party conversation' });
    await closed.first().click();
    await expect(itemPane(page)).toContainText('Choose a row');
    await page.keyboard.press('n');
    await expect(said(page)).not.toContainText('NPP');
    await expect(conversation(page)).toContainText(/\d+ rows here, of the third-party conversation “Imogen Vale” in DEF\/1, are closed\./);
    await shoot(page, 'person-closed');
    await conversation(page).getByRole('button', { name: 'This conversation' }).click();
    await expect(said(page)).toHaveCount(0);
  });

  await test.step('its rows stay in search and in the count of the timeline', async () => {
    await page.keyboard.press('Escape');
    await expect(row(page, 'DEF/1').first()).toBeVisible();
    await page.keyboard.press('c');
  });

  await test.step('opened with a reason, which stands over it and in the continuity log', async () => {
    await conversation(page).getByRole('button', { name: 'Open with a reason…' }).click();
    const opening = page.getByRole('dialog', { name: 'Open a third-party conversation' });
    await expect(opening.getByRole('button', { name: /^Open/ })).toBeDisabled();
    await opening.getByRole('textbox', { name: 'Reason' }).fill('The complainant is named in it');
    await page.keyboard.press('Control+Enter');
    await expect(said(page).getByRole('option', { selected: true })).toContainText(words);
    await expect(conversation(page)).toContainText('The complainant is named in it');
    await shoot(page, 'third-party-open');
    const { entries } = await callFrom(page, 'continuity.page', { limit: 20 });
    expect(entries.filter(({ action }) => action === 'thread.opened').map(({ summary }) => summary)).toEqual([expect.stringContaining('opened: The complainant is named in it')]);
    await conversation(page).getByRole('button', { name: 'Close it again' }).click();
    await expect(said(page)).toHaveCount(0);
  });
});

const frames = [
  { version: '1', backupTimeMs: '1632839050000' }, { account: { givenName: 'Rowan', familyName: 'Ashdown' } }, { recipient: { id: '1', self: {} } },
  { recipient: { id: '2', contact: { e164: '447700900123', profileGivenName: 'Ben', profileFamilyName: 'Baker' } } }, { chat: { id: '9', recipientId: '2' } },
  { chatItem: { chatId: '9', authorId: '2', dateSent: '1632839050123', incoming: {}, standardMessage: { text: { body: 'Back from the hills' }, reactions: [{ emoji: '🔥', authorId: '1', sentTimestamp: '1632839650000' }] } } },
  { chatItem: { chatId: '9', authorId: '2', dateSent: '1632839640000', incoming: {}, standardMessage: { text: { body: 'Nearer in time' } } } },
];

test('reactions are drawn on the message their source names, and an open conversation redraws when an anchor changes', async ({ launch, sampleCase, scratch }) => {
  const { window: page } = await launch({ args: [sampleCase] });
  const sourcePath = join(scratch, 'main.jsonl');
  writeFileSync(sourcePath, frames.map((frame) => `${JSON.stringify(frame)}\n`).join(''));
  await grid(page).waitFor();
  const exhibit = await callFrom(page, 'exhibits.add', { sourcePath, details: { reference: 'ABC/20', producer: 'A. B. Carrow', description: 'Signal export', deviceOwner: '', legalBasis: '' } });
  await callFrom(page, 'imports.start', { exhibitId: exhibit.id, answers: {} });
  await read(page, 'exhibit:ABC/20 hills', 'Back from the hills');

  const reaction = said(page).getByRole('option').filter({ hasText: '🔥' });
  await test.step('drawn on its message, and a row to be chosen like any other', async () => {
    const [message, drawn, later] = await Promise.all([said(page).getByRole('option').filter({ hasText: 'Back from the hills' }).first().boundingBox(), reaction.boundingBox(), said(page).getByRole('option').filter({ hasText: 'Nearer in time' }).boundingBox()]);
    expect(drawn?.y).toBeLessThan((message?.y ?? 0) + (message?.height ?? 0));
    expect(drawn?.y).toBeLessThan(later?.y ?? 0);
    await page.keyboard.press('j');
    await expect(reaction).toHaveAttribute('aria-selected', 'true');
    await expect(itemPane(page)).toContainText('reaction: 🔥');
    await expect(conversation(page).getByRole('status').first()).toContainText('3 items');
    await shoot(page, 'reaction');
  });

  await test.step('reactions only seen on a screen name no message and stay rows of their own', async () => {
    await conversation(page).press('Escape');
    await read(page, 'exhibit:DEF/4 reacted', 'Reacted to your story');
    await expect(said(page).getByRole('option').filter({ hasText: 'Reacted to your story' }).first()).toContainText('Event');
    await conversation(page).press('Escape');
  });

  await test.step('an anchor stated meanwhile stands in the open conversation, with the chosen row where it was', async () => {
    await read(page, 'own phone', 'This is my own phone');
    const chosen = said(page).getByRole('option', { selected: true });
    const before = (await chosen.boundingBox())?.y ?? 0;
    await callFrom(page, 'anchors.add', { kind: 'statement-taken', title: 'First statement of I. Vale', date: '2021-10-12', clock: '', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: '', source: 'Statement, page 1', note: '', personId: null });
    await expect(said(page)).toContainText('First statement of I. Vale');
    await expect(chosen).toContainText('This is my own phone');
    expect(Math.abs(((await chosen.boundingBox())?.y ?? 0) - before)).toBeLessThan(3);
    await callFrom(page, 'anchors.undo', {});
    await expect(said(page)).not.toContainText('First statement of I. Vale');
  });
});
