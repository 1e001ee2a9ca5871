/**
 * Fetches the lines that are looked at. Few windows are on their way at once, and the next to be asked for is always of what is
 * in sight now: whoever scrolls through a million rows passes thousands of windows that nobody waits for any more when they come.
 */
import type { TimelineLine } from '../../../shared/contract/timeline.ts';
import { windowLines, type LineWindows } from './line-windows.ts';

interface ViewOfLines { readonly viewId: string; readonly lineCount: number }

interface Parts {
  readonly windows: LineWindows;
  /** Asks the engine for some lines of a view. */
  readonly ask: (viewId: string, start: number, count: number) => Promise<readonly TimelineLine[]>;
  /** Lines have come. */
  readonly onLines: () => void;
  readonly onFault: (error: unknown) => void;
}

const mostComing = 2;

export class LineFetcher {
  readonly #parts: Parts;
  #view: ViewOfLines | null = null;
  #wanted: { readonly first: number; readonly last: number } | null = null;
  /** Windows of this view on their way. The value says whether something in them may have changed since they were asked for. */
  #coming = new Map<number, boolean>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Goes on with another view, or with none. What is on its way for the one before is dropped when it comes. */
  follow(view: ViewOfLines | null): void {
    this.#view = view;
    this.#wanted = null;
    this.#coming = new Map();
  }

  /** The lines in sight. They, and then a screen either way, are fetched when they are not held. */
  want(first: number, last: number): void {
    this.#wanted = { first, last };
    this.#askNext();
  }

  /** Rows have changed: windows on their way may have been read before that, and are asked for once more. */
  changed(): void {
    for (const key of this.#coming.keys()) this.#coming.set(key, true);
  }

  #next(): number | undefined {
    if (this.#view === null || this.#wanted === null) return undefined;
    const { first, last } = this.#wanted;
    const end = this.#view.lineCount - 1;
    const screen = last - first;
    const missing = [...this.#parts.windows.missing(first, Math.min(end, last)), ...this.#parts.windows.missing(first - screen, Math.min(end, last + screen))];
    return missing.find((key) => !this.#coming.has(key));
  }

  #askNext(): void {
    while (this.#coming.size < mostComing) {
      const key = this.#next();
      if (key === undefined || this.#view === null) return;
      void this.#fetch(this.#view.viewId, key);
    }
  }

  async #fetch(viewId: string, key: number): Promise<void> {
    const coming = this.#coming;
    coming.set(key, false);
    try {
      const lines = await this.#parts.ask(viewId, key * windowLines, windowLines);
      if (coming !== this.#coming) return;
      if (coming.get(key) !== true) {
        this.#parts.windows.put(key, lines);
        this.#parts.onLines();
      }
    } catch (error) {
      if (coming !== this.#coming) return;
      // Said once: what failed is asked for again when the reader moves on.
      this.#wanted = null;
      this.#parts.onFault(error);
    } finally {
      coming.delete(key);
      if (coming === this.#coming) this.#askNext();
    }
  }
}
