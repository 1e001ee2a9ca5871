/** A stored count since 1970, shown with the instant it means: `2018-12-05T10:39:10.000Z (1544006350)`. */
import type { Epoch } from '../../../../shared/domain/epoch.ts';
import { readEpoch } from './epoch-time.ts';

/** The instant and the stored characters; the stored characters alone when they are no instant. */
export function shownInstant(value: string | number, epoch: Epoch): string {
  const instant = readEpoch(value, epoch);
  return instant === null ? String(value) : `${new Date(instant.ms).toISOString()} (${value})`;
}
