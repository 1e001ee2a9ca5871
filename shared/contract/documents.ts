/** What a document is asked for with, and what is said of it when it is made. */
import { z } from 'zod';
import { documentFormats, longestExtract } from '../domain/document-kind.ts';
import { exhibitIdSchema, itemIdSchema, sha256Schema } from '../domain/ids.ts';
import { pairWindowSchema } from '../domain/pairing.ts';
import { patternsInput } from './patterns.ts';
import { timelineFilterSchema } from '../domain/timeline-filter.ts';

const everyDocument = {
  /** Zone the pages show times in. */
  zone: z.string(), destination: z.string(), overwrite: z.boolean().default(false),
  /** `patterns` is a PDF alone. */
  format: z.enum(documentFormats).default('pdf'),
  /** Adds an empty column for pages of a bundle. */
  bundlePages: z.boolean().default(false),
};
const ofFilter = { ...everyDocument, filter: timelineFilterSchema };
/** Number of the first row, for numbering that goes on from another schedule. */
const firstNumber = z.number().int().min(1).max(10_000_000).default(1);

export const exportDocumentInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chronology'), ...ofFilter }),
  /** The filter has both ends of a span of time. */
  z.object({ kind: z.literal('sequence'), ...ofFilter }),
  z.object({ kind: z.literal('messages'), ...ofFilter, firstNumber }),
  z.object({ kind: z.literal('accesses'), ...ofFilter, firstNumber, window: pairWindowSchema.default({ beforeMs: 86_400_000, afterMs: 604_800_000 }) }),
  /** `exhibitIds` empty: every exhibit. */
  z.object({ kind: z.literal('exhibits'), ...everyDocument, exhibitIds: z.array(exhibitIdSchema).default([]) }),
  /** `sensitive`: the schedule of sensitive items with the reasons, instead of that of all others. */
  z.object({ kind: z.literal('unused'), ...ofFilter, firstNumber, sensitive: z.boolean().default(false) }),
  /** Rows are those it counts. */
  z.object({ kind: z.literal('patterns'), ...ofFilter, per: patternsInput.shape.per, silenceMs: patternsInput.shape.silenceMs }),
  z.object({ kind: z.literal('conversation'), ...everyDocument, itemId: itemIdSchema, before: z.number().int().min(0).max(longestExtract).default(10), after: z.number().int().min(0).max(longestExtract).default(10) }),
]);

/** rows + withheld + leftOut = total: items of the case, or exhibits of it. */
export const exportDocumentSchema = z.object({
  path: z.string(), sha256: sha256Schema, sizeBytes: z.number().int(), format: z.enum(documentFormats), /** Null for a Word document, whose pages are made where it is opened. */ pages: z.number().int().nullable(),
  rows: z.number().int(), /** Privileged, and otherwise in the document. */ withheld: z.number().int(), leftOut: z.number().int(), total: z.number().int(),
  /** What a person should read over before the document is used; nothing of it is on the pages. At most 100. */
  warnings: z.array(z.string()),
});
