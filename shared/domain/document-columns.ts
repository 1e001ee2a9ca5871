/** Columns of a document that can be left out, by keys that stay as they are. Numbers, events and texts always stand. */
import type { DocumentKind } from './document-kind.ts';

/** In the order in which they stand, as the line under the heading and the window name them. The charts of a pattern of contact have none; a transcript always stands whole. */
export const leavableColumns = {
  chronology: { date: 'Date', time: 'Time', source: 'Source', versions: 'Disputed / officer’s account' },
  sequence: { date: 'Date', time: 'Time', gap: 'Since the row before', source: 'Source', written: 'Time as the source has it', versions: 'Disputed / officer’s account' },
  messages: { date: 'Date', time: 'Time', platform: 'Platform', from: 'From', to: 'To', attachment: 'Attachment', status: 'Status', duty: 'Duty', source: 'Device exhibit, row; its owner' },
  accesses: { date: 'Date and time', system: 'System, action, terminal', user: 'User', reason: 'Reason as recorded; incident', duty: 'Duty', contacts: 'Contact before and after', assessment: 'Assessment, linked to', explanation: 'Officer’s explanation', source: 'Exhibit, row' },
  exhibits: { producer: 'Producer', owner: 'Source device or system', added: 'Added to the case', file: 'File', hash: 'SHA-256', read: 'How it was read' },
  unused: { date: 'Date', time: 'Time', source: 'Source', held: 'Held as, or why it is sensitive' },
  conversation: { date: 'Date', time: 'Time', from: 'From', to: 'To', attachment: 'Attachment', status: 'Status', source: 'Exhibit, row' },
  patterns: {}, transcript: {},
} as const satisfies Readonly<Record<DocumentKind, Readonly<Record<string, string>>>>;

/** Keys of the columns of one kind. */
export const columnKeys = (kind: DocumentKind): readonly string[] => Object.keys(leavableColumns[kind]);
const labelsOf = (kind: DocumentKind): readonly (readonly [key: string, label: string])[] => Object.entries(leavableColumns[kind]);

/** Names of those left out, in the order of the columns. */
export const leftOutLabels = (kind: DocumentKind, leaveOut: readonly string[]): string[] => labelsOf(kind).filter(([key]) => leaveOut.includes(key)).map(([, label]) => label);
/** What can be chosen of one kind. */
export const columnChoices = (kind: DocumentKind): readonly { readonly value: string; readonly label: string }[] => labelsOf(kind).map(([value, label]) => ({ value, label }));
