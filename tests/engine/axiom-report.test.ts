/** AXIOM exports: invented files in the documented shapes; no file of the product was to be had. */
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { axiomReportImporter } from '../../electron/engine/importers/axiom-report/index.ts';
import { whatsappExportImporter } from '../../electron/engine/importers/whatsapp-export/index.ts';
import { xryReportImporter } from '../../electron/engine/importers/xry-report/index.ts';
import type { ImportAnswers } from '../../shared/contract/importing.ts';
import { itemDraftSchema, type ItemDraft } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder, type ReadResult } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());

const sentHeading = 'Message Sent Date/Time - UTC+00:00 (dd/MM/yyyy)';
const read = (content: string | Uint8Array, answers: ImportAnswers = {}, name = 'export.xml'): Promise<ReadResult> => readAll(axiomReportImporter, folder.source(content, name), answers);
const asked = async (content: string | Uint8Array, answers: ImportAnswers = {}): Promise<string[]> =>
  (await axiomReportImporter.inspect(folder.source(content, 'export'), answers, notCancelled)).questions.filter(({ required }) => required).map(({ answer }) => answer);
const utc = (item: ItemDraft | undefined): string | null => (item?.time.earliestMs == null ? null : new Date(item.time.earliestMs).toISOString());
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const hit = (values: Readonly<Record<string, string>>, more = ''): string =>
  `<Hit sequenceNumber="1">\r\n${Object.entries(values).map(([name, value]) => `  <Fragment name="${escape(name)}">${escape(value)}</Fragment>\r\n`).join('')}${more}</Hit>`;
const xml = (artifacts: Readonly<Record<string, readonly string[]>>): string =>
  `<?xml version="1.0" encoding="utf-8"?>\r\n<ArtifactReport>\r\n${Object.entries(artifacts).map(([name, hits]) => `<Artifact name="${escape(name)}"><Hits>\r\n${hits.join('\r\n')}\r\n</Hits></Artifact>\r\n`).join('')}</ArtifactReport>\r\n`;
const message = (text: string, sent = '02/05/2023 16:12:10', more: Readonly<Record<string, string>> = {}): string =>
  hit({ [sentHeading]: sent, Sender: 'Ada Vale', Recipients: 'Ben Orrell; +447700900123', Message: text, Direction: 'Incoming', Source: 'mmssms.db', Location: 'Table: sms(_id: 4)', 'Recovery method': 'Parsing', ...more });

describe('an AXIOM XML export', () => {
  it('is read hit by hit, with zone and order from the heading', async () => {
    const source = folder.source(xml({ 'Android SMS/MMS': [message('Hello <b> & 🙂'), message('carved', '13/05/2023 01:00:00', { 'Recovery method': 'Carving' })], 'Chrome Web History': [hit({ URL: 'https://example.test/', 'Last Visited Date/Time - UTC+01:00 (dd/MM/yyyy)': '01/06/2023 9:00:00 PM' })] }), 'report.xml');
    expect(await axiomReportImporter.recognise(source, notCancelled)).toContain('an Artifact “Android SMS/MMS” with Hits');
    expect(await xryReportImporter.recognise(source, notCancelled)).toBeNull();
    expect(await whatsappExportImporter.recognise(source, notCancelled)).toBeNull();
    const { items, quarantined, facts } = await readAll(axiomReportImporter, source);
    for (const item of items) itemDraftSchema.parse(item);
    expect(quarantined).toEqual([]);
    expect(items.map(({ kind, status, text }) => [kind, status, text])).toEqual([
      ['message', 'live', 'Hello <b> & 🙂'], ['message', 'recovered', 'carved'], ['event', 'live', 'Hit sequenceNumber: 1; URL: https://example.test/'],
    ]);
    expect(items.map(utc)).toEqual(['2023-05-02T16:12:10.000Z', '2023-05-13T01:00:00.000Z', '2023-06-01T20:00:00.000Z']);
    expect(items[0]).toMatchObject({ from: 'Ada Vale', to: ['Ben Orrell', '+447700900123'], direction: 'incoming', locator: { type: 'xml', file: '', id: 'Artifact[1]/Hit[1]' } });
    expect(items[2]?.locator).toEqual({ type: 'xml', file: '', id: 'Artifact[2]/Hit[1]' });
    expect(items[0]?.fields).toContainEqual({ name: 'Location', value: 'Table: sms(_id: 4)' });
    expect(items[0]?.verbatim).toMatch(/^<Hit sequenceNumber="1">\r\n[^]*<\/Hit>$/);
    expect(items[0]?.identifiers).toContainEqual(expect.objectContaining({ kind: 'phone', role: 'to', normal: '+447700900123' }));
    expect(facts).toMatchObject({ rowsSeen: 3, basis: 'in-data', zone: null });
    expect(facts.warnings.join(' ')).toContain('1 record was carved');
  });

  it('asks for zone and order when the heading gives neither, and never guesses', async () => {
    const bare = (when: string): string => xml({ 'iOS iMessage/SMS/MMS': [hit({ 'Message Sent Date/Time': when, Sender: 'Ada', Message: 'x', Source: 's', Location: 'l' })] });
    expect(await asked(bare('02/05/2023 16:12:10'))).toEqual(['zone', 'dateOrder']);
    expect(await asked(bare('23/05/2023 16:12:10'))).toEqual(['zone']);
    expect(await asked(bare('2023-05-02 16:12:10 +00:00'))).toEqual([]);
    await expect(read(bare('02/05/2023 16:12:10'))).rejects.toMatchObject({ code: 'needs_answers' });
    const { items } = await read(bare('02/05/2023 16:12:10'), { zone: 'Europe/London', dateOrder: 'mdy' });
    expect(utc(items[0])).toBe('2023-02-05T16:12:10.000Z');
    expect(await asked(xml({ Chats: [hit({ 'Sent Date/Time - UTC+00:00': '02/05/2023 16:12', Message: 'x' })] }))).toEqual(['dateOrder']);
  });

  it('reads a heading in another language by the zone and pattern in it', async () => {
    const { items } = await read(xml({ 'Android SMS/MMS': [hit({ 'Gesendet um - UTC+02:00 (dd.MM.yyyy)': '02.05.2023 16:12:10', Message: 'x' })] }));
    expect(utc(items[0])).toBe('2023-05-02T14:12:10.000Z');
  });

  it('sets a hit that is not well formed aside, and reads the ones after it', async () => {
    const bad = [message('AT&T').replace('&amp;', '&'), '<Hit><Fragment name="Message">open</Hit>', '<Hit/>', message('<![CDATA[').replace('&lt;![CDATA[', '<![CDATA[ </Hit> ]]>')];
    const { items, quarantined, facts } = await read(xml({ 'Android SMS/MMS': [message('before'), ...bad, message('after')] }));
    expect(items.map(({ text }) => text)).toEqual(['before', ' </Hit> ', 'after']);
    expect(quarantined.map(({ code, locator }) => [code, locator.type === 'xml' ? locator.id : ''])).toEqual([['malformed-row', 'Artifact[1]/Hit[2]'], ['malformed-row', 'Artifact[1]/Hit[3]'], ['no-content', 'Artifact[1]/Hit[4]']]);
    expect(facts.rowsSeen).toBe(6);
  });

  it('keeps artifacts apart in comments, prefixes and attributes of any kind', async () => {
    const text = '<!-- <Hit> --><ax:R xmlns:ax="x"><ax:Artifact id="7" name="Android Call Logs"><ax:Hits><ax:Hit><ax:Fragment name="Call Date/Time - UTC+00:00 (MM/dd/yyyy)">05/13/2023 10:00 AM</ax:Fragment><ax:Fragment name="Partner">07700 900123</ax:Fragment><ax:Fragment name="Call Type">Outgoing</ax:Fragment></ax:Hit><!-- </ax:Hit> --></ax:Hits></ax:Artifact></ax:R>';
    const { items, facts } = await read(text);
    expect(items).toMatchObject([{ kind: 'call', direction: 'outgoing', to: ['07700 900123'], time: { precision: 'minute' } }]);
    expect(facts.warnings.join(' ')).not.toContain('not well formed');
  });

  it.each(['utf16le', 'latin1'] as const)('is read in %s', async (encoding) => {
    const text = xml({ 'Android SMS/MMS': [message('Café')] });
    const bytes = encoding === 'latin1' ? Buffer.from(text.replace('"utf-8"', '"windows-1252"'), 'latin1') : Buffer.from(`\ufeff${text}`, 'utf16le');
    expect((await read(bytes)).items.map((item) => item.text)).toEqual(['Café']);
  });

  it('sets bytes that are no text aside, showing them', async () => {
    const bytes = Buffer.from(xml({ 'Android SMS/MMS': [message('Caf\xe9'), message('fine')] }), 'latin1');
    const { items, quarantined } = await read(bytes);
    expect(quarantined).toMatchObject([{ code: 'undecodable-text', verbatim: expect.stringContaining('Caf\\xe9') as string }]);
    expect(items.map(({ text }) => text)).toEqual(['fine']);
  });

  it('refuses nesting without end and sets a hit above 1 MiB aside', async () => {
    await expect(read(`${'<a>'.repeat(200)}<Artifact name="x"><Hits><Hit/>`)).rejects.toMatchObject({ code: 'refused_input' });
    const { items, quarantined } = await read(xml({ 'Android SMS/MMS': [message('x'.repeat(1_100_000)), message('after'), `<Hit>${'<b>'.repeat(40)}${'</b>'.repeat(40)}</Hit>`] }));
    expect(quarantined.map(({ code }) => code)).toEqual(['too-large', 'malformed-row']);
    expect(items.map(({ text }) => text)).toEqual(['after']);
  });

  it('does not expand entities', async () => {
    const text = `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><r><Artifact name="x"><Hits><Hit><Fragment name="Message">&b;</Fragment></Hit></Hits></Artifact></r>`;
    const { items, quarantined } = await read(text);
    expect([items.length, quarantined.length]).toEqual([0, 1]);
  });

  it('cut anywhere, gives each hit that began exactly one row', async () => {
    const whole = xml({ 'Android SMS/MMS': [message('one'), message('two')], Chats: [message('three')] });
    for (let length = 120; length < whole.length; length += 23) {
      const cut = whole.slice(0, length);
      const source = folder.source(cut, 'cut.xml');
      if (await axiomReportImporter.recognise(source, notCancelled) === null) continue;
      const { items, quarantined, facts } = await readAll(axiomReportImporter, source, { zone: 'UTC', dateOrder: 'dmy' });
      expect(items.length + quarantined.length).toBe(facts.rowsSeen);
      expect(facts.rowsSeen).toBe(cut.match(/<Hit /g)?.length ?? 0);
      expect(facts.warnings.join(' ')).toMatch(/not well formed, or the file is cut off/);
    }
  });

  it('reads a large export whole, whatever lies on the borders of its blocks', async () => {
    const texts = Array.from({ length: 1_500 }, (_, at) => `message ${at} ${'é🙂'.repeat(at % 17)}`);
    const { items, facts } = await read(xml({ 'Android SMS/MMS': texts.map((text) => message(text)) }));
    expect(items.map(({ text }) => text)).toEqual(texts);
    expect(facts.rowsSeen).toBe(1_500);
  });

  it('keeps every text as it was written', async () => {
    const words = fc.string({ maxLength: 60, unit: 'grapheme' }).map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, ' ')).filter((text) => text.trim() !== '');
    await fc.assert(fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 6 }), async (texts) => {
      expect((await read(xml({ 'Android SMS/MMS': texts.map((text) => message(text)) }))).items.map(({ text }) => text)).toEqual(texts);
    }), { numRuns: 40 });
  });

  it('stops when asked to, and leaves other XML alone', async () => {
    const stop = new AbortController();
    stop.abort();
    const reading = axiomReportImporter.read(folder.source(xml({ Chats: [message('x')] }), 'x'), { answers: {}, signal: stop.signal, onBytes: () => undefined });
    await expect(reading.next()).rejects.toMatchObject({ code: 'cancelled' });
    for (const other of ['<project><model type="Chat"/></project>', '<Artifact name="x"/>', 'Artifact name="x" Hits']) expect(await axiomReportImporter.recognise(folder.source(other, 'x.xml'), notCancelled)).toBeNull();
  });
});

describe('an AXIOM table', () => {
  const headings = ['Record', 'Tags', sentHeading, 'Message Received Date/Time - UTC+00:00 (dd/MM/yyyy)', 'Sender', 'Recipients', 'Message', 'Attachments', 'Source', 'Location', 'Recovery method'];
  const row = (text: string, sent: string, received = ''): string[] => ['1', '', sent, received, 'Ada Vale', 'Ben Orrell', text, '', 'chat.db', 'Row 4', 'Parsing'];
  const csv = (rows: readonly (readonly string[])[]): string => `\ufeff${rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`;

  it('as CSV is recognised by its columns and named after its file', async () => {
    const content = csv([headings, row('one', '02/05/2023 16:12:10'), row('two', '', '02/05/2023 16:13:00'), headings]);
    const source = folder.source(content, 'Android SMS_MMS.csv');
    expect(await axiomReportImporter.recognise(source, notCancelled)).toContain('source and recovery method');
    const { items, quarantined, facts } = await readAll(axiomReportImporter, source);
    expect(items.map(({ kind, text }) => [kind, text])).toEqual([['message', 'one'], ['message', 'two']]);
    expect(items.map(utc)).toEqual(['2023-05-02T16:12:10.000Z', '2023-05-02T16:13:00.000Z']);
    expect(items[1]?.remarks.join(' ')).toContain('“Message Received Date/Time');
    expect(items[0]?.locator).toMatchObject({ type: 'row', sheet: null, row: 2 });
    expect(quarantined).toMatchObject([{ code: 'malformed-row' }]);
    expect(facts).toMatchObject({ rowsSeen: 3, encoding: 'utf-8' });
    expect(items[0]?.direction).toBe('unknown');
  });

  it('as a workbook is read sheet by sheet', async () => {
    const bytes = await writeXlsx({ sheets: [
      { name: 'WhatsApp Messages', rows: [headings, row('hello', '02/05/2023 16:12:10')] },
      { name: 'iOS Contacts', rows: [['Name', 'Phone Number(s)', 'Created Date/Time - UTC+00:00 (dd/MM/yyyy)', 'Source', 'Recovery method'], ['Ada Vale', '07700 900123', '', 'x.db', 'Parsing']] },
      { name: 'Case details', rows: [['Example Force', 'Op Test']] },
    ] });
    const source = folder.source(bytes, 'export.xlsx');
    expect(await axiomReportImporter.recognise(source, notCancelled)).toContain('sheet “WhatsApp Messages”');
    const { items, facts } = await readAll(axiomReportImporter, source);
    expect(items.map(({ kind }) => kind)).toEqual(['message', 'contact', 'event']);
    expect(utc(items[0])).toBe('2023-05-02T16:12:10.000Z');
    expect(items[1]?.identifiers).toContainEqual(expect.objectContaining({ kind: 'phone', normal: '+447700900123' }));
    expect(items[0]?.locator).toMatchObject({ sheet: 'WhatsApp Messages', row: 2 });
    expect(facts.rowsSeen).toBe(3);
  });

  it('loses one damaged sheet, not the workbook', async () => {
    const whole = Buffer.from(await writeXlsx({ sheets: [{ name: 'WhatsApp Messages', rows: [headings, row('hello', '02/05/2023 16:12:10')] }, { name: 'Gone', rows: [['x', 'y']] }] }));
    // The sheet's name in the workbook points to a part that is not there any more.
    const central = whole.lastIndexOf('xl/worksheets/sheet2.xml');
    const local = whole.indexOf('xl/worksheets/sheet2.xml');
    for (const at of [central, local]) whole.write('xl/worksheets/sheet9.xml', at, 'latin1');
    const { items, quarantined, facts } = await readAll(axiomReportImporter, folder.source(whole, 'export.xlsx'));
    expect(items.map(({ text }) => text)).toEqual(['hello']);
    expect(quarantined).toMatchObject([{ code: 'unreadable-member', locator: { sheet: 'Gone' } }]);
    expect(facts.rowsSeen).toBe(2);
  });

  it('is not seen in other tables', async () => {
    for (const content of ['Date,User,Source,Location\n2021-01-01,a,b,c\n2021-01-02,a,b,c\n', 'a,b\nRecovery method,2\n']) {
      expect(await axiomReportImporter.recognise(folder.source(content, 'Android SMS.csv'), notCancelled)).toBeNull();
    }
  });
});
