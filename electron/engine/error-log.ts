/** The engine's log: full stories of errors, by reference. Never message text, never names of people: only what went wrong in the program. */
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorLog } from './rpc/failure.ts';
import { systemCode } from './fs/file-faults.ts';

const largestBytes = 5 * 2 ** 20;

/** Opens `engine.log` in the settings folder; one older file is kept. */
export function openErrorLog(settingsFolder: string): ErrorLog {
  mkdirSync(settingsFolder, { recursive: true });
  const path = join(settingsFolder, 'engine.log');
  try {
    if (statSync(path).size > largestBytes) renameSync(path, `${path}.1`);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  return (ref, story) => appendFileSync(path, `${new Date().toISOString()} ${ref} ${story}\n`, { mode: 0o600 });
}
