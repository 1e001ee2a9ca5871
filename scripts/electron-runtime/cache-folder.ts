/** Where things fetched once for development are kept, outside any one checkout. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of this checkout. */
export const projectFolder = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/** `PLUMBLINE_CACHE` when set, else `~/.cache/plumbline`. */
export function cacheFolder(): string {
  const chosen = process.env['PLUMBLINE_CACHE'];
  return chosen !== undefined && chosen !== '' ? resolve(chosen) : join(homedir(), '.cache', 'plumbline');
}
