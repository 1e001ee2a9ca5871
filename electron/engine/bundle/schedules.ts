/** Schedules as a source that can be cited: a conversation stands in a bundle by the rows of a schedule, so a chronology cites the page of the row. */
import { PDFArray, PDFDict, PDFName, type PDFDocument } from '@cantoo/pdf-lib';
import type { BundleSource } from '../../../shared/domain/bundle.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import { markedRow } from './outline.ts';
import type { RowOfDocument, Standing } from './references.ts';

/** Where a schedule lists what: places of pages within it, counted from 0. */
export type RowPlaces = ReadonlyMap<ItemId, number>;
export interface Schedule { readonly standing: Standing; readonly places: RowPlaces }

/** Whether it gives what it lists word for word, row by row, so that it stands for the source. */
export const isSchedule = (source: BundleSource): boolean =>
  source.type === 'timeline' || (source.type === 'document' && (source.ask.kind === 'messages' || source.ask.kind === 'accesses' || source.ask.kind === 'conversation' || source.ask.kind === 'transcript'));

/** Whether its events are cited by where schedules list them. */
export const citesSchedules = (source: BundleSource): boolean => source.type === 'document' && (source.ask.kind === 'chronology' || source.ask.kind === 'sequence');

/** In which order documents are set: where rows of schedules come to lie is known before they are cited. */
export const schedulesFirst = <T>(documents: readonly T[], sourceOf: (document: T) => BundleSource): T[] =>
  documents.toSorted((one, other) => Number(citesSchedules(sourceOf(one))) - Number(citesSchedules(sourceOf(other))));

/** Finds the rows on the pages they came to lie on; a row that goes on is where it begins. The marks stay. */
export function placesOf(document: PDFDocument, rows: readonly RowOfDocument[]): RowPlaces {
  const places = new Map<ItemId, number>();
  for (const [place, page] of document.getPages().entries()) {
    const annotations = page.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
    for (let index = 0; index < (annotations?.size() ?? 0); index += 1) {
      const row = rows[markedRow(annotations?.lookupMaybe(index, PDFDict)) ?? -1];
      if (row?.itemId != null && !places.has(row.itemId)) places.set(row.itemId, place);
    }
  }
  return places;
}
