import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { plasoTimelineImporter as importer } from '../../electron/engine/importers/plaso-timeline/index.ts';
import { describeLocator, itemDraftSchema, type ItemDraft } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';
import { expectedSamples, samplePath, samplesPresent, utcMs } from '../fixtures/samples.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const iso = (ms: number | null | undefined): string => new Date(ms ?? NaN).toISOString();
const recognise = (content: string) => importer.recognise(folder.source(content), notCancelled);

const l2tHeader = 'date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n';
const l2t = (date: string, time: string, zone: string, desc = 'Log on') => `${date},${time},${zone},M...,LOG,Log File,Content Modification Time,a.officer,PC0001,short,${desc},2,OS:/log,-,-,text,extra: 1`;
const l2tOne = async (row: string, answers = {}) => {
  const result = await readAll(importer, folder.source(l2tHeader + row), answers);
  expect(result.rows).toHaveLength(1);
  return { ...result, item: result.items[0], reason: result.quarantined[0]?.reason };
};
const event = (extra: Record<string, unknown> = {}) => JSON.stringify({ __container_type__: 'event', message: 'Log on', timestamp: 1632839050000000, timestamp_desc: 'Logged', ...extra });

describe('recognising a plaso timeline', () => {
  it('goes by headings and by the shape of events', async () => {
    expect(await recognise(l2tHeader)).toContain('seventeen columns');
    expect(await recognise('Time|Source|Host|User|Description\n1|a|b|c|d\n')).toContain('TLN');
    expect(await recognise('Time|Source|Host|User|Description|TZ|Notes\n')).toContain('L2TTLN');
    expect(await recognise('1632839050|LOG|PC|-|a\n1632839051|LOG|PC|-|b\n1632839052|LOG|PC|-|c\n')).toContain('without headings');
    expect(await recognise(`{"event_0": ${event()}}`)).toContain('one object');
    expect(await recognise(`${event()}\n${event()}\n`)).toContain('JSON lines');
  });

  it('leaves other files alone', async () => {
    for (const other of ['date,time,timezone\n', 'a|b|c|d|e\n1|2|3|4|5\n', '{"events": []}', '{"message":"a","timestamp":1}\n', '0|name|1|2|3|4|5|6|7|8|9\n0|n|1|2|3|4|5|6|7|8|9\n0|n|1|2|3|4|5|6|7|8|9\n', '']) expect(await recognise(other)).toBeNull();
  });
});

describe('an l2t CSV row', () => {
  it('is month first and in the zone it names', async () => {
    const { item, facts } = await l2tOne(l2t('09/08/2021', '15:24:10', 'CEST'));
    expect(iso(item?.time.earliestMs)).toBe('2021-09-08T13:24:10.000Z');
    expect(item).toMatchObject({ kind: 'event', text: 'Log on', from: 'a.officer', thread: 'PC0001', direction: 'none', time: { written: '09/08/2021 15:24:10 CEST', zone: '+02:00', zoneBasis: 'in-data', precision: 'second' } });
    expect(item?.identifiers).toContainEqual({ kind: 'user-id', role: 'operator', written: 'a.officer', normal: 'a.officer', certainty: 'certain' });
    expect(item?.fields).toContainEqual({ name: 'extra', value: 'extra: 1' });
    expect(facts).toMatchObject({ dateOrder: 'mdy', basis: 'in-data', zone: null });
  });

  it('may name an IANA zone, an offset, or BST; BST in winter contradicts itself', async () => {
    expect(iso((await l2tOne(l2t('07/01/2021', '12:00:00', 'Europe/London'))).item?.time.earliestMs)).toBe('2021-07-01T11:00:00.000Z');
    expect(iso((await l2tOne(l2t('07/01/2021', '12:00:00', '+05:30'))).item?.time.earliestMs)).toBe('2021-07-01T06:30:00.000Z');
    expect((await l2tOne(l2t('07/01/2021', '12:00:00', 'BST'))).item).toMatchObject({ remarks: [], time: { flags: [] } });
    expect((await l2tOne(l2t('01/01/2021', '12:00:00', 'BST'))).item).toMatchObject({ time: { flags: ['contradicts-itself'] } });
  });

  it('with a zone name that means several things is set aside, asked about, and read in the zone stated', async () => {
    const row = l2t('07/01/2021', '12:00:00', 'IST');
    expect((await l2tOne(row)).reason).toContain('“IST” is not one this program knows, or means several things');
    expect((await importer.inspect(folder.source(l2tHeader + row), {}, notCancelled)).questions).toMatchObject([{ answer: 'zone', required: false, why: expect.stringContaining('“IST” (line 2)') }]);
    const { item, facts } = await l2tOne(row, { zone: 'Europe/Dublin', zoneBasis: 'stated', zoneBasisBy: 'A. Analyst' });
    expect(iso(item?.time.earliestMs)).toBe('2021-07-01T11:00:00.000Z');
    expect(item?.remarks.join()).toContain('“IST”');
    expect(facts).toMatchObject({ zone: 'Europe/Dublin', basis: 'stated', basisBy: 'A. Analyst' });
  });

  it('that gives no time is undated; one that cannot be read is set aside and named', async () => {
    expect((await l2tOne(l2t('00/00/0000', '--:--:--', 'UTC'))).item?.time).toMatchObject({ earliestMs: null, zoneBasis: 'none' });
    expect((await l2tOne(l2t('13/01/2021', '12:00:00', 'UTC'))).reason).toContain('Line 2: “13/01/2021 12:00:00” is not a date');
    expect((await l2tOne(l2t('01/01/2021', 'noon', 'UTC'))).reason).toContain('“noon”');
    expect((await l2tOne(l2t('01/01/2021', '12:00:00', 'UTC', 'a,b'))).reason).toContain('18 values where an l2t row has 17');
  });

  it('is one line, whatever quotation marks it holds: two rows never become one', async () => {
    const text = `${l2tHeader}${l2t('01/01/2021', '12:00:00', 'UTC', '"opened')}\n${l2t('01/01/2021', '12:00:01', 'UTC', 'closed"')}\n`;
    const { items } = await readAll(importer, folder.source(text));
    expect(items.map((item) => item.text)).toEqual(['"opened', 'closed"']);
  });

  it('may have been put in quotation marks by another program', async () => {
    const quoted = (line: string) => line.trim().split(',').map((cell) => `"${cell}"`).join(',');
    const { items } = await readAll(importer, folder.source(`${quoted(l2tHeader)}\r\n${quoted(l2t('01/01/2021', '12:00:00', 'UTC', 'x')).replace('"x"', '"x, y"')}\r\n`));
    expect(items[0]?.text).toBe('x, y');
  });
});

describe('a TLN row', () => {
  it('is timed by its first column and compared with its description', async () => {
    const text = 'Time|Source|Host|User|Description\n1632839050|LOG|PC|jo|2021-09-28T14:24:10.5+00:00; Logged; a|b\n1632839050|LOG|-|-|2021-09-28T15:24:10+00:00; Logged; a\n0|LOG|-|-|never\nsoon|LOG|-|-|x\n1|2\n';
    const { items, quarantined, facts } = await readAll(importer, folder.source(text));
    expect(items.map(({ time }) => [time.earliestMs === null ? null : iso(time.earliestMs), time.flags])).toEqual([['2021-09-28T14:24:10.000Z', []], ['2021-09-28T14:24:10.000Z', ['contradicts-itself']], [null, []]]);
    expect(items[0]).toMatchObject({ from: 'jo', thread: 'PC', text: '2021-09-28T14:24:10.5+00:00; Logged; a|b' });
    expect(quarantined.map(({ reason }) => reason)).toEqual(['Line 5: “soon” is not a count of seconds since 1970.', 'Line 6 has 2 values between bars where the format has 5.']);
    expect(facts.rowsSeen).toBe(5);
  });
});

describe('a JSON event', () => {
  const read = (body: string) => readAll(importer, folder.source(body));

  it('keeps its own characters and its place', async () => {
    const body = event({ username: 'jo', hostname: 'PC', reporter: 'cron' });
    const { items } = await read(`{ "event_0" :  ${body}\n, "event_1": ${event({ reporter: 'cron' })} }`);
    expect(items[0]).toMatchObject({ verbatim: body, locator: { type: 'json', file: '', path: 'event_0' }, from: 'jo', thread: 'PC', text: 'Log on' });
    expect(items[1]).toMatchObject({ from: 'cron', identifiers: [] });
    expect(items.map(({ locator }) => describeLocator(locator))).toEqual(['event_0', 'event_1']);
  });

  it('is as precise as its source, and says when its two times or its zone are in doubt', async () => {
    const timed = async (date_time: Record<string, unknown>, timestamp = 1632839050000000) => (await read(`${event({ date_time, timestamp })}\n`)).items[0];
    expect((await timed({ __class_name__: 'TimeElements' }))?.time).toMatchObject({ precision: 'second' });
    expect((await timed({ __class_name__: 'PosixTimeInNanoseconds', timestamp: 1632839050000000000 }))?.time).toMatchObject({ precision: 'millisecond', flags: [] });
    expect((await timed({ __class_name__: 'PosixTime', timestamp: 1632835450 }))?.time.flags).toEqual(['contradicts-itself']);
    expect((await timed({ __class_name__: 'TimeElements', is_local_time: true }))?.remarks.join()).toContain('local time');
    expect((await timed({ __class_name__: 'SemanticTime', string: 'Not set' }, 0))).toMatchObject({ time: { earliestMs: null }, remarks: ['This event gives no time (date_time: Not set).'] });
    expect((await timed({ __class_name__: 'constructor', timestamp: 1 }))?.time.flags).toEqual([]);
  });

  it('that is damaged costs itself; a cut-off file keeps what stands before the cut and says so', async () => {
    const { items, quarantined, facts } = await read(`{"event_0": ${event()}, "event_1": {"message": nope}, "event_2": 7, "event_3": ${event()}, "event_4": {"mess`);
    expect(items.map(({ locator }) => describeLocator(locator))).toEqual(['event_0', 'event_3']);
    expect(quarantined.map(({ reason }) => reason)).toEqual([
      'event_1 is not a JSON object. Reading went on after it.', 'event_2 is not a JSON object. Reading went on after it.', 'The file ends in the middle of event_4: it is cut off.',
    ]);
    expect(quarantined[2]?.verbatim).toBe('{"mess');
    expect(facts.rowsSeen).toBe(5);
  });

  it('named like another is told apart from it', async () => {
    const { items } = await read(`{"event_0": ${event()}, "event_0": ${event()}, "x": ${event()}, "x": ${event()}, "event_4": ${event()}, "event_4": ${event()}}`);
    const places = items.map(({ locator }) => describeLocator(locator));
    expect(places).toEqual(['event_0', 'event_0 (member 2)', 'x', 'x (member 4)', 'event_4', 'event_4 (member 6)']);
  });

  it('nested without end, or longer than 4 MiB, is set aside and the next is read', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const { items, quarantined } = await read(`{"event_0": ${event()}, "event_1": ${deep}, "event_2": {"message": "${'x'.repeat(5_000_000)}"}, "event_3": ${event()}}`);
    expect(items).toHaveLength(2);
    expect(quarantined.map(({ code }) => code)).toEqual(['malformed-row', 'too-large']);
    expect(quarantined[1]?.verbatim.length).toBeLessThan(3_000);
  });

  it('is never lost, whatever a changed byte does to the file around it', async () => {
    const whole = Buffer.from(`{"event_0": ${event()}, "event_1": ${event()}, "event_2": ${event()}}`);
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
      const changed = Buffer.from(whole);
      changed[at] = byte;
      const source = folder.source(changed);
      if (await importer.recognise(source, notCancelled) === null) return;
      const { rows, items, facts } = await readAll(importer, source);
      for (const item of items) itemDraftSchema.parse(item);
      expect(facts.rowsSeen).toBe(rows.length);
      const places = rows.map((row) => describeLocator(row.type === 'item' ? row.item.locator : row.row.locator));
      expect(new Set(places).size).toBe(places.length);
      expect(rows.length).toBeGreaterThan(0);
    }), { numRuns: 300 });
  });
});

describe.skipIf(!samplesPresent)('the published plaso samples', () => {
  const at = (item: ItemDraft): string => {
    const { locator } = item;
    return locator.type === 'line' ? `line ${locator.line}` : locator.type === 'json' ? `key ${locator.path}` : '';
  };

  it.each(expectedSamples('timeline-plaso/').map((sample) => [sample.path, sample] as const))('%s gives the published facts', async (path, expected) => {
    const source = folder.sourceAt(samplePath(path), 'timeline');
    expect(await importer.recognise(source, notCancelled)).not.toBeNull();
    const { items, quarantined } = await readAll(importer, source);
    for (const item of items) itemDraftSchema.parse(item);
    expect([items.length, quarantined]).toEqual([expected.rows.other['events'], []]);
    expect(items.every(({ kind, time }) => kind === 'event' && time.flags.length === 0)).toBe(true);
    const times = items.map(({ time }) => time.earliestMs ?? NaN);
    expect([Math.min(...times), Math.max(...times)]).toEqual([utcMs(expected.earliest_utc ?? ''), utcMs(expected.latest_utc ?? '')]);
    for (const spot of expected.spot_records) {
      const found = items.find((item) => at(item) === spot.locator || spot.locator.endsWith(`(${at(item)})`));
      expect([found?.text.slice(0, 60), found?.time.earliestMs, found?.from]).toEqual([spot.text60, utcMs(spot.utc), spot.sender === '-' || spot.sender === null ? '' : spot.sender]);
      if (spot.zone_in_row !== undefined) expect(found?.time.written).toContain(` ${spot.zone_in_row}`);
    }
  });

  it('hold every row’s own characters', async () => {
    for (const name of ['json', 'json_line', 'tln', 'l2tcsv']) {
      const path = samplePath(`timeline-plaso/${name}.log`);
      const text = readFileSync(path, 'utf8');
      for (const { verbatim } of (await readAll(importer, folder.sourceAt(path, 'timeline'))).items) expect(text).toContain(verbatim);
    }
  });
});
