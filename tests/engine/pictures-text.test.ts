import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import type { PictureText, ReadTextResult } from '../../shared/contract/pictures.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { png, truncatedJpeg } from '../fixtures/pictures.ts';
import { chatScreenshot, type Bubble } from '../fixtures/screenshots.ts';
import { addAndImport, allItems, codeOf, freshCase, londonAnswers, scratchFolder, writeEvidence, type Bench } from './harness.ts';

const bubbles: readonly Bubble[] = [
  { text: 'Meet me at the Larkspur car park' },
  { text: 'about 21:45 by the blue gate', mine: true },
  { text: 'did you look her up on the system' },
  { text: 'yes this afternoon, delete this', mine: true },
];
const words = bubbles.flatMap(({ text }) => text.split(' '));

async function caseWith(...pictures: readonly Buffer[]): Promise<{ bench: Bench; ids: ItemId[] }> {
  const bench = await freshCase();
  for (const [index, picture] of pictures.entries()) await addAndImport(bench, writeEvidence(bench.folder, `screenshot-${index + 1}.png`, picture), `ABC/${index + 1}`);
  const items = await allItems(bench);
  return { bench, ids: pictures.map((_picture, index) => items.find((item) => item.exhibit === `ABC/${index + 1}`)?.id ?? ('0'.repeat(32) as ItemId)) };
}

const read = (bench: Bench, ...itemIds: ItemId[]): Promise<ReadTextResult> => bench.engine.call('pictures.readText', { itemIds });

async function textOf(bench: Bench, itemId: ItemId): Promise<PictureText> {
  const [text] = await bench.engine.call('pictures.text', { itemId });
  if (text === undefined) throw new Error('the item has a picture');
  return text;
}

/** An item whose screenshot has been read. */
async function readCase(): Promise<{ bench: Bench; itemId: ItemId; machine: string }> {
  const { bench, ids: [itemId] } = await caseWith(await chatScreenshot(bubbles));
  if (itemId === undefined) throw new Error('the case has a picture');
  await read(bench, itemId);
  return { bench, itemId, machine: (await textOf(bench, itemId)).text };
}

const found = async (bench: Bench, search: string): Promise<ItemId[]> => (await allItems(bench, { search })).map((item) => item.id);

describe('reading the text in a picture', () => {
  for (const theme of ['light', 'dark', 'blue'] as const) {
    it(`finds nearly every word of a ${theme} chat, both sides of it`, async () => {
      const { bench, ids: [itemId] } = await caseWith(await chatScreenshot(bubbles, theme));
      if (itemId === undefined) throw new Error('the case has a picture');
      expect(await read(bench, itemId)).toMatchObject({ asked: 1, read: 1, failed: 0, withoutWords: 0 });
      const seen = (await textOf(bench, itemId)).text.split(/\s+/);
      expect(words.filter((word) => !seen.includes(word)).length, `missed: ${words.filter((word) => !seen.includes(word)).join(' ')}`).toBeLessThanOrEqual(2);
    });
  }

  it('reads small letters by enlarging them', async () => {
    const { bench, ids: [itemId] } = await caseWith(await chatScreenshot(bubbles, 'light', 300));
    if (itemId === undefined) throw new Error('the case has a picture');
    await read(bench, itemId);
    const seen = (await textOf(bench, itemId)).text.split(/\s+/);
    expect(words.filter((word) => seen.includes(word)).length).toBeGreaterThanOrEqual(words.length - 3);
  });

  it('says where each word stands, in fractions of the picture, line under line', async () => {
    const { bench, itemId } = await readCase();
    const reading = (await textOf(bench, itemId)).reading;
    if (reading === null) throw new Error('the picture was read');
    for (const { x, y, width, height, confidence } of reading.words) {
      for (const fraction of [x, y, width, height]) expect(fraction).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(1.00001);
      expect(y + height).toBeLessThanOrEqual(1.00001);
      expect(width * height).toBeGreaterThan(0);
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(100);
    }
    const at = (text: string): number => reading.words.find((word) => word.text === text)?.y ?? Number.NaN;
    expect(at('Larkspur')).toBeLessThan(at('gate'));
    expect(at('gate')).toBeLessThan(at('afternoon,'));
    expect(reading.words.find((word) => word.text === 'Meet')?.x).toBeLessThan(0.2);
    expect(reading).toMatchObject({ engine: expect.stringContaining('tesseract.js 7.0.0') as string, engineVersion: expect.stringMatching(/^5\./) as string });
  });

  it('reads a HEIC picture, as telephones store it', async ({ skip }) => {
    const folder = scratchFolder();
    const jpeg = writeEvidence(folder, 'made.jpg', await sharp(await chatScreenshot(bubbles)).jpeg({ quality: 90 }).toBuffer());
    const made = spawnSync('heif-enc', [jpeg, '-o', join(folder, 'made.heic')]);
    if (made.error !== undefined) skip('heif-enc, which makes the picture for this test, is not on this machine');
    const { bench, ids: [itemId] } = await caseWith(readFileSync(join(folder, 'made.heic')));
    if (itemId === undefined) throw new Error('the case has a picture');
    expect(await read(bench, itemId)).toMatchObject({ read: 1, failed: 0 });
    expect(await found(bench, 'Larkspur')).toEqual([itemId]);
    expect(await bench.engine.call('pictures.similar', {})).toMatchObject({ compared: 1, failed: 0 });
  });

  it('makes the picture findable by it, and leaves the item itself as it was', async () => {
    const { bench, ids: [itemId] } = await caseWith(await chatScreenshot(bubbles));
    if (itemId === undefined) throw new Error('the case has a picture');
    const before = await bench.engine.call('items.get', { itemId });
    expect(await found(bench, 'Larkspur')).toEqual([]);
    await read(bench, itemId);
    expect(await found(bench, 'larkspur')).toEqual([itemId]);
    expect(await found(bench, '"car park"')).toEqual([itemId]);
    expect(await found(bench, 'screenshot-1')).toEqual([itemId]);
    expect(await bench.engine.call('items.get', { itemId })).toEqual(before);
  });

  it('is still found after the exhibit is imported again', async () => {
    const { bench, itemId } = await readCase();
    const [exhibit] = await bench.engine.call('exhibits.list', {});
    if (exhibit === undefined) throw new Error('there is an exhibit');
    await bench.engine.call('imports.start', { exhibitId: exhibit.id, answers: { zone: 'UTC' } });
    expect(await found(bench, 'Larkspur')).toEqual([itemId]);
  });

  it('reads pictures sent in a chat, each once, and leaves no second copy of them behind', async () => {
    const bench = await freshCase();
    const screenshot = await chatScreenshot(bubbles);
    const chat = '28/09/2021, 15:31 - Rowan Ashdown: IMG-20210928-WA0001.png (file attached)\n28/09/2021, 15:32 - Imogen Vale: IMG-20210928-WA0002.png (file attached)\n28/09/2021, 15:33 - Imogen Vale: <Media omitted>';
    const zip = await zipOf([{ name: 'WhatsApp Chat with Imogen Vale.txt', bytes: Buffer.from(chat) }, { name: 'IMG-20210928-WA0001.png', bytes: screenshot }, { name: 'IMG-20210928-WA0002.png', bytes: screenshot }]);
    await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.zip', zip), 'ABC/1', londonAnswers);
    expect(await read(bench)).toMatchObject({ asked: 2, read: 2, alreadyRead: 0, failed: 0 });
    expect(await found(bench, 'Larkspur')).toHaveLength(2);
    expect(readdirSync(join(bench.caseFolder, 'derived', 'members'))).toEqual([]);
    expect(await read(bench)).toMatchObject({ asked: 2, read: 0, alreadyRead: 2 });
  });

  it('lists a picture that cannot be read and reads the rest', async () => {
    const { bench, ids: [whole, broken] } = await caseWith(await chatScreenshot(bubbles), await truncatedJpeg());
    if (whole === undefined || broken === undefined) throw new Error('the case has two pictures');
    // The bytes are changed on the disk after the import: nothing may be read from them.
    const [, altered] = await bench.engine.call('exhibits.list', {});
    const original = join(bench.caseFolder, 'exhibits', altered?.sha256 ?? '');
    chmodSync(original, 0o644);
    writeFileSync(original, await png());
    const result = await read(bench);
    expect(result).toMatchObject({ asked: 2, read: 1, failed: 1, failures: [{ itemId: broken, attachment: 0, exhibit: 'ABC/2', reason: expect.stringContaining('no longer those that were imported') as string }] });
    expect(await found(bench, 'Larkspur')).toEqual([whole]);
  });

  it('reads what can be shown of a damaged picture', async () => {
    const { bench, ids: [itemId] } = await caseWith(await truncatedJpeg());
    if (itemId === undefined) throw new Error('the case has a picture');
    expect(await read(bench, itemId)).toMatchObject({ read: 1, failed: 0 });
  });

  it('of a picture without text says so, and that it has been read', async () => {
    const { bench, ids: [itemId] } = await caseWith(await png(400, 300));
    if (itemId === undefined) throw new Error('the case has a picture');
    expect(await read(bench, itemId)).toMatchObject({ read: 1, words: 0, withoutWords: 1 });
    expect(await textOf(bench, itemId)).toMatchObject({ text: '', origin: 'machine', reading: { words: [] } });
    expect(await read(bench, itemId)).toMatchObject({ read: 0, alreadyRead: 1 });
  });

  it('stopped between pictures keeps what was read, says how far it came, and can be taken up again', async () => {
    const pictures = await Promise.all(Array.from({ length: 6 }, (_each, index) => chatScreenshot([{ text: `Screenshot number ${index + 1} of the Larkspur set` }])));
    const { bench } = await caseWith(...pictures);
    const controller = new AbortController();
    const stopped = bench.engine.call('pictures.readText', {}, { signal: controller.signal, report: ({ done }) => { if (done >= 2) controller.abort(); } });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled', message: expect.stringMatching(/^Stopped after \d of 6 pictures/) as string });
    const kept = (await found(bench, 'Larkspur')).length;
    expect(kept).toBeGreaterThanOrEqual(2);
    expect(kept).toBeLessThan(6);
    expect(await read(bench)).toMatchObject({ asked: 6, alreadyRead: kept, read: 6 - kept });
    expect(await found(bench, 'Larkspur')).toHaveLength(6);
  });

  it('is refused for an item without a picture, and for one that is not there', async () => {
    const { bench, itemId } = await readCase();
    await addAndImport(bench, writeEvidence(bench.folder, 'chat.txt', '28/09/2021, 15:31 - Rowan Ashdown: hello\n28/09/2021, 15:32 - Imogen Vale: yes'), 'ABC/9', londonAnswers);
    const message = (await allItems(bench, { search: 'hello' }))[0];
    if (message === undefined) throw new Error('there is a message');
    expect(await codeOf(read(bench, message.id))).toBe('invalid_input');
    expect(await codeOf(read(bench, 'f'.repeat(32) as ItemId))).toBe('not_found');
    expect(await bench.engine.call('pictures.text', { itemId: message.id })).toEqual([]);
    expect(itemId).not.toBe(message.id);
  });

  it('is an entry in the continuity log, naming engine and pictures', async () => {
    const { bench, itemId } = await readCase();
    const { entries } = await bench.engine.call('continuity.page', { limit: 1 });
    expect(entries).toMatchObject([{ action: 'picture.text-read', author: 'R. Reviewer', summary: 'Text read by machine in 1 picture', details: { engine: expect.stringContaining('tesseract') as string, read: [{ itemId, attachment: 0, exhibit: 'ABC/1' }] } }]);
    expect((await bench.engine.call('cases.verify', {})).ok).toBe(true);
  });
});

describe('the text of a picture in a person’s hands', () => {
  it('is corrected, signed off and taken back, one entry after another, with the machine’s reading kept', async () => {
    const { bench: { engine }, itemId, machine } = await readCase();
    const corrected = `${machine}\n(written over in pen: Tuesday)`;
    const edited = await engine.call('pictures.editText', { itemId, attachment: 0, text: corrected });
    expect(edited).toMatchObject({ text: corrected, origin: 'person', signedOffAt: null, reading: { text: machine } });
    const signed = await engine.call('pictures.signOffText', { itemId, attachment: 0, text: corrected });
    expect(signed).toMatchObject({ text: corrected, signedOffBy: 'R. Reviewer', history: [{ deed: 'signed-off', author: 'R. Reviewer' }, { deed: 'edited' }] });
    expect(Date.parse(signed.signedOffAt ?? '')).not.toBeNaN();

    expect(await engine.call('pictures.editText', { itemId, attachment: 0, text: null })).toMatchObject({ text: corrected, signedOffAt: null });
    const back = await engine.call('pictures.editText', { itemId, attachment: 0, text: null });
    expect(back).toMatchObject({ text: machine, origin: 'machine', signedOffBy: null });
    expect(back.history.map((entry) => entry.deed)).toEqual(['undone', 'undone', 'signed-off', 'edited']);
    expect(await codeOf(engine.call('pictures.editText', { itemId, attachment: 0, text: null }))).toBe('invalid_input');
  });

  it('loses its sign-off when it is corrected again, and has it back when that is taken back', async () => {
    const { bench: { engine }, itemId, machine } = await readCase();
    await engine.call('pictures.signOffText', { itemId, attachment: 0, text: machine });
    expect(await engine.call('pictures.editText', { itemId, attachment: 0, text: 'other' })).toMatchObject({ signedOffAt: null, signedOffBy: null });
    expect(await engine.call('pictures.editText', { itemId, attachment: 0, text: null })).toMatchObject({ text: machine, signedOffBy: 'R. Reviewer' });
  });

  it('is signed off only as it stands', async () => {
    const { bench: { engine }, itemId, machine } = await readCase();
    expect(await codeOf(engine.call('pictures.signOffText', { itemId, attachment: 0, text: `${machine} ` }))).toBe('invalid_input');
    expect(await codeOf(engine.call('pictures.signOffText', { itemId, attachment: 1, text: machine }))).toBe('invalid_input');
    expect((await engine.call('pictures.text', { itemId }))[0]).toMatchObject({ signedOffAt: null, history: [] });
  });

  it('cannot be signed off before there is any, but can be written in by hand', async () => {
    const { bench: { engine }, ids: [itemId] } = await caseWith(await png(400, 300));
    if (itemId === undefined) throw new Error('the case has a picture');
    expect(await codeOf(engine.call('pictures.signOffText', { itemId, attachment: 0, text: '' }))).toBe('invalid_input');
    expect(await engine.call('pictures.editText', { itemId, attachment: 0, text: 'a blue page' })).toMatchObject({ text: 'a blue page', origin: 'person', reading: null });
  });

  it('stays what was signed when the machine reads the picture again', async () => {
    const { bench, itemId, machine } = await readCase();
    await bench.engine.call('pictures.editText', { itemId, attachment: 0, text: 'as I read it' });
    await bench.engine.call('pictures.signOffText', { itemId, attachment: 0, text: 'as I read it' });
    expect(await bench.engine.call('pictures.readText', { itemIds: [itemId], again: true })).toMatchObject({ asked: 1, read: 1 });
    expect(await textOf(bench, itemId)).toMatchObject({ text: 'as I read it', signedOffBy: 'R. Reviewer', reading: { text: machine } });
  });

  it('is found by the machine’s words and the person’s, and no longer by a correction taken back', async () => {
    const { bench, itemId } = await readCase();
    await bench.engine.call('pictures.editText', { itemId, attachment: 0, text: 'Foxglove' });
    expect(await found(bench, 'Foxglove')).toEqual([itemId]);
    expect(await found(bench, 'Larkspur')).toEqual([itemId]);
    await bench.engine.call('pictures.editText', { itemId, attachment: 0, text: null });
    expect(await found(bench, 'Foxglove')).toEqual([]);
  });

  it('leaves every deed in the continuity log, and stands after the case is closed and opened', async () => {
    const { bench, itemId, machine } = await readCase();
    await bench.engine.call('pictures.editText', { itemId, attachment: 0, text: 'kept' });
    await bench.engine.call('pictures.signOffText', { itemId, attachment: 0, text: 'kept' });
    await bench.engine.call('pictures.editText', { itemId, attachment: 0, text: null });
    const { entries } = await bench.engine.call('continuity.page', { limit: 3 });
    expect(entries.map((entry) => entry.action)).toEqual(['picture.text-undone', 'picture.text-signed-off', 'picture.text-edited']);
    expect(entries[2]?.details).toMatchObject({ before: machine, beforeFrom: 'machine', after: 'kept' });
    await bench.engine.call('cases.close', {});
    await bench.engine.call('cases.open', { folder: bench.caseFolder });
    expect(await textOf(bench, itemId)).toMatchObject({ text: 'kept', history: [{ deed: 'undone' }, { deed: 'signed-off' }, { deed: 'edited' }] });
  });
});
