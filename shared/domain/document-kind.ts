/** Documents that can be made of a case, beside the timeline itself. */
import { z } from 'zod';

export const documentKinds = ['chronology', 'sequence', 'messages', 'accesses', 'exhibits', 'unused', 'conversation', 'transcript', 'patterns'] as const;
export const documentKindSchema = z.enum(documentKinds);
export type DocumentKind = z.infer<typeof documentKindSchema>;

export const documentFormats = ['pdf', 'docx'] as const;
export type DocumentFormat = (typeof documentFormats)[number];
/** What each is called, what it is for, and how its file ends. */
export const documentFormatFacts: Readonly<Record<DocumentFormat, { readonly label: string; readonly about: string; readonly extension: string }>> = {
  pdf: { label: 'PDF', about: 'pages to read and to hand up', extension: '.pdf' },
  docx: { label: 'Word document', about: 'the same words, to edit', extension: '.docx' },
};
/** Charts are drawings: a document that is made of them is a PDF alone. */
export const formatsOf = (kind: DocumentKind): readonly DocumentFormat[] => (kind === 'patterns' ? ['pdf'] : documentFormats);

/** Title on the page, and what the document holds, in one sentence. */
export const documentLabels: Readonly<Record<DocumentKind, { readonly title: string; readonly holds: string }>> = {
  chronology: { title: 'Chronology', holds: 'What happened, in neutral words, with its source; rival versions side by side. No assessments.' },
  sequence: { title: 'Sequence of events', holds: 'A window of time to the minute: the gap to the row before as a range, and the sources of both times.' },
  messages: { title: 'Schedule of messages', holds: 'The messages of the view, word for word, with platform, parties, attachments, status and duty.' },
  accesses: { title: 'Schedule of system accesses', holds: 'One access one row, numbered: recorded reason, contact before and after, assessment, account, checklist.' },
  exhibits: { title: 'List of exhibits', holds: 'Every exhibit with where it came from, its hash, how it was read and what was done with it.' },
  unused: { title: 'Schedule of unused material', holds: 'What is relevant and unused, each item described and numbered.' },
  patterns: { title: 'Pattern of contact', holds: 'Charts and counts of contacts and system accesses: over time, by hour and weekday, duty, night, direction, source, who begins.' },
  conversation: { title: 'Extract of a conversation', holds: 'One item with the rows before and after it in its conversation.' },
  transcript: { title: 'Transcript of a picture', holds: 'What people wrote down from one picture, word for word; as a PDF, behind the picture itself.' },
};

/** The most rows of a conversation on either side of an item. */
export const longestExtract = 5_000;

/** Which end of time the rows begin at; those without a time stand last either way. */
export const rowOrders = ['earliest', 'latest'] as const;
export const rowOrderSchema = z.enum(rowOrders);
export type RowOrder = z.infer<typeof rowOrderSchema>;
const orderedKinds = ['chronology', 'messages', 'accesses', 'unused'] as const;
/** A sequence and an extract say what lies between a row and the one before it, which only the order of time can. */
export const isOrdered = (kind: DocumentKind): kind is (typeof orderedKinds)[number] => orderedKinds.some((each) => each === kind);
