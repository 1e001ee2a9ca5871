/**
 * Writes the invented sample case: `node scripts/sample-case.ts <folder> [--seed N]`.
 * See docs/sample-case.md.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { generateSampleCase } from './sample-case/write-sample.ts';

export { generateSampleCase } from './sample-case/write-sample.ts';
export { sampleManifestSchema, type SampleManifest } from './sample-case/manifest.ts';

export const defaultSeed = 412;

async function fromCommandLine(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { seed: { type: 'string', default: String(defaultSeed) } } });
  const [folder, ...more] = positionals;
  const seed = Number(values.seed);
  if (folder === undefined || more.length > 0 || !Number.isSafeInteger(seed)) {
    process.stderr.write('Use: node scripts/sample-case.ts <folder> [--seed N], where N is a whole number.\n');
    return 2;
  }
  const manifest = await generateSampleCase(resolve(folder), seed);
  process.stdout.write(`Wrote ${manifest.exhibits.length} files and manifest.json to ${resolve(folder)} (seed ${seed}).\n`);
  return 0;
}

if (import.meta.main) process.exitCode = await fromCommandLine(process.argv.slice(2));
