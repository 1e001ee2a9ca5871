import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { makeThumbnail } from '../../electron/engine/exhibits/thumbnail.ts';
import { pictureImporter } from '../../electron/engine/importers/picture/index.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';
import { heicHeader, jpeg, png, truncatedJpeg, webp } from '../fixtures/pictures.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const gps = { GPSDateStamp: '2021:09:28', GPSTimeStamp: '14/1 30/1 58/1', GPSLatitude: '51/1 30/1 0/1', GPSLatitudeRef: 'N' };
const taken = { DateTimeOriginal: '2021:09:28 15:31:00' };
const only = async (bytes: Uint8Array, name = 'IMG_0001.jpg', answers = {}) => {
  const result = await readAll(pictureImporter, folder.source(bytes, name), answers);
  expect(result.rows).toHaveLength(1);
  return { ...result, item: result.items[0] };
};

describe('recognising a picture', () => {
  it('goes by the first bytes and never by the name', async () => {
    const recognise = (bytes: Uint8Array) => pictureImporter.recognise(folder.source(bytes, 'notes.txt'), notCancelled);
    expect(await recognise(await jpeg())).toContain('JPEG');
    expect(await recognise(await png())).toContain('PNG');
    expect(await recognise(await webp())).toContain('WebP');
    expect(await recognise(heicHeader())).toContain('HEIC');
    expect(await recognise(heicHeader('mif1'))).toContain('HEIC');
    expect(await recognise(heicHeader('avif'))).toContain('AVIF');
    expect(await recognise(Buffer.from('not a picture at all'))).toBeNull();
    expect(await recognise(heicHeader('mp42'))).toBeNull();
  });
});

describe('the hash of a picture', () => {
  it('is the exhibit’s when the picture is the exhibit, and its own inside a larger one', async () => {
    const bytes = await png();
    expect((await only(bytes)).item?.attachments[0]?.sha256).toBeNull();
    const inside = await readAll(pictureImporter, { ...folder.source(bytes, 'IMG_0001.png'), name: 'DCIM/IMG_0001.png' });
    expect(inside.items[0]?.attachments[0]).toMatchObject({ member: 'DCIM/IMG_0001.png', sha256: createHash('sha256').update(bytes).digest('hex') });
  });
});

describe('the time a picture was taken', () => {
  it('is in the data when an offset stands beside it, and is marked as capture time', async () => {
    const { item, facts } = await only(await jpeg({ IFD2: { ...taken, OffsetTimeOriginal: '+01:00' } }));
    expect(item?.time).toEqual({
      written: '2021:09:28 15:31:00 +01:00', earliestMs: Date.UTC(2021, 8, 28, 14, 31), latestMs: Date.UTC(2021, 8, 28, 14, 31, 1),
      precision: 'second', zone: '+01:00', zoneBasis: 'in-data', zoneBasisBy: '', flags: ['capture-time'],
    });
    expect(facts).toMatchObject({ zone: '+01:00', basis: 'in-data' });
  });

  it('has its offset inferred from the GPS time, and says so', async () => {
    const { item } = await only(await jpeg({ IFD2: taken, IFD3: gps }));
    expect(item?.time).toMatchObject({ earliestMs: Date.UTC(2021, 8, 28, 14, 31), zone: '+01:00', zoneBasis: 'in-data' });
    expect(item?.remarks.join()).toContain('inferred from the GPS time');
    expect(item?.fields).toContainEqual({ name: 'GPS Latitude', value: '51.5' });
  });

  it('is not inferred from a GPS time that is no quarter of an hour away', async () => {
    const { item } = await only(await jpeg({ IFD2: taken, IFD3: { ...gps, GPSTimeStamp: '14/1 38/1 0/1' } }));
    expect(item?.time).toMatchObject({ earliestMs: null, written: '2021:09:28 15:31:00' });
  });

  it('without a zone is asked about, placed by the answer, and undated without one', async () => {
    const bytes = await jpeg({ IFD2: taken });
    const { questions } = await pictureImporter.inspect(folder.source(bytes), {}, notCancelled);
    expect(questions).toMatchObject([{ answer: 'zone', required: false }]);
    expect((await only(bytes)).item?.time).toMatchObject({ written: '2021:09:28 15:31:00', earliestMs: null, zoneBasis: 'none' });
    const answered = await only(bytes, 'a.jpg', { zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'owner' });
    expect(answered.item?.time).toMatchObject({ earliestMs: Date.UTC(2021, 8, 28, 14, 31), zoneBasis: 'stated', zoneBasisBy: 'owner' });
  });

  it('is never taken from the file’s modification time or its name', async () => {
    const { item } = await only(await png(), 'Screenshot 2021-09-28 at 15.24.10.png');
    expect(item?.time.earliestMs).toBeNull();
    expect(item?.fields).toContainEqual({ name: 'Date in the file name', value: '2021-09-28 at 15.24.10' });
    expect(item?.fields.map((field) => field.name)).toContain('File modified (of the copy supplied)');
    expect(item).toMatchObject({ kind: 'picture', attachments: [{ member: '', mediaType: 'image/png', sha256: null, state: 'present' }] });
  });

  it('that is all zeros counts as never set', async () => {
    const { item } = await only(await jpeg({ IFD2: { DateTimeOriginal: '0000:00:00 00:00:00' } }));
    expect(item?.time).toMatchObject({ written: '', earliestMs: null });
    expect(item?.remarks.join()).toContain('not a date');
  });
});

describe('damaged pictures', () => {
  it('keeps a cut-off picture and says it is damaged', async () => {
    const { item, facts } = await only(await truncatedJpeg({ IFD2: { ...taken, OffsetTimeOriginal: '+01:00' } }));
    expect(item?.attachments[0]?.state).toBe('damaged');
    expect(item?.time.earliestMs).toBe(Date.UTC(2021, 8, 28, 14, 31));
    expect(facts.warnings.join()).toContain('ends before the picture is complete');
  });

  it('keeps a PNG whose picture data has a wrong checksum, naming the chunk', async () => {
    const bytes = Buffer.from(await png());
    const at = bytes.indexOf('IDAT') - 4;
    const end = at + 8 + bytes.readUInt32BE(at);
    bytes.writeUInt32BE((bytes.readUInt32BE(end) ^ 1) >>> 0, end);
    const { item, facts } = await only(bytes, 'a.png');
    expect(item?.attachments[0]?.state).toBe('damaged');
    expect(facts.warnings.join()).toContain('the checksum of its IDAT chunk is wrong');
  });

  it('sets aside what cannot be shown at all: one row in, one row quarantined', async () => {
    for (const bytes of [heicHeader(), Buffer.from('ffd8ffe000104a46', 'hex'), (await png()).subarray(0, 20)]) {
      const { items, quarantined } = await only(bytes, 'broken');
      expect(items).toEqual([]);
      expect(quarantined).toMatchObject([{ code: 'unreadable-picture', locator: { type: 'file', file: '' }, reason: expect.stringContaining('“broken”') }]);
    }
  });

  it('does not open a picture with too many pixels, and keeps it', async () => {
    const bytes = Buffer.from(await png(4, 4));
    const header = bytes.indexOf('IHDR') + 4;
    bytes.writeUInt32BE(60_000, header);
    bytes.writeUInt32BE(60_000, header + 4);
    const { crc32 } = await import('node:zlib');
    bytes.writeUInt32BE(crc32(bytes.subarray(header - 4, header + 13)), header + 13);
    const { item } = await only(bytes, 'huge.png');
    expect(item?.remarks.join()).toContain('60000 × 60000 pixels');
    await expect(makeThumbnail(folder.source(bytes).path, 'image/png', 320)).rejects.toMatchObject({ code: 'refused_input' });
  });

  const samples = join(import.meta.dirname, '../../../shared/samples/robustness-png');
  describe.skipIf(!existsSync(samples))('published damaged PNGs (skipped when the samples are absent)', () => {
    for (const name of existsSync(samples) ? readdirSync(samples).filter((file) => file.endsWith('.png')) : []) {
      it(`${name} is contained and explained`, async () => {
        const source = folder.sourceAt(join(samples, name), name);
        const { items, quarantined } = await readAll(pictureImporter, source);
        expect(items.length + quarantined.length).toBe(1);
        if (name === 'badcrc.png') expect(items[0]?.attachments[0]?.state).toBe('damaged');
        else expect(quarantined[0]?.reason).toMatch(/damaged and cannot be shown: (?:its|the checksum of its)/);
      });
    }
  });
});

describe('thumbnails', () => {
  it('are upright, small, and carry none of the original’s metadata', async () => {
    const turned = await sharp({ create: { width: 800, height: 400, channels: 3, background: '#336699' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const thumbnail = await makeThumbnail(folder.source(turned).path, 'image/jpeg', 100);
    expect(thumbnail).toMatchObject({ mediaType: 'image/webp', width: 50, height: 100 });
    const { exif, format } = await sharp(thumbnail.bytes).metadata();
    expect({ exif, format }).toEqual({ exif: undefined, format: 'webp' });
  });

  it('show what can be shown of a damaged picture and explain when nothing can', async () => {
    await expect(makeThumbnail(folder.source(await truncatedJpeg()).path, 'image/jpeg', 100)).resolves.toMatchObject({ width: 100 });
    await expect(makeThumbnail(folder.source(heicHeader()).path, 'image/heic', 100)).rejects.toMatchObject({ code: 'damaged_input', message: expect.stringContaining('original is kept') });
  });
});
