import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { casePaths } from '../../electron/engine/case/case-folder.ts';
import { closeCaseDatabase, openCaseDatabase } from '../../electron/engine/db/case-database.ts';
import { exportRows } from '../../electron/engine/exports/export-rows.ts';
import { rowFormatFacts, rowFormats, type RowFormat } from '../../shared/contract/exporting.ts';
import type { ItemLine } from '../../shared/contract/timeline.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { addAndImport, addExhibit, allItems, caseForAll, codeOf, freshCase, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const hostile = [
  'flame 🔥 family 👨‍👩‍👧 flag 🇬🇧', '=cmd|\'/c calc\'!A1', '+44 7700 900417', '-2+3', '@SUM(1)', '\'=already quoted', '\'quoted word\'', '＝１+１', '<b>&amp; "quotes", commas; semicolons\tand tabs',
  '\u202Edesrever', 'مرحبا شكرا', 'two\nlines\n\n  and an indented one', 'bell \u0007 and escape \u001b[31m', '_x0041_ and _x000D_ and _x005F_', ' leading and trailing ', 'null \u0000 byte', 'x'.repeat(70_000), '\ufeffmark first', '[]', '["a"]',
];
const chat = hostile.map((text, row) => `${String(13 + Math.floor(row / 10)).padStart(2, '0')}/10/2021, 09:${String(row).padStart(2, '0')} - ${row % 2 === 0 ? 'Rowan Ashdown' : 'Imogen "Immy" Vale, =1+1'}: ${text}`).join('\n');

/** Nothing is changed in it. */
let shared: Bench;
beforeAll(async () => {
  shared = await caseForAll();
  await importHostile(shared);
});

async function importHostile(bench: Bench): Promise<void> {
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', chat), 'ABC/1', londonAnswers);
}

const comingBack = rowFormats.filter((format) => rowFormatFacts[format].comesBack);

let exported = 0;
function exportTo(bench: Bench, format: RowFormat, filter: Partial<typeof everything> = {}) {
  const destination = join(bench.folder, `rows ${exported += 1}${rowFormatFacts[format].extension}`);
  return bench.engine.call('exports.rows', { filter: { ...everything, ...filter }, zone: 'Europe/London', format, destination });
}

/** What an item is, without where it lies in this case and what the export says of its origin. */
const essence = ({ kind, at, until, written, zone, zoneBasis, precision, timeFlags, direction, from, to, thread, text, status, identifiers, remarks, fields, attachments }: ItemLine) => ({
  kind, at, until, written, zone, zoneBasis, precision, timeFlags, direction, from, to, thread, text, status, identifiers, remarks, attachments: attachments.map(({ name, mediaType }) => [name, mediaType]), fields: fields.filter(({ name }) => !name.startsWith('Export: ')),
});

async function importedAgain(path: string): Promise<{ readonly items: readonly ItemLine[]; readonly bench: Bench; readonly certificate: Awaited<ReturnType<typeof addAndImport>> }> {
  const bench = await freshCase();
  const exhibit = await addExhibit(bench, path, 'NEW/1');
  const inspected = await bench.engine.call('imports.inspect', { exhibitId: exhibit.id, answers: {} });
  expect(inspected).toMatchObject({ format: 'plumbline-export', questions: [] });
  const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: {} });
  return { bench, certificate, items: await allItems(bench) };
}

describe('rows in other formats', () => {
  it.each(comingBack)('%s out and in again gives the same items, field by field', async (format) => {
    const bench = shared;
    const done = await exportTo(bench, format);
    const before = await allItems(bench);
    expect(before).toHaveLength(hostile.length);
    expect(done).toMatchObject({ rows: before.length, leftOut: 0, withheld: 0, total: before.length });
    const { items, certificate } = await importedAgain(done.path);
    expect(certificate).toMatchObject({ quarantined: 0, items: before.length, format: 'plumbline-export' });
    expect(items.map(essence)).toEqual(before.map(essence));
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    for (const [index, item] of items.entries()) {
      const said = new Map(item.fields.map(({ name, value }) => [name, value]));
      expect(said.get('Export: Exhibit')).toBe('ABC/1');
      expect(said.get('Export: SHA-256 of exhibit')).toBe(exhibit?.sha256);
      expect(JSON.parse(said.get('Export: Locator (JSON)') ?? '')).toEqual(before[index]?.locator);
      expect(said.get('Export: Place in exhibit')).toBe(before[index]?.place);
      expect(said.get('Export: Row as in the exhibit')).toContain(before[index]?.text);
    }
    expect(certificate.warnings.join(' ')).not.toContain('seal');
  });

  it('CSV is UTF-8 with a mark if wanted, RFC 4180, and holds nothing a spreadsheet would calculate', async () => {
    const bench = shared;
    const { path, sizeBytes, sha256 } = await exportTo(bench, 'csv');
    const bytes = readFileSync(path);
    expect([sizeBytes, [...bytes.subarray(0, 3)]]).toEqual([bytes.length, [0xef, 0xbb, 0xbf]]);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const rows = parse(bytes, { bom: true });
    expect(rows).toHaveLength(hostile.length + 1);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
    expect(bytes.toString('utf8').replace(/"[^"]*"/g, '')).not.toMatch(/[^\r]\n/);
    // The chat states its times to the minute: no column for a reader may add seconds to them.
    expect(new Set(rows.slice(1).map((row) => String(row[rows[0]?.indexOf('Time as shown') ?? -1]).replace(/\d\d:\d\d BST$/u, 'clock')))).toEqual(new Set(['Wed 13/10/2021 clock', 'Thu 14/10/2021 clock']));
    const plain = join(bench.folder, 'plain.csv');
    await bench.engine.call('exports.rows', { filter: everything, zone: 'UTC', format: 'csv', destination: plain, mark: false });
    expect(readFileSync(plain).subarray(0, 3).toString()).toBe('No.');
  });

  it('JSON lines have what Timesketch asks of every row; bulk lines say first what is to be done', async () => {
    const bench = shared;
    const lines = readFileSync((await exportTo(bench, 'timesketch-jsonl')).path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toHaveLength(hostile.length);
    for (const line of lines) {
      expect(line).toMatchObject({ datetime: expect.stringMatching(/^2021-10-1\dT08:\d\d:00\.000\+00:00$/), timestamp_desc: 'Message, time to the minute, zone assumed, not confirmed' });
      expect(Number(line['timestamp'])).toBe(Date.parse(String(line['datetime'])) * 1000);
    }
    const bulk = readFileSync((await exportTo(bench, 'opensearch')).path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(bulk.filter((_line, index) => index % 2 === 0)).toEqual(lines.map((line) => ({ index: { _id: line['plumbline_item'] } })));
    expect(bulk.filter((_line, index) => index % 2 === 1)).toEqual(lines);
  });

  it('leaves privileged items out, counts them, and the totals foot; says them in the workbook and in CASE', async () => {
    const bench = await freshCase();
    await importHostile(bench);
    const [first, second] = await allItems(bench);
    if (first === undefined || second === undefined) throw new Error('nothing was read');
    await bench.engine.call('review.disclose', { itemIds: [first.id], relevance: 'relevant', handling: 'privileged', reason: 'Advice of his solicitor' });
    await bench.engine.call('review.disclose', { itemIds: [second.id], relevance: 'relevant', handling: 'sensitive', reason: 'Names an informant' });
    for (const format of rowFormats) {
      const done = await exportTo(bench, format, { search: 'Rowan' });
      expect(done.rows + done.leftOut + done.withheld, format).toBe(done.total);
      expect(done, format).toMatchObject({ withheld: 1, total: hostile.length });
      const text = readFileSync(done.path).toString('latin1');
      expect(text, format).not.toContain(first.id);
      expect(text, format).not.toContain('informant');
      expect(text, format).not.toContain('solicitor');
    }
    expect(await codeOf(bench.engine.call('exports.rows', { filter: { ...everything, handlings: ['privileged'] }, zone: 'UTC', format: 'csv', destination: join(bench.folder, 'only.csv') }))).toBe('invalid_input');
    const graph = JSON.parse(readFileSync((await bench.engine.call('exports.rows', { filter: everything, zone: 'UTC', format: 'case', destination: join(bench.folder, 'whole.jsonld') })).path, 'utf8')) as { '@graph': Record<string, unknown>[] };
    expect(graph['@graph'][0]).toMatchObject({ 'plumbline:rows': hostile.length - 1, 'plumbline:withheld': 1, 'plumbline:leftOut': 0, 'plumbline:total': hostile.length });
    const log = (await bench.engine.call('continuity.page', {})).entries.filter(({ action }) => action === 'rows.exported');
    expect(log[0]?.summary).toContain(`${hostile.length - 1} rows exported as whole.jsonld`);
  });

  it('an empty selection is an empty file of its kind, and reads back as one', async () => {
    const bench = shared;
    for (const format of rowFormats) expect(await exportTo(bench, format, { search: 'nothingofthiskind' }), format).toMatchObject({ rows: 0, leftOut: hostile.length });
    const { certificate } = await importedAgain((await exportTo(bench, 'csv', { search: 'nothingofthiskind' })).path);
    expect(certificate).toMatchObject({ items: 0, quarantined: 0 });
  });

  it('refuses to write over a file unless told to, leaves nothing behind when stopped, and says so when the folder is gone', async () => {
    const bench = shared;
    const db = openCaseDatabase(casePaths(bench.caseFolder).database);
    onTestFinished(() => { closeCaseDatabase(db); });
    for (const format of rowFormats) {
      const destination = join(bench.folder, `again-${format}`);
      writeFileSync(destination, 'mine');
      const request = { filter: everything, zone: 'UTC', format, destination };
      expect(await codeOf(bench.engine.call('exports.rows', request))).toBe('already_exists');
      const controller = new AbortController();
      const call = { signal: controller.signal, report: () => controller.abort(), host: () => { throw new Error('nothing is set'); } };
      expect(await codeOf(exportRows({ db, author: 'R. Reviewer', record: () => { throw new Error('nothing was exported'); } }, { ...request, overwrite: true, mark: true, ciphers: false, ordinaryWords: [] }, call))).toBe('cancelled');
      expect(readFileSync(destination, 'utf8')).toBe('mine');
      await bench.engine.call('exports.rows', { ...request, overwrite: true });
      expect(readFileSync(destination).length).toBeGreaterThan(500);
      expect(await codeOf(bench.engine.call('exports.rows', { ...request, destination: join(bench.folder, 'no such folder', 'a') }))).toBe('file_vanished');
    }
    expect(readdirSync(bench.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('a row changed since it was exported is read, says so, and is counted', async () => {
    const bench = shared;
    const { path } = await exportTo(bench, 'csv');
    const changed = writeEvidence(bench.folder, 'changed.csv', readFileSync(path, 'utf8').replace('desrever', 'forged'));
    const { items, certificate } = await importedAgain(changed);
    expect(items.filter(({ remarks }) => remarks.some((remark) => remark.includes('no longer fits its seal'))).map(({ text }) => text)).toEqual(['\u202Eforged']);
    expect(certificate.warnings.join(' ')).toContain('1 row no longer fits its seal');
  });

  it('files, tags and assessments go with the rows; on the way back they are fields, and the files are said to be elsewhere', async () => {
    const bench = await freshCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.txt', '13/10/2021, 09:00 - Rowan Ashdown: IMG-1.jpg (file attached)\n13/10/2021, 09:01 - Imogen Vale: hello'), 'ABC/1', londonAnswers);
    const [first] = await allItems(bench);
    if (first === undefined) throw new Error('nothing was read');
    await bench.engine.call('review.tag', { itemIds: [first.id], tag: 'flirtation', on: true });
    await bench.engine.call('review.assess', { itemIds: [first.id], state: 'no-policing-purpose', reasons: 'Line one\nline two 🔥', innocentExplanation: 'None', charges: [], standards: [] });
    for (const format of comingBack) {
      const { items } = await importedAgain((await exportTo(bench, format)).path);
      const said = new Map(items[0]?.fields.map(({ name, value }) => [name, value]));
      expect(said.get('Export: Tags'), format).toBe('flirtation');
      expect(said.get('Export: Reasons'), format).toBe('Line one\nline two 🔥');
      expect(items[0]?.tags, format).toEqual([]);
      expect(items[0]?.assessment, format).toBeNull();
      expect(items[0]?.attachments.map(({ name, state }) => [name, state]), format).toEqual([['IMG-1.jpg', 'missing']]);
    }
  });
});
