/** Counts by the clock on the wall: days or weeks, hours of the week, night. A row that can lie in more than one is counted apart. */
import type { Patterns } from '../../../shared/contract/patterns.ts';
import { hourNumber, hourOfDay, startOfUnit, unitOfHour, weekdayOfHour } from '../../../shared/domain/local-clock.ts';
import { nightHours } from '../../../shared/domain/pattern.ts';
import { noneOfBoth, type Both, type Counted } from './counted-rows.ts';

/** Hours on the wall in which a row's first and last instant lie. */
export interface Hours { readonly first: number; readonly last: number }

export function hoursOf(zone: string, earliestMs: number, latestMs: number): Hours {
  return { first: hourNumber(zone, earliestMs), last: hourNumber(zone, latestMs - 1) };
}

/** Days or weeks that have anything in them. */
export class Buckets {
  readonly #per: 'day' | 'week';
  readonly #zone: string;
  readonly #counts = new Map<number, Both>();
  readonly outside = noneOfBoth();

  constructor(per: 'day' | 'week', zone: string) {
    this.#per = per;
    this.#zone = zone;
  }

  add(counted: Counted, { first, last }: Hours): void {
    const number = unitOfHour(this.#per, first);
    if (number !== unitOfHour(this.#per, last)) {
      this.outside[counted] += 1;
      return;
    }
    const counts = this.#counts.get(number) ?? noneOfBoth();
    counts[counted] += 1;
    this.#counts.set(number, counts);
  }

  list(): Patterns['buckets'] {
    return [...this.#counts].sort(([one], [other]) => one - other)
      .map(([number, counts]) => ({ startMs: startOfUnit(this.#per, this.#zone, number), untilMs: startOfUnit(this.#per, this.#zone, number + 1), ...counts }));
  }
}

/** Hours of the week, and what can lie in several. */
export class ClockTable {
  readonly #cells = new Uint32Array(7 * 24);
  #unplaced = 0;

  add({ first, last }: Hours): void {
    if (first !== last) {
      this.#unplaced += 1;
      return;
    }
    const cell = weekdayOfHour(first) * 24 + hourOfDay(first);
    this.#cells[cell] = (this.#cells[cell] as number) + 1; // 7 × 24
  }

  get table(): Patterns['clock']['contacts'] {
    const cells = [...this.#cells].map((count, at) => ({ weekday: Math.floor(at / 24), hour: at % 24, count }));
    return { cells: cells.filter(({ count }) => count > 0), unplaced: this.#unplaced };
  }

  get night(): Patterns['night']['contacts'] {
    const { cells, unplaced } = this.table;
    const sums = { night: 0, day: 0, unplaced };
    for (const { hour, count } of cells) sums[(nightHours as readonly number[]).includes(hour) ? 'night' : 'day'] += count;
    return sums;
  }
}
