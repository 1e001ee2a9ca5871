/** Everything near one item in time, across all sources. */
import type { Spanned } from './display-time.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** How far either way, narrowest first. */
export const aroundWidths: readonly { readonly ms: number; readonly label: string }[] = [
  { ms: minuteMs, label: '1 min' }, { ms: 5 * minuteMs, label: '5 min' }, { ms: 15 * minuteMs, label: '15 min' }, { ms: 60 * minuteMs, label: '1 h' },
  { ms: 6 * 60 * minuteMs, label: '6 h' }, { ms: dayMs, label: '1 day' }, { ms: 7 * dayMs, label: '7 days' },
];

/** The span of time to show: as far before the first instant the item can mean as after the last. Null when it is undated. */
export function spanAround({ earliestMs, latestMs }: Spanned, widthMs: number): { readonly fromMs: number; readonly untilMs: number } | null {
  return earliestMs === null || latestMs === null ? null : { fromMs: earliestMs - widthMs, untilMs: latestMs + widthMs };
}
