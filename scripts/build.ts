/**
 * Builds the app into dist/: shell, preload and engine with esbuild, the window's pages with Vite.
 *
 * Runnable: `node scripts/build.ts [--force]`; without `--force` nothing is done when dist/ is up to date.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { build as buildPages } from 'vite';
import { z } from 'zod';
import { version as engineVersion } from '../electron/engine/version.ts';
import { projectFolder } from './electron-runtime/cache-folder.ts';

const stampFile = join(projectFolder, 'dist', 'build-stamp.txt');

/** Everything the result depends on. */
const inputs = [
  'electron', 'renderer', 'shared', 'resources', 'scripts/build.ts', 'vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json',
];

/** Packages that stay outside the bundles: native code, a file that must stay replaceable, or data and code read by path. */
const leftOutside = ['electron', 'better-sqlite3', 'sharp', 'libheif-js', '@napi-rs/canvas', 'tesseract.js', 'tesseract.js-core', '@tesseract.js-data/eng'];

interface Bundle { readonly entry: string; readonly output: string }
const nodeBundles: readonly Bundle[] = [
  { entry: 'electron/main/index.ts', output: 'dist/main/index.cjs' },
  { entry: 'electron/engine/index.ts', output: 'dist/engine/index.cjs' },
  { entry: 'electron/engine/jobs/worker.ts', output: 'dist/engine/worker.cjs' },
  { entry: 'electron/engine/pictures/text-worker.ts', output: 'dist/engine/text-worker.cjs' },
  { entry: 'electron/engine/importers/contained/reading-thread.ts', output: 'dist/engine/reading-thread.cjs' },
  { entry: 'electron/engine/store/writing-thread.ts', output: 'dist/engine/writing-thread.cjs' },
];
const preloadBundle: Bundle = { entry: 'electron/preload/index.ts', output: 'dist/preload/index.cjs' };

/** A digest of names, sizes and times of all inputs: changes when any of them does. */
export function inputStamp(root: string, entries: readonly string[]): string {
  const hash = createHash('sha256');
  for (const entry of entries) {
    for (const file of filesUnder(join(root, entry))) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file.slice(root.length)}\0${size}\0${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function isUpToDate(stamp: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

function sharedOptions({ entry, output }: Bundle): BuildOptions {
  return {
    absWorkingDir: projectFolder, entryPoints: [entry], outfile: output, bundle: true, format: 'cjs',
    platform: 'node', target: 'node18', external: leftOutside, sourcemap: 'linked', legalComments: 'none', logLevel: 'warning',
  };
}

/** A CommonJS file has no `import.meta`; these stand for what bundled modules read from it. */
function withModuleUrl(options: BuildOptions): BuildOptions {
  return {
    ...options,
    banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': '__moduleUrl', 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
  };
}

/** Bundles one file that runs on plain Node, as the app ships it. */
export async function bundleForNode(files: Bundle): Promise<void> {
  await bundle(withModuleUrl(sharedOptions(files)));
}

/** What the app prints on its documents and what its package says must be the same version. */
function checkVersion(): void {
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')));
  if (version !== engineVersion) throw new Error(`package.json says version ${version}, electron/engine/version.ts says ${engineVersion}: make them the same.`);
}

/** A test runner that builds has an environment of its own, and would get the window's development libraries, which do everything twice. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

/** Builds what is out of date. Returns false when there was nothing to do. Throws with the compiler's messages when the build fails. */
export async function buildApp(options: { readonly force: boolean } = { force: false }): Promise<boolean> {
  const stamp = inputStamp(projectFolder, inputs);
  if (!options.force && isUpToDate(stamp)) return false;
  rmSync(stampFile, { force: true });
  checkVersion();
  await Promise.all([
    ...nodeBundles.map(bundleForNode),
    bundle(sharedOptions(preloadBundle)),
  ]);
  await inProduction(() => buildPages({ configFile: join(projectFolder, 'vite.config.ts'), logLevel: 'warn' }));
  writeFileSync(stampFile, stamp);
  return true;
}

if (import.meta.main) {
  const built = await buildApp({ force: process.argv.includes('--force') });
  process.stdout.write(built ? 'Built dist/.\n' : 'dist/ is up to date.\n');
}
