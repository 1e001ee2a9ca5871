/** The `electron` package of this checkout: its executable, and one bounded try at downloading it. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cacheFolder, projectFolder } from './cache-folder.ts';
import { runCommand } from './run-command.ts';

const packageFolder = join(projectFolder, 'node_modules', 'electron');
/** Ample for 120 MB on a slow line; a server that cannot be reached fails much sooner by itself. */
const downloadTimeoutMs = 300_000;
const failureHoldsForMs = 7 * 24 * 60 * 60 * 1000;

export function installedElectronVersion(): string | null {
  const manifest = join(packageFolder, 'package.json');
  if (!existsSync(manifest)) return null;
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(manifest, 'utf8'))).version;
}

/** Path of the installed executable; null when the package has not downloaded it. */
export function installedElectron(): string | null {
  const pathFile = join(packageFolder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const executable = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? executable : null;
}

const failureSchema = z.object({ at: z.number(), reason: z.string() });

function failureFile(version: string): string {
  return join(cacheFolder(), `electron-${version}-${process.platform}-${process.arch}.download-failed.json`);
}

/** Why the last try failed, while that is recent enough to be believed; null when a try is due. */
export function rememberedFailure(version: string, now: number = Date.now()): string | null {
  const file = failureFile(version);
  if (!existsSync(file)) return null;
  const failure = readFailure(readFileSync(file, 'utf8'));
  if (failure === null || now - failure.at > failureHoldsForMs || failure.at > now) return null;
  return failure.reason;
}

/** A file that another process has only half written counts as none. */
function readFailure(text: string): z.infer<typeof failureSchema> | null {
  try {
    return failureSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Makes the next start try the download again. */
export function forgetFailure(version: string): void {
  rmSync(failureFile(version), { force: true });
}

function rememberFailure(version: string, reason: string): void {
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(failureFile(version), `${JSON.stringify({ at: Date.now(), reason })}\n`);
}

export type DownloadResult =
  | { readonly ok: true; readonly executable: string }
  | { readonly ok: false; readonly reason: string; readonly remembered: boolean };

/** Runs the package's own installer, unless it failed here lately. */
export async function downloadElectron(version: string): Promise<DownloadResult> {
  const remembered = rememberedFailure(version);
  if (remembered !== null) return { ok: false, reason: remembered, remembered: true };
  process.stderr.write(`Plumbline: downloading Electron ${version} (once).\n`);
  const result = await runCommand(process.execPath, [join(packageFolder, 'install.js')], { timeoutMs: downloadTimeoutMs });
  const executable = installedElectron();
  if (result.exitCode === 0 && executable !== null) return { ok: true, executable };
  const reason = firstLine(result.stderr) ?? `the installer ended with ${String(result.exitCode)}`;
  rememberFailure(version, reason);
  return { ok: false, reason, remembered: false };
}

function firstLine(text: string): string | null {
  return text.split('\n').map((line) => line.trim()).find((line) => line !== '') ?? null;
}
