/** How soon to start the engine again, and when to stop trying. */

const windowMs = 60_000;
const mostExits = 5;
const firstDelayMs = 250;

/**
 * @param exitTimesMs when the engine went, oldest first, the latest included.
 * @returns milliseconds to wait: 250, 500, 1000 … for each exit within the last minute; null after the fifth.
 */
export function restartDelayMs(exitTimesMs: readonly number[], nowMs: number): number | null {
  const recent = exitTimesMs.filter((at) => nowMs - at < windowMs).length;
  if (recent >= mostExits) return null;
  return firstDelayMs * 2 ** Math.max(0, recent - 1);
}
