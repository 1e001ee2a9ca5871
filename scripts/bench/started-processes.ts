/** What the processes a process started take: pages are set by some that come and go. Sampled; Linux alone says it. */
import { readdirSync, readFileSync } from 'node:fs';

interface Seen { readonly pid: number; readonly name: string; readonly parent: number; readonly peakMiB: number; readonly cpuMs: number }

/** The kernel counts processor time in hundredths of a second. */
const msATick = 10;

/** What the system says of a process; null for one that has just ended. */
function look(pid: number): Seen | null {
  try {
    const peak = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name, which may hold anything: state, parent, … and from the 12th on its own time and that of children that have ended.
    const values = stat.slice(stat.lastIndexOf(')') + 2).split(' ').map(Number);
    return { pid, name: stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')')), parent: values[1] ?? 0, peakMiB: Number(peak) / 1024, cpuMs: values.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0) * msATick };
  } catch {
    return null;
  }
}

/** Every descendant of `root` that runs now. */
function descendants(root: number): readonly Seen[] {
  const running = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => look(Number(name)) ?? []);
  const under = new Set([root]);
  for (let before = 0; before !== under.size;) {
    before = under.size;
    for (const { pid, parent } of running) if (under.has(parent)) under.add(pid);
  }
  return running.filter(({ pid }) => pid !== root && under.has(pid));
}

/** The most memory one of them had in use, and the processor time of all together since watching began; 0 where nothing can be said. */
export interface Started { readonly peakMiB: number; readonly cpuMs: number }

/** Watches what `root` and its descendants start of one name, until told to stop. */
export function watchStarted(root: number, wanted: string): { readonly stop: () => Started } {
  const known = process.platform === 'linux';
  const started = (): readonly Seen[] => descendants(root).filter(({ name }) => name === wanted);
  const cpu = (seen: readonly Seen[]): number => seen.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
  const before = known ? cpu(started()) : 0;
  let most: Started = { peakMiB: 0, cpuMs: 0 };
  const sample = (): void => {
    const seen = started();
    most = { peakMiB: Math.max(most.peakMiB, ...seen.map(({ peakMiB }) => peakMiB)), cpuMs: Math.max(most.cpuMs, cpu(seen) - before) };
  };
  const timer = known ? setInterval(sample, 250) : null;
  return { stop: () => {
    if (timer !== null) clearInterval(timer);
    return most;
  } };
}
