/** What a document of the case is asked for with, wherever its pages go: into a file of its own, or into a bundle. */
import { z } from 'zod';
import { columnKeys } from './document-columns.ts';
import { longestExtract, rowOrderSchema, type DocumentKind } from './document-kind.ts';
import { exhibitIdSchema, itemIdSchema } from './ids.ts';
import { pairWindowSchema } from './pairing.ts';
import { periodSchema, silenceMsSchema } from './pattern.ts';
import { timelineFilterSchema } from './timeline-filter.ts';

const everyDocument = {
  /** Zone the pages show times in. */
  zone: z.string(),
  /** Adds a column for pages of a bundle: empty in a file of its own, filled in a bundle, which always has it. */
  bundlePages: z.boolean().default(false),
  /** Shows each emoji with what Unicode calls it behind it, in square brackets. */
  nameEmoji: z.boolean().default(false),
};
const ofFilter = { ...everyDocument, filter: timelineFilterSchema };
const order = rowOrderSchema.default('earliest');
/** Number of the first row, for numbering that goes on from another schedule. */
const firstNumber = z.number().int().min(1).max(10_000_000).default(1);

/** Keys of columns (`document-columns.ts`), each once. */
const without = (kind: DocumentKind) => z.array(z.enum(columnKeys(kind))).refine((keys) => new Set(keys).size === keys.length, 'A column is left out twice.').default([]);

export const documentAskSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chronology'), leaveOut: without('chronology'), ...ofFilter, order }),
  /** The filter has both ends of a span of time. */
  z.object({ kind: z.literal('sequence'), leaveOut: without('sequence'), ...ofFilter }),
  z.object({ kind: z.literal('messages'), leaveOut: without('messages'), ...ofFilter, order, firstNumber }),
  z.object({ kind: z.literal('accesses'), leaveOut: without('accesses'), ...ofFilter, order, firstNumber, window: pairWindowSchema.default({ beforeMs: 86_400_000, afterMs: 604_800_000 }) }),
  /** `exhibitIds` empty: every exhibit. */
  z.object({ kind: z.literal('exhibits'), leaveOut: without('exhibits'), ...everyDocument, exhibitIds: z.array(exhibitIdSchema).default([]) }),
  /** `sensitive`: the schedule of sensitive items with the reasons, instead of that of all others. */
  z.object({ kind: z.literal('unused'), leaveOut: without('unused'), ...ofFilter, order, firstNumber, sensitive: z.boolean().default(false) }),
  /** Rows are those it counts. */
  z.object({ kind: z.literal('patterns'), ...ofFilter, per: periodSchema, silenceMs: silenceMsSchema }),
  /** Of a picture of an item, counted from 0; an item that was itself written down from a picture has that picture. */
  z.object({ kind: z.literal('transcript'), ...everyDocument, itemId: itemIdSchema, attachment: z.number().int().min(0).default(0) }),
  z.object({ kind: z.literal('conversation'), leaveOut: without('conversation'), ...everyDocument, itemId: itemIdSchema, before: z.number().int().min(0).max(longestExtract).default(10), after: z.number().int().min(0).max(longestExtract).default(10) }),
]);
export type DocumentAsk = z.infer<typeof documentAskSchema>;
/** The same of one kind. */
export type AskOf<K extends DocumentAsk['kind']> = Extract<DocumentAsk, { kind: K }>;
