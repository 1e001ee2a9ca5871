import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { png } from '../fixtures/pictures.ts';
import { scene } from '../fixtures/screenshots.ts';
import { addAndImport, addExhibit, allItems, codeOf, freshCase, londonAnswers, writeEvidence, type Bench } from './harness.ts';

const chat = [
  '28/09/2021, 15:31 - Rowan Ashdown: IMG-20210928-WA0001.png (file attached)',
  '28/09/2021, 15:32 - Imogen Vale: IMG-20210928-WA0002.png (file attached)',
  '28/09/2021, 15:33 - Imogen Vale: <Media omitted>',
].join('\n');

/** ABC/1: the officer's chat with two pictures. ABC/2: the first of them, on its own. ABC/3: another picture altogether. */
async function threeExhibits(): Promise<{ bench: Bench; first: ItemId; second: ItemId; alone: ItemId; other: ItemId }> {
  const bench = await freshCase();
  const [shared, sent] = await Promise.all([scene(1), scene(2)]);
  const zip = await zipOf([{ name: 'WhatsApp Chat with Imogen Vale.txt', bytes: Buffer.from(chat) }, { name: 'IMG-20210928-WA0001.png', bytes: shared }, { name: 'IMG-20210928-WA0002.png', bytes: sent }]);
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.zip', zip), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'from-the-complainant.png', shared), 'ABC/2');
  await addAndImport(bench, writeEvidence(bench.folder, 'other.png', await scene(3)), 'ABC/3');
  const items = await allItems(bench);
  const idOf = (wanted: string): ItemId => {
    const found = items.find((item) => item.attachments.some((attachment) => attachment.name === wanted));
    if (found === undefined) throw new Error(`no item has ${wanted}`);
    return found.id;
  };
  return { bench, first: idOf('IMG-20210928-WA0001.png'), second: idOf('IMG-20210928-WA0002.png'), alone: idOf('from-the-complainant.png'), other: idOf('other.png') };
}

describe('the same bytes in two exhibits', () => {
  it('are found, and every place is named with exhibit, item and name', async () => {
    const { bench, first, alone } = await threeExhibits();
    const { total, groups } = await bench.engine.call('exhibits.duplicates', {});
    expect(total).toBe(1);
    expect(groups).toMatchObject([{ exhibits: 2, count: 2, mediaType: 'image/png' }]);
    expect(groups[0]?.places).toMatchObject([
      { exhibit: 'ABC/1', itemId: first, attachment: 0, name: 'IMG-20210928-WA0001.png' },
      { exhibit: 'ABC/2', itemId: alone, attachment: 0, name: 'from-the-complainant.png' },
    ]);
  });

  it('are told of from either side, and of nothing else', async () => {
    const { bench: { engine }, first, alone, second, other } = await threeExhibits();
    for (const itemId of [first, alone]) {
      const { duplicates } = await engine.call('pictures.alsoIn', { itemId });
      expect(duplicates.map((group) => group.places.map((place) => place.itemId))).toEqual([[first, alone]]);
    }
    for (const itemId of [second, other]) expect((await engine.call('pictures.alsoIn', { itemId })).duplicates).toEqual([]);
  });

  it('are found when one of them is an exhibit nobody has imported', async () => {
    const bench = await freshCase();
    const shared = await scene(4);
    const zip = await zipOf([{ name: 'WhatsApp Chat with Imogen Vale.txt', bytes: Buffer.from(chat) }, { name: 'IMG-20210928-WA0001.png', bytes: shared }]);
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.zip', zip), 'ABC/1', londonAnswers);
    await addExhibit(bench, writeEvidence(bench.folder, 'kept.png', shared), 'ABC/2');
    expect((await bench.engine.call('exhibits.duplicates', {})).groups[0]?.places).toMatchObject([{ exhibit: 'ABC/1', attachment: 0 }, { exhibit: 'ABC/2', itemId: null, attachment: null, name: 'kept.png' }]);
  });

  it('within one exhibit are told of at the item and are no finding across exhibits', async () => {
    const bench = await freshCase();
    const shared = await scene(5);
    const zip = await zipOf([{ name: 'WhatsApp Chat with Imogen Vale.txt', bytes: Buffer.from(chat) }, { name: 'IMG-20210928-WA0001.png', bytes: shared }, { name: 'IMG-20210928-WA0002.png', bytes: shared }]);
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.zip', zip), 'ABC/1', londonAnswers);
    expect(await bench.engine.call('exhibits.duplicates', {})).toEqual({ total: 0, notHashed: 0, groups: [] });
    const [first] = await allItems(bench);
    if (first === undefined) throw new Error('the chat has rows');
    expect((await bench.engine.call('pictures.alsoIn', { itemId: first.id })).duplicates).toMatchObject([{ count: 2, exhibits: 1 }]);
  });

  it('do not count what a person wrote down from a picture, and are the same after importing again', async () => {
    const { bench, alone } = await threeExhibits();
    const before = await bench.engine.call('exhibits.duplicates', {});
    await bench.engine.call('pictures.transcribe', {
      itemId: alone, kind: 'event', date: '2021-09-28', clock: '15:24', written: '15:24', precision: 'minute', zone: 'Europe/London', zoneBasis: 'assumed', zoneBasisBy: '',
      from: '', to: [], thread: '', text: 'A car park', region: { x: 0, y: 0, width: 1, height: 1 },
    });
    expect(await bench.engine.call('exhibits.duplicates', {})).toEqual(before);
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    if (exhibit === undefined) throw new Error('there is an exhibit');
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'UTC', zoneBasis: 'stated' } });
    expect(await bench.engine.call('exhibits.duplicates', {})).toEqual(before);
  });

  it('are narrowed to a kind by the media type, wherever a source states it', async () => {
    const { bench } = await threeExhibits();
    const zip = await zipOf([{ name: 'WhatsApp Chat with Imogen Vale.txt', bytes: Buffer.from('28/09/2021, 15:31 - Rowan Ashdown: minutes.pdf (file attached)') }, { name: 'minutes.pdf', bytes: Buffer.from('the very same bytes') }]);
    await addAndImport(bench, writeEvidence(bench.folder, 'another chat.zip', zip), 'ABC/4', londonAnswers);
    await addExhibit(bench, writeEvidence(bench.folder, 'kept.pdf', Buffer.from('the very same bytes')), 'ABC/5');
    const of = async (kind: 'picture' | 'film' | 'sound' | 'other' | null): Promise<readonly string[][]> => {
      const { total, groups } = await bench.engine.call('exhibits.duplicates', { kind });
      expect(groups).toHaveLength(total);
      return groups.map((group) => group.places.map((place) => place.exhibit));
    };
    expect(await of(null)).toEqual([['ABC/1', 'ABC/2'], ['ABC/4', 'ABC/5']]);
    expect(await of('picture')).toEqual([['ABC/1', 'ABC/2']]);
    expect(await of('other')).toEqual([['ABC/4', 'ABC/5']]);
    expect([await of('film'), await of('sound')]).toEqual([[], []]);
  });

  it('come page by page, with the whole number', async () => {
    const { bench } = await threeExhibits();
    expect(await bench.engine.call('exhibits.duplicates', { offset: 1, limit: 1 })).toEqual({ total: 1, notHashed: 0, groups: [] });
  });
});

describe('pictures that look alike', () => {
  async function withCopy(): Promise<{ bench: Bench; first: ItemId; copy: ItemId; other: ItemId }> {
    const { bench, first, other } = await threeExhibits();
    const smaller = await sharp(await scene(1)).resize({ width: 320 }).jpeg({ quality: 50 }).toBuffer();
    await addAndImport(bench, writeEvidence(bench.folder, 'forwarded.jpg', smaller), 'ABC/4');
    const copy = (await allItems(bench)).find((item) => item.exhibit === 'ABC/4')?.id;
    if (copy === undefined) throw new Error('the copy was imported');
    return { bench, first, copy, other };
  }

  it('are grouped over the whole case, each with its distance and every place', async () => {
    const { bench, first, copy } = await withCopy();
    const { groups, groupCount, compared, failed } = await bench.engine.call('pictures.similar', {});
    expect({ groupCount, compared, failed }).toEqual({ groupCount: 1, compared: 4, failed: 0 });
    const [group] = groups;
    expect(group?.pictures.map((picture) => picture.places.map((place) => place.exhibit))).toEqual([['ABC/1', 'ABC/2'], ['ABC/4']]);
    expect(group?.pictures[0]?.places[0]?.itemId).toBe(first);
    expect(group?.pictures[1]?.places[0]?.itemId).toBe(copy);
    for (const picture of group?.pictures ?? []) expect(picture.distance).toBeLessThanOrEqual(8);
  });

  it('of one item are measured from it; of a picture like no other there are none', async () => {
    const { bench, copy, other } = await withCopy();
    const { groups } = await bench.engine.call('pictures.similar', { itemId: copy });
    expect(groups).toMatchObject([{ pictures: [{ distance: 0, places: [{ exhibit: 'ABC/4' }] }, { places: [{ exhibit: 'ABC/1' }, { exhibit: 'ABC/2' }] }] }]);
    expect((await bench.engine.call('pictures.similar', { itemId: other })).groups).toEqual([]);
  });

  it('are told of beside the item once compared, and until then that nobody has', async () => {
    const { bench: { engine }, first, copy } = await withCopy();
    expect(await engine.call('pictures.alsoIn', { itemId: copy })).toMatchObject({ alike: [], notCompared: 5 });
    await engine.call('pictures.similar', {});
    const { alike, notCompared } = await engine.call('pictures.alsoIn', { itemId: copy });
    expect(notCompared).toBe(0);
    expect(alike).toMatchObject([{ places: [{ itemId: first }, { exhibit: 'ABC/2' }] }]);
  });

  it('are never two pictures of one colour: those are counted as too plain', async () => {
    const bench = await freshCase();
    for (const [index, size] of [60, 90].entries()) await addAndImport(bench, writeEvidence(bench.folder, `blank-${index}.png`, await png(size, size)), `ABC/${index + 1}`);
    expect(await bench.engine.call('pictures.similar', {})).toMatchObject({ groups: [], compared: 0, tooPlain: 2 });
  });

  it('leave one entry in the log for the fingerprints made, and none when there was nothing to make', async () => {
    const { bench: { engine } } = await withCopy();
    await engine.call('pictures.similar', {});
    const before = await engine.call('continuity.page', { limit: 1 });
    expect(before.entries).toMatchObject([{ action: 'picture.fingerprinted', summary: 'Fingerprints made of 4 pictures, to find pictures that look alike' }]);
    await engine.call('pictures.similar', {});
    expect((await engine.call('continuity.page', { limit: 1 })).total).toBe(before.total);
  });

  it('of an item that is not there are refused', async () => {
    const bench = await freshCase();
    expect(await codeOf(bench.engine.call('pictures.similar', { itemId: 'f'.repeat(32) }))).toBe('not_found');
    expect(await codeOf(bench.engine.call('pictures.alsoIn', { itemId: 'f'.repeat(32) }))).toBe('not_found');
  });
});
