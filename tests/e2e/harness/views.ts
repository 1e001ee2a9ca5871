/** Every view of the window and every dialog over it, with the steps that lead there from the timeline. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright/test';
import { exhibitIdSchema } from '../../../shared/domain/ids.ts';
import { expect } from './app.ts';
import { answerOpenDialog, grid, itemPane, row } from './case-steps.ts';
import { callFrom } from './window-calls.ts';

export interface View {
  /** Also the name of its picture. */
  readonly name: string;
  /** Leads there from the timeline, and waits until everything is on the screen. */
  readonly open: (page: Page, at: Surroundings) => Promise<void>;
}

export interface Surroundings { readonly electron: ElectronApplication; readonly scratch: string }

/** Does what the palette finds first for what is typed. */
export async function byName(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to or do' }).fill(typed);
  await page.keyboard.press('Enter');
}
/** Goes to the first row at or after a time written as dd/mm/yyyy hh:mm. */
export async function toTime(page: Page, typed: string): Promise<void> {
  await byName(page, typed);
  await expect(grid(page).getByRole('row', { selected: true })).toBeVisible();
}
/** Past the ends of a filter of an earlier view. */
async function choose(page: Page, text: string | RegExp): Promise<void> {
  await row(page, text).first().click();
  await expect(itemPane(page)).toContainText(text);
}

/** The evening of the sample case on which a check, a search, a follow and a message come within the hour. */
const evening = '28/09/2021 15:12';

const mainViews: readonly View[] = [
  { name: 'timeline', open: async (page) => { await toTime(page, evening); } },
  { name: 'around', open: async (page) => {
    await toTime(page, '28/09/2021 15:24:10');
    await page.keyboard.press('w');
    await expect(page.getByRole('group', { name: 'Around one item' })).toBeVisible();
    await expect(grid(page).getByRole('row', { selected: true })).toContainText('15:24:10');
  } },
  { name: 'conversation', open: async (page) => {
    await toTime(page, '28/09/2021 15:50');
    await page.keyboard.press('c');
    await expect(page.getByRole('main', { name: 'Conversation' }).getByRole('option', { selected: true })).toBeVisible();
    await expect(itemPane(page)).toContainText('Where this comes from');
  } },
  { name: 'conversation-lanes', open: async (page) => {
    const [exhibit] = await callFrom(page, 'exhibits.list', {});
    if (exhibit === undefined) throw new Error('the case has no exhibit');
    await callFrom(page, 'channels.state', { subject: { type: 'exhibit', exhibitId: exhibit.id }, channel: 'personal', reason: 'Handset settings page' });
    await toTime(page, '03/11/2021 10:05');
    // The row chosen before is visible too, and its conversation is another.
    await expect(itemPane(page)).toContainText('03/11/2021');
    await page.keyboard.press('c');
    const talk = page.getByRole('main', { name: 'Conversation' });
    const lanes = talk.getByRole('checkbox', { name: 'official and personal side by side' });
    await lanes.check();
    await expect(talk.getByRole('region', { name: 'Official contact' })).toContainText('Longest without');
    await expect(itemPane(page)).toContainText('Where this comes from');
  } },
  { name: 'conversation-closed', open: async (page) => {
    await toTime(page, '09/07/2021 21:27');
    await expect(itemPane(page)).toContainText('09/07/2021');
    const talk = page.getByRole('main', { name: 'Conversation' });
    await page.keyboard.press('c');
    await expect(talk.getByRole('option', { selected: true })).toBeVisible();
    const [item] = (await callFrom(page, 'items.page', { filter: { search: 'exhibit:DEF/1 drill' }, limit: 1 })).items;
    if (item === undefined) throw new Error('the sample has no such row');
    const { exhibitId, thread } = await callFrom(page, 'conversation.of', { itemId: item.id });
    await callFrom(page, 'threads.state', { exhibitId, thread, standing: 'third-party', reason: 'Two friends; the officer takes no part' });
    await expect(talk).toContainText('Third-party conversation, closed');
  } },
  { name: 'search', open: async (page) => {
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('"our secret" OR plate');
    await page.keyboard.press('Enter');
    await expect(grid(page).locator('mark').first()).toBeVisible();
  } },
  { name: 'pairs', open: async (page) => {
    await byName(page, 'accesses and contacts');
    await expect(page.getByRole('main', { name: 'Accesses and contacts' }).getByRole('row').nth(2)).toBeVisible();
  } },
  { name: 'patterns', open: async (page) => {
    await byName(page, 'patterns');
    await expect(page.getByRole('main', { name: 'Patterns' }).getByRole('table').first()).toBeVisible({ timeout: 30_000 });
  } },
  { name: 'second-review', open: async (page) => {
    await byName(page, 'second review');
    await expect(page.getByRole('main', { name: 'Second review' })).toBeVisible();
  } },
  { name: 'allegations', open: async (page) => {
    await byName(page, 'allegations');
    await expect(page.getByRole('main', { name: 'Allegations and tags' })).toContainText('Confidentiality');
  } },
  { name: 'people', open: async (page) => {
    await byName(page, 'people');
    await expect(page.getByRole('main', { name: 'People' }).getByRole('heading', { level: 2 }).first()).toBeVisible();
  } },
  { name: 'people-suggestions', open: async (page) => {
    await byName(page, 'people');
    await page.getByRole('tab', { name: 'Suggestions' }).click();
    await expect(page.getByRole('tabpanel')).not.toContainText('Reading');
  } },
  { name: 'people-identifiers', open: async (page) => {
    await byName(page, 'people');
    await page.getByRole('tab', { name: 'Identifiers' }).click();
    await expect(page.getByRole('tabpanel')).not.toContainText('Reading');
  } },
  { name: 'people-cipher-key', open: async (page) => {
    await byName(page, 'people');
    await page.getByRole('tab', { name: 'Cipher key' }).click();
    await expect(page.getByRole('tabpanel')).toContainText('Nobody has a cipher');
  } },
  { name: 'same-files', open: async (page) => {
    await byName(page, 'same files');
    await expect(page.getByRole('main', { name: 'Same files' })).toBeVisible();
  } },
  { name: 'bundles-none', open: async (page) => {
    await byName(page, 'bundles');
    await expect(page.getByRole('main', { name: 'Bundles' })).toContainText(/No bundle yet|Add exhibits/);
  } },
  { name: 'bundles', open: async (page) => { await openBundle(page); } },
  { name: 'coverage', open: async (page) => {
    await byName(page, 'coverage');
    await expect(page.getByRole('main', { name: 'Coverage' }).getByRole('status')).toContainText('items read');
  } },
  { name: 'continuity', open: async (page) => {
    await byName(page, 'continuity');
    await expect(page.getByRole('main', { name: 'Continuity' }).getByRole('row').nth(3)).toBeVisible();
  } },
];

/** The bundle of these pictures, made when it is not there yet, with a document of it chosen. */
async function openBundle(page: Page): Promise<void> {
  const exhibits = await callFrom(page, 'exhibits.list', {});
  const of = (reference: string, dated: string | null) => ({ id: reference.toLowerCase().replace('/', '-'), title: `${reference} ${exhibits.find((exhibit) => exhibit.reference === reference)?.description ?? ''}`, dated, source: { type: 'exhibit' as const, exhibitId: exhibitIdSchema.parse(exhibits.find((exhibit) => exhibit.reference === reference)?.id) } });
  const sections = [{ title: 'Policies and accounts', documents: [of('ABC/7', '2021-02-01'), of('ABC/6', null)] }, { title: 'Pictures', documents: [of('TO/1', '2021-08-14'), of('TO/3', '2021-08-14'), of('DEF/3', null)] }, { title: 'Late pages', documents: [] }];
  if ((await callFrom(page, 'bundles.list', {})).length === 0) await callFrom(page, 'bundles.save', { definition: { title: 'Hearing bundle', hearingOn: '2025-06-30', sections } });
  await byName(page, 'bundles');
  await page.getByRole('tree', { name: 'Sections and documents' }).getByRole('treeitem', { name: /TO\/3/ }).click();
  await expect(page.getByRole('region', { name: 'Chosen document' })).toContainText('supplied beside the bundle');
}

const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });

const dialogs: readonly View[] = [
  { name: 'palette', open: async (page) => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('option').first()).toBeVisible();
  } },
  { name: 'keys', open: async (page) => {
    await byName(page, 'every key');
    await expect(dialog(page, 'Keys')).toBeVisible();
  } },
  { name: 'reasons', open: async (page) => {
    await toTime(page, '28/09/2021 15:31');
    await page.keyboard.press('Enter');
    await expect(dialog(page, 'Assessment and reasons')).toBeVisible();
  } },
  { name: 'tags', open: async (page) => {
    await toTime(page, '28/09/2021 15:31');
    await page.keyboard.press('t');
    await expect(dialog(page, 'Tags')).toBeVisible();
  } },
  { name: 'account', open: async (page) => {
    await toTime(page, '28/09/2021 15:31');
    await page.keyboard.press('s');
    await expect(page.getByRole('dialog')).toBeVisible();
  } },
  { name: 'disclosure', open: async (page) => {
    await toTime(page, '28/09/2021 15:31');
    await page.keyboard.press('d');
    await expect(dialog(page, 'Disclosure')).toBeVisible();
  } },
  { name: 'checklist', open: async (page) => {
    await toTime(page, '28/09/2021 15:31');
    await page.keyboard.press('q');
    await expect(dialog(page, 'Checklist')).toBeVisible();
  } },
  { name: 'bulk', open: async (page) => {
    await page.getByRole('button', { name: 'All of these…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
  } },
  { name: 'official-or-personal', open: async (page) => {
    await toTime(page, '28/09/2021 15:50');
    await page.keyboard.press('c');
    await expect(page.getByRole('main', { name: 'Conversation' }).getByRole('option', { selected: true })).toBeVisible();
    await page.keyboard.press('x');
    await expect(dialog(page, 'Official or personal contact')).toBeVisible();
  } },
  { name: 'third-parties', open: async (page) => {
    await toTime(page, '28/09/2021 15:50');
    await page.keyboard.press('c');
    await page.getByRole('main', { name: 'Conversation' }).getByRole('button', { name: 'Third parties…' }).click();
    await expect(dialog(page, 'Third parties')).toBeVisible();
  } },
  { name: 'leave-out', open: async (page) => {
    await page.getByRole('button', { name: 'All of these…' }).click();
    await page.getByRole('radio', { name: 'Leave out', exact: true }).press('Space');
    await expect(page.getByRole('textbox', { name: 'Reason' })).toBeVisible();
  } },
  { name: 'cipher', open: async (page) => {
    await byName(page, 'people');
    await page.getByRole('article', { name: 'Imogen Vale' }).getByRole('button', { name: 'Cipher…' }).click();
    await expect(page.getByRole('textbox', { name: 'Cipher' })).toHaveValue('Ms A');
  } },
  { name: 'term-schedule', open: async (page) => {
    await byName(page, 'coverage');
    await page.getByRole('button', { name: 'Schedule of terms…' }).click();
    await expect(page.getByRole('row', { name: 'All items of the case' })).toBeVisible();
  } },
  { name: 'enter-duty', open: async (page) => {
    await byName(page, 'patterns');
    await page.getByRole('button', { name: 'Enter duty…' }).click();
    await expect(page.getByRole('dialog', { name: 'Enter duty' })).toBeVisible();
  } },
  { name: 'bundle-new', open: async (page) => {
    await openBundle(page);
    await page.getByRole('button', { name: 'New bundle…' }).click();
    await expect(dialog(page, 'New bundle')).toBeVisible();
  } },
  { name: 'bundle-exhibits', open: async (page) => {
    await openBundle(page);
    await page.getByRole('button', { name: 'Add exhibits…' }).click();
    await expect(dialog(page, 'Add exhibits').getByRole('checkbox').first()).toBeAttached();
  } },
  { name: 'bundle-timeline', open: async (page) => {
    await openBundle(page);
    await page.getByRole('button', { name: 'Add a timeline…' }).click();
    await expect(dialog(page, 'Add a timeline')).toBeVisible();
  } },
  { name: 'bundle-make', open: async (page) => {
    await openBundle(page);
    await page.getByRole('button', { name: 'Make the PDF…' }).click();
    await expect(dialog(page, 'Bundle A as PDF')).toContainText('supplied beside the bundle');
  } },
  { name: 'write-event', open: async (page) => {
    await byName(page, 'write down an event');
    await expect(dialog(page, 'Write down an event')).toBeVisible();
  } },
  { name: 'files-shown', open: async (page) => {
    await byName(page, 'continuity');
    await page.getByRole('button', { name: 'Files shown' }).click();
    await expect(page.getByRole('main', { name: 'Continuity' })).toContainText(/showing|No file has been shown/);
  } },
  { name: 'dates', open: async (page) => {
    await page.getByRole('button', { name: 'Dates…' }).click();
    await expect(dialog(page, 'Dates')).toBeVisible();
  } },
  { name: 'case-details', open: async (page) => {
    await byName(page, 'details of the case');
    await expect(dialog(page, 'Case details')).toBeVisible();
  } },
  { name: 'export', open: async (page) => {
    await byName(page, 'timeline as pdf');
    await expect(dialog(page, 'Timeline as PDF')).toBeVisible();
  } },
  { name: 'add-exhibits', open: async (page, { electron, scratch }) => {
    const given = join(scratch, 'Notes of the first day.txt');
    writeFileSync(given, 'An invented note.');
    await answerOpenDialog(electron, [given]);
    await byName(page, 'add exhibits');
    await expect(dialog(page, 'Add exhibits')).toBeVisible();
  } },
  { name: 'exhibit', open: async (page) => {
    await byName(page, 'about exhibit abc/4');
    await expect(dialog(page, /ABC\/4/)).toContainText('rows in');
  } },
  { name: 'import', open: async (page) => {
    await byName(page, 'about exhibit abc/4');
    await dialog(page, /ABC\/4/).getByRole('button', { name: /Read again/ }).click();
    await expect(dialog(page, 'Read ABC/4').getByRole('button', { name: 'Import', exact: true })).toBeVisible();
  } },
  { name: 'screenshot', open: async (page) => {
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('exhibit:DEF/3');
    await page.keyboard.press('Enter');
    await choose(page, 'DEF/3');
    await page.keyboard.press('v');
    await expect(itemPane(page).getByRole('img').first()).toBeVisible();
  } },
];

const viewers: readonly View[] = [
  { name: 'picture-viewer', open: async (page) => {
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('exhibit:DEF/4 kind:picture');
    await page.keyboard.press('Enter');
    await choose(page, 'DEF/4');
    await page.keyboard.press('Shift+V');
    await expect(page.getByRole('toolbar', { name: 'The picture' })).toBeVisible();
    await page.keyboard.press('v');
    await expect(page.getByRole('dialog').locator('img')).toBeVisible();
    await page.keyboard.press('0');
    await page.keyboard.press('e');
    await expect(page.getByRole('textbox', { name: 'Date visible' })).toBeFocused();
  } },
  { name: 'stacks', open: async (page) => {
    await page.getByRole('searchbox', { name: 'Search everything' }).fill('kind:picture');
    await page.keyboard.press('Enter');
    await byName(page, 'stack pictures that look alike');
    const compare = page.getByRole('button', { name: /not compared yet: compare$/ });
    await expect(page.getByRole('button', { name: 'Unstack pictures' })).toBeVisible();
    const stacked = page.getByRole('status').filter({ hasText: 'in closed stacks' });
    await expect(compare.or(stacked)).toBeVisible();
    if (await compare.count() > 0) await compare.click();
    await expect(stacked).toBeVisible({ timeout: 60_000 });
    // Undated, and so at the end.
    await grid(page).press('End');
    await expect(row(page, '2 alike')).toBeVisible();
    // Beside the badge, which would open the stack itself.
    await row(page, '2 alike').first().click({ position: { x: 60, y: 12 } });
    await grid(page).press('e');
    await expect(row(page, '2 of 2 alike')).toBeVisible();
  } },
];

const redaction: View = { name: 'redaction', open: async (page) => {
  const exhibits = await callFrom(page, 'exhibits.list', {});
  const file = { type: 'exhibit' as const, exhibitId: exhibitIdSchema.parse(exhibits.find(({ reference }) => reference === 'ABC/7')?.id) };
  if ((await callFrom(page, 'redactions.list', { file })).length === 0) {
    for (const region of [{ x: 0.095, y: 0.1, width: 0.42, height: 0.028 }, { x: 0.095, y: 0.176, width: 0.66, height: 0.02 }]) await callFrom(page, 'redactions.add', { file, page: 1, region, reason: 'Tactics of the force' });
  }
  await byName(page, 'about exhibit abc/7');
  await dialog(page, /ABC\/7/).getByRole('button', { name: 'Redact…' }).click();
  const redacting = dialog(page, /^Redact ABC\/7/);
  await redacting.getByRole('group', { name: /R draws a region/ }).press('v');
  await expect(redacting.locator('canvas')).toBeVisible();
  await page.keyboard.press('r');
  await expect(redacting.getByRole('status').filter({ hasText: 'Region' })).toContainText('from the left');
} };

export const views: readonly View[] = [...mainViews, ...dialogs, ...viewers, redaction];

/** Back to the timeline of everything, whatever lies over it. */
export async function leave(page: Page): Promise<void> {
  // The form in the viewer takes the first Escape, as a dialog of its own would.
  if (await page.getByRole('textbox', { name: 'Date visible' }).count() > 0) await page.keyboard.press('Escape');
  // So does a region that is being drawn.
  if (await page.getByRole('status').filter({ hasText: /^Region / }).count() > 0) await page.keyboard.press('Escape');
  while (await page.getByRole('dialog').count() > 0) {
    const before = await page.getByRole('dialog').count();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBeLessThan(before);
  }
  await page.getByRole('searchbox', { name: 'Search everything' }).fill('');
  await byName(page, 'timeline');
  await expect(grid(page)).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Everything in the case')).toBeVisible();
}
