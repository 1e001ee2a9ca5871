/** Documents of the case that can be put into a bundle, and what each is asked for with. */
import type { BundleDocument } from '../../../shared/domain/bundle.ts';
import { documentAskSchema, type DocumentAsk } from '../../../shared/domain/document-ask.ts';
import { columnKeys } from '../../../shared/domain/document-columns.ts';
import { documentLabels, isOrdered, type RowOrder } from '../../../shared/domain/document-kind.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';

/** In the order in which they are offered. An extract of a conversation and a transcript are of an item, and not of a selection. */
export const bundledKinds = ['chronology', 'sequence', 'messages', 'accesses', 'exhibits', 'unused', 'patterns'] as const;
export type BundledKind = (typeof bundledKinds)[number];

/** Why a document cannot be of a selection; null when it can. */
export const faultOf = (kind: BundledKind, { fromMs, untilMs }: TimelineFilter): string | null =>
  (kind === 'sequence' && (fromMs === null || untilMs === null) ? 'A sequence is of a window of time, and this selection has none. Choose one with dates at both ends.' : null);

/** What can be chosen of a document beside its rows. */
export interface Chosen { readonly nameEmoji: boolean; readonly order: RowOrder; readonly leaveOut: readonly string[] }
export const nothingChosen: Chosen = { nameEmoji: false, order: 'earliest', leaveOut: [] };

/** The rest of it is as it is when nothing else is said; the schedule of unused material is the one that may be served. */
export function askOf(kind: BundledKind, filter: TimelineFilter, zone: string, { nameEmoji, order, leaveOut }: Chosen): DocumentAsk {
  return documentAskSchema.parse({ kind, zone, nameEmoji, leaveOut: leaveOut.filter((key) => columnKeys(kind).includes(key)), ...(isOrdered(kind) ? { order } : {}), ...(kind === 'exhibits' ? { exhibitIds: filter.exhibitIds } : { filter }) });
}

/** What is written down from a picture of an item. */
export const transcriptOf = (picture: { readonly itemId: ItemId; readonly attachment: number }, zone: string): DocumentAsk => documentAskSchema.parse({ kind: 'transcript', zone, ...picture });

/** Set when the bundle is made, and not taken over from a file. */
export const isSetByUs = ({ source }: Pick<BundleDocument, 'source'>): boolean => source.type === 'timeline' || source.type === 'document';

/** `Chronology` */
export const titleOfAsk = ({ kind, ...ask }: DocumentAsk): string => (kind === 'unused' && 'sensitive' in ask && ask.sensitive ? 'Schedule of sensitive items' : documentLabels[kind].title);
