/**
 * A view: the order of lines for one filter, fixed when it is opened so that nothing moves under
 * the reader. It holds numbers only (about 25 bytes an item); rows are fetched window by window.
 */
import { randomUUID } from 'node:crypto';
import type { CaseDatabase } from '../db/case-database.ts';
import { formatDate } from '../../../shared/domain/display-time.ts';
import { anchorSpan, type Anchor } from '../../../shared/domain/anchor.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';
import { clockChangesBetween, startOfDay } from '../../../shared/domain/zone.ts';
import { filterConditions } from './filter-sql.ts';
import { firstIndex } from './first-index.ts';
import { Stacker, type StackPlace, type Stacking } from './stacks.ts';

/** Quiet shorter than this between two items of a day is not worth a line. */
/** Between two rows of a longer view; in a view of a few hours smaller gaps tell something. */
const gapWorthALineMs = 10 * 60_000;
const closeUp = { viewMs: 4 * 3_600_000, gapMs: 3 * 60_000 };
const dayMs = 86_400_000;

export type ViewLine =
  | { readonly type: 'day'; readonly startMs: number; readonly clockChange: string | null }
  | { readonly type: 'gap'; readonly shortestMs: number; readonly longestMs: number }
  | { readonly type: 'undated' }
  | { readonly type: 'anchor'; readonly anchor: Anchor }
  | { readonly type: 'item'; readonly itemIndex: number; readonly rowId: number; readonly simultaneous: boolean; readonly stack: StackPlace | null };

interface Span { readonly rowId: number; readonly earliestMs: number | null; readonly lastMs: number | null }

export class TimelineView {
  readonly viewId = randomUUID();
  readonly zone: string;
  readonly filter: TimelineFilter;
  /** Row of each item in order. */
  readonly #rowIds: number[] = [];
  /** Line number of each item. */
  readonly #lineOfItem: number[] = [];
  /** Lines that are not items, by line number. */
  readonly #otherLines = new Map<number, ViewLine>();
  readonly #simultaneous = new Set<number>();
  readonly #earliest: number[] = [];
  readonly #gapWorthALineMs: number;
  lineCount = 0;
  undated = 0;
  /** Items of the view that lie in a closed stack under another: they have no line of their own and count as all others do. */
  folded = 0;
  readonly #stacks: Stacker | null;
  latestMs: number | null = null;

  /** Anchors still to be placed, in order of time. */
  #anchors: readonly Anchor[];

  constructor(db: CaseDatabase, filter: TimelineFilter, zone: string, anchors: readonly Anchor[] = [], stacking: Stacking | null = null) {
    this.#stacks = stacking === null ? null : new Stacker(stacking);
    this.#anchors = anchors.filter((anchor) => anchorSpan(anchor).untilMs > (filter.fromMs ?? -Infinity) && anchorSpan(anchor).fromMs < (filter.untilMs ?? Infinity));
    this.filter = filter;
    this.zone = zone;
    const { fromMs, untilMs } = filter;
    this.#gapWorthALineMs = fromMs !== null && untilMs !== null && untilMs - fromMs <= closeUp.viewMs ? closeUp.gapMs : gapWorthALineMs;
    const { where, values } = filterConditions(db, filter);
    const rows = db.prepare<(string | number)[], [number, number | null, number | null, string]>(
      `SELECT row_id, earliest_ms, latest_ms, precision FROM item WHERE ${where} ORDER BY sort_ms, row_id`,
    ).raw();
    let previous: Span | null = null;
    /** The line above is the item before this one, and not one that lies under another. */
    let previousHasLine = false;
    let dayEndsMs = -Infinity;
    for (const [rowId, earliestMs, latestMs, precision] of rows.iterate(...values)) {
      const lastMs = earliestMs === null || latestMs === null ? null : Math.max(earliestMs, latestMs - (precision === 'millisecond' ? 1 : 1000));
      const span: Span = { rowId, earliestMs, lastMs };
      if (earliestMs === null) {
        if (this.undated === 0) {
          this.#anchorLines(Infinity);
          this.#stacks?.newDay();
          this.#push({ type: 'undated' });
        }
        this.undated += 1;
      } else if (earliestMs >= dayEndsMs) {
        const startMs = startOfDay(zone, earliestMs);
        this.#anchorLines(startMs - 1);
        this.#stacks?.newDay();
        const nextDayMs = startOfDay(zone, startMs + dayMs + dayMs / 6);
        // Changes are told up to the end of this day: on the day itself, or on the first day shown after it.
        this.#push({ type: 'day', startMs, clockChange: this.#clockChange(previous === null ? startMs - 1 : dayEndsMs, nextDayMs - 1) });
        dayEndsMs = nextDayMs;
      } else if (this.#stacks?.folds(rowId) !== true) {
        this.#gapLine(previous, span);
      }
      if (lastMs !== null && (this.latestMs === null || lastMs > this.latestMs)) this.latestMs = lastMs;
      if (this.#stacks?.place(rowId) === true) {
        this.folded += 1;
        previous = span;
        previousHasLine = false;
        continue;
      }
      if (earliestMs !== null) this.#anchorLines(earliestMs);
      if (previousHasLine && previous !== null && earliestMs !== null && previous.earliestMs === earliestMs && previous.lastMs === lastMs) {
        this.#simultaneous.add(this.#rowIds.length);
        this.#simultaneous.add(this.#rowIds.length - 1);
      }
      this.#lineOfItem.push(this.lineCount);
      this.#rowIds.push(rowId);
      this.#earliest.push(earliestMs ?? Infinity);
      this.lineCount += 1;
      previous = span;
      previousHasLine = true;
    }
    if (this.undated === 0 && this.#rowIds.length > 0) this.#anchorLines(Infinity);
  }

  /** All items of the view, those in closed stacks too. */
  get itemCount(): number {
    return this.#rowIds.length + this.folded;
  }

  /** Items that have a line; an item's index counts these. */
  get lineItems(): number {
    return this.#rowIds.length;
  }

  get earliestMs(): number | null {
    const first = this.#earliest[0];
    return first === undefined || first === Infinity ? null : first;
  }

  #push(line: ViewLine): void {
    this.#otherLines.set(this.lineCount, line);
    this.lineCount += 1;
  }

  /** Anchors that begin at or before an instant and have no line yet. */
  #anchorLines(untilMs: number): void {
    const next = this.#anchors.findIndex((anchor) => anchorSpan(anchor).fromMs > untilMs);
    const due = next < 0 ? this.#anchors : this.#anchors.slice(0, next);
    for (const anchor of due) this.#push({ type: 'anchor', anchor });
    if (due.length > 0) this.#anchors = this.#anchors.slice(due.length);
  }

  #gapLine(previous: Span | null, next: Span): void {
    if (previous?.earliestMs == null || previous.lastMs === null || next.earliestMs === null || next.lastMs === null) return;
    const shortestMs = next.earliestMs - previous.lastMs;
    if (shortestMs >= this.#gapWorthALineMs) this.#push({ type: 'gap', shortestMs, longestMs: next.lastMs - previous.earliestMs });
  }

  #clockChange(fromMs: number, untilMs: number): string | null {
    const changes = clockChangesBetween(this.zone, fromMs, untilMs);
    if (changes.length === 0) return null;
    return changes.map(({ atMs, changeMinutes }) => `clocks went ${changeMinutes > 0 ? 'forward' : 'back'} ${formatDate(atMs, this.zone)}`).join(', ');
  }

  /** Line number `line`, or null past the end. */
  lineAt(line: number): ViewLine | null {
    const other = this.#otherLines.get(line);
    if (other !== undefined) return other;
    const itemIndex = this.#itemAtOrAfterLine(line);
    const rowId = this.#rowIds[itemIndex];
    if (rowId === undefined || this.#lineOfItem[itemIndex] !== line) return null;
    return { type: 'item', itemIndex, rowId, simultaneous: this.#simultaneous.has(itemIndex), stack: this.#stacks?.stackOf(rowId) ?? null };
  }

  #itemAtOrAfterLine(line: number): number {
    return firstIndex(this.#lineOfItem.length, (index) => (this.#lineOfItem[index] as number) >= line);
  }

  /** Where the nth item stands. */
  locateIndex(itemIndex: number): { readonly line: number; readonly itemIndex: number; readonly rowId: number } | null {
    const rowId = this.#rowIds[itemIndex];
    const line = this.#lineOfItem[itemIndex];
    return rowId === undefined || line === undefined ? null : { line, itemIndex, rowId };
  }

  /** The rows that lie under a line in a closed stack. */
  foldedUnder(rowId: number): readonly number[] {
    return this.#stacks?.foldedUnder(rowId) ?? [];
  }

  /** Where a stored row stands; one in a closed stack stands where its stack does. A search over numbers in memory: 1 million rows take a few milliseconds. */
  locateRow(rowId: number): { readonly line: number; readonly itemIndex: number; readonly rowId: number } | null {
    return this.locateIndex(this.#rowIds.indexOf(this.#stacks?.leadOf(rowId) ?? rowId));
  }

  /** The first item at or after an instant; the last dated item when there is none. */
  locateInstant(atMs: number): { readonly line: number; readonly itemIndex: number; readonly rowId: number } | null {
    const index = firstIndex(this.#earliest.length, (candidate) => (this.#earliest[candidate] as number) >= atMs);
    return this.locateIndex(Math.min(index, this.lineItems - 1));
  }
}
