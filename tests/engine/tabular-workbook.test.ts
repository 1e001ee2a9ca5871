import { createWriteStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { previewTable, tabularImporter } from '../../electron/engine/importers/tabular/index.ts';
import { auditSheet, plainMapping, workbook } from '../fixtures/audit-tables.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const withColumns = { ...plainMapping, sheet: 'Log', columns: [...plainMapping.columns, { heading: 'Collar', field: 'collar' as const }] };
const answers = { zone: 'Europe/London', zoneBasis: 'stated' as const, zoneBasisBy: 'supplier' };

describe('reading a workbook', () => {
  it('reads stored dates, numbers in full and leading zeros, with Excel’s row numbers', async () => {
    const bytes = await workbook([
      auditSheet([
        ['When', 'Who', 'What', 'Collar', 'Ref'],
        [new Date(Date.UTC(2021, 8, 28, 15, 24, 10)), 'U1', 'View', '00417', 123456789012],
        [],
        [new Date(Date.UTC(2021, 8, 29)), 'U2', 'Print', '00418', true],
      ]),
      { ...auditSheet([['secret']], 'Notes'), hidden: true },
    ]);
    const source = folder.source(bytes, 'audit.xlsx');
    expect(await tabularImporter.recognise(source, notCancelled)).toContain('workbook');
    const { items, quarantined, facts } = await readAll(tabularImporter, source, { ...answers, mapping: withColumns });
    expect(quarantined).toEqual([]);
    expect(items.map((item) => item.locator)).toEqual([
      { type: 'row', file: '', sheet: 'Log', row: 2, byte: null }, { type: 'row', file: '', sheet: 'Log', row: 4, byte: null },
    ]);
    expect(items[0]?.time).toMatchObject({ written: '2021-09-28 15:24:10', earliestMs: Date.UTC(2021, 8, 28, 14, 24, 10), precision: 'second' });
    expect(items[1]?.time).toMatchObject({ written: '2021-09-29', precision: 'day' });
    expect(items[0]?.fields.map((field) => field.value)).toEqual(['2021-09-28 15:24:10', 'U1', 'View', '00417', '123456789012']);
    expect(items[0]?.identifiers).toContainEqual({ kind: 'collar', role: 'operator', written: '00417', normal: '00417', certainty: 'certain' });
    expect(items[1]?.verbatim).toBe('2021-09-29\tU2\tPrint\t00418\tTRUE');
    expect(facts.warnings.join(' ')).toContain('hidden sheets: “Notes”');
  });

  it('reads both date systems to the same day and says which was used', async () => {
    for (const system of ['1900', '1904'] as const) {
      const bytes = await workbook([auditSheet([['When', 'Who', 'What'], [new Date(Date.UTC(2021, 8, 28)), 'U1', 'View']])], system);
      const source = folder.source(bytes);
      const { items } = await readAll(tabularImporter, source, { ...answers, mapping: plainMapping });
      expect(items[0]?.time.written, system).toBe('2021-09-28');
      expect((await tabularImporter.inspect(source, answers, notCancelled)).findings.join(' ')).toContain(`${system} system`);
    }
  });

  it('takes times without any seconds as minutes, and warns when stored and typed dates share a column', async () => {
    const bytes = await workbook([auditSheet([
      ['When', 'Who', 'What'], [new Date(Date.UTC(2021, 8, 3, 15, 24)), 'U1', 'View'], ['28/09/2021 15:31', 'U1', 'View'],
    ])]);
    const { items, facts } = await readAll(tabularImporter, folder.source(bytes), { ...answers, mapping: plainMapping });
    expect(items.map((item) => item.time.precision)).toEqual(['minute', 'minute']);
    expect(facts.warnings.join(' ')).toContain('may have swapped day and month');
  });

  it('lets the mapping choose the sheet, lists the sheets, and refuses one that is not there', async () => {
    const bytes = await workbook([auditSheet([['Cover']], 'Cover'), auditSheet([['When', 'Who', 'What'], ['2021-01-01', 'U1', 'View']], 'Log & more')]);
    const source = folder.source(bytes);
    const mapping = { ...plainMapping, sheet: 'Log & more' };
    const preview = await previewTable(source, { ...answers, mapping }, notCancelled);
    expect(preview.table).toMatchObject({ sheets: ['Cover', 'Log & more'], sheet: 'Log & more' });
    expect(preview.after).toMatchObject([{ row: 2, text: 'View' }]);
    await expect(tabularImporter.inspect(source, { mapping: { ...mapping, sheet: 'Nowhere' } }, notCancelled))
      .rejects.toMatchObject({ code: 'invalid_input', message: expect.stringContaining('“Log & more”') });
  });

  it('reads a formula’s stored result, an error as its text, and says which areas are merged', async () => {
    const bytes = await workbook([{
      name: 'Log', rows: [['When', 'Who', 'What', 'Hits'], ['2021-01-01', 'U1', 'View', null], ['2021-01-02', null, 'Print', null]],
      cells: new Map([['1,3', { formula: 'SUM(1,2)', formulaResult: 3, type: 'formula', value: 3 }]]),
      merges: [{ startRow: 1, startCol: 1, endRow: 2, endCol: 1 }],
    }]);
    const { items, facts } = await readAll(tabularImporter, folder.source(bytes), { ...answers, mapping: plainMapping });
    expect(items[0]?.fields[3]?.value).toBe('3');
    expect(items[1]?.fields[1]?.value).toBe('');
    expect(facts.warnings.join(' ')).toContain('1 merged area');
  });

  it('joins a stored date and a stored time of day', async () => {
    const bytes = await workbook([{
      name: 'Log', rows: [['Date', 'Time', 'User ID'], [new Date(Date.UTC(2021, 8, 28)), new Date(Date.UTC(1899, 11, 31, 15, 24, 10)), 'U1']],
    }]);
    const mapping = { ...plainMapping, columns: [{ heading: 'Date', field: 'date' as const }, { heading: 'Time', field: 'time' as const }, { heading: 'User ID', field: 'user-id' as const }] };
    const { items } = await readAll(tabularImporter, folder.source(bytes), { ...answers, mapping });
    expect(items[0]?.time).toMatchObject({ written: '2021-09-28 15:24:10', precision: 'second' });
  });
});

describe('workbooks that are refused or damaged', () => {
  async function zipOf(parts: Readonly<Record<string, () => Readable>>): Promise<Uint8Array> {
    const zip = new ZipFile();
    for (const [name, stream] of Object.entries(parts)) zip.addReadStreamLazy(name, (callback) => callback(null, stream()));
    zip.end();
    const path = join(folder.path, 'made.zip');
    await pipeline(zip.outputStream, createWriteStream(path));
    return readFileSync(path);
  }

  it('refuses an archive that would unpack to far more than it is, before unpacking it', async () => {
    const zeros = Buffer.alloc(1_048_576);
    const bytes = await zipOf({
      '[Content_Types].xml': () => Readable.from([Buffer.from('<Types/>')]), 'xl/workbook.xml': () => Readable.from([Buffer.from('<workbook/>')]),
      'xl/worksheets/sheet1.xml': () => Readable.from((function* () { for (let count = 0; count < 40; count += 1) yield zeros; })()),
    });
    await expect(tabularImporter.recognise(folder.source(bytes, 'bomb.xlsx'), notCancelled))
      .rejects.toMatchObject({ code: 'refused_input', message: expect.stringMatching(/sheet1\.xml.*40 MB/) });
  });

  it('refuses old, binary and protected workbooks with advice', async () => {
    const compound = (name: string): Uint8Array => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512), Buffer.from(name, 'utf16le')]);
    await expect(tabularImporter.recognise(folder.source(compound('Workbook'), 'audit'), notCancelled)).rejects.toMatchObject({ code: 'refused_input', message: expect.stringContaining('.xls kind') });
    await expect(tabularImporter.recognise(folder.source(compound('EncryptedPackage'), 'audit'), notCancelled)).rejects.toMatchObject({ code: 'refused_input', message: expect.stringContaining('password') });
    expect(await tabularImporter.recognise(folder.source(compound('WordDocument'), 'letter.doc'), notCancelled)).toBeNull();
    const binary = await zipOf({ 'xl/workbook.bin': () => Readable.from([Buffer.from('x')]) });
    await expect(tabularImporter.recognise(folder.source(binary), notCancelled)).rejects.toMatchObject({ code: 'refused_input' });
  });

  it('sets aside a row whose number was already used', async () => {
    const part = (text: string) => () => Readable.from([Buffer.from(text)]);
    const cells = (row: number, when: string): string => `<row r="${row}">${[when, 'U1', 'View'].map((value, column) => `<c r="${'ABC'[column]}${row}" t="inlineStr"><is><t>${value}</t></is></c>`).join('')}</row>`;
    const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const bytes = await zipOf({
      '[Content_Types].xml': part('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
      '_rels/.rels': part(`<Relationships><Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
      'xl/workbook.xml': part(`<workbook xmlns:r="${relation}"><sheets><sheet name="Log" sheetId="1" r:id="r1"/></sheets></workbook>`),
      'xl/_rels/workbook.xml.rels': part(`<Relationships><Relationship Id="r1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
      'xl/worksheets/sheet1.xml': part(`<worksheet><sheetData>${cells(1, 'When')}${cells(2, '2021-01-01')}${cells(2, '2021-01-02')}${cells(3, '2021-01-03')}</sheetData></worksheet>`),
    });
    const { items, quarantined } = await readAll(tabularImporter, folder.source(bytes), { ...answers, mapping: { ...plainMapping, columns: [{ heading: 'When', field: 'date-time' }] } });
    expect(items.map((item) => item.time.written)).toEqual(['2021-01-01', '2021-01-03']);
    expect(quarantined).toMatchObject([{ code: 'malformed-row', verbatim: '2021-01-02\tU1\tView' }]);
  });

  it('does not claim a zip that is not a workbook, or one that is cut off', async () => {
    const other = await zipOf({ 'word/document.xml': () => Readable.from([Buffer.from('<w/>')]) });
    expect(await tabularImporter.recognise(folder.source(other), notCancelled)).toBeNull();
    expect(await tabularImporter.recognise(folder.source(other.subarray(0, 40)), notCancelled)).toBeNull();
  });

  it('names a workbook whose sheet cannot be read', async () => {
    const whole = Buffer.from(await workbook([auditSheet([['When', 'Who', 'What'], ['2021-01-01', 'U1', 'View']])]));
    const name = whole.indexOf('xl/worksheets/sheet1.xml');
    whole.fill(0xff, name + 30, name + 90);
    await expect(tabularImporter.inspect(folder.source(whole, 'audit.xlsx'), answers, notCancelled))
      .rejects.toMatchObject({ code: 'damaged_input', message: expect.stringContaining('audit.xlsx') });
  });
});
