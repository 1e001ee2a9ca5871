/** A second process of this app that sets pages and does nothing else: Electron prints one document after another in one process. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { runTypesetter } from '../../../shared/typesetting/started-process.ts';
import type { RunningTypesetter } from '../../../shared/typesetting/typesetter-link.ts';

/** What this process was started with that its like must be started with too. */
const passedOn = ['no-sandbox', 'disable-gpu'] as const;

/** Rejects with `typesetting_failed`. */
export async function startTypesetterProcess(): Promise<RunningTypesetter> {
  // A profile of its own, which no other process has open; nothing of the case is written there.
  const profile = await mkdtemp(join(tmpdir(), 'plumbline-typesetter-'));
  const switches = passedOn.filter((name) => app.commandLine.hasSwitch(name)).map((name) => `--${name}`);
  const child = spawn(process.execPath, [...switches, ...(app.isPackaged ? [] : [app.getAppPath()]), '--typesetter', `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  return runTypesetter(child, () => rm(profile, { recursive: true, force: true }));
}
