/** The invented sample case, made once by the command line's engine; each test works on a copy of its own. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test as base } from './app.ts';

const maker = resolve(import.meta.dirname, 'make-sample-case.ts');

export const test = base.extend<{ sampleCase: string }, { madeCase: string }>({
  madeCase: [async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-sample-'));
    const made = spawnSync(process.execPath, [maker, folder], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(`The sample case could not be made: ${made.stderr}`);
    await use(join(folder, 'Larkspur.plumbline'));
    rmSync(folder, { recursive: true, force: true });
  }, { scope: 'worker', timeout: 300_000 }],
  sampleCase: async ({ madeCase, scratch }, use) => {
    const copy = join(scratch, 'Larkspur.plumbline');
    cpSync(madeCase, copy, { recursive: true });
    await use(copy);
  },
});

export { expect } from './app.ts';
