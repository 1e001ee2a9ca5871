/** An extract of a conversation: one item, and the rows before and after it. */
import { documentLabels } from '../../../../../shared/domain/document-kind.ts';
import type { ItemId } from '../../../../../shared/domain/ids.ts';
import { itemKindLabels } from '../../../../../shared/domain/item.ts';
import { escapeHtml, isolated } from '../../timeline/markup.ts';
import { textNote } from '../case-matter.ts';
import { small, sourceCell } from '../cells.ts';
import { clockColumn, dateColumn, numberColumn, type ItemDocument } from '../item-document.ts';
import type { Column } from '../table-document.ts';
import { attachmentCell, statusWords, type MessageRow } from './messages.ts';

export type ExtractRow = Pick<MessageRow, 'item' | 'described'>;

export function conversation(zone: string, itemId: ItemId): Pick<ItemDocument<ExtractRow>, 'title' | 'columns' | 'bundlePageAt' | 'none' | 'notes' | 'rowClass'> {
  const kind = ({ item }: ExtractRow): string => (item.kind === 'message' ? '' : small(`<span class="label">${escapeHtml(itemKindLabels[item.kind].one)}</span>`));
  const asked = ({ item }: ExtractRow): string => (item.id === itemId ? small('<span class="label">The item asked for</span>') : '');
  const columns: Column<ExtractRow>[] = [
    numberColumn, dateColumn(zone), clockColumn(zone), { key: 'from', heading: 'From', share: 12, cell: ({ item }) => isolated(item.from) }, { key: 'to', heading: 'To', share: 12, cell: ({ item }) => item.to.map(isolated).join('<br>') },
    { heading: 'Text, word for word', share: 36, className: 'text', cell: (row) => `${asked(row)}${kind(row)}${isolated(row.item.text)}` },
    { key: 'attachment', heading: 'Attachment', share: 11, cell: attachmentCell }, { key: 'status', heading: 'Status', share: 6, cell: ({ item }) => escapeHtml(statusWords(item.status)) }, { key: 'source', heading: 'Exhibit, row', share: 10, cell: ({ item }) => sourceCell(item) },
  ];
  return {
    title: documentLabels.conversation.title, columns, bundlePageAt: 9, none: 'No rows of the conversation are left to list.', rowClass: ({ item }) => (item.id === itemId ? 'target' : ''),
    notes: ['The item asked for has a grey ground and is named. Every row of the conversation between the first and the last listed here is listed, save what is privileged.', textNote],
  };
}
