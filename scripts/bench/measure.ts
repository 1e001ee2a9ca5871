/** Runs one measurement in a process of its own, so that its time, processor time and memory are its own, and takes medians. */
import { fork } from 'node:child_process';
import { memoryPeak } from '../memory-peak.ts';
import type { Started } from './started-processes.ts';

export interface Measurement {
  /** Wall time in milliseconds. */
  readonly wallMs: number;
  /** Processor time of all threads, and of the processes it started, in milliseconds. */
  readonly cpuMs: number;
  /** Most memory the process, or the largest it started, had in use, in MiB. */
  readonly peakMiB: number;
  readonly rows: number;
  readonly bytes: number;
  /** What a reader must know about the figure. */
  readonly note: string;
}

/** What a subject of measurement does: everything before `start` and after `stop` is not counted. */
export type Subject = (given: { readonly path: string; readonly start: () => void; readonly stop: () => void }) => Promise<{ readonly rows: number; readonly bytes: number; readonly note?: string; readonly started?: Started }>;

/** Runs in the child: measures one subject and reports to the parent. */
export async function measureHere(subject: Subject, path: string): Promise<void> {
  let began = { at: 0, cpu: process.cpuUsage() };
  let took = { wallMs: 0, cpuMs: 0 };
  const { rows, bytes, note = '', started = { peakMiB: 0, cpuMs: 0 } } = await subject({
    path,
    start: () => { began = { at: performance.now(), cpu: process.cpuUsage() }; },
    stop: () => {
      const cpu = process.cpuUsage(began.cpu);
      took = { wallMs: performance.now() - began.at, cpuMs: (cpu.user + cpu.system) / 1000 };
    },
  });
  const result: Measurement = { wallMs: took.wallMs, cpuMs: took.cpuMs + started.cpuMs, peakMiB: Math.max(memoryPeak(), started.peakMiB), rows, bytes, note };
  process.send?.(result);
}

function once(childFile: string, subject: string, path: string, execArgv: readonly string[]): Promise<Measurement> {
  return new Promise((settle, refuse) => {
    const child = fork(childFile, [subject, path], { execArgv: [...execArgv] });
    let result: Measurement | null = null;
    child.on('message', (message) => { result = message as Measurement; });
    child.on('exit', (code) => {
      if (result === null) refuse(new Error(`The measurement “${subject}” ended with code ${code} and no result.`));
      else settle(result);
    });
  });
}

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Medians of some runs of each subject in processes of `childFile`; the subjects take turns, so that a busy minute falls on all of them. `execArgv`: options of Node's. */
export async function measure(childFile: string, subjects: readonly { readonly name: string; readonly path: string }[], runs: number, onRun: (text: string) => void, execArgv: readonly string[] = []): Promise<ReadonlyMap<string, Measurement>> {
  const results = new Map<string, Measurement[]>();
  for (let run = 1; run <= runs; run += 1) {
    for (const { name, path } of subjects) {
      const result = await once(childFile, name, path, execArgv);
      onRun(`${name}, run ${run} of ${runs}: ${(result.wallMs / 1000).toFixed(2)} s`);
      results.set(name, [...(results.get(name) ?? []), result]);
    }
  }
  return new Map([...results].map(([name, all]) => [name, {
    wallMs: middle(all.map(({ wallMs }) => wallMs)), cpuMs: middle(all.map(({ cpuMs }) => cpuMs)), peakMiB: middle(all.map(({ peakMiB }) => peakMiB)),
    rows: all[0]?.rows ?? 0, bytes: all[0]?.bytes ?? 0, note: all[0]?.note ?? '',
  }]));
}
