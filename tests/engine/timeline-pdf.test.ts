import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, codeOf, freshCase, freshEngine, londonAnswers, scratchFolder, writeEvidence, type Bench } from './harness.ts';

/** The real page setter: Chromium in the Electron this machine has. */
let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
const host: HostCall = (request, input) => typesetter.call(request, input);

beforeAll(async () => { typesetter = await startTypesetter(); }, 300_000);
afterAll(() => typesetter.stop());

const oddTexts = [
  'flame 🔥 and heart eyes 😍', 'a family 👨‍👩‍👧 and a flag 🇬🇧', 'thumb with a tone 👍🏽', 'مرحبا كيف حالك اليوم', 'नमस्ते आप कैसे हैं', 'שלום לך',
  'reversed \u202Edesrever si siht after', 'no breaks '.padEnd(700, 'x'), '<b>bold</b> <script>alert(1)</script> &amp; "quoted"', 'two\nlines\n\n   and an indented one', 'control \u0007 character', '=HYPERLINK("x")',
];

/** Each row carries a token of its own, so that it can be counted in the text layer. */
function manyRows(count: number): string {
  return Array.from({ length: count }, (_, row) => {
    const clock = `${String(Math.floor(row / 60) % 24).padStart(2, '0')}:${String(row % 60).padStart(2, '0')}`;
    return `${String(13 + (Math.floor(row / 1440) % 12)).padStart(2, '0')}/10/2021, ${clock} - ${row % 2 === 0 ? 'Rowan Ashdown' : 'Imogen Vale'}: tok${String(row).padStart(5, '0')} ${oddTexts[row % oddTexts.length] ?? ''}`;
  }).join('\n');
}

async function caseWith(rows: number): Promise<Bench> {
  const bench = await freshCase(scratchFolder(), host);
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', manyRows(rows)), 'ABC/1', londonAnswers);
  return bench;
}

const tool = (name: string, ...args: readonly string[]): string => execFileSync(name, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
/** The text in the order it was set, a cell at a time, with every run of white space as one space. */
const flowing = (path: string): string => tool('pdftotext', '-raw', path, '-').replace(/\s+/g, ' ');
const tokens = (text: string): string[] => text.match(/tok\d{5}/g) ?? [];

describe('the timeline PDF', () => {
  it('says how many conversations are between third parties, how many of them were opened, and how many of their rows it has', async () => {
    const bench = await caseWith(12);
    const read = async (name: string): Promise<string> => {
      const destination = join(bench.folder, name);
      await bench.engine.call('exports.timeline', { filter: everything, zone: 'UTC', destination });
      return flowing(destination);
    };
    expect(await read('before.pdf')).not.toContain('Third-party');
    const { items: [first] } = await bench.engine.call('items.page', { filter: everything, limit: 1 });
    if (first === undefined) throw new Error('nothing was read');
    const { exhibitId, thread } = await bench.engine.call('conversation.of', { itemId: first.id });
    await bench.engine.call('threads.state', { exhibitId, thread, standing: 'third-party', reason: 'Two friends' });
    expect(await read('closed.pdf')).toContain('Third-party conversations in the case: 1, closed to reading as conversations unless opened with a reason; 0 opened. 12 rows of them are in this selection.');
    await bench.engine.call('threads.open', { exhibitId, thread, reason: 'He is spoken of' });
    expect(await read('opened.pdf')).toContain('1 opened. 12 rows of them are');
  });

  it('holds every row once with its text, numbered pages, embedded fonts and clean structure', async () => {
    const bench = await caseWith(1_150);
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    const destination = join(bench.folder, 'timeline.pdf');
    const stages = new Set<string>();
    const done = await bench.engine.call('exports.timeline', { filter: everything, zone: 'Europe/London', destination }, { report: ({ stage }) => { stages.add(stage); } });
    expect(done).toMatchObject({ rows: 1_150, leftOut: 0, path: destination });
    expect([...stages]).toEqual(['Setting rows', 'Numbering pages']);

    const text = tool('pdftotext', '-layout', destination, '-');
    const found = tokens(text);
    expect(found).toHaveLength(1_150);
    expect(new Set(found).size).toBe(1_150);
    expect([...found].sort()).toEqual(found);

    // One character each is given back as it is; of a joined sequence poppler gives its first character at least.
    const expected = (emoji: string): number => oddTexts.reduce((sum, odd, index) => sum + (odd.includes(emoji) ? Math.ceil((1_150 - index) / oddTexts.length) : 0), 0);
    for (const emoji of ['🔥', '😍']) expect(text.split(emoji).length - 1, emoji).toBe(expected(emoji));
    expect(text).toMatch(/\u{1F468}/u);
    expect(flowing(destination)).toContain('<b>bold</b> <script>alert(1)</script> &amp; "quoted"');
    expect(text).toContain('RLO');
    expect(text).not.toContain('\u202E');

    expect(text).toContain('Rows listed 1,150 + outside this selection 0 = 1,150 items. Rows set aside on import: 0');
    expect(flowing(destination).replaceAll(' ', '')).toContain(exhibit?.sha256 ?? 'no exhibit');
    for (let page = 1; page <= done.pages; page += 1) expect(text).toContain(`Page ${page} of ${done.pages}`);
    expect(text.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(done.pages);
    expect(text.match(/\d\d:\d\d BST/g)?.length).toBe(1_150);

    expect(tool('qpdf', '--check', destination)).toContain('No syntax or stream encoding errors');
    const fonts = tool('pdffonts', destination).split('\n').slice(2).filter((line) => line.trim() !== '');
    expect(fonts.filter((line) => !/\s(?:yes)\s+(?:yes|no)\s+(?:yes|no)\s+\d+\s+\d+\s*$/.test(line))).toEqual([]);
    const info = tool('pdfinfo', destination);
    expect(info).toContain('Title:           Timeline — CASE/0412');
    expect(info).not.toMatch(/Ashdown|Vale|R\. Reviewer/);
  });

  it('reads the same to a second reader, opens at full size on its first page, and says its language', async () => {
    const bench = await caseWith(30);
    const destination = join(bench.folder, 'timeline.pdf');
    await bench.engine.call('exports.timeline', { filter: everything, zone: 'Europe/London', destination });
    const reading = getDocument({ data: new Uint8Array(readFileSync(destination)), useSystemFonts: true, verbosity: 0 });
    const document = await reading.promise;
    const found: string[] = [];
    for (let page = 1; page <= document.numPages; page += 1) {
      const content = await (await document.getPage(page)).getTextContent();
      found.push(...tokens(content.items.map((item) => ('str' in item ? item.str : '')).join(' ')));
    }
    expect(new Set(found).size).toBe(30);
    expect(found).toHaveLength(30);
    await reading.destroy();
    const catalog = tool('qpdf', '--json=2', destination, '-');
    expect(catalog).toContain('u:en-GB');
    expect(catalog).toMatch(/"\/OpenAction": \[\s*"\d+ 0 R",\s*"\/XYZ",\s*null,\s*null,\s*1\s*\]/);
  });

  it('is of exactly the view, and says what it leaves out', async () => {
    const bench = await caseWith(60);
    const items = await bench.engine.call('items.page', { filter: { ...everything, search: 'tok00004' } });
    const itemIds = items.items.map((item) => item.id);
    await bench.engine.call('review.assess', { itemIds, state: 'no-policing-purpose', reasons: 'Nothing needed it', officersAccount: 'Says it was a joke' });
    await bench.engine.call('review.tag', { itemIds, tag: 'flirtation', on: true });
    const destination = join(bench.folder, 'one.pdf');
    const done = await bench.engine.call('exports.timeline', { filter: { ...everything, tags: ['flirtation'] }, zone: 'UTC', destination });
    expect(done).toMatchObject({ rows: 1, leftOut: 59 });
    const text = tool('pdftotext', '-layout', destination, '-');
    expect(tokens(text)).toEqual(['tok00004']);
    for (const words of ['tag is Flirtation', 'Rows listed 1 + outside this selection 59 = 60 items', 'No policing purpose apparent', 'Nothing needed it', 'Says it was a joke', 'Flirtatious tone', 'UTC']) {
      expect(flowing(destination)).toContain(words);
    }
    const { entries } = await bench.engine.call('continuity.page', { limit: 1 });
    expect(entries[0]).toMatchObject({ action: 'timeline.exported', details: { rows: 1, leftOut: 59, sha256: done.sha256 } });
  });

  it('gives both reviewers, what people say with its source, and the words of what an assessment is linked to', async () => {
    const bench = await caseWith(5);
    const { items } = await bench.engine.call('items.page', { filter: { ...everything, search: 'tok00003' } });
    const itemIds = items.map((item) => item.id);
    const [charge] = await bench.engine.call('charges.save', { text: 'Pursued contact' });
    await bench.engine.call('review.assess', { itemIds, state: 'no-policing-purpose', innocentExplanation: 'Old friends', charges: charge === undefined ? [] : [charge.id], standards: ['CON'] });
    await bench.engine.call('review.account', { itemIds, whose: 'complainant', name: 'Ms A', text: 'I did not know him', source: 'statement', place: 'page 3', saidOn: '2021-12-01' });
    await bench.engine.call('review.disclose', { itemIds, handling: 'sensitive', reason: 'Names a source' });
    await bench.engine.call('cases.close', {});
    const other = freshEngine(bench.folder, host, 'S. Second');
    await other.engine.call('cases.open', { folder: bench.caseFolder });
    await other.engine.call('review.assess', { itemIds, state: 'unclear', reasons: 'The log has a gap' });
    const destination = join(bench.folder, 'both.pdf');
    await other.engine.call('exports.timeline', { filter: { ...everything, seconds: ['differs'] }, zone: 'UTC', destination });
    const text = flowing(destination);
    for (const words of ['Old friends', 'allegation 1; Confidentiality', 'Second reviewer differs: Unclear. The log has a gap S. Second', 'Ms A (the complainant): I did not know him (statement, page 3, 01/12/2021)', 'Disclosure: Sensitive', 'Pursued contact', 'second reviewer differs']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('Names a source');
  });

  it('never shows a privileged item, and says how many it withholds', async () => {
    const bench = await caseWith(20);
    const { items } = await bench.engine.call('items.page', { filter: { ...everything, search: 'tok00004' } });
    const itemIds = items.map((item) => item.id);
    await bench.engine.call('review.disclose', { itemIds, handling: 'privileged', reason: 'To his solicitor' });
    const destination = join(bench.folder, 'withheld.pdf');
    expect(await bench.engine.call('exports.timeline', { filter: everything, zone: 'UTC', destination })).toMatchObject({ rows: 19, leftOut: 0, withheld: 1 });
    expect(tokens(tool('pdftotext', '-layout', destination, '-'))).not.toContain('tok00004');
    expect(flowing(destination)).toContain('Rows listed 19 + privileged and withheld 1 + outside this selection 0 = 20 items');
    expect(await codeOf(bench.engine.call('exports.timeline', { filter: { ...everything, handlings: ['privileged'] }, zone: 'UTC', destination: join(bench.folder, 'only.pdf') }))).toBe('invalid_input');
  });

  it('of nothing says so', async () => {
    const bench = await freshCase(scratchFolder(), host);
    const destination = join(bench.folder, 'empty.pdf');
    expect(await bench.engine.call('exports.timeline', { filter: everything, zone: 'UTC', destination })).toMatchObject({ rows: 0, pages: 1 });
    expect(tool('pdftotext', destination, '-')).toContain('No rows are in this selection.');
  });

  it('is not made over an existing file unless told to, nor where it cannot be', async () => {
    const bench = await caseWith(3);
    const destination = join(bench.folder, 'there.pdf');
    writeFileSync(destination, 'something else');
    expect(await codeOf(bench.engine.call('exports.timeline', { filter: everything, zone: 'UTC', destination }))).toBe('already_exists');
    expect(readFileSync(destination, 'utf8')).toBe('something else');
    await bench.engine.call('exports.timeline', { filter: everything, zone: 'UTC', destination, overwrite: true });
    expect(readFileSync(destination).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await codeOf(bench.engine.call('exports.timeline', { filter: everything, zone: 'UTC', destination: join(bench.folder, 'no such folder', 'a.pdf') }))).toBe('file_vanished');
  });

  it('cancelled or failed on the way leaves nothing behind', async () => {
    const bench = await caseWith(1_150);
    const folder = scratchFolder();
    const destination = join(folder, 'timeline.pdf');
    const controller = new AbortController();
    expect(await codeOf(bench.engine.call('exports.timeline', { filter: everything, zone: 'UTC', destination }, { signal: controller.signal, report: () => controller.abort() }))).toBe('cancelled');
    expect(existsSync(destination)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);

    let parts = 0;
    const failing = await freshCase(scratchFolder(), (request, input) => {
      parts += 1;
      return parts > 1 ? Promise.reject(new PlumblineError('typesetting_failed', 'The page setter went.')) : typesetter.call(request, input);
    });
    await addAndImport(failing, writeEvidence(failing.folder, 'chat.txt', manyRows(20)), 'ABC/1', londonAnswers);
    expect(await codeOf(failing.engine.call('exports.timeline', { filter: everything, zone: 'UTC', destination }))).toBe('typesetting_failed');
    expect(readdirSync(folder)).toEqual([]);
  });
});
