/** The schedule of unused material: what is relevant and not relied on, each item described and numbered. */
import { escapeHtml, evidenceHtml } from '../../timeline/markup.ts';
import { textNote } from '../case-matter.ts';
import { eventCell } from '../cells.ts';
import { clockColumn, dateColumn, numberColumn, sourceColumn, type ItemDocument, type OfItem } from '../item-document.ts';
import type { Column } from '../table-document.ts';

export function unused(zone: string, sensitive: boolean): Pick<ItemDocument<OfItem>, 'title' | 'columns' | 'bundlePageAt' | 'none' | 'notes'> {
  const reason: Column<OfItem> = { key: 'held', heading: 'Why it is sensitive', share: 22, cell: ({ item }) => evidenceHtml(item.disclosureReason) };
  const heldAs: Column<OfItem> = { key: 'held', heading: 'Held as', share: 22, cell: ({ item }) => escapeHtml(item.thread === '' ? '' : `in “${item.thread}”`) };
  return {
    title: sensitive ? 'Schedule of sensitive unused material' : 'Schedule of unused material',
    columns: [numberColumn, { heading: 'Description', share: 46, cell: ({ item }) => eventCell(item) }, dateColumn(zone), clockColumn(zone), sourceColumn, sensitive ? reason : heldAs], bundlePageAt: 5,
    none: sensitive ? 'No sensitive unused material is in this selection.' : 'No unused material is in this selection.',
    notes: [
      'Unused: a reviewer has said that the item is relevant and is not relied on.',
      ...(sensitive ? [{ key: 'held', words: 'This schedule gives the reasons why items are sensitive.' }, 'It is not to be served.'] : ['Sensitive items are on a schedule of their own, which is counted here and not shown.']), textNote,
    ],
  };
}
