/** Finds the app's engine process from outside, by /proc (Linux). */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Process id of the engine that the process `mainPid` (or one below it) started; null when there is none. */
export function enginePid(mainPid: number): number | null {
  const found = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
    .find((pid) => isDescendant(pid, mainPid) && commandLine(pid).some((part) => part.endsWith(join('dist', 'engine', 'index.cjs'))));
  return found ?? null;
}

export function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(read(`/proc/${pid}/status`));
}

function commandLine(pid: number): string[] {
  return read(`/proc/${pid}/cmdline`).split('\0');
}

function isDescendant(pid: number, ancestor: number): boolean {
  for (let current = pid; current > 1; current = parentOf(current)) if (current === ancestor) return true;
  return false;
}

function parentOf(pid: number): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** Processes come and go while they are looked at: one that has gone has nothing to say. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return '';
    throw error;
  }
}
