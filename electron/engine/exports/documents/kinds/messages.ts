/** The schedule of messages: platform, parties, text word for word, attachments, status, duty. */
import { documentLabels } from '../../../../../shared/domain/document-kind.ts';
import { dutyLabels, type DutyState } from '../../../../../shared/domain/duty.ts';
import { mediaTypeWords } from '../../../../../shared/domain/media-type-words.ts';
import { escapeHtml, evidenceHtml, isolated } from '../../timeline/markup.ts';
import { textNote } from '../case-matter.ts';
import { small } from '../cells.ts';
import type { FilesWithin } from '../files-within.ts';
import { clockColumn, dateColumn, numberColumn, type ItemDocument, type OfItem } from '../item-document.ts';
import type { Column } from '../table-document.ts';

export interface MessageRow extends OfItem {
  /** Application or service, in the words of the row or of the export; '' when neither says. */
  readonly platform: string;
  readonly deviceOwner: string;
  readonly duty: DutyState;
  /** What a person says each attachment shows, in the order of the attachments; '' where nobody has. */
  readonly described: readonly string[];
}

export function attachmentCell({ item, described }: Pick<MessageRow, 'item' | 'described'>): string {
  return item.attachments.map(({ name, mediaType, state }, index) => {
    const words = described[index] ?? '';
    const facts = [mediaTypeWords(mediaType), state === 'present' ? '' : state].filter((fact) => fact !== '').join(', ');
    return `<div>${isolated(name === '' ? 'unnamed' : name)}</div>${facts === '' ? '' : small(escapeHtml(facts))}${words === '' ? '' : small(`described: ${evidenceHtml(words)}`)}`;
  }).join('');
}

export const statusWords = (status: string): string => (status === 'live' ? '' : `${status.charAt(0).toUpperCase()}${status.slice(1)}`);

/** What the conversation is called, where that says more than who wrote to whom: most are called by their parties, and a name said three times in a row is read by nobody. */
export function conversationName({ item: { thread, from, to }, platform }: Pick<MessageRow, 'item' | 'platform'>): string {
  const said = [platform, from, ...to].filter((name) => name !== '').toSorted((one, other) => other.length - one.length);
  const rest = said.reduce((words, name) => words.replaceAll(name, ''), thread);
  return /[^\s,;:&]/u.test(rest) ? thread : '';
}

const platformCell = (row: MessageRow): string => {
  const name = conversationName(row);
  return `${escapeHtml(row.platform)}${name === '' ? '' : small(isolated(name))}`;
};

/** Exhibit and row on one line, whose device it is under it: a short message takes no more than two. */
const deviceCell = ({ item, deviceOwner }: MessageRow, within: FilesWithin): string => `${escapeHtml(item.exhibit)}, ${isolated(within.place(item.exhibit, item.locator))}${deviceOwner === '' ? '' : small(isolated(deviceOwner))}`;

/** The text is what is read: everything else has the room its words need and no more. */
function columns(zone: string, within: FilesWithin): Column<MessageRow>[] {
  return [
    numberColumn, { ...dateColumn(zone), share: 10.2 }, { ...clockColumn(zone), share: 8.7 }, { key: 'platform', heading: 'Platform', share: 7.2, cell: platformCell },
    { key: 'from', heading: 'From', share: 8.8, cell: ({ item }) => isolated(item.from) }, { key: 'to', heading: 'To', share: 8.8, cell: ({ item }) => item.to.map(isolated).join('<br>') },
    { heading: 'Text, word for word', share: 25.4, className: 'text', cell: ({ item }) => isolated(item.text) },
    { key: 'attachment', heading: 'Attachment', share: 7.8, cell: attachmentCell }, { key: 'status', heading: 'Status', share: 5, cell: ({ item }) => escapeHtml(statusWords(item.status)) },
    { key: 'duty', heading: 'Officer’s duty', share: 5.6, cell: ({ duty }) => dutyLabels[duty] }, { key: 'source', heading: 'Device exhibit, row; its owner', share: 11.3, cell: (row) => deviceCell(row, within) },
  ];
}

/** `within`: files inside exhibits that messages lie in. */
export function messages(zone: string, within: FilesWithin): Pick<ItemDocument<MessageRow>, 'title' | 'columns' | 'within' | 'bundlePageAt' | 'none' | 'notes'> {
  return {
    title: documentLabels.messages.title, columns: columns(zone, within), within, bundlePageAt: 11, none: 'No messages are in this selection.',
    notes: [
      'A message is what a person wrote or sent to another. Lines an application writes about a conversation, calls and reactions are not messages and are counted apart.',
      { key: 'platform', words: 'What a conversation is called stands under the platform where it says more than who wrote to whom.' },
      { key: 'duty', words: 'Duty is that of the officer under investigation, by the rosters and statements in the case; “not known” where they leave it open.' },
      { key: 'status', words: 'A status is given where the source says that a message is not simply there.' }, textNote,
    ],
  };
}
