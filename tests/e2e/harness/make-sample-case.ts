/** Run by `sample-case.ts`: `make-sample-case.ts <folder>` writes the sample and builds the case from it. */
import { join } from 'node:path';
import { Engine } from '../../../electron/engine/engine.ts';
import { populateCase } from '../../../scripts/demo/populate-case.ts';
import { defaultSeed, generateSampleCase } from '../../../scripts/sample-case.ts';

const [folder = ''] = process.argv.slice(2);
const inputs = join(folder, 'inputs');
const engine = new Engine({ settingsFolder: join(folder, 'settings'), author: 'R. Reviewer', log: (reference, story) => console.error(reference, story), host: () => { throw new Error('no pages are set here'); } });
const manifest = await generateSampleCase(inputs, defaultSeed);
await populateCase(engine, join(folder, 'Larkspur.plumbline'), manifest, inputs, { onStep: () => undefined });
await engine.close();
