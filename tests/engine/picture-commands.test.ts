import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { duplicateGroupSchema, pictureTextSchema, readTextResultSchema, similarResultSchema } from '../../shared/contract/pictures.ts';
import { zipOf } from '../../scripts/sample-case/archive.ts';
import { chatScreenshot } from '../fixtures/screenshots.ts';
import { addAndImport, allItems, freshCase, londonAnswers, writeEvidence } from './harness.ts';

const root = resolve(import.meta.dirname, '../..');

interface Outcome { readonly code: number; readonly stdout: string; readonly stderr: string }

/** A case with one screenshot sent in a chat and supplied again on its own, and the command line upon it. */
async function caseOnDisk(): Promise<{ run: (...args: string[]) => Promise<Outcome>; value: <T>(schema: z.ZodType<T>, ...args: string[]) => Promise<T>; itemId: string }> {
  const bench = await freshCase();
  const screenshot = await chatScreenshot([{ text: 'Meet me at the Larkspur car park' }, { text: 'about nine', mine: true }]);
  const zip = await zipOf([{ name: 'WhatsApp Chat with Imogen Vale.txt', bytes: Buffer.from('28/09/2021, 15:31 - Rowan Ashdown: IMG-20210928-WA0001.png (file attached)\n28/09/2021, 15:32 - Imogen Vale: thanks') }, { name: 'IMG-20210928-WA0001.png', bytes: screenshot }]);
  await addAndImport(bench, writeEvidence(bench.folder, 'WhatsApp Chat with Imogen Vale.zip', zip), 'ABC/1', londonAnswers);
  await addAndImport(bench, writeEvidence(bench.folder, 'supplied.png', screenshot), 'ABC/2');
  const itemId = (await allItems(bench)).find((item) => item.exhibit === 'ABC/2')?.id ?? '';
  await bench.engine.call('cases.close', {});
  const run = (...args: string[]): Promise<Outcome> => new Promise((settle) => {
    const [command = '', ...options] = args;
    execFile(process.execPath, [join(root, 'electron/command-line/index.ts'), command, bench.caseFolder, ...options, '--settings', join(bench.folder, 'settings'), '--author', 'R. Reviewer'], { encoding: 'utf8', maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      settle({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
  });
  const value = async <T>(schema: z.ZodType<T>, ...args: string[]): Promise<T> => z.object({ ok: z.literal(true), value: schema }).parse(JSON.parse((await run(...args, '--json')).stdout)).value;
  return { run, value, itemId };
}

describe('the command line', () => {
  it('reads pictures, prints and corrects their text and signs it off', async () => {
    const { run, value, itemId } = await caseOnDisk();
    expect(await run('read-pictures')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('2 pictures = 2 read now + 0 read before + 0 that could not be read') as string });
    expect(await value(readTextResultSchema, 'read-pictures')).toMatchObject({ asked: 2, read: 0, alreadyRead: 2 });
    const printed = await run('picture-text', '--item', itemId);
    expect(printed.stdout).toContain('read by machine');
    expect(printed.stdout).toContain('Larkspur');
    expect(await value(z.array(pictureTextSchema), 'picture-text', '--item', itemId, '--correct', 'Meet me there')).toMatchObject([{ text: 'Meet me there', origin: 'person' }]);
    expect((await run('picture-text', '--item', itemId, '--sign-off')).stdout).toContain('signed off by R. Reviewer');
    expect(await value(z.array(pictureTextSchema), 'picture-text', '--item', itemId, '--undo')).toMatchObject([{ text: 'Meet me there', signedOffBy: null }]);
    expect((await run('search', 'Larkspur', '--jsonl')).stdout.trim().split('\n')).toHaveLength(2);
  });

  it('writes down what a region of a picture shows, in the picture’s own pixels, and refuses one beyond its edge', async () => {
    const { run, value, itemId } = await caseOnDisk();
    const said = ['--item', itemId, '--kind', 'event', '--date', '2021-09-28', '--clock', '15:31', '--from-zone', 'Europe/London', '--zone-basis', 'assumed', '--text', 'Meet me at nine'];
    const made = await value(z.object({ itemId: z.string() }), 'transcribe', ...said, '--region', '0,40,1080,90');
    const lines = (await run('search', '"Meet me at nine"', '--jsonl')).stdout.trim().split('\n').map((line) => JSON.parse(line) as { id: string; locator: unknown; fields: unknown });
    expect(lines.map(({ id }) => id)).toEqual([made.itemId]);
    expect(lines[0]?.locator).toMatchObject({ type: 'region', x: 0, width: 1 });
    expect(JSON.stringify(lines[0]?.fields)).toContain('1080 × 90 pixels from 0, 40');
    expect(await run('transcribe', ...said, '--region', '0,40,1081,90')).toMatchObject({ code: 2, stderr: expect.stringContaining('reaches beyond the picture') as string });
    expect(await run('transcribe', ...said, '--region', 'top')).toMatchObject({ code: 2, stderr: expect.stringContaining('x,y,width,height') as string });
  });

  it('lists duplicates and pictures that look alike', async () => {
    const { run, value, itemId } = await caseOnDisk();
    const { groups: [group], notHashed } = await value(z.object({ notHashed: z.number(), groups: z.array(duplicateGroupSchema) }), 'duplicates');
    expect(notHashed).toBe(0);
    expect(group).toMatchObject({ exhibits: 2, places: [{ exhibit: 'ABC/1' }, { exhibit: 'ABC/2', itemId }] });
    expect((await run('duplicates')).stdout).toContain('1 file is in more than one exhibit');
    expect((await run('duplicates', '--kind', 'film')).stdout).toContain('0 files are in more than one exhibit (only of the kind “film”)');
    expect((await run('duplicates', '--hash')).stdout).toContain('0 files had no hash = 0 hashed now + 0 that could not be opened');
    expect((await run('duplicates', '--kind', 'video')).code).toBe(2);
    expect(await value(similarResultSchema, 'similar-pictures', '--item', itemId)).toMatchObject({ groups: [], compared: 1, failed: 0 });
  });

  it('ends with 2 when more than one change is asked for, and with 1 for an item without a picture', async () => {
    const { run, itemId } = await caseOnDisk();
    expect(await run('picture-text', '--item', itemId, '--undo', '--sign-off')).toMatchObject({ code: 2 });
    expect(await run('picture-text', '--item', itemId, '--attachment', '0')).toMatchObject({ code: 2 });
    const thanks = JSON.parse((await run('search', 'thanks', '--jsonl')).stdout) as { id: string };
    expect(await run('picture-text', '--item', thanks.id)).toMatchObject({ code: 1, stderr: expect.stringContaining('no picture') as string });
  });
});
