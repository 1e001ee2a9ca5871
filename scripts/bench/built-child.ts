/** Bundles what is measured as the app ships it: the same options, the threads as files beside the process that starts them. */
import { join } from 'node:path';
import { bundleForNode } from '../build.ts';
import { projectFolder } from '../electron-runtime/cache-folder.ts';

/** Inside the project, so that packages left outside are found. */
const folder = 'dist/bench';
const bundles = [
  { entry: 'scripts/bench/child.ts', output: `${folder}/child.cjs` },
  { entry: 'scripts/bench/bundle-child.ts', output: `${folder}/bundle-child.cjs` },
  { entry: 'electron/engine/jobs/worker.ts', output: `${folder}/worker.cjs` },
  { entry: 'electron/engine/importers/contained/reading-thread.ts', output: `${folder}/reading-thread.cjs` },
  { entry: 'electron/engine/store/writing-thread.ts', output: `${folder}/writing-thread.cjs` },
];

/** Builds the processes measurements run in. Returns the path of one's file. */
export async function buildChild(name: 'child' | 'bundle-child' = 'child'): Promise<string> {
  await Promise.all(bundles.map(bundleForNode));
  return join(projectFolder, folder, `${name}.cjs`);
}
