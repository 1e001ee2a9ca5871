/**
 * The system libraries and programs that Electron needs on Linux, and those the tests use.
 * As root on Debian or Ubuntu missing ones are installed; otherwise the one command to run is printed.
 *
 * Runnable: `node scripts/setup-system.ts [--tests]`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { runCommand } from './electron-runtime/run-command.ts';

/** Without these no window opens. Newer releases renamed some of them with the suffix `t64`. */
const essentials = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libatk-bridge2.0-0'] as const;
/** Only needed where there is no display. */
const headless = ['xvfb', 'xauth'] as const;
/** Without these, characters of some scripts and emoji are drawn as boxes. */
const fonts = ['fonts-noto-core', 'fonts-noto-color-emoji'] as const;
/** The tests look at PDFs with the first two and count connections with the last. */
const forTests = ['poppler-utils', 'qpdf', 'strace', 'libheif-examples'] as const;

const timeoutMs = 900_000;

export interface SystemNeeds {
  /** True to include what only the tests use. */
  readonly tests: boolean;
}

export type SystemState =
  | { readonly state: 'ready' }
  | { readonly state: 'installed'; readonly packages: readonly string[] }
  /** Things are missing that we may not install; `command` would. `usable` = windows can open all the same. */
  | { readonly state: 'incomplete'; readonly packages: readonly string[]; readonly command: string; readonly usable: boolean };

/** Names from `wanted` that are neither installed themselves nor under their `t64` name. */
export function missingPackages(wanted: readonly string[], installed: ReadonlySet<string>): string[] {
  return wanted.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/** Names of fully installed packages in the output of `dpkg-query -W -f='${Package} ${db:Status-Status}\n'`. */
export function installedPackages(dpkgOutput: string): Set<string> {
  const lines = dpkgOutput.split('\n').map((line) => line.trim().split(' '));
  return new Set(lines.flatMap(([name, status]) => (name !== undefined && status === 'installed' ? [name] : [])));
}

/** The name to install on this release: the plain one, or with `t64` when only that has something to install. */
export function installableName(name: string, aptCachePolicy: (name: string) => boolean): string {
  return aptCachePolicy(name) || !aptCachePolicy(`${name}t64`) ? name : `${name}t64`;
}

/** Checks, and installs what is missing when it may. Quick when nothing is. Throws when an install fails. */
export async function setUpSystem(needs: SystemNeeds): Promise<SystemState> {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query')) return { state: 'ready' };
  const wanted = [...essentials, ...headless, ...fonts, ...(needs.tests ? forTests : [])];
  const missing = missingPackages(wanted, await queryInstalled());
  if (missing.length === 0) return { state: 'ready' };
  if (process.getuid?.() === 0 && isDebianFamily()) return install(missing);
  const usable = !missing.some((name) => (essentials as readonly string[]).includes(name));
  return { state: 'incomplete', packages: missing, usable, command: `sudo apt-get install --no-install-recommends ${missing.join(' ')}` };
}

/** Sets up and tells the person in words; throws when windows could not open. */
export async function ensureSystem(needs: SystemNeeds): Promise<void> {
  const outcome = await setUpSystem(needs);
  switch (outcome.state) {
    case 'ready': return;
    case 'installed':
      process.stderr.write(`Plumbline: installed system packages: ${outcome.packages.join(' ')}\n`);
      return;
    case 'incomplete': {
      const text = `System packages are missing. Install them with:\n  ${outcome.command}`;
      if (!outcome.usable) throw new Error(text);
      process.stderr.write(`Plumbline: ${text}\n`);
    }
  }
}

async function queryInstalled(): Promise<Set<string>> {
  const result = await runCommand('dpkg-query', ['-W', '-f=${Package} ${db:Status-Status}\n'], { timeoutMs });
  if (result.exitCode !== 0) throw new Error(`dpkg-query could not list the installed packages.\n${result.stderr.trim()}`);
  return installedPackages(result.stdout);
}

function isDebianFamily(): boolean {
  if (!existsSync('/etc/os-release') || !existsSync('/usr/bin/apt-get')) return false;
  return /^ID(?:_LIKE)?=.*(?:debian|ubuntu)/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function install(missing: readonly string[]): Promise<SystemState> {
  process.stderr.write(`Plumbline: installing system packages: ${missing.join(' ')}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runCommand('apt-get', ['update', '-q'], { env, timeoutMs });
  if (update.exitCode !== 0) throw new Error(`apt-get update failed.\n${update.stderr.trim()}`);
  const names = await Promise.all(missing.map(nameOnThisRelease));
  const installed = await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env, timeoutMs });
  if (installed.exitCode !== 0) throw new Error(`apt-get could not install ${names.join(' ')}.\n${installed.stderr.trim()}`);
  return { state: 'installed', packages: names };
}

async function nameOnThisRelease(name: string): Promise<string> {
  const known = new Set<string>();
  for (const candidate of [name, `${name}t64`]) {
    const result = await runCommand('apt-cache', ['policy', candidate], { timeoutMs, env: { ...process.env, LC_ALL: 'C' } });
    if (/^ {2}Candidate: (?!\(none\))\S/m.test(result.stdout)) known.add(candidate);
  }
  return installableName(name, (candidate) => known.has(candidate));
}

if (import.meta.main) {
  await ensureSystem({ tests: process.argv.includes('--tests') });
}
