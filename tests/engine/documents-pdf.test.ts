/** Documents of a case as PDF: each of exactly its view, with totals that foot, read back from the pages by other software. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import type { CommandInput, CommandOutput } from '../../shared/contract/contract.ts';
import { documentKinds, type DocumentKind } from '../../shared/domain/document-kind.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { everything, type TimelineFilter } from '../../shared/domain/timeline-filter.ts';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import { enquiryLog, enquiryMapping } from '../fixtures/audit-tables.ts';
import { addAndImport, codeOf, freshCase, londonAnswers, scratchFolder, writeEvidence, type Bench } from './harness.ts';

/** The real page setter: Chromium in the Electron this machine has. */
let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
const host: HostCall = (request, input) => typesetter.call(request, input);
beforeAll(async () => { typesetter = await startTypesetter(); }, 300_000);
afterAll(() => typesetter.stop());

const chat = [
  '28/09/2021, 15:31 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.',
  '28/09/2021, 15:31 - Rowan Ashdown: tok00001 hello 🔥😍', '28/09/2021, 15:32 - Imogen Vale: tok00002 who is this? 👍🏽', '28/09/2021, 15:58 - Rowan Ashdown: tok00003 call me on 07700 900417',
  '29/09/2021, 09:00 - Imogen Vale: tok00004 please keep AB12 CDE out of this', '31/10/2021, 01:30 - Rowan Ashdown: tok00005 cannot sleep', '01/11/2021, 08:15 - Imogen Vale: tok00006 مرحبا كيف حالك',
].join('\n');

/** A chat of a notice and six messages, and a log of three accesses: ten items. */
async function caseOfTen(): Promise<Bench> {
  const bench = await freshCase(scratchFolder(), host);
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'log.csv', enquiryLog), 'ABC/2', { ...londonAnswers, zoneBasis: 'stated', zoneBasisBy: 'A. B. Carver', dateOrder: 'dmy', mapping: enquiryMapping });
  return bench;
}

const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
const flowing = (path: string): string => tool('pdftotext', '-raw', path, '-').replace(/\s+/g, ' ');
const tokens = (text: string): string[] => text.match(/tok\d{5}/g) ?? [];

async function idsOf(bench: Bench, search: string): Promise<ItemId[]> {
  return (await bench.engine.call('items.page', { filter: { ...everything, search } })).items.map(({ id }) => id);
}
async function firstOf(bench: Bench, search: string): Promise<ItemId> {
  const [first] = await idsOf(bench, search);
  if (first === undefined) throw new Error(`nothing holds ${search}`);
  return first;
}

const saying = { name: '', source: 'not-stated', place: '', saidOn: null } as const;

type Own = Partial<Record<'bundlePages' | 'sensitive' | 'ciphers', boolean>> & { readonly filter?: TimelineFilter; readonly itemId?: ItemId; readonly before?: number; readonly after?: number; readonly firstNumber?: number; readonly zone?: string };
interface Made { readonly done: CommandOutput<'exports.document'>; readonly text: string; readonly path: string }

/** The document with its text; every document is checked for what holds of all of them. */
async function make(bench: Bench, kind: DocumentKind, own: Own = {}): Promise<Made> {
  const path = join(bench.folder, `${kind}-${readdirSync(bench.folder).length}.pdf`);
  const done = await bench.engine.call('exports.document', { kind, zone: 'Europe/London', filter: everything, destination: path, ...own } as CommandInput<'exports.document'>);
  const text = flowing(path);
  foots(text, done);
  expect(tool('qpdf', '--check', path)).toContain('No syntax or stream encoding errors');
  expect(tool('pdffonts', path).split('\n').slice(2).filter((line) => line.trim() !== '' && !/\s(?:yes)\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/.test(line))).toEqual([]);
  for (let page = 1; page <= (done.pages ?? 0); page += 1) expect(text).toContain(`Page ${page} of ${done.pages}`);
  expect(tool('pdfinfo', path)).toMatch(/Page size: +84\d(?:\.\d+)? x 59\d(?:\.\d+)? pts \(A4\)/);
  return { done, text, path };
}

/** The totals as they are printed: every part adds up to the whole, and they are what the command says. */
function foots(text: string, done: CommandOutput<'exports.document'>): void {
  const [, parts = '', whole = ''] = /(?:Rows listed|Contacts and system accesses counted) ([^=]*?) = ([\d,]+) (?:items|exhibits)\./.exec(text) ?? [];
  const counted = parts.split(' + ').map((part) => Number((/([\d,]+)$/.exec(part)?.[1] ?? 'none').replaceAll(',', '')));
  expect(counted[0]).toBe(done.rows);
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(Number(whole.replaceAll(',', '')));
  expect(Number(whole.replaceAll(',', ''))).toBe(done.total);
  expect(done.rows + done.withheld + done.leftOut).toBe(done.total);
}

describe('the chronology', () => {
  it('has the columns in order, a zone on every time, rival versions side by side and nobody’s assessment', async () => {
    const bench = await caseOfTen();
    const itemIds = await idsOf(bench, 'tok00003');
    await bench.engine.call('review.assess', { itemIds, state: 'no-policing-purpose', reasons: 'Nothing needed it' });
    await bench.engine.call('review.account', { itemIds, ...saying, whose: 'officer', text: 'Says she had clearly asked him to', source: 'interview', place: 'page 4' });
    await bench.engine.call('review.account', { itemIds, ...saying, whose: 'complainant', name: 'Ms A', text: `Says she had not ${'and gave her reasons '.repeat(40)}`, source: 'statement', place: 'page 2' });
    const { text, done, path } = await make(bench, 'chronology', { bundlePages: true });
    expect(tool('pdftotext', '-layout', '-l', '1', path, '-').replace(/\s+/g, ' ')).toMatch(/No\. Date Time Event Source \(exhibit\) page Disputed \/ officer’s account/);
    expect(done).toMatchObject({ rows: 10, leftOut: 0, withheld: 0, warnings: [expect.stringMatching(/^No\. \d+: a version says “clearly”\./)] });
    expect(new Set(tokens(text)).size).toBe(6);
    expect(text.match(/\d\d:\d\d(?::\d\d)? (?:BST|GMT)/g)?.length).toBeGreaterThanOrEqual(10);
    expect(text).toContain('Officer’s account: Says she had clearly asked him to (interview, page 4, day not stated)');
    expect(text).toContain('Ms A (the complainant): Says she had not');
    expect(text).toMatch(/shortened; 8\d\d characters in all/);
    expect(text).not.toMatch(/Nothing needed it|No policing purpose/);
    for (const emoji of ['🔥', '😍', '👍']) expect(text).toContain(emoji);
  });

  it('is of exactly its view, never shows what is privileged, and counts both', async () => {
    const bench = await caseOfTen();
    await bench.engine.call('review.disclose', { itemIds: await idsOf(bench, 'tok00002'), handling: 'privileged', reason: 'To her solicitor' });
    const { text, done } = await make(bench, 'chronology', { filter: { ...everything, kinds: ['message'] } });
    expect(text).toContain('Selection: kind is message.');
    expect(text).toContain('Rows listed 5 + privileged and withheld 1 + outside this selection 4 = 10 items. Rows set aside on import: 0');
    expect(done).toMatchObject({ rows: 5, withheld: 1, leftOut: 4, total: 10 });
    expect(new Set(tokens(text))).toEqual(new Set(['tok00001', 'tok00003', 'tok00004', 'tok00005', 'tok00006']));
    const { entries: [entry] } = await bench.engine.call('continuity.page', { limit: 1 });
    expect(entry).toMatchObject({ action: 'document.exported', details: { kind: 'chronology', rows: 5, withheld: 1, leftOut: 4, sha256: done.sha256 } });
  });
});

describe('the sequence of events', () => {
  it('gives every gap as the range both sources allow, and names them', async () => {
    const bench = await caseOfTen();
    const filter = { ...everything, kinds: ['message', 'access'] as TimelineFilter['kinds'], fromMs: Date.parse('2021-09-28T14:00:00Z'), untilMs: Date.parse('2021-09-28T14:32:00Z') };
    const { text, done } = await make(bench, 'sequence', { filter });
    expect(done.rows).toBe(3);
    expect(text).toContain('6 min 50 s – 7 min 49 s from No. 1 (ABC/2) to No. 2 (ABC/1)');
    expect(text).toContain('order open: up to 2 s after, or up to 57 s before from No. 2 (ABC/1) to No. 3 (ABC/2)');
    expect(text).toContain('Europe/London, assumed, not confirmed; to the minute');
    expect(text).toContain('Europe/London, stated; to the second');
  });

  it('is refused without both ends of a window of time', async () => {
    const bench = await caseOfTen();
    const destination = join(bench.folder, 'sequence.pdf');
    expect(await codeOf(bench.engine.call('exports.document', { kind: 'sequence', zone: 'UTC', filter: { ...everything, fromMs: 0 }, destination }))).toBe('invalid_input');
    expect(existsSync(destination)).toBe(false);
  });
});

describe('the schedule of messages', () => {
  it('lists messages alone with platform, device and duty, numbered from where another schedule ended', async () => {
    const bench = await caseOfTen();
    const { text, done } = await make(bench, 'messages', { firstNumber: 41 });
    expect(done).toMatchObject({ rows: 6, leftOut: 4 });
    expect(tokens(text)).toEqual(['tok00001', 'tok00002', 'tok00003', 'tok00004', 'tok00005', 'tok00006']);
    expect(text).toContain('Of these, messages.');
    expect(text).toContain('Rows listed 6 + in this selection, not messages 4 + outside this selection 0 = 10 items');
    expect(text).toContain('41 Tue 28/09/2021 15:31 BST');
    expect(text).toMatch(/46 Mon 01\/11\/2021 08:15 GMT/);
    expect(text).toContain('WhatsApp');
    expect(text).toContain('Duty not known');
    expect(text).toContain('or 01:30 GMT: this hour happened twice');
  });

  it('names the file inside an archive once, and by a number in each row where there are several', async () => {
    const bench = await freshCase(scratchFolder(), host);
    const chatNamed = (name: string, words: string) => ({ name: `WhatsApp Chat with ${name}.txt`, bytes: Buffer.from(`28/09/2021, 15:31 - Rowan Ashdown: ${words}\n28/09/2021, 15:32 - ${name}: and back`) });
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.zip', await zipOf([chatNamed('Imogen Vale', 'tok00001')])), 'ABC/1', londonAnswers);
    const { text } = await make(bench, 'messages');
    expect(text).toMatch(/tok00001 \S.*? ABC\/1, line 1 /u);
    expect(text).toContain('rows are of: WhatsApp Chat with Imogen Vale.txt');
    expect(text.match(/WhatsApp Chat with Imogen Vale\.txt/gu)).toHaveLength(1);
    const { id: personId } = await bench.engine.call('people.create', { name: 'Imogen Vale' });
    await bench.engine.call('ciphers.give', { personId, cipher: 'Ms A', ground: 'complainant', basis: 'By law' });
    const hidden = (await make(bench, 'messages', { ciphers: true })).text;
    expect(hidden).toContain('rows are of: WhatsApp Chat with [Ms A].txt');
    expect(hidden).toMatch(/tok00001 \S.*? ABC\/1, line 1 /u);
  });

  it('is refused of a selection without messages, since it would be of nothing', async () => {
    const bench = await caseOfTen();
    expect(await codeOf(bench.engine.call('exports.document', { kind: 'messages', zone: 'UTC', filter: { ...everything, kinds: ['access'] }, destination: join(bench.folder, 'm.pdf') }))).toBe('invalid_input');
  });
});

describe('the schedule of system accesses', () => {
  it('has one row an access with its reason, contact after, assessment, count, explanation and checklist', async () => {
    const bench = await caseOfTen();
    const itemIds = [(await bench.engine.call('items.page', { filter: { ...everything, kinds: ['access'] } })).items[0]?.id].filter((id) => id !== undefined);
    const [charge] = await bench.engine.call('charges.save', { text: 'Accessed records without a policing purpose' });
    await bench.engine.call('review.assess', { itemIds, state: 'no-policing-purpose', reasons: 'No stop is recorded', charges: charge === undefined ? [] : [charge.id] });
    await bench.engine.call('review.account', { itemIds, ...saying, whose: 'officer', text: 'Says the car was driven too fast' });
    await bench.engine.call('review.checklist', { itemIds, answers: [{ question: 'follow-up', answer: 'no', basis: 'observed', note: 'No notebook entry' }, { question: 'own-record', answer: 'not-known' }] });
    const { text, done } = await make(bench, 'accesses');
    expect(done).toMatchObject({ rows: 3, leftOut: 7 });
    for (const words of [
      'National computer', 'WS-19', 'Vehicle enquiry', '7 ADMIN PC X TOWN CTR', 'After: 17 h 35 min – 17 h 36 min after In the window: 0 before, 1 after.', 'Contact after: Message from Imogen Vale to Rowan Ashdown, 29/09/2021 09:00 BST (ABC/1)', 'Both rows carry the vehicle registration AB12', 'mentioned in the contact', 'ABC/1 A. B. Carver WhatsApp Chat with Imogen Vale.txt',
      'No policing purpose apparent', 'Reasons of R. Reviewer: No stop is recorded', 'allegation 1', 'Accessed records without a policing purpose', 'Officer’s account: Says the car was driven too fast',
      'Checklist, 2 of 11 questions answered: 4. Was there follow-up: a stop, a notebook entry, a report? No, observed: No notebook entry (R. Reviewer)', '8. Is it the officer’s own, a relative’s or a colleague’s record? Not known (R. Reviewer)',
    ]) expect(text).toContain(words);
    // In the order the heading of the column has: system, action, terminal.
    expect(text).toMatch(/National computer Action: Vehicle enquiry Terminal: WS-19/u);
    expect(text).toContain('Contacts were looked for 1 d before and 7 d after each access');
    // The contact listed may be between two other people: a reader may not take it for the officer's.
    expect(text).toContain('A contact is any message, call or event with or about them, whoever it is between');
    expect(text).toContain('Rows listed 3 + in this selection, not system accesses 7 + outside this selection 0 = 10 items');
  });

  it('counts contacts with the officer apart, and says of one between others that the officer is no party', async () => {
    const bench = await caseOfTen();
    const hold = async (name: string, more: Partial<CommandInput<'people.create'>>, ...held: readonly (readonly ['name' | 'vrm', string])[]): Promise<void> => {
      const { id: personId } = await bench.engine.call('people.create', { name, ...more });
      for (const [kind, value] of held) await bench.engine.call('people.holdIdentifier', { personId, kind, value, basis: 'Her statement' });
    };
    await hold('Imogen Vale', {}, ['name', 'Imogen Vale'], ['vrm', 'AB12 CDE']);
    const before = (await make(bench, 'accesses')).text;
    expect(before).toContain('In the window: 0 before, 4 after.');
    expect(before).not.toContain('with the officer)');
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Corin Maddock.txt', '28/09/2021, 15:26 - Imogen Vale: tok00007 can you talk\n28/09/2021, 15:27 - Corin Maddock: tok00008 yes'), 'ABC/3', londonAnswers);
    await hold('Rowan Ashdown', { role: 'officer', relationship: 'self' }, ['name', 'Rowan Ashdown']);
    const { text } = await make(bench, 'accesses');
    expect(text).toMatch(/Contact after: Message from Imogen Vale to Corin Maddock, 28\/09\/2021 15:26 BST \(ABC\/3\);[^.]* not with the officer, as far as is stated\./u);
    expect(text).toMatch(/In the window: 0 before, \d+ after \(\d+ with the officer\)/u);
    const [, all = '', his = ''] = /(\d+) after \((\d+) with the officer\)/u.exec(text) ?? [];
    expect(Number(all)).toBe(Number(his) + 2);
  });

  it('neither names nor counts a privileged contact, nor one a reviewer decided against', async () => {
    const bench = await caseOfTen();
    await bench.engine.call('review.disclose', { itemIds: await idsOf(bench, 'tok00004'), handling: 'privileged', reason: 'To her solicitor' });
    expect((await make(bench, 'accesses')).text).not.toContain('Message from Imogen Vale');
    const withheld = (await bench.engine.call('items.page', { filter: { ...everything, handlings: ['privileged'] } })).items.map(({ id }) => id);
    await bench.engine.call('review.disclose', { itemIds: withheld, handling: 'normal' });
    const accessId = (await bench.engine.call('items.page', { filter: { ...everything, kinds: ['access'] } })).items[0]?.id as ItemId; // the log has three
    await bench.engine.call('pairs.decide', { accessId, contactId: await firstOf(bench, 'tok00004'), decision: 'rejected', reason: 'Another car' });
    const { text } = await make(bench, 'accesses');
    expect(text).not.toContain('Message from Imogen Vale');
    expect(text).toContain('1 decided against by a reviewer');
  });
});

describe('the list of exhibits', () => {
  it('has every exhibit with its hash, how it was read and its entries of the continuity log', async () => {
    const bench = await caseOfTen();
    const all = await bench.engine.call('exhibits.list', {});
    const { text, done, path } = await make(bench, 'exhibits');
    expect(done).toMatchObject({ rows: 2, leftOut: 0, total: 2 });
    for (const { sha256, reference } of all) {
      expect(text.replaceAll(' ', '')).toContain(sha256);
      expect(text).toMatch(new RegExp(`Log entry \\d+: .* R\\. Reviewer: ${reference} added`));
    }
    expect(text).toContain('Rows listed 2 + not listed 0 = 2 exhibits. Items on the timeline from those listed 10 + from others 0 = 10 items');
    // One that could not be read says so, and why, in its history.
    const withPassword = join(bench.folder, 'locked.pdf');
    tool('qpdf', path, '--encrypt', 'user', 'owner', '256', '--', withPassword);
    const locked = await bench.engine.call('exhibits.add', { sourcePath: withPassword, details: { reference: 'ABC/9', producer: '', description: '', deviceOwner: '', legalBasis: '' } });
    expect(await codeOf(bench.engine.call('imports.start', { exhibitId: locked.id, answers: londonAnswers }))).toBe('refused_input');
    const withLocked = (await make(bench, 'exhibits')).text;
    expect(withLocked).toMatch(/reading was not finished; log entry \d+ says why/u);
    expect(withLocked).toMatch(/Log entry \d+: [^:]* \d\d:\d\d:\d\d [^:]*: ABC\/9 could not be read, and none of its rows were kept: “locked\.pdf” is protected with a password/u);
    // A file of one row is not “1 rows”, and the day it came into the case is not the day it was received.
    await addAndImport(bench, writeEvidence(bench.folder, 'note.txt', 'Seen at the counter.'), 'ABC/3');
    const counted = (await make(bench, 'exhibits')).text;
    expect(counted).toContain('1 row = 1 item + 0 set aside');
    expect(counted).toContain('ABC/3 imported as Document: 1 row = 1 item + 0 set aside');
    expect(counted).not.toMatch(/\b1 (?:rows|items)\b/u);
    expect(counted).toMatch(/Added to the case/u);
    const one = await make(bench, 'exhibits', { exhibitIds: all.slice(0, 1).map(({ id }) => id) } as Own);
    expect(one.text).toContain('Rows listed 1 + not listed 3 = 4 exhibits. Items on the timeline from those listed 7 + from others 4 = 11 items');
  });
});

describe('the schedule of unused material', () => {
  it('lists what is relevant and unused; what is sensitive is counted, and listed with its reason on a schedule of its own', async () => {
    const bench = await caseOfTen();
    await bench.engine.call('review.disclose', { itemIds: [...await idsOf(bench, 'tok00001'), ...await idsOf(bench, 'tok00002'), ...await idsOf(bench, 'tok00003')], relevance: 'unused' });
    await bench.engine.call('review.disclose', { itemIds: await idsOf(bench, 'tok00002'), handling: 'sensitive', reason: 'Names a source' });
    await bench.engine.call('review.disclose', { itemIds: await idsOf(bench, 'tok00003'), handling: 'privileged', reason: 'To his solicitor' });
    const served = await make(bench, 'unused');
    expect(tokens(served.text)).toEqual(['tok00001']);
    expect(served.text).toContain('Rows listed 1 + privileged and withheld 1 + unused and sensitive, on a schedule of their own 1 + in this selection, not unused material 7 + outside this selection 0 = 10 items');
    expect(served.text).not.toContain('Names a source');
    const kept = await make(bench, 'unused', { sensitive: true });
    expect(tokens(kept.text)).toEqual(['tok00002']);
    expect(kept.text).toContain('Names a source');
    expect(kept.text).toContain('It is not to be served.');
    // Over every page, since one page can go astray.
    expect(kept.text.match(/OFFICIAL-SENSITIVE · NOT TO BE SERVED/gu)).toHaveLength(kept.done.pages ?? 0);
    expect(served.text).not.toContain('NOT TO BE SERVED');
  });
});

describe('an extract of a conversation', () => {
  it('has the item with so many rows before and after it, and counts the rest on either side', async () => {
    const bench = await caseOfTen();
    const { text, done } = await make(bench, 'conversation', { itemId: await firstOf(bench, 'tok00003'), before: 1, after: 2 });
    expect(done).toMatchObject({ rows: 4, leftOut: 6 });
    expect(tokens(text)).toEqual(['tok00002', 'tok00003', 'tok00004', 'tok00005']);
    expect(text).toContain('The item asked for tok00003');
    expect(text).toContain('which has 7 rows: the item asked for, the 1 before it and the 2 after it.');
    expect(text).toContain('Rows listed 4 + earlier in the conversation 2 + later in the conversation 1 + outside the conversation 3 = 10 items');
  });

  it('reaches no further than the conversation does, and leaves out and counts what is privileged in it', async () => {
    const bench = await caseOfTen();
    await bench.engine.call('review.disclose', { itemIds: await idsOf(bench, 'tok00002'), handling: 'privileged', reason: 'To her solicitor' });
    const { text, done } = await make(bench, 'conversation', { itemId: await firstOf(bench, 'tok00001'), before: 50, after: 50 });
    expect(done).toMatchObject({ rows: 6, withheld: 1, leftOut: 3 });
    expect(tokens(text)).toEqual(['tok00001', 'tok00003', 'tok00004', 'tok00005', 'tok00006']);
  });

  it('is refused of a privileged item, of an item of no conversation, and of a third-party conversation that is closed', async () => {
    const bench = await caseOfTen();
    const ask = (itemId: ItemId): Promise<unknown> => bench.engine.call('exports.document', { kind: 'conversation', zone: 'UTC', destination: join(bench.folder, 'extract.pdf'), itemId });
    const [itemId, hers] = [await firstOf(bench, 'tok00003'), await firstOf(bench, 'tok00002')];
    await bench.engine.call('review.disclose', { itemIds: [hers], handling: 'privileged', reason: 'To her solicitor' });
    expect(await codeOf(ask(hers))).toBe('permission_denied');
    const { exhibitId, thread } = await bench.engine.call('conversation.of', { itemId });
    await bench.engine.call('threads.state', { exhibitId, thread, standing: 'third-party', reason: 'Two friends' });
    expect(await codeOf(ask(itemId))).toBe('permission_denied');
    await bench.engine.call('threads.open', { exhibitId, thread, reason: 'He is spoken of' });
    expect(await ask(itemId)).toMatchObject({ rows: 6 });
  });
});

/** Words of a page that stand on one line and touch: of two neighbours in a row of a table, one has run over the edge of its column. */
function touching(path: string): string[] {
  const words = [...tool('pdftotext', '-bbox', '-l', '1', path, '-').matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<\/word>/gu)]
    .map(([, left, top, right, foot, word]) => ({ left: Number(left), middle: (Number(top) + Number(foot)) / 2, top: Number(top), foot: Number(foot), right: Number(right), word: String(word) }))
    // The box of an emoji is taller than its line.
    .filter(({ word }) => !/\p{Extended_Pictographic}/u.test(word));
  return words.flatMap((one) => words.filter((other) => other.left > one.left && other.left < one.right + 1 && one.middle > other.top && one.middle < other.foot).map((other) => `${one.word}|${other.word}`));
}

describe('every document', () => {
  it('has room for its headings, with the columns for pages too', async () => {
    const bench = await caseOfTen();
    await bench.engine.call('review.disclose', { itemIds: await idsOf(bench, 'tok00001'), relevance: 'unused', handling: 'normal' });
    const window = { ...everything, fromMs: Date.parse('2021-09-28T00:00:00Z'), untilMs: Date.parse('2021-09-30T00:00:00Z') };
    for (const kind of documentKinds.filter((each) => each !== 'conversation' && each !== 'transcript' && each !== 'patterns')) {
      const { path } = await make(bench, kind, { bundlePages: true, ...(kind === 'sequence' ? { filter: window } : {}) });
      expect(touching(path), kind).toEqual([]);
    }
  });

  it('of nothing says so and foots', async () => {
    const bench = await freshCase(scratchFolder(), host);
    for (const kind of documentKinds.filter((each) => each !== 'conversation' && each !== 'transcript')) {
      const { done, text } = await make(bench, kind, { filter: { ...everything, ...(kind === 'sequence' ? { fromMs: 0, untilMs: 1 } : {}) } });
      expect(done, kind).toMatchObject({ rows: 0, total: 0, pages: 1 });
      expect(text, kind).toMatch(/No (?:events|messages|system accesses|unused material) are in|No events are in|There are no exhibits|No unused material is in|Nothing with a time is in/);
    }
  });

  it('longer than a chunk holds every row once, with its head on every page; cancelled on the way it leaves nothing', async () => {
    const bench = await freshCase(scratchFolder(), host);
    const long = Array.from({ length: 1_150 }, (_, row) => `${String(13 + Math.floor(row / 1440)).padStart(2, '0')}/10/2021, ${String(Math.floor(row / 60)).padStart(2, '0')}:${String(row % 60).padStart(2, '0')} - Rowan Ashdown: tok${String(row).padStart(5, '0')}${row === 700 ? ' a long one'.repeat(900) : ''}`).join('\n');
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', long), 'ABC/1', londonAnswers);
    const { text, done, path } = await make(bench, 'messages');
    const found = tokens(text);
    expect([...new Set(found)].sort()).toEqual(Array.from({ length: 1_150 }, (_, row) => `tok${String(row).padStart(5, '0')}`));
    expect(found).toHaveLength(1_150);
    const pages = tool('pdftotext', '-layout', path, '-').split('\f').slice(0, done.pages ?? 0);
    expect(pages.filter((page) => /tok\d{5}/.test(page) && !page.includes('Text, word for word'))).toEqual([]);
    const folder = scratchFolder();
    const controller = new AbortController();
    expect(await codeOf(bench.engine.call('exports.document', { kind: 'messages', zone: 'UTC', filter: everything, destination: join(folder, 'm.pdf') }, { signal: controller.signal, report: () => controller.abort() }))).toBe('cancelled');
    expect(readdirSync(folder)).toEqual([]);
  });
});
