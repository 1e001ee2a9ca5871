/**
 * One Plumbline at a time may have a case open. The lock is a file that says who holds it; a lock
 * left by a crash is recognised as stale, explained, and can be taken over.
 */
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname, uptime } from 'node:os';
import { z } from 'zod';
import { PlumblineError } from '../../../shared/contract/errors.ts';
import { explainFileFault, systemCode } from '../fs/file-faults.ts';

const lockSchema = z.object({
  holder: z.string(), host: z.string(), processId: z.number().int(), since: z.string(),
  /** Start of the machine, UTC ms: a process number means nothing after a restart. */
  bootedAtMs: z.number(),
});
type Lock = z.infer<typeof lockSchema>;

const bootToleranceMs = 120_000;
const bootedAtMs = (): number => Math.round(Date.now() - uptime() * 1000);

function processIsAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function isStale(lock: Lock): boolean {
  if (lock.host !== hostname()) return false;
  if (Math.abs(lock.bootedAtMs - bootedAtMs()) > bootToleranceMs) return true;
  return !processIsAlive(lock.processId);
}

function readLock(path: string): Lock | 'unreadable' {
  const parsed = ((): unknown => {
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  })();
  const lock = lockSchema.safeParse(parsed);
  return lock.success ? lock.data : 'unreadable';
}

function refuse(path: string): never {
  const lock = readLock(path);
  if (lock === 'unreadable') {
    throw new PlumblineError('case_locked', 'Plumbline stopped while it was opening this case. Nothing is known to hold it now; you may take it over.', { holder: '', since: '', stale: true });
  }
  const stale = isStale(lock);
  const who = `${lock.holder} on ${lock.host}`;
  const message = stale
    ? `This case was left open by ${who} when Plumbline stopped without closing it (opened ${lock.since}). That Plumbline is no longer running; you may take the case over. It will be checked first.`
    : `This case is open already: ${who}, since ${lock.since}. Close it there first. Two copies writing to one case would spoil its log.`;
  throw new PlumblineError('case_locked', message, { holder: lock.holder, since: lock.since, stale });
}

function writeLock(path: string, holder: string): void {
  const lock: Lock = { holder, host: hostname(), processId: process.pid, since: new Date().toISOString(), bootedAtMs: bootedAtMs() };
  const file = openSync(path, 'wx');
  try {
    writeSync(file, JSON.stringify(lock));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Takes the lock. Returns whether a stale one was taken over.
 * Throws `case_locked` with details `{ holder, since, stale }` when somebody has it, or had it and crashed and `takeOverStale` is false.
 */
export function takeLock(path: string, holder: string, takeOverStale: boolean): { readonly tookOver: boolean } {
  try {
    writeLock(path, holder);
    return { tookOver: false };
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw explainFileFault(error, path);
  }
  const lock = readLock(path);
  if (!takeOverStale || (lock !== 'unreadable' && !isStale(lock))) refuse(path);
  rmSync(path);
  writeLock(path, holder);
  return { tookOver: true };
}

export function releaseLock(path: string): void {
  rmSync(path, { force: true });
}
