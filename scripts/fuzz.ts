/**
 * Damages every sample and invented input in many seeded ways and reads the result: `npm run fuzz --
 * [--per-sample 2000] [--only <pattern>] [--seed N]`. Ends with 1 when anything failed. See docs/fuzzing.md.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { samplesPresent } from './fuzz/inputs.ts';
import { faultsOf, type RunReport } from './fuzz/runs.ts';

/** A file that keeps the process busy longer than this, on the clock, hangs. It is long because other work may share the machine. */
const hangMs = 90_000;
const startMs = 120_000;
/** Worth a look, though allowed: time that grows faster than the file is found here first. */
const slowMs = 3_000;

/** One process at a time, started again when it dies or hangs. */
class Reader {
  #child: ChildProcess | null = null;
  names: readonly string[] = [];

  async start(): Promise<void> {
    this.#child = fork(join(import.meta.dirname, 'fuzz', 'worker.ts'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    this.names = await this.#next<readonly string[]>(startMs);
  }

  /** The report of one run, or why there is none. */
  async run(name: string, seed: number): Promise<RunReport | string> {
    if (this.#child === null) await this.start();
    try {
      const reply = this.#next<RunReport>(hangMs);
      this.#child?.send({ name, seed });
      return await reply;
    } catch (error) {
      this.stop();
      return error instanceof Error ? error.message : String(error);
    }
  }

  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  #next<T>(limitMs: number): Promise<T> {
    const child = this.#child;
    if (child === null) return Promise.reject(new Error('no process'));
    return new Promise((resolve, reject) => {
      let said = '';
      const listen = (chunk: Buffer): void => { said = (said + chunk.toString()).slice(-2_000); };
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
        child.stderr?.off('data', listen);
        then();
      };
      const onMessage = (message: unknown): void => settle(() => resolve(message as T)); // the worker sends nothing else
      const onExit = (code: number | null, signal: string | null): void => settle(() => reject(new Error(`the process died (${code ?? signal}) ${said.split('\n').filter((line) => /error|at /i.test(line)).slice(0, 4).join(' ').slice(0, 500)}`)));
      const timer = setTimeout(() => settle(() => reject(new Error(`no answer in ${limitMs / 1_000} s`))), limitMs);
      child.on('message', onMessage);
      child.on('exit', onExit);
      child.stderr?.on('data', listen);
    });
  }
}

interface Line { readonly outcomes: Map<string, number>; runs: number; failures: number; slowestMs: number; peakMiB: number; read: number; cpuMs: number }

interface Options { readonly perSample: number; readonly only: string; readonly seed: number }

async function fuzz({ perSample, only, seed }: Options): Promise<number> {
  if (!samplesPresent) console.warn('The sample inputs are not beside the project (../shared/samples): only invented inputs are damaged.');
  const reader = new Reader();
  await reader.start();
  const failing: string[] = [];
  const lines: string[] = [];
  for (const name of reader.names.filter((one) => new RegExp(only).test(one))) {
    const line: Line = { outcomes: new Map(), runs: 0, failures: 0, slowestMs: 0, peakMiB: 0, read: 0, cpuMs: 0 };
    for (let at = seed; at < seed + perSample; at += 1) {
      const report = await reader.run(name, at);
      const faults = typeof report === 'string' ? [report] : faultsOf(report);
      line.runs += 1;
      if (typeof report !== 'string') {
        const outcome = report.outcome.replace(/\d+ rows$/, 'rows');
        line.outcomes.set(outcome, (line.outcomes.get(outcome) ?? 0) + 1);
        line.slowestMs = Math.max(line.slowestMs, report.cpuMs);
        line.peakMiB = Math.max(line.peakMiB, report.peakMiB);
        line.cpuMs += report.cpuMs;
        if (report.cpuMs > slowMs) console.log(`slow ${name} --seed ${at} (${report.done.join(' ')}): ${(report.cpuMs / 1_000).toFixed(1)} s, ${report.outcome}`);
        line.read += report.outcome.endsWith('rows') ? 1 : 0;
      }
      if (faults.length === 0) continue;
      line.failures += 1;
      failing.push(`${name} --seed ${at}`);
      console.log(`FAILED ${name} --seed ${at} (${typeof report === 'string' ? '' : report.done.join(' ')}): ${faults.join(' | ')}`);
    }
    lines.push(`| ${name} | ${line.runs} | ${line.read} | ${line.failures} | ${(line.slowestMs / 1_000).toFixed(1)} s | ${line.peakMiB} MiB |`);
    console.log(`${lines.at(-1) ?? ''} ${(line.cpuMs / Math.max(1, line.runs)).toFixed(0)} ms each; ${[...line.outcomes].map(([outcome, count]) => `${count} × ${outcome}`).join(', ')}`);
  }
  reader.stop();
  console.log(`\n| sample | runs | read to the end | failures | slowest (processor) | peak memory |\n|---|---|---|---|---|---|\n${lines.join('\n')}\n`);
  console.log(failing.length === 0 ? 'No run failed.' : `${failing.length} runs failed:\n${failing.join('\n')}`);
  return failing.length === 0 ? 0 : 1;
}

const { values } = parseArgs({ options: { 'per-sample': { type: 'string', default: '2000' }, only: { type: 'string', default: '' }, seed: { type: 'string', default: '1' } } });
const options = { perSample: Number(values['per-sample']), only: values.only, seed: Number(values.seed) };
if (!Number.isSafeInteger(options.perSample) || !Number.isSafeInteger(options.seed)) {
  console.error('Use: npm run fuzz -- [--per-sample N] [--only <part of a name>] [--seed N], where N is a whole number.');
  process.exitCode = 2;
} else process.exitCode = await fuzz(options);
