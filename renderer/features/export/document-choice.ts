/** What the export dialog can make, what it asks for each, and the command that makes it. */
import type { CommandInput } from '../../../shared/contract/contract.ts';
import { columnKeys } from '../../../shared/domain/document-columns.ts';
import { documentKinds, documentLabels, longestExtract, type DocumentKind, type RowOrder } from '../../../shared/domain/document-kind.ts';
import type { ItemDetail } from '../../../shared/contract/timeline.ts';
import type { ItemId } from '../../../shared/domain/ids.ts';
import type { TimelineFilter } from '../../../shared/domain/timeline-filter.ts';

export type Wanted = 'timeline' | DocumentKind;

export const titleOf = (wanted: Wanted): string => (wanted === 'timeline' ? 'Timeline' : documentLabels[wanted].title);

export const choices: readonly { readonly value: Wanted; readonly label: string; readonly note: string }[] = [
  { value: 'timeline', label: 'Timeline', note: 'Exactly the rows of the view, with assessments, tags and what people say of them.' },
  ...documentKinds.map((kind) => ({ value: kind, label: documentLabels[kind].title, note: documentLabels[kind].holds })),
];

/** As typed. */
export interface DocumentOptions { readonly bundlePages: boolean; readonly nameEmoji: boolean; readonly order: RowOrder; /** Kept while another document is looked at, which may have none of them. */ readonly leaveOut: readonly string[]; readonly sensitive: boolean; readonly firstNumber: string; readonly before: string; readonly after: string; /** Of the chosen item’s pictures, counted from 0; '' is its first. */ readonly picture: string }
export const noOptions: DocumentOptions = { bundlePages: false, nameEmoji: false, order: 'earliest', leaveOut: [], sensitive: false, firstNumber: '1', before: '10', after: '10', picture: '' };

export const isNumbered = (wanted: Wanted): boolean => wanted === 'messages' || wanted === 'accesses' || wanted === 'unused';

const whole = (typed: string, least: number, most: number): number | null => (/^\d{1,8}$/u.test(typed.trim()) && Number(typed) >= least && Number(typed) <= most ? Number(typed) : null);

/** A picture of an item: which of its attachments, and what it is called. */
export interface ChosenPicture { readonly attachment: number; readonly name: string }

export const picturesOf = ({ attachments, exhibit }: Pick<ItemDetail, 'attachments'> & { readonly exhibit: Pick<ItemDetail['exhibit'], 'originalName'> }): ChosenPicture[] =>
  attachments.flatMap(({ mediaType, member, name }, attachment) => (member !== null && mediaType.startsWith('image/') ? [{ attachment, name: name === '' ? exhibit.originalName : name }] : []));

/** The one that is wanted of an item's pictures; undefined when it has none. */
export const pictureWanted = (pictures: readonly ChosenPicture[], { picture }: DocumentOptions): ChosenPicture | undefined => pictures.find(({ attachment }) => String(attachment) === picture) ?? pictures[0];

export interface Subject { readonly filter: TimelineFilter; readonly zone: string; readonly item: { readonly id: ItemId; readonly thread: string; readonly pictures: readonly ChosenPicture[] } | null }

/** The command's input without its destination, or why the document cannot be made as things stand. */
export function askedFor(kind: DocumentKind, { filter, zone, item }: Subject, options: DocumentOptions): { readonly asked: CommandInput<'exports.document'> } | { readonly fault: string } {
  const leaveOut = options.leaveOut.filter((key) => columnKeys(kind).includes(key));
  const every = { zone, destination: '', overwrite: true, bundlePages: options.bundlePages, nameEmoji: options.nameEmoji };
  const firstNumber = whole(options.firstNumber, 1, 10_000_000);
  if (isNumbered(kind) && firstNumber === null) return { fault: 'The first number is a whole number from 1.' };
  const numbered = { ...every, leaveOut, filter, order: options.order, firstNumber: firstNumber ?? 1 };
  switch (kind) {
    case 'chronology': return { asked: { kind, ...every, leaveOut, filter, order: options.order } };
    case 'sequence': return filter.fromMs === null || filter.untilMs === null
      ? { fault: 'A sequence is of a window of time, and this view has none. Choose dates for it, or press W on an item for everything around it, and come back.' } : { asked: { kind, ...every, leaveOut, filter } };
    case 'patterns': return { asked: { kind, ...every, filter } };
    case 'messages': return { asked: { kind, ...numbered } };
    case 'accesses': return { asked: { kind, ...numbered } };
    case 'unused': return { asked: { kind, ...numbered, sensitive: options.sensitive } };
    case 'exhibits': return { asked: { kind, ...every, leaveOut, exhibitIds: filter.exhibitIds } };
    case 'transcript': {
      if (item === null) return { fault: 'Choose the item of the picture first: the transcript is of what was written down from it.' };
      const picture = pictureWanted(item.pictures, options);
      return picture === undefined ? { fault: 'The chosen item has no picture.' } : { asked: { kind, ...every, itemId: item.id, attachment: picture.attachment } };
    }
    case 'conversation': {
      if (item === null) return { fault: 'Choose the item first: the extract is of its conversation.' };
      if (item.thread === '') return { fault: 'The chosen item belongs to no conversation.' };
      const [before, after] = [whole(options.before, 0, longestExtract), whole(options.after, 0, longestExtract)];
      return before === null || after === null ? { fault: `Rows before and after are whole numbers up to ${longestExtract}.` } : { asked: { kind, ...every, leaveOut, itemId: item.id, before, after } };
    }
  }
}
