/** Fills the days around the story with ordinary talk, so that the story has to be found. */
import type { Chance } from './chance.ts';
import type { ChatLine } from './chat-text.ts';
import { dayMs, nearClockChange, wall, type WallTime } from './wall-clock.ts';

export interface Background {
  readonly from: string;
  readonly until: string;
  /** How many lines to make. */
  readonly lines: number;
  /** Who says what: openings are answered by the other person. */
  readonly speakers: readonly [string, string];
  readonly exchanges: readonly (readonly string[])[];
  /** Hours of the day in which a conversation may start. */
  readonly hours: readonly [number, number];
}

/** A clock time on a day by chance, never near the hour that happens twice. */
export function someTime(chance: Chance, from: string, until: string, [first, last]: readonly [number, number]): WallTime {
  for (;;) {
    const days = Math.floor((wall(until) - wall(from)) / dayMs);
    const at = wall(from) + chance.between(0, days) * dayMs + chance.between(first * 3600, last * 3600 + 3599) * 1000;
    if (!nearClockChange(at)) return at;
  }
}

/** Conversations by chance from the exchanges, each kept whole until the number of lines is reached. `from` is a midnight. */
export function backgroundChat(chance: Chance, background: Background): readonly ChatLine[] {
  const lines: ChatLine[] = [];
  while (lines.length < background.lines) {
    let at = someTime(chance, background.from, background.until, background.hours);
    let speaker = chance.between(0, 1);
    for (const text of chance.pick(background.exchanges)) {
      if (lines.length === background.lines) break;
      lines.push({ at, from: background.speakers[speaker === 0 ? 0 : 1], text });
      at += chance.between(20, 260) * 1000;
      speaker = 1 - speaker;
    }
  }
  return lines;
}
