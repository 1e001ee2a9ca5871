/** Pictures that look alike, stacked in the timeline: lines are fewer, and nothing else is. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ItemId } from '../../shared/domain/ids.ts';
import type { TimelineLine, TimelineView } from '../../shared/contract/timeline.ts';
import { everything } from '../../shared/domain/timeline-filter.ts';
import { scene } from '../fixtures/screenshots.ts';
import { addAndImport, allItems, freshCase, writeEvidence, type Bench } from './harness.ts';

interface Taken { readonly name: string; readonly seed: number; readonly at: string | null; readonly width?: number }

async function picturesTaken(taken: readonly Taken[]): Promise<Bench> {
  const bench = await freshCase();
  for (const [index, { name, seed, at, width = 800 }] of taken.entries()) {
    const drawn = sharp(await scene(seed)).resize(width).jpeg({ quality: 82 });
    const bytes = await (at === null ? drawn : drawn.withExif({ IFD2: { DateTimeOriginal: at, OffsetTimeOriginal: '+01:00' } })).toBuffer();
    await addAndImport(bench, writeEvidence(bench.folder, name, bytes), `DEF/${index + 1}`);
  }
  return bench;
}

/** Three of one scene on one day with another between them; the same scene on the day after; and one without a time. */
const burst: readonly Taken[] = [
  { name: 'one.jpg', seed: 1, at: '2021:09:28 10:00:00' }, { name: 'other.jpg', seed: 2, at: '2021:09:28 10:00:30' }, { name: 'two.jpg', seed: 1, at: '2021:09:28 10:01:00', width: 640 },
  { name: 'three.jpg', seed: 1, at: '2021:09:28 10:01:30', width: 500 }, { name: 'next day.jpg', seed: 1, at: '2021:09:29 10:00:00', width: 700 }, { name: 'undated.jpg', seed: 1, at: null, width: 600 },
];

interface Opened { readonly view: TimelineView; readonly lines: readonly TimelineLine[]; readonly rows: readonly Extract<TimelineLine, { type: 'item' }>[] }

async function open(bench: Bench, stacks: { open: ItemId[] } | null): Promise<Opened> {
  const view = await bench.engine.call('timeline.open', { filter: everything, zone: 'Europe/London', stacks });
  const { lines } = await bench.engine.call('timeline.window', { viewId: view.viewId, start: 0, count: 100 });
  return { view, lines, rows: lines.filter((line) => line.type === 'item') };
}
const seen = ({ rows }: Opened): readonly string[] => rows.map(({ item, stack }) => `${item.attachments[0]?.name ?? ''}${stack === null ? '' : ` ${stack.position}/${stack.count}`}`);
const idOf = async (bench: Bench, name: string): Promise<ItemId> => {
  const found = (await allItems(bench)).find((item) => item.attachments[0]?.name === name);
  if (found === undefined) throw new Error(`${name} is an item`);
  return found.id;
};

describe('pictures that look alike', () => {
  it('lie under the first of their day, and of no other day', async () => {
    const bench = await picturesTaken(burst);
    await bench.engine.call('pictures.similar', {});
    const stacked = await open(bench, { open: [] });
    expect(seen(stacked)).toEqual(['one.jpg 1/3', 'other.jpg', 'next day.jpg', 'undated.jpg']);
    expect(stacked.view).toMatchObject({ shown: 6, folded: 2, total: 6, outside: 0, undated: 1, notCompared: 0 });
    expect(stacked.view.lineCount).toBe(stacked.lines.length);
  });

  it('all have their line without stacks, before they are compared, and once their stack is open', async () => {
    const bench = await picturesTaken(burst);
    expect((await open(bench, { open: [] })).view).toMatchObject({ shown: 6, folded: 0, notCompared: 6 });
    await bench.engine.call('pictures.similar', {});
    const plain = await open(bench, null);
    expect(plain.view).toMatchObject({ shown: 6, folded: 0, notCompared: 0 });
    expect(plain.rows.every(({ stack }) => stack === null)).toBe(true);
    const opened = await open(bench, { open: [await idOf(bench, 'one.jpg')] });
    expect(seen(opened)).toEqual(['one.jpg 1/3', 'other.jpg', 'two.jpg 2/3', 'three.jpg 3/3', 'next day.jpg', 'undated.jpg']);
    expect(opened.view.folded).toBe(0);
    expect(new Set(opened.rows.flatMap(({ stack }) => (stack === null ? [] : [stack.leadId])))).toEqual(new Set([await idOf(bench, 'one.jpg')]));
  });

  it('are counted, listed and exported as before', async () => {
    const bench = await picturesTaken(burst);
    await bench.engine.call('pictures.similar', {});
    const before = [await allItems(bench), await bench.engine.call('timeline.facets', {}), await bench.engine.call('timeline.histogram', { filter: everything, zone: 'Europe/London', buckets: 20 })];
    await open(bench, { open: [] });
    expect([await allItems(bench), await bench.engine.call('timeline.facets', {}), await bench.engine.call('timeline.histogram', { filter: everything, zone: 'Europe/London', buckets: 20 })]).toEqual(before);
  });

  it('are found in a closed stack where the stack stands', async () => {
    const bench = await picturesTaken(burst);
    await bench.engine.call('pictures.similar', {});
    const { view, rows } = await open(bench, { open: [] });
    const first = await idOf(bench, 'one.jpg');
    const place = await bench.engine.call('timeline.locate', { viewId: view.viewId, target: { itemId: await idOf(bench, 'three.jpg') } });
    expect(place).toMatchObject({ itemId: first, itemIndex: 0 });
    expect(await bench.engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex: rows.length - 1 } })).toMatchObject({ itemId: await idOf(bench, 'undated.jpg') });
    expect(await bench.engine.call('timeline.locate', { viewId: view.viewId, target: { itemIndex: rows.length } })).toBeNull();
  });

  it('are not called read because the one over them is', async () => {
    const bench = await picturesTaken(burst);
    await bench.engine.call('pictures.similar', {});
    for (const name of ['one.jpg', 'other.jpg', 'next day.jpg', 'undated.jpg']) await bench.engine.call('review.seen', { itemIds: [await idOf(bench, name)] });
    const { view } = await open(bench, { open: [] });
    expect(await bench.engine.call('timeline.nextUnseen', { viewId: view.viewId, from: 0 })).toMatchObject({ itemIndex: 0, itemId: await idOf(bench, 'two.jpg') });
  });

  it('tell of no gap across one that lies in a stack, and no privileged one lies in any', async () => {
    const quiet: readonly Taken[] = [{ name: 'one.jpg', seed: 1, at: '2021:09:28 10:00:00' }, { name: 'two.jpg', seed: 1, at: '2021:09:28 10:20:00', width: 640 }, { name: 'other.jpg', seed: 2, at: '2021:09:28 10:25:00' }];
    const bench = await picturesTaken(quiet);
    await bench.engine.call('pictures.similar', {});
    expect((await open(bench, { open: [] })).lines.map(({ type }) => type)).toEqual(['day', 'item', 'item']);
    expect((await open(bench, null)).lines.map(({ type }) => type)).toEqual(['day', 'item', 'gap', 'item', 'item']);
    await bench.engine.call('review.disclose', { itemIds: [await idOf(bench, 'one.jpg')], relevance: 'relevant', handling: 'privileged', reason: 'Letter to a solicitor' });
    expect((await open(bench, { open: [] })).view.folded).toBe(0);
  });

  it('that are the same bytes lie together though they are too plain to compare', async () => {
    const bench = await freshCase();
    const plain = await sharp({ create: { width: 60, height: 60, channels: 3, background: '#808080' } }).png().toBuffer();
    const larger = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#202020' } }).png().toBuffer();
    const folder = join(bench.folder, 'Camera');
    mkdirSync(folder);
    for (const [index, bytes] of [plain, plain, larger].entries()) writeFileSync(join(folder, `${index}.png`), bytes);
    await addAndImport(bench, folder, 'DEF/1');
    await bench.engine.call('exhibits.hashFiles', {});
    await bench.engine.call('pictures.similar', {});
    expect(seen(await open(bench, { open: [] }))).toEqual(['0.png 1/2', '2.png']);
  });
});
