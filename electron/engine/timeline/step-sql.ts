/** A value that changes at certain instants (an offset from UTC, the end of the latest duty) as SQL. */

/** Holds from `fromMs` on, until the next. */
export interface Step { readonly fromMs: number; readonly value: number }

/**
 * SQL for the value at the instant `x`, by halves: a thousand steps take ten comparisons. `steps` ascend;
 * before the first, `before` holds. Only numbers of ours go into the text.
 */
export function stepSql(x: string, steps: readonly Step[], before: number): string {
  const half = (low: number, high: number): string => {
    if (low >= high) return String(low === 0 ? before : (steps[low - 1] as Step).value); // within the length
    const middle = (low + high) >> 1;
    return `CASE WHEN ${x} < ${(steps[middle] as Step).fromMs} THEN ${half(low, middle)} ELSE ${half(middle + 1, high)} END`; // within the length
  };
  return half(0, steps.length);
}
