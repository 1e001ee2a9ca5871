/** The neutral chronology: what happened, its source, and what is said of it. No assessments, no tags. */
import { documentLabels } from '../../../../../shared/domain/document-kind.ts';
import { textNote } from '../case-matter.ts';
import { accountLines, eventCell } from '../cells.ts';
import { clockColumn, dateColumn, numberColumn, sourceColumn, type ItemDocument, type OfItem } from '../item-document.ts';
import type { Column, Note } from '../table-document.ts';

/** Longer versions are shortened, with their length said: a chronology states rival versions shortly. */
const longestVersion = 400;

export const eventColumn: Column<OfItem> = { heading: 'Event', share: 38, cell: ({ item }) => eventCell(item) };
export const versionsColumn: Column<OfItem> = { key: 'versions', heading: 'Disputed / officer’s account', share: 24, cell: ({ item }) => accountLines(item.accounts, longestVersion) };
export const versionsNote: Note = { key: 'versions', words: 'Where people give different versions of an event, each is given in their words or shortly, with its source. Nothing here says which is to be believed.' };

export function chronology(zone: string): Pick<ItemDocument<OfItem>, 'title' | 'columns' | 'bundlePageAt' | 'none' | 'notes'> {
  return {
    title: documentLabels.chronology.title, columns: [numberColumn, dateColumn(zone), clockColumn(zone), eventColumn, sourceColumn, versionsColumn], bundlePageAt: 5,
    none: 'No events are in this selection.', notes: [textNote, versionsNote],
  };
}
