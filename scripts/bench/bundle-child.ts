/** The process a bundle is made in: `bundle-child <case> <settings> <number> <destination>`. Pages are set by the parent's Electron; what making it takes is sent to the parent. */
import { Engine } from '../../electron/engine/engine.ts';
import type { HostCall } from '../../electron/engine/rpc/handler.ts';
import { bundleIdSchema } from '../../shared/domain/bundle.ts';
import { memoryPeak } from '../memory-peak.ts';

const [caseFolder = '', settingsFolder = '', bundle = '', destination = ''] = process.argv.slice(2);
const waiting = new Map<number, (answer: never) => void>();
process.on('message', ({ id, answer }: { id: number; answer: never }) => { waiting.get(id)?.(answer); waiting.delete(id); });
let asked = 0;
const host: HostCall = (request, input) => new Promise((settle) => {
  asked += 1;
  waiting.set(asked, settle);
  process.send?.({ type: 'host', id: asked, request, input });
});

async function run(): Promise<void> {
  const engine = new Engine({ settingsFolder, author: 'Bench', host, log: (ref, story) => console.error(ref, story) });
  await engine.call('cases.open', { folder: caseFolder });
  const before = memoryPeak();
  const began = performance.now();
  const cpuBegan = process.cpuUsage();
  let stage = '';
  let stageBegan = began;
  const say = (): void => { if (stage !== '') process.stderr.write(`  ${stage}: ${((performance.now() - stageBegan) / 1000).toFixed(1)} s, peak ${memoryPeak().toFixed(0)} MiB\n`); };
  const built = await engine.call('bundles.build', { bundleId: bundleIdSchema.parse(Number(bundle)), destination }, {
    report: (progress) => {
      if (progress.stage === stage || progress.unit === 'bytes') return;
      say();
      stage = progress.stage;
      stageBegan = performance.now();
    },
  });
  say();
  const cpu = process.cpuUsage(cpuBegan);
  process.send?.({ type: 'took', cpuMs: (cpu.user + cpu.system) / 1000, wallMs: performance.now() - began, before, peakMiB: memoryPeak(), pages: built.pages, megabytes: built.sizeBytes / 1e6, documents: built.documents.length });
  await engine.close();
  process.disconnect();
}

run().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
