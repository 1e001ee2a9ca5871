/** XRY reports: the re-typed public samples, and invented reports for what the samples do not hold. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { tabularImporter } from '../../electron/engine/importers/tabular/index.ts';
import { whatsappExportImporter } from '../../electron/engine/importers/whatsapp-export/index.ts';
import { xryReportImporter } from '../../electron/engine/importers/xry-report/index.ts';
import type { ImportAnswers } from '../../shared/contract/importing.ts';
import { itemDraftSchema, type ItemDraft } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder, type ReadResult } from '../fixtures/evidence-sources.ts';
import { expectationsFor, samplePath, samplesPresent } from '../fixtures/report-samples.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());

interface Expected {
  readonly path: string;
  readonly rows: { readonly messages: number; readonly calls: number; readonly contacts: number; readonly other: Record<string, number> };
  readonly direction?: Record<string, number>;
  readonly spot_records: readonly { readonly locator: string; readonly text60: string }[];
}
const expectations = expectationsFor<Expected>('xry-text/');

const answers: ImportAnswers = { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'handset settings page' };
const of = (items: readonly ItemDraft[], kind: string): number => items.filter((item) => item.kind === kind).length;
const field = (item: ItemDraft | undefined, name: string): string | undefined => item?.fields.find((one) => one.name === name)?.value;
const utc = (item: ItemDraft | undefined): string | null => (item?.time.earliestMs == null ? null : new Date(item.time.earliestMs).toISOString());

/** A report in the encoding of the product: UTF-16LE with a mark and CRLF. */
function report(type: string, entries: readonly string[], encoding: 'utf16le' | 'utf16be' | 'utf8' = 'utf16le'): Uint8Array {
  const heading = type.replace('/', '-');
  const body = entries.map((entry, at) => `${heading} #\t${at + 1}\n${entry}\n`).join('\n');
  const text = `\ufeffXRY report\nExample Force\n${type}\nMade with XRY 9.1.2\n\n${body}`.replaceAll('\n', '\r\n');
  if (encoding === 'utf8') return Buffer.from(text, 'utf8');
  const wide = Buffer.from(text, 'utf16le');
  return encoding === 'utf16be' ? wide.swap16() : wide;
}
const readReport = (bytes: Uint8Array | string, given: ImportAnswers = answers): Promise<ReadResult> => readAll(xryReportImporter, folder.source(bytes, 'report.txt'), given);
const asked = async (bytes: Uint8Array, given: ImportAnswers = {}): Promise<string[]> =>
  (await xryReportImporter.inspect(folder.source(bytes, 'report.txt'), given, notCancelled)).questions.filter(({ required }) => required).map(({ answer }) => answer);

describe.skipIf(!samplesPresent)('XRY samples', () => {
  it('are five files', () => expect(expectations).toHaveLength(5));

  it.each(expectations.map((entry) => [entry.path, entry] as const))('%s gives the published counts', async (path, expected) => {
    const source = folder.sourceAt(samplePath(path), 'report.txt');
    expect(await xryReportImporter.recognise(source, notCancelled)).toContain('an XRY text report: line 3 says');
    expect(await tabularImporter.recognise(source, notCancelled)).toBeNull();
    expect(await whatsappExportImporter.recognise(source, notCancelled)).toBeNull();
    const { items, quarantined, facts } = await readAll(xryReportImporter, source, { ...answers, dateOrder: 'mdy' });
    for (const item of items) itemDraftSchema.parse(item);
    expect(quarantined).toEqual([]);
    const { messages, calls, contacts, other } = expected.rows;
    expect([of(items, 'message'), of(items, 'call'), of(items, 'contact')]).toEqual([messages, calls, contacts]);
    const others = Object.values(other).reduce((sum, count) => sum + count, 0);
    expect(of(items, 'notice') + of(items, 'event')).toBe(others);
    expect(facts.rowsSeen).toBe(items.length);
    for (const spot of expected.spot_records) {
      const [, entry, line] = /entity (\d+) \(line (\d+)\)/.exec(spot.locator) ?? [];
      const item = items[Number(entry) - 1];
      expect(item?.locator).toMatchObject({ type: 'line', file: '', line: Number(line) });
      const body = item?.verbatim.split('\r\n').slice(1).join(' / ').replace(/[\t ]+/g, ' ') ?? '';
      expect(body.slice(0, 40)).toBe(spot.text60.replace(/[\t ]+/g, ' ').slice(0, 40));
    }
  });

  it('Calls: asks for zone and date order, keeps the undated “Last Dialed”, tells the directions', async () => {
    const source = folder.sourceAt(samplePath('xry-text', 'Calls.txt'), 'Calls.txt');
    const { questions } = await xryReportImporter.inspect(source, {}, notCancelled);
    expect(questions.filter(({ required }) => required).map(({ answer }) => answer)).toEqual(['zone', 'dateOrder']);
    await expect(readAll(xryReportImporter, source)).rejects.toMatchObject({ code: 'needs_answers' });
    const { items } = await readAll(xryReportImporter, source, { ...answers, dateOrder: 'mdy' });
    expect(items.map(({ direction }) => direction)).toEqual(['incoming', 'outgoing', 'outgoing', 'incoming']);
    expect(items.map(utc)).toEqual(['2019-01-02T13:23:45.000Z', '2019-01-02T14:34:56.000Z', null, '2019-01-02T02:34:56.000Z']);
    expect(items[2]).toMatchObject({ to: ['1234'], text: expect.stringContaining('Last Dialed') as string });
    expect(items.map((item) => field(item, 'Clock'))).toEqual(['Device', 'Device', undefined, 'Device']);
    const dayFirst = await readAll(xryReportImporter, source, { ...answers, dateOrder: 'dmy' });
    expect(utc(dayFirst.items[0])).toBe('2019-02-01T13:23:45.000Z');
  });

  it('Messages-SMS: one 23 settles the order, the network time is UTC, text keeps its lines', async () => {
    const source = folder.sourceAt(samplePath('xry-text', 'Messages-SMS.txt'), 'x');
    const { items, facts } = await readAll(xryReportImporter, source, { zone: 'America/New_York' });
    expect(facts.dateOrder).toBe('mdy');
    expect(facts.dateOrderBasis).toContain('line 6 says “1/23/2019 1:23:45 PM UTC”');
    expect(items.map(({ kind }) => kind)).toEqual(['message', 'message', 'notice']);
    expect(items[0]).toMatchObject({ direction: 'incoming', from: '12345678', text: 'Hello, this is my message.  \nIt has multiple lines.' });
    expect(items[0]?.time).toMatchObject({ written: '1/23/2019 1:23:45 PM UTC (Network)', zoneBasis: 'in-data' });
    expect(utc(items[0])).toBe('2019-01-23T13:23:45.000Z');
    expect(items[1]).toMatchObject({ direction: 'outgoing', to: ['1234'], from: '' });
    expect(utc(items[1])).toBe('2019-01-02T18:33:44.000Z');
    expect(items[1]?.time).toMatchObject({ zone: 'America/New_York', zoneBasis: 'assumed' });
    expect(items[2]).toMatchObject({ direction: 'none', from: '', to: [] });
  });

  it('a report cut anywhere gives rows or a refusal, never a crash', async () => {
    const bytes = readFileSync(samplePath('xry-text', 'Messages-SMS.txt'));
    for (let length = 0; length < bytes.length; length += 37) {
      const source = folder.source(bytes.subarray(0, length), 'cut');
      if (await xryReportImporter.recognise(source, notCancelled) === null) continue;
      const { items, quarantined, facts } = await readAll(xryReportImporter, source, { ...answers, dateOrder: 'mdy' });
      expect(items.length + quarantined.length).toBe(facts.rowsSeen);
    }
  });
});

const sms = (text: string, time: string, more = ''): string => `Text:\t${text}\nTime:\t\t${time}\nType: \tDeliver\n${more}From\nTel:\t\t07700 900123`;
const network = '13/01/2022 10:00:00 UTC (Network)';

describe('an XRY text report', () => {
  it.each(['utf16le', 'utf16be', 'utf8'] as const)('is read in %s, with the byte of each entry', async (encoding) => {
    const bytes = report('Messages/SMS', [sms('Café 🙂', network), sms('two', network)], encoding);
    const { items, facts } = await readReport(bytes);
    expect(items.map(({ text }) => text)).toEqual(['Café 🙂', 'two']);
    expect(facts).toMatchObject({ encoding: { utf16le: 'utf-16le', utf16be: 'utf-16be', utf8: 'utf-8' }[encoding], madeBy: 'Made with XRY 9.1.2' });
    for (const { locator, verbatim } of items) {
      const byte = locator.type === 'line' ? locator.byte : -1;
      const found = new TextDecoder(facts.encoding ?? '').decode(bytes.subarray(byte));
      expect(found.startsWith(verbatim)).toBe(true);
    }
  });

  it('asks for no zone when every time states one, and for the order only when nothing settles it', async () => {
    expect(await asked(report('Messages/SMS', [sms('a', network)]))).toEqual([]);
    expect(await asked(report('Messages/SMS', [sms('a', '1/2/2022 10:00:00 UTC (Network)')]))).toEqual(['dateOrder']);
    expect(await asked(report('Messages/SMS', [sms('a', '13/1/2022 10:00:00 (Device)')]))).toEqual(['zone']);
    expect(await asked(report('Calls', ['Call Type:\tLast Dialed\nNumber:\t1234']))).toEqual([]);
  });

  it('joins the segments of one message in their order, keeping every part', async () => {
    const part = (number: number, text: string): string => sms(text, network, `Reference Number:\t77\nSegment Number:\t${number}\nSegments:\t3\n`);
    const { items, facts } = await readReport(report('Messages/SMS', [part(1, 'One '), sms('between', network), part(3, 'three'), part(2, 'two ')]));
    expect(items.map(({ text }) => text)).toEqual(['One two three', 'between']);
    expect(items[0]?.locator).toMatchObject({ line: 6 });
    expect(field(items[0], 'Text (segment 3)')).toBe('three');
    expect(items[0]?.verbatim).toMatch(/One[^]*three[^]*two/);
    expect(items[0]?.remarks.join(' ')).toContain('3 segments with one reference number');
    expect(facts.rowsSeen).toBe(2);
    expect(facts.warnings.join(' ')).toContain('2 entries are further segments');
  });

  it('does not join a reused reference number, and marks a message that lacks a segment', async () => {
    const part = (number: number, text: string, tel: string): string => sms(text, network, `Reference Number:\t77\nSegment Number:\t${number}\nSegments:\t2\n`).replace('07700 900123', tel);
    const { items } = await readReport(report('Messages/SMS', [part(1, 'a1', '07700 900123'), part(1, 'b1', '07700 900999'), part(2, 'b2', '07700 900999')]));
    expect(items.map(({ text, status }) => [text, status])).toEqual([['a1', 'partial'], ['b1b2', 'live']]);
    expect(items[0]?.remarks.join(' ')).toContain('segment 2 is not within reach');
  });

  it('reads an empty line, a colon and the word “To” inside a message as its text', async () => {
    const { items } = await readReport(report('Messages/SMS', [sms('first\n\nNote: bring\nTo\nthe hall', network), sms('second', network)]));
    expect(items.map(({ text }) => text)).toEqual(['first\n\nNote: bring\nTo\nthe hall', 'second']);
    expect(items[0]?.from).toBe('07700 900123');
    expect(items[0]?.remarks.join(' ')).toContain('holds an empty line');
  });

  it('chooses neither of two device times that disagree, and prefers one that states its zone', async () => {
    const two = (a: string, b: string): string => `Text:\thello\nTime:\t${a}\nTime:\t${b}\nType:\tSubmit\nTo\nTel:\t07700 900123`;
    const { items } = await readReport(report('Messages/SMS', [two('13/1/2022 10:00:00 (Device)', '13/1/2022 11:00:00 (Device)'), two('13/1/2022 10:00:00 (Device)', network)]));
    expect(items.map(utc)).toEqual([null, '2022-01-13T10:00:00.000Z']);
    expect(items[0]?.remarks.join(' ')).toContain('neither was chosen');
  });

  it('keeps (Other client) as the clock and sets aside a time that never happened', async () => {
    const { items, quarantined } = await readReport(report('Messages/Chat', [sms('a', '13/1/2022 10:00:00 (Other client)'), sms('b', '27/3/2022 01:30:00 (Device)')]));
    expect(field(items[0], 'Clock')).toBe('Other client');
    expect(quarantined).toMatchObject([{ code: 'impossible-time', locator: { type: 'line' } }]);
  });

  it('sets aside an entry with nothing in it and says when numbers are missing', async () => {
    const text = '\ufeffXRY\n-\nCalls\n-\n\nCalls #\t1\n\nCalls #\t4\nCall Type:\tMissed\nFrom\nTel:\t07700 900123\n';
    const { items, quarantined, facts } = await readReport(text);
    expect(quarantined).toMatchObject([{ code: 'no-content' }]);
    expect(items).toHaveLength(1);
    expect(facts.warnings.join(' ')).toContain('entry 4 follows entry 1');
  });

  it('contradicting directions leave the direction unknown; deleted entries are marked', async () => {
    const { items } = await readReport(report('Messages/SMS', [`${sms('x', network)}\n`.replace('Type: \tDeliver', 'Type:\tDeliver\nDirection:\tOutgoing\nStatus:\tDeleted')]));
    expect(items[0]).toMatchObject({ direction: 'unknown', status: 'deleted' });
  });

  it('leaves prose, notes and tables alone', async () => {
    for (const text of ['a\nb\nCalls\nd\n\nCall me back', 'Calls #\t1\nx', 'To do\n-\nMessages/SMS\n-\n\nnothing here', 'a,b\n1,2\n3,4\n']) {
      expect(await xryReportImporter.recognise(folder.source(text, 'Calls.txt'), notCancelled)).toBeNull();
    }
    expect(await xryReportImporter.recognise(folder.source('XRY\n-\nMessages/SMS\n-\n\n', 'x'), notCancelled)).toContain('nothing is listed');
  });

  it('sets aside an entry of more than 1 MiB and goes on', async () => {
    const { items, quarantined, facts } = await readReport(report('Messages/SMS', [sms('x'.repeat(1_200_000), network), sms('after', network)]));
    expect(quarantined).toMatchObject([{ code: 'too-large' }]);
    expect(items.map(({ text }) => text)).toEqual(['after']);
    expect(facts.rowsSeen).toBe(2);
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    stop.abort();
    const reading = xryReportImporter.read(folder.source(report('Calls', ['Call Type:\tMissed']), 'x'), { answers, signal: stop.signal, onBytes: () => undefined });
    await expect(reading.next()).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('every entry becomes one row, whatever its lines are', async () => {
    const line = fc.oneof(fc.constantFrom('From', 'To', 'Participant', '', 'Time:\t1/13/2020 1:00 PM', 'Reference Number:\t1', 'Segments:\t2', 'Segment Number:\t1', 'Segment Number:\t2'), fc.string({ maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, ' ')));
    await fc.assert(fc.asyncProperty(fc.array(fc.array(line, { maxLength: 8 }), { minLength: 1, maxLength: 12 }), async (entries) => {
      const { items, quarantined, facts } = await readReport(report('Messages/SMS', entries.map((lines) => lines.join('\n'))), { ...answers, dateOrder: 'mdy' });
      expect(items.length + quarantined.length).toBe(facts.rowsSeen);
      for (const item of items) itemDraftSchema.parse(item);
    }), { numRuns: 60 });
  });
});

describe('an XRY workbook', () => {
  const book = (): Promise<Uint8Array> => writeXlsx({
    sheets: [
      { name: 'Summary', rows: [['MSAB XRY 10.2 report'], ['Example Force']] },
      { name: 'Messages-SMS', rows: [['#', 'Text', 'Time', 'Type', 'From Tel', 'To Tel'], [1, 'Hello', '13/01/2022 10:00:00 UTC (Network)', 'Deliver', '07700 900123', null], [2, 'Report', '13/01/2022 10:01:00 UTC (Network)', 'Status Report', null, null]] },
      { name: 'Calls', rows: [['#', 'Call Type', 'Time', 'To', 'Duration'], [1, 'Dialed', '14/01/2022 11:00:00 (Device)', '07700 900999', '00:00:20']] },
      { name: 'Web-Bookmarks', rows: [['Web Address', 'Domain'], ['http://example.test/', 'Example']] },
    ],
  });

  it('is read sheet by sheet, by the names of its headings', async () => {
    const source = folder.source(await book(), 'report.xlsx');
    expect(await xryReportImporter.recognise(source, notCancelled)).toContain('MSAB XRY 10.2 report');
    const { items, quarantined, facts } = await readAll(xryReportImporter, source, answers);
    expect(quarantined).toEqual([]);
    expect(items.map(({ kind }) => kind)).toEqual(['event', 'event', 'message', 'notice', 'call', 'event']);
    expect(items[2]).toMatchObject({ from: '07700 900123', direction: 'incoming', text: 'Hello', locator: { type: 'row', sheet: 'Messages-SMS', row: 2 } });
    expect(items[4]).toMatchObject({ to: ['07700 900999'], direction: 'outgoing' });
    expect(utc(items[4])).toBe('2022-01-14T11:00:00.000Z');
    expect(facts.rowsSeen).toBe(6);
    expect(facts.warnings.join(' ')).not.toContain('Only sheet');
  });

  it('is not seen in a table that only speaks of the program', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'Messages', rows: [['Time', 'From', 'Text'], ['2022-01-01 10:00', 'A', 'they ran XRY on my phone']] }] });
    expect(await xryReportImporter.recognise(folder.source(bytes, 'x.xlsx'), notCancelled)).toBeNull();
  });
});
