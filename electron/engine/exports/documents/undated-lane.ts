/** The heading before the first row that has no time. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';

/** For one table, whose rows come dated first. */
export function undatedLane(): (item: ItemLine) => string | null {
  let begun = false;
  return (item) => {
    if (begun || item.at !== null) return null;
    begun = true;
    return 'No time stated — these items borrow no time from others';
  };
}
