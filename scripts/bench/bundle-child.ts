/** The process a bundle is made in: `bundle-child <case> <settings> <number> <destination>`. What it takes is sent to the parent. */
import { startTypesetter } from '../../electron/command-line/typesetter.ts';
import { Engine } from '../../electron/engine/engine.ts';
import { bundleIdSchema } from '../../shared/domain/bundle.ts';

const [caseFolder = '', settingsFolder = '', bundle = '', destination = ''] = process.argv.slice(2);
const typesetter = await startTypesetter();
const engine = new Engine({ settingsFolder, author: 'Bench', host: (request, input) => typesetter.call(request, input), log: (ref, story) => console.error(ref, story) });
await engine.call('cases.open', { folder: caseFolder });
let stage = '';
const began = performance.now();
const cpuBegan = process.cpuUsage();
let stageBegan = began;
const say = (): void => { if (stage !== '') process.stderr.write(`  ${stage}: ${((performance.now() - stageBegan) / 1000).toFixed(1)} s, peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB\n`); };
const built = await engine.call('bundles.build', { bundleId: bundleIdSchema.parse(Number(bundle)), destination }, {
  report: (progress) => {
    if (progress.stage === stage) return;
    say();
    stage = progress.stage;
    stageBegan = performance.now();
  },
});
say();
const cpu = process.cpuUsage(cpuBegan);
process.send?.({ cpuMs: (cpu.user + cpu.system) / 1000, wallMs: performance.now() - began, peakMiB: process.resourceUsage().maxRSS / 1024, pages: built.pages, megabytes: built.sizeBytes / 1e6, documents: built.documents.length });
await engine.close();
await typesetter.stop();
