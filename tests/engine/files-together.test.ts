/** Files that belong together are saved together: each whole, and all of them or none, also where they replace others. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { putInPlace, writeBeside, writePiecesAtomically } from '../../electron/engine/fs/atomic-write.ts';
import { codeOf, scratchFolder } from './harness.ts';

const bytes = (text: string): Uint8Array[] => [Buffer.from(text)];
const textIn = (path: string): string => readFileSync(path, 'utf8');

it('files written beside their places are there at once, in place of those before, and nothing is left beside them', async () => {
  const folder = scratchFolder();
  const [one, two] = [join(folder, 'one.pdf'), join(folder, 'two.json')];
  writeFileSync(one, 'former');
  const ready = [await writeBeside(one, bytes('first'), true), await writeBeside(two, bytes('second'), true)];
  expect(textIn(one)).toBe('former');
  await putInPlace(ready, true);
  expect([textIn(one), textIn(two)]).toEqual(['first', 'second']);
  expect(readdirSync(folder).toSorted()).toEqual(['one.pdf', 'two.json']);
});

it('when one of them cannot be put in its place, every place is as it was', async () => {
  const folder = scratchFolder();
  const [report, other, bundle] = [join(folder, 'report.json'), join(folder, 'other.pdf'), join(folder, 'bundle.pdf')];
  writeFileSync(report, 'former report');
  const ready = [await writeBeside(report, bytes('report'), true), await writeBeside(other, bytes('other'), true), await writeBeside(bundle, bytes('bundle'), true)];
  // A folder has come to stand there meanwhile: nothing is renamed over it.
  mkdirSync(join(bundle, 'in-use'), { recursive: true });
  await expect(putInPlace(ready, true)).rejects.toThrow();
  expect(textIn(report)).toBe('former report');
  expect(readdirSync(folder).toSorted()).toEqual(['bundle.pdf', 'report.json']);
  expect(readdirSync(bundle)).toEqual(['in-use']);
});

it('what has come to a place that was free is not replaced unless that was allowed', async () => {
  const folder = scratchFolder();
  const [one, two] = [join(folder, 'one.pdf'), join(folder, 'two.pdf')];
  const ready = [await writeBeside(one, bytes('first'), false), await writeBeside(two, bytes('second'), false)];
  writeFileSync(two, 'somebody else’s');
  expect(await codeOf(putInPlace(ready, false))).toBe('already_exists');
  expect(readdirSync(folder)).toEqual(['two.pdf']);
  expect(textIn(two)).toBe('somebody else’s');
});

it('a single file replaces the one before in one step', async () => {
  const folder = scratchFolder();
  const path = join(folder, 'one.pdf');
  writeFileSync(path, 'former');
  expect(await writePiecesAtomically(path, bytes('first'), true)).toMatchObject({ sizeBytes: 5 });
  expect(textIn(path)).toBe('first');
  expect(readdirSync(folder)).toEqual(['one.pdf']);
});
