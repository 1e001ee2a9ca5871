/**
 * The lines of a view that have been fetched, in windows of fixed size. It holds a few windows
 * round what is looked at and never the case; the least lately used go first.
 */
import type { ItemRow, TimelineLine } from '../../../shared/contract/timeline.ts';

export const windowLines = 100;
const windowsKept = 48;

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

  /** Lines from this one on as far as its window goes; while that is not here, those of the nearest window that is. None when nothing is held. */
  nearest(number: number): readonly TimelineLine[] {
    const key = Math.floor(number / windowLines);
    const held = this.#windows.get(key);
    if (held !== undefined) return held.slice(number % windowLines);
    const nearest = Math.min(...[...this.#windows.keys()].map((other) => Math.abs(other - key)));
    return this.#windows.get(key - nearest) ?? this.#windows.get(key + nearest) ?? [];
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

  /** Those of the items that stand in a window held. */
  itemsAmong<Id extends string>(itemIds: readonly Id[]): Id[] {
    const held = new Set<string>();
    for (const lines of this.#windows.values()) for (const line of lines) if (line.type === 'item') held.add(line.item.id);
    return itemIds.filter((itemId) => held.has(itemId));
  }

  /** Puts rows as they stand now in place of the same items' rows. Lines that changed are new objects, and no others. */
  replace(rows: readonly ItemRow[]): void {
    const byId = new Map(rows.map((row) => [row.id, row]));
    for (const [key, lines] of this.#windows) {
      if (!lines.some((line) => line.type === 'item' && byId.has(line.item.id))) continue;
      // In its own place: a window is not looked at because a row in it has changed.
      this.#windows.set(key, lines.map((line) => {
        const item = line.type === 'item' ? byId.get(line.item.id) : undefined;
        return line.type === 'item' && item !== undefined ? { ...line, item } : line;
      }));
    }
  }

  clear(): void {
    this.#windows.clear();
  }
}
