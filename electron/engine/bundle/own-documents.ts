/** Documents the case makes itself, as they stand in a bundle: the timeline, chronology, schedules and lists. */
import type { BundleSource } from '../../../shared/domain/bundle.ts';
import { makeDocument } from '../exports/made/make-document.ts';
import type { Making } from '../exports/made/made-document.ts';
import { setTimeline } from '../exports/made/timeline-of-view.ts';

export type OwnSource = Extract<BundleSource, { type: 'timeline' | 'document' }>;

/** Whether the case makes its pages when the bundle is made, from what it knows then. */
export const isOwn = (source: BundleSource): source is OwnSource => source.type === 'timeline' || source.type === 'document';

/** Zone its pages show times in. */
export const zoneOf = (source: OwnSource): string => (source.type === 'timeline' ? source.zone : source.ask.zone);

/** The whole PDF. Throws `invalid_input`, `not_found`, `permission_denied` for rows it cannot be of, `cancelled`, `typesetting_failed`. */
export async function setOwn(making: Making, source: OwnSource): Promise<Uint8Array> {
  if (source.type === 'timeline') return (await setTimeline(making, source.filter)).bytes;
  return (await (await makeDocument(making, source.ask)).set()).bytes;
}
