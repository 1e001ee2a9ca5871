/** Every published damaged PDF against the class it is expected to have, through the registry as an import goes. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { chooseImporter } from '../../electron/engine/importers/recognise.ts';
import { PlumblineError } from '../../shared/contract/errors.ts';
import { itemDraftSchema } from '../../shared/domain/item.ts';
import { notCancelled, readAll, SourceFolder, type ReadResult } from '../fixtures/evidence-sources.ts';

const samples = resolve(import.meta.dirname, '..', '..', '..', 'shared', 'samples');
const present = existsSync(join(samples, 'expected.json'));
if (!present) console.warn('Skipped: the sample inputs are not beside the project (../shared/samples).');

interface RobustnessEntry { readonly path: string; readonly sha256: string; readonly expected_class: string; readonly also_acceptable?: string; readonly checked_with: string }
const entries: RobustnessEntry[] = present
  ? (JSON.parse(readFileSync(join(samples, 'expected.json'), 'utf8')) as { robustness: RobustnessEntry[] }).robustness.filter(({ path }) => path.startsWith('robustness-pdf/'))
  : [];

const folder = new SourceFolder();
afterAll(() => folder.remove());

type Outcome = { readonly read: ReadResult; readonly refusal: null } | { readonly read: null; readonly refusal: PlumblineError };

async function attempt(path: string): Promise<Outcome> {
  const source = folder.sourceAt(path, 'statement.pdf');
  try {
    const { importer } = await chooseImporter(source, notCancelled);
    expect(importer.id).toBe('document');
    return { read: await readAll(importer, source), refusal: null };
  } catch (error) {
    if (error instanceof PlumblineError) return { read: null, refusal: error };
    throw error;
  }
}

/** The class an outcome belongs to. An import in which no page was read would be no import. */
function classOf({ read, refusal }: Outcome): string {
  if (refusal !== null) {
    expect(refusal.message).toContain('“statement.pdf”');
    expect(['damaged_input', 'refused_input']).toContain(refusal.code);
    return 'must be refused with a clear error';
  }
  expect(read.items.length).toBeGreaterThan(0);
  return read.facts.warnings.some((warning) => !warning.includes('no text layer')) ? 'must import with warning' : 'must import';
}

describe.skipIf(!present)('damaged PDFs (skipped when the samples are absent)', () => {
  it('are all here', () => expect(entries).toHaveLength(50));

  it.each(entries.map((entry) => [entry.path.slice('robustness-pdf/'.length), entry] as const))('%s meets its class', async (_name, entry) => {
    const path = join(samples, entry.path);
    const rssBefore = process.memoryUsage.rss();
    const startedAt = performance.now();
    const outcome = await attempt(path);
    expect(performance.now() - startedAt, 'time to read it').toBeLessThan(10_000);
    expect(process.memoryUsage.rss() - rssBefore, 'memory to read it').toBeLessThan(2 ** 30);
    const found = classOf(outcome);
    // Containing is what the bounds above test; how it then ends is the file's own affair.
    if (entry.expected_class !== 'must be contained') expect([entry.expected_class, entry.also_acceptable]).toContain(found);
    const pages = Number(/pages (\d+)/.exec(entry.checked_with)?.[1] ?? Number.NaN);
    if (outcome.read !== null && !Number.isNaN(pages)) {
      expect(outcome.read.rows).toHaveLength(pages);
      expect(outcome.read.facts.rowsSeen).toBe(pages);
      for (const item of outcome.read.items) itemDraftSchema.parse(item);
    }
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(entry.sha256);
  });
});
