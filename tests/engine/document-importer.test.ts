import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { documentImporter } from '../../electron/engine/importers/document/index.ts';
import { readHeader, readMailboxes } from '../../electron/engine/importers/document/email/headers.ts';
import { markupText } from '../../electron/engine/importers/document/text/markup-text.ts';
import { richText } from '../../electron/engine/importers/document/text/rich-text.ts';
import { importers } from '../../electron/engine/importers/registry.ts';
import { itemDraftSchema } from '../../shared/domain/item.ts';
import { compoundFile, docx, paragraph, pdf, wordPart } from '../fixtures/documents.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const recognise = (bytes: string | Uint8Array, name = 'a.bin') => documentImporter.recognise(folder.source(bytes, name), notCancelled);
const read = async (bytes: string | Uint8Array, name = 'a.txt', answers = {}) => {
  const result = await readAll(documentImporter, folder.source(bytes, name), answers);
  for (const item of result.items) itemDraftSchema.parse(item);
  expect(result.facts.rowsSeen).toBe(result.rows.length);
  return result;
};
const prose = 'I attended the address at 15:31 on 28/09/2021.\nNobody was there.\n';

describe('recognising a document', () => {
  it('is the last thing tried before what holds many sources', () => expect(importers.slice(-2).map(({ id }) => id)).toEqual([documentImporter.id, 'package']));

  it('goes by content and never by the name', async () => {
    expect(await recognise(await pdf([{ lines: [] }]), 'a.txt')).toContain('%PDF-');
    expect(await recognise(await docx(paragraph('x')), 'a.zip')).toContain('Word document');
    expect(await recognise('{\\rtf1 x}', 'a.pdf')).toContain('rtf');
    expect(await recognise('<!DOCTYPE html><p>x</p>')).toContain('HTML');
    expect(await recognise('From: a@example.test\nDate: Tue, 28 Sep 2021 15:31:00 +0100\nMessage-ID: <1@example.test>\n\nx')).toContain('e-mail');
    expect(await recognise(prose, 'a.exe')).toContain('text of no particular format');
    expect(await recognise(`From: typed notes\n${prose}`)).toContain('text of no particular format');
  });

  it('leaves binary alone, whatever it is called', async () => {
    for (const bytes of [Buffer.from([0, 1, 2, 3, 255, 254, 0, 7]), Buffer.from('7f454c46020101000000', 'hex'), Buffer.from('504b0304140000000800', 'hex'), Buffer.alloc(0), Buffer.alloc(64), Buffer.from('   \n\n')]) {
      expect(await recognise(bytes, 'statement.txt')).toBeNull();
    }
    for (let round = 0; round < 40; round += 1) expect(await recognise(randomBytes(8 + round * 40), 'statement.txt')).toBeNull();
  });

  it('reads UTF-16 and old encodings as text', async () => {
    expect(await recognise(Buffer.from(`\ufeff${prose}`, 'utf16le'))).toContain('utf-16le');
    expect(await recognise(Buffer.from(prose, 'utf16le'))).toContain('utf-16le');
    expect(await recognise(Buffer.from(`A café for £5. ${prose}`, 'latin1'))).toContain('windows-1252');
  });

  it('refuses old Office files by name, with what to do', async () => {
    await expect(recognise(compoundFile('WordDocument'), 'statement.doc')).rejects.toMatchObject({ code: 'refused_input', message: expect.stringMatching(/“statement\.doc” is a Word document of the old \.doc kind.*Save a copy as \.docx or PDF/) });
    await expect(recognise(compoundFile('__properties_version1.0'))).rejects.toMatchObject({ message: expect.stringContaining('Outlook message') });
    expect(await recognise(compoundFile('Something else'))).toBeNull();
  });
});

describe('plain text', () => {
  it('is one undated item with its line, character for character', async () => {
    const { items, facts } = await read(prose.replaceAll('\n', '\r\n'), 'notes.txt');
    expect(items).toMatchObject([{
      kind: 'document', time: { earliestMs: null, written: '' }, locator: { type: 'line', file: '', line: 1, byte: 0 }, text: prose.trimEnd(),
      verbatim: prose.replaceAll('\n', '\r\n'), attachments: [{ mediaType: 'text/plain', member: '' }], remarks: [],
    }]);
    expect(facts).toMatchObject({ encoding: 'utf-8', zone: null, basis: 'none' });
  });

  it('longer than one part is cut at the ends of lines, and no character is lost', async () => {
    const lines = Array.from({ length: 4_000 }, (_, line) => `Line ${line + 1}: ${'words '.repeat(line % 20)}`);
    const { items } = await read(`\ufeff${lines.join('\n')}\n`);
    expect(items.length).toBeGreaterThan(1);
    expect(items.map(({ verbatim }) => verbatim).join('')).toBe(`${lines.join('\n')}\n`);
    for (const { locator, text } of items) expect(text.startsWith(`Line ${locator.type === 'line' ? locator.line : 0}:`)).toBe(true);
    expect(items[0]?.locator).toMatchObject({ byte: 3 });
    expect(new Set(items.map(({ locator }) => JSON.stringify(locator))).size).toBe(items.length);
  });

  it('sets aside a line that is not text in the encoding, and keeps the others', async () => {
    const bytes = Buffer.concat([Buffer.from('first ✓\n'), Buffer.from([0x62, 0xe9, 0x64, 0x0a]), Buffer.from('third ✓\n'.repeat(20_000))]);
    const { items, quarantined } = await read(bytes, 'mixed.txt', { encoding: 'utf-8' });
    expect(quarantined).toMatchObject([{ code: 'undecodable-text', locator: { type: 'line', line: 2, byte: 10 }, verbatim: 'b\\xe9d' }]);
    expect(items[0]).toMatchObject({ text: 'first ✓' });
    expect(items[1]).toMatchObject({ locator: { line: 3, byte: 14 } });
  });

  it('sets aside a line of a million characters by its beginning', async () => {
    const { items, quarantined } = await read(`start\n${'x'.repeat(2_000_000)}\nend\n`);
    expect(items.map(({ text }) => text)).toEqual(['start', 'end']);
    expect(quarantined).toMatchObject([{ code: 'too-large', locator: { line: 2 } }]);
  });

  it('in an encoding that had to be judged says so and asks', async () => {
    const bytes = Buffer.from(`A café for £5. ${prose}`, 'latin1');
    expect((await documentImporter.inspect(folder.source(bytes), {}, notCancelled)).questions).toMatchObject([{ answer: 'encoding', required: false }]);
    const { items, facts } = await read(bytes);
    expect(items[0]?.text).toContain('A café for £5.');
    expect(facts.warnings.join()).toContain('does not say how its letters are encoded');
  });

  it('accounts for every character of any text', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.stringMatching(/^[a-z£é ]{0,60}$/), { minLength: 1, maxLength: 30 }), async (lines) => {
      const text = `Heading\n${lines.join('\n')}\nEnd`;
      const { items } = await read(text, 'any.txt', { encoding: 'utf-8' });
      expect(items.map(({ verbatim }) => verbatim).join('')).toBe(text);
    }), { numRuns: 20 });
  });
});

describe('a web page', () => {
  const text = (html: string) => [...markupText(html, 65_536)].map((piece) => piece.text).join('\n');

  it('gives its words, its lines and its cells, and nothing that is not shown', () => {
    expect(text('<html><head><title>T</title><style>p{}</style></head><body><h1>Heading</h1><p>One&nbsp;&amp; <b>two</b><br>three</p><script>alert("<p>no</p>")</script><table><tr><td>a<td>b</tr></table></body></html>'))
      .toBe('Heading\nOne\u00a0& two\nthree\na\tb');
  });

  it('is read safely when it is hostile', () => {
    expect(text('<p onclick="x>y">a</p><img src=x onerror=alert(1)>b<!-- c -->d&#0;&#x110000;&lt;script&gt;')).toBe('a\nbd&#0;&#x110000;<script>');
    expect(text('1 < 2 and <3')).toBe('1 < 2 and <3');
    for (const hostile of ['<a'.repeat(300_000), '<!--'.repeat(300_000), '<script>'.repeat(200_000), '&'.repeat(500_000), `<pre>${' '.repeat(1_000_000)}x`, '<p>'.repeat(300_000), '<b>x'.repeat(200_000)]) {
      const startedAt = performance.now();
      text(hostile);
      expect(performance.now() - startedAt).toBeLessThan(3_000);
    }
  });

  it('never throws, and never lets a whole tag through', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('<', '>', '/', '!', '-', '"', '\'', '=', '&', ';', 'p', 'script', ' ', 'x') }), (html) => {
      expect(text(html.replaceAll('&', ''))).not.toMatch(/<\/?(?:script|p)>/);
    }));
  });

  it('keeps the source of each part and is decoded as it says it is', async () => {
    const html = '<!DOCTYPE html><html><head><meta charset="windows-1252"><title>Log of £ calls</title></head><body><p>caf\xe9</p></body></html>';
    const { items } = await read(Buffer.from(html, 'latin1'), 'page.html');
    expect(items).toMatchObject([{ text: 'café', verbatim: html, attachments: [{ mediaType: 'text/html' }], fields: expect.arrayContaining([{ name: 'Title', value: 'Log of £ calls' }]) }]);
  });

  it('that shows nothing is set aside with the reason', async () => {
    const { items, quarantined } = await read('<html><script>document.write("all of it")</script></html>', 'page.html');
    expect(items).toEqual([]);
    expect(quarantined).toMatchObject([{ code: 'no-content' }]);
  });
});

describe('rich text', () => {
  it('gives its words without fonts, pictures and instructions', () => {
    expect(richText('{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator X;}\\f0 A caf\\\'e9 \\u8212? \\b bold\\b0\\par next\\tab cell{\\pict 0102}\\\\end\\}}'))
      .toEqual({ text: 'A café — bold\nnext\tcell\\end}', damaged: false });
  });

  it('that breaks off, or nests without end, is damaged and not a crash', () => {
    expect(richText('{\\rtf1 begins')).toEqual({ text: 'begins', damaged: true });
    expect(richText(`{\\rtf1 ${'{'.repeat(1_000_000)}`).damaged).toBe(true);
    expect(richText('{\\rtf1 \\bin99999999999 x}').damaged).toBe(true);
  });

  it('is one item of the whole file', async () => {
    const { items } = await read('{\\rtf1\\ansi Statement of Imogen Vale\\par}', 'a.rtf');
    expect(items).toMatchObject([{ kind: 'document', text: 'Statement of Imogen Vale', attachments: [{ mediaType: 'application/rtf' }] }]);
  });
});

describe('a Word document', () => {
  it('gives paragraphs, table rows, properties, comments and what was taken out of it', async () => {
    const bytes = await docx(
      `${paragraph('First &amp; last')}<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Kept</w:t><w:tab/><w:t>here</w:t></w:r><w:del w:author="Imogen Vale" w:date="2021-09-28T15:31:00Z"><w:r><w:delText>not for the file</w:delText></w:r></w:del></w:p>`
      + `<w:tbl><w:tr><w:tc>${paragraph('15:31')}</w:tc><w:tc>${paragraph('AB12 CDE')}</w:tc></w:tr></w:tbl>${paragraph('End')}`,
      { 'word/comments.xml': wordPart('comments', `<w:comment w:author="Rowan Ashdown" w:date="2021-09-29T09:00:00Z">${paragraph('Is this right?')}</w:comment>`), 'word/header1.xml': wordPart('hdr', paragraph('OFFICIAL')) },
    );
    const { items, facts } = await read(bytes, 'account.docx');
    expect(items).toMatchObject([{ kind: 'document', text: 'First & last\nKept\there\n15:31\tAB12 CDE\nEnd', time: { earliestMs: null }, locator: { type: 'xml', file: '', id: 'paragraph 1 of word/document.xml' } }]);
    expect(items[0]?.fields).toEqual(expect.arrayContaining([
      { name: 'Author', value: 'Rowan Ashdown' }, { name: 'Created (as written)', value: '2021-09-28T14:31:00Z' }, { name: 'Page header', value: 'OFFICIAL' },
      { name: 'Deleted text (tracked) by Imogen Vale, 2021-09-28T15:31:00Z as written', value: 'not for the file' },
      { name: 'Comment by Rowan Ashdown, 2021-09-29T09:00:00Z as written', value: 'Is this right?' },
    ]));
    expect(facts.madeBy).toBe('Sample Writer 16.0');
    expect(items[0]?.identifiers).toMatchObject([{ kind: 'vrm', normal: 'AB12CDE' }]);
  });

  it('that is long becomes several items, and no paragraph is lost', async () => {
    const paragraphs = Array.from({ length: 3_000 }, (_, index) => `Paragraph ${index + 1} ${'word '.repeat(10)}end`);
    const { items } = await read(await docx(paragraphs.map(paragraph).join('')), 'long.docx');
    expect(items.length).toBeGreaterThan(1);
    expect(items.map(({ text }) => text).join('\n')).toBe(paragraphs.join('\n'));
  });

  it('made to fill the memory is refused before it is unpacked', async () => {
    const bomb = await docx(`<w:p><w:r><w:t>${'x'.repeat(60_000_000)}</w:t></w:r></w:p>`);
    await expect(read(bomb, 'bomb.docx')).rejects.toMatchObject({ code: 'refused_input', message: expect.stringMatching(/“bomb\.docx” was not read: .*exhaust memory/) });
  });

  it('nested without end is refused; entities are not expanded; damage is named', async () => {
    await expect(read(await docx('<w:p>'.repeat(5_000)), 'deep.docx')).rejects.toMatchObject({ code: 'refused_input' });
    const bytes = await docx(`${paragraph('Before')}<w:p><w:r><w:t>&undefined;</w:t></w:r></w:p>${paragraph('After')}`);
    const { items, facts } = await read(bytes, 'odd.docx');
    expect(items[0]?.text).toContain('Before');
    expect(facts.warnings.join()).toContain('damaged');
  });

  it('without any text is set aside, and its pictures are mentioned', async () => {
    const { quarantined } = await read(await docx('<w:p/>', { 'word/media/image1.png': Buffer.from('89504e47', 'hex') }), 'scan.docx');
    expect(quarantined).toMatchObject([{ code: 'no-content', reason: expect.stringContaining('1 pictures or drawings') }]);
  });
});

describe('a saved e-mail', () => {
  const header = 'From: "Vale, Imogen" <imogen@example.test>\r\nTo: Rowan <rowan@example.test>, other@example.test\r\nSubject: =?UTF-8?B?UmU6IHRoZSDCozUw?=\r\nDate: Tue, 28 Sep 2021 15:31:00 +0100 (BST)\r\nMessage-ID: <1@example.test>\r\n';

  it('with a complete header is a message at the time its Date line states', async () => {
    const { items, facts } = await read(`${header}\r\nSee you at 8.\r\n`, 'mail.eml');
    expect(items).toMatchObject([{
      kind: 'message', direction: 'unknown', from: 'Vale, Imogen <imogen@example.test>', to: ['Rowan <rowan@example.test>', 'other@example.test'], thread: 'Re: the £50', text: 'Re: the £50\n\nSee you at 8.',
      time: { written: 'Tue, 28 Sep 2021 15:31:00 +0100 (BST)', earliestMs: Date.UTC(2021, 8, 28, 14, 31), zone: '+01:00', zoneBasis: 'in-data', precision: 'second' },
    }]);
    expect(items[0]?.identifiers).toEqual(expect.arrayContaining([{ kind: 'email', role: 'from', written: 'imogen@example.test', normal: 'imogen@example.test', certainty: 'certain' }]));
    expect(facts).toMatchObject({ zone: '+01:00', basis: 'in-data' });
  });

  it('whose Date line states no offset, or comes twice, is an undated document', async () => {
    for (const date of ['Date: Tue, 28 Sep 2021 15:31:00', 'Date: nonsense', 'Date: Tue, 28 Sep 2021 15:31:00 +0100\r\nDate: Wed, 29 Sep 2021 15:31:00 +0100']) {
      const { items } = await read(header.replace(/Date:.*\r\n/, `${date}\r\n`) + '\r\nx\r\n', 'mail.eml');
      expect(items).toMatchObject([{ kind: 'document', time: { earliestMs: null }, direction: 'none' }]);
    }
  });

  it('in several parts gives the plain text and names what is enclosed', async () => {
    const body = [
      'Content-Type: multipart/mixed; boundary="B1"', '', 'preamble', '--B1', 'Content-Type: multipart/alternative; boundary=B2', '',
      '--B2', 'Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable', '', 'caf=E9 at =', 'noon', '--B2', 'Content-Type: text/html', '', '<p>caf&eacute;</p>', '--B2--',
      '--B1', 'Content-Type: application/pdf; name="old.pdf"', 'Content-Disposition: attachment; filename*=utf-8\'\'%C2%A350.pdf', 'Content-Transfer-Encoding: base64', '', 'JVBERi0=', '--B1--', '',
    ].join('\r\n');
    const { items } = await read(`${header}${body}`, 'mail.eml');
    expect(items[0]?.text).toBe('Re: the £50\n\ncafé at noon');
    expect(items[0]?.fields).toContainEqual({ name: 'Enclosed file', value: '£50.pdf (application/pdf)' });
    expect(items[0]?.remarks.join()).toMatch(/written twice.*1 enclosed file was not taken out/);
  });

  it('made to be awkward ends in bounded time', async () => {
    const nested = Array.from({ length: 200 }, (_, depth) => `--b${depth}\nContent-Type: multipart/mixed; boundary=b${depth + 1}\n\n`).join('');
    for (const body of [`Content-Type: multipart/mixed; boundary=b0\n\n${nested}`, `Content-Type: multipart/mixed; boundary=x\n\n${'--x\n'.repeat(200_000)}`, `\n${'=?utf-8?q?'.repeat(50_000)}`]) {
      const startedAt = performance.now();
      expect((await read(`${header.replaceAll('\r', '')}${body}`, 'mail.eml')).rows).toHaveLength(1);
      expect(performance.now() - startedAt).toBeLessThan(5_000);
    }
  });

  it('reads folded lines and lists of mailboxes', () => {
    expect(readHeader('Subject: one\r\n two\r\n\r\nbody')).toEqual({ headers: [{ name: 'Subject', value: 'one two' }], bodyAt: 22 });
    expect(readHeader('not a header\n\n')).toBeNull();
    expect(readMailboxes('"A, B" <a@b.test>, c@d.test, Nobody')).toEqual([{ name: 'A, B', address: 'a@b.test' }, { name: '', address: 'c@d.test' }, { name: 'Nobody', address: '' }]);
  });
});
