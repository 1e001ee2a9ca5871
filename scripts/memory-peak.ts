/** The most memory this process has held since a moment, where the system can say. */
import { readFileSync, writeFileSync } from 'node:fs';

/** Begins a new measurement; where that cannot be done the next one covers more than its run. */
export function forgetPeak(): void {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // Only Linux has it.
  }
}

/** In MiB. */
export function memoryPeak(): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    if (found !== null) return Math.round(Number(found[1]) / 1_024);
  } catch {
    // Only Linux has it.
  }
  return Math.round(process.resourceUsage().maxRSS / 1_024);
}
