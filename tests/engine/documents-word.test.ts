/** Documents of a case as Word files: the same words as the pages of the PDF, in a file whose parts are what the standard asks for. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { SaxesParser } from 'saxes';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { describe, expect, it } from 'vitest';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import { wordsOfHtml } from '../../electron/engine/exports/word/words-of-html.ts';
import { SmallTables } from '../../electron/engine/exports/word/table-xml.ts';
import type { CommandInput, CommandOutput } from '../../shared/contract/contract.ts';
import type { DocumentKind } from '../../shared/domain/document-kind.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { enquiryLog, enquiryMapping } from '../fixtures/audit-tables.ts';
import { png } from '../fixtures/pictures.ts';
import { addAndImport, codeOf, freshCase, londonAnswers, scratchFolder, writeEvidence, type Bench } from './harness.ts';

const family = '👨‍👩‍👧';
const chat = [
  '28/09/2021, 15:31 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them.',
  `28/09/2021, 15:31 - Rowan Ashdown: tok00001 hello 🔥😍 and ${family} 🙏🏽 1️⃣`, '28/09/2021, 15:32 - Imogen Vale: tok00002 <w:p/> </w:document> & "quoted" ]]> &amp;',
  '28/09/2021, 15:58 - Rowan Ashdown: tok00003 two  spaces, a\ttab\nand a second line', '29/09/2021, 09:00 - Imogen Vale: tok00004 bell \u0007 and \u202eturned\u202c \ud83d half',
  '31/10/2021, 01:30 - Rowan Ashdown: tok00005 cannot sleep', '01/11/2021, 08:15 - Imogen Vale: مرحبا كيف حالك tok00006',
].join('\n');

/** A page setter that keeps what it was given to set. */
function keeping(): { readonly host: HostCall; readonly set: string[] } {
  const set: string[] = [];
  const host = (async (_request: string, input: { readonly html: string }) => {
    set.push(input.html);
    const page = await PDFDocument.create();
    page.addPage().drawSquare({ size: 1 });
    return { pdfBase64: Buffer.from(await page.save()).toString('base64') };
  }) as unknown as HostCall; // the one request a document makes
  return { host, set };
}

async function caseOfTen(): Promise<Bench & { readonly set: string[] }> {
  const { host, set } = keeping();
  const bench = await freshCase(scratchFolder(), host);
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'log.csv', enquiryLog), 'ABC/2', { ...londonAnswers, zoneBasis: 'stated', zoneBasisBy: 'A. B. Carver', dateOrder: 'dmy', mapping: enquiryMapping });
  const { items } = await bench.engine.call('items.page', { filter: { ...everything, search: 'tok00003' } });
  const itemIds = items.map(({ id }) => id);
  await bench.engine.call('review.account', { itemIds, whose: 'officer', name: '', text: 'Says she had asked\nhim & others to', source: 'interview', place: 'page 4', saidOn: null });
  await bench.engine.call('review.disclose', { itemIds: items.map(({ id }) => id), relevance: 'unused', reason: '' });
  const accesses = (await bench.engine.call('items.page', { filter: { ...everything, kinds: ['access'] } })).items.slice(0, 1).map(({ id }) => id);
  await bench.engine.call('review.assess', { itemIds: accesses, state: 'no-policing-purpose', reasons: 'No stop is recorded' });
  await bench.engine.call('review.checklist', { itemIds: accesses, answers: [{ question: 'follow-up', answer: 'no', basis: 'observed', note: 'No notebook entry' }] });
  return { ...bench, set };
}

async function partsOf(path: string): Promise<Map<string, string>> {
  const zip = await new Promise<ZipFile>((settle, refuse) => { fromBuffer(readFileSync(path), { lazyEntries: true }, (error, file) => (error === null ? settle(file) : refuse(error))); });
  const parts = new Map<string, string>();
  const read = (entry: Entry): Promise<string> => new Promise((settle, refuse) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null) { refuse(error); return; }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', refuse).on('end', () => settle(Buffer.concat(chunks).toString('utf8')));
    });
  });
  await new Promise<void>((settle, refuse) => {
    zip.on('end', settle).on('error', refuse).on('entry', (entry: Entry) => { read(entry).then((text) => { parts.set(entry.fileName, text); zip.readEntry(); }, refuse); });
    zip.readEntry();
  });
  return parts;
}

interface Paragraph { readonly style: string; readonly text: string }
interface Row { readonly head: boolean; readonly whole: boolean; readonly cells: string[][] }
interface Read { readonly paragraphs: Paragraph[]; readonly tables: Row[][] }

/** The order in which the standard (ECMA-376 part 1, 17.3 and 17.4) has what stands in one place. */
const orders: Readonly<Record<string, readonly string[]>> = {
  'w:pPr': ['w:pStyle', 'w:keepNext', 'w:keepLines', 'w:tabs', 'w:bidi', 'w:spacing', 'w:jc', 'w:outlineLvl'],
  'w:rPr': ['w:rStyle', 'w:rFonts', 'w:b', 'w:bCs', 'w:i', 'w:iCs', 'w:color', 'w:sz', 'w:szCs', 'w:bdr', 'w:rtl', 'w:lang'],
  'w:tblPr': ['w:tblStyle', 'w:tblW', 'w:tblInd', 'w:tblBorders', 'w:tblLayout', 'w:tblCellMar', 'w:tblLook', 'w:tblCaption'],
  'w:tcPr': ['w:tcW', 'w:gridSpan', 'w:tcBorders', 'w:shd', 'w:vAlign'], 'w:trPr': ['w:cantSplit', 'w:tblHeader'], 'w:tc': ['w:tcPr', 'w:p'], 'w:tr': ['w:trPr', 'w:tc'], 'w:tbl': ['w:tblPr', 'w:tblGrid', 'w:tr'],
  'w:p': ['w:pPr', 'w:r', 'w:fldSimple'], 'w:r': ['w:rPr', 'w:t', 'w:br', 'w:tab'], 'w:body': ['w:p', 'w:tbl', 'w:sectPr'],
  'w:sectPr': ['w:headerReference', 'w:footerReference', 'w:pgSz', 'w:pgMar'], 'w:style': ['w:name', 'w:basedOn', 'w:next', 'w:qFormat', 'w:pPr', 'w:rPr', 'w:tblPr', 'w:tblStylePr'],
};
const mixed = new Set(['w:body', 'w:p', 'w:r']);

/** Reads a part as the standard has it. Throws for what is not well-formed, not known, or out of order. */
function readPart(xml: string): Read {
  const parser = new SaxesParser();
  const open: { readonly name: string; last: number }[] = [];
  const found: Read = { paragraphs: [], tables: [] };
  let [style, text] = ['', ''];
  parser.on('error', (error) => { throw error; });
  parser.on('opentag', ({ name, attributes }) => {
    const parent = open.at(-1);
    const order = orders[parent?.name ?? ''];
    if (parent !== undefined && order !== undefined) {
      const place = order.indexOf(name);
      if (place < 0) throw new Error(`<${name}> in <${parent.name}>`);
      if (!mixed.has(parent.name) && place < parent.last) throw new Error(`<${name}> comes too late in <${parent.name}>`);
      parent.last = place;
    }
    open.push({ name, last: -1 });
    if (name === 'w:p') [style, text] = ['', ''];
    if (name === 'w:pStyle') style = attributes['w:val'] ?? '';
    if (name === 'w:br') text += '\n';
    if (name === 'w:tab' && parent?.name === 'w:r') text += '\t';
    if (name === 'w:tbl') found.tables.push([]);
    const rows = found.tables.at(-1) ?? [];
    if (name === 'w:tr') rows.push({ head: false, whole: false, cells: [] });
    const row = rows.at(-1);
    if (name === 'w:tblHeader' && row !== undefined) rows.splice(-1, 1, { ...row, head: true });
    if (name === 'w:cantSplit' && row !== undefined) rows.splice(-1, 1, { ...row, whole: true });
    if (name === 'w:tc') row?.cells.push([]);
  });
  parser.on('text', (words) => { if (open.at(-1)?.name === 'w:t') text += words; else if (words.trim() !== '' && open.some(({ name }) => name.startsWith('w:'))) throw new Error(`“${words}” stands in <${open.at(-1)?.name ?? ''}>`); });
  parser.on('closetag', ({ name }) => {
    open.pop();
    if (name !== 'w:p') return;
    if (open.some((element) => element.name === 'w:tc')) found.tables.at(-1)?.at(-1)?.cells.at(-1)?.push(text);
    found.paragraphs.push({ style, text });
  });
  parser.write(xml).close();
  return found;
}

type Own = Readonly<Record<string, unknown>>;
interface Made { readonly done: CommandOutput<'exports.document'>; readonly parts: Map<string, string>; readonly words: Read; readonly text: string; readonly path: string }

async function make(bench: Bench, kind: DocumentKind, own: Own = {}): Promise<Made> {
  const path = join(bench.folder, `${kind}.docx`);
  const done = await bench.engine.call('exports.document', { kind, zone: 'Europe/London', filter: everything, destination: path, format: 'docx', overwrite: true, ...own } as CommandInput<'exports.document'>);
  const parts = await partsOf(path);
  const words = readPart(parts.get('word/document.xml') ?? '');
  return { done, parts, words, path, text: words.paragraphs.map(({ text }) => text).join('\n') };
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ' };
/** What stands on the pages: the words of all parts that were set, without the heads each part repeats. */
function wordsSet(htmls: readonly string[]): string[] {
  const bodies = htmls.filter((html) => !html.includes('class="strip"') && !html.includes('class="caption"')).map((html, index) => {
    const body = html.slice(html.indexOf('<body>') + 6);
    return index === 0 ? body : body.replace(/<thead>.*?<\/thead>/s, '');
  });
  return wordsIn(bodies.join(' ').replace(/<\/?(?:bdi|b|i|span|dt|dd)\b[^>]*>/g, '').replace(/<[^>]+>/g, ' ').replace(/&(?:amp|lt|gt|quot|#39|nbsp);/g, (entity) => entities[entity] ?? ''));
}
const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '').map((word) => word.replace(/\p{Surrogate}/gu, '\ufffd'));

const kinds: readonly DocumentKind[] = ['chronology', 'sequence', 'messages', 'accesses', 'exhibits', 'unused', 'conversation', 'transcript'];

/** A picture from which something with emoji has been written down, and that a machine has read. */
async function pictureWrittenDown(bench: Bench): Promise<ItemId> {
  await addAndImport(bench, writeEvidence(bench.folder, 'screenshot.png', await png()), 'ABC/3');
  const [picture] = (await bench.engine.call('items.page', { filter: { ...everything, kinds: ['picture'] } })).items;
  if (picture === undefined) throw new Error('the picture is an item');
  await bench.engine.call('pictures.transcribe', {
    itemId: picture.id, attachment: 0, kind: 'event', date: '2021-09-28', clock: '15:31', written: '15:31 now', precision: 'minute', zone: 'Europe/London', zoneBasis: 'assumed', zoneBasisBy: '',
    from: 'rowan.a.rides', to: ['Imogen Vale'], thread: 'Photographs', text: `started following you ${family}`, region: { x: 0, y: 0, width: 1, height: 1 },
  });
  await bench.engine.call('pictures.editText', { itemId: picture.id, attachment: 0, text: 'A first line\nand a second 🙏🏽' });
  return picture.id;
}

describe('a document as a Word file', () => {
  it.each(kinds)('has word for word what the pages of the PDF have: %s', async (kind) => {
    const bench = await caseOfTen();
    const itemId = (await bench.engine.call('items.page', { filter: { ...everything, search: 'tok00003' } })).items[0]?.id;
    const filter = { ...everything, fromMs: Date.parse('2021-01-01T00:00:00Z'), untilMs: Date.parse('2022-01-01T00:00:00Z') };
    const own = kind === 'transcript' ? { itemId: await pictureWrittenDown(bench) } : kind === 'conversation' ? { itemId, before: 5, after: 5 } : kind === 'sequence' ? { filter } : {};
    bench.set.length = 0;
    const pdf = await bench.engine.call('exports.document', { kind, zone: 'Europe/London', filter: everything, destination: join(bench.folder, 'same.pdf'), ...own } as CommandInput<'exports.document'>);
    const { done, words, text } = await make(bench, kind, own);
    const made = /Made by Plumbline.*/;
    expect(wordsIn(text.replace(made, ''))).toEqual(wordsSet(bench.set.map((html) => html.replace(/Made by Plumbline[^<]*/, ''))));
    expect({ ...done, path: '', sha256: '', sizeBytes: 0 }).toEqual({ ...pdf, path: '', sha256: '', sizeBytes: 0, format: 'docx', pages: null });
    expect(words.paragraphs[0]?.style).toBe('Heading1');
    expect(words.tables[0]?.every(({ whole }) => whole)).toBe(true);
    expect(words.tables[0]?.map(({ head }) => head).filter((head) => head)).toEqual([true]);
    expect(words.tables[0]?.[0]?.head).toBe(true);
  });

  it('keeps emoji, other scripts, line ends and spaces of evidence as text, and shows control characters by name', async () => {
    const { text, parts, words } = await make(await caseOfTen(), 'chronology');
    for (const kept of ['🔥', '😍', family, '🙏🏽', '1️⃣', 'مرحبا كيف حالك', '<w:p/> </w:document> & "quoted" ]]> &amp;', 'two  spaces, a\ttab\nand a second line', 'bell ␇ and RLOturnedPDF �', 'half']) expect(text).toContain(kept);
    const xml = parts.get('word/document.xml') ?? '';
    expect(xml).toContain(`<w:t xml:space="preserve">${family}</w:t>`);
    expect(xml).toMatch(/<w:rStyle w:val="Control"\/><\/w:rPr><w:t xml:space="preserve">RLO</);
    expect(xml).toMatch(/<w:bidi\/><\/w:pPr><w:r><w:rPr><w:rtl\/><\/w:rPr><w:t xml:space="preserve">مرحبا كيف حالك</);
    expect(words.tables[0]?.[0]?.cells).toEqual([['No.'], ['Date'], ['Time'], ['Event'], ['Source (exhibit)'], ['Disputed / officer’s account']]);
    expect(text).toContain('Rows listed 10 + outside this selection 0 = 10 items.');
  });

  it('is A4 on its side in British English, marked and numbered, and names nobody in what it says of itself', async () => {
    const { parts } = await make(await caseOfTen(), 'chronology');
    for (const [name, xml] of parts) expect(() => readPart(xml), name).not.toThrow();
    expect(parts.get('word/document.xml')).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
    expect(parts.get('word/styles.xml')).toMatch(/<w:rFonts w:ascii="Georgia"[^>]*\/><w:sz w:val="18"\/><w:szCs w:val="18"\/><w:lang w:val="en-GB"/);
    expect(readPart(parts.get('word/header1.xml') ?? '').paragraphs.map(({ text }) => text)).toEqual(['OFFICIAL-SENSITIVE', 'Operation Larkspur · CASE/0412']);
    const footer = parts.get('word/footer1.xml') ?? '';
    expect(readPart(footer).paragraphs[0]?.text).toMatch(/^Plumbline \S+ · case log head \w{4}…\w{4} · made .* UTC\tPage 1 of 1$/);
    expect([...footer.matchAll(/w:instr=" (\w+) "/g)].map(([, field]) => field)).toEqual(['PAGE', 'NUMPAGES']);
    const core = parts.get('docProps/core.xml') ?? '';
    expect(core).toContain('<dc:title>Chronology — CASE/0412</dc:title><dc:creator>Plumbline</dc:creator><cp:lastModifiedBy>Plumbline</cp:lastModifiedBy>');
    expect(core).toContain('<dc:language>en-GB</dc:language>');
    expect(core).not.toContain('Reviewer');
    for (const target of [...(parts.get('[Content_Types].xml') ?? '').matchAll(/PartName="\/([^"]+)"/g)].map(([, part]) => part ?? '')) expect(parts.has(target), target).toBe(true);
  });

  it('has every style its paragraphs and runs name', async () => {
    const { parts } = await make(await caseOfTen(), 'accesses');
    const styles = new Set([...(parts.get('word/styles.xml') ?? '').matchAll(/w:styleId="(\w+)"/g)].map(([, id]) => id));
    const used = ['document', 'header1', 'footer1'].flatMap((part) => [...(parts.get(`word/${part}.xml`) ?? '').matchAll(/<w:(?:pStyle|rStyle|tblStyle) w:val="(\w+)"/g)].map(([, id]) => id));
    expect([...new Set(used)].filter((id) => !styles.has(id))).toEqual([]);
  });

  it('never shows what is privileged, is recorded as what it is, and adds the column for bundle pages', async () => {
    const bench = await caseOfTen();
    const itemIds = (await bench.engine.call('items.page', { filter: { ...everything, search: 'tok00002' } })).items.map(({ id }) => id);
    await bench.engine.call('review.disclose', { itemIds, handling: 'privileged', reason: 'To her solicitor' });
    const { text, done, words } = await make(bench, 'chronology', { bundlePages: true });
    expect(text).not.toContain('tok00002');
    expect(text).toContain('Rows listed 9 + privileged and withheld 1 + outside this selection 0 = 10 items.');
    expect(words.tables[0]?.[0]?.cells[5]).toEqual(['Bundle page']);
    const { entries: [entry] } = await bench.engine.call('continuity.page', { limit: 1 });
    expect(entry).toMatchObject({ action: 'document.exported', summary: 'Chronology exported as chronology.docx: 9 rows (Word document)', details: { kind: 'chronology', format: 'docx', rows: 9, withheld: 1, sha256: done.sha256, pages: null } });
  });

  it('of nothing says so, and has no table of nothing', async () => {
    const bench = await freshCase();
    const { text, words, done } = await make(bench, 'chronology');
    expect(done).toMatchObject({ rows: 0, total: 0 });
    expect(text).toContain('No events are in this selection.');
    expect(words.tables).toEqual([]);
  });

  it('is refused of charts, and leaves nothing behind when it is stopped', async () => {
    const bench = await caseOfTen();
    const destination = join(bench.folder, 'stopped.docx');
    expect(await codeOf(bench.engine.call('exports.document', { kind: 'patterns', zone: 'UTC', filter: everything, destination, format: 'docx' }))).toBe('invalid_input');
    const controller = new AbortController();
    controller.abort();
    expect(await codeOf(bench.engine.call('exports.document', { kind: 'chronology', zone: 'UTC', filter: everything, destination, format: 'docx' }, { signal: controller.signal }))).toBe('cancelled');
    expect(existsSync(destination)).toBe(false);
  });
});

describe('the HTML of a cell as Word has it', () => {
  const of = (html: string): string => wordsOfHtml(html, { style: 'Row' }, new SmallTables());
  it('is refused when a document holds what Word files of ours have no words for: nothing is left out silently', () => {
    for (const html of ['<img src="x">', '<p onclick="x">a</p>', '<div class="new">a</div>', '<svg><text>a</text></svg>', '<script>a</script>', '<ul><li>a</li></ul>', '<table><tr><td rowspan="2">a</td></tr></table>']) expect(() => of(html), html).toThrow(/has no place in a Word document/);
  });
  it('has one paragraph for words, and one for each block among them', () => {
    const texts = readPart(`<w:body xmlns:w="w">${of('ABC/1<div class="small"><bdi dir="auto">row\n 7</bdi></div> after ')}</w:body>`).paragraphs;
    expect(texts).toEqual([{ style: 'Row', text: 'ABC/1' }, { style: 'RowSmall', text: 'row 7' }, { style: 'Row', text: 'after' }]);
  });
});
