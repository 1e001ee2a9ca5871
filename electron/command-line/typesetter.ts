/**
 * Sets pages for the command line: starts the app's own Chromium without a window (`--typesetter`)
 * and asks it over a channel of wire messages.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from '../../scripts/electron-runtime/display.ts';
import { resolveElectron } from '../../scripts/electron-runtime.ts';
import { ensureSystem } from '../../scripts/setup-system.ts';
import { runTypesetter } from '../../shared/typesetting/started-process.ts';
import type { RunningTypesetter } from '../../shared/typesetting/typesetter-link.ts';
import { TypesetterPool } from '../../shared/typesetting/typesetter-pool.ts';

/** By as many processes as pages are set; more would only wait for a processor on most machines. */
const mostTypesetters = 2;

/** Builds the app if needed, finds Electron, opens a virtual display if there is none, and sets pages by one process or more, as there is work. */
export async function startTypesetter(): Promise<TypesetterPool> {
  await ensureSystem({ tests: false });
  // Loaded only now: the bundlers behind it would slow down every command that sets no pages.
  const { buildApp } = await import('../../scripts/build.ts');
  await buildApp();
  return new TypesetterPool(Array.from({ length: mostTypesetters }, () => startOne), (words) => { process.stderr.write(`${words}\n`); });
}

async function startOne(): Promise<RunningTypesetter> {
  const runtime = await resolveElectron();
  const display = await openDisplay();
  // A profile of its own, so that a running Plumbline is not disturbed; nothing of the case is written there.
  const profile = await mkdtemp(join(tmpdir(), 'plumbline-typesetter-'));
  const child = spawn(runtime.executable, [...runtime.launchArgs, '--typesetter', `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, ...runtime.env, ...display.env },
  });
  return runTypesetter(child, async () => {
    await display.stop();
    await rm(profile, { recursive: true, force: true });
  });
}
