/** The hearing bundle of the sample case, as the demonstration makes it, held against the rules by a script that shares no code with the builder. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import { hearingBundle } from '../../scripts/demo/hearing-bundle.ts';
import { populateCase } from '../../scripts/demo/populate-case.ts';
import { defaultSeed, generateSampleCase } from '../../scripts/sample-case.ts';
import type { CommandOutput } from '../../shared/contract/contract.ts';
import { bundleRules } from '../independent/hearing-bundle.ts';
import { engineForAll } from './harness.ts';

let typesetter: Awaited<ReturnType<typeof startTypesetter>>;
const host: HostCall = (request, input) => typesetter.call(request, input);
let built: CommandOutput<'bundles.build'>;

beforeAll(async () => {
  typesetter = await startTypesetter();
  const { engine, folder } = engineForAll(host);
  const inputs = join(folder, 'inputs');
  await populateCase(engine, join(folder, 'Larkspur.plumbline'), await generateSampleCase(inputs, defaultSeed), inputs, { onStep: () => undefined });
  await engine.call('pictures.readText', {});
  const { bundleId } = await engine.call('bundles.save', { definition: hearingBundle(await engine.call('exhibits.list', {})) });
  built = await engine.call('bundles.build', { bundleId, destination: join(folder, 'bundle.pdf') });
}, 600_000);
afterAll(() => typesetter.stop());

describe('the bundle of the sample case', () => {
  it('has at least 150 pages of documents, pictures and schedules, and holds to every rule a program can test', () => {
    expect(built.pages).toBeGreaterThanOrEqual(150);
    expect(new Set(built.documents.map(({ as }) => as))).toEqual(new Set(['pages', 'case', 'picture', 'beside']));
    expect(bundleRules(built.path).filter(({ ok }) => !ok)).toEqual([]);
  }, 120_000);

  it('has the words of screenshots behind them, where they stand in the picture, and they are not seen', () => {
    const screenshot = built.documents.find(({ title }) => title.startsWith('DEF/3:'));
    if (screenshot === undefined) throw new Error('the screenshot is not in the bundle');
    const page = ['-f', String(screenshot.firstPage), '-l', String(screenshot.firstPage)];
    const words = execFileSync('pdftotext', ['-bbox', ...page, built.path, '-'], { encoding: 'utf8' });
    const [, x = '0', y = '0'] = /<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>Followed</u.exec(words) ?? [];
    const [width, height] = [595, 842];
    // The picture stands in the middle of the page: the word is left of the middle, and above it.
    expect(Number(x)).toBeGreaterThan(width * 0.15);
    expect(Number(x)).toBeLessThan(width * 0.5);
    expect(Number(y)).toBeGreaterThan(height * 0.2);
    expect(Number(y)).toBeLessThan(height * 0.6);
    expect(built.documents.filter(({ as }) => as === 'picture').filter(({ worded }) => worded).length).toBeGreaterThan(8);
  });

  it('cites the page of the screenshot in the chronology, as a link to it', () => {
    const chronology = built.documents.find(({ id }) => id === 'chronology');
    const screenshot = built.documents.find(({ title }) => title.startsWith('DEF/2:'));
    const text = execFileSync('pdftotext', ['-layout', '-f', String(chronology?.firstPage), '-l', String(chronology?.lastPage), built.path, '-'], { encoding: 'utf8' });
    expect(text).toMatch(new RegExp(`DEF/2\\s+${screenshot?.firstPage}\\b`, 'u'));
  });
});
