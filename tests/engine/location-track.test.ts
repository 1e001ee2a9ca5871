import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { locationTrackImporter as importer } from '../../electron/engine/importers/location-track/index.ts';
import { describeLocator, itemDraftSchema, type ItemDraft } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const read = (text: string | Uint8Array, answers = {}) => readAll(importer, folder.source(text, 'track'), answers);
const recognise = (text: string) => importer.recognise(folder.source(text), notCancelled);
const iso = (ms: number | null | undefined): string | null => (ms === null || ms === undefined ? null : new Date(ms).toISOString());
const field = (item: ItemDraft | undefined, name: string) => item?.fields.find((one) => one.name === name)?.value;
const at = (item: ItemDraft | undefined) => [field(item, 'Latitude'), field(item, 'Longitude'), iso(item?.time.earliestMs)];
const gpx = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>\r\n<gpx version="1.1" creator="Track Maker 3.1" xmlns="http://www.topografix.com/GPX/1/1">${body}</gpx>`;
const kml = (body: string) => `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>${body}</Document></kml>`;
const point = (time: string, more = '') => `<trkpt lat="51.5" lon="-0.12"><ele>35.2</ele><time>${time}</time>${more}</trkpt>`;

describe('recognising positions', () => {
  it('goes by the first element, the first list, or the headings', async () => {
    expect(await recognise(gpx(''))).toContain('GPX');
    expect(await recognise(kml(''))).toContain('KML');
    expect(await recognise('{"locations":[{"latitudeE7":1}]}')).toContain('Records.json');
    expect(await recognise('{"semanticSegments": []}')).toContain('semanticSegments');
    expect(await recognise('[{"startTime":"2024-01-01T00:00:00Z","visit":{"topCandidate":{"placeLocation":"geo:51.5,-0.12"}}}]')).toContain('iPhone');
    expect(await recognise('Latitude,Longitude,Time\n51.5,-0.12,2021-09-28T14:00:00Z\n')).toContain('“Latitude”');
  });

  it('leaves others alone: other XML, other JSON, tables of messages that hold positions', async () => {
    for (const other of ['<html><gpx/></html>', '<report/>', '{"locations":[{"name":"a"}]}', '{"messages":[]}', 'Time,From,Message,Latitude,Longitude\n2021-01-01,a,b,1,2\n', 'lat,lon\n1,2\n', 'the latitude and longitude of things', '']) expect(await recognise(other)).toBeNull();
  });
});

describe('GPX', () => {
  it('gives every point with its own characters and place', async () => {
    const { items, facts } = await read(gpx(`<trk><name>A</name><trkseg>${point('2021-09-28T14:24:10Z', '<hdop>1.5</hdop>')}\r\n${point('2021-09-28T14:24:11.5Z')}</trkseg></trk><wpt lat="51.6" lon="-0.1"><name>Gate</name></wpt>`));
    expect(items.map(at)).toEqual([['51.5', '-0.12', '2021-09-28T14:24:10.000Z'], ['51.5', '-0.12', '2021-09-28T14:24:11.500Z'], ['51.6', '-0.1', null]]);
    expect(items[0]).toMatchObject({ kind: 'location', text: '51.5, -0.12', verbatim: point('2021-09-28T14:24:10Z', '<hdop>1.5</hdop>'), locator: { type: 'xml', file: '', id: 'trkpt 1' } });
    expect([field(items[0], 'Accuracy'), field(items[0], 'ele')]).toEqual(['hdop 1.5', '35.2']);
    expect(items[2]).toMatchObject({ text: 'Gate · 51.6, -0.1', time: { earliestMs: null } });
    expect(facts).toMatchObject({ madeBy: 'Track Maker 3.1', basis: 'in-data', rowsSeen: 3 });
  });

  it('is in UTC even where a time does not say so, and the row says that', async () => {
    const { items } = await read(gpx(point('2021-09-28T14:24:10')));
    expect(items[0]).toMatchObject({ time: { earliestMs: Date.UTC(2021, 8, 28, 14, 24, 10), zoneBasis: 'in-data' }, remarks: ['The time is written “2021-09-28T14:24:10”; GPX defines its times as UTC.'] });
  });

  it('keeps positions that cannot be, with a remark', async () => {
    const { items } = await read(gpx('<wpt lat="91" lon="0"/><wpt lat="0" lon="0"/><wpt lat="north" lon="1"/><wpt/>'));
    expect(items.map(({ remarks }) => remarks[0])).toEqual([expect.stringContaining('outside the earth'), expect.stringContaining('0, 0'), expect.stringContaining('cannot be read'), 'This row gives no position.']);
  });

  it('is the same however the file is cut into pieces while reading', async () => {
    const body = Array.from({ length: 900 }, (_, index) => point(`2021-09-28T14:${String(index % 60).padStart(2, '0')}:10Z`, `<name>é\u{1f600}${'x'.repeat(index % 90)}\r\n</name>`)).join('\r\n');
    const { items, quarantined } = await read(gpx(body));
    expect([items.length, quarantined.length]).toEqual([900, 0]);
    expect(items.map(({ verbatim }) => verbatim).join('\r\n')).toBe(body);
  });

  it('that is cut off, not well formed, or full of entities keeps what is whole', async () => {
    const cut = await read(gpx(`${point('2021-09-28T14:24:10Z')}<trkpt lat="1"`).replace('</gpx>', ''));
    expect(cut.items).toHaveLength(1);
    expect(cut.quarantined[0]?.reason).toContain('cut off or damaged');
    const bad = await read(gpx(`${point('2021-09-28T14:24:10Z')}<trkpt lat="1" lat="2"><time>2021-09-28T14:24:10Z</time></trkpt>${point('2021-09-28T14:24:12Z')}`));
    expect([bad.items.length, bad.quarantined[0]?.reason]).toEqual([2, 'Element trkpt 2 is not well-formed XML.']);
    expect(bad.facts.warnings.join()).toContain('not well-formed XML in 1 place');
    const bomb = await read(gpx(point('2021-09-28T14:24:10Z', '<name>&lol;</name>')).replace('?>', '?><!DOCTYPE gpx [<!ENTITY lol "ha">]>'));
    expect(bomb.items.map((item) => item.text).join()).not.toContain('ha');
  });

  it('nested without end, or with an endless value, is stopped and said', async () => {
    const deep = await read(gpx(`${point('2021-09-28T14:24:10Z')}${'<a>'.repeat(5_000)}`));
    expect([deep.items.length, deep.quarantined[0]?.reason]).toEqual([1, expect.stringContaining('more than 100 deep')]);
    const long = await read(gpx(`<wpt lat="1" lon="2"><name>${'x'.repeat(9_000_000)}</name></wpt>`));
    expect(long.quarantined[0]?.reason).toContain('longer than 8 MiB');
    const huge = await read(gpx(`<wpt lat="1" lon="2">${'<b>xxxxxxxxxxxxxxxxxxxxxxxxxxx</b>'.repeat(150_000)}</wpt>${point('2021-09-28T14:24:10Z')}`));
    expect([huge.items.length, huge.quarantined.map(({ code }) => code)]).toEqual([1, ['too-large']]);
  });
});

describe('KML', () => {
  it('gives placemarks by their time or span, and every point of a track', async () => {
    const { items } = await read(kml([
      '<Placemark><name>Gate</name><TimeStamp><when>2021-09-28T14:24:10Z</when></TimeStamp><Point><coordinates>-0.12,51.5,0</coordinates></Point></Placemark>',
      '<Placemark><name>Walk</name><TimeSpan><begin>2021-09-28T14:00:00Z</begin><end>2021-09-28T15:00:00+01:00</end></TimeSpan><LineString><coordinates>-0.1,51.1 -0.2,51.2</coordinates></LineString></Placemark>',
      '<Placemark><gx:Track><when>2021-09-28T14:00:00Z</when><when>2021-09-28T14:00:05Z</when><gx:coord>-0.3 51.3 10</gx:coord><gx:coord>-0.4 51.4 11</gx:coord></gx:Track></Placemark>',
    ].join('')));
    expect(items.map(at)).toEqual([['51.5', '-0.12', '2021-09-28T14:24:10.000Z'], ['51.1', '-0.1', '2021-09-28T14:00:00.000Z'], ['51.3', '-0.3', '2021-09-28T14:00:00.000Z'], ['51.4', '-0.4', '2021-09-28T14:00:05.000Z']]);
    expect(field(items[1], 'Ends')).toBe('2021-09-28T14:00:00Z');
    expect(items[1]?.remarks.join()).toContain('2 positions; the first is given');
    expect(items.map(({ locator }) => describeLocator(locator))).toEqual(['element Placemark 1', 'element Placemark 2', 'element Track 1, point 1', 'element Track 1, point 2']);
    expect(items[2]?.verbatim).toBe('<when>2021-09-28T14:00:00Z</when>\n<gx:coord>-0.3 51.3 10</gx:coord>');
  });

  it('says when a track has more times than positions, and asks for a zone that is not written', async () => {
    const text = kml('<Placemark><gx:Track><when>2021-09-28T14:00:00</when><when>2021-09-28T14:00:05</when><gx:coord>-0.3 51.3 10</gx:coord></gx:Track></Placemark>');
    await expect(read(text)).rejects.toMatchObject({ code: 'needs_answers', message: expect.stringContaining('Element Track 1, point 1 says “2021-09-28T14:00:00”') });
    const { items } = await read(text, { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'A' });
    expect(items.map(at)).toEqual([['51.3', '-0.3', '2021-09-28T13:00:00.000Z'], [undefined, undefined, '2021-09-28T13:00:05.000Z']]);
    expect(items[0]?.remarks.join()).toContain('2 times and 1 positions');
  });

  it('reads a track too long to hold as one text', async () => {
    const pair = '<when>2021-09-28T14:00:00Z</when><gx:coord>-0.3 51.3 10</gx:coord>';
    const { items, quarantined } = await read(kml(`<Placemark><gx:Track>${pair.repeat(70_000)}</gx:Track></Placemark>`));
    expect([items.length, quarantined.length]).toEqual([70_000, 0]);
    expect(items.at(-1)?.verbatim).toBe('<when>2021-09-28T14:00:00Z</when>\n<gx:coord>-0.3 51.3 10</gx:coord>');
  });
});

describe('Google location exports', () => {
  it('give each recorded location', async () => {
    const own = '{"latitudeE7": 515007325, "longitudeE7": -1246500, "accuracy": 13, "source": "WIFI", "timestamp": "2021-09-28T14:24:10.250Z", "deviceTag": -184756291}';
    const { items } = await read(`{"locations": [${own}, {"latitudeE7": 1, "longitudeE7": 1800000000, "timestampMs": "1632839050250"}, {"latitudeE7": 4294967296, "longitudeE7": 0, "timestampMs": "0"}]}`);
    expect(items.map(at)).toEqual([['51.5007325', '-0.12465', '2021-09-28T14:24:10.250Z'], ['0.0000001', '180', '2021-09-28T14:24:10.250Z'], ['429.4967296', '0', null]]);
    expect(items[0]).toMatchObject({ verbatim: own, locator: { type: 'json', path: 'locations[0]' } });
    expect([field(items[0], 'Accuracy'), field(items[0], 'Source')]).toEqual(['13', 'WIFI']);
    expect(items[2]?.remarks.join()).toContain('outside the earth');
  });

  it('give stays and journeys as worked out by Google, and say so', async () => {
    const { items } = await read(JSON.stringify({ timelineObjects: [
      { placeVisit: { location: { latitudeE7: 515000000, longitudeE7: -1200000, name: 'Example Road', address: '1 Example Road' }, duration: { startTimestamp: '2021-09-28T14:00:00Z', endTimestamp: '2021-09-28T15:00:00Z' } } },
      { activitySegment: { startLocation: { latitudeE7: 515000000, longitudeE7: -1200000 }, endLocation: { latitudeE7: 516000000, longitudeE7: -1300000 }, duration: { startTimestampMs: '1632839050000', endTimestampMs: '1632839000000' }, activityType: 'IN_VEHICLE' } },
    ] }));
    expect(items[0]).toMatchObject({ kind: 'location', text: 'Example Road · 51.5, -0.12', remarks: [expect.stringContaining('A stay as Google worked it out')] });
    expect([field(items[0], 'Ends'), field(items[0], 'Address')]).toEqual(['2021-09-28T15:00:00Z', '1 Example Road']);
    expect(items[1]).toMatchObject({ text: 'IN_VEHICLE · 51.5, -0.12', time: { flags: ['contradicts-itself'] } });
    expect(field(items[1], 'End latitude')).toBe('51.6');
  });

  it('of newer telephones give each point of a path, each signal, and the rest as notes', async () => {
    const { items, facts } = await read(JSON.stringify({
      semanticSegments: [
        { startTime: '2024-09-28T14:00:00.000+01:00', endTime: '2024-09-28T16:00:00.000+01:00', timelinePath: [{ point: '51.5°, -0.12°', time: '2024-09-28T14:11:00.000+01:00' }, { point: '51.6°, -0.13°', time: '2024-09-28T14:12:00.000+01:00' }] },
        { startTime: '2024-09-28T16:00:00.000+01:00', endTime: '2024-09-28T17:00:00.000+01:00', visit: { topCandidate: { semanticType: 'HOME', placeLocation: { latLng: '51.7°, -0.14°' } } } },
      ],
      rawSignals: [{ position: { LatLng: '51.8°, -0.15°', accuracyMeters: 100, source: 'GPS', timestamp: '2024-09-28T17:00:00.000+01:00' } }, { wifiScan: { deliveryTime: '2024-09-28T17:01:00.000+01:00', devicesRecords: [] } }],
      userLocationProfile: { frequentPlaces: [] },
    }));
    expect(items.map((item) => [item.kind, describeLocator(item.locator), ...at(item)])).toEqual([
      ['location', 'semanticSegments[0].timelinePath[0]', '51.5', '-0.12', '2024-09-28T13:11:00.000Z'], ['location', 'semanticSegments[0].timelinePath[1]', '51.6', '-0.13', '2024-09-28T13:12:00.000Z'],
      ['location', 'semanticSegments[1]', '51.7', '-0.14', '2024-09-28T15:00:00.000Z'], ['location', 'rawSignals[0]', '51.8', '-0.15', '2024-09-28T16:00:00.000Z'],
      ['event', 'rawSignals[1]', undefined, undefined, '2024-09-28T16:01:00.000Z'], ['note', 'userLocationProfile', undefined, undefined, null],
    ]);
    expect(items[0]?.verbatim).toBe('{"point":"51.5°, -0.12°","time":"2024-09-28T14:11:00.000+01:00"}');
    expect(facts.rowsSeen).toBe(6);
  });

  it('of an iPhone count path points from the beginning of their part', async () => {
    const { items } = await read(JSON.stringify([{ startTime: '2024-09-28T14:00:00Z', endTime: '2024-09-28T16:00:00Z', timelinePath: [{ point: 'geo:51.5,-0.12', durationMinutesOffsetFromStartTime: '5' }] }]));
    expect(items.map(at)).toEqual([['51.5', '-0.12', '2024-09-28T14:05:00.000Z']]);
    expect(items[0]?.remarks.join()).toContain('5 minutes after the beginning');
  });

  it('of one byte anywhere lose no row and give no two rows one place', async () => {
    const whole = Buffer.from('{"locations": [{"latitudeE7": 515007325, "longitudeE7": -1246500, "timestampMs": "1632839050250"}, {"latitudeE7": 1, "longitudeE7": 2, "timestamp": "2021-09-28T14:24:10Z"}]}');
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (index, byte) => {
      const changed = Buffer.from(whole);
      changed[index] = byte;
      const source = folder.source(changed);
      if (await importer.recognise(source, notCancelled) === null) return;
      const { rows, items, facts } = await readAll(importer, source, { zone: 'UTC', dateOrder: 'dmy' });
      for (const item of items) itemDraftSchema.parse(item);
      expect(facts.rowsSeen).toBe(rows.length);
      const places = rows.map((row) => describeLocator(row.type === 'item' ? row.item.locator : row.row.locator));
      expect(new Set(places).size).toBe(places.length);
    }), { numRuns: 200 });
  });
});

describe('a table of positions', () => {
  it('is read by its headings, with its dates and zone settled or asked for', async () => {
    const source = folder.source('Date,Time,Lat,Lon,Accuracy (m),Provider,Speed\n28/09/2021,15:24:10,51.5,-0.12,5,gps,3\n,,,,,,\n29/09/2021,15:24\n');
    expect((await importer.inspect(source, {}, notCancelled)).questions.map(({ answer }) => answer)).toEqual(['zone']);
    const { items, quarantined, facts } = await readAll(importer, source, { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'A' });
    expect(at(items[0])).toEqual(['51.5', '-0.12', '2021-09-28T14:24:10.000Z']);
    expect([field(items[0], 'Accuracy'), field(items[0], 'Source'), field(items[0], 'Speed')]).toEqual(['5', 'gps', '3']);
    expect(quarantined.map(({ code }) => code)).toEqual(['no-content', 'malformed-row']);
    expect(facts).toMatchObject({ dateOrder: 'dmy', zone: 'Europe/London', rowsSeen: 3 });
    expect(at((await read('latitude;longitude;timestamp\n51.5;-0.12;1632839050250\n')).items[0])).toEqual(['51.5', '-0.12', '2021-09-28T14:24:10.250Z']);
  });
});
