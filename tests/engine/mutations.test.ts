/** A thin slice of `npm run fuzz` (docs/fuzzing.md): every sample and invented input, damaged in a few seeded ways. */
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { sampleInputs, samplesPresent, type FuzzInput } from '../../scripts/fuzz/inputs.ts';
import { inventedInputs } from '../../scripts/fuzz/invented-inputs.ts';
import { judge, sourceIn } from '../../scripts/fuzz/judge.ts';
import { mutate } from '../../scripts/fuzz/mutate.ts';
import { Random } from '../../scripts/fuzz/random.ts';
import { SourceFolder } from '../fixtures/evidence-sources.ts';

if (!samplesPresent) console.warn('Skipped: the sample inputs are not beside the project (../shared/samples).');

const folder = new SourceFolder();
afterAll(() => folder.remove());
const samples = sampleInputs();
const invented = await inventedInputs();

const sizeOf = ({ files }: FuzzInput): number => files.reduce((sum, { bytes }) => sum + bytes.length, 0);
/** Large samples take seconds each; the whole slice is to take less than a minute. */
const runsOf = (input: FuzzInput): number => Math.max(1, Math.min(15, Math.floor(1_500_000 / sizeOf(input))));

async function wrongWith(input: FuzzInput, seed: number): Promise<string[]> {
  const mutated = await mutate(input, seed);
  const { faults } = await judge(sourceIn(join(folder.path, 'run'), input, mutated));
  // What a private sample holds is shown to nobody.
  return faults.map((fault) => `seed ${seed} (${mutated.done.join(' ')}): ${input.name.startsWith('macos-imessage/') ? 'failed' : fault}`);
}

describe('a damaged input', () => {
  it.each([...samples, ...invented].map((input) => [input.name, input] as const))('%s is read, set aside or refused, with every row accounted for', async (_name, input) => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= runsOf(input); seed += 1) wrong.push(...await wrongWith(input, seed));
    expect(wrong).toEqual([]);
  });
});

describe('the damage', () => {
  it('is the same for the same seed, and another for another', async () => {
    const bytes = async (seed: number): Promise<string[]> => Promise.all(invented.map(async (input) => JSON.stringify((await mutate(input, seed)).files.map(({ bytes: content }) => Buffer.from(content).toString('base64')))));
    const [once, again, other] = [await bytes(1), await bytes(1), await bytes(2)];
    expect(again).toEqual(once);
    expect(other.filter((content, at) => content === once[at]).length).toBeLessThan(invented.length / 4);
  });

  it('leaves what it is made from as it was', async () => {
    const before = invented.map(({ files }) => files.map(({ bytes }) => Buffer.from(bytes).toString('base64')));
    for (let seed = 1; seed <= 10; seed += 1) for (const input of invented) await mutate(input, seed);
    expect(invented.map(({ files }) => files.map(({ bytes }) => Buffer.from(bytes).toString('base64')))).toEqual(before);
  });

  it('is drawn evenly', () => {
    const random = new Random('a');
    const drawn = Array.from({ length: 10_000 }, () => random.below(10));
    for (let value = 0; value < 10; value += 1) expect(drawn.filter((one) => one === value).length).toBeGreaterThan(850);
  });
});

describe('the judge of damaged inputs', () => {
  const input = invented.find(({ name }) => name === 'invented/enquiries.csv');

  it('finds no fault with a sound input', async () => {
    if (input === undefined) throw new Error('the invented audit is there');
    expect(await judge(sourceIn(join(folder.path, 'run'), input, { files: input.files, done: [] }))).toEqual({ outcome: 'tabular: 3 rows', faults: [] });
  });
});
