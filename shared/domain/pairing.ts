/**
 * A system access and a contact near it in time, with or about the same person. A pair says what
 * matched and how far apart the two rows are; it says nothing of why.
 */
import { z } from 'zod';
import { formatGap, gapBetween, type Spanned } from './display-time.ts';

const minuteMs = 60_000;
export const dayMs = 24 * 60 * minuteMs;
/** Furthest apart two rows may lie and still be looked at together. */
export const longestWindowMs = 366 * dayMs;

/** How far before and after an access contacts are looked for, in milliseconds. */
export const pairWindowSchema = z.object({
  beforeMs: z.number().int().min(0).max(longestWindowMs).default(dayMs),
  afterMs: z.number().int().min(0).max(longestWindowMs).default(7 * dayMs),
});
export type PairWindow = z.infer<typeof pairWindowSchema>;

/** Windows offered for choice, shortest first. */
export const offeredWindows: readonly { readonly ms: number; readonly label: string }[] = [
  { ms: 0, label: 'none' }, { ms: 5 * minuteMs, label: '5 minutes' }, { ms: 15 * minuteMs, label: '15 minutes' }, { ms: 60 * minuteMs, label: '1 hour' },
  { ms: 6 * 60 * minuteMs, label: '6 hours' }, { ms: dayMs, label: '1 day' }, { ms: 7 * dayMs, label: '7 days' }, { ms: 30 * dayMs, label: '30 days' },
];

/** Which of the two came first: `either` when what the sources state leaves it open. */
export const pairOrders = ['after', 'before', 'either'] as const;
export const pairOrderSchema = z.enum(pairOrders);
export type PairOrder = z.infer<typeof pairOrderSchema>;

export const pairDecisions = ['accepted', 'rejected'] as const;
export const pairDecisionSchema = z.enum(pairDecisions);
export type PairDecision = z.infer<typeof pairDecisionSchema>;
export const pairDecisionLabels: Readonly<Record<PairDecision, string>> = { accepted: 'Accepted', rejected: 'Rejected' };

/** From an access to a contact: negative when the contact came first. Shortest and longest reading of both times. */
export interface PairGap { readonly shortestMs: number; readonly longestMs: number; readonly order: PairOrder }

/** The gap from an access to a contact; null when either is undated. */
export function pairGap(access: Spanned, contact: Spanned): PairGap | null {
  const gap = gapBetween(access, contact);
  if (gap === null) return null;
  const order = gap.shortestMs >= 0 ? 'after' : gap.longestMs <= 0 ? 'before' : 'either';
  return { ...gap, order };
}

/** Whether some reading of both times puts the contact inside the window. */
export function isInWindow(gap: PairGap, { beforeMs, afterMs }: PairWindow): boolean {
  return gap.shortestMs <= afterMs && gap.longestMs >= -beforeMs;
}

/** The least the two rows can lie apart, in milliseconds: what pairs are sorted by. */
export function closeness({ shortestMs, longestMs, order }: PairGap): number {
  if (order === 'either') return 0;
  return order === 'after' ? shortestMs : -longestMs;
}

/** `6 min 50 s – 7 min 49 s after`, `4 min 10 s before`, `order open: up to 14 h 24 min before or 9 h 35 min after`. */
export function pairGapInWords(gap: PairGap): string {
  const { shortestMs, longestMs, order } = gap;
  if (order === 'after') return `${formatGap(gap)} after`;
  if (order === 'before') return `${formatGap({ shortestMs: -longestMs, longestMs: -shortestMs })} before`;
  return `order open: up to ${formatGap({ shortestMs: -shortestMs, longestMs: -shortestMs })} before or ${formatGap({ shortestMs: longestMs, longestMs })} after`;
}
