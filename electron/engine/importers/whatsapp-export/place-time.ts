/** Places chat clock readings in time. Most days have one offset all day, so a day is asked of the zone once. */
import type { EvidenceTime, TimeFlag } from '../../../../shared/domain/evidence-time.ts';
import type { WallClock } from '../../../../shared/domain/zone.ts';
import { placeWallClock, type StatedZone, type TimeOutcome } from '../time/wall-clock-time.ts';
import type { CalendarDay } from './date-order.ts';

export interface ClockReading { readonly hour: number; readonly minute: number; readonly second: number | null }

const lastSecondMs = 86_399_000;
/** WhatsApp began in 2009; the zone tables end in 2100. */
const firstYear = 2009;
const lastYear = 2099;

export class ChatClock {
  readonly #stated: StatedZone;
  #day = -1;
  /** UTC milliseconds of the day's midnight when its offset is the same all day; null when it is not. */
  #midnightMs: number | null = null;

  constructor(stated: StatedZone) {
    this.#stated = stated;
  }

  #at(day: CalendarDay, clock: ClockReading): WallClock {
    return { ...day, hour: clock.hour, minute: clock.minute, second: clock.second ?? 0, millisecond: 0 };
  }

  #wholeDay(day: CalendarDay): number | null {
    const first = placeWallClock(this.#at(day, { hour: 0, minute: 0, second: 0 }), 'second', this.#stated, '');
    const last = placeWallClock(this.#at(day, { hour: 23, minute: 59, second: 59 }), 'second', this.#stated, '');
    if (!first.ok || !last.ok || first.time.flags.length > 0 || last.time.flags.length > 0) return null;
    const from = first.time.earliestMs;
    return from !== null && last.time.earliestMs === from + lastSecondMs ? from : null;
  }

  /** The reading as evidence time, or the reason it cannot be. */
  place(day: CalendarDay, clock: ClockReading, written: string, contradicts: boolean): TimeOutcome {
    const key = (day.year * 100 + day.month) * 100 + day.day;
    if (key !== this.#day) {
      this.#day = key;
      this.#midnightMs = this.#wholeDay(day);
    }
    const flags: TimeFlag[] = [];
    if (contradicts) flags.push('contradicts-itself');
    if (day.year < firstYear || day.year > lastYear) flags.push('implausible');
    const precision = clock.second === null ? 'minute' : 'second';
    if (this.#midnightMs === null || clock.hour > 23 || clock.minute > 59 || (clock.second ?? 0) > 59) {
      return placeWallClock(this.#at(day, clock), precision, this.#stated, written, flags);
    }
    const earliestMs = this.#midnightMs + ((clock.hour * 60 + clock.minute) * 60 + (clock.second ?? 0)) * 1000;
    const time: EvidenceTime = {
      written, earliestMs, latestMs: earliestMs + (clock.second === null ? 60_000 : 1000), precision,
      zone: this.#stated.zone, zoneBasis: this.#stated.basis, zoneBasisBy: this.#stated.by, flags,
    };
    return { ok: true, time };
  }
}
