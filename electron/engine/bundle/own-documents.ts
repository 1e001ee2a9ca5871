/** Documents the case makes itself, as they stand in a bundle: the timeline, chronology, schedules and lists. */
import type { PDFDocument } from '@cantoo/pdf-lib';
import type { BundleSource } from '../../../shared/domain/bundle.ts';
import { makeDocument } from '../exports/made/make-document.ts';
import type { Making } from '../exports/made/making.ts';
import { setTimeline } from '../exports/made/timeline-of-view.ts';

export type OwnSource = Extract<BundleSource, { type: 'timeline' | 'document' }>;

/** Whether the case makes its pages when the bundle is made, from what it knows then. */
export const isOwn = (source: BundleSource): source is OwnSource => source.type === 'timeline' || source.type === 'document';

/** Zone its pages show times in. */
export const zoneOf = (source: OwnSource): string => (source.type === 'timeline' ? source.zone : source.ask.zone);

/** Its pages, ready to be taken over. Throws `invalid_input`, `not_found`, `permission_denied` for rows it cannot be of, `cancelled`, `typesetting_failed`. */
export async function setOwn(making: Making, source: OwnSource): Promise<PDFDocument> {
  if (source.type === 'timeline') return (await setTimeline(making, source.filter)).document;
  return (await (await makeDocument(making, source.ask)).set()).document;
}
