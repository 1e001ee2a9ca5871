/**
 * The lines of a view that have been fetched, in windows of fixed size. It holds a few windows
 * round what is looked at and never the case; the least lately used go first.
 */
import type { TimelineLine } from '../../../shared/contract/timeline.ts';

export const windowLines = 200;
const windowsKept = 24;

export class LineWindows {
  readonly #windows = new Map<number, readonly TimelineLine[]>();

  /** The line, or null while its window is not here. */
  line(number: number): TimelineLine | null {
    const key = Math.floor(number / windowLines);
    const window = this.#windows.get(key);
    if (window === undefined) return null;
    this.#windows.delete(key);
    this.#windows.set(key, window);
    return window[number % windowLines] ?? null;
  }

  put(key: number, lines: readonly TimelineLine[]): void {
    this.#windows.delete(key);
    this.#windows.set(key, lines);
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size <= windowsKept) break;
      this.#windows.delete(oldest);
    }
  }

  /** Windows that touch the lines from `first` to `last` and are not here. */
  missing(first: number, last: number): number[] {
    const keys: number[] = [];
    for (let key = Math.max(0, Math.floor(first / windowLines)); key <= Math.floor(last / windowLines); key += 1) {
      if (!this.#windows.has(key)) keys.push(key);
    }
    return keys;
  }

  /** Windows that hold any of the items, which have changed and must be fetched again. */
  holding(itemIds: ReadonlySet<string>): number[] {
    return [...this.#windows].filter(([, lines]) => lines.some((line) => line.type === 'item' && itemIds.has(line.item.id))).map(([key]) => key);
  }

  clear(): void {
    this.#windows.clear();
  }
}
