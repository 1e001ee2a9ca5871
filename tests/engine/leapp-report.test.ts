/** LEAPP report folders: the samples against their published facts, and invented reports that contradict themselves. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { singleFileTree } from '../../electron/engine/exhibits/evidence-tree.ts';
import { claimLeappReports } from '../../electron/engine/importers/leapp-report/claim.ts';
import { leappReportImporter } from '../../electron/engine/importers/leapp-report/index.ts';
import type { ImportAnswers } from '../../shared/contract/importing.ts';
import { itemDraftSchema, type ItemDraft } from '../../shared/domain/item.ts';
import { notCancelled, readAll, type ReadResult } from '../fixtures/evidence-sources.ts';
import { folderTreeOf } from '../fixtures/folder-tree.ts';
import { chatHeadings, chatRows, indexOf, LeappFolders, tsvOf } from '../fixtures/leapp-folder.ts';
import { expectationsFor, samplePath, samplesPresent } from '../fixtures/report-samples.ts';

const folders = new LeappFolders();
afterAll(() => folders.remove());

interface Expected {
  readonly path: string; readonly tool: string;
  readonly tables: readonly { readonly file: string; readonly records: number; readonly header: readonly string[]; readonly earliest_utc: string | null; readonly latest_utc: string | null }[];
  readonly rows: { readonly messages: number; readonly calls: number; readonly contacts: number; readonly other: Record<string, number> };
  readonly non_message_rows: { readonly count: number };
  readonly spot_records: readonly { readonly locator: string; readonly utc: string }[];
}
const expectations = expectationsFor<Expected>('leapp-report/');
const read = (folder: string, answers: ImportAnswers = {}, name = ''): Promise<ReadResult> => readAll(leappReportImporter, folders.source(folder, name), answers);
const of = (items: readonly ItemDraft[], kind: string): number => items.filter((item) => item.kind === kind).length;
const field = (item: ItemDraft | undefined, name: string): string | undefined => item?.fields.find((one) => one.name === name)?.value;
const ms = (utc: string): number => Date.parse(utc.replace(/(\.\d{3})\d*Z$/, '$1Z'));

/** Private copies: a database beside a journal may be changed by being opened. */
function sampleCopy(path: string): string {
  const folder = folders.folder();
  cpSync(samplePath(path), folder, { recursive: true });
  return folder;
}

describe.skipIf(!samplesPresent)('LEAPP samples', () => {
  it('are four reports', () => expect(expectations).toHaveLength(4));

  it.each(expectations.map((entry) => [entry.path, entry] as const))('%s gives the published counts, without a warning of differences', async (path, expected) => {
    const folder = sampleCopy(path);
    const { items, quarantined, facts } = await read(folder);
    for (const item of items) itemDraftSchema.parse(item);
    expect(quarantined).toEqual([]);
    expect([of(items, 'message'), of(items, 'notice'), of(items, 'call'), of(items, 'contact')])
      .toEqual([expected.rows.messages, expected.non_message_rows.count, expected.rows.calls, expected.rows.contacts]);
    expect(of(items, 'event')).toBe(Object.values(expected.rows.other).reduce((sum, count) => sum + count, 0));
    expect(facts).toMatchObject({ madeBy: expected.tool, rowsSeen: items.length });
    expect(facts.warnings.filter((warning) => /records? (?:was|were) read|declares|leaves out/.test(warning))).toEqual([]);
  });

  it.each(expectations.map((entry) => [entry.path, entry] as const))('%s: every table has its records in order, at their lines and bytes, with their times', async (path, expected) => {
    const folder = sampleCopy(path);
    const { items } = await read(folder);
    for (const table of expected.tables) {
      const rows = items.filter(({ locator }) => locator.file === table.file);
      expect([table.file, rows.length]).toEqual([table.file, table.records]);
      expect(rows[0]?.fields.slice(1, 1 + table.header.length).map(({ name }) => name)).toEqual(table.header);
      const bytes = readFileSync(join(folder, table.file));
      for (const { locator, verbatim } of rows) {
        if (locator.type !== 'row' || locator.byte === null) throw new Error('a row has no place');
        expect(bytes.subarray(locator.byte).toString('utf8').startsWith(verbatim)).toBe(true);
        expect(bytes.subarray(0, locator.byte).toString('latin1').match(/\r\n|\n|\r/g)?.length).toBe(locator.row - 1);
      }
      const times = rows.flatMap(({ time }) => (time.earliestMs === null ? [] : [time.earliestMs]));
      if (table.earliest_utc !== null) expect([Math.min(...times), Math.max(...times)]).toEqual([ms(table.earliest_utc), ms(table.latest_utc ?? '')]);
      else expect(times).toEqual([]);
    }
    for (const spot of expected.spot_records) {
      const [, file, record] = /^(.*\.tsv) record (\d+)$/.exec(spot.locator) ?? [];
      expect(items.filter(({ locator }) => locator.file === file)[Number(record) - 1]?.time.earliestMs).toBe(ms(spot.utc));
    }
  });

  it('keeps NUL bytes inside cells, names the recipient of what was sent, and states no Tango direction', async () => {
    const { items } = await read(sampleCopy('leapp-report/aleapp_android/'));
    const tango = items.filter(({ fields }) => fields[0]?.value === 'tangomessage');
    expect(tango.map(({ verbatim }) => verbatim.split('\0').length - 1).reduce((sum, count) => sum + count)).toBe(71);
    expect(new Set(tango.map(({ direction }) => direction))).toEqual(new Set(['unknown', 'none']));
    expect(field(tango[0], 'Direction')).toBe('Outgoing');
    const sent = items.find(({ text }) => text.startsWith('Guess the emulator'));
    expect(sent).toMatchObject({ direction: 'outgoing', from: 'Local User', to: ['1 555-521-5554'], time: { precision: 'millisecond' } });
    const missed = items.find((item) => field(item, 'call_type') === 'Missed');
    expect(missed).toMatchObject({ kind: 'call', direction: 'incoming', from: 'Barney' });
  });

  it('finds a report below the top of an exhibit, and names its files from the top', async () => {
    const folder = folders.folder();
    cpSync(samplePath('leapp-report', 'ileapp_addressbook'), join(folder, 'unit', 'report 1'), { recursive: true });
    folders.put(folder, 'notes.txt', 'other evidence');
    expect(claimLeappReports(folderTreeOf(folder)).map(({ root, files }) => [root, files.length])).toEqual([['unit/report 1', 4]]);
    for (const name of ['', 'unit', 'unit/report 1']) {
      const { items } = await read(folder, {}, name);
      expect(items.map(({ locator }) => locator.file)).toEqual(['unit/report 1/_TSV Exports/Address Book.tsv']);
    }
    expect(await leappReportImporter.recognise(folders.source(folder, 'unit/report 2'), notCancelled)).toBeNull();
  });

  it('truncated anywhere, a table costs rows and says so; nothing crashes', async () => {
    const folder = sampleCopy('leapp-report/ileapp_ios15/');
    const table = join(folder, '_TSV Exports', 'Teams Messages.tsv');
    const whole = readFileSync(table);
    for (let length = 1; length < whole.length; length += 4_001) {
      folders.put(folder, '_TSV Exports/Teams Messages.tsv', whole.subarray(0, length));
      const { items, quarantined, facts } = await read(folder);
      expect(items.length + quarantined.length).toBe(facts.rowsSeen);
      expect(facts.warnings.join('\n')).toContain('Teams Messages');
    }
  });
});

/** A report with everything in agreement. */
function report(rows: readonly (readonly string[])[] = chatRows): string {
  const folder = folders.folder();
  folders.put(folder, '_TSV Exports/Example Chats.tsv', tsvOf([chatHeadings, ...rows]));
  folders.put(folder, '_lava_data.lava', indexOf(rows.length));
  return folder;
}

describe('a LEAPP report', () => {
  it('is read by the meanings its index gives', async () => {
    const folder = report();
    folders.put(folder, 'media/photo.jpg', 'bytes');
    const { items, facts } = await read(folder);
    expect(items.map(({ direction, from, thread, text, time }) => [direction, from, thread, text, time.earliestMs])).toEqual([
      ['incoming', 'Ada Vale', 'Ada', 'Hello\r\nthere', Date.UTC(2023, 4, 2, 16, 12, 10, 250)],
      ['outgoing', 'Owner', 'Ada', 'a\0b "quoted"', Date.UTC(2023, 4, 2, 16, 13)],
      ['incoming', 'Ada Vale', 'Ada', 'no time', null],
    ]);
    expect(items[2]?.attachments).toMatchObject([{ name: 'photo.jpg', member: 'media/photo.jpg', state: 'present', mediaType: 'image/jpeg' }]);
    expect(field(items[0], 'Source on the handset')).toBe('private/var/example.db');
    expect(facts.madeBy).toBe('iLEAPP 2026.1.0');
  });

  it('sets repeated headings aside and warns when counts differ', async () => {
    const folder = report();
    folders.put(folder, '_TSV Exports/Example Chats.tsv', tsvOf([chatHeadings, ...chatRows, chatHeadings, ...chatRows]).replace('\r\n\ufeff', '\r\n'));
    folders.timeline(folder, [['2023-05-02 16:12:10+00:00', 'Example Chats', '{}']]);
    const { items, quarantined, facts } = await read(folder);
    expect(items).toHaveLength(6);
    expect(quarantined).toMatchObject([{ code: 'malformed-row', reason: expect.stringContaining('repeats the headings') as string, locator: { row: 6 } }]);
    expect(facts.rowsSeen).toBe(7);
    expect(facts.warnings.join('\n')).toMatch(/“Example Chats”: 6 records were read from its table, but its index declares 3, its timeline holds 1\./);
  });

  it('reads the report’s database when the table is missing, and says the fraction was dropped', async () => {
    const folder = folders.folder();
    folders.put(folder, '_lava_data.lava', indexOf(2));
    folders.artifacts(folder, [[1_683_043_930, '1', 'Owner', 'Ada', 'sent', '7', 'reference-1'], [0, '0', 'Ada Vale', 'Ada', 'undated', '7', null]]);
    folders.put(folder, 'data/private/IMG_0001.jpg', 'bytes');
    const { items, facts } = await read(folder);
    expect(items.map(({ text, direction, time }) => [text, direction, time.precision, time.earliestMs])).toEqual([['sent', 'outgoing', 'second', 1_683_043_930_000], ['undated', 'incoming', 'unknown', null]]);
    expect(items[0]?.locator).toEqual({ type: 'table', file: '_lava_artifacts.db', table: 'examplechats', rowid: '1' });
    expect(items[0]?.remarks.join(' ')).toContain('fraction of a second');
    expect(items[0]?.attachments).toMatchObject([{ member: 'data/private/IMG_0001.jpg', state: 'present' }]);
    expect(facts.warnings.join(' ')).toContain('has no tab-separated table');
  });

  it('reads the timeline when there is nothing else, as events', async () => {
    const folder = folders.folder();
    folders.timeline(folder, [['2023-05-02 16:12:10+00:00', 'Calls', '{"Start": "2023-05-02 16:12:10+00:00", "Number": "07700 900123"}'], ['None', 'Calls', '{"Number": "None", "start_date": "2023-05-02 16:14:00+00:00"}'], ['x', 'Odd', 'not json']]);
    const { items, facts } = await read(folder);
    expect(items.map(({ kind, time }) => [kind, time.written])).toEqual([['event', '2023-05-02 16:12:10+00:00'], ['event', '2023-05-02 16:14:00+00:00'], ['event', '']]);
    expect(facts).toMatchObject({ rowsSeen: 3, madeBy: null });
    expect(items[2]?.remarks.join(' ')).toContain('not in the form');
  });

  it('asks for the zone only when a time states none', async () => {
    const folder = report([['2023-05-02 16:12:10', '0', 'Ada Vale', 'Ada', 'x', '7', '']]);
    const { questions } = await leappReportImporter.inspect(folders.source(folder), {}, notCancelled);
    expect(questions.map(({ answer, required }) => [answer, required])).toEqual([['zone', true]]);
    await expect(read(folder)).rejects.toMatchObject({ code: 'needs_answers' });
    const { items } = await read(folder, { zone: 'Europe/London' });
    expect(items[0]?.time).toMatchObject({ earliestMs: Date.UTC(2023, 4, 2, 15, 12, 10), zoneBasis: 'assumed' });
    expect((await leappReportImporter.inspect(folders.source(report()), {}, notCancelled)).questions).toEqual([]);
  });

  it.each([
    ['not JSON', '{"artifacts":'], ['a list', '[]'], ['artifacts of another shape', '{"artifacts": [1, 2]}'], ['odd artifacts', '{"artifacts": {"x": [null, {"name": 4}]}}'],
    ['deep nesting', '['.repeat(200_000)], ['bytes that are no text', Buffer.from([0xff, 0xfe, 0xfd, 0x80])],
  ])('with an index that is %s keeps its rows and warns', async (_what, index) => {
    const folder = report();
    folders.put(folder, '_lava_data.lava', index);
    const { items, facts } = await read(folder);
    expect(items).toHaveLength(3);
    expect(facts.warnings.length).toBeGreaterThan(1);
  });

  it('with damaged databases keeps its rows and warns', async () => {
    const folder = report();
    folders.put(folder, '_lava_artifacts.db', 'not a database at all, but long enough to be read as one '.repeat(20));
    folders.database(folder, '_Timeline/tl.db', (db) => { db.exec('CREATE TABLE other (a); CREATE VIEW data AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS key, x AS activity, x AS datalist FROM n'); });
    const { items, facts } = await read(folder);
    expect(items).toHaveLength(3);
    expect(facts.warnings.join(' ')).toContain('could not be read as a database');
  });

  it('says when the index declares records that are nowhere', async () => {
    const folder = folders.folder();
    folders.put(folder, '_lava_data.lava', indexOf(56, 'Vanished'));
    const { items, facts } = await read(folder);
    expect(items).toEqual([]);
    expect(facts.warnings.join(' ')).toContain('“Vanished”: the report’s index declares 56 records, but the report holds none of them.');
  });

  it('is not seen in other folders or in a single file', async () => {
    const folder = folders.folder();
    folders.put(folder, 'TSV Exports/a.tsv', 'a\tb\r\n');
    expect(await leappReportImporter.recognise(folders.source(folder), notCancelled)).toBeNull();
    expect(claimLeappReports(singleFileTree('x', '_lava_data.lava', 1, 0))).toEqual([]);
  });

  it('claims what the report wrote and leaves the handset’s files to others', () => {
    const folder = report();
    folders.put(folder, 'data/private/sms.db', 'x');
    folders.put(folder, '_HTML/index.html', 'x');
    expect(claimLeappReports(folderTreeOf(folder))[0]?.files.map(({ path }) => path).sort()).toEqual(['_HTML/index.html', '_TSV Exports/Example Chats.tsv', '_lava_data.lava']);
  });

  it('stops when asked to', async () => {
    const stop = new AbortController();
    stop.abort();
    const reading = leappReportImporter.read(folders.source(report()), { answers: {}, signal: stop.signal, onBytes: () => undefined });
    await expect(reading.next()).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('gives a row for every record, whatever its cells hold', async () => {
    const cell = fc.oneof(fc.string({ maxLength: 30 }), fc.constantFrom('', '"', 'a\tb', 'x\r\ny', '2020-01-01 00:00:00+00:00', '2020-01-01 00:00:00.123456+00:00', '\0'));
    const row = fc.array(cell, { minLength: 7, maxLength: 7 }).map((cells) => [...cells.slice(0, 5), 'id', ...cells.slice(6)]);
    await fc.assert(fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
      const { items, quarantined, facts } = await read(report(rows), { zone: 'UTC', dateOrder: 'dmy' });
      expect(items.length + quarantined.length).toBe(rows.length);
      expect(facts.rowsSeen).toBe(rows.length);
    }), { numRuns: 40 });
  });
});
