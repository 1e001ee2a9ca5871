/** Measures making a hearing bundle of about 2,000 pages, in a process of its own; setting pages happens in Electron, whose memory is not counted. */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import type { Typesetting } from '../../shared/typesetting/typesetter-link.ts';
import { buildChild } from './built-child.ts';
import { makeBundleCase } from './bundle-case.ts';

interface Took { readonly type: 'took'; readonly wallMs: number; readonly cpuMs: number; readonly before: number; readonly peakMiB: number; readonly pages: number; readonly megabytes: number; readonly documents: number }
interface Asked { readonly type: 'host'; readonly id: number; readonly request: 'host.typeset'; readonly input: Parameters<Typesetting['call']>[1] }

function once(childFile: string, args: readonly string[], typesetter: Typesetting): Promise<Took> {
  return new Promise((settle, refuse) => {
    const child = fork(childFile, [...args]);
    let took: Took | null = null;
    child.on('message', (message) => {
      const said = message as Took | Asked;
      if (said.type === 'took') took = said;
      else typesetter.call(said.request, said.input).then((answer) => { child.send({ id: said.id, answer }); }, refuse);
    });
    child.on('exit', (code) => {
      if (took === null) refuse(new Error(`The bundle was not made (code ${code}).`));
      else settle(took);
    });
  });
}

/** Prints seconds, pages and peak memory. The bar is 60 s and 700 MiB. */
export async function benchBundle(seed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-bench-'));
  const typesetter = await startTypesetter();
  try {
    const { caseFolder, bundleId } = await makeBundleCase(folder, seed);
    const { wallMs, cpuMs, before, peakMiB, pages, megabytes, documents } = await once(await buildChild('bundle-child'), [caseFolder, join(folder, 'settings'), String(bundleId), join(folder, 'bundle.pdf')], typesetter);
    process.stdout.write([
      `\nHearing bundle, seed ${seed}, one run as the app ships it, ${cpus().length} cores, Node ${process.versions.node}\n`,
      '| documents | pages | MB | seconds | processor seconds | MiB before | peak MiB |', '|---:|---:|---:|---:|---:|---:|---:|',
      `| ${documents} | ${pages} | ${megabytes.toFixed(1)} | ${(wallMs / 1000).toFixed(1)} | ${(cpuMs / 1000).toFixed(1)} | ${before.toFixed(0)} | ${peakMiB.toFixed(0)} |\n`,
    ].join('\n'));
  } finally {
    await typesetter.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
