/** Entries read off a part of a picture: where in it, in its own pixels, and the way there and back. */
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { png } from '../fixtures/pictures.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const entry = {
  kind: 'event', date: '2021-09-28', clock: '15:31', written: '15:31 now', precision: 'minute', zone: 'Europe/London', zoneBasis: 'stated', zoneBasisBy: 'Statement of I. Vale',
  from: 'rowan.a.rides', to: ['Imogen Vale'], thread: '', text: 'started following you',
} as const;
const part = { x: 0.25, y: 0.5, width: 0.5, height: 0.25 };
type Region = typeof part;

const write = (bench: Bench, itemId: ItemId, region: Region, attachment = 0): Promise<{ itemId: ItemId }> => bench.engine.call('pictures.transcribe', { ...entry, to: [...entry.to], itemId, attachment, region });

async function oneScreenshot(): Promise<Bench & { readonly picture: ItemId }> {
  const bench = await freshCase();
  await addAndImport(bench, writeEvidence(bench.folder, 'screenshot.png', await png(80, 40)), 'DEF/1');
  const [picture] = await allItems(bench);
  if (picture === undefined) throw new Error('the picture is an item');
  return { ...bench, picture: picture.id };
}

describe('an entry read off a region of a picture', () => {
  it('has the region as its place, and says it in the picture’s own pixels', async () => {
    const bench = await oneScreenshot();
    const { itemId } = await write(bench, bench.picture, part);
    const item = await bench.engine.call('items.get', { itemId });
    expect(item.locator).toMatchObject({ type: 'region', entry: 1, ...part });
    expect(item.fields).toContainEqual({ name: 'Region', value: '40 × 10 pixels from 20, 20 (across, down) of 80 × 40' });
    expect(item.time.zoneBasisBy).toBe('Statement of I. Vale');
  });

  it('leads to its picture, and the picture to it, with its region', async () => {
    const bench = await oneScreenshot();
    const { itemId } = await write(bench, bench.picture, part);
    expect((await bench.engine.call('items.get', { itemId })).readOff).toEqual({ itemId: bench.picture, attachment: 0 });
    const picture = await bench.engine.call('items.get', { itemId: bench.picture });
    expect(picture.readOff).toBeNull();
    expect(picture.transcriptions).toEqual([{ itemId, attachment: 0, kind: 'event', text: 'started following you', written: '15:31 now', region: part }]);
    await bench.engine.call('pictures.withdraw', { itemId, reason: 'Another picture' });
    expect((await bench.engine.call('items.get', { itemId: bench.picture })).transcriptions).toEqual([]);
  });

  it('of the whole picture says no pixels', async () => {
    const bench = await oneScreenshot();
    const { itemId } = await write(bench, bench.picture, { x: 0, y: 0, width: 1, height: 1 });
    expect((await bench.engine.call('items.get', { itemId })).fields.map(({ name }) => name)).toEqual(['Read from', 'Read by']);
  });

  it('is refused beyond the edge, empty, off another entry, or off what is no picture', async () => {
    const bench = await oneScreenshot();
    for (const wrong of [{ ...part, x: 0.75 }, { ...part, height: 0.75 }]) expect(await codeOf(write(bench, bench.picture, wrong)), JSON.stringify(wrong)).toBe('invalid_input');
    for (const wrong of [{ ...part, width: 0 }, { ...part, x: -0.1 }, { ...part, y: Number.NaN }]) await expect(write(bench, bench.picture, wrong), JSON.stringify(wrong)).rejects.toThrow();
    expect(await codeOf(write(bench, bench.picture, { x: 0, y: 0, width: 1, height: 1 }, 4))).toBe('invalid_input');
    expect(await codeOf(write(bench, bench.picture, part, 4))).toBe('not_found');
    const { itemId } = await write(bench, bench.picture, part);
    expect(await codeOf(write(bench, itemId, { x: 0, y: 0, width: 1, height: 1 }))).toBe('invalid_input');
  });

  it('is not taken, nor measured, of a privileged picture', async () => {
    const bench = await oneScreenshot();
    await write(bench, bench.picture, part);
    await bench.engine.call('review.disclose', { itemIds: [bench.picture], relevance: 'relevant', handling: 'privileged', reason: 'Letter to a solicitor' });
    expect(await codeOf(write(bench, bench.picture, part))).toBe('permission_denied');
    expect(await codeOf(bench.engine.call('pictures.size', { itemId: bench.picture, attachment: 0 }))).toBe('permission_denied');
    expect((await bench.engine.call('items.get', { itemId: bench.picture })).transcriptions).toEqual([]);
  });

  it('that is privileged itself is drawn without its words', async () => {
    const bench = await oneScreenshot();
    const { itemId } = await write(bench, bench.picture, part);
    await bench.engine.call('review.disclose', { itemIds: [itemId], relevance: 'relevant', handling: 'privileged', reason: 'Letter to a solicitor' });
    expect((await bench.engine.call('items.get', { itemId: bench.picture })).transcriptions).toMatchObject([{ itemId, text: '', region: part }]);
  });
});

describe('a picture sent in a chat', () => {
  const chat = 'WhatsApp Chat with Imogen Vale';
  it('can be read off as well, and each of several keeps its own entries', async () => {
    const bench = await freshCase();
    const zip = await zipOf([
      { name: `${chat}.txt`, bytes: Buffer.from('28/09/2021, 15:31 - Rowan Ashdown: IMG-20210928-WA0001.png (file attached)\n28/09/2021, 15:32 - Imogen Vale: IMG-20210928-WA0002.png (file attached)') },
      { name: 'IMG-20210928-WA0001.png', bytes: await png(80, 40) }, { name: 'IMG-20210928-WA0002.png', bytes: await png(90, 60) },
    ]);
    await addAndImport(bench, writeEvidence(bench.folder, `${chat}.zip`, zip), 'ABC/1', londonAnswers);
    const [first, second] = await allItems(bench);
    if (first === undefined || second === undefined) throw new Error('the chat has two rows');
    const { itemId } = await write(bench, second.id, part);
    const made = await bench.engine.call('items.get', { itemId });
    expect(made.readOff).toEqual({ itemId: second.id, attachment: 0 });
    expect(made.fields[0]).toEqual({ name: 'Read from', value: 'ABC/1, IMG-20210928-WA0002.png' });
    expect((await bench.engine.call('items.get', { itemId: first.id })).transcriptions).toEqual([]);
    expect((await bench.engine.call('items.get', { itemId: second.id })).transcriptions).toHaveLength(1);
  });
});

describe('the size of a picture', () => {
  it('is that of the picture held upright', async () => {
    const bench = await freshCase();
    const lying = await sharp({ create: { width: 80, height: 40, channels: 3, background: '#336699' } }).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    await addAndImport(bench, writeEvidence(bench.folder, 'photo.jpg', lying), 'DEF/1');
    const [picture] = await allItems(bench);
    if (picture === undefined) throw new Error('the picture is an item');
    expect(await bench.engine.call('pictures.size', { itemId: picture.id, attachment: 0 })).toEqual({ width: 40, height: 80 });
    expect(await codeOf(bench.engine.call('pictures.size', { itemId: picture.id, attachment: 1 }))).toBe('not_found');
  });

  it('is not told of a file on which work has stopped', async () => {
    const bench = await oneScreenshot();
    await bench.engine.call('files.stop', { itemId: bench.picture, attachment: 0, reason: '' });
    expect(await codeOf(bench.engine.call('pictures.size', { itemId: bench.picture, attachment: 0 }))).toBe('stopped');
    expect(await codeOf(write(bench, bench.picture, part))).toBe('stopped');
  });
});
