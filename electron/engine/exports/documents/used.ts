/** What the rows of a document turned out to use, for the legends at its end. */
import type { ItemLine } from '../../../../shared/contract/timeline.ts';

export interface Used { readonly tags: Set<string>; readonly exhibits: Set<string>; readonly charges: Set<string>; repeatedHours: number; assumedZones: number }

export function nothingUsed(): Used {
  return { tags: new Set(), exhibits: new Set(), charges: new Set(), repeatedHours: 0, assumedZones: 0 };
}

export function noteUsed(used: Used, item: ItemLine): void {
  used.exhibits.add(item.exhibit);
  for (const tag of item.tags) used.tags.add(tag);
  for (const charge of item.assessment?.charges ?? []) used.charges.add(charge);
  if (item.timeFlags.includes('repeated-hour')) used.repeatedHours += 1;
  if (item.zoneBasis === 'assumed') used.assumedZones += 1;
}
