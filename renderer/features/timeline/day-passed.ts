/** Names the day that is flown over. */
import type { TimelineLine } from '../../../shared/contract/timeline.ts';
import { formatDate, formatWeekday } from '../../../shared/domain/display-time.ts';
import { linesNear } from './timeline-store.ts';

/** `Tue 02/01/2024`; null for a stretch of quiet, whose neighbours have the day. */
function dayOf(line: TimelineLine, zone: string): string | null {
  if (line.type === 'gap') return null;
  const ms = line.type === 'day' ? line.startMs : line.type === 'item' ? line.item.time.earliestMs : line.type === 'anchor' ? line.time.earliestMs : null;
  return ms === null ? 'No time stated' : `${formatWeekday(ms, zone)} ${formatDate(ms, zone)}`;
}

/** The day of the line, or of the nearest that is here. */
export function dayPassed(row: number, zone: string): string {
  for (const line of linesNear(row)) {
    const day = dayOf(line, zone);
    if (day !== null) return day;
  }
  return '…';
}
