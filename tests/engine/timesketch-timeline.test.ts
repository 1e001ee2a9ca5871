import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { timesketchTimelineImporter as importer } from '../../electron/engine/importers/timesketch-timeline/index.ts';
import { itemDraftSchema } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';
import { expectedSamples, samplePath, samplesPresent, utcMs } from '../fixtures/samples.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const recognise = (content: string | Uint8Array) => importer.recognise(folder.source(content), notCancelled);
const header = 'message,datetime,timestamp,timestamp_desc\n';
const one = async (row: string, answers = {}) => {
  const result = await readAll(importer, folder.source(header + row), answers);
  expect(result.rows).toHaveLength(1);
  return { ...result, item: result.items[0], reason: result.quarantined[0]?.reason };
};
const iso = (ms: number | null | undefined): string => new Date(ms ?? NaN).toISOString();

describe('recognising a Timesketch timeline', () => {
  it('goes by its column names, whatever stands around them', async () => {
    expect(await recognise(`${header}a,2022-01-01T00:00:00Z,,Logged\n`)).toContain('Timesketch');
    expect(await recognise('\ufeff"timestamp" , "message","timestamp_desc"\n1668056848119860, "a","b"\n')).toContain('Timesketch');
    expect(await recognise('{"message":"a","datetime":"2022-01-01T00:00:00Z","timestamp_desc":"x","other":1}\n')).toContain('JSON lines');
  });

  it('leaves other tables, other JSON and plaso’s own lines alone', async () => {
    expect(await recognise('message,datetime\na,2022-01-01\n')).toBeNull();
    expect(await recognise('a note about message, timestamp_desc and datetime')).toBeNull();
    expect(await recognise('{"message":"hello","sender":"A","chat":"B"}\n')).toBeNull();
    expect(await recognise('{"__container_type__":"event","message":"a","timestamp":1,"timestamp_desc":"x"}\n')).toBeNull();
    expect(await recognise('[{"message":"a"}]')).toBeNull();
    expect(await recognise('')).toBeNull();
  });
});

describe('the time of a row', () => {
  it('is its datetime, with the timestamp compared and kept', async () => {
    const { item, facts } = await one('Record opened,2021-09-28T15:24:10+01:00,1632839050000000,Logged\n');
    expect(iso(item?.time.earliestMs)).toBe('2021-09-28T14:24:10.000Z');
    expect(item).toMatchObject({ kind: 'event', text: 'Record opened', direction: 'none', remarks: [], time: { flags: [], zone: '+01:00', zoneBasis: 'in-data', precision: 'second' } });
    expect(item?.fields).toContainEqual({ name: 'timestamp', value: '1632839050000000' });
    expect(item?.locator).toEqual({ type: 'row', file: '', sheet: null, row: 2, byte: header.length });
    expect(facts).toMatchObject({ basis: 'in-data', rowsSeen: 1 });
  });

  it('that disagrees with the timestamp by more than a second is flagged and both are said', async () => {
    const { item, facts } = await one('a,2021-09-28T15:24:10Z,1632839050000000,Logged\n');
    expect(item?.time.flags).toEqual(['contradicts-itself']);
    expect(item?.remarks.join()).toMatch(/2021-09-28T15:24:10\.000Z is used.*2021-09-28T14:24:10\.000Z/);
    expect(facts.warnings.join()).toContain('1 row whose own times contradict');
    expect((await one('a,2021-09-28T14:24:11Z,1632839050000000,Logged\n')).item?.time.flags).toEqual([]);
  });

  it('comes from the timestamp where datetime cannot be read, and the row says so', async () => {
    const { item } = await one('a,yesterday,1632839050000000,Logged\n');
    expect(iso(item?.time.earliestMs)).toBe('2021-09-28T14:24:10.000Z');
    expect(item?.remarks.join()).toContain('“yesterday” is not a date and time in ISO 8601; the timestamp column was used');
  });

  it('is not moved to another unit when the count is implausible; the other reading is named', async () => {
    const { item } = await one('a,,1632839050,Logged\n');
    expect(iso(item?.time.earliestMs)).toBe('1970-01-01T00:27:12.839Z');
    expect(item?.time.flags).toEqual(['implausible']);
    expect(item?.remarks.join()).toContain('Read as seconds it would be 2021-09-28T14:24:10.000Z');
  });

  it('is unknown for an empty and for a zero timestamp', async () => {
    expect((await one('a,,,Logged\n')).item?.time).toMatchObject({ earliestMs: null, zoneBasis: 'none' });
    expect((await one('a,,0,Logged\n')).item?.time).toMatchObject({ earliestMs: null, written: '0' });
  });

  it('without a zone and without a timestamp is asked about before anything is read', async () => {
    const source = folder.source(`${header}a,2021-09-28T15:24:10,,Logged\n`);
    expect((await importer.inspect(source, {}, notCancelled)).questions).toMatchObject([{ answer: 'zone', required: true, why: expect.stringContaining('Row 2 says “2021-09-28T15:24:10”') }]);
    await expect(readAll(importer, source)).rejects.toMatchObject({ code: 'needs_answers' });
    const { items, facts } = await readAll(importer, source, { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'A. Analyst' });
    expect(iso(items[0]?.time.earliestMs)).toBe('2021-09-28T14:24:10.000Z');
    expect(facts).toMatchObject({ zone: 'Europe/London', basis: 'stated', basisBy: 'A. Analyst' });
    await expect(readAll(importer, source, { zone: 'Mars/Base' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('that is no calendar date, or leaves day and month open, is set aside with the reason', async () => {
    expect((await one('a,2021-02-30T00:00:00Z,,x\n')).reason).toContain('Row 2: “2021-02-30T00:00:00Z”');
    expect((await one('a,05/06/2021 10:00:00Z,,x\n')).quarantined[0]?.code).toBe('undecided-date-order');
  });

  it('of the year 1 is kept in the year 1, not moved to 1901', async () => {
    const { item } = await one('a,0001-01-01T00:00:00Z,,x\n');
    expect(iso(item?.time.earliestMs)).toBe('0001-01-01T00:00:00.000Z');
    expect(item?.time.flags).toEqual(['implausible']);
  });
});

describe('rows that are damaged', () => {
  it('cost themselves only, and are named', async () => {
    const text = [
      '{"message":"good","datetime":"2022-01-01T00:00:00Z","timestamp_desc":"x"}', '{"message":"cut', '[1]',
      `{"message":${'['.repeat(5000)}${']'.repeat(5000)}}`, '', '{"message":"no time"}', '{"message":"also good","timestamp":1640995200000000,"timestamp_desc":"x"}',
    ].join('\n');
    const { items, quarantined, facts } = await readAll(importer, folder.source(text));
    expect(items.map((item) => item.text)).toEqual(['good', 'also good']);
    expect(quarantined.map(({ locator }) => (locator.type === 'line' ? locator.line : 0))).toEqual([2, 3, 4, 6]);
    expect(quarantined[0]?.reason).toBe('Line 2 is not a JSON object. Reading went on at the next line.');
    expect(facts.rowsSeen).toBe(6);
  });

  it('keep numbers JavaScript cannot hold, digit by digit', async () => {
    const { items } = await readAll(importer, folder.source('{"message":"a","timestamp":1640995200000000,"timestamp_desc":"x","inode":1783014480586325324}\n'));
    expect(items[0]?.fields).toContainEqual({ name: 'inode', value: '1783014480586325324' });
  });

  it('of bytes that are no text are shown, not replaced', async () => {
    const bytes = Buffer.concat([Buffer.from('{"message":"é","timestamp_desc":"x"}\n{"message":"'), Buffer.from([0xe9]), Buffer.from('","timestamp_desc":"x"}\n{"message":"é","timestamp_desc":"x"}\n')]);
    const { quarantined } = await readAll(importer, folder.source(bytes));
    expect(quarantined).toMatchObject([{ code: 'undecodable-text', verbatim: expect.stringContaining('\\xe9') }]);
  });

  it('never lose a row: whatever the bytes, rows seen are items and rows set aside, each at a place of its own', async () => {
    const line = fc.oneof(
      fc.constantFrom('{"message":"a","timestamp":1,"timestamp_desc":"x"}', '{"message":"b"}', '', ' ', '"', '{', 'null', '{"message":"c","datetime":"2022-13-01T00:00:00Z","timestamp_desc":""}'),
      fc.string({ maxLength: 40 }).map((text) => text.replace(/[\r\n]/g, ' ')),
    );
    await fc.assert(fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
      const all = ['{"message":"first","timestamp":1668056848119860,"timestamp_desc":"x"}', ...lines];
      const source = folder.source(all.join('\n'));
      if (await importer.recognise(source, notCancelled) === null) return;
      const { rows, items, facts } = await readAll(importer, source, { zone: 'UTC' });
      for (const item of items) itemDraftSchema.parse(item);
      expect(rows).toHaveLength(all.filter((text) => text.trim() !== '').length);
      expect(facts.rowsSeen).toBe(rows.length);
      const places = rows.map((row) => JSON.stringify(row.type === 'item' ? row.item.locator : row.row.locator));
      expect(new Set(places).size).toBe(places.length);
    }), { numRuns: 100 });
  });

  it('stop when the person stops the work', async () => {
    const stopped = AbortSignal.abort();
    const reading = importer.read(folder.source(`${header}a,2021-09-28T15:24:10Z,,x\n`), { answers: { zone: 'UTC' }, signal: stopped, onBytes: () => undefined });
    await expect(reading.next()).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe.skipIf(!samplesPresent)('the published Timesketch samples', () => {
  it.each(expectedSamples('timeline-timesketch/').map((sample) => [sample.path, sample] as const))('%s gives the published facts', async (path, expected) => {
    const source = folder.sourceAt(samplePath(path), 'timeline');
    expect(await importer.recognise(source, notCancelled)).not.toBeNull();
    const { items, quarantined } = await readAll(importer, source);
    for (const item of items) itemDraftSchema.parse(item);
    expect(items).toHaveLength(expected.rows.other['events'] ?? expected.rows.other['importable events'] ?? NaN);
    const times = items.map(({ time }) => time.earliestMs ?? NaN);
    if (expected.earliest_utc !== null) expect([Math.min(...times), Math.max(...times)]).toEqual([utcMs(expected.earliest_utc), utcMs(expected.latest_utc ?? '')]);
    for (const spot of expected.spot_records) {
      const found = items.find(({ locator }) => locator.type === 'row' && spot.locator.endsWith(`(line ${locator.row})`));
      expect([found?.text.slice(0, 60), found?.time.earliestMs]).toEqual([spot.text60, utcMs(spot.utc)]);
    }
    if (path.endsWith('.jsonl')) expect(quarantined.map(({ locator }) => (locator.type === 'line' ? locator.line : 0))).toEqual([1, 2, 3]);
    else expect(quarantined).toEqual([]);
  });

  it('flag what contradicts itself and what is not plausible', async () => {
    const flags = async (name: string) => (await readAll(importer, folder.sourceAt(samplePath(`timeline-timesketch/${name}.csv`), 'timeline'))).items.map(({ time }) => time.flags);
    expect(await flags('sigma_events_multiple')).toEqual([['contradicts-itself'], ['contradicts-itself'], ['contradicts-itself']]);
    expect(await flags('validate_date_events')).toEqual([[], ['contradicts-itself']]);
    expect(await flags('validate_date_events_timestamp_manipulation')).toEqual([[], []]);
    expect(await flags('validate_time_out_of_range')).toEqual([['implausible'], ['implausible']]);
  });
});
