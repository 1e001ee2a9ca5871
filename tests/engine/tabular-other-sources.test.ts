/** The mapping wizard on what is no table by nature: an unknown database, JSON, JSON lines. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { ColumnMapping } from '../../shared/domain/audit-row.ts';
import { plumbline } from '../fixtures/command-line.ts';
import { addExhibit, allItems, codeOf, freshCase, scratchFolder, writeEvidence } from './harness.ts';

const chatMapping: ColumnMapping = {
  name: 'Larkspur messenger', kind: 'message', force: '', system: 'Larkspur', sheet: 'chat_rows', headerRow: 1,
  columns: [{ heading: 'at', field: 'date-time' }, { heading: 'author', field: 'from' }, { heading: 'body', field: 'text' }],
};

function unknownDatabase(folder: string): string {
  const path = join(folder, 'unknown.db');
  const db = new Database(path);
  db.exec('CREATE TABLE chat_rows (id INTEGER PRIMARY KEY, at INTEGER, author TEXT, body TEXT); CREATE TABLE other (x TEXT)');
  const insert = db.prepare('INSERT INTO chat_rows VALUES (?, ?, ?, ?)');
  // Seconds since 2001: 28 September 2021, 14:31 UTC and on.
  for (let row = 0; row < 5; row += 1) insert.run(row + 10, 654_532_260 + row * 60, row % 2 === 0 ? 'Rowan Ashdown' : 'Imogen Vale', `words ${row}`);
  db.close();
  return path;
}

describe('an unknown database', () => {
  it('is offered table by table, asks how its numbers count and shows on what evidence', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, unknownDatabase(bench.folder));
    const first = await bench.engine.call('imports.inspect', { exhibitId: exhibit.id, answers: {} });
    expect(first.table).toMatchObject({ sheets: ['chat_rows', 'other'], sheet: 'chat_rows', headings: ['id', 'at', 'author', 'body'] });
    const asked = await bench.engine.call('imports.inspect', { exhibitId: exhibit.id, answers: { mapping: chatMapping } });
    const epoch = asked.questions.find(({ answer }) => answer === 'epoch');
    expect(epoch?.required).toBe(true);
    expect(epoch?.options.find(({ value }) => value === 'apple-seconds')?.evidence).toContain('from 2021-09-28T14:31:00Z');
    expect(epoch?.options.find(({ value }) => value === 'unix-seconds')?.evidence).toContain('from 1990-');
    expect(await codeOf(bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { mapping: chatMapping } }))).toBe('needs_answers');

    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { mapping: chatMapping, epoch: 'apple-seconds' } });
    expect(certificate).toMatchObject({ format: 'tabular', items: 5, quarantined: 0, earliest: '2021-09-28T14:31:00Z', mapping: { name: 'Larkspur messenger', epoch: 'apple-seconds' } });
    const [item] = await allItems(bench);
    expect(item).toMatchObject({ kind: 'message', from: 'Rowan Ashdown', text: 'words 0', locator: { type: 'table', table: 'chat_rows', rowid: '10' }, zone: 'UTC', zoneBasis: 'in-data' });
  });

  it('is read by a mapping that was saved, which says how the numbers count', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, unknownDatabase(bench.folder));
    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { mapping: { ...chatMapping, epoch: 'apple-seconds' } } });
    expect(certificate.items).toBe(5);
  });
});

describe('JSON', () => {
  const mapping: ColumnMapping = { ...chatMapping, sheet: 'export.messages', columns: [{ heading: 'sent', field: 'date-time' }, { heading: 'who.name', field: 'from' }, { heading: 'text', field: 'text' }] };

  it('is read as a list of objects, with the path of each', async () => {
    const bench = await freshCase();
    const document = JSON.stringify({ export: { made: 'x', messages: [{ sent: '2021-09-28T14:31:00Z', who: { name: 'Rowan Ashdown' }, text: 'hello' }, 'not an object', { sent: '2021-09-28T14:32:00Z', who: { name: 'Imogen Vale' }, text: 'who is this?' }] } }, null, 2);
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'export.json', document));
    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { mapping } });
    expect(certificate).toMatchObject({ items: 2, quarantined: 1, rowsIn: 3 });
    expect((await allItems(bench)).map(({ place, from }) => [place, from])).toEqual([['export.messages[0]', 'Rowan Ashdown'], ['export.messages[2]', 'Imogen Vale']]);
  });

  it('lines are read one by one; a line that is not JSON is set aside and named', async () => {
    const bench = await freshCase();
    const lines = ['{"sent":"2021-09-28T14:31:00Z","who":{"name":"Rowan Ashdown"},"text":"hello"}', '{"sent":"2021-09-28T14:3', '{"sent":"2021-09-28T14:33:00Z","who":{"name":"Imogen Vale"},"text":"late"}'].join('\n');
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'export.jsonl', lines));
    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { mapping: { ...mapping, sheet: null } } });
    expect(certificate).toMatchObject({ items: 2, quarantined: 1 });
    expect(certificate.quarantinedRows[0]).toMatchObject({ code: 'malformed-row', locator: { type: 'line', line: 2 } });
  });
});

describe('lines of one transaction', () => {
  const audit = ['Date,Time,User,Transaction,Action,Record', '28/09/2021,15:31,PC 4471,T1,Search,AB12 CDE', '28/09/2021,15:31,PC 4471,T1,View,AB12 CDE owner', '28/09/2021,15:40,PC 4471,T2,Search,CD34 EFG', '28/09/2021,15:41,PC 4471,T1,View,again'].join('\n');
  const mapping: ColumnMapping = {
    name: 'Vehicle audit', kind: 'access', force: 'Larkshire', system: 'Vehicle checks', sheet: null, headerRow: 1, transaction: 'Transaction',
    columns: [{ heading: 'Date', field: 'date' }, { heading: 'Time', field: 'time' }, { heading: 'User', field: 'user-name' }, { heading: 'Action', field: 'action' }, { heading: 'Record', field: 'record-reference' }],
    codes: [{ field: 'action', meanings: { Search: 'a query was run' } }],
  };

  it('are folded only where the named column says so, row after row, and every line stays countable', async () => {
    const bench = await freshCase();
    const exhibit = await addExhibit(bench, writeEvidence(bench.folder, 'audit.csv', audit));
    const certificate = await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { mapping, zone: 'Europe/London', dateOrder: 'dmy' } });
    expect(certificate).toMatchObject({ rowsIn: 4, items: 3, quarantined: 0, folded: 1 });
    const items = await allItems(bench);
    expect(items[0]?.remarks.join(' ')).toContain('2 lines of one transaction (rows 2 to 3)');
    expect(items[0]?.fields.find(({ name }) => name === 'Action')?.value).toBe('Search | View');
    expect(items[1]?.fields.find(({ name }) => name.includes('meaning given by Larkshire'))?.value).toBe('Search = a query was run');
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
  });
});

describe('a mapping as a file', () => {
  it('is written, loaded by another reviewer, and read the same', async () => {
    const folder = scratchFolder();
    const file = writeEvidence(folder, 'shared.json', JSON.stringify(chatMapping));
    const loaded = JSON.parse((await plumbline(folder, 'mappings', '--load', file, '--json')).stdout) as { value: ColumnMapping[] };
    expect(loaded.value).toEqual([chatMapping]);
    const copy = join(folder, 'copy.json');
    await plumbline(folder, 'mappings', '--name', chatMapping.name, '--write', copy);
    expect(JSON.parse(readFileSync(copy, 'utf8'))).toEqual(chatMapping);
    expect((await plumbline(folder, 'mappings', '--name', chatMapping.name, '--write', copy)).code).toBe(1);
    expect(JSON.parse((await plumbline(folder, 'mappings', '--load', writeEvidence(folder, 'other.json', '{"name":1}'), '--json')).stdout)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  });
});
