import { afterAll, describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { previewTable, tabularImporter } from '../../electron/engine/importers/tabular/index.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import type { ImportAnswers } from '../../shared/contract/importing.ts';
import { enquiryLog, enquiryMapping, plainMapping, recordsAudit } from '../fixtures/audit-tables.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());

const london: ImportAnswers = { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'statement of J. Marsh' };
const plain: ImportAnswers = { ...london, mapping: plainMapping };
const recognise = (text: string | Uint8Array, name?: string) => tabularImporter.recognise(folder.source(text, name), notCancelled);

describe('recognising a table', () => {
  it('knows commas, tabs, semicolons and bars by their regular rows', async () => {
    for (const separator of [',', '\t', ';', '|']) {
      const text = ['When,Who,What', '2021-01-01,U1,View', '2021-01-02,U2,Print'].join('\n').replaceAll(',', separator);
      expect(await recognise(text, 'no-extension'), separator).toContain('rows of 3 values');
    }
  });

  it('leaves chats, prose, structured text and binary files alone', async () => {
    expect(await recognise('[2021-01-01, 12:03] Sam: hello, you\n[2021-01-01, 12:04] Alex: yes, hello\n')).toBeNull();
    expect(await recognise('28/09/2021, 15:24 - Sam: hello\n28/09/2021, 15:25 - Alex: hi, there\n')).toBeNull();
    expect(await recognise('[28/09/21, 15:24:10] Sam: hello\n[28/09/21, 15:25:00] Alex: hi\n')).toBeNull();
    expect(await recognise('Dear Sir, I write to complain.\nOn Monday, I was stopped.\nThen, later, I was not.\n')).toBeNull();
    expect(await recognise('{"a":1,"b":2}\n{"a":2,"b":3}\n')).toBe('one JSON object a line');
    expect(await recognise('<a>1,2</a>\n<b>3,4</b>\n')).toBeNull();
    expect(await recognise(new Uint8Array(4096).map((_, index) => (index * 7) % 13))).toBeNull();
    expect(await recognise('just one column\nand another\n')).toBeNull();
    expect(await recognise('Calls #\t1\nTel:\t07700 900111\nTime:\t12:00\nName:\tSam\n')).toBeNull();
  });

  it('recognises a table that has headings and no rows: an empty source is a result', async () => {
    expect(await recognise('Date,Time,User ID,VRM\n')).not.toBeNull();
    const result = await readAll(tabularImporter, folder.source('When,User ID,What,Terminal\n'), {
      mapping: { ...plainMapping, columns: [{ heading: 'When', field: 'date-time' }] },
    });
    expect(result.rows).toEqual([]);
  });
});

describe('reading delimited text', () => {
  it('gives each access its time, place, parties, words and identifiers', async () => {
    const { items, quarantined, facts } = await readAll(tabularImporter, folder.source(enquiryLog), { ...london, mapping: enquiryMapping });
    expect(quarantined).toEqual([]);
    expect(items).toHaveLength(3);
    const [first, , third] = items;
    expect(first?.time).toMatchObject({
      written: '28/09/2021 15:24:10', earliestMs: Date.UTC(2021, 8, 28, 14, 24, 10), precision: 'second', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'statement of J. Marsh',
    });
    expect(first).toMatchObject({ kind: 'access', from: 'PC 0417 X', to: ['National computer'], thread: 'National computer', direction: 'none' });
    expect(first?.text).toBe('Vehicle enquiry AB12 CDE · reason “7 ADMIN PC X TOWN CTR” · result 1');
    expect(first?.locator).toEqual({ type: 'row', file: '', sheet: null, row: 2, byte: enquiryLog.indexOf('28/09/2021,15:24') });
    expect(first?.verbatim).toBe('28/09/2021,15:24:10,U1234,PC 0417 X,WS-19,Vehicle enquiry,AB12 CDE,7 ADMIN PC X TOWN CTR,1');
    expect(first?.identifiers).toContainEqual({ kind: 'vrm', role: 'subject', written: 'AB12 CDE', normal: 'AB12CDE', certainty: 'certain' });
    expect(third?.fields.find((field) => field.name === 'Search terms as typed')?.value).toBe('SMITH, ANN');
    expect(facts).toMatchObject({ zone: 'Europe/London', basis: 'stated', dateOrder: 'dmy', encoding: 'utf-8' });
    expect(facts.dateOrderBasis).toContain('row 2 says “28/09/2021');
  });

  it('keeps the person who asked and the person who keyed apart', async () => {
    const mapping = { ...plainMapping, columns: [...plainMapping.columns, { heading: 'For', field: 'requested-by' as const }] };
    const { items } = await readAll(tabularImporter, folder.source('When,Who,What,For\n2021-01-13T10:00:00Z,U55,Check,PC 0417\n'), { mapping });
    expect(items[0]).toMatchObject({ from: 'PC 0417', text: 'Check · keyed by U55' });
    expect(items[0]?.identifiers.map(({ kind, role, written }) => [kind, role, written])).toEqual([['user-id', 'operator', 'U55'], ['name', 'requester', 'PC 0417']]);
  });

  it('is sure of a plate only when it looks like nothing else, or its heading says it is one', async () => {
    const mapping = { ...plainMapping, columns: [{ heading: 'When', field: 'date-time' as const }, { heading: 'Search', field: 'search-terms' as const }] };
    const plates = async (heading: string, value: string) => {
      const columns = mapping.columns.map((column) => (column.field === 'search-terms' ? { ...column, heading } : column));
      const { items } = await readAll(tabularImporter, folder.source(`When,${heading}\n2021-01-13T10:00:00Z,${value}\n2021-01-13T10:00:00Z,${value}\n`), { mapping: { ...mapping, columns } });
      return items[0]?.identifiers.filter((identifier) => identifier.kind === 'vrm').map(({ normal, certainty }) => `${normal} ${certainty}`);
    };
    expect(await plates('Search', 'ab12 cde')).toEqual(['AB12CDE certain']);
    expect(await plates('Search', 'VRM=AB12CDE/MAKE=FORD')).toEqual(['AB12CDE certain']);
    expect(await plates('Search', 'OC1234')).toEqual(['OC1234 possible']);
    expect(await plates('VRM', 'OC1234')).toEqual(['OC1234 certain']);
  });

  it('takes search terms that read as a person’s name for one that is only possible', async () => {
    const columns = [{ heading: 'When', field: 'date-time' as const }, { heading: 'Search', field: 'search-terms' as const }, { heading: 'Type', field: 'record-type' as const }, { heading: 'Subject', field: 'subject' as const }];
    const names = async (search: string, type = '', subject = '') => {
      const { items } = await readAll(tabularImporter, folder.source(`When,Search,Type,Subject\n2021-01-13T10:00:00Z,"${search}",${type},"${subject}"\n`), { mapping: { ...plainMapping, columns } });
      return items[0]?.identifiers.filter((identifier) => identifier.kind === 'name').map(({ role, normal, certainty }) => `${role} ${normal} ${certainty}`);
    };
    expect(await names('ASHDOWN, ROWAN 14/02/1985')).toEqual(['subject ashdown, rowan possible']);
    expect(await names('ASHDOWN ROWAN')).toEqual([]);
    expect(await names('ASHDOWN ROWAN', 'Nominal')).toEqual(['subject ashdown rowan possible']);
    expect(await names('ASHDOWN, ROWAN', 'Nominal', 'ASHDOWN, Rowan')).toEqual(['subject ashdown, rowan certain']);
    expect(await names('AB12 CDE', 'Nominal')).toEqual([]);
    expect(await names('MILL LANE', 'Command log')).toEqual([]);
  });

  it('finds headings under a report title and says what stood above them', async () => {
    const source = folder.source(recordsAudit);
    const { table, questions } = await tabularImporter.inspect(source, {}, notCancelled);
    expect(table?.headerRow).toBe(4);
    expect(Object.fromEntries(table?.suggested.columns.map(({ heading, field }) => [heading, field]) ?? [])).toEqual({
      'Event Date/Time': 'date-time', Employee: 'user-name', 'Collar No': 'collar', Workstation: 'terminal', Activity: 'action', 'Nominal Ref': 'record-reference', Purpose: 'reason',
    });
    expect(questions.map((question) => question.answer)).toEqual(['mapping']);
    const { items, facts } = await readAll(tabularImporter, source, { mapping: table?.suggested });
    expect(items).toHaveLength(2);
    expect(items[0]?.fields).toContainEqual({ name: 'Collar number', value: '0417' });
    expect(items[1]?.time).toMatchObject({ earliestMs: Date.UTC(2022, 1, 1, 23, 59, 59), zoneBasis: 'in-data' });
    expect(facts.warnings.join(' ')).toContain('2 lines above the headings were not read as rows: “Records audit report;;;;;;”');
  });

  it('suggests columns for a differently laid out log', async () => {
    const { table } = await tabularImporter.inspect(folder.source(enquiryLog), {}, notCancelled);
    expect(table?.suggested.columns.map(({ field }) => field)).toEqual(['date', 'time', 'user-id', 'user-id', 'terminal', 'action', 'search-terms', 'reason', 'result'].filter((field, index, all) => all.indexOf(field) === index));
    expect(table?.suggested.kind).toBe('access');
  });

  it('refuses a mapping that names a heading the file does not have, and lists those it has', async () => {
    const mapping = { ...plainMapping, columns: [{ heading: 'Wann', field: 'date-time' as const }] };
    await expect(readAll(tabularImporter, folder.source('When,Who,What\n2021-01-01,a,b\n'), { mapping }))
      .rejects.toMatchObject({ code: 'invalid_input', message: expect.stringMatching(/“Wann”.*“When”, “Who”, “What”/s) });
  });

  it('asks for the mapping, and never starts without it', async () => {
    const failure = await readAll(tabularImporter, folder.source(enquiryLog)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PlumblineError);
    expect(failure).toMatchObject({ code: 'needs_answers', details: { questions: [{ answer: 'mapping', required: true }, { answer: 'zone', required: true }] } });
  });

  it('asks for the date order when no number is above 12, and sets aside what the answer makes impossible', async () => {
    const open = folder.source('When,Who,What\n01/02/2021 10:00,U1,View\n03/04/2021 11:00,U1,View\n');
    const { questions } = await tabularImporter.inspect(open, plain, notCancelled);
    expect(questions).toMatchObject([{ answer: 'dateOrder', required: true, why: expect.stringContaining('row 2 says “01/02/2021 10:00”') }]);
    const { items } = await readAll(tabularImporter, open, { ...plain, dateOrder: 'dmy' });
    expect(items[0]?.time).toMatchObject({ earliestMs: Date.UTC(2021, 1, 1, 10, 0), precision: 'minute' });

    const contrary = await readAll(tabularImporter, folder.source('When,Who,What\n28/09/2021 10:00,U1,View\n01/02/2021 10:00,U1,View\n'), { ...plain, dateOrder: 'mdy' });
    expect(contrary.items).toHaveLength(1);
    expect(contrary.quarantined).toMatchObject([{ code: 'impossible-date', reason: expect.stringContaining('28/09/2021') }]);
    expect(contrary.facts.warnings.join(' ')).toContain('month/day/year because that was the answer given');
  });

  it('asks when rows contradict each other about the order', async () => {
    const { questions } = await tabularImporter.inspect(folder.source('When,Who,What\n28/09/2021,U1,a\n09/28/2021,U1,b\n'), plain, notCancelled);
    expect(questions).toMatchObject([{ answer: 'dateOrder', required: true, why: expect.stringContaining('contradict each other') }]);
  });

  it('asks for the zone only for rows that do not state one', async () => {
    const mixed = folder.source('When,Who,What\n2021-07-01 10:00:00 BST,U1,a\n2021-01-01 10:00:00 GMT,U1,b\n2021-07-01 10:00:00,U1,c\n');
    const { questions } = await tabularImporter.inspect(mixed, { mapping: plainMapping }, notCancelled);
    expect(questions).toMatchObject([{ answer: 'zone', required: true, why: expect.stringMatching(/1 of 3 dated rows.*row 4/) }]);
    const { items } = await readAll(tabularImporter, mixed, plain);
    expect(items.map((item) => [item.time.earliestMs, item.time.zone, item.time.zoneBasis])).toEqual([
      [Date.UTC(2021, 6, 1, 9), '+01:00', 'in-data'], [Date.UTC(2021, 0, 1, 10), '+00:00', 'in-data'], [Date.UTC(2021, 6, 1, 9), 'Europe/London', 'stated'],
    ]);
  });

  it('flags BST on a winter day and believes a heading that states UTC', async () => {
    const winter = await readAll(tabularImporter, folder.source('When,Who,What\n2021-01-01 10:00:00 BST,U1,a\n2021-01-02 10:00:00 BST,U1,a\n'), { mapping: plainMapping });
    expect(winter.items[0]?.time.flags).toEqual(['contradicts-itself']);
    const mapping = { ...plainMapping, columns: [{ heading: 'When (UTC)', field: 'date-time' as const }] };
    const utc = await readAll(tabularImporter, folder.source('When (UTC),Who,What\n2021-07-01 10:00:00,U1,a\n'), { mapping });
    expect(utc.items[0]?.time).toMatchObject({ earliestMs: Date.UTC(2021, 6, 1, 10), zone: '+00:00', zoneBasis: 'in-data' });
  });

  it('joins a time with the zone in a column of its own, and prefers the usual name of a column', async () => {
    const source = folder.source('timestamp,datetime,Time zone,user\n9,2021-07-01 10:00:00,UTC,U1\n9,2021-07-01 10:00:00,Europe/London,U1\n');
    const { table, questions } = await tabularImporter.inspect(source, {}, notCancelled);
    expect(table?.suggested.columns.map(({ heading, field }) => `${heading}=${field}`)).toEqual(['datetime=date-time', 'user=user-id', 'Time zone=time']);
    expect(questions.map((question) => question.answer)).toEqual(['mapping']);
    const { items } = await readAll(tabularImporter, source, { mapping: table?.suggested });
    expect(items.map((item) => item.time.earliestMs)).toEqual([Date.UTC(2021, 6, 1, 10), Date.UTC(2021, 6, 1, 9)]);
  });

  it('takes the more usual of two dates for the time of the row', async () => {
    const { table } = await tabularImporter.inspect(folder.source('Date,Date Sent,Body,Type\n2021-01-02,2021-01-01,hello,1\n2021-01-02,2021-01-01,hello,1\n'), {}, notCancelled);
    expect(table?.suggested.columns.map(({ heading, field }) => `${heading}=${field}`)).toEqual(['Date=date-time', 'Body=text', 'Type=action']);
  });

  it('keeps and flags a year no audit can have', async () => {
    const { items } = await readAll(tabularImporter, folder.source('When,Who,What\n2404-01-01 10:00:00Z,U1,a\n2021-01-01 10:00:00Z,U1,a\n'), { mapping: plainMapping });
    expect(items.map((item) => item.time.flags)).toEqual([['implausible'], []]);
  });

  it('sets aside the hour that never happened and flags the hour that happened twice', async () => {
    const { items, quarantined } = await readAll(tabularImporter, folder.source('When,Who,What\n2021-03-28 01:30:00,U1,a\n2021-10-31 01:30:00,U1,b\n'), plain);
    expect(quarantined).toMatchObject([{ code: 'impossible-time', locator: { row: 2 } }]);
    expect(items[0]?.time).toMatchObject({ flags: ['repeated-hour'], latestMs: (items[0]?.time.earliestMs ?? 0) + 3_601_000 });
  });

  it('keeps ragged rows whose mapped cells are there, with a remark, and sets aside those without a time', async () => {
    const mapping = { ...plainMapping, columns: [{ heading: 'Who', field: 'user-id' as const }, { heading: 'When', field: 'date-time' as const }] };
    const text = 'Who,When,What\nU1,2021-01-01,View,extra\nU2,2021-01-02\nU3\nU4,2021-01-04,View\n';
    const { items, quarantined } = await readAll(tabularImporter, folder.source(text), { ...london, mapping });
    expect(items.map((item) => item.from)).toEqual(['U1', 'U2', 'U4']);
    expect(items[0]?.fields.at(-1)).toEqual({ name: 'column 4', value: 'extra' });
    expect(items[0]?.remarks.join()).toContain('4 cells where the headings have 3');
    expect(quarantined).toMatchObject([{ code: 'malformed-row', verbatim: 'U3', locator: { row: 4 } }]);
  });

  it('sets aside one line for an unclosed quotation mark and goes on', async () => {
    const text = 'When,Who,What\n2021-01-01,U1,View\n2021-01-02,"U2,View\n2021-01-03,U3,5" screen\n2021-01-04,U4,"two\nlines"\n';
    const { items, quarantined } = await readAll(tabularImporter, folder.source(text), plain);
    expect(quarantined).toMatchObject([{ code: 'malformed-row', verbatim: '2021-01-02,"U2,View', reason: expect.stringMatching(/line 3 \(byte 33\).*line 4/) }]);
    expect(items.map((item) => item.text)).toEqual(['View', '5" screen', 'two\nlines']);
    expect(items[1]?.remarks.join()).toContain('quotation mark');
    expect(items[2]?.locator).toMatchObject({ row: 5, byte: text.indexOf('2021-01-04') });
  });

  it('sets aside repeated headings and empty rows; blank lines are not rows', async () => {
    const { items, quarantined } = await readAll(tabularImporter, folder.source('When,Who,What\n2021-01-01,U1,a\n\nWhen,Who,What\n,,\n2021-01-02,U1,b\n'), plain);
    expect(items).toHaveLength(2);
    expect(quarantined.map((row) => [row.code, row.locator.type === 'row' ? row.locator.row : 0])).toEqual([['malformed-row', 4], ['no-content', 5]]);
  });

  it('keeps control characters and cells of many lines', async () => {
    const { items } = await readAll(tabularImporter, folder.source('When,Who,What\n2021-01-01,U1,"a\u0000b\r\nc"\n2021-01-02,U1,"\u0007"\n'), plain);
    expect(items[0]?.fields[2]?.value).toBe('a\u0000b\r\nc');
    expect(items[1]?.locator).toMatchObject({ row: 4 });
  });

  it('sets aside a line of more than a mebibyte without keeping it in memory', async () => {
    const { items, quarantined } = await readAll(tabularImporter, folder.source(`When,Who,What\n2021-01-01,U1,a\n2021-01-02,U1,${'x'.repeat(3_000_000)}\n2021-01-03,U1,c\n`), plain);
    expect(items.map((item) => item.text)).toEqual(['a', 'c']);
    expect(quarantined).toMatchObject([{ code: 'too-large', locator: { row: 3 } }]);
    expect(quarantined[0]?.verbatim.length).toBeLessThan(3_000);
  });

  it('undated and unreadable times are kept apart', async () => {
    const { items, quarantined, facts } = await readAll(tabularImporter, folder.source('When,Who,What\n,U1,a\nnot known,U1,b\n2021-01-03,U1,c\n'), plain);
    expect(items.map((item) => item.time.precision)).toEqual(['unknown', 'day']);
    expect(quarantined).toMatchObject([{ code: 'unreadable-time', verbatim: 'not known,U1,b' }]);
    expect(facts.warnings.join()).toContain('1 row without a time');
  });
});

describe('encodings', () => {
  const row = (day: string, name: Buffer): Buffer => Buffer.concat([Buffer.from(`2021-01-${day},`), name, Buffer.from(',View\r\n')]);
  const utf8 = Buffer.from('José');
  const ansi = Buffer.from('José', 'latin1');

  it('reads a UTF-8 file and sets aside the rows that are not, naming line and byte', async () => {
    const head = Buffer.from('When,Who,What\r\n');
    const bytes = Buffer.concat([head, row('01', utf8), row('02', utf8), row('03', ansi), row('04', utf8)]);
    const { items, quarantined, facts } = await readAll(tabularImporter, folder.source(bytes), plain);
    expect(items.map((item) => item.from)).toEqual(['José', 'José', 'José']);
    const byte = head.length + 2 * row('01', utf8).length;
    expect(quarantined).toMatchObject([{ code: 'undecodable-text', verbatim: '2021-01-03,Jos\\xe9,View', reason: expect.stringContaining(`Line 4 (byte ${byte})`) }]);
    expect(facts.warnings.join()).toContain('1 row could not be read as utf-8');
    expect(JSON.stringify(items)).not.toContain('\ufffd');
  });

  it('asks about an encoding the bytes do not settle, and follows the answer', async () => {
    const source = folder.source(Buffer.concat([Buffer.from('When,Who,What\r\n'), row('01', ansi), row('02', ansi)]));
    const { questions } = await tabularImporter.inspect(source, plain, notCancelled);
    expect(questions).toMatchObject([{ answer: 'encoding', required: false }]);
    const { items, facts } = await readAll(tabularImporter, source, { ...plain, encoding: 'windows-1252' });
    expect(items[0]?.from).toBe('José');
    expect(facts.encoding).toBe('windows-1252');
    await expect(readAll(tabularImporter, source, { ...plain, encoding: 'klingon' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('reads UTF-16 in both orders, with true byte offsets and with half a character set aside', async () => {
    const text = 'When,Who,What\r\n2021-01-01,José 😀,View\r\n2021-01-02,\ud83d,View\r\n2021-01-03,U3,View\r\n';
    for (const bigEndian of [false, true]) {
      const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
      if (bigEndian) bytes.swap16();
      const { items, quarantined } = await readAll(tabularImporter, folder.source(bytes), plain);
      expect(items.map((item) => item.from)).toEqual(['José 😀', 'U3']);
      expect(items[1]?.locator).toMatchObject({ row: 4, byte: 2 + 2 * text.indexOf('2021-01-03') });
      expect(quarantined).toMatchObject([{ code: 'undecodable-text', locator: { row: 3 } }]);
    }
  });
});

describe('the preview', () => {
  it('shows ten rows before and after with the reader’s zone, and why a row would be set aside', async () => {
    const { table, after, dateFormat } = await previewTable(folder.source(enquiryLog.replace('05/10/2021', '31/06/2021')), { ...london, mapping: enquiryMapping }, notCancelled);
    expect(table.rows[0]?.[0]).toBe('28/09/2021');
    expect(after[0]).toEqual({
      row: 2, at: '2021-09-28T14:24:10Z', shownAs: 'Tue 28/09/2021 15:24:10 BST', from: 'PC 0417 X', to: 'National computer',
      text: 'Vehicle enquiry AB12 CDE · reason “7 ADMIN PC X TOWN CTR” · result 1', setAside: null,
    });
    expect(after[2]).toMatchObject({ at: null, setAside: expect.stringContaining('31/06/2021') });
    expect(dateFormat).toBe('day/month/year, hours:minutes:seconds');
  });
});

describe('rows in = items + quarantined rows, for any table', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 12 });
  const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

  it('loses no row and no cell', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }), async (rows) => {
      const text = ['When,Who,What', '2021-01-01,Who is it,What', ...rows.map((cells) => cells.map(quoted).join(','))].join('\r\n');
      const mapping = { ...plainMapping, columns: [{ heading: 'Who', field: 'user-id' as const }] };
      const { rows: found, items } = await readAll(tabularImporter, folder.source(text), { mapping });
      expect(found).toHaveLength(rows.length + 1);
      const texts = rows.filter((cells) => cells.some((value) => value.trim() !== ''));
      expect(items.slice(1).map((item) => item.fields.map((field) => field.value))).toEqual(texts);
    }), { numRuns: 60, seed: 20211128 });
  });

  it('survives any bytes after the headings without losing a line that has content', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('"', ',', 'a', 'é', ' ', '2021-01-01', '\n'), { maxLength: 60 }), async (pieces) => {
      const text = `When,Who,What\n2021-01-01,U1,first\n2021-01-01,U1,second\n2021-01-01,U1,third\n${pieces.join('')}`;
      const { items, quarantined } = await readAll(tabularImporter, folder.source(text), plain);
      const letters = (value: string): number => value.replace(/\s/g, '').length;
      const kept = [...items, ...quarantined].reduce((sum, row) => sum + letters(row.verbatim), 0);
      expect(kept).toBe(letters(text.slice(14)));
    }), { numRuns: 150, seed: 7 });
  });
});
