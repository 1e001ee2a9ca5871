import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { mediaTypeOf } from '../../electron/engine/exhibits/media-type.ts';
import { audioVideoImporter } from '../../electron/engine/importers/audio-video/index.ts';
import { itemDraftSchema } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder } from '../fixtures/evidence-sources.ts';
import { heicHeader, jpeg } from '../fixtures/pictures.ts';
import { amr, ebml, mp3, mpeg4, voiceMessage, wav } from '../fixtures/recordings.ts';

const folder = new SourceFolder();
afterAll(() => folder.remove());
const recognise = (bytes: Uint8Array) => audioVideoImporter.recognise(folder.source(bytes, 'notes.txt'), notCancelled);
const only = async (bytes: Uint8Array, name = 'PTT-20210928-WA0001.opus', answers = {}) => {
  const { items, rows, facts } = await readAll(audioVideoImporter, folder.source(bytes, name), answers);
  expect(rows).toHaveLength(1);
  return { item: itemDraftSchema.parse(items[0]), facts };
};
const value = (item: { readonly fields: readonly { readonly name: string; readonly value: string }[] }, name: string) => item.fields.find((field) => field.name === name)?.value;
const made = Date.UTC(2021, 8, 28, 14, 31);

const kinds: readonly (readonly [string, Buffer, string])[] = [
  ['a voice message', voiceMessage(), 'audio/ogg'], ['AMR', amr(), 'audio/amr'], ['3GP', mpeg4('3gp5'), 'video/3gpp'], ['MP4', mpeg4('isom'), 'video/mp4'],
  ['QuickTime', mpeg4('qt  '), 'video/quicktime'], ['M4A', mpeg4('M4A '), 'audio/mp4'], ['MP3', mp3(), 'audio/mpeg'], ['WAV', wav(), 'audio/wav'],
  ['WebM', ebml('webm'), 'video/webm'], ['Matroska', ebml('matroska'), 'video/x-matroska'],
];

describe('recognising a recording', () => {
  it.each(kinds)('%s is told by its first bytes', async (_name, bytes, mediaType) => {
    expect(await recognise(bytes)).not.toBeNull();
    expect(mediaTypeOf(bytes, 'x')).toBe(mediaType);
  });

  it('leaves pictures and everything else alone', async () => {
    for (const bytes of [heicHeader(), heicHeader('mif1'), heicHeader('avif'), await jpeg(), Buffer.from('RIFF\0\0\0\0WEBPVP8 '), Buffer.from('text that is only text'), Buffer.from('\ufeffwide text', 'utf16le'), Buffer.alloc(0), Buffer.from('ff')]) {
      expect(await recognise(bytes)).toBeNull();
    }
    // Layer 3 frames are told by two in a row: of random bytes hardly any begin so.
    for (let round = 0; round < 200; round += 1) expect(await recognise(Buffer.concat([Buffer.from([0xff, 0xfe]), randomBytes(2_000)]))).toBeNull();
  });
});

describe('a recording', () => {
  it('is one item with the file to play, how long it runs and what it is made with', async () => {
    const { item, facts } = await only(wav(2.5), 'interview.wav');
    expect(item).toMatchObject({
      kind: 'document', text: 'interview.wav', locator: { type: 'file', file: '' }, time: { earliestMs: null, written: '' }, direction: 'none',
      attachments: [{ name: 'interview.wav', member: '', mediaType: 'audio/wav', state: 'present' }],
    });
    expect(value(item, 'Duration')).toBe('0:00:02 (2.500 seconds)');
    expect(item.remarks.join()).toContain('cannot be found by searching');
    expect(facts).toMatchObject({ rowsSeen: 1, warnings: [], zone: null });
  });

  it('sent as a voice message gives its codec and its writer', async () => {
    const { item } = await only(voiceMessage());
    expect(value(item, 'Codec')).toBe('Opus');
    expect(item.attachments[0]?.mediaType).toBe('audio/ogg');
  });

  it('of AMR speech has its frames counted', async () => {
    const { item } = await only(amr(), 'call.amr');
    expect(value(item, 'Duration')).toBe('0:00:01');
    const cut = await only(amr().subarray(0, -5), 'call.amr');
    expect(cut.facts.warnings).toEqual(['It ends in the middle of a frame.']);
  });

  it('names its place inside a larger exhibit', async () => {
    const { items } = await readAll(audioVideoImporter, { ...folder.source(wav(), 'a.wav'), name: 'Media/a.wav' });
    expect(items[0]).toMatchObject({ locator: { type: 'file', file: 'Media/a.wav' }, attachments: [{ member: 'Media/a.wav' }] });
  });
});

describe('when a film says it was made', () => {
  it('stays undated, as stored, until a person says on which clock', async () => {
    const bytes = mpeg4('mp42', made);
    const { item } = await only(bytes, 'VID_20210928_153100.mp4');
    expect(value(item, 'Created (as stored)')).toBe('2021-09-28 14:31:00');
    expect(item.time).toMatchObject({ earliestMs: null, written: '2021-09-28 14:31:00', zoneBasis: 'none' });
    expect(item.remarks.join()).toContain('many devices write local time');
    const { questions } = await audioVideoImporter.inspect(folder.source(bytes), {}, notCancelled);
    expect(questions).toMatchObject([{ answer: 'zone', required: false }]);
  });

  it('is placed by the answer, as the time of the file and not of what it shows', async () => {
    const utc = await only(mpeg4('mp42', made), 'a.mp4', { zone: 'UTC', zoneBasis: 'stated', zoneBasisBy: 'maker’s handbook' });
    expect(utc.item.time).toMatchObject({ earliestMs: made, zone: 'UTC', zoneBasis: 'stated', zoneBasisBy: 'maker’s handbook', flags: ['capture-time'] });
    const local = await only(mpeg4('mp42', made), 'a.mp4', { zone: 'Europe/London' });
    expect(local.item.time).toMatchObject({ earliestMs: made - 3_600_000, zoneBasis: 'assumed' });
    await expect(only(mpeg4('mp42', made), 'a.mp4', { zone: 'Mars/Olympus' })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('with a clock that was never set says nothing, and asks nothing', async () => {
    const { item } = await only(mpeg4('mp42'), 'a.mp4');
    expect(value(item, 'Created (as stored)')).toBeUndefined();
    expect(item.time.written).toBe('');
    expect((await audioVideoImporter.inspect(folder.source(mpeg4('mp42')), {}, notCancelled)).questions).toEqual([]);
  });
});

describe('a damaged recording', () => {
  it('is kept, and its fault is named', async () => {
    const { item, facts } = await only(mpeg4('mp42', made).subarray(0, 40), 'cut.mp4');
    expect(item.attachments[0]?.mediaType).toBe('video/mp4');
    expect(facts.rowsSeen).toBe(1);
    const broken = await only(Buffer.concat([Buffer.from('OggS'), Buffer.alloc(60, 0xff)]), 'broken.opus');
    expect(broken.item.attachments[0]?.state).toBe('damaged');
    expect(broken.facts.warnings.join()).toContain('damaged');
  });

  it('that was cut off says by how much', async () => {
    const { facts } = await only(wav(2.5).subarray(0, 20_044), 'cut.wav');
    expect(facts.warnings).toEqual(['It ends 20,000 bytes before the length it states: it was cut off.']);
  });

  it('of random content never hangs and never loses its row', async () => {
    for (const begin of [mpeg4('isom').subarray(0, 24), wav().subarray(0, 12), ebml('webm'), Buffer.from('ID3\x04\0\0\x7f\x7f\x7f\x7f', 'latin1'), Buffer.from('fLaC')]) {
      const startedAt = performance.now();
      await only(Buffer.concat([begin, randomBytes(4_000)]), 'odd');
      expect(performance.now() - startedAt).toBeLessThan(30_000);
    }
  });
});

describe('the media type of a file', () => {
  it('is told for pictures of every kind by content', () => {
    const hex = (text: string) => mediaTypeOf(Buffer.from(text, 'hex'), 'x.bin');
    expect([hex('49492a0008000000'), hex('4d4d002a00000008')]).toEqual(['image/tiff', 'image/tiff']);
    expect(hex('424d46000000000000003600000028000000')).toBe('image/bmp');
    expect(mediaTypeOf(Buffer.from('BM is how the note begins'), 'x.txt')).toBe('text/plain');
    for (const brand of ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis']) expect(mediaTypeOf(heicHeader(brand), 'x')).toBe('image/heic');
    for (const brand of ['mif1', 'msf1']) expect(mediaTypeOf(heicHeader(brand), 'x')).toBe('image/heif');
    expect(mediaTypeOf(Buffer.from('RIFF\0\0\0\0WEBP'), 'x')).toBe('image/webp');
  });
});
