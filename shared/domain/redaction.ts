/** What is taken out of a page or a picture in the version of a bundle that bears ciphers: a region, or the whole of what lies under the page. */
import { z } from 'zod';
import { exhibitIdSchema, itemIdSchema } from './ids.ts';
import { regionSchema } from './region.ts';

/** The file it is in. It holds for the same bytes wherever they are in the case. */
export const redactedFileSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('exhibit'), exhibitId: exhibitIdSchema }),
  /** A file an item brings; counts from 0. */
  z.object({ type: z.literal('attachment'), itemId: itemIdSchema, attachment: z.number().int().nonnegative() }),
]);
export type RedactedFile = z.infer<typeof redactedFileSchema>;

/** From 1; a picture has one page. */
export const redactedPageSchema = z.number().int().min(1).max(100_000);

export const redactionIdSchema = z.number().int().positive().brand<'RedactionId'>();
export type RedactionId = z.infer<typeof redactionIdSchema>;

export const redactionSchema = z.object({
  id: redactionIdSchema, page: redactedPageSchema,
  /** Null: nothing is covered, but the page is made anew from what can be seen, so that nothing lies under it. */
  region: regionSchema.nullable(),
  reason: z.string(), author: z.string(),
  /** UTC, ISO 8601. */
  madeAt: z.string(),
});
export type Redaction = z.infer<typeof redactionSchema>;
