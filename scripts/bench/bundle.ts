/** Measures making a hearing bundle of about 2,000 pages, in a process of its own; setting pages happens in Electron, whose memory is not counted. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBundleCase } from './bundle-case.ts';

interface Took { readonly wallMs: number; readonly cpuMs: number; readonly peakMiB: number; readonly pages: number; readonly megabytes: number; readonly documents: number }

function once(args: readonly string[]): Promise<Took> {
  return new Promise((settle, refuse) => {
    const child = fork(join(import.meta.dirname, 'bundle-child.ts'), [...args]);
    let took: Took | null = null;
    child.on('message', (message) => { took = message as Took; });
    child.on('exit', (code) => {
      if (took === null) refuse(new Error(`The bundle was not made (code ${code}).`));
      else settle(took);
    });
  });
}

/** Prints seconds, pages and peak memory. The bar is 60 s and 700 MiB. */
export async function benchBundle(seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  try {
    const { caseFolder, bundleId } = await makeBundleCase(folder, seed);
    const { wallMs, cpuMs, peakMiB, pages, megabytes, documents } = await once([caseFolder, join(folder, 'settings'), String(bundleId), join(folder, 'bundle.pdf')]);
    process.stdout.write(`\nHearing bundle, seed ${seed}, one run, ${cpus().length} cores, Node ${process.versions.node}\n\n| documents | pages | MB | seconds | processor seconds | peak MiB |\n|---:|---:|---:|---:|---:|---:|\n| ${documents} | ${pages} | ${megabytes.toFixed(1)} | ${(wallMs / 1000).toFixed(1)} | ${(cpuMs / 1000).toFixed(1)} | ${peakMiB.toFixed(0)} |\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
