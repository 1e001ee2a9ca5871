/** The process in which damaged files are read: it lives long, and whoever started it can end it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleInputs } from './inputs.ts';
import { inventedInputs } from './invented-inputs.ts';
import { judge, sourceIn } from './judge.ts';
import { forgetPeak, memoryPeak } from '../memory-peak.ts';
import { mutate } from './mutate.ts';
import type { RunOrder, RunReport } from './runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-fuzz-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
process.on('disconnect', () => process.exit(0));

const inputs = new Map([...sampleInputs(), ...await inventedInputs()].map((input) => [input.name, input]));

async function run({ name, seed }: RunOrder): Promise<RunReport> {
  const input = inputs.get(name);
  if (input === undefined) throw new Error(`no input is called ${name}`);
  const mutated = await mutate(input, seed);
  const source = sourceIn(join(folder, 'run'), input, mutated);
  forgetPeak();
  const before = process.cpuUsage();
  const begun = performance.now();
  const verdict = await judge(source);
  const { user, system } = process.cpuUsage(before);
  return { name, seed, ...verdict, done: mutated.done, cpuMs: Math.round((user + system) / 1_000), wallMs: Math.round(performance.now() - begun), peakMiB: memoryPeak() };
}

process.on('message', (order: RunOrder) => {
  run(order).then((report) => process.send?.(report), (error: unknown) => { throw error; });
});
process.send?.([...inputs.keys()]);
